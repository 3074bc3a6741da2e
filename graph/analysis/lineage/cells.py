"""The tables of one body → the cells of its expenditure: which item, which kind of expenditure, from which source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.analysis.lineage.portions import UNKNOWN, Level, Portion, Station
from graph.analysis.lineage.reading import Row
from graph.reference import funding_sources
from graph.terms import BudgetTable, ClassificationScheme, LineageLevel, Measure

KINDS: Final[Mapping[Measure, Station]] = {
    measure: Station(measure.value, name)
    for measure, name in (
        (Measure.BASIC, "基本支出"),
        (Measure.PROJECT, "项目支出"),
        (Measure.REMITTED_TO_SUPERIOR, "上缴上级支出"),
        (Measure.BUSINESS_EXPENDITURE, "经营支出"),
        (Measure.SUBSIDY_TO_AFFILIATES, "对附属单位补助支出"),
    )
}
"""The columns of the table of expenditure (支出总表, 支出决算表)."""

BUDGETS: Final = (
    (BudgetTable.GENERAL_BUDGET_BY_FUNCTION, Measure.GENERAL_PUBLIC_BUDGET),
    (BudgetTable.GOVERNMENT_FUND_BY_FUNCTION, Measure.GOVERNMENT_FUND),
    (BudgetTable.STATE_CAPITAL_BY_FUNCTION, Measure.STATE_CAPITAL),
)
"""The tables that say of each cell what of it one of the three budgets of appropriation pays."""

OTHER_INCOME: Final = (
    Measure.SUPERIOR_SUBSIDY,
    Measure.UNDERTAKING_INCOME,
    Measure.BUSINESS_INCOME,
    Measure.AFFILIATE_REMITTANCE,
    Measure.OTHER_INCOME,
)
"""The columns of the table of income (收入总表, 收入决算表) that are no appropriation."""

ROUNDING: Final = 5000
"""Half of the last printed place of 0.01万元, in fen: by so much each rounded figure may differ (disclosures.md)."""

LENGTHS: Final = ((Level.FUNCTION_CLASS, 3), (Level.FUNCTION_GROUP, 5), (Level.FUNCTION_ITEM, 7))
CELL_LEVELS: Final = (Level.REGION, Level.DEPARTMENT, Level.UNIT, Level.EXPENDITURE_KIND, *(one for one, _ in LENGTHS))


def cells_of(rows: Sequence[Row]) -> list[Portion]:
    """The portions of the table of expenditure, or of the general budget's where there is no such table."""
    sheet = Sheet(rows)
    return [portion for code in sheet.codes for portion in sheet.cells(code)]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What an item spends in one kind; its sources are still to be told."""

    row: Row
    kind: Station
    measure: Measure | None
    fen: int


class Sheet:
    """The tables of one document, by table, column and code."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {(row.table, row.measure, row.code): row for row in rows}
        self._labels = {row.code: row.label for row in rows if row.code}
        tables = {row.table for row in rows}
        spent = BudgetTable.EXPENDITURE_BY_FUNCTION
        self._table = spent if spent in tables else BudgetTable.GENERAL_BUDGET_BY_FUNCTION
        self._tells_budgets = any(table in tables for table, _ in BUDGETS)
        coded = {code for table, _, code in self._rows if table is self._table and code}
        self.codes: tuple[str | None, ...] = (*sorted(coded), None)

    def cells(self, code: str | None) -> Iterator[Portion]:
        """The portions of a code's own money: of an item all, of a group what its items leave, of the total what codes leave."""
        row = self._rows.get((self._table, Measure.TOTAL, code))
        if code and not any(other and other != code and other.startswith(code) for other in self.codes):
            yield from self._portions(code, list(self._by_kind(code, row)))
        elif row:
            parts = [self._total(other) for other in self._directly_under(code)]
            left = row.fen - sum(parts)
            if left > ROUNDING * (len(parts) + 1):
                yield from self._portions(code, [_Cell(row, UNKNOWN, None, left)])

    def economic_rows(self) -> list[Row]:
        """The lowest rows of basic expenditure by economic code."""
        rows = [
            row
            for (table, measure, code), row in self._rows.items()
            if table is BudgetTable.BASIC_BY_ECONOMIC and measure is Measure.TOTAL and code
        ]
        codes = [row.code or "" for row in rows]
        return [row for row in rows if not any(code != row.code and code.startswith(row.code or "") for code in codes)]

    def label(self, code: str) -> str:
        """What the document calls a code."""
        return self._labels.get(code, code)

    def _directly_under(self, code: str | None) -> list[str]:
        """The printed codes of which no other printed code but this one is a beginning."""
        under = [other for other in self.codes if other and other != code and other.startswith(code or "")]
        return [one for one in under if not any(one != other and one.startswith(other) for other in under)]

    def _total(self, code: str | None) -> int:
        row = self._rows.get((self._table, Measure.TOTAL, code))
        if row:
            return row.fen
        return sum(self._fen(self._table, measure, code) for measure in KINDS)

    def _by_kind(self, code: str, total: Row | None) -> Iterator[_Cell]:
        cells = [
            _Cell(row, kind, measure, row.fen)
            for measure, kind in KINDS.items()
            if (row := self._rows.get((self._table, measure, code))) and row.fen > 0
        ]
        yield from cells
        left = total.fen - sum(cell.fen for cell in cells) if total else 0
        if total and left > ROUNDING * (len(cells) + 1 if cells else 0):
            yield _Cell(total, UNKNOWN, None, left)

    def _portions(self, code: str | None, cells: Sequence[_Cell]) -> Iterator[Portion]:
        left: list[_Cell] = []
        for cell in cells:
            rest = cell.fen
            for table, source in BUDGETS if self._tells_budgets else ():
                row = self._rows.get((table, cell.measure, code)) if cell.measure else None
                if row and (taken := min(rest, row.fen)) > 0:
                    yield self._portion(code, cell, taken, source, row)
                    rest -= taken
            if rest > 0:
                left.append(_Cell(cell.row, cell.kind, cell.measure, rest))
        yield from self._of_other_income(code, left)

    def _of_other_income(self, code: str | None, cells: Sequence[_Cell]) -> Iterator[Portion]:
        """What the budgets do not pay, by the table of income, as far as its figures decide."""
        columns = OTHER_INCOME if self._tells_budgets else (Measure.FISCAL_APPROPRIATION, *OTHER_INCOME)
        found = ((one, self._rows.get((BudgetTable.REVENUE_BY_FUNCTION, one, code))) for one in columns)
        incomes = [(one, row) for one, row in found if row and row.fen > 0]
        spent = sum(cell.fen for cell in cells)
        fits = abs(sum(row.fen for _, row in incomes) - spent) <= ROUNDING * len(incomes)
        if fits and len(incomes) == 1:
            source, row = incomes[0]
            yield from (self._portion(code, cell, cell.fen, source, row) for cell in cells)
        elif fits and len(cells) == 1:
            rest = cells[0].fen
            for source, row in incomes:
                if (taken := min(rest, row.fen)) > 0:
                    yield self._portion(code, cells[0], taken, source, row)
                    rest -= taken
            if rest > 0:
                yield self._portion(code, cells[0], rest, None, None)
        else:
            yield from (self._portion(code, cell, cell.fen, None, None) for cell in cells)

    def _portion(self, code: str | None, cell: _Cell, fen: int, source: Measure | None, paid: Row | None) -> Portion:
        at: dict[LineageLevel, Station] = {Level.EXPENDITURE_KIND: cell.kind}
        for level, length in LENGTHS:
            if code and len(code) >= length:
                at[level] = code_station(ClassificationScheme.FUNCTIONAL, code[:length], self.label(code[:length]))
        if source:
            at[Level.FUNDING_SOURCE] = source_station(source.value)
        printed = dict.fromkeys(CELL_LEVELS, cell.row.printed)
        printed[Level.FUNDING_SOURCE] = paid.printed if paid else cell.row.printed
        return Portion(fen, at, printed)

    def _fen(self, table: BudgetTable, measure: Measure, code: str | None) -> int:
        row = self._rows.get((table, measure, code))
        return row.fen if row else 0


def code_station(scheme: ClassificationScheme, code: str, label: str) -> Station:
    """A classification code as a place of money."""
    return Station(f"{scheme.value}/{code}", label, ("ClassificationCode", f"{scheme.value}/{code}"))


def source_station(code: str) -> Station:
    """A funding source as a place of money."""
    return Station(code, funding_sources()[code].name, ("FundingSource", code))
