"""A section's sentences → their clauses, the smallest parts that state one figure or one comparison."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.narratives.folded import FoldedPassage

# "," in "万元,比", not in "37,151.47万元"; "、" in "0辆、主要" and "2批次、26人次", not in "收、支"; "（" in "（含外宾", not in
# "（含）以上"
SEPARATOR: Final = re.compile(r"[。;:!?]|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[元亿万辆个台套次%）])、|（(?=其中|含[^）])")

# "1.一般公共服务支出" "（二）公务用车" "财政拨款支出主要内容如下" at the beginning of a line -> a new paragraph, also where the
# one before lacks its full stop: 司法局 2026, page 8
PARAGRAPH: Final = re.compile(
    r"\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|财政拨款支出主要内容"
)

# "…无变化。" "…计划;" -> where an explanation in free words is over; not before "二是…", which goes on explaining
END_OF_EXPLANATION: Final = re.compile(r"。|;(?![二三四五六七八九]是)")


@dataclass(frozen=True, slots=True)
class Clause:
    """The characters from start to end of a section's folded text, without the mark behind them."""

    text: str
    start: int
    ends_sentence: bool
    ends_explanation: bool

    @property
    def end(self) -> int:
        """Where the clause ends in the section's text."""
        return self.start + len(self.text)


def clauses_of(passage: FoldedPassage) -> Iterator[Clause]:
    """The clauses in their order; empty ones do not count but for the sentence that they end."""
    text = passage.text
    paragraphs = [start for start in passage.line_starts() if PARAGRAPH.match(text, start)]
    for start, end in pairwise([0, *paragraphs, len(text)]):
        yield from _clauses_of_paragraph(text, start, end)


def _clauses_of_paragraph(text: str, start: int, end: int) -> Iterator[Clause]:
    for separator in SEPARATOR.finditer(text, start, end):
        yield Clause(
            text=_without_bracket(text[start : separator.start()]),
            start=start,
            ends_sentence=separator.group() == "。",
            ends_explanation=bool(END_OF_EXPLANATION.match(text, separator.start())),
        )
        start = separator.end()
    yield Clause(_without_bracket(text[start:end]), start, ends_sentence=True, ends_explanation=True)


def _without_bracket(clause: str) -> str:
    """The clause without the end of a bracket whose beginning parted it from the clause before."""
    return clause[:-1] if clause.endswith("）") and clause.count("）") > clause.count("（") else clause
