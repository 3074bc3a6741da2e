"""Which cell of the tables a figure of the sentences restates."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.facts import StatedFigure
from graph.identity import fold
from graph.reconciliation.between_tables import (
    EXPENDITURE_TOTAL,
    INCOME_TOTAL,
    YEAR_EXPENDITURE,
    YEAR_INCOME,
    Cell,
)
from graph.reconciliation.figures import Figure
from graph.reconciliation.printed import Printed, Row
from graph.reconciliation.rounding import amount_of
from graph.reconciliation.tables import CARRIED_OVER, LEFT_FOR_NEXT_YEAR, ORDINAL
from graph.terms import BudgetTable, Measure, Side, Stage, Topic

_SUMMARY: Final = BudgetTable.BALANCE_SUMMARY
_REVENUE: Final = BudgetTable.REVENUE_BY_FUNCTION
_EXPENDITURE: Final = BudgetTable.EXPENDITURE_BY_FUNCTION
_APPROPRIATION: Final = BudgetTable.APPROPRIATION_SUMMARY
_GENERAL: Final = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
_BASIC: Final = BudgetTable.BASIC_BY_ECONOMIC
_BY_FUNCTION: Final = (
    _GENERAL,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
)

THREE_PUBLIC: Final[Mapping[Topic, Measure]] = {
    Topic.THREE_PUBLIC: Measure.TOTAL,
    Topic.OVERSEAS_TRAVEL: Measure.OVERSEAS_TRAVEL,
    Topic.VEHICLES: Measure.VEHICLES,
    Topic.VEHICLE_PURCHASE: Measure.VEHICLE_PURCHASE,
    Topic.VEHICLE_OPERATION: Measure.VEHICLE_OPERATION,
    Topic.RECEPTION: Measure.RECEPTION,
    Topic.AGENCY_OPERATION: Measure.AGENCY_OPERATION,
}

_INCOMES: Final = {
    Topic.UNDERTAKING_INCOME: Measure.UNDERTAKING_INCOME,
    Topic.BUSINESS_INCOME: Measure.BUSINESS_INCOME,
    Topic.OTHER_INCOME: Measure.OTHER_INCOME,
}
_FUNDS: Final = {
    Topic.GENERAL_PUBLIC_BUDGET: Measure.GENERAL_PUBLIC_BUDGET,
    Topic.GOVERNMENT_FUND: Measure.GOVERNMENT_FUND,
    Topic.STATE_CAPITAL: Measure.STATE_CAPITAL,
}


def restated(printed: Printed, stated: StatedFigure) -> tuple[str, Figure] | None:
    """The cell that a figure restates, with its name; None where it restates none, or one that was not read."""
    if stated.topic in THREE_PUBLIC:
        return _of_three_public(printed, stated)
    if stated.topic is Topic.FUNCTION:
        return _of_function(printed, stated)
    cell = (_accounts_cell if printed.stage is Stage.FINAL_ACCOUNTS else _budget_cell)(stated)
    figure = _of_cell(printed, stated, cell) if cell else None
    return (cell.name, figure) if cell and figure else None


def _of_cell(printed: Printed, stated: StatedFigure, cell: Cell) -> Figure | None:
    """A cell's amount; of a total of a budget without what is carried over, where the sentence means that of the year."""
    figure = cell.figure(printed)
    if figure is None or cell.side is None or printed.stage is Stage.FINAL_ACCOUNTS or stated.amount is None:
        return figure
    names = CARRIED_OVER if cell.side is Side.REVENUE else LEFT_FOR_NEXT_YEAR
    carried = Cell(cell.table, cell.measure, names, cell.side).figure(printed)
    of_year = figure.minus(carried) if carried else figure
    return of_year if of_year.interval.overlaps(amount_of(stated.amount)) else figure


def _budget_cell(stated: StatedFigure) -> Cell | None:
    match stated.topic:
        case Topic.REVENUE:
            return Cell(_SUMMARY, Measure.TOTAL, INCOME_TOTAL, Side.REVENUE)
        case Topic.EXPENDITURE:
            return Cell(_SUMMARY, Measure.TOTAL, EXPENDITURE_TOTAL, Side.EXPENDITURE)
        case Topic.FISCAL_APPROPRIATION if "支出" in stated.label:
            return Cell(_APPROPRIATION, Measure.TOTAL, EXPENDITURE_TOTAL, Side.EXPENDITURE)
        case Topic.FISCAL_APPROPRIATION:
            return Cell(_REVENUE, Measure.FISCAL_APPROPRIATION)
        case topic if topic in _INCOMES:
            return Cell(_REVENUE, _INCOMES[topic])
        case topic if topic in _FUNDS:
            return Cell(_APPROPRIATION, _FUNDS[topic], EXPENDITURE_TOTAL, Side.EXPENDITURE)
        case _:
            return None


