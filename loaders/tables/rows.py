"""Rows of a ruled table → line items, each amount with its cell."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from graph.facts import LineItem, Money, Source, UnreadCells
from graph.identity import fold
from graph.terms import Measure, MoneyUnit, Side
from loaders.document import Cell, Grid, Ledger
from loaders.money import cell_amount
from loaders.tables.catalogue import TableLayout
from loaders.tables.codes import UNDECIDED_CODE, Code, read_code
from loaders.tables.columns import TOTAL, AmountColumn, ColumnList, Columns, is_numbering

NO_AMOUNT_MARKS: Final = frozenset({"无", "-", "—", "——", "/"})

# "一、财政拨款收入" "1.一般公共预算资金" "其中：…" "本年收入合计" "年初结转和结余" -> how the rows of two-sided tables are named
ROW_NAME: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|其中:|.*(?:合计|总计|结余|分配|收入|支出)$")

NAMELESS: Final = "amounts without a code or a name"
REPEATED: Final = "a code or a total that stands in its table a second time"
UNEXPLAINED_COLUMN: Final = "an amount in a column whose headings the table does not have"
SEVERAL_COLUMNS: Final = "an amount that spans columns, or shares its meaning with another of its row"
UNPLACED_ROW: Final = "a row whose cells do not stand under the table's columns"


@dataclass(slots=True)
class _Row:
    """A row of one list, as far as the pages read so far print it."""

    number: int
    columns: ColumnList
    code: Code | None
    label: str
    amounts: list[tuple[AmountColumn, Cell, Money]]
    unread: list[tuple[Source, Measure | None]]  # with the column's measure, where it is sure


@dataclass(slots=True)
class TableReader:
    """Reads one table, page by page: what its columns mean is known from the first, the open code from the row above."""

    layout: TableLayout
    unit: MoneyUnit
    columns: Columns
    ledger: Ledger
    _rows: list[_Row] = field(default_factory=list)
    _unread: list[UnreadCells] = field(default_factory=list)  # of no row that is kept
    _rows_seen: int = 0
    _last: dict[int, _Row] = field(default_factory=dict)  # of each list
    _open_codes: dict[int, str] = field(default_factory=dict)  # likewise
    _names: set[str] = field(default_factory=set)  # codes and totals

    def read(self, grid: Grid, first_row: int) -> None:
        """Takes a page of the table, from that row on."""
        above = dict(self._last)
        for row in grid.rows[first_row:]:
            cells = None if is_numbering(row) else self._in_columns(row)
            if cells:
                self._report_unexplained(cells)
                for list_number in range(len(self.columns.lists)):
                    taken = self._row_of_list(cells, list_number)
                    if taken:
                        self._take(taken, list_number, above.get(list_number))
            above = {}
            self._rows_seen += 1

    @property
    def is_complete(self) -> bool:
        """Whether nothing of the table can follow: behind its total, or behind the one row of “三公”."""
        lasts = self._last.values()
        return any(row.amounts and (bool(TOTAL.fullmatch(row.label)) or not row.columns.names_rows) for row in lasts)

    def lose(self, page: int) -> None:
        """Keeps that rows of the table may stand on a page that has no text."""
        number = self._rows_seen * len(self.columns.lists)
        self._unread.append(UnreadCells(self.layout.table, number, Source("", page)))
        self._rows_seen += 1

    def cells(self) -> Iterator[LineItem | UnreadCells]:
        """The line items of all pages, and what of the table could not be read."""
        yield from self._unread
        for row in self._rows:
            code, label = row.code.code if row.code else None, _named_by_side(row.label, row.columns.side)
            for source, measure in row.unread:
                yield UnreadCells(self.layout.table, row.number, source, label, row.columns.side, code, measure)
            self.ledger.rows_read += bool(row.amounts)
            for column, cell, amount in row.amounts:
                yield LineItem(
                    table=self.layout.table,
                    stage=column.stage,
                    measure=column.measure,
                    row=row.number,
                    label=label or column.heading,
                    amount=amount,
                    source=cell.source,
                    side=row.columns.side,
                    scheme=self.layout.scheme if row.code else None,
                    code=code,
                    printed_code=row.code.printed if row.code else None,
                )

    def continues(self, grid: Grid) -> bool:
        """Whether a grid without headings goes on with this table: it holds codes, totals or names of its rows.

        The grids of target forms stand behind the tables, and “三公” has one row and no more. A grid whose codes this table
        has already is a page of another table that lost its first.
        """
        lists = range(len(self.columns.lists))
        if not any(columns.names_rows for columns in self.columns.lists):
            return not any(row.amounts for row in self._rows)
        rows = [cells for row in grid.rows if (cells := self.columns.placed(row))]
        names = [name for cells in rows for list_number in lists if (name := self._row_name(cells, list_number))]
        repeated = sum(name in self._names for name in names)
        return 2 * repeated < len(names)

    def _row_name(self, row: Sequence[Cell | None], list_number: int) -> str | None:
        """What a row of this table is known by: its code, its total, or the numbered name of a two-sided table."""
        columns = self.columns.lists[list_number]
        code, label = self._code(row, list_number), _label(row, columns)
        if code:
            return code.code
        is_known = TOTAL.fullmatch(label) if columns.codes else ROW_NAME.match(fold(label))
        return f"{columns.side}{label}" if is_known else None

    def _take(self, row: _Row, list_number: int, above: _Row | None) -> None:
        """Keeps a row, or joins it to the last one of the page before, which it completes."""
        if above and _is_rest(row, above):
            above.label += row.label
            above.amounts += row.amounts
            above.unread += row.unread
            return
        if row.amounts and not row.label and row.columns.names_rows:
            self._leave(row.amounts[0][1].source, NAMELESS, row.number, side=row.columns.side)
            return
        name = row.code.code if row.code else f"{row.columns.side}{row.label}"
        if row.columns.codes and row.amounts and name in self._names:
            self.ledger.problem(row.amounts[0][1].source, REPEATED)
        self._names.add(name)
        self._rows.append(row)
        self._last[list_number] = row

    def _row_of_list(self, row: Sequence[Cell | None], list_number: int) -> _Row | None:
        """The row as printed; None where its code cannot be decided, since a row without a code would be a total."""
        columns = self.columns.lists[list_number]
        number = self._rows_seen * len(self.columns.lists) + list_number
        code = self._code(row, list_number)
        printed = [cell for index in columns.codes if (cell := row[index]) and cell.text.strip()]
        if code is None and any(character.isdigit() for cell in printed for character in cell.text):
            places = (*columns.codes, columns.name, *(column.index for column in columns.amounts))
            texts = [cell.text for index in places if index is not None and (cell := row[index]) and cell.text.strip()]
            source = structs.replace(printed[0].source, text=" | ".join(texts))
            self._leave(source, UNDECIDED_CODE, number, _label(row, columns), columns.side)
            return None
        if code:
            self._open_codes[list_number] = code.code
        label = _label(row, columns) or (code.code if code else "")
        made = _Row(number, columns, code, label, [], [])
        self._read_amounts(made, row)
        return made

    def _code(self, row: Sequence[Cell | None], list_number: int) -> Code | None:
        cells = [row[index] for index in self.columns.lists[list_number].codes]
        if self.layout.scheme is None:
            return None
        texts = [cell.text if cell else "" for cell in cells]
        return read_code(texts, self.layout.scheme, self._open_codes.get(list_number))

    def _read_amounts(self, made: _Row, row: Sequence[Cell | None]) -> None:
        filled: list[tuple[AmountColumn, Cell, Money]] = []
        for column in made.columns.amounts:
            cell = row[column.index]
            if cell is None or not cell.text.strip():
                continue
            amount = cell_amount(cell.text, self.unit)
            if amount is None:
                self._report_unreadable(made, cell, column)
            elif self._reaches_over(cell, column, made.columns, row):
                self._report(made, cell, SEVERAL_COLUMNS)
            else:
                filled.append((column, cell, amount))
        meanings = Counter((column.measure, column.stage) for column, _, _ in filled)
        for entry in filled:
            column, cell, _ = entry
            if meanings[column.measure, column.stage] > 1:
                self._report(made, cell, SEVERAL_COLUMNS, column.measure)
            else:
                made.amounts.append(entry)

    def _reaches_over(self, cell: Cell, column: AmountColumn, columns: ColumnList, row: Sequence[Cell | None]) -> bool:
        """Whether a merged cell covers a column of another meaning, too."""
        following = next((other for other in columns.amounts if other.index == column.index + 1), None)
        if following is None or following.measure is column.measure or row[following.index] or cell.bbox is None:
            return False
        extent = self.columns.extents[following.index]
        return extent is not None and cell.bbox[2] > (extent[0] + extent[1]) / 2

    def _report_unreadable(self, row: _Row, cell: Cell, column: AmountColumn) -> None:
        if fold(cell.text) not in NO_AMOUNT_MARKS and fold(cell.text) != column.heading:
            self._report(row, cell, f"no amount in the column {column.heading}", column.measure)

    def _report_unexplained(self, row: Sequence[Cell | None]) -> None:
        for index in self.columns.unexplained:
            cell = row[index]
            if cell and cell_amount(cell.text, self.unit):
                self._leave(cell.source, UNEXPLAINED_COLUMN, self._rows_seen * len(self.columns.lists))

    def _report(self, row: _Row, cell: Cell, reason: str, measure: Measure | None = None) -> None:
        self.ledger.problem(cell.source, reason)
        row.unread.append((cell.source, measure))

    def _leave(self, source: Source, reason: str, number: int, label: str = "", side: Side | None = None) -> None:
        self.ledger.problem(source, reason)
        self._unread.append(UnreadCells(self.layout.table, number, source, label, side))

    def _in_columns(self, row: Sequence[Cell | None]) -> Sequence[Cell | None] | None:
        """The row's cells in the table's columns; None, reported, where they cannot be placed."""
        placed = self.columns.placed(row)
        filled = [cell for cell in row if cell and cell.text.strip()]
        if placed is None and filled:
            text = " | ".join(cell.text for cell in filled)
            source = structs.replace(filled[0].source, text=text)
            self._leave(source, UNPLACED_ROW, self._rows_seen * len(self.columns.lists))
        return placed


def _is_rest(row: _Row, above: _Row) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before, which the page break cut.

    It has no code and is no total, and no column has an amount in both.
    """
    taken = {(column.measure, column.stage) for column, _, _ in above.amounts}
    is_free = not any((column.measure, column.stage) in taken for column, _, _ in row.amounts)
    is_named = bool(row.label) and TOTAL.fullmatch(row.label) is None
    is_only_amounts = not row.label and bool(row.amounts) and not above.amounts
    return above.code is not None and row.code is None and is_free and (is_named or is_only_amounts)


def _named_by_side(label: str, side: Side | None) -> str:
    """The row's name; the accounts print 总计 on both sides, which the budgets call 收入总计 and 支出总计."""
    if side and label == "总计":
        return "收入总计" if side is Side.REVENUE else "支出总计"
    return label


def _label(row: Sequence[Cell | None], columns: ColumnList) -> str:
    """The row's name without white space; a total stands in the cells of the code."""
    places = [*([columns.name] if columns.name is not None else []), *columns.codes]
    texts = ["".join(cell.text.split()) for index in places if (cell := row[index])]
    named = [text for text in texts if text and not text.isdigit() and text not in {"类", "款", "项"}]
    return named[0] if named else ""
