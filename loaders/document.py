"""What every reader hands to the template readers: pages of lines and grids, each with its place.

A PDF gives pages with boxes; a text gives one page without number whose lines are numbered. Nothing below this module
knows which of the two it reads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.facts import BoundingBox, Source


class Medium(StrEnum):
    """What the document was read from."""

    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line outside any grid, from left to right.

    `number` is the line's ordinal, from 1: within its page for a PDF, within the file for a text.
    """

    text: str
    number: int
    page: int | None = None
    bbox: BoundingBox | None = None

    @property
    def source(self) -> Source:
        """Where the line stands, with its text."""
        return self.source_of(self.text)

    def source_of(self, text: str) -> Source:
        """The place of a part of the line."""
        return Source(text=text, page=self.page, line=self.number if self.page is None else None, bbox=self.bbox)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. `text` keeps the line breaks that wrapping made; an empty cell holds ''."""

    text: str
    page: int | None = None
    line: int | None = None
    bbox: BoundingBox | None = None

    @property
    def source(self) -> Source:
        """Where the cell stands, with its text as printed."""
        return Source(text=self.text, page=self.page, line=self.line, bbox=self.bbox)


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table (or a table of tabs or pipes in a text) on one page.

    All rows have the same number of places. None is a place that a merged cell covers from the left or from above;
    a `Cell` with '' is an empty box.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    page: int | None = None
    line: int | None = None  # of the first row, in a text
    bbox: BoundingBox | None = None

    def texts(self) -> list[list[str | None]]:
        """The cells' texts, for looking at and for tests."""
        return [[cell.text if cell else None for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order: lines and grids by their top edge (by line number in a text)."""

    blocks: tuple[Line | Grid, ...]
    number: int | None = None
    width: float | None = None
    height: float | None = None

    @property
    def lines(self) -> list[Line]:
        """The lines outside the grids."""
        return [block for block in self.blocks if isinstance(block, Line)]

    @property
    def grids(self) -> list[Grid]:
        """The page's grids."""
        return [block for block in self.blocks if isinstance(block, Grid)]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: nothing interpreted yet."""

    file_name: str
    sha256: str
    medium: Medium
    pages: tuple[Page, ...]

    @property
    def page_count(self) -> int | None:
        """How many pages a PDF has; None for a text."""
        return len(self.pages) if self.medium is Medium.PDF else None

    def blocks(self) -> Iterator[Line | Grid]:
        """Everything in reading order, over page breaks."""
        for page in self.pages:
            yield from page.blocks

    def lines(self) -> Iterator[Line]:
        """All lines outside grids in reading order."""
        for page in self.pages:
            yield from page.lines


@dataclass(slots=True)
class Ledger:
    """Keeps what became of each part of a document: read into facts, ignored by a named rule, or left unread.

    Strict interpretation: whatever is in neither of the first two is reported with the document's coverage.
    """

    _settled: set[int] = field(
        default_factory=set
    )  # ids of Line, Cell and Grid objects, which the Document keeps alive
    ignored: dict[str, int] = field(default_factory=dict)
    problems: list[tuple[Source, str]] = field(default_factory=list)
    rows_read: int = 0

    def read(self, *parts: Line | Cell | Grid) -> None:
        """Marks parts whose content became facts."""
        self._settled.update(id(part) for part in parts)

    def ignore(self, rule: str, *parts: Line | Cell | Grid) -> None:
        """Marks parts that carry no fact, by the name of the rule that says so."""
        self._settled.update(id(part) for part in parts)
        self.ignored[rule] = self.ignored.get(rule, 0) + len(parts)

    def problem(self, source: Source, reason: str, *parts: Line | Cell | Grid) -> None:
        """Reports something that is there and could not be decided; `parts` are not reported once more as unread."""
        self.problems.append((source, reason))
        self._settled.update(id(part) for part in parts)

    def is_settled(self, part: Line | Cell | Grid) -> bool:
        """Whether a rule has spoken for the part."""
        return id(part) in self._settled

    def unread(self, parts: Sequence[Line | Grid]) -> list[Line | Grid]:
        """What no rule spoke for."""
        return [part for part in parts if id(part) not in self._settled]
