"""The page that content is drawn on: keeps the characters and rules that can be seen, and drops the rest.

A budget that is exported from a spreadsheet draws a cell in full on every page that the cell touches, and only the
clipping path says which part is printed where (普陀区商务委 2025, pages 3 and 4, and 普陀区司法局 2026, pages 4 and 5: the
whole of 主要职能 twice). So what lies outside the clipping path or the page is not read.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import Color, PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt, mult_matrix

from graph.facts import BoundingBox
from loaders.pdf.marks import Glyph, Rule, intersection, placed
from loaders.pdf.paper import visible_box

SHORTEST_RULE: Final = 1.0  # a shorter side is a rule's thickness or a corner: Word fills each corner as its own square
STRAIGHT: Final = 0.1  # how far a side may lean and still be a rule
RULE_THICKNESS: Final = 1.0  # a rule on the edge of its clipping path still shows half its thickness
PAPER: Final = 0.98  # ink at least this light cannot be told from the paper


def is_white(colour: Color) -> bool:
    """Whether ink of this colour leaves the paper as it is.

    White cells make no table: contents pages are full of them (普陀区司法局 2026, page 2), and whole pages (page 3).
    """
    if isinstance(colour, (int, float)):
        return colour >= PAPER
    components = [part for part in colour if isinstance(part, (int, float))]
    if len(components) == 4:
        return max(components) <= 1 - PAPER
    return len(components) == 3 and min(components) >= PAPER


class Canvas(PDFTextDevice):
    """One page at a time: what pdfminer draws becomes `glyphs` and `rules`, in the order of drawing.

    `clip` is the box that the clipping path leaves visible. A path that is no box counts as the box around it, so that
    nothing visible is ever dropped.
    """

    ctm: Matrix

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())  # keeps the document's fonts
        self.clip: BoundingBox = (0, 0, 0, 0)
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self._outer_clips: list[BoundingBox] = []
        self._characters: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Clears the canvas for the next page."""
        self.clip = placed(visible_box(page), ctm)
        self.glyphs = []
        self.rules = []
        self._outer_clips = []

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:  # noqa: ARG002 - pdfminer's signature
        """Begins a form or an image, which draws inside its box only."""
        self._outer_clips.append(self.clip)
        self.clip = intersection(self.clip, placed(bbox, mult_matrix(matrix, self.ctm)))

    def end_figure(self, name: str) -> None:  # noqa: ARG002 - pdfminer's signature
        """Ends it, whatever it clipped."""
        self.clip = self._outer_clips.pop()

    def clip_to(self, path: Sequence[PathSegment]) -> None:
        """Lets nothing be visible outside the path any more."""
        points = [apply_matrix_pt(self.ctm, (segment[-2], segment[-1])) for segment in path if len(segment) > 2]
        if points:
            across, down = zip(*points, strict=True)
            self.clip = intersection(self.clip, (min(across), min(down), max(across), max(down)))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,  # noqa: ARG002 - pdfminer's signature
        path: Sequence[PathSegment],
    ) -> None:
        """Keeps the straight sides of a path that can be seen, whether it was drawn as a stroke or as a filled box.

        Word and WPS draw a table's rules as thin filled boxes, ONLYOFFICE as strokes.
        """
        if (stroke and not is_white(graphicstate.scolor)) or (fill and not is_white(graphicstate.ncolor)):
            for start, end in sides(path, self.ctm):
                self._keep_rule(start, end)

    def _keep_rule(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y0 - y1) <= STRAIGHT:
            y1 = y0
        elif abs(x0 - x1) <= STRAIGHT:
            x1 = x0
        else:
            return
        left, top, right, bottom = self.clip
        seen = (left - RULE_THICKNESS, top - RULE_THICKNESS, right + RULE_THICKNESS, bottom + RULE_THICKNESS)
        rule = Rule(*intersection((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), seen))
        if rule.x0 <= rule.x1 and rule.top <= rule.bottom and rule.length >= SHORTEST_RULE:
            self.rules.append(rule)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Keeps the visible characters of one shown text: pdfminer's arithmetic without an object for each character."""
        font = textstate.font
        if font is None:
            return
        if font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        size, scaling = textstate.fontsize, textstate.scaling * 0.01
        character_space = textstate.charspace * scaling
        word_space = 0 if font.is_multibyte() else textstate.wordspace * scaling
        low = font.get_descent() * size + textstate.rise
        characters = self._characters.setdefault(font, {})
        x, y = textstate.linematrix
        is_first = True
        for part in seq:
            if not isinstance(part, bytes):
                x -= part * 0.001 * size * scaling
                is_first = False
                continue
            for code in font.decode(part):
                if not is_first:
                    x += character_space
                is_first = False
                if code not in characters:
                    characters[code] = character_of(font, code)
                text, width = characters[code]
                advance = width * size * scaling
                self._keep_glyph(text, placed((x, y + low, x + advance, y + low + size), matrix))
                x += advance
                if code == 32:
                    x += word_space
        textstate.linematrix = (x, y)

    def render_char(  # noqa: PLR0913, PLR0917 - pdfminer's signature
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keeps one character of a font that runs downwards, where pdfminer's own object knows the box."""
        text, width = character_of(font, cid)
        char = LTChar(matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate)
        self._keep_glyph(text, char.bbox)
        return char.adv

    def _keep_glyph(self, text: str, box: BoundingBox) -> None:
        x0, top, x1, bottom = box
        left, upper, right, lower = self.clip
        if left <= (x0 + x1) / 2 <= right and upper <= (top + bottom) / 2 <= lower:
            self.glyphs.append(Glyph(text, x0, top, x1, bottom))


def sides(path: Sequence[PathSegment], matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The sides of the path's polygons on the page, in their order; a curve counts as its chord."""
    first: Point | None = None
    last: Point | None = None
    for operator, *operands in path:
        point = apply_matrix_pt(matrix, (operands[-2], operands[-1])) if operands else first
        if operator == "m":
            first = point
        elif last is not None and point is not None:
            yield last, point
        last = point


def character_of(font: PDFFont, code: int) -> tuple[str, float]:
    """The text of a font's character, and its width as a part of the font's size."""
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        text = f"(cid:{code})"  # as pdfminer and pdfplumber print it: it is seen, and nobody knows what it says
    return text, font.char_width(code)
