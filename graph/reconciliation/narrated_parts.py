"""Checks of the sentences' totals against their parts, and of how both are said to have moved."""

from collections.abc import Iterator
from typing import Final

from graph.facts import StatedFigure
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.narratives import figure_of, name_of, subject_of
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, at_most, equal
from graph.terms import Direction, Stage, Topic

_MOVING_PARTS: Final = (
    (Topic.FISCAL_APPROPRIATION, (Topic.GENERAL_PUBLIC_BUDGET, Topic.GOVERNMENT_FUND, Topic.STATE_CAPITAL)),
    (Topic.THREE_PUBLIC, (Topic.OVERSEAS_TRAVEL, Topic.VEHICLES, Topic.RECEPTION)),
    (Topic.VEHICLES, (Topic.VEHICLE_PURCHASE, Topic.VEHICLE_OPERATION)),
)

_PARTS: Final = (
    (Topic.PROCUREMENT, (Topic.PROCUREMENT_GOODS, Topic.PROCUREMENT_WORKS, Topic.PROCUREMENT_SERVICES)),
    (Topic.THREE_PUBLIC, (Topic.OVERSEAS_TRAVEL, Topic.VEHICLES, Topic.RECEPTION)),
    (Topic.VEHICLES, (Topic.VEHICLE_PURCHASE, Topic.VEHICLE_OPERATION)),
)


def parts_add_up(printed: Printed) -> Iterator[Verdict]:
    """Procurement is goods, works and services; 三公 is travel, vehicles and receptions; vehicles are bought and run."""
    for stage in Stage:
        for whole_topic, part_topics in _PARTS:
            whole = _only(printed, whole_topic, stage)
            parts = [_only(printed, topic, stage) for topic in part_topics]
            found = [part for part in parts if part]
            if whole is None or not found:
                continue
            subject = f"{subject_of(whole)}/各项之和"
            if len(found) < len(parts):
                yield NotExecutable(subject, "没有读到全部各项")
                continue
            total = summed([figure_of(printed, part) for part in found])
            yield equal(subject, f"“{name_of(whole)}”应等于其各项之和", total, figure_of(printed, whole))


def parts_are_no_more(printed: Printed) -> Iterator[Verdict]:
    """What is reserved for small and medium enterprises is part of procurement, what for small and micro ones of that."""
    pairs = (
        (Topic.PROCUREMENT_SMALL_AND_MEDIUM, Topic.PROCUREMENT_SMALL_AND_MICRO),
        (Topic.PROCUREMENT, Topic.PROCUREMENT_SMALL_AND_MEDIUM),
    )
    for whole_topic, part_topic in pairs:
        whole, part = _only(printed, whole_topic, Stage.BUDGET), _only(printed, part_topic, Stage.BUDGET)
        if whole and part:
            yield at_most(
                subject_of(part),
                f"“{name_of(part)}”不应大于“{name_of(whole)}”",
                figure_of(printed, whole),
                figure_of(printed, part),
            )


def vehicles_have_their_price(printed: Printed) -> Iterator[Verdict]:
    """A budget that buys vehicles says how many, and one that buys none spends nothing on them."""
    money = _only(printed, Topic.VEHICLE_PURCHASE, Stage.BUDGET)
    found = [stated for stated in printed.figures if stated.topic is Topic.VEHICLE_PURCHASE_PLAN]
    if money is None or money.amount is None or len(found) != 1 or found[0].count is None:
        return
    [plan] = found
    holds = (money.amount.fen > 0) is (found[0].count > 0)
    yield Compared(
        "购置车辆",
        "公务用车购置费与安排购置的车辆数应同为零或同不为零",
        figure_of(printed, money),
        Figure.of_count(found[0].count, plan.source, printed.sha256, "辆"),
        holds,
    )


def appropriations_move_together(printed: Printed) -> Iterator[Verdict]:
    """In a budget, which spends what it receives, income and expenditure of the appropriation have moved by one amount."""
    found = [
        stated
        for stated in printed.figures
        if stated.topic is Topic.FISCAL_APPROPRIATION and stated.year == printed.year and stated.amount
    ]
    income = [stated for stated in found if "收入" in stated.label and "支出" not in stated.label]
    spending = [stated for stated in found if "支出" in stated.label and "收入" not in stated.label]
    if len(income) != 1 or len(spending) != 1:
        return
    changes = _change_of(printed, income[0]), _change_of(printed, spending[0])
    if income[0].compared_stage is not spending[0].compared_stage:  # 预算执行数 and 预算: 普陀区商务委 2025, page 7
        yield NotExecutable(f"{subject_of(spending[0])}/增减额", "一处与预算相比，一处与执行数相比")
    elif changes[0] and changes[1]:
        message = f"“{name_of(spending[0])}”的增减额应等于“{name_of(income[0])}”的增减额"
        yield equal(f"{subject_of(spending[0])}/增减额", message, changes[0], changes[1])
    else:
        yield NotExecutable(f"{subject_of(spending[0])}/增减额", "没有印增减额")


def changes_add_up(printed: Printed) -> Iterator[Verdict]:
    """What a total has grown or shrunk by is what its parts have: 三公 +25万元, of which vehicles +25万元 (万里街道 2024, page 32)."""
    for stage in Stage:
        for whole_topic, part_topics in _MOVING_PARTS:
            whole = _only(printed, whole_topic, stage, "支出" if whole_topic is Topic.FISCAL_APPROPRIATION else "")
            if whole is None or whole.direction is None or "收入支出" in whole.label:
                continue  # the accounts' 财政拨款收入支出总计 also holds what was carried over
            subject = f"{subject_of(whole)}/各项增减额"
            parts = [_only(printed, topic, stage) for topic in part_topics]
            moved = [_change_of(printed, part) for part in parts if part]
            known = [change for change in moved if change]
            change = _change_of(printed, whole)
            bases = {one.compared_stage for one in (whole, *parts) if one and _has_moved(one)}
            if change is None or len(known) < len(parts) or len(bases) > 1:
                yield NotExecutable(subject, "没有印全部各项的增减额，或所比不同")
                continue
            yield equal(subject, f"“{name_of(whole)}”的增减额应等于其各项增减额之和", summed(known), change)


def _has_moved(stated: StatedFigure) -> bool:
    return bool(stated.change and stated.change.fen)


def _change_of(printed: Printed, stated: StatedFigure) -> Figure | None:
    """By how much a figure has moved, with its sign: 持平 is nothing."""
    evidence = (Evidence(printed.sha256, stated.source),)
    if stated.direction is Direction.UNCHANGED and not stated.change:
        return Figure("持平", Interval.exactly(0), evidence, 0)
    if stated.direction is None or stated.change is None:
        return None
    change = printed.figure(stated.change, stated.source)
    if stated.direction is Direction.INCREASE:
        return change
    nothing = Figure("", Interval.exactly(0), evidence, 0)
    return nothing.minus(change)


def _only(printed: Printed, topic: Topic, stage: Stage, word: str = "") -> StatedFigure | None:
    """The figure of a topic for the document's year whose label holds a word; None where there are two amounts."""
    found = [
        stated
        for stated in printed.figures
        if stated.topic is topic and stated.stage is stage and stated.year == printed.year and stated.amount
        if word in stated.label
    ]
    return found[0] if found and len({stated.amount.fen for stated in found if stated.amount}) == 1 else None
