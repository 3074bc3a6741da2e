"""Checks between documents: years that follow each other, accounts and their budget, departments and their units."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from graph.facts import ProjectFact, StatedFigure
from graph.identity import fold
from graph.reconciliation.between_tables import Cell
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.narrated import THREE_PUBLIC, restated, row_of_function
from graph.reconciliation.narratives import figure_of, name_of, prior_of, subject_of
from graph.reconciliation.pairs import Family, Pair, accounts_with_budget, families, year_before
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.projects import statement_against_form
from graph.reconciliation.rules import NotExecutable, Verdict, equal
from graph.reconciliation.tables import MEASURE_NAMES
from graph.reconciliation.total_rules import BALANCES
from graph.terms import BudgetTable, Direction, Measure, Stage, Topic

Documents = Sequence[Printed]

_TABLES_OF_UNITS: Final = (
    BudgetTable.REVENUE_BY_FUNCTION,
    BudgetTable.EXPENDITURE_BY_FUNCTION,
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
    BudgetTable.BASIC_BY_ECONOMIC,
)


def base_is_last_year(documents: Documents) -> Iterator[Verdict]:
    """What a figure has grown or shrunk from is what last year's document prints."""
    for pair in year_before(documents):
        for stated in pair.one.figures:
            if stated.compared_year != pair.other.year or stated.amount is None or stated.stage is not pair.one.stage:
                continue
            if stated.topic is Topic.FUNCTION or stated.compared_stage not in (None, stated.stage):
                continue  # sentences compare codes with last year's execution (预算执行数), which no document prints
            base = _base_of(pair.one, stated)
            printed = _figure_of_topic(pair.other, stated)
            subject = f"{subject_of(stated)}/上年数"
            if base is None or printed is None:
                yield NotExecutable(subject, "没有印增减额，或上年文件没有该数", _shas(pair))
                continue
            message = f"“{name_of(stated)}”所比的{pair.other.year}年数应等于{pair.other.year}年文件所印"
            yield equal(subject, message, printed, base)


def _base_of(printed: Printed, stated: StatedFigure) -> Figure | None:
    if stated.direction is Direction.UNCHANGED and not stated.change:
        return figure_of(printed, stated)
    return prior_of(printed, stated)


def _figure_of_topic(printed: Printed, stated: StatedFigure) -> Figure | None:
    """A figure of the same topic and label in another document's sentences, else its table's."""
    found = [
        other
        for other in printed.figures
        if other.amount
        and (other.topic, other.stage, other.year) == (stated.topic, stated.stage, printed.year)
        and fold(other.label) == fold(stated.label)
    ]
    if found:
        return figure_of(printed, found[0]) if len({other.amount.fen for other in found if other.amount}) == 1 else None
    restating = restated(printed, stated)
    return restating[1] if restating else None


def opening_is_closing(documents: Documents) -> Iterator[Verdict]:
    """The balances that a year's accounts open with are those that last year's closed with."""
    for pair in year_before(documents):
        if pair.one.stage is Stage.FINAL_ACCOUNTS:
            for opening, closing in BALANCES:
                yield from _same_cells(pair, closing, opening)


def _same_cells(pair: Pair, of_other: Cell, of_one: Cell) -> Iterator[Verdict]:
    subject = f"{pair.one.year}年{of_one.name}"
    expected, actual = of_other.figure(pair.other), of_one.figure(pair.one)
    if expected is None and actual is None:
        return
    if expected is None or actual is None:
        yield NotExecutable(subject, "两份文件之一没有印该数", _shas(pair))
        return
    yield equal(subject, f"{subject}应等于{pair.other.year}年{of_other.name}", expected, actual)


def budget_of_accounts(documents: Documents) -> Iterator[Verdict]:
    """年初预算 in the accounts is what that year's budget printed, code by code, and for 三公."""
    for pair in accounts_with_budget(documents):
        for stated in pair.one.figures:
            if stated.stage is not Stage.BUDGET or stated.amount is None or stated.year != pair.one.year:
                continue
            if stated.topic not in (Topic.FUNCTION, Topic.GENERAL_PUBLIC_BUDGET, *THREE_PUBLIC):
                continue
            printed = _in_budget(pair.other, stated)
            subject = f"{subject_of(stated)}/年初预算"
            if printed is None:
                yield NotExecutable(subject, "预算文件没有读到该数", _shas(pair))
                continue
            message = f"决算所称“{name_of(stated)}”应等于该年预算文件所印"
            yield equal(subject, message, printed, figure_of(pair.one, stated))