def _accounts_cell(stated: StatedFigure) -> Cell | None:
    match stated.topic:
        case Topic.REVENUE_AND_EXPENDITURE:
            return Cell(_SUMMARY, Measure.TOTAL, INCOME_TOTAL, Side.REVENUE)
        case Topic.REVENUE:
            return Cell(_SUMMARY, Measure.TOTAL, YEAR_INCOME, Side.REVENUE)
        case Topic.EXPENDITURE:
            return Cell(_SUMMARY, Measure.TOTAL, YEAR_EXPENDITURE, Side.EXPENDITURE)
        case Topic.FISCAL_APPROPRIATION if "收入支出" in stated.label:
            return Cell(_APPROPRIATION, Measure.TOTAL, INCOME_TOTAL, Side.REVENUE)
        case Topic.FISCAL_APPROPRIATION if "支出" not in stated.label:
            return Cell(_REVENUE, Measure.FISCAL_APPROPRIATION)
        case topic if topic in _INCOMES:
            return Cell(_REVENUE, _INCOMES[topic])
        case Topic.GENERAL_PUBLIC_BUDGET:
            return Cell(_GENERAL, Measure.TOTAL)
        case Topic.BASIC if "一般公共预算" in stated.label:
            return Cell(_GENERAL, Measure.BASIC)
        case Topic.BASIC:
            return Cell(_EXPENDITURE, Measure.BASIC)
        case Topic.PROJECT:
            return Cell(_EXPENDITURE, Measure.PROJECT)
        case Topic.PERSONNEL:
            return Cell(_BASIC, Measure.TOTAL, ("人员经费合计",))
        case Topic.PUBLIC:
            return Cell(_BASIC, Measure.TOTAL, ("公用经费合计",))
        case _:
            return None


def _of_three_public(printed: Printed, stated: StatedFigure) -> tuple[str, Figure] | None:
    """A blank cell beside the table's total is nothing; 机关运行经费 stands in budgets only."""
    measure = THREE_PUBLIC[stated.topic]
    figure = printed.three_public(measure, stated.stage)
    total = printed.three_public(Measure.TOTAL, stated.stage)
    is_blank = measure is not Measure.AGENCY_OPERATION and not printed.three_public_unread(measure)
    if figure is None and total and is_blank:
        figure = Figure.nothing(total.sources)
    return (f"“三公”经费表“{stated.label}”", figure) if figure else None


def _of_function(printed: Printed, stated: StatedFigure) -> tuple[str, Figure] | None:
    if len(stated.path) == 1 and stated.code is None:
        rows = printed.rows(_APPROPRIATION, Side.EXPENDITURE)
        names = {fold(stated.label)}
        found = [
            row for row in rows if (named := ORDINAL.fullmatch(row.label)) and named["name"] in names and not row.unread
        ]
        return (f"财政拨款收支总表“{stated.label}”", _of_class(printed, stated, found[0])) if len(found) == 1 else None
    row = row_of_function(printed, stated)
    if row is None or row.lacks(Measure.TOTAL):
        return None
    return (f"一般公共预算支出表“{row.name}”", row.figure_or_nothing(Measure.TOTAL))


def _of_class(printed: Printed, stated: StatedFigure, row: Row) -> Figure:
    """The class's column that a sentence means: the general budget's in accounts, but a fund's where that has the amount."""
    main = Measure.GENERAL_PUBLIC_BUDGET if printed.stage is Stage.FINAL_ACCOUNTS else Measure.TOTAL
    meant = row.figure_or_nothing(main)
    assert stated.amount
    amount = amount_of(stated.amount)
    others = [figure for measure in _FUNDS.values() if (figure := row.figure(measure))]
    if meant.interval.overlaps(amount):
        return meant
    return next((figure for figure in others if figure.interval.overlaps(amount)), meant)


def row_of_function(printed: Printed, stated: StatedFigure) -> Row | None:
    """The row of a functional code: by its code where the sentence prints it, else by its names."""
    if stated.code is None:
        return row_of_path(printed, stated.path)
    found = [printed.coded(table).get(stated.code, ()) for table in _BY_FUNCTION]
    return next((rows[0] for rows in found if len(rows) == 1), None)


def row_of_path(printed: Printed, path: Sequence[str]) -> Row | None:
    """The row of the name that ends a path, below the class that begins it.

    The group's name decides where one class has several items of that name (一般行政管理事务), and only there: sentences
    misquote groups (住房保障支出（款）住房公积金（项）, 规划和自然资源局 2024, page 24).
    """
    names = [fold(name) for name in path]
    length = {1: 3, 2: 5, 3: 7}.get(len(names), 0)
    for table in _BY_FUNCTION:
        rows = tuple(row for code, found in printed.coded(table).items() if len(code) == length for row in found)
        named = [row for row in rows if row.label == names[-1]]
        of_class = [row for row in named if path_of(printed, row)[:1] == names[:1]] or named
        of_group = [row for row in of_class if path_of(printed, row)[1:2] == names[1:2]]
        for candidates in (of_group, of_class):
            if len(candidates) == 1:
                return candidates[0]
    return None


def row_of_amount(printed: Printed, stated: StatedFigure) -> Row | None:
    """The one item of the class that a sentence names that has the amount it states: the table calls it by another name."""
    if stated.amount is None:
        return None
    amount = Figure.of(stated.amount, stated.source, printed.sha256)
    found = [
        row
        for code, rows in printed.coded(_GENERAL).items()
        for row in rows
        if len(code) == 7
        and path_of(printed, row)[0] == fold(stated.path[0])
        and row.figure_or_nothing(Measure.TOTAL).interval.overlaps(amount.interval)
    ]
    return found[0] if len(found) == 1 else None


def path_of(printed: Printed, row: Row) -> list[str | None]:
    """The names of a row's class and group, and its own; None of a code that the table does not print."""
    coded = printed.coded(row.table)
    lengths = [length for length in (3, 5, 7) if length <= len(row.code or "")]
    found = [coded.get((row.code or "")[:length], ()) for length in lengths]
    return [rows[0].label if rows else None for rows in found]
