"""The tables of one body → the cells of its expenditure: which item, which kind of expenditure, from which source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.analysis.lineage.bodies import Row
from graph.analysis.lineage.portions import (
    CELL_LEVELS,
    FUNCTIONS,
    ROUNDED,
    SPLIT,
    UNKNOWN,
    Level,
    Portion,
    Station,
    total_of,
)
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

SPENDING: Final = (BudgetTable.EXPENDITURE_BY_FUNCTION, BudgetTable.GENERAL_BUDGET_BY_FUNCTION)
"""The tables that tell what is spent; of a body that prints both the first, which holds the other."""

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

BALANCES: Final = (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY)
"""The tables whose feet tell what was carried over: of all money, and of appropriation."""
OPENING: Final = ("年初结转和结余", "年初财政拨款结转和结余")
CLOSING: Final = ("年末结转和结余", "年末财政拨款结转和结余")
BALANCE_LABELS: Final = (*OPENING, *CLOSING)

LENGTHS: Final = tuple(zip(FUNCTIONS, (3, 5, 7), strict=True))


class Sheet:
    """The tables of one document, by table, column and code."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = {(row.table, row.measure, row.code): row for row in rows}
        self._labels = {row.code: row.label for row in rows if row.code}
        self._balances = [row for row in rows if row.table in BALANCES and row.measure is Measure.TOTAL]
        tables = {row.table for row in rows}
        self._table = next((table for table in SPENDING if table in tables), SPENDING[0])
        self._tells_budgets = any(table in tables for table, _ in BUDGETS)
        self._below = _tree({row.code for row in rows if row.table is self._table and row.code})

    @property
    def total(self) -> Row | None:
        """What the table of expenditure prints as its total."""
        return self._rows.get((self._table, Measure.TOTAL, None))

    @property
    def is_overpaid(self) -> bool:
        """Whether the tables of the budgets pay more for an item than the table of expenditure spends on it."""
        for measure, code in ((measure, code) for table, measure, code in self._rows if table is self._table):
            spent = self._rows[self._table, measure, code]
            paid = [row for table, _ in BUDGETS if (row := self._rows.get((table, measure, code)))]
            if sum(row.fen - row.rounding for row in paid) > spent.fen + spent.rounding:
                return True
        return False

    def cells(self) -> list[Portion]:
        """The portions of the table of expenditure, or of the general budget's where there is no such table."""
        return self._with_carried_over(self._under(None))

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

    def _under(self, code: str | None) -> list[Portion]:
        """The money of a code: of an item its kinds, of a group that of its items and what its own figure has beyond them."""
        if code not in self._below:
            return list(self._portions(code, list(self._by_kind(code))))
        found = [portion for other in self._below[code] for portion in self._under(other)]
        row = self._rows.get((self._table, Measure.TOTAL, code))
        counted = [portion for portion in found if not portion.excess_of]
        left = row.fen - total_of(counted) if row else 0
        rounding = row.rounding + sum(portion.rounding for portion in counted) if row else 0
        if row and left > 0:
            found += self._portions(code, [_Cell(row, ROUNDED if left <= rounding else UNKNOWN, None, left)])
        if -rounding <= left < 0:
            return self._with_excess(code, found, -left)
        return found

    def _with_excess(self, code: str | None, portions: Sequence[Portion], excess: int) -> list[Portion]:
        """The portions of the codes below one, which rounding makes more than its own figure: so much only where they are told.

        It is taken from the kind of expenditure whose figures come to more than the printed one.
        """
        beyond = Counter({kind: -self._fen(measure, code) for measure, kind in KINDS.items()})
        for portion in portions:
            beyond[portion.station(Level.EXPENDITURE_KIND)] += 0 if portion.excess_of else portion.fen
        counted = [one for one in portions if not one.excess_of and one.fen > excess]
        if not counted:
            return [*portions]
        largest = max(counted, key=lambda one: (beyond[one.station(Level.EXPENDITURE_KIND)], one.fen))
        below = frozenset(level for level, length in LENGTHS if length > len(code or ""))
        at = {**largest.at, **dict.fromkeys(SPLIT, ROUNDED)}
        return [
            *(one for one in portions if one is not largest),
            replace(largest, fen=largest.fen - excess),
            replace(largest, fen=excess, at=at, excess_of=below),
        ]

    def _fen(self, measure: Measure, code: str | None) -> int:
        row = self._rows.get((self._table, measure, code))
        return row.fen if row else 0

    def _by_kind(self, code: str | None) -> Iterator["_Cell"]:
        total = self._rows.get((self._table, Measure.TOTAL, code))
        cells = [
            _Cell(row, kind, measure, row.fen)
            for measure, kind in KINDS.items()
            if (row := self._rows.get((self._table, measure, code))) and row.fen > 0
        ]
        yield from cells
        left = total.fen - sum(cell.fen for cell in cells) if total else 0
        if total and left > 0:
            rounding = total.rounding + sum(cell.row.rounding for cell in cells)
            yield _Cell(total, ROUNDED if cells and left <= rounding else UNKNOWN, None, left)

    def _portions(self, code: str | None, cells: Sequence["_Cell"]) -> Iterator[Portion]:
        left: list[_Cell] = []
        for cell in cells:
            rest = cell.fen
            for table, source in BUDGETS if self._tells_budgets else ():
                row = self._rows.get((table, cell.measure, code)) if cell.measure else None
                if row and (taken := min(rest, row.fen)) > 0:
                    yield self._portion(code, cell, taken, source, row)
                    rest -= taken
            if rest > 0:
                left.append(replace(cell, fen=rest))
        yield from self._of_other_income(code, left)

    def _of_other_income(self, code: str | None, cells: Sequence["_Cell"]) -> Iterator[Portion]:
        """What the budgets do not pay, by the table of income, as far as its figures decide."""
        columns = OTHER_INCOME if self._tells_budgets else (Measure.FISCAL_APPROPRIATION, *OTHER_INCOME)
        found = ((one, self._rows.get((BudgetTable.REVENUE_BY_FUNCTION, one, code))) for one in columns)
        incomes = [(one, row) for one, row in found if row and row.fen > 0]
        spent = sum(cell.fen for cell in cells)
        rounding = sum(row.rounding for row in (*(row for _, row in incomes), *(cell.row for cell in cells)))
        is_told = abs(sum(row.fen for _, row in incomes) - spent) <= rounding
        if is_told and len(incomes) == 1:
            source, row = incomes[0]
            yield from (self._portion(code, cell, cell.fen, source, row) for cell in cells)
        elif is_told and len(cells) == 1:
            rest = cells[0].fen
            for source, row in incomes:
                if (taken := min(rest, row.fen)) > 0:
                    yield self._portion(code, cells[0], taken, source, row)
                    rest -= taken
            if rest > 0:
                yield self._portion(code, cells[0], rest, None, None)
        else:
            yield from (self._portion(code, cell, cell.fen, None, None) for cell in cells)

    def _with_carried_over(self, portions: Sequence[Portion]) -> list[Portion]:
        """The portions, those without a source paid from last year's money where the balances fell by just so much."""
        unpaid = [one for one in portions if Level.FUNDING_SOURCE not in one.at and not one.excess_of]
        fell = self._fallen(OPENING[0], CLOSING[0]) - self._fallen(OPENING[1], CLOSING[1])
        rounding = sum(one.rounding for one in unpaid) + sum(row.rounding for row in self._balances)
        if fell <= 0 or not unpaid or abs(total_of(unpaid) - fell) > rounding:
            return [*portions]
        printed = tuple(source for row in self._balances for source in row.printed)
        paid = {Level.FUNDING_SOURCE: source_station("CARRIED_OVER")}
        return [
            replace(one, at={**one.at, **paid}, printed={**one.printed, Level.FUNDING_SOURCE: printed})
            if one in unpaid
            else one
            for one in portions
        ]

    def _fallen(self, opening: str, closing: str) -> int:
        """By how much a balance fell in the year, in fen."""
        return sum(row.fen * ((row.label == opening) - (row.label == closing)) for row in self._balances)

    def _portion(self, code: str | None, cell: "_Cell", fen: int, source: Measure | None, paid: Row | None) -> Portion:
        at: dict[LineageLevel, Station] = {} if cell.kind == UNKNOWN else {Level.EXPENDITURE_KIND: cell.kind}
        for level, length in LENGTHS:
            if code and len(code) >= length:
                at[level] = code_station(ClassificationScheme.FUNCTIONAL, code[:length], self.label(code[:length]))
            elif cell.kind == ROUNDED:
                at[level] = ROUNDED
        if source:
            at[Level.FUNDING_SOURCE] = source_station(source.value)
        printed = dict.fromkeys(CELL_LEVELS, cell.row.printed)
        printed[Level.FUNDING_SOURCE] = paid.printed if paid else cell.row.printed
        return Portion(fen, at, printed, cell.row.rounding)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What an item spends in one kind; its sources are still to be told."""

    row: Row
    kind: Station
    measure: Measure | None
    fen: int


def _tree(codes: set[str]) -> dict[str | None, list[str]]:
    """For each printed code, and None for the total, the printed codes directly under it."""
    below: dict[str | None, list[str]] = {}
    for code in sorted(codes):
        ancestors = (code[:length] for length in range(len(code) - 1, 0, -1))
        below.setdefault(next((one for one in ancestors if one in codes), None), []).append(code)
    return below


def code_station(scheme: ClassificationScheme, code: str, label: str) -> Station:
    """A classification code as a place of money."""
    return Station(f"{scheme.value}/{code}", label, ("ClassificationCode", f"{scheme.value}/{code}"))


def source_station(code: str) -> Station:
    """A funding source as a place of money."""
    return Station(code, funding_sources()[code].name, ("FundingSource", code))
