"""Ruled tables: a title names the table, the grids under it are its pages."""

import re
from dataclasses import replace
from typing import Final

from graph.facts import LineItem
from graph.identity import fold
from graph.terms import BudgetTable, MoneyUnit, Stage
from loaders.document import Document, Grid, Ledger, Line
from loaders.money import UNIT_WORDS
from loaders.tables.catalogue import TableLayout, layout_titled
from loaders.tables.columns import first_data_row, has_headings, read_columns
from loaders.tables.rows import TableReader

# "编制部门：上海市普陀区商务委员会 单位：元" "单位:万元" -> unit
UNIT_LINE: Final = re.compile(r"(?:金额)?单位[:：]\s*(?:人民币)?(?P<unit>亿元|万元|元)")

# "编制部门：…" "编制单位：…" "部门：…" -> the body's name under a table's title
BODY_LINE: Final = re.compile(
    r"^(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?[:：]\s*(?P<body>(?!人民币|[万亿]?元)\S+?)(?=\s|金额单位|单位[:：]|$)"
)

# "注:本部门2025年无政府性基金预算…故本表为空表。" "说明：…" -> a note below a table
NOTE_LINE: Final = re.compile(r"^(?:备?注|说明)[:：]")


def read_ruled_tables(document: Document, stage: Stage, ledger: Ledger) -> tuple[list[LineItem], set[BudgetTable]]:
    """The line items of all ruled tables, and the tables found."""
    reading = _Reading(stage, ledger)
    for block in document.blocks():
        if isinstance(block, Line):
            reading.line(block)
        else:
            reading.grid(block)
    return reading.items, reading.found


class _Reading:
    """The state between blocks: which table is open, in which unit, with which columns."""

    def __init__(self, stage: Stage, ledger: Ledger) -> None:
        self.items: list[LineItem] = []
        self.found: set[BudgetTable] = set()
        self._stage = stage
        self._ledger = ledger
        self._layout: TableLayout | None = None
        self._unit: MoneyUnit | None = None
        self._reader: TableReader | None = None
        self._pending = ""  # a title that wrapping cut in two: 财政拨款“三公”经费支出 | 决算表

    def line(self, line: Line) -> None:
        """Takes a title, a unit or a note; any other line closes nothing, since headings stand between pages."""
        layout = layout_titled(line.text, self._stage) or layout_titled(self._pending + line.text, self._stage)
        self._pending = line.text if len(fold(line.text)) < 40 else ""
        if layout:
            self._layout, self._unit, self._reader = layout, None, None
            self._ledger.ignore("title of a table", line)
            return
        unit = UNIT_LINE.search(line.text)
        if unit:
            self._unit = UNIT_WORDS[unit["unit"]]
        if self._layout and (unit or BODY_LINE.search(line.text)):
            self._ledger.ignore("body and unit of a table", line)
        elif self._layout and NOTE_LINE.search(line.text):
            self._ledger.ignore("note below a table", line)

    def grid(self, grid: Grid) -> None:
        """Takes a page of the open table; a title may stand in the grid's own first rows."""
        if self._ledger.is_settled(grid):
            return
        body = self._without_title(grid)
        if self._layout is None:
            return
        first_row = first_data_row(body)
        if self._reader is None:
            columns = read_columns(body, self._layout) if first_row else None
            if columns is None:
                return
            self._reader = TableReader(self._layout, self._unit_of(self._layout, grid), columns, self._ledger)
            self.found.add(self._layout.table)
        elif has_headings(body):
            self._reader.columns = read_columns(body, self._layout) or self._reader.columns
        else:
            first_row = 0
        self._ledger.read(grid)
        self.items += self._reader.read(body, first_row)

    def _without_title(self, grid: Grid) -> Grid:
        """The grid without the rows of one cell that hold its title, its body or its unit."""
        first = 0
        for row in grid.rows:
            texts = [cell.text for cell in row if cell and cell.text.strip()]
            layout = layout_titled(texts[0], self._stage) if len(texts) == 1 else None
            units = [unit for text in texts if (unit := UNIT_LINE.search(text))]
            if layout:
                self._layout, self._unit, self._reader = layout, None, None
            elif units and self._layout:
                self._unit = UNIT_WORDS[units[0]["unit"]]
            else:
                break
            first += 1
        return replace(grid, rows=grid.rows[first:]) if 0 < first < len(grid.rows) else grid

    def _unit_of(self, layout: TableLayout, grid: Grid) -> MoneyUnit:
        if self._unit is None:
            place = next((cell for row in grid.rows for cell in row if cell), None)
            if place:
                self._ledger.problem(
                    place.source, f"the table prints no unit; {layout.unit.value} is the official layout's"
                )
            return layout.unit
        return self._unit
