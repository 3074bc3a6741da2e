"""Stage 4: each place of a text that names a document, with the title, the number and the article that it prints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.citations.marks import NUMBER, Marks, Number, Span
from loaders.citations.titles import Title, find_cited_titles, number_before
from loaders.citations.words import BLANK, CLOSING, DOCUMENT, OPENING, PAUSE, VAGUE

# "（沪财行〔2017〕45号）" "沪财行〔2017〕45号" "（试行）（沪府发〔2019〕3号、沪财预〔2019〕1号）" "的通知（松委发〔2022〕10号）"
# -> number: the first one
NUMBER_AFTER: Final = re.compile(
    rf"""(?:的(?!{VAGUE})[^{PAUSE}、《》№（(]{{0,8}}?{DOCUMENT})?
         {BLANK}(?:[（(][^（）()《》№]{{1,20}}[）)]{BLANK})?
         (?: {OPENING}[^）)〉】\]《》№]{{0,40}}(?P<inside>{NUMBER})[^）)〉】\]]{{0,80}}{CLOSING}
           | (?P<bare>{NUMBER}) )""",
    re.VERBOSE,
)

_ORDINAL: Final = r"第[（(]?[一二三四五六七八九十百零〇\d]+[）)]?"

# "第四条" "第四条第二款" "第3条、第5条" after a title or its number -> article
ARTICLE: Final = re.compile(
    rf"{BLANK}[中的之]?(?P<article>{_ORDINAL}[编章节条](?:之[一二三四五])?(?:[、和及与至]?{_ORDINAL}[章节条款项目])*)"
)

# "（以下简称《条例》）" between a title and its article
SHORT_FORM_NOTE: Final = re.compile(r"[（(]以下[^（）()]{1,40}[）)]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a document; `start` and `end` hold all that it prints about it."""

    start: int
    end: int
    title: Title | None = None
    number: Number | None = None
    further_numbers: tuple[Number, ...] = ()
    article: Span | None = None


def find_mentions(marks: Marks, line_starts: Sequence[int] = ()) -> list[Mention]:
    """Every title with the number and the article beside it, and every number that stands alone, in their order."""
    found: list[Mention] = []
    taken: set[int] = set()
    for title in find_cited_titles(marks, line_starts):
        mention = _mention_of(title, marks, taken)
        taken.update(number.start for number in marks.numbers if mention.start <= number.start < mention.end)
        found.append(mention)
    for number in marks.numbers:
        if number.start not in taken:
            article, end = _article(marks.skeleton, number.end)
            found.append(Mention(number.start, end, number=number, article=article))
    return sorted(found, key=lambda mention: mention.start)


def _mention_of(title: Title, marks: Marks, taken: set[int]) -> Mention:
    skeleton, (start, end) = marks.skeleton, (title.whole.start, title.whole.end)
    number = None
    before = number_before(skeleton, start)
    if before and before.start() not in taken:
        number, start = marks.number_at(before.start("number")), before.start()
    article, end = _article(skeleton, end)
    after = None if number else NUMBER_AFTER.match(skeleton, end)
    if after:
        number, end = marks.number_at(after.start("inside" if after["inside"] else "bare")), after.end()
    if article is None:
        article, end = _article(skeleton, end)
    further = [span for span in marks.numbers if number and number.end <= span.start and span.end <= end]
    return Mention(start, end, title, number, tuple(further), article)


def _article(skeleton: str, start: int) -> tuple[Span | None, int]:
    """The article printed at a place, and where the text goes on behind it."""
    note = SHORT_FORM_NOTE.match(skeleton, start)
    matched = ARTICLE.match(skeleton, note.end() if note else start)
    return (_group(matched, "article"), matched.end()) if matched else (None, start)


def _group(matched: re.Match[str] | None, name: str) -> Span | None:
    return Span(*matched.span(name)) if matched and matched[name] is not None else None
