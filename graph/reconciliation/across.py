"""Checks between documents: years that follow each other, accounts and their budget, departments and their units."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from graph.facts import ProjectFact, StatedFigure
from graph.identity import fold
from graph.reconciliation.between_tables import Cell
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.movements import prior_of
from graph.reconciliation.narrated import THREE_PUBLIC, restated, row_of_function
from graph.reconciliation.narratives import figure_of, name_of, subject_of
from graph.reconciliation.pairs import Family, Pair, accounts_with_budget, families, year_before
from graph.reconciliation.printed import TABLE_NAMES, Printed, Row
from graph.reconciliation.projects import statement_against_form
from graph.reconciliation.rules import NotExecutable, Verdict, at_most, equal
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


def units_are_part(documents: Documents) -> Iterator[Verdict]:
    """No amount of a unit's document is more than the department's for the same code."""
    for family in families(documents):
        for unit, table in product(family.units, _TABLES_OF_UNITS):
            wholes = family.department.coded(table)
            for code, rows in sorted(unit.coded(table).items()):
                if len(rows) == 1 and len(wholes.get(code, ())) == 1:
                    yield from _parts_of_row(wholes[code][0], rows[0])


def _parts_of_row(whole: Row, part: Row) -> Iterator[Verdict]:
    for measure, name in MEASURE_NAMES.items():
        figure = part.figure(measure)
        if figure:
            subject = f"{TABLE_NAMES[part.table]}/{part.name}/{name}"
            yield at_most(subject, f"{subject}：单位不应大于部门", whole.figure_or_nothing(measure), figure)


def _same_tables(family: Family, says: str) -> Iterator[Verdict]:
    for table in _TABLES_OF_UNITS:
        of_department = _rows_by_code(family.department, table)
        of_units = [_rows_by_code(unit, table) for unit in family.units]
        for code in sorted(of_department.keys() | {code for rows in of_units for code in rows}):
            whole = of_department.get(code, ())
            parts = [rows[code] for rows in of_units if code in rows]
            if len(whole) <= 1 and all(len(part) == 1 for part in parts):
                yield from _same_rows(f"{TABLE_NAMES[table]}/{code}", says, whole, [part[0] for part in parts])


def _rows_by_code(printed: Printed, table: BudgetTable) -> Mapping[str, Sequence[Row]]:
    """The rows of a table by their codes, and its total by its name."""
    total = printed.total_row(table)
    return {**printed.coded(table), **({"合计": (total,)} if total else {})}


def _same_rows(name: str, says: str, whole: Sequence[Row], parts: Sequence[Row]) -> Iterator[Verdict]:
    """The columns of the units' rows add up to those of the department's; a row or a cell that is not there is nothing."""
    for measure, column in MEASURE_NAMES.items():
        filled = [figure for row in parts if (figure := row.figure(measure))]
        figure = whole[0].figure(measure) if whole else None
        if figure or filled:
            nothing = Figure.nothing((figure or filled[0]).sources)
            subject = f"{name}/{column}"
            yield equal(subject, f"{subject}：{says}", summed(filled) if filled else nothing, figure or nothing)


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
