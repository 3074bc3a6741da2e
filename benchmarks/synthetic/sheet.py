"""The pages of a synthetic disclosure: where on them each fact stands."""

from dataclasses import dataclass, field
from typing import Final

from graph.facts import BoundingBox, Fact, Source

LINES: Final = 24
BOXES: Final[tuple[tuple[BoundingBox, ...], ...]] = tuple(
    tuple((56.5 + 96 * column, 88.25 + 18 * line, 152.5 + 96 * column, 106.25 + 18 * line) for column in range(9))
    for line in range(LINES)
)
"""The cells of a page, by line and column."""


@dataclass(slots=True)
class Sheet:
    """A document that is being printed: what is printed gets its page and box."""

    facts: list[Fact] = field(default_factory=list)
    rows: int = 0
    page: int = 1
    line: int = 0

    def turn(self) -> None:
        """Goes to a new page."""
        self.page, self.line = self.page + 1, 0

    def advance(self) -> None:
        """Goes to the next line."""
        self.line += 1
        if self.line == LINES:
            self.turn()

    def source(self, text: str, column: int = 0) -> Source:
        """Prints in a column of the current line."""
        return Source(text, self.page, None, BOXES[self.line][column])

    def next_line(self, text: str) -> Source:
        """Prints in a line of its own."""
        self.advance()
        return self.source(text)
