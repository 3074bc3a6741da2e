"""Rows of a ruled table → line items, each amount with its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.facts import LineItem
from graph.identity import fold
from graph.terms import MoneyUnit, Side
from loaders.document import Cell, Grid, Ledger
from loaders.money import cell_amount
from loaders.tables.catalogue import TableLayout
from loaders.tables.codes import Code, read_code
from loaders.tables.columns import AmountColumn, ColumnList, Columns


@dataclass(slots=True)
class TableReader:
    """Reads one table, page by page: what its columns mean is known from the first, the open code from the row above."""

    layout: TableLayout
    unit: MoneyUnit
    columns: Columns
    ledger: Ledger
    rows_seen: int = 0
    previous_code: str | None = None

    def read(self, grid: Grid, first_row: int) -> Iterator[LineItem]:
        """The line items of a page of the table, from that row on."""
        for row in grid.rows[first_row:]:
            cells = self._in_columns(row)
            for list_number, column_list in enumerate(self.columns.lists):
                items = list(
                    self._row_of_list(cells, column_list, self.rows_seen * len(self.columns.lists) + list_number)
                )
                self.ledger.rows_read += bool(items)
                yield from items
            self.rows_seen += 1

    def _row_of_list(self, row: Sequence[Cell | None], columns: ColumnList, number: int) -> Iterator[LineItem]:
        code = self._code(row, columns)
        label = _label(row, columns)
        for column in columns.amounts:
            cell = row[column.index]
            if cell is None or not cell.text.strip():
                continue
            amount = cell_amount(cell.text, self.unit)
            if amount is None:
                self._unreadable(cell, column)
                continue
            yield LineItem(
                table=self.layout.table,
                stage=column.stage,
                measure=column.measure,
                row=number,
                label=self._printed_label(label, columns.side) or column.heading,
                amount=amount,
                source=cell.source,
                side=columns.side,
                scheme=self.layout.scheme if code else None,
                code=code.code if code else None,
                printed_code=code.printed if code else None,
            )

    def _code(self, row: Sequence[Cell | None], columns: ColumnList) -> Code | None:
        if not columns.codes or self.layout.scheme is None:
            return None
        texts = [cell.text for index in columns.codes if (cell := row[index])]
        code = read_code(texts, self.layout.scheme, self.previous_code)
        if code:
            self.previous_code = code.code
        elif any(text.strip().isdigit() for text in texts):
            cell = next(cell for index in columns.codes if (cell := row[index]) and cell.text.strip())
            self.ledger.problem(cell.source, "a code that no class or open group of the table explains")
        return code

    def _printed_label(self, label: str, side: Side | None) -> str:
        """The row's name; the accounts print 总计 on both sides, which the budgets call 收入总计 and 支出总计."""
        if side and label == "总计":
            return "收入总计" if side is Side.REVENUE else "支出总计"
        return label

    def _unreadable(self, cell: Cell, column: AmountColumn) -> None:
        if fold(cell.text) not in {"无", "-", "—", "——", "/"} and fold(cell.text) != column.heading:
            self.ledger.problem(cell.source, f"no amount in the column {column.heading}")

    def _in_columns(self, row: Sequence[Cell | None]) -> Sequence[Cell | None]:
        """The row's cells in the columns of the first page.

        A page that holds nothing but the 合计 row draws fewer columns, since 合计 spans those of code and name (万里街道
        2024, pages 15 and 20): its amounts are placed by their boxes, or from the right where there are none.
        """
        if len(row) == self.columns.width:
            return row
        placed: list[Cell | None] = [None] * self.columns.width
        shift = self.columns.width - len(row)
        for index, cell in enumerate(row):
            if cell is None:
                continue
            at = self._column_under(cell)
            if at is None:
                at = index + shift if index else 0
            if 0 <= at < self.columns.width:
                placed[at] = cell
        return placed

    def _column_under(self, cell: Cell) -> int | None:
        if cell.bbox is None:
            return None
        left, right = cell.bbox[0], cell.bbox[2]
        under = [
            index
            for index, extent in enumerate(self.columns.extents)
            if extent and left - 1 <= (extent[0] + extent[1]) / 2 <= right + 1
        ]
        return under[0] if under else None


def _label(row: Sequence[Cell | None], columns: ColumnList) -> str:
    """The row's name without white space; a total stands in the cells of the code."""
    places = [*([columns.name] if columns.name is not None else []), *columns.codes]
    texts = ["".join(cell.text.split()) for index in places if (cell := row[index])]
    named = [text for text in texts if text and not text.isdigit() and text not in {"类", "款", "项"}]
    return named[0] if named else ""
