"""Checks of the sentences: against the tables, and against themselves."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from graph.facts import StatedFigure
from graph.identity import fold
from graph.reconciliation.figures import Figure, percentage
from graph.reconciliation.narrated import THREE_PUBLIC, path_of, restated, row_of_amount, row_of_function
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, at_most, equal
from graph.terms import Direction, Measure, Stage, Topic

DIRECTION_NAMES: Final = {
    Direction.INCREASE: "增加",
    Direction.DECREASE: "减少",
    Direction.UNCHANGED: "持平",
}
NEARLY: Final = Interval.exactly(5)  # percent: 基本持平 is read as 持平

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
    """The class and the group that a sentence names for an item are those under which the table prints it."""
    for stated in printed.figures:
        if len(stated.path) < 3 or stated.year != printed.year or stated.stage is not printed.stage:
            continue
        row = row_of_function(printed, stated)
        row = row or row_of_amount(printed, stated)
        if row is None:
            yield NotExecutable(subject_of(stated), "表格没有读到该科目，也没有同类同额的科目")
            continue
        names = path_of(printed, row)
        said = [fold(name) for name in stated.path]
        holds = all(name is None or name == word for name, word in zip(names, said, strict=False))
        yield Compared(
            subject_of(stated),
            f"文字所写科目“{'/'.join(stated.path)}”应与表格科目名称一致",
            Figure("/".join(name or "" for name in names), Interval.exactly(0), (row.evidence,)),
            Figure.words("/".join(stated.path), stated.source, printed.sha256),
            holds,
        )


def growth_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """A printed rate of growth is the one that the figures give, over all that rounding allows."""
    for stated in printed.figures:
        if stated.ratio is None or stated.compared_year is None or stated.amount is None:
            continue
        subject = f"{subject_of(stated)}/增减率"
        current, prior = figure_of(printed, stated), prior_of(printed, stated)
        if prior is None:
            yield NotExecutable(subject, "没有印上年数或增减额")
            continue
        rate = _rate(prior, current, stated.direction)
        if rate is None:
            reason = "上年数为0，由规则 ZERO-GROWTH 检查" if prior.fen == 0 else "上年数可能为0"
            yield NotExecutable(subject, reason)
            continue
        word = DIRECTION_NAMES[stated.direction] if stated.direction else "增减"
        message = f"“{name_of(stated)}”由{prior.text}到{current.text}，{word}的比率应与所印一致"
        said = Figure.of_percentage(stated.ratio, stated.source, printed.sha256)
        yield equal(subject, message, percentage(rate, (*prior.sources, *current.sources)), said)


def _rate(prior: Figure, current: Figure, direction: Direction | None) -> Interval | None:
    """The rate in the direction that is said; its size alone where the template's choice is open (下降（增长）27.78%)."""
    rate = current.interval.growth_from(prior.interval)
    if rate is None:
        return None
    shrinks = direction is Direction.DECREASE or (direction is None and rate.low < 0)
    return Interval(-rate.high, -rate.low) if shrinks else rate


def zero_has_no_rate(printed: Printed) -> Iterator[Verdict]:
    """From nothing there is no rate of growth."""
    for stated in printed.figures:
        if stated.ratio is None or stated.compared_year is None or stated.amount is None:
            continue
        prior = prior_of(printed, stated)
        if prior is None or prior.fen is None:
            continue
        said = Figure.of_percentage(stated.ratio, stated.source, printed.sha256)
        holds = prior.fen != 0 or stated.ratio.strip("0.") == ""
        yield Compared(
            f"{subject_of(stated)}/增减率", f"“{name_of(stated)}”的上年数为0时没有增减率", prior, said, holds
        )


def direction_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """增加, 减少 and 持平 are what the figures do."""
    for stated in printed.figures:
        if stated.direction is None or stated.compared_year is None:
            continue
        subject = f"{subject_of(stated)}/增减"
        message = f"“{name_of(stated)}”与{stated.compared_year}年相比应为“{DIRECTION_NAMES[stated.direction]}”"
        stated_prior = stated_prior_of(printed, stated)
        if stated.direction is not Direction.UNCHANGED and stated.change and stated.change.fen == 0:
            yield NotExecutable(subject, "所印增减额为0")
        elif stated.direction is Direction.UNCHANGED and stated.change and stated.change.fen:
            change = printed.figure(stated.change, stated.source)
            yield Compared(subject, message, Figure.words("持平", stated.source, printed.sha256), change, holds=False)
        elif stated.amount is None or (stated_prior is None and stated.change is None):
            yield NotExecutable(subject, "没有印上年数")
        elif stated_prior:
            yield _moved(subject, message, stated_prior, figure_of(printed, stated), stated.direction)
        elif stated.change and stated.direction is Direction.INCREASE:
            change = printed.figure(stated.change, stated.source)
            yield at_most(subject, f"“{name_of(stated)}”的增加额不应大于本年数", figure_of(printed, stated), change)
        else:
            yield NotExecutable(subject, "只印有减少额")


def against_budget_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """决算数大于、小于 or 持平 is how the accounts stand to the year's budget."""
    for stated in printed.figures:
        if stated.against_budget is None or stated.amount is None:
            continue
        subject = f"{subject_of(stated)}/与预算数"
        budget = budget_of(printed, stated)
        if budget is None:
            yield NotExecutable(subject, "没有印年初预算")
            continue
        words = {Direction.INCREASE: "大于", Direction.DECREASE: "小于", Direction.UNCHANGED: "持平于"}
        message = f"“{name_of(stated)}”的决算数应{words[stated.against_budget]}预算数"
        yield _moved(subject, message, budget, figure_of(printed, stated), stated.against_budget)


