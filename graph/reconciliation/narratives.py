"""Checks of the sentences: against the tables, their shares, their years, and two figures of one item."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.facts import StatedFigure
from graph.identity import fold
from graph.reconciliation.figures import Figure, percentage
from graph.reconciliation.narrated import THREE_PUBLIC, path_of, restated, row_of_amount, row_of_function, row_of_path
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, equal
from graph.terms import Severity, Stage, Topic

STAGE_NAMES: Final = {Stage.BUDGET: "预算", Stage.FINAL_ACCOUNTS: "决算"}

RESTATED_TOPICS: Final = frozenset(
    {
        *THREE_PUBLIC,
        Topic.REVENUE,
        Topic.EXPENDITURE,
        Topic.REVENUE_AND_EXPENDITURE,
        Topic.FISCAL_APPROPRIATION,
        Topic.UNDERTAKING_INCOME,
        Topic.BUSINESS_INCOME,
        Topic.OTHER_INCOME,
        Topic.GENERAL_PUBLIC_BUDGET,
        Topic.GOVERNMENT_FUND,
        Topic.STATE_CAPITAL,
        Topic.FUNCTION,
        Topic.BASIC,
        Topic.PROJECT,
        Topic.PERSONNEL,
        Topic.PUBLIC,
    }
)


def amounts_are_tables(printed: Printed) -> Iterator[Verdict]:
    """A figure of the document's own year and stage is that of the table that it restates."""
    for stated in printed.figures:
        is_own = stated.stage is printed.stage or stated.topic in THREE_PUBLIC
        if stated.amount is None or stated.topic not in RESTATED_TOPICS or stated.year != printed.year or not is_own:
            continue
        subject = subject_of(stated)
        found = restated(printed, stated)
        if found is None:
            if stated.topic is not Topic.AGENCY_OPERATION or printed.stage is Stage.BUDGET:
                yield NotExecutable(subject, "没有读到与之对应的表格金额")
            continue
        name, expected = found
        yield equal(subject, f"文字“{name_of(stated)}”应等于{name}", expected, figure_of(printed, stated))


def names_are_tables(printed: Printed) -> Iterator[Verdict]:
    """The class and the group that a sentence names for an item, and its code, are those under which the table prints it."""
    for stated in printed.figures:
        if len(stated.path) < 3 or stated.year != printed.year or stated.stage is not printed.stage:
            continue
        found = (row_of_function(printed, stated), row_of_path(printed, stated.path), row_of_amount(printed, stated))
        row = next((row for row in found if row), None)
        if row is None:
            yield NotExecutable(subject_of(stated), "表格没有读到该科目，也没有同类同额的科目")
            continue
        names = path_of(printed, row)
        said = [fold(name) for name in stated.path]
        is_named = all(name is None or name == word for name, word in zip(names, said, strict=False))
        code = f"{row.code} " if stated.code else ""
        yield Compared(
            subject_of(stated),
            f"文字所写科目“{'/'.join(stated.path)}”应与表格科目名称和编码一致",
            Figure(f"{code}{'/'.join(name or '' for name in names)}", Interval.exactly(0), (row.evidence,)),
            Figure.words(f"{stated.code or ''} {'/'.join(stated.path)}".strip(), stated.source, printed.sha256),
            is_named and stated.code in (None, row.code),
        )


def share_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """占79.49% is the figure over the whole that its sentence is about."""
    for stated in printed.figures:
        if stated.share is None or stated.amount is None:
            continue
        subject = f"{subject_of(stated)}/占比"
        whole = _whole_of(printed, stated)
        current = figure_of(printed, stated)
        share = current.interval.share_of(figure_of(printed, whole).interval) if whole else None
        if whole is None or share is None:
            yield NotExecutable(subject, "没有读到所占的总额，或总额为0")
            continue
        total = figure_of(printed, whole)
        expected = percentage(share, (*total.sources, *current.sources))
        said = Figure.of_percentage(stated.share, stated.source, printed.sha256)
        yield equal(
            subject,
            f"“{name_of(stated)}”{current.text}占“{name_of(whole)}”{total.text}的比重应与所印一致",
            expected,
            said,
        )


_WHOLES: Final = {
    Topic.FISCAL_APPROPRIATION: Topic.REVENUE,
    Topic.UNDERTAKING_INCOME: Topic.REVENUE,
    Topic.BUSINESS_INCOME: Topic.REVENUE,
    Topic.OTHER_INCOME: Topic.REVENUE,
    Topic.BASIC: Topic.EXPENDITURE,
    Topic.PROJECT: Topic.EXPENDITURE,
    Topic.GENERAL_PUBLIC_BUDGET: Topic.EXPENDITURE,
    Topic.FUNCTION: Topic.GENERAL_PUBLIC_BUDGET,
    Topic.OVERSEAS_TRAVEL: Topic.THREE_PUBLIC,
    Topic.VEHICLES: Topic.THREE_PUBLIC,
    Topic.RECEPTION: Topic.THREE_PUBLIC,
}
_HELD: Final = frozenset({Topic.VEHICLE_FLEET, Topic.VEHICLE_FLEET_BY_KIND, Topic.VEHICLES_KEPT, Topic.LARGE_EQUIPMENT})
_OTHER_FUNDS: Final = (Topic.GOVERNMENT_FUND, Topic.STATE_CAPITAL)


