"""Characters → printed lines, by what stands beside what and not by equal baselines.

Digits may stand some points above the words around them, and full-width quotation marks come from another font with
another baseline (普陀区财政局 2024 决算, pages 1 and 18). Both belong to the line that they overlap.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.facts import BoundingBox
from loaders.pdf.marks import Glyph

GAP: Final = 3.0  # points between two characters that read as a space, as in pdfplumber's words
SAME_PLACE: Final = 0.3  # of a character's width: nearer than this, the same character is drawn again to look bold
SHARED_HEIGHT: Final = 0.5  # of the lower one's height: what two characters of a line have in common at least


class PrintedLine:
    """Characters that stand beside each other, with the blanks between them."""

    def __init__(self, glyph: Glyph) -> None:
        self.glyphs = [glyph]
        self.blanks: list[Glyph] = []
        self.top = glyph.top
        self.bottom = glyph.bottom

    def holds(self, glyph: Glyph) -> bool:
        """Whether the character stands beside this line's."""
        shared = min(self.bottom, glyph.bottom) - max(self.top, glyph.top)
        return shared >= SHARED_HEIGHT * min(self.bottom - self.top, glyph.bottom - glyph.top)

    def add(self, glyph: Glyph) -> None:
        """Puts a character on this line that begins no higher than the line does."""
        self.glyphs.append(glyph)
        self.bottom = max(self.bottom, glyph.bottom)

    @property
    def text(self) -> str:
        """The characters from left to right, with one space for each blank or visible gap.

        One that is drawn again in nearly the same place is one: exporters make a bold title of two prints of it.
        """
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        end: float | None = None
        last: Glyph | None = None
        for glyph in sorted([*self.glyphs, *self.blanks], key=lambda glyph: glyph.x0):
            if glyph.text.isspace():
                end = None if end is None else float("-inf")
                continue
            if last and glyph.text == last.text and glyph.x0 - last.x0 < SAME_PLACE * (last.x1 - last.x0):
                continue
            if end is not None and glyph.x0 > end + GAP:
                yield " "
            yield glyph.text
            end = glyph.x1
            last = glyph

    @property
    def bbox(self) -> BoundingBox:
        """The box around the characters."""
        _, lefts, _, rights, _ = zip(*self.glyphs, strict=True)
        return min(lefts), self.top, max(rights), self.bottom


def printed_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines from top to bottom. A blank makes no line and joins no two: an empty paragraph's may be of any size."""
    lines: list[PrintedLine] = []
    blanks: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top):
        if glyph.text.isspace():
            blanks.append(glyph)
        elif lines and lines[-1].holds(glyph):
            lines[-1].add(glyph)
        else:
            lines.append(PrintedLine(glyph))
    place_blanks(blanks, lines)
    return lines


def place_blanks(blanks: Iterable[Glyph], lines: list[PrintedLine]) -> None:
    """Puts each blank on the line that it stands in, if any; both come from top to bottom."""
    below = iter(lines)
    line = next(below, None)
    for blank in blanks:
        while line and not line.holds(blank) and line.bottom < blank.bottom:
            line = next(below, None)
        if line and line.holds(blank):
            line.blanks.append(blank)
