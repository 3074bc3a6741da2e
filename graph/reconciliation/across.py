"""Checks between documents: years that follow each other, accounts and their budget, statements and forms."""

from collections.abc import Iterator, Sequence
from itertools import product

from graph.facts import ProjectFact, StatedFigure
from graph.identity import fold
from graph.reconciliation.between_tables import Cell
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.movements import prior_of
from graph.reconciliation.narrated import THREE_PUBLIC, restated, row_of_function
from graph.reconciliation.narratives import figure_of, name_of, subject_of
from graph.reconciliation.pairs import Pair, accounts_with_budget, year_before
from graph.reconciliation.printed import Printed
from graph.reconciliation.projects import statement_against_form
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, equal
from graph.reconciliation.total_rules import BALANCES
from graph.terms import BudgetTable, Direction, Measure, Severity, Stage, Topic

Documents = Sequence[Printed]

ITEM_DIGITS = 7


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
    return prior_of(printed, stated, stated.direction)


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
                yield _lacking(pair, stated, subject)
                continue
            message = f"决算所称“{name_of(stated)}”应等于该年预算文件所印"
            yield equal(subject, message, printed, figure_of(pair.one, stated))


def _lacking(pair: Pair, stated: StatedFigure, subject: str) -> Verdict:
    """An item with an amount that a budget does not list is doubtful, where all of the budget's items were read."""
    total = pair.other.total_row(BudgetTable.GENERAL_BUDGET_BY_FUNCTION)
    items = [
        row
        for code, rows in pair.other.coded(BudgetTable.GENERAL_BUDGET_BY_FUNCTION).items()
        for row in rows
        if len(code) == ITEM_DIGITS
    ]
    listed = summed([row.figure_or_nothing(Measure.TOTAL) for row in items])
    is_complete = total is not None and listed.interval.overlaps(total.figure_or_nothing(Measure.TOTAL).interval)
    is_named = any(row.label == fold(stated.path[-1]) for row in items) if stated.path else True
    if total is None or not is_complete or is_named or stated.amount is None or stated.amount.fen == 0:
        return NotExecutable(subject, "预算文件没有读到该数", _shas(pair))
    return Compared(
        subject,
        f"决算所称有年初预算的“{name_of(stated)}”应在该年预算文件中",
        Figure("预算文件没有该科目", Interval.exactly(0), (total.evidence,)),
        figure_of(pair.one, stated),
        holds=False,
        severity=Severity.WARNING,
    )


def _in_budget(budget: Printed, stated: StatedFigure) -> Figure | None:
    if stated.topic is Topic.FUNCTION:
        row = row_of_function(budget, stated)
        return row.figure_or_nothing(Measure.TOTAL) if row else None
    if stated.topic is Topic.GENERAL_PUBLIC_BUDGET:
        return Cell(BudgetTable.GENERAL_BUDGET_BY_FUNCTION).figure(budget)
    return budget.three_public(THREE_PUBLIC[stated.topic], Stage.BUDGET)


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
