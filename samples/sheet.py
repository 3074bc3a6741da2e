"""A PDF being written from the top of each page downwards: titles, paragraphs, and room for tables."""

from typing import BinaryIO, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from samples.typeface import runs, text_width
from samples.wrapping import wrap

MARGIN: Final = 57.0  # 2 cm
PROSE_SIZE: Final = 11.0
LINE_SPACING: Final = 1.7

UPRIGHT: Final[tuple[float, float]] = A4
SIDEWAYS: Final[tuple[float, float]] = landscape(A4)


class Sheet:
    """The page that is being filled. `y` is how far down from its top the next thing goes."""

    def __init__(self, file: BinaryIO, title: str, size: tuple[float, float]) -> None:
        # invariant: no time of writing and no random id, so that equal facts give equal bytes.
        self._canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setCreator("budget-graph samples")
        self._is_blank = True
        self.width, self.height = size
        self.y = MARGIN

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return self.height - MARGIN - self.y

    @property
    def full_room(self) -> float:
        """How much an empty page holds."""
        return self.height - 2 * MARGIN

    @property
    def column(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def turn(self, size: tuple[float, float] | None = None) -> None:
        """Goes to a new page, unless nothing stands on this one."""
        if not self._is_blank:
            self._canvas.showPage()
        self.width, self.height = size or (self.width, self.height)
        self._canvas.setPageSize((self.width, self.height))
        self._is_blank = True
        self.y = MARGIN

    def save(self) -> None:
        """Writes the file."""
        self._canvas.save()

    def skip(self, points: float) -> None:
        """Leaves a space."""
        self.y += points

    def title(self, text: str, size: float = 16.0) -> None:
        """A heading in the middle of the page, wrapped when it is longer than the page is wide."""
        for line in wrap(text, size, self.column):
            self.write((self.width - text_width(line, size)) / 2, self.y + size, line, size)
            self.y += size * 1.4
        self.skip(size * 0.6)

    def sides(self, left: str, right: str, size: float = 10.0) -> None:
        """One line with something at each margin: 编制部门 and 单位."""
        self.write(MARGIN, self.y + size, left, size)
        self.write(self.width - MARGIN - text_width(right, size), self.y + size, right, size)
        self.y += size * 1.6

    def paragraph(self, text: str, *, indent: int = 2, size: float = PROSE_SIZE) -> None:
        """Running text, its first line indented by so many characters."""
        for number, line in enumerate(wrap(text, size, self.column, indent * size)):
            if self.room < size * LINE_SPACING:
                self.turn()
            x = MARGIN + (indent * size if number == 0 else 0)
            self.write(x, self.y + size, line, size)
            self.y += size * LINE_SPACING

    def write(self, x: float, baseline: float, text: str, size: float) -> None:
        """One line of text whose baseline lies so far down the page."""
        if not text:
            return
        words = self._canvas.beginText(x, self.height - baseline)
        for font, part in runs(text):
            words.setFont(font, size)
            words.textOut(part)
        self._canvas.drawText(words)
        self._is_blank = False

    def box(self, x: float, top: float, width: float, height: float) -> None:
        """The ruling around one cell."""
        self._canvas.rect(x, self.height - top - height, width, height)
        self._is_blank = False

    def rule_width(self, points: float) -> None:
        """How thick the rulings of the page are."""
        self._canvas.setLineWidth(points)
