"""Rules → grids: the ruled tables of a page with the texts of their cells."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeAlias

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from graph.facts import BoundingBox
from loaders.document import Cell, Grid
from loaders.pdf.lines import printed_lines
from loaders.pdf.marks import Glyph, Rule, rounded
from loaders.pdf.open_rows import closing_rules
from loaders.pdf.overlong import keep_numbers_whole

TOLERANCE: Final = 3  # points by which rules that should meet may miss each other, as pdfplumber's
MOST_EDGES: Final = 2_000  # a page of more is a drawing, on which the search would take minutes; 48 is the most seen
MOST_CROSSINGS: Final = 5_000  # likewise; 285 is the most seen

BoxRow: TypeAlias = Sequence[BoundingBox | None]
CellRow: TypeAlias = Sequence[Cell | None]


def find_grids(rules: Iterable[Rule], glyphs: Sequence[Glyph], page: int) -> tuple[list[Grid], list[Glyph]]:
    """The page's grids from top to bottom, and the characters that stand in none of their cells."""
    page_text = PageText(glyphs)
    grids: list[Grid] = []
    in_cells: set[int] = set()
    for boxes in ruled_tables(rules):
        inside = {box: page_text.inside(box) for box in boxes}
        keep_numbers_whole(inside, page_text.inside)
        rows = tuple(
            tuple(box and Cell(cell_text(inside[box]), page, bbox=rounded(box)) for box in row)
            for row in rows_of(boxes)
        )
        if is_table(rows):
            grids.append(Grid(rows, page, bbox=rounded(box_around(boxes))))
            in_cells.update(id(glyph) for held in inside.values() for glyph in held)
    return grids, [glyph for glyph in glyphs if id(glyph) not in in_cells]


def is_table(rows: Sequence[CellRow]) -> bool:
    """Whether the cells hold anything in columns.

    One column is a frame around text. Cells without any text are the end of a table that reaches over the page break
    (普陀区财政局 2024 决算, page 14).
    """
    has_columns = any(sum(cell is not None for cell in row) > 1 for row in rows)
    return has_columns and any(cell.text for row in rows for cell in row if cell)


class PageText:
    """A page's characters by the height of their centres, so that a cell finds its own without reading the whole page."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._glyphs = sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom)
        self._heights = [(glyph.top + glyph.bottom) / 2 for glyph in self._glyphs]

    def inside(self, box: BoundingBox) -> list[Glyph]:
        """The characters whose centres the box holds."""
        x0, top, x1, bottom = box
        beside = self._glyphs[bisect_left(self._heights, top) : bisect_left(self._heights, bottom)]
        return [glyph for glyph in beside if x0 <= (glyph.x0 + glyph.x1) / 2 < x1]


def cell_text(glyphs: Iterable[Glyph]) -> str:
    """The text of a cell, with a line break where it wraps."""
    return "\n".join(line.text for line in printed_lines(glyphs))


def ruled_tables(rules: Iterable[Rule]) -> list[list[BoundingBox]]:
    """The boxes between the rules, those that touch together, as pdfplumber's `find_tables` has them."""
    joined = merge_edges([edge(rule) for rule in rules], TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    edges = [each for each in joined if max(each["width"], each["height"]) >= TOLERANCE]
    if len(edges) > MOST_EDGES:
        return []
    sides = [Rule(each["x0"], each["top"], each["x1"], each["bottom"]) for each in edges]
    edges += [edge(rule) for rule in closing_rules(sides, TOLERANCE)]
    crossings = edges_to_intersections(edges, TOLERANCE, TOLERANCE)
    if len(crossings) > MOST_CROSSINGS:
        return []
    return cells_to_tables(intersections_to_cells(crossings))


def edge(rule: Rule) -> dict[str, Any]:
    """The rule as pdfplumber's functions want it."""
    return {
        **rule._asdict(),
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if rule.is_horizontal else "v",
    }


def rows_of(boxes: Iterable[BoundingBox]) -> Iterator[BoxRow]:
    """The boxes row by row, each at its column's place; a place that a wider or higher box covers is None."""
    boxes = sorted(boxes, key=itemgetter(1, 0))
    columns = sorted({box[0] for box in boxes})
    for _, row in groupby(boxes, key=itemgetter(1)):
        at = {box[0]: box for box in row}
        yield [at.get(column) for column in columns]


def box_around(boxes: Iterable[BoundingBox]) -> BoundingBox:
    """The smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