def _in_budget(budget: Printed, stated: StatedFigure) -> Figure | None:
    if stated.topic is Topic.FUNCTION:
        row = row_of_function(budget, stated)
        return row.figure_or_nothing(Measure.TOTAL) if row else None
    if stated.topic is Topic.GENERAL_PUBLIC_BUDGET:
        return Cell(BudgetTable.GENERAL_BUDGET_BY_FUNCTION).figure(budget)
    return budget.three_public(THREE_PUBLIC[stated.topic], Stage.BUDGET)


def units_are_department(documents: Documents) -> Iterator[Verdict]:
    """The units' documents add up to the department's, table by table and code by code."""
    for family in families(documents):
        if len(family.units) == 1 and not family.missing:
            continue  # the only unit is the department: EDITIONS
        shas = tuple(printed.sha256 for printed in (family.department, *family.units))
        if family.missing:
            yield NotExecutable("各单位之和", f"没有这些单位的文件：{'、'.join(family.missing)}", shas)
            continue
        yield from _same_tables(family, "各单位之和应等于部门")


def editions_agree(documents: Documents) -> Iterator[Verdict]:
    """Where a department has one unit only, that unit's edition prints what the department's does."""
    for family in families(documents):
        if len(family.units) == 1 and not family.missing:
            yield from _same_tables(family, "单位文件应等于部门文件")


def _same_tables(family: Family, says: str) -> Iterator[Verdict]:
    for table in _TABLES_OF_UNITS:
        codes = sorted({code for one in (family.department, *family.units) for code in one.coded(table)})
        for code in (None, *codes):
            rows = [one.coded(table).get(code, ()) if code else _total(one, table) for one in family.units]
            whole = family.department.coded(table).get(code, ()) if code else _total(family.department, table)
            if len(whole) > 1 or any(len(found) > 1 for found in rows) or not (whole or any(rows)):
                continue
            for measure in Measure:
                parts = [found[0].figure(measure) for found in rows if found]
                filled = [part for part in parts if part]
                figure = whole[0].figure(measure) if whole else None
                if not filled and figure is None:
                    continue
                name = f"{TABLE_NAMES[table]}/{code or '合计'}/{MEASURE_NAMES[measure]}"
                if not filled or figure is None:
                    one = figure or summed(filled)
                    missing = Figure("没有", Figure.nothing(()).interval, one.sources, 0)
                    yield equal(name, f"{name}：{says}", summed(filled) if filled else missing, figure or missing)
                    continue
                yield equal(name, f"{name}：{says}", summed(filled), figure)


def _total(printed: Printed, table: BudgetTable) -> tuple[Row, ...]:
    row = printed.total_row(table)
    return (row,) if row else ()


def statements_are_forms(documents: Documents) -> Iterator[Verdict]:
    """A project's statement in one document and its target form in another ask for the same money."""
    forms = [(printed, project) for printed in documents for project in printed.projects if project.is_form]
    statements = [(printed, project) for printed in documents for project in printed.projects if not project.is_form]
    for (printed, project), (of_form, form) in product(statements, forms):
        if printed is not of_form and _same_project(printed, project, of_form, form):
            yield from statement_against_form(printed, project, of_form, form)


def _same_project(printed: Printed, project: ProjectFact, of_form: Printed, form: ProjectFact) -> bool:
    """Of one name and year, and of one department, as far as both documents name it."""
    if (fold(project.name), project.year) != (fold(form.name), form.year):
        return False
    one, other = printed.document.bodies_of(project)[0], of_form.document.bodies_of(form)[0]
    return one is not None and one == other


def _shas(pair: Pair) -> tuple[str, ...]:
    return tuple(sorted((pair.one.sha256, pair.other.sha256)))
