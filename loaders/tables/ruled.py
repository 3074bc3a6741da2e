"""Ruled tables: a title names the table, the grids under it are its pages."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from graph.facts import LineItem, UnreadCells
from graph.identity import fold
from graph.terms import BudgetTable, MoneyUnit, Stage
from loaders.document import Document, Grid, Ledger, Line
from loaders.money import UNIT_WORDS
from loaders.tables.catalogue import TableLayout, layout_titled
from loaders.tables.columns import first_data_row, has_headings, read_columns, repeats_headings
from loaders.tables.rows import TableReader

# "编制部门：上海市普陀区商务委员会 单位：元" "单位:万元" "（单位：万元）" "单位：千元" -> unit
UNIT_LINE: Final = re.compile(r"[（(]?(?:金额)?单位[:：]\s*(?:人民币)?(?P<unit>[十百千]?[万亿]?元)[）)]?")

# "编制部门：…" "编制单位：…" "部门：…" -> the body's name under a table's title
BODY_LINE: Final = re.compile(
    r"^(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?[:：]\s*(?P<body>(?!人民币|[万亿]?元)\S+?)(?=\s|金额单位|单位[:：]|$)"
)

# " 编制部门：某局 单位：元" "（单位：万元）" behind a title on its line
BEHIND_TITLE: Final = re.compile(r"\s*[（(]?(?:(?:编制|填报|公开|预算)?(?:部门|单位)|金额单位)(?:名称)?[:：].*$")

# "公开01表" "附表3" -> the number that the Ministry's forms print beside a title
FORM_NUMBER: Final = re.compile(r"(?:预算|财决)?公开\s*\d{1,2}(?:-\d)?\s*表|附?表\s*\d{1,2}(?:-\d)?")

# "2025年部门支出预算明细表" "三、国有资产情况说明" "第三部分 …" "…万元，增长2.1%。" -> what no page of a table has above it
ANOTHER_MATTER: Final = re.compile(r"(?!注)(?:.*(?<!续)表|.*(?:情况|事项)的?说明|第.部分.*|[^，,]*[，,].*。)")

# "注:本部门2025年无政府性基金预算…故本表为空表。" "说明：…" -> a note below a table
NOTE_LINE: Final = re.compile(r"^(?:备?注|说明)[:：]")


def read_ruled_tables(
    document: Document, stage: Stage, ledger: Ledger
) -> tuple[list[LineItem | UnreadCells], set[BudgetTable]]:
    """The cells of all ruled tables, read and unread, and the tables found."""
    reading = _Reading(stage, ledger, _running_heads(document))
    last = 0
    for page in document.pages:
        for number in range(last + 1, page.number or 0):
            reading.lost_page(number)
        last = page.number or 0
        if not page.blocks:
            reading.lost_page(last)
        for block in page.blocks:
            if isinstance(block, Line):
                reading.line(block)
            else:
                reading.grid(block)
    return reading.cells(), reading.found


def _running_heads(document: Document) -> frozenset[str]:
    """What stands on most of the pages that have tables, whatever table it is."""
    pages = [{fold(line.text) for line in page.lines} for page in document.pages if page.grids]
    counted = Counter(text for texts in pages for text in texts)
    return frozenset(text for text, count in counted.items() if 2 * count > len(pages) > 2)


class _Reading:
    """The state between blocks: which table is open, in which unit, with which columns."""

    def __init__(self, stage: Stage, ledger: Ledger, running_heads: frozenset[str]) -> None:
        self.found: set[BudgetTable] = set()
        self._stage = stage
        self._ledger = ledger
        self._running_heads = running_heads
        self._readers: list[TableReader] = []
        self._layout: TableLayout | None = None
        self._unit: str | None = None
        self._unit_is_of_table_above = False
        self._reader: TableReader | None = None
        self._pending = ""  # a title that wrapping cut in two: 财政拨款“三公”经费支出 | 决算表

    def cells(self) -> list[LineItem | UnreadCells]:
        """What all tables hold, in printed order."""
        return [cell for reader in self._readers for cell in reader.cells()]

    def line(self, line: Line) -> None:
        """Takes a title, a unit or a note; the title of another matter closes the table, the head of a page does not."""
        unit = UNIT_LINE.search(line.text)
        title = BEHIND_TITLE.sub("", line.text.strip())
        layout = layout_titled(title, self._stage) or layout_titled(title and self._pending + title, self._stage)
        self._pending = line.text if len(fold(line.text)) < 40 else ""
        if layout:
            self._open(layout)
            self._ledger.ignore("title of a table", line)
        elif FORM_NUMBER.fullmatch(title):
            self._ledger.ignore("number of a table", line)
        elif self._layout and NOTE_LINE.search(line.text):
            self._ledger.ignore("note below a table", line)
        elif self._layout and (unit or BODY_LINE.search(line.text)):
            self._ledger.ignore("body and unit of a table", line)
        elif ANOTHER_MATTER.fullmatch(fold(line.text)) and fold(line.text) not in self._running_heads:
            self._layout = self._reader = None
        if unit:
            self._set_unit(unit["unit"])

    def _open(self, layout: TableLayout) -> None:
        """Opens the table of a title; every page of a table may repeat it, also with （续）."""
        if layout is not self._layout:
            self._layout, self._reader = layout, None
            if self._unit_is_of_table_above:
                self._unit = None

    def _set_unit(self, unit: str) -> None:
        self._unit, self._unit_is_of_table_above = unit, False

    def lost_page(self, number: int) -> None:
        """A page without text, or one that the document skips: the open table may go on there."""
        if self._reader and not self._reader.is_complete:
            self._reader.lose(number)

    def grid(self, grid: Grid) -> None:
        """Takes a page of the open table; a title may stand in the grid's own first rows."""
        if self._ledger.is_settled(grid):
            return
        body = self._without_title(grid)
        first_row = self._first_row(body)
        self._unit_is_of_table_above = True
        if self._reader and first_row is not None:
            self._ledger.read(grid)
            self._reader.read(body, first_row)

    def _first_row(self, body: Grid) -> int | None:
        """Where the rows of the open table begin on this page; None for a grid that is none of its pages."""
        first = first_data_row(body)
        if self._reader is None:
            columns = read_columns(body, self._layout) if self._layout and first else None
            unit = self._unit_of(self._layout, body) if self._layout and columns else None
            if self._layout is None or columns is None or unit is None:
                return None
            self._reader = TableReader(self._layout, unit, columns, self._ledger)
            self._readers.append(self._reader)
            self.found.add(self._layout.table)
            return first
        if not has_headings(body):
            return 0 if self._reader.continues(body) else None
        columns = read_columns(body, self._reader.layout)
        if columns and columns.meaning == self._reader.columns.meaning:
            self._reader.columns = columns
        elif not repeats_headings(body, self._reader.columns):
            self._layout = self._reader = None
            return None
        return first

    def _without_title(self, grid: Grid) -> Grid:
        """The grid without its first rows that hold nothing but its title, its number, its body and its unit."""
        first = 0
        for row in grid.rows:
            texts = [cell.text for cell in row if cell and cell.text.strip()]
            layout = next((layout for text in texts if (layout := layout_titled(text, self._stage))), None)
            unit = next((unit for text in texts if (unit := UNIT_LINE.search(text))), None)
            if not (layout or unit) or not all(self._is_above_table(text) for text in texts):
                break
            if layout:
                self._open(layout)
            if unit:
                self._set_unit(unit["unit"])
            first += 1
        return replace(grid, rows=grid.rows[first:]) if 0 < first < len(grid.rows) else grid

    def _is_above_table(self, text: str) -> bool:
        known = layout_titled(text, self._stage) or UNIT_LINE.search(text) or BODY_LINE.search(text)
        return bool(known) or FORM_NUMBER.fullmatch(fold(text)) is not None

    def _unit_of(self, layout: TableLayout, grid: Grid) -> MoneyUnit | None:
        """The unit printed above the table, else the official layout's, reported; None for a unit that is not known."""
        place = next((cell.source for row in grid.rows for cell in row if cell and cell.text), None)
        if self._unit is None and place:
            self._ledger.problem(place, f"the table prints no unit; {layout.unit.value} is the official layout's")
        elif self._unit not in UNIT_WORDS and place:
            self._ledger.problem(place, f"the unit {self._unit} is not known")
        return UNIT_WORDS.get(self._unit) if self._unit else layout.unit
