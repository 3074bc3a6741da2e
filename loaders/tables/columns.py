"""What the columns of a ruled table mean, read from its headings and never from their position.

A table's columns fall into lists: code cells, a name, and the columns of amounts that belong to it. Most tables are one
list; income beside expenditure, and the two halves of the accounts' economic table, are two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.identity import fold
from graph.terms import Measure, Side, Stage
from loaders.document import Cell, Grid
from loaders.money import CELL_AMOUNT
from loaders.tables.catalogue import TableLayout

# "项目" "功能分类科目名称" "支出项目" "项目（按功能分类）" -> over names; never "项目支出", which is over amounts
NAME_HEADING: Final = re.compile(r"(?:收入|支出)?项目(?:（[^）]*）)?|.*名称")

# "项目" "类" "科目编码" "预算数" "小计" -> what stands in a table's head and in no row of it
HEADING: Final = re.compile(r"(?:收入|支出)?项目|[类款项]|.*(?:编码|科目名称)|预算数|决算数|小计")


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts."""

    index: int
    measure: Measure
    stage: Stage
    heading: str  # what it counts, as printed, without white space


@dataclass(frozen=True, slots=True)
class ColumnList:
    """Codes, name and amounts that stand together."""

    codes: tuple[int, ...]
    name: int | None
    amounts: tuple[AmountColumn, ...]
    side: Side | None


@dataclass(frozen=True, slots=True)
class Columns:
    """All lists of a table, with the columns' horizontal extents for the pages that draw fewer of them."""

    lists: tuple[ColumnList, ...]
    width: int
    extents: tuple[tuple[float, float] | None, ...]


def first_data_row(grid: Grid) -> int:
    """The index of the first row that holds an amount or a code; the number of rows where none does."""
    for index, row in enumerate(grid.rows):
        texts = ["".join(cell.text.split()) for cell in row if cell]
        if any(CELL_AMOUNT.fullmatch(text) for text in texts):
            return index
    return len(grid.rows)


def read_columns(grid: Grid, layout: TableLayout) -> Columns | None:
    """The columns of a grid that begins with headings of this table; None where its headings say something else."""
    headers = grid.rows[: first_data_row(grid)]
    width = len(grid.rows[0])
    extents = _extents(grid)
    lists: list[ColumnList] = []
    codes: list[int] = []
    name: int | None = None
    side: Side | None = None
    amounts: list[AmountColumn] = []
    for index in range(width):
        headings = _headings(headers, index, extents[index])
        path = "/".join(headings)
        is_code, is_name = _is_code(path), _is_name(headings)
        if (is_code or is_name) and amounts:
            lists.append(ColumnList(tuple(codes), name, tuple(amounts), side))
            codes, name, amounts = [], None, []
        if is_code:
            codes.append(index)
        elif is_name:
            name, side = index, _side(layout, path)
        elif (measure := layout.measure_of(path)) is not None:
            stage = Stage.BUDGET if path.endswith("预算数") else layout.stage
            amounts.append(AmountColumn(index, measure, stage, _meaning(headings)))
    if amounts:
        lists.append(ColumnList(tuple(codes), name, tuple(amounts), side))
    return Columns(tuple(lists), width, extents) if lists else None


def _side(layout: TableLayout, path: str) -> Side | None:
    if not layout.has_sides:
        return None
    return Side.EXPENDITURE if "支出" in path else Side.REVENUE


def has_headings(grid: Grid) -> bool:
    """Whether a page of a table begins with its headings again, and not with rows that happen to hold no amount."""
    texts = [fold(cell.text) for row in grid.rows[: first_data_row(grid)] for cell in row if cell]
    return any(HEADING.fullmatch(text) for text in texts)


def _is_code(path: str) -> bool:
    return "编码" in path or path.rsplit("/", maxsplit=1)[-1] in {"类", "款", "项"}


def _is_name(headings: Sequence[str]) -> bool:
    return bool(headings) and NAME_HEADING.fullmatch(headings[-1]) is not None


def _meaning(headings: Sequence[str]) -> str:
    """The lowest heading that says what is counted: 小计, 预算数 and 决算数 only say how."""
    telling = [heading for heading in headings if heading not in {"小计", "预算数", "决算数"}]
    return telling[-1] if telling else headings[-1]


def _headings(headers: Sequence[Sequence[Cell | None]], index: int, extent: tuple[float, float] | None) -> list[str]:
    """The headings over a column from the top down, each once, without white space."""
    headings: list[str] = []
    for row in headers:
        cell = _covering(row, index, extent)
        text = fold(cell.text) if cell else ""
        if text and text not in headings:
            headings.append(text)
    return headings


def _covering(row: Sequence[Cell | None], index: int, extent: tuple[float, float] | None) -> Cell | None:
    """The row's cell over a column: its own, or a merged one from the left that reaches over it."""
    if row[index] is not None:
        return row[index]
    left = next((row[at] for at in range(index - 1, -1, -1) if row[at] is not None), None)
    if left is None or left.bbox is None or extent is None:
        return left
    centre = (extent[0] + extent[1]) / 2
    return left if left.bbox[0] <= centre <= left.bbox[2] else None


def _extents(grid: Grid) -> tuple[tuple[float, float] | None, ...]:
    """Each column's left and right edge: those of its narrowest cell."""
    extents: list[tuple[float, float] | None] = []
    for index in range(len(grid.rows[0])):
        boxes = [cell.bbox for row in grid.rows if (cell := row[index]) and cell.bbox]
        narrowest = min(boxes, key=lambda box: box[2] - box[0], default=None)
        extents.append((narrowest[0], narrowest[2]) if narrowest else None)
    return tuple(extents)
