"""Stage 3: which words of a text are the title of a document that it cites.

Read from the skeleton. A title is the 《…》 itself, the notice around it (关于转发《…》的通知), or words without 《》:
beside a document number, as an item of a list, or a statute under its full name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.citations.marks import LONGEST_TITLE, NUMBER, TITLE, Marks, Span
from loaders.citations.words import (
    BLANK,
    DOCUMENT,
    FORWARDING,
    GENERIC,
    HAN,
    LAW,
    NAMED,
    NAMELESS,
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
# "关于印发《…》（试行）的通知" -> lead=关于转发, titles=《…》, variant=（试行）, middle: what else stands between 》 and 的
NOTICE_AROUND: Final = re.compile(
    rf"""(?P<lead>关于(?:[^{PAUSE}《》№的]|(?:制[定订]|拟[定订]|修订后|修改后|修订|新修订)的){{0,40}}?
            |{PROMULGATION}|{FORWARDING}(?:[^{PAUSE}《》№的]{{0,20}}?(?:制[定订]的)?)|延长|继续执行|停止执行|废止)
         (?P<titles>{TITLE}(?:[、和及与]?{TITLE})*)
         (?P<variant>{_VARIANT})
         (?P<middle>{_WORD}{{0,15}}?)
         (?:的(?!{VAGUE}|规定|要求){_WORD}{{0,12}}?{DOCUMENT}){{1,2}}""",
    re.VERBOSE,
)

# "关于印发" "印发" "关于印发修订后的" -> the notice only carries the document; not "关于转发", "关于做好"
ENDS_IN_PROMULGATION: Final = re.compile(rf"(?!.*{FORWARDING}).*{PROMULGATION}(?:(?:新?修订|修改)后?的)?")

# "…（以下简称《条例》）" "…（以下简称“条例”）" -> short=《条例》, 条例
SHORT_FORM: Final = re.compile(rf"以下(?:统|均)?简?称[为作]?[：:]?{BLANK}[“\"]?(?P<short>{TITLE}|{HAN}{{1,20}})")

# "根据市政府关于加强…的意见" before （国发〔2019〕3号） -> the sentence up to the bracket
WORDS_BEFORE_NUMBER: Final = re.compile(
    rf"(?:{_WORD_OR_LIST}|[（(][^（）()《》№]{{1,14}}[）)])*{DOCUMENT}{_VARIANT}(?={OPENING}?$)"
)

# "根据公务员法、" before 关于加强…的意见 -> an earlier title of the same list
EARLIER_TITLE: Final = re.compile(rf".*{DOCUMENT}(?:、|[和及与](?={HAN}{{0,20}}关于))")

# "市政府关于加强社区建设的意见" -> 关于: where the title begins after its issuer
FIRST_WORDS: Final = re.compile(rf"关于|{FORWARDING}|{PROMULGATION}")

# "根据" "以及" before 公务员管理办法 -> what is no part of a title without 关于
BEFORE_REGULATION: Final = re.compile(r"(?:.*(?:根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|以及))?[、和及与]?")
# "公务员考核办法" "某区发展规划（试行）" -> a title without 关于
ENDS_IN_REGULATION: Final = re.compile(rf".{{2,}}{REGULATION}{_VARIANT}")

# "文关于同意…的批复" after 沪府规【2016】168号 -> title=关于同意…的批复; not "文件关于落实…的有关要求"
WORDS_AFTER_NUMBER: Final = re.compile(
    rf"(?:文件?)?(?P<title>关于{_WORD}{{2,60}}?的(?!{VAGUE}){_WORD}{{0,6}}?{DOCUMENT})(?=[{PAUSE}、）)和及与等要精中]|$)"
)

# "3." "（二）" "1、" "①" -> the number of a list's item
ITEM_NUMBER: Final = re.compile(
    rf"{BLANK}(?:[（(]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:[）)]|[.．、])|[①-⑳]){BLANK}"
)

# "；" "立项依据：" -> what an item may follow; not the colon of another heading ("项目名称：", "绩效目标：")
BEFORE_ITEM: Final = re.compile(r"[；;。\n]|(?:依据|根据|政策|文件|法规|法律|制度|规定|如下|为|包括)[：:]")

# "干部教育培训工作条例" "中共上海市委关于加强干部队伍建设的若干意见（试行）等" "根据2023年重点工作任务书"
# -> title: a sentence or a list's item that says nothing else, and nothing that is done; neither 采购管理规定, which every body
# has, nor 法律法规规定 is one, and 预算法及其实施条例 are two
ITEM: Final = re.compile(
    rf"""(?:根据|依据|按照|依照)?+
         (?P<title>(?!.*(?:{VAGUE}|{NAMELESS}|制[定订]|本项目|及其))
            (?: {_WORD_OR_LIST}{{0,30}}关于{_WORD_OR_LIST}{{2,80}}{DOCUMENT}
              | (?!.*(?:编制|开展|推进|完成|落实|执行|严格|做好|加强))(?!.*(?:{LAW}|条例)[及和与])(?!{GENERIC})
                {_WORD}{{3,40}}{REGULATION} )
            {_VARIANT})
         等?{BLANK}""",
    re.VERBOSE,
)

# "根据上海市街道办事处条例，" "、中华人民共和国预算法和" -> title
STATUTE_IN_SENTENCE: Final = re.compile(
    rf"""(?:根据|依据|按照|依照|遵照|落实|贯彻|[、和及])(?:是|为)?
         (?P<title>(?:中华人民共和国|中国共产党|{HAN}{{2,3}}[省市区])(?!.{{0,30}}{VAGUE})[^{PAUSE}、《》№（(）)的和及等]{{2,30}}?{STATUTE})
         (?=[{PAUSE}、（(的和及与等要规之第]|$)""",
    re.VERBOSE,
)


# "根据财政部关于加强资金管理的通知精神" -> title=关于加强资金管理的通知
NAMED_IN_SENTENCE: Final = re.compile(
    rf"""(?:根据|依据|按照|依照|遵照|参照|执行|贯彻|落实|以及|[、；;])
         (?:{HAN}|、){{0,40}}?
         (?P<title>关于(?!.{{0,60}}?的?{VAGUE}){_WORD}{{4,60}}?{DOCUMENT}{_VARIANT})
         (?=[{PAUSE}、（(和及与等要精中第]|的(?!{_WORD}{{0,12}}?{DOCUMENT})|$)""",
    re.VERBOSE,
)

_DONE: Final = r"(?:根据|依据|按照|依照|遵照|参照|落实|贯彻|执行|做好|加强|遵守|宣传|学习|其)"
_LAW_TITLE: Final = (
    rf"(?!.{{0,30}}?(?:{VAGUE}|{NAMELESS}|制[定订]))(?!{_DONE})"
    rf"(?:民法典|宪法|(?:(?!{_DONE}){HAN}){{2,12}}?{LAW}|(?:(?!{_DONE}){HAN}){{4,30}}?条例)(?:实施(?:条例|细则|办法))?"
)
_BEHIND_LAW: Final = rf"(?=[{PAUSE}、（(的和及与等要规之第以]|$)"

# "依据公务员法第六十七条" "按照干部教育培训工作条例要求" -> title: a law or a regulation, whatever its short name
LAW_IN_SENTENCE: Final = re.compile(
    rf"""(?:根据|依据|按照|依照|遵照)
         (?:是|为)?(?P<title>{_LAW_TITLE}){_BEHIND_LAW}""",
    re.VERBOSE,
)
# "预算法、会计法" "民法典" -> title: an item of a list that is laws and nothing else
ITEM_OF_LAWS: Final = re.compile(
    rf"(?P<title>{_LAW_TITLE})(?:(?:[、和及与]|以及){_LAW_TITLE})*(?:的?(?:规定|要求|精神))?等?{BLANK}"
)
# "、监察法" "和预算法" behind 根据公务员法 -> title: the list goes on
NEXT_LAW: Final = re.compile(rf"(?:[、和及与]|以及|、(?:根据|依据|按照|依照|参照))(?P<title>{_LAW_TITLE}){_BEHIND_LAW}")
# "及其实施条例" behind 预算法 or 《预算法》 -> title: with the law's name before it
OF_THE_LAW: Final = re.compile(r"(?:、|及|和|以及)其(?P<title>实施(?:条例|细则|办法))")
# "中华人民共和国预算法" "《预算法》" -> a law, which has such regulations
ENDS_IN_LAW: Final = re.compile(rf".*{LAW}》?", re.DOTALL)

# "该办法第五条" "上述通知" -> kind: the last word of a document that was named before
BACK_REFERENCE: Final = re.compile(
    rf"(?:该|上述|前述)(?P<kind>(?:实施|管理|工作|暂行|试行|若干|指导){{0,2}}{DOCUMENT})(?!{DOCUMENT})"
)

# "《某办法》" "《关于甲的意见（试行）》" "《某规划（2023-2027年）》" "《政府会计准则第1号》" -> a document by its last word; not
# 《组织人事报》
ENDS_AS_DOCUMENT: Final = re.compile(
    rf"[《〈＜<](?:.*关于.*|.*?{NAMED}(?:[（(].*[）)]|\d{{4}}年?版?|第[\d一二三四五六七八九十]+号(?:[-—－]+.*)?|[〉》])*)[》〉＞>]",
    re.DOTALL,
)
# "沪府规【2016】168号文" before 关于同意《…》的批复 -> number
NUMBER_BEFORE: Final = re.compile(rf"(?P<number>{NUMBER}){BLANK}(?:文件?)?{BLANK}$")
LONGEST_NUMBER: Final = 80

# "根据" "落实市政府" before a title
BASED_ON_IT: Final = re.compile(r"(?:根据|依据|按照|依照|遵照|贯彻|落实|执行)(?:[^，。；《》]{0,6})$")
# "（沪财行〔2017〕45号）" "第四条" behind a title
NUMBERED: Final = re.compile(rf"{BLANK}(?:{OPENING}?{NUMBER}|第[一二三四五六七八九十百\d]+条)")

# "（试行）" "（试 行）" "（第九版）" "（2019年12月修订）" "（2016—2020年）" "（2024年本）" after 《甲办法》: a part of the name that stands
# behind its marks
VARIANT_BEHIND: Final = re.compile(
    r"""\s*[（(](?!以下)
        (?: [^（）()《》，。、]{0,10}(?:试\s*行|暂\s*行|草案|[稿版本]|修订|修正|修改)
          | (?:19|20)\d\d\s*年?\s*(?:[-—－–~～至]+\s*(?:19|20)\d\d\s*)?年?度? )\s*[)）]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a cited document: its own words, what of it stands behind its marks, and the whole with the notice around.

    One that `points_back` is only the kind of a document that was named before (该办法). `stem` is the law whose name the
    words go on with (预算法及其实施条例).
    """

    words: Span
    whole: Span
    is_promulgated: bool = False
    variant: Span | None = None
    points_back: bool = False
    stem: Span | None = None


def find_short_forms(marks: Marks) -> list[Span]:
    """The names that the text gives to documents for its own use (以下简称)."""
    return [Span(*matched.span("short")) for matched in SHORT_FORM.finditer(marks.skeleton)]


def find_cited_titles(marks: Marks, line_starts: Sequence[int] = ()) -> list[Title]:
    """The titles in their order; where two readings overlap, the surer one holds."""
    found: list[Title] = []
    taken = bytearray(len(marks.skeleton))
    short_forms = find_short_forms(marks)
    for reading in (
        _notices(marks.skeleton),
        (
            _marked(span, marks.skeleton)
            for span in marks.titles
            if span not in short_forms and _is_document(span, marks)
        ),
        _beside_numbers(marks),
        _items(marks.skeleton, line_starts),
        _in_sentences(marks.skeleton),
        _back_references(marks.skeleton),
    ):
        for title in reading:
            if not any(taken[title.whole.start : title.whole.end]):
                taken[title.whole.start : title.whole.end] = b"\1" * (title.whole.end - title.whole.start)
                found.append(title)
    found += [of_law for title in found if (of_law := _of_the_law(title, marks))]
    return sorted(found, key=lambda title: title.whole.start)


def _is_document(title: Span, marks: Marks) -> bool:
    """Whether what stands in marks is a document: by its last word, by a number beside it, or since it is called a basis."""
    return bool(
        ENDS_AS_DOCUMENT.fullmatch(marks.text, title.start, title.end)
        or BASED_ON_IT.search(marks.skeleton, max(0, title.start - 12), title.start)
        or NUMBERED.match(marks.skeleton, title.end)
        or number_before(marks.skeleton, title.start)
    )


def number_before(skeleton: str, title: int) -> re.Match[str] | None:
    """The number that stands right before a title."""
    return NUMBER_BEFORE.search(skeleton, max(0, title - LONGEST_NUMBER), title)


def _marked(marks: Span, skeleton: str) -> Title:
    behind = VARIANT_BEHIND.match(skeleton, marks.end)
    if not behind:
        return Title(marks, marks)
    return Title(marks, Span(marks.start, behind.end()), variant=Span(*behind.span()))


def _notices(skeleton: str) -> Iterator[Title]:
    for matched in NOTICE_AROUND.finditer(skeleton):
        whole = Span(*matched.span())
        carries_one = ENDS_IN_PROMULGATION.fullmatch(matched["lead"]) and re.fullmatch(TITLE, matched["titles"])
        if carries_one and not matched["middle"]:
            variant = Span(*matched.span("variant")) if matched["variant"] else None
            yield Title(Span(*matched.span("titles")), whole, is_promulgated=True, variant=variant)
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
    starts = {0, *(matched.end() for matched in BEFORE_ITEM.finditer(skeleton))}
    starts.update(start for start in line_starts if ITEM_NUMBER.match(skeleton, start))
    for start, end in pairwise([*sorted(starts), len(skeleton)]):
        number = ITEM_NUMBER.match(skeleton, start)
        closed = end - 1 if skeleton[end - 1 : end] in {*"；;。：:\n"} else end
        begin = number.end() if number else start
        if matched := ITEM.fullmatch(skeleton, begin, closed):
            yield _named(matched)
        elif matched := ITEM_OF_LAWS.fullmatch(skeleton, begin, closed):
            yield from _laws_from(matched, skeleton)


def _in_sentences(skeleton: str) -> Iterator[Title]:
    for form in (STATUTE_IN_SENTENCE, NAMED_IN_SENTENCE, LAW_IN_SENTENCE):
        read = 0  # up to here: a list of laws is read once, wherever a sentence may begin in it
        for matched in form.finditer(skeleton):
            if matched.start() < read:
                continue
            for title in _laws_from(matched, skeleton) if form is LAW_IN_SENTENCE else [_named(matched)]:
                read = title.whole.end
                yield title
    for marked in re.finditer(TITLE, skeleton):  # 《预算法》和会计法
        if following := NEXT_LAW.match(skeleton, marked.end()):
            yield from _laws_from(following, skeleton)


def _named(matched: re.Match[str]) -> Title:
    words = Span(*matched.span("title"))
    return Title(words, words)


def _laws_from(first: re.Match[str], skeleton: str) -> Iterator[Title]:
    """A law, and those that a list names after it."""
    matched: re.Match[str] | None = first
    while matched:
        yield _named(matched)
        matched = NEXT_LAW.match(skeleton, matched.end("title"))


def _of_the_law(title: Title, marks: Marks) -> Title | None:
    """The second title of 预算法及其实施条例."""
    matched = OF_THE_LAW.match(marks.skeleton, title.whole.end)
    if not matched or not ENDS_IN_LAW.fullmatch(title.words.of(marks.text)):
        return None
    return Title(Span(*matched.span("title")), Span(*matched.span("title")), stem=title.words)


def _back_references(skeleton: str) -> Iterator[Title]:
    for matched in BACK_REFERENCE.finditer(skeleton):
        yield Title(Span(*matched.span("kind")), Span(*matched.span()), points_back=True)
