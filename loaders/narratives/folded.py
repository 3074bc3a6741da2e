"""A section's text in the one form that the patterns know, where each character still knows its place on the page.

Width, white space, quotes and the form of brackets differ between documents and within one (“（款)” beside “（款）”,
普陀区商务委 2025, page 8); a line may break inside a number's unit.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from graph.facts import Source
from graph.identity import fold
from loaders.document import Line
from loaders.passage import Passage

OPENING_QUOTES: Final = "“‘「『"


@dataclass(frozen=True, slots=True)
class FoldedPassage:
    """Running text without white space and quotes; `places[i]` is where character i stands in the passage."""

    text: str
    passage: Passage
    places: tuple[int, ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """The folded text of these lines."""
        passage = Passage.of(lines)
        folded = [(part, place) for place, char in enumerate(passage.text) for part in _folded(char)]
        return cls("".join(part for part, _ in folded), passage, tuple(place for _, place in folded))

    def source(self, start: int, end: int) -> Source:
        """Where the characters from start to end are printed, with the text as printed: “三公”经费 with both its quotes."""
        first = self.places[start]
        if first and self.passage.text[first - 1] in OPENING_QUOTES:
            first -= 1
        return self.passage.source(first, self.places[end - 1] + 1)

    def line_starts(self) -> list[int]:
        """Where the lines begin."""
        return [bisect_left(self.places, start) for start in self.passage.starts]


@cache
def _folded(char: str) -> str:
    return fold(char)
