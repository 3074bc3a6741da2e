"""The nine tables of a ledger, as a budget or final accounts print them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from benchmarks.synthetic.amounts import money
from benchmarks.synthetic.ledgers import APPROPRIATED, PERSONNEL, Entry, Ledger, function_names
from benchmarks.synthetic.names import NAMES
from benchmarks.synthetic.sheet import Sheet
from graph.facts import LineItem
from graph.terms import BudgetTable, ClassificationScheme, Measure, MoneyUnit, Side, Stage
from samples.classification import listed
from samples.numerals import numeral

PAYER_OF_TABLE: Final = {
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION: Measure.GENERAL_PUBLIC_BUDGET,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION: Measure.GOVERNMENT_FUND,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION: Measure.STATE_CAPITAL,
}

Cells: TypeAlias = Mapping[Measure, int]


class Row(NamedTuple):
    """A row of a table with its cells."""

    label: str
    cells: Cells
    code: str | None = None
    side: Side | None = None


def rows_of(ledger: Ledger, table: BudgetTable, stage: Stage) -> Iterable[Row]:
    """The rows of a table of the ledger; not of 三公, whose one row is told for two stages."""
    if table in (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY):
        return _summary(ledger, table, stage)
    if table is BudgetTable.BASIC_BY_ECONOMIC:
        return _by_economy(ledger, stage)
    sums: dict[str, Counter[Measure]] = defaultdict(Counter)
    for entry, fen in ledger.functions.items():
        for measure in _columns(table, stage, entry):
            for length in (0, 3, 5, 7):
                sums[entry[0][:length]][measure] += fen
    names = function_names()
    rows = [Row(names[code], cells, code) for code, cells in sorted(sums.items()) if code]
    total = [Row("合计", sums[""])] if rows else []
    return total + rows if stage is Stage.FINAL_ACCOUNTS else rows + total


def print_rows(sheet: Sheet, table: BudgetTable, stage: Stage, rows: Iterable[Row]) -> None:
    """Prints a table's rows; a cell of nothing stays empty, but for 三公, which prints its zeros."""
    is_three_public = table is BudgetTable.THREE_PUBLIC
    is_economic = table is BudgetTable.BASIC_BY_ECONOMIC
    scheme = ClassificationScheme.DEPARTMENT_ECONOMIC if is_economic else ClassificationScheme.FUNCTIONAL
    unit = MoneyUnit.WAN_YUAN if is_three_public or stage is Stage.FINAL_ACCOUNTS else MoneyUnit.YUAN
    for number, row in enumerate(rows):
        sheet.advance()
        for column, (measure, fen) in enumerate(row.cells.items(), 2):
            if not fen and not is_three_public:
                continue
            amount = money(fen, unit)
            sheet.facts.append(
                LineItem(
                    table,
                    stage,
                    measure,
                    number,
                    NAMES["three_public"][measure] if is_three_public else row.label,
                    amount,
                    sheet.source(amount.text, column),
                    row.side,
                    scheme if row.code else None,
                    row.code,
                )
            )
        sheet.rows += 1


def _columns(table: BudgetTable, stage: Stage, entry: Entry) -> tuple[Measure, ...]:
    """The columns of a functional table that an entry counts in."""
    _, purpose, payer = entry
    if table is BudgetTable.REVENUE_BY_FUNCTION:
        return Measure.TOTAL, Measure.FISCAL_APPROPRIATION if payer in APPROPRIATED else payer
    if table is BudgetTable.EXPENDITURE_BY_FUNCTION:
        return Measure.TOTAL, purpose
    if payer is not PAYER_OF_TABLE[table]:
        return ()
    if stage is Stage.FINAL_ACCOUNTS and payer is not Measure.GENERAL_PUBLIC_BUDGET:
        return Measure.CURRENT_REVENUE, Measure.CURRENT_EXPENDITURE, purpose
    return Measure.TOTAL, purpose


def _summary(ledger: Ledger, table: BudgetTable, stage: Stage) -> Iterator[Row]:
    """Income beside expenditure by class; the fiscal table splits the expenditure by who pays."""
    is_fiscal = table is BudgetTable.APPROPRIATION_SUMMARY
    paid = Counter[Measure]()
    classes: dict[str, Counter[Measure]] = defaultdict(Counter)
    for (code, _, payer), fen in ledger.functions.items():
        if payer in APPROPRIATED or not is_fiscal:
            paid[payer] += fen
            classes[code[:3]].update({Measure.TOTAL: fen, payer: fen} if is_fiscal else {Measure.TOTAL: fen})
    for label, payers in NAMES["income"][table][stage].items():
        yield Row(label, {Measure.TOTAL: sum(paid[Measure[payer]] for payer in payers)}, side=Side.REVENUE)
    for number, (code, cells) in enumerate(sorted(classes.items()), 1):
        yield Row(f"{numeral(number)}、{function_names()[code]}", cells, side=Side.EXPENDITURE)
    year = sum(classes.values(), Counter[Measure]())
    carried = Counter(dict.fromkeys((Measure.TOTAL, Measure.GENERAL_PUBLIC_BUDGET)[: 1 + is_fiscal], ledger.carried))
    sums = {"year": year, "carried": carried, "both": year + carried if stage is Stage.FINAL_ACCOUNTS else year}
    for side in Side:
        for label, part in NAMES["feet"][table][stage][side]:
            shown = sums[part] if side is Side.EXPENDITURE else {Measure.TOTAL: sums[part][Measure.TOTAL]}
            yield Row(label, shown, side=side)


def _by_economy(ledger: Ledger, stage: Stage) -> Iterator[Row]:
    """Basic expenditure by economic code; accounts print the sums of persons and office as rows, budgets as columns."""
    sums: dict[str, Counter[Measure]] = defaultdict(Counter)
    for code, fen in ledger.economy.items():
        purpose = Measure.PERSONNEL if code.startswith(PERSONNEL) else Measure.PUBLIC
        for part in ("", code[:3], code):
            sums[part].update({Measure.TOTAL: fen, purpose: fen})
    total = sums.pop("")
    for code, cells in sorted(sums.items()):
        shown = {Measure.TOTAL: cells[Measure.TOTAL]} if stage is Stage.FINAL_ACCOUNTS else cells
        yield Row(listed("economic")[code], shown, code)
    if stage is Stage.BUDGET:
        yield Row("合计", total)
    else:
        yield Row("人员经费合计", {Measure.TOTAL: total[Measure.PERSONNEL]})
        yield Row("公用经费合计", {Measure.TOTAL: total[Measure.PUBLIC]})
