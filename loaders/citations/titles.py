"""Stage 2: which words of a text are the title of a document that it cites.

Read from the skeleton. A title is the 《…》 itself, the notice around it (关于转发《…》的通知), or words without 《》:
beside a document number, as an item of a list, or a statute under its full name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.citations.marks import LONGEST_TITLE, TITLE, Marks, Span
from loaders.citations.words import (
    BLANK,
    DOCUMENT,
    FORWARDING,
    HAN,
    OPENING,
    PAUSE,
    PROMULGATION,
    REGULATION,
    STATUTE,
    VAGUE,
)

_WORD: Final = rf"[^{PAUSE}、《》№（(）)]"
_WORD_OR_LIST: Final = rf"[^{PAUSE}《》№（(）)]"
_VARIANT: Final = r"(?:（[^（）《》№]{1,12}）)?"

# "关于转发《…》的通知" "关于贯彻《…》的实施意见" "印发《…》的通知" "关于印发《…》和《…》的通知"
# -> lead=关于转发, titles=《…》, middle: what stands between 》 and 的
NOTICE_AROUND: Final = re.compile(
    rf"""(?P<lead>关于[^{PAUSE}《》№的]{{0,40}}?|{PROMULGATION}|{FORWARDING})
         (?P<titles>{TITLE}(?:[、和及与]?{TITLE})*)
         (?P<middle>{_WORD}{{0,15}}?)
         (?:的(?!{VAGUE}|规定|要求){_WORD}{{0,12}}?{DOCUMENT}){{1,2}}""",
    re.VERBOSE,
)

# "关于印发" "印发" -> the notice only carries the document; not "关于转发", "关于做好"
ENDS_IN_PROMULGATION: Final = re.compile(rf".*{PROMULGATION}")

# "…（以下简称《条例》）" "…（以下简称“条例”）" -> short=《条例》, 条例
SHORT_FORM: Final = re.compile(rf"以下(?:统|均)?简?称[为作]?[：:]?{BLANK}[“\"]?(?P<short>{TITLE}|{HAN}{{1,20}})")

# "根据市政府关于加强…的意见" before （国发〔2019〕3号） -> the sentence up to the bracket
WORDS_BEFORE_NUMBER: Final = re.compile(rf"{_WORD_OR_LIST}*{DOCUMENT}{_VARIANT}(?={OPENING}?$)")

# "根据公务员法、" before 关于加强…的意见 -> an earlier title of the same list
EARLIER_TITLE: Final = re.compile(rf".*{DOCUMENT}[、和及与]")

# "市政府" in 市政府关于…的意见 -> 关于: where the title begins after its issuer
FIRST_WORDS: Final = re.compile(rf"关于|{FORWARDING}|{PROMULGATION}")

# "根据" "以及" before 公务员管理办法 -> what is no part of a title without 关于
BEFORE_REGULATION: Final = re.compile(r"(?:.*(?:根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|以及))?[、和及与]?")
ENDS_IN_REGULATION: Final = re.compile(rf".{{2,}}{REGULATION}{_VARIANT}")

# "文关于同意…的批复" after 沪府规【2016】168号 -> title=关于同意…的批复; not "文件关于落实…的有关要求"
WORDS_AFTER_NUMBER: Final = re.compile(
    rf"(?:文件?)?(?P<title>关于{_WORD}{{2,60}}?的(?!{VAGUE}){_WORD}{{0,6}}?{DOCUMENT})(?=[{PAUSE}、）)和及与等要精中]|$)"
)

# "3." "（二）" "1、" "①" -> the number of a list's item
ITEM_NUMBER: Final = re.compile(
    rf"{BLANK}(?:[（(]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:[）)]|[.．、])|[①-⑳]){BLANK}"
)

# "干部教育培训工作条例" "中共上海市委关于加强干部队伍建设的若干意见（试行）等" "根据2023年重点工作任务书"
# -> title: a sentence or a list's item that says nothing else; not "严格执行财务管理办法"
ITEM: Final = re.compile(
    rf"""(?:根据|依据|按照|依照)?
         (?P<title>(?!.*(?:{VAGUE}|制[定订]|本项目))
            (?: {_WORD_OR_LIST}{{0,30}}关于{_WORD_OR_LIST}{{2,80}}{DOCUMENT}
              | (?!.*(?:编制|开展|推进|完成|落实|执行|严格|做好|加强)){_WORD}{{3,40}}{REGULATION} )
            {_VARIANT})
         等?{BLANK}""",
    re.VERBOSE,
)

# "根据上海市街道办事处条例，" "、中华人民共和国预算法和" -> title
STATUTE_IN_SENTENCE: Final = re.compile(
    rf"""(?:根据|依据|按照|依照|遵照|落实|贯彻|[、和及])
         (?P<title>(?:中华人民共和国|中国共产党|{HAN}{{2,3}}[省市区])(?!.{{0,30}}{VAGUE})[^{PAUSE}、《》№（(）)的和及等]{{2,30}}?{STATUTE})
         (?=[{PAUSE}、（(的和及与等要规之第]|$)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a cited document: its own words, and the whole with the notice around it."""

    words: Span
    whole: Span
    is_promulgated: bool = False


def find_short_forms(marks: Marks) -> list[Span]:
    """The names that the text gives to documents for its own use (以下简称)."""
    return [Span(*matched.span("short")) for matched in SHORT_FORM.finditer(marks.skeleton)]


def find_cited_titles(marks: Marks, line_starts: Sequence[int] = ()) -> list[Title]:
    """The titles in their order; where two readings overlap, the surer one holds."""
    found: list[Title] = []
    short_forms = find_short_forms(marks)
    for reading in (
        _notices(marks.skeleton),
        (Title(span, span) for span in marks.titles if span not in short_forms),
        _beside_numbers(marks),
        _items(marks.skeleton, line_starts),
        _statutes(marks.skeleton),
    ):
        for title in reading:
            if not any(title.whole.overlaps(other.whole) for other in found):
                found.append(title)
    return sorted(found, key=lambda title: title.whole.start)


def _notices(skeleton: str) -> Iterator[Title]:
    for matched in NOTICE_AROUND.finditer(skeleton):
        whole = Span(*matched.span())
        carries_one = ENDS_IN_PROMULGATION.fullmatch(matched["lead"]) and re.fullmatch(TITLE, matched["titles"])
        if carries_one and not matched["middle"]:
            yield Title(Span(*matched.span("titles")), whole, is_promulgated=True)
        else:
            yield Title(whole, whole)


def _beside_numbers(marks: Marks) -> Iterator[Title]:
    for number in marks.numbers:
        after = WORDS_AFTER_NUMBER.match(marks.skeleton, number.end)
        before = _words_before(marks.skeleton, number.start)
        if before:
            yield Title(before, before)
        elif after:
            words = Span(*after.span("title"))
            yield Title(words, words)


def _words_before(skeleton: str, number: int) -> Span | None:
    """The title without 《》 that ends before a number, without its issuer."""
    matched = WORDS_BEFORE_NUMBER.search(skeleton, max(0, number - LONGEST_TITLE), number)
    if not matched:
        return None
    earlier = EARLIER_TITLE.match(skeleton, *matched.span())
    start = earlier.end() if earlier else matched.start()
    first = FIRST_WORDS.search(skeleton, start, matched.end())
    if first:
        return Span(first.start(), matched.end())
    before = BEFORE_REGULATION.match(skeleton, start, matched.end())
    start = before.end() if before else start
    return Span(start, matched.end()) if ENDS_IN_REGULATION.fullmatch(skeleton, start, matched.end()) else None


def _items(skeleton: str, line_starts: Sequence[int]) -> Iterator[Title]:
    starts = {0, *(matched.end() for matched in re.finditer("[；;。：:]", skeleton))}
    starts.update(start for start in line_starts if ITEM_NUMBER.match(skeleton, start))
    for start, end in pairwise([*sorted(starts), len(skeleton)]):
        number = ITEM_NUMBER.match(skeleton, start)
        closed = end - 1 if skeleton[end - 1 : end] in {*"；;。：:"} else end
        matched = ITEM.fullmatch(skeleton, number.end() if number else start, closed)
        if matched:
            words = Span(*matched.span("title"))
            yield Title(words, words)


def _statutes(skeleton: str) -> Iterator[Title]:
    for matched in STATUTE_IN_SENTENCE.finditer(skeleton):
        words = Span(*matched.span("title"))
        yield Title(words, words)