def _moved(subject: str, message: str, prior: Figure, current: Figure, direction: Direction) -> Compared:
    """Two printed figures that are equal neither grew nor shrank; 持平 may be nearly so (基本持平)."""
    match direction:
        case Direction.INCREASE:
            holds = current.interval.low > prior.interval.low
        case Direction.DECREASE:
            holds = current.interval.low < prior.interval.low
        case Direction.UNCHANGED:
            growth = current.interval.growth_from(prior.interval)
            nearly = Interval(-NEARLY.low, NEARLY.high)
            holds = current.interval.overlaps(prior.interval) or bool(growth and growth.overlaps(nearly))
    return Compared(subject, message, prior, current, holds)


def completion_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """完成年初预算的98.20% is the accounts' figure over the budget's."""
    for stated in printed.figures:
        if stated.completion is None or stated.amount is None:
            continue
        subject = f"{subject_of(stated)}/完成率"
        budget = budget_of(printed, stated)
        share = figure_of(printed, stated).interval.share_of(budget.interval) if budget else None
        if budget is None or share is None:
            yield NotExecutable(subject, "没有印预算数，或预算数为0")
            continue
        current = figure_of(printed, stated)
        expected = percentage(share, (*budget.sources, *current.sources))
        said = Figure.of_percentage(stated.completion, stated.source, printed.sha256)
        yield equal(
            subject, f"“{name_of(stated)}”{current.text}占预算{budget.text}的完成率应与所印一致", expected, said
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
    for stated in printed.figures:
        if stated.compared_year is None and stated.year == printed.year:
            continue
        subject = f"{subject_of(stated)}/年份"
        own = Figure.words(f"{stated.year}年", stated.source, printed.sha256)
        if stated.year not in (printed.year, printed.year - 1):
            expected = Figure.words(f"{printed.year}年或{printed.year - 1}年", stated.source, printed.sha256)
            yield Compared(subject, f"“{name_of(stated)}”的年份应与文件年度相符", expected, own, holds=False)
            continue
        is_with_own_budget = stated.stage is Stage.FINAL_ACCOUNTS and stated.compared_stage is Stage.BUDGET
        if stated.compared_year is None or (is_with_own_budget and stated.compared_year == stated.year):
            continue  # accounts also stand against the budget of their own year
        expected = Figure.words(f"{stated.year - 1}年", stated.source, printed.sha256)
        compared = Figure.words(f"{stated.compared_year}年", stated.source, printed.sha256)
        message = f"“{name_of(stated)}”{stated.year}年的数应与上年相比"
        yield Compared(subject, message, expected, compared, stated.compared_year == stated.year - 1)


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


def prior_of(printed: Printed, stated: StatedFigure) -> Figure | None:
    """What a figure is compared with: as printed beside it, else by the change that is printed."""
    prior = stated_prior_of(printed, stated)
    if prior or stated.change is None or stated.amount is None:
        return prior
    current, change = figure_of(printed, stated), printed.figure(stated.change, stated.source)
    match stated.direction:
        case Direction.INCREASE:
            return current.minus(change)
        case Direction.DECREASE:
            return current.plus(change)
        case _:
            return None


def stated_prior_of(printed: Printed, stated: StatedFigure) -> Figure | None:
    """The figure of the compared year that the document prints for the same item, if it prints one."""
    found = [
        other
        for other in printed.figures
        if other.amount
        and other.year == stated.compared_year != stated.year
        and (other.topic, other.path, other.code) == (stated.topic, stated.path, stated.code)
        and (stated.path or other.label == stated.label)
        and stated.compared_stage in (None, other.stage)
    ]
    return figure_of(printed, found[0]) if len(found) == 1 else None


def budget_of(printed: Printed, stated: StatedFigure) -> Figure | None:
    """The year's budget of a figure of accounts: as the sentences print it, else as the 三公 table does."""
    found = [
        other
        for other in printed.figures
        if other.amount
        and other.stage is Stage.BUDGET
        and (other.topic, other.path, other.year) == (stated.topic, stated.path, stated.year)
    ]
    if len(found) == 1:
        return figure_of(printed, found[0])
    measure = THREE_PUBLIC.get(stated.topic)
    if found or measure is None:
        return None
    return printed.three_public(measure, Stage.BUDGET) if measure is not Measure.AGENCY_OPERATION else None


def figure_of(printed: Printed, stated: StatedFigure) -> Figure:
    """The amount of a figure that has one."""
    assert stated.amount
    return printed.figure(stated.amount, stated.source)


def name_of(stated: StatedFigure) -> str:
    """A figure as a reader would call it."""
    path = "/".join(stated.path) if len(stated.path) > 1 else stated.label
    stage = {Stage.BUDGET: "预算", Stage.FINAL_ACCOUNTS: "决算"}[stated.stage]
    return f"{stated.year}年{stage} {path}"


def subject_of(stated: StatedFigure) -> str:
    """What a finding about a figure is about, with its amount where one item has two."""
    amount = f" {stated.amount.text}" if stated.amount else ""
    return f"{name_of(stated)}{amount}"
