"""A document's facts as rules ask for them: rows of tables by code and by label, figures of sentences, projects."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.documents import Document
from graph.facts import LineItem, Money, ProjectFact, Source, StatedFigure, UnreadCells
from graph.identity import fold
from graph.reconciliation.figures import Figure
from graph.reconciliation.outcomes import Evidence
from graph.terms import BudgetTable, ClassificationScheme, Measure, Side, Stage

TABLE_NAMES: Final[Mapping[BudgetTable, str]] = {
    BudgetTable.BALANCE_SUMMARY: "收支总表",
    BudgetTable.REVENUE_BY_FUNCTION: "收入表",
    BudgetTable.EXPENDITURE_BY_FUNCTION: "支出表",
    BudgetTable.APPROPRIATION_SUMMARY: "财政拨款收支总表",
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION: "一般公共预算支出表",
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION: "政府性基金表",
    BudgetTable.STATE_CAPITAL_BY_FUNCTION: "国有资本经营表",
    BudgetTable.BASIC_BY_ECONOMIC: "基本支出经济分类表",
    BudgetTable.THREE_PUBLIC: "“三公”经费表",
}

FUNCTION_TABLES: Final = (
    BudgetTable.REVENUE_BY_FUNCTION,
    BudgetTable.EXPENDITURE_BY_FUNCTION,
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
)
CODED_TABLES: Final = (*FUNCTION_TABLES, BudgetTable.BASIC_BY_ECONOMIC)

TOTAL_LABELS: Final = frozenset({"合计", "总计"})

# "二、结转下年" "（二）上年结转" "5.上年结转" -> what may stand before the name of a line
_ORDINAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table (of one side, of a two-sided one), with its filled cells and those that could not be read."""

    table: BudgetTable
    ordinal: int
    side: Side | None
    label: str
    code: str | None
    scheme: ClassificationScheme | None
    items: Mapping[Measure, LineItem]
    sha256: str
    unread: tuple[UnreadCells, ...] = ()

    def lacks(self, *measures: Measure) -> tuple[UnreadCells, ...]:
        """What is printed in one of these columns, or may be, and could not be read."""
        missing = set(measures) - self.items.keys()
        return tuple(cells for cells in self.unread if missing and cells.measure in {None, *missing})

    def figure(self, measure: Measure) -> Figure | None:
        """The amount of a column; None where the cell is empty or unread."""
        item = self.items.get(measure)
        return Figure.of_item(item, self.sha256) if item else None

    def figure_or_nothing(self, measure: Measure) -> Figure:
        """The amount of a column, nothing where the cell is empty; one that is unread has to be asked for before."""
        return self.figure(measure) or Figure.nothing((self.evidence,))

    @property
    def evidence(self) -> Evidence:
        """Where the row stands: its first filled cell."""
        return Evidence(self.sha256, next(iter(self.items.values())).source)

    @property
    def name(self) -> str:
        """The row as a reader would call it."""
        return f"{self.code} {self.label}" if self.code else self.label


class Printed:
    """What one document prints, indexed; made once for all rules."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sha256 = document.disclosure.sha256
        self.year = document.disclosure.year
        self.kind = document.disclosure.kind
        is_accounts = self.kind.value.endswith("FINAL_ACCOUNTS")
        self.stage = Stage.FINAL_ACCOUNTS if is_accounts else Stage.BUDGET

    @cached_property
    def _rows(self) -> Mapping[BudgetTable, tuple[Row, ...]]:
        grouped: dict[tuple[BudgetTable, int, Side | None, str | None], dict[Measure, LineItem]] = defaultdict(dict)
        for item in self.document.line_items:
            if item.stage is self.stage:
                grouped[item.table, item.row, item.side, item.code].setdefault(item.measure, item)
        unread: dict[tuple[BudgetTable, int], list[UnreadCells]] = defaultdict(list)
        for cells in self._unread:
            unread[cells.table, cells.row].append(cells)
        rows: dict[BudgetTable, list[Row]] = defaultdict(list)
        for (table, ordinal, side, code), items in grouped.items():
            first = next(iter(items.values()))
            lacking = tuple(unread[table, ordinal])
            rows[table].append(
                Row(table, ordinal, side, fold(first.label), code, first.scheme, items, self.sha256, lacking)
            )
        return {table: tuple(sorted(found, key=lambda row: row.ordinal)) for table, found in rows.items()}

    def rows(self, table: BudgetTable, side: Side | None = None) -> tuple[Row, ...]:
        """The rows of a table in their order."""
        rows = self._rows.get(table, ())
        return tuple(row for row in rows if row.side is side) if side else rows

    @cached_property
    def _unread(self) -> Sequence[UnreadCells]:
        return [fact for fact in self.document.facts.facts if isinstance(fact, UnreadCells)]

    def unread_rows(self, table: BudgetTable, side: Side | None = None) -> tuple[UnreadCells, ...]:
        """The rows of a table (of one side, or of one that is not known) of which nothing could be read."""
        read = {row.ordinal for row in self.rows(table)}
        return tuple(
            cells
            for cells in self._unread
            if cells.table is table and cells.row not in read and (side is None or cells.side in {None, side})
        )

    def why_unread(self, unread: Sequence[UnreadCells]) -> str:
        """Why a comparison cannot be made that needs these cells."""
        places = dict.fromkeys(Evidence(self.sha256, cells.source).place for cells in unread)
        return f"有未读的行或栏（{'、'.join(places)}）"

    def labelled(self, table: BudgetTable, labels: Iterable[str], side: Side | None = None) -> Row | None:
        """The row that bears one of these labels, with an ordinal or without, and no code; None without it, or of several."""
        names = set(labels)
        found = [row for row in self.rows(table, side) if row.code is None and bears(row.label, names)]
        return found[0] if len(found) == 1 else None

    def total_row(self, table: BudgetTable) -> Row | None:
        """The 合计 of a table by codes."""
        return self.labelled(table, TOTAL_LABELS)

    def coded(self, table: BudgetTable) -> Mapping[str, tuple[Row, ...]]:
        """The rows of a table by their codes; two of one code where a table prints it twice."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            if row.code:
                rows[row.code].append(row)
        return {code: tuple(found) for code, found in rows.items()}

    def three_public(self, measure: Measure, stage: Stage | None = None) -> Figure | None:
        """An amount of the table of travel, receptions and vehicles, which prints one for each column."""
        stage = stage or self.stage
        for item in self.document.line_items:
            if item.table is BudgetTable.THREE_PUBLIC and item.measure is measure and item.stage is stage:
                return Figure.of_item(item, self.sha256)
        return None

    def three_public_unread(self, *measures: Measure) -> tuple[UnreadCells, ...]:
        """What of these columns of that table could not be read."""
        return tuple(
            cells
            for cells in self._unread
            if cells.table is BudgetTable.THREE_PUBLIC and cells.measure in {None, *measures}
        )

    @cached_property
    def figures(self) -> Sequence[StatedFigure]:
        """The figures of its sentences, in printed order."""
        return [fact for fact in self.document.facts.facts if isinstance(fact, StatedFigure)]

    @property
    def projects(self) -> Sequence[ProjectFact]:
        """Its projects, statements and forms."""
        return self.document.projects

    def figure(self, money: Money, source: Source) -> Figure:
        """An amount that this document prints."""
        return Figure.of(money, source, self.sha256)


def bears(label: str, names: Collection[str]) -> bool:
    """Whether a line is named so, with an ordinal or without."""
    return label in names or _ORDINAL.sub("", label) in names
