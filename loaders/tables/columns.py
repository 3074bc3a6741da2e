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

# "一、财政拨款收入" "合计" -> what stands in a table's rows and, but for 合计 among other words, in none of its headings
ORDINAL: Final = re.compile(r"[一二三四五六七八九十]{1,3}、")
TOTAL: Final = re.compile(r".*(?:合计|总计|小计)")

# "栏次" "行次" -> numbers of columns and rows, as the Ministry's forms print them: no amounts
NUMBERING: Final = re.compile(r"[栏行]次|序号")

SAME_RULE: Final = 3.0  # points by which a rule may miss itself on the next page


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

    @property
    def names_rows(self) -> bool:
        """Whether its rows have codes or names; that of “三公” has neither."""
        return bool(self.codes) or self.name is not None


@dataclass(frozen=True, slots=True)
class Columns:
    """All lists of a table, with the columns' horizontal extents for the pages that draw fewer of them.

    `unexplained` are the columns whose headings no measure of the layout explains, `headings` all headings as printed.
    """

    lists: tuple[ColumnList, ...]
    unexplained: tuple[int, ...]
    headings: frozenset[str]
    extents: tuple[tuple[float, float] | None, ...]

    @property
    def width(self) -> int:
        """How many places a row has."""
        return len(self.extents)

    @property
    def meaning(self) -> tuple[tuple[bool, Side | None, frozenset[tuple[Measure, Stage]]], ...]:
        """What the lists hold: equal for headings that a page of the same table repeats."""
        return tuple(
            (bool(each.codes), each.side, frozenset((column.measure, column.stage) for column in each.amounts))
            for each in self.lists
        )

    def placed(self, row: Sequence[Cell | None]) -> Sequence[Cell | None] | None:
        """A row's cells in these columns; None where they do not stand under them.

        A page that holds nothing but the 合计 row draws fewer columns, since 合计 spans those of code and name (万里街道
        2024, pages 15 and 20): its amounts are placed by their boxes, or from the right where there are none.
        """
        if len(row) == self.width:
            return row
        placed: list[Cell | None] = [None] * self.width
        is_total = row[0] is not None and TOTAL.fullmatch(fold(row[0].text)) is not None
        for index, cell in enumerate(row):
            if cell is None or not cell.text.strip():
                continue
            from_right = self.width - len(row) + index if index else 0
            at = from_right if cell.bbox is None and is_total else self._column_under(cell)
            if at is None or at < 0 or placed[at] is not None:
                return None
            placed[at] = cell
        return placed

    def _column_under(self, cell: Cell) -> int | None:
        """The first of the columns that the cell covers; None where its sides are not theirs."""
        if cell.bbox is None:
            return None
        left, right = cell.bbox[0], cell.bbox[2]
        first = [i for i, extent in enumerate(self.extents) if extent and abs(extent[0] - left) <= SAME_RULE]
        is_closed = any(extent and abs(extent[1] - right) <= SAME_RULE for extent in self.extents)
        return first[0] if first and is_closed else None


def first_data_row(grid: Grid) -> int:
    """The index of the first row that is not of the headings; the number of rows where all are."""
    return next((index for index, row in enumerate(grid.rows) if _is_data(row)), len(grid.rows))


def is_numbering(row: Sequence[Cell | None]) -> bool:
    """Whether a row only numbers the columns: 栏次 | 1 | 2 | 3."""
    first = next((fold(cell.text) for cell in row if cell and cell.text.strip()), "")
    return NUMBERING.fullmatch(first) is not None


def _is_data(row: Sequence[Cell | None]) -> bool:
    """Whether a row holds an amount, a code or an ordinal, or is a total without amounts."""
    texts = [text for cell in row if cell and (text := fold(cell.text))]
    if is_numbering(row):
        return any(text.isdigit() for text in texts)
    is_empty_total = len(texts) == 1 and TOTAL.fullmatch(texts[0])
    return bool(is_empty_total) or any(CELL_AMOUNT.fullmatch(text) or ORDINAL.match(text) for text in texts)