def _whole_of(printed: Printed, stated: StatedFigure) -> StatedFigure | None:
    """The total that a share is of: the one that the sentence names, which has to be the one that its topic is a part of.

    A class is part of the general budget, but where a fund spends too, its sentences print classes with shares of the fund.
    """
    topic = _WHOLES.get(stated.topic)
    if stated.topic is Topic.BASIC and "一般公共预算" in stated.label:
        topic = Topic.GENERAL_PUBLIC_BUDGET
    totals = [
        other for other in printed.figures if other.amount and (other.stage, other.year) == (stated.stage, stated.year)
    ]
    spends_funds = any(other.topic in _OTHER_FUNDS and other.amount and other.amount.fen for other in totals)
    if stated.topic is Topic.FUNCTION and spends_funds:
        return None
    found = [other for other in totals if other.topic is topic]
    named = [other for other in found if stated.share_of is None or fold(stated.share_of) in fold(other.label)]
    return named[0] if named and len({other.amount.fen for other in named if other.amount}) == 1 else None


def years_fit(printed: Printed) -> Iterator[Verdict]:
    """A figure is of the document's year or the one before, and is compared with the year before its own."""
    own = {_matter(stated) for stated in printed.figures if stated.year == printed.year and _has_value(stated)}
    for stated in printed.figures:
        subject = f"{subject_of(stated)}/年份"
        if stated.year not in (printed.year, printed.year - 1):
            yield _dated(printed, stated, subject, f"{printed.year}年或{printed.year - 1}年")
        elif stated.year < printed.year and _has_value(stated) and not _is_of_last_year(printed, stated):
            is_of_own = _matter(stated) in own
            of_year = _dated(printed, stated, subject, f"{stated.year if is_of_own else printed.year}年", is_of_own)
            yield replace(of_year, severity=Severity.WARNING)
        if stated.compared_year is not None:
            yield from _compared_year(printed, stated, subject)


def _dated(printed: Printed, stated: StatedFigure, subject: str, year: str, holds: bool = False) -> Compared:
    expected = Figure.words(year, stated.source, printed.sha256)
    said = Figure.words(f"{stated.year}年", stated.source, printed.sha256)
    return Compared(subject, f"“{name_of(stated)}”的年份应与文件年度相符", expected, said, holds)


def _compared_year(printed: Printed, stated: StatedFigure, subject: str) -> Iterator[Verdict]:
    is_with_own_budget = stated.stage is Stage.FINAL_ACCOUNTS and stated.compared_stage is Stage.BUDGET
    if is_with_own_budget and stated.compared_year == stated.year:
        return  # accounts also stand against the budget of their own year
    expected = Figure.words(f"{stated.year - 1}年", stated.source, printed.sha256)
    compared = Figure.words(f"{stated.compared_year}年", stated.source, printed.sha256)
    message = f"“{name_of(stated)}”{stated.year}年的数应与上年相比"
    yield Compared(subject, message, expected, compared, stated.compared_year == stated.year - 1)


def _matter(stated: StatedFigure) -> tuple[object, ...]:
    """What a figure is about, whatever its year and whether it was planned or spent."""
    return stated.topic, stated.path, stated.code


def _has_value(stated: StatedFigure) -> bool:
    return stated.amount is not None or stated.count is not None


def _is_of_last_year(printed: Printed, stated: StatedFigure) -> bool:
    """Whether a budget tells what was spent, or counts what the body holds (共有车辆), which it does by a day of last year."""
    return printed.stage is Stage.BUDGET and (stated.stage is Stage.FINAL_ACCOUNTS or stated.topic in _HELD)


def one_figure_for_one_item(printed: Printed) -> Iterator[Verdict]:
    """Two figures of one item, year and stage are one amount; a class alone may be that of the general budget and of a fund."""
    groups: dict[tuple[object, ...], list[StatedFigure]] = defaultdict(list)
    for stated in printed.figures:
        if stated.amount is not None and len(stated.path) != 1:
            groups[stated.topic, stated.stage, stated.year, fold(stated.label), stated.path, stated.code].append(stated)
    for group in groups.values():
        for other in group[1:]:
            yield equal(
                f"{subject_of(other)}/前后",
                f"“{name_of(other)}”前后两处应为同一数",
                figure_of(printed, group[0]),
                figure_of(printed, other),
            )


def figure_of(printed: Printed, stated: StatedFigure) -> Figure:
    """The amount of a figure that has one."""
    assert stated.amount
    return printed.figure(stated.amount, stated.source)


def name_of(stated: StatedFigure) -> str:
    """A figure as a reader would call it."""
    path = "/".join(stated.path) if len(stated.path) > 1 else stated.label
    return f"{stated.year}年{STAGE_NAMES[stated.stage]} {path}"


def subject_of(stated: StatedFigure) -> str:
    """What a finding about a figure is about, with its amount where one item has two."""
    amount = f" {stated.amount.text}" if stated.amount else ""
    return f"{name_of(stated)}{amount}"
