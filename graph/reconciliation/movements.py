"""Checks of how the sentences say that figures moved: against the year before, and accounts against their budget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from graph.facts import StatedFigure
from graph.reconciliation.figures import Figure, percentage
from graph.reconciliation.narrated import THREE_PUBLIC
from graph.reconciliation.narratives import figure_of, name_of, subject_of
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval, percentage_of
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, at_most, equal
from graph.terms import Direction, Measure, Severity, Stage, Topic

DIRECTION_NAMES: Final = {
    Direction.INCREASE: "增加",
    Direction.DECREASE: "减少",
    Direction.UNCHANGED: "持平",
    Direction.NEARLY_UNCHANGED: "基本持平",
}
AGAINST_BUDGET_NAMES: Final = {
    Direction.INCREASE: "大于",
    Direction.DECREASE: "小于",
    Direction.UNCHANGED: "持平",
    Direction.NEARLY_UNCHANGED: "基本持平",
}
NEARLY: Final = Interval(Fraction(-5), Fraction(5))
"""By how many percent a figure that is 基本持平 may have moved; one that is 持平 has not."""


def growth_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """A printed rate of growth is the one that the figures give, over all that rounding allows."""
    for stated in printed.figures:
        if stated.ratio is None or stated.compared_year is None or stated.amount is None:
            continue
        subject = f"{subject_of(stated)}/增减率"
        direction = _given_direction(printed, stated) if stated.ratio_direction else stated.direction
        if stated.ratio_direction and direction is None:
            yield NotExecutable(subject, "增减额与增减率的用词相反，由规则 RATE-DIRECTION 检查")
            continue
        current, prior = figure_of(printed, stated), prior_of(printed, stated, direction)
        if prior is None:
            yield NotExecutable(subject, "没有印上年数或增减额")
            continue
        rate = _rate(prior, current, direction)
        if rate is None:
            reason = "上年数为0，由规则 ZERO-GROWTH 检查" if prior.fen == 0 else "上年数可能为0"
            yield NotExecutable(subject, reason)
            continue
        word = DIRECTION_NAMES[direction] if direction else "增减"
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


def rate_moves_as_its_change(printed: Printed) -> Iterator[Verdict]:
    """A change and its rate are said in one direction: not 减少18.02万元，增长1.07%."""
    for stated in printed.figures:
        if stated.direction is None or stated.change is None or stated.ratio is None:
            continue
        name, rated = DIRECTION_NAMES[stated.direction], DIRECTION_NAMES[stated.ratio_direction or stated.direction]
        given = _given_direction(printed, stated) if stated.ratio_direction else stated.direction
        decided = f"，按所印各数应为“{DIRECTION_NAMES[given]}”" if given else ""
        yield Compared(
            f"{subject_of(stated)}/增减额与增减率",
            f"“{name_of(stated)}”的增减额与增减率应同为增加或同为减少{decided}",
            Figure.words(f"{name}{stated.change.text}", stated.source, printed.sha256),
            Figure.words(f"{rated}{stated.ratio}%", stated.source, printed.sha256),
            stated.ratio_direction is None,
        )


def _given_direction(printed: Printed, stated: StatedFigure) -> Direction | None:
    """How a figure moved of which a change and its rate say the opposite: by the year before, else by which of them fits."""
    if stated.amount is None:
        return None
    current, prior = figure_of(printed, stated), stated_prior_of(printed, stated)
    if prior:
        return _Movement(prior, current, Direction.UNCHANGED).given
    fitting = [direction for direction in (Direction.INCREASE, Direction.DECREASE) if _fits(printed, stated, direction)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(printed: Printed, stated: StatedFigure, direction: Direction) -> bool:
    """Whether the printed rate is that of the printed change, taken in a direction."""
    prior = prior_of(printed, stated, direction)
    rate = _rate(prior, figure_of(printed, stated), direction) if prior else None
    return bool(rate and stated.ratio and rate.overlaps(percentage_of(stated.ratio)))


def zero_has_no_rate(printed: Printed) -> Iterator[Verdict]:
    """From nothing there is no rate of growth."""
    for stated in printed.figures:
        if stated.ratio is None or stated.compared_year is None or stated.amount is None:
            continue
        prior = prior_of(printed, stated, stated.direction)
        if prior is None or prior.fen is None:
            continue
        said = Figure.of_percentage(stated.ratio, stated.source, printed.sha256)
        is_nothing = prior.fen == 0
        message = f"“{name_of(stated)}”的上年数为{prior.text}，上年数为0时没有增减率"
        expected = replace(prior, text="无增减率", fen=None) if is_nothing else said
        yield Compared(f"{subject_of(stated)}/增减率", message, expected, said, not is_nothing or _is_zero(stated))


def direction_is_recomputed(printed: Printed) -> Iterator[Verdict]:
    """增加, 减少 and 持平 are what the figures do."""
    for stated in printed.figures:
        if stated.direction and stated.compared_year is not None:
            yield _compared_with_year(printed, stated, stated.direction)


def _compared_with_year(printed: Printed, stated: StatedFigure, direction: Direction) -> Verdict:
    subject = f"{subject_of(stated)}/增减"
    message = f"“{name_of(stated)}”与{stated.compared_year}年相比"
    said = Figure.words(DIRECTION_NAMES[direction], stated.source, printed.sha256)
    prior, change = stated_prior_of(printed, stated), stated.change
    if direction in (Direction.INCREASE, Direction.DECREASE) and _is_zero(stated):
        return NotExecutable(subject, "所印增减为0")  # 增加0.00% of equal figures is no contradiction
    if direction is Direction.UNCHANGED and change and change.fen:
        moved = replace(printed.figure(change, stated.source), text=f"增减{change.text}")
        return Compared(subject, f"{message}持平的，没有增减额", said, moved, holds=False)
    if stated.amount is None:
        return _said_of_its_figures(printed, stated, subject, said)
    current = figure_of(printed, stated)
    if direction is Direction.INCREASE and stated.amount.fen == 0:
        nothing = replace(current, text=f"{current.text}不会是增加的结果")
        return Compared(subject, f"{message}增加的，本年数不为0", nothing, said, holds=False)
    if prior:
        return _Movement(prior, current, direction).judged(subject, message, said, DIRECTION_NAMES)
    if change is None:
        return NotExecutable(subject, "没有印上年数")
    grown = at_most(
        subject, f"“{name_of(stated)}”的增加额不应大于本年数", current, printed.figure(change, stated.source)
    )
    if direction is Direction.INCREASE and not grown.holds:
        return grown
    return NotExecutable(subject, "没有印上年数，只印有增减额")


def _said_of_its_figures(printed: Printed, stated: StatedFigure, subject: str, said: Figure) -> Verdict:
    """A movement without its figure, as 财政拨款收入支出增加的主要原因, is that of one of the figures that it is about."""
    topic = Topic.FISCAL_APPROPRIATION if stated.topic is Topic.APPROPRIATION_EXPLAINED else stated.topic
    figures = [
        other
        for other in printed.figures
        if other.amount and other.direction and (other.compared_year or stated.year) < stated.year
        if other.topic is topic and (other.path, other.stage, other.year) == (stated.path, stated.stage, stated.year)
    ]
    if not figures:
        return NotExecutable(subject, "没有印本年数")
    names = {DIRECTION_NAMES[other.direction] for other in figures if other.direction}
    places = tuple(Evidence(printed.sha256, other.source) for other in figures)
    expected = Figure("、".join(sorted(names)), Interval.exactly(0), places)
    message = f"“{name_of(stated)}”的增减应与所印各数的增减一致"
    return Compared(subject, message, expected, said, said.text in names, Severity.WARNING)


def _is_zero(stated: StatedFigure) -> bool:
    """Whether a movement is said to be by nothing."""
    if stated.change:
        return stated.change.fen == 0
    return stated.ratio is not None and stated.ratio.strip("0.") == ""


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
        message = f"“{name_of(stated)}”的决算数与预算数相比"
        said = Figure.words(AGAINST_BUDGET_NAMES[stated.against_budget], stated.source, printed.sha256)
        movement = _Movement(budget, figure_of(printed, stated), stated.against_budget)
        yield movement.judged(subject, message, said, AGAINST_BUDGET_NAMES)


@dataclass(frozen=True, slots=True)
class _Movement:
    """From one printed figure to another, as it is said to be."""

    prior: Figure
    current: Figure
    said: Direction

    @property
    def given(self) -> Direction:
        """The direction that the figures give."""
        before, after = self.prior.interval, self.current.interval
        if before == after:
            return Direction.UNCHANGED
        return Direction.INCREASE if after.low > before.low else Direction.DECREASE

    @property
    def is_true(self) -> bool:
        """Whether the figures may have moved as it is said."""
        before, after = self.prior.interval, self.current.interval
        match self.said:
            case Direction.UNCHANGED:
                return after.overlaps(before)
            case Direction.NEARLY_UNCHANGED:
                growth = after.growth_from(before)
                return after.overlaps(before) or bool(growth and growth.overlaps(NEARLY))
            case direction:
                return direction is self.given

    def judged(self, subject: str, message: str, said: Figure, names: Mapping[Direction, str]) -> Compared:
        """What the figures give against the words."""
        given = names[self.said if self.is_true else self.given]
        expected = Figure(given, Interval.exactly(0), (*self.prior.sources, *self.current.sources))
        message = f"{message}由{self.prior.text}到{self.current.text}，应为“{given}”"
        return Compared(subject, message, expected, said, self.is_true)


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


def prior_of(printed: Printed, stated: StatedFigure, direction: Direction | None) -> Figure | None:
    """What a figure is compared with: as printed beside it, else by the printed change, taken in a direction."""
    prior = stated_prior_of(printed, stated)
    if prior or stated.change is None or stated.amount is None:
        return prior
    current, change = figure_of(printed, stated), printed.figure(stated.change, stated.source)
    match direction:
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