def read_columns(grid: Grid, layout: TableLayout) -> Columns | None:
    """The columns of a grid that begins with headings of this table; None where its headings say something else."""
    first = first_data_row(grid)
    headers = grid.rows[:first]
    extents = _extents(grid)
    lists: list[ColumnList] = []
    unexplained: list[int] = []
    codes: list[int] = []
    name: int | None = None
    side: Side | None = None
    amounts: list[AmountColumn] = []
    for index in range(len(extents)):
        headings = _headings(headers, index, extents[index])
        is_code, is_name = _is_code("/".join(headings)), _is_name(headings)
        if not (is_code or is_name):
            headings += _heading_in_first_row(grid.rows[first : first + 1], index, layout)
        path = "/".join(headings)
        if (is_code or is_name) and amounts:
            lists.append(ColumnList(tuple(codes), name, tuple(amounts), side))
            codes, name, amounts = [], None, []
        if is_code:
            codes.append(index)
        elif is_name:
            name, side = index, _side(path) if layout.has_sides else None
        elif (measure := layout.measure_of(path)) is not None:
            amounts.append(AmountColumn(index, measure, _stage(headings, layout), _meaning(headings)))
        elif not any(NUMBERING.fullmatch(heading) for heading in headings):
            unexplained.append(index)
    if amounts:
        lists.append(ColumnList(tuple(codes), name, tuple(amounts), side))
    is_whole = lists and all(_is_whole(each, layout) for each in lists)
    has_sides = not layout.has_sides or [each.side for each in lists] == list(Side)
    return Columns(tuple(lists), tuple(unexplained), _texts(headers), extents) if is_whole and has_sides else None


def _heading_in_first_row(rows: Sequence[Sequence[Cell | None]], index: int, layout: TableLayout) -> list[str]:
    """The heading that stands in the 合计 row itself: 合计 | 12.00 | 基本支出 | … (普陀区规划资源局 2024 accounts, page 18)."""
    cell = rows[0][index] if rows else None
    text = fold(cell.text) if cell else ""
    return [text] if text and not TOTAL.match(text) and layout.measure_of(text) else []


def _stage(headings: Sequence[str], layout: TableLayout) -> Stage:
    """The accounts print 预算数 beside 决算数, above the items of “三公” or below them."""
    last = next((heading for heading in reversed(headings) if heading.endswith(("预算数", "决算数"))), "")
    return Stage.BUDGET if last.endswith("预算数") else layout.stage


def _is_whole(columns: ColumnList, layout: TableLayout) -> bool:
    """Whether a list has what the layout's rows are known by: codes, or names; “三公” has one row without either."""
    if layout.scheme:
        return bool(columns.codes)
    return columns.name is not None or not layout.has_sides


def _side(path: str) -> Side | None:
    """What the headings over a name say; None where they say neither, or both."""
    said = [side for side, word in ((Side.REVENUE, "收入"), (Side.EXPENDITURE, "支出")) if word in path]
    return said[0] if len(said) == 1 else None


def has_headings(grid: Grid) -> bool:
    """Whether a page of a table begins with its headings again, and not with rows that happen to hold no amount."""
    return any(HEADING.fullmatch(text) for text in _texts(grid.rows[: first_data_row(grid)]))


def repeats_headings(grid: Grid, columns: Columns) -> bool:
    """Whether a page that begins with headings has some of the table's own, and as many columns."""
    return len(grid.rows[0]) == columns.width and _texts(grid.rows[: first_data_row(grid)]) <= columns.headings


def _texts(rows: Sequence[Sequence[Cell | None]]) -> frozenset[str]:
    return frozenset(text for row in rows for cell in row if cell and (text := fold(cell.text)))


def _is_code(path: str) -> bool:
    return "编码" in path or path.rsplit("/", maxsplit=1)[-1] in {"类", "款", "项"}


def _is_name(headings: Sequence[str]) -> bool:
    """Whether names stand under these headings; a 合计 without amounts below them is the first of the names."""
    telling = [heading for heading in headings if heading != "合计"]
    return bool(telling) and NAME_HEADING.fullmatch(telling[-1]) is not None


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
