"""Checks of the sentences' totals against their parts, and of how both are said to have moved."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.facts import UNREAD_AMOUNT, StatedFigure
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.narratives import STAGE_NAMES, figure_of, name_of, subject_of
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, at_most, equal
from graph.terms import Direction, Severity, Stage, Topic

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

_KINDS: Final = (
    (Topic.VEHICLE_FLEET, Topic.VEHICLE_FLEET_BY_KIND),
    (Topic.VEHICLE_PURCHASE_PLAN, Topic.VEHICLE_PURCHASE_PLAN_BY_KIND),
)

_COUNTED: Final = (
    (Topic.RECEPTION, (Topic.RECEPTIONS_HELD, Topic.GUESTS_RECEIVED)),
    (Topic.OVERSEAS_TRAVEL, (Topic.DELEGATIONS_SENT, Topic.TRAVELLERS_SENT)),
)

_TOTALS_OF_ITEMS: Final = ((Topic.GENERAL_PUBLIC_BUDGET, ""), (Topic.FISCAL_APPROPRIATION, "支出"))


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


def kinds_add_up(printed: Printed) -> Iterator[Verdict]:
    """The vehicles held, and those to be bought, are the sum of their kinds; 其他用车 ends the list of them."""
    for whole_topic, kind_topic in _KINDS:
        whole = _counted(printed, whole_topic)
        kinds = [stated for stated in printed.figures if stated.topic is kind_topic]
        if whole is None or not kinds:
            continue
        subject = f"{name_of(whole)}/各类之和"
        total = summed([_count_of(printed, kind) for kind in kinds])
        compared = equal(subject, f"“{name_of(whole)}”应等于各类车辆之和", total, _count_of(printed, whole))
        is_short = total.interval.low < _count_of(printed, whole).interval.low
        if is_short and not any(kind.label.startswith("其他") for kind in kinds):
            yield NotExecutable(subject, "所列各类可能不是全部")
        else:
            yield compared


def items_are_total(printed: Printed) -> Iterator[Verdict]:
    """The items (类、款、项) that the sentences list, and their classes, add up to the total that they begin with.

    A budget lists the items of all that the appropriation spends, accounts those of the general budget, and some those of the
    funds too.
    """
    for stage in Stage:
        totals = [total for total in (_only(printed, topic, stage, word) for topic, word in _TOTALS_OF_ITEMS) if total]
        for is_class in (True, False):
            items = _items(printed, stage, is_class=is_class)
            if not items:
                continue
            subject = f"{printed.year}年{STAGE_NAMES[stage]} 各{'类' if is_class else '项'}之和"
            if not totals:
                yield NotExecutable(subject, "没有读到一般公共预算支出或财政拨款支出的总额")
                continue
            total = summed([figure_of(printed, item) for item in items])
            wholes = [figure_of(printed, whole) for whole in totals]
            whole = next((whole for whole in wholes if whole.interval.overlaps(total.interval)), wholes[0])
            compared = equal(subject, f"文字所列各科目之和应等于“{name_of(totals[0])}”", whole, total)
            if not compared.holds and _has_unread_amount(printed):
                yield NotExecutable(subject, "文字中有未能读出的金额")
            else:
                yield compared


def _items(printed: Printed, stage: Stage, *, is_class: bool) -> list[StatedFigure]:
    """The codes that the sentences of a stage list, each at its first amount, without those above another."""
    found: dict[tuple[tuple[str, ...], str | None], StatedFigure] = {}
    for stated in printed.figures:
        is_listed = stated.topic is Topic.FUNCTION and (stated.stage, stated.year) == (stage, printed.year)
        if is_listed and stated.amount and (len(stated.path) == 1) is is_class:
            found.setdefault((stated.path, stated.code), stated)
    above = {path[:length] for path, _ in found for length in range(1, len(path))}
    return [stated for (path, _), stated in found.items() if path not in above]


def _has_unread_amount(printed: Printed) -> bool:
    return any(unread.reason == UNREAD_AMOUNT for unread in printed.document.facts.coverage.unread)


def parts_are_no_more(printed: Printed) -> Iterator[Verdict]:
    """What is reserved for small and medium enterprises is part of procurement, what for small and micro ones of that.

    Accounts set the reservation of the budget beside the contracts of the year, which may be fewer: there it is only doubtful.
    """
    pairs = (
        (Topic.PROCUREMENT_SMALL_AND_MEDIUM, Topic.PROCUREMENT_SMALL_AND_MICRO),
        (Topic.PROCUREMENT, Topic.PROCUREMENT_SMALL_AND_MEDIUM),
    )
    for whole_topic, part_topic in pairs:
        part = _only(printed, part_topic, Stage.BUDGET)
        stages = (Stage.BUDGET,) if printed.stage is Stage.BUDGET else (Stage.BUDGET, Stage.FINAL_ACCOUNTS)
        whole = next((found for stage in stages if (found := _only(printed, whole_topic, stage))), None)
        if whole and part:
            compared = _is_part(printed, whole, part)
            yield compared if whole.stage is part.stage else replace(compared, severity=Severity.WARNING)


def receptions_are_part(printed: Printed) -> Iterator[Verdict]:
    """Receptions at home are part of all receptions, and the problems settled and open part of those found."""
    for stage in Stage:
        whole, part = (_only(printed, topic, stage) for topic in (Topic.RECEPTION, Topic.DOMESTIC_RECEPTION))
        if whole and part:
            yield _is_part(printed, whole, part)
    found = _counted(printed, Topic.PROBLEMS_FOUND)
    settled = [
        stated for topic in (Topic.PROBLEMS_SETTLED, Topic.PROBLEMS_OPEN) if (stated := _counted(printed, topic))
    ]
    if found and settled:
        total = summed([_count_of(printed, stated) for stated in settled])
        message = "已完成整改与正在整改的问题不应多于所发现的问题"
        yield at_most(subject_of(found), message, _count_of(printed, found), total)


def _is_part(printed: Printed, whole: StatedFigure, part: StatedFigure) -> Compared:
    return at_most(
        subject_of(part),
        f"“{name_of(part)}”不应大于“{name_of(whole)}”",
        figure_of(printed, whole),
        figure_of(printed, part),
    )


def counts_have_their_money(printed: Printed) -> Iterator[Verdict]:
    """Money for receptions and travel goes with guests and travellers: neither is there without the other."""
    for topic, counted in _COUNTED:
        money = _only(printed, topic, printed.stage)
        counts = [stated for one in counted if (stated := _counted(printed, one))]
        if money is None or money.amount is None or not counts:
            continue
        count = summed([_count_of(printed, stated) for stated in counts])
        yield Compared(
            name_of(money),
            f"“{name_of(money)}”与其人次、批次、团组应同为零或同不为零",
            figure_of(printed, money),
            count,
            (money.amount.fen > 0) is (count.interval.high > 0),
        )


def fleet_is_kept(printed: Printed) -> Iterator[Verdict]:
    """The vehicles that the appropriation pays for are those that the body holds."""
    kept, held = _counted(printed, Topic.VEHICLES_KEPT), _counted(printed, Topic.VEHICLE_FLEET)
    if kept and held:
        message = "“三公”经费所述公务用车保有量应等于国有资产所述共有车辆"
        yield equal("公务用车保有量", message, _count_of(printed, held), _count_of(printed, kept))


def vehicles_have_their_price(printed: Printed) -> Iterator[Verdict]:
    """A budget that buys vehicles says how many, and one that buys none spends nothing on them."""
    money, plan = _only(printed, Topic.VEHICLE_PURCHASE, Stage.BUDGET), _counted(printed, Topic.VEHICLE_PURCHASE_PLAN)
    if money is None or money.amount is None or plan is None or plan.count is None:
        return
    yield Compared(
        "购置车辆",
        "公务用车购置费与安排购置的车辆数应同为零或同不为零",
        figure_of(printed, money),
        _count_of(printed, plan),
        (money.amount.fen > 0) is (plan.count > 0),
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
            bases = {one.compared_stage for one in (whole, *parts) if one and not _is_nothing(one)}
            if change is None or len(known) < len(parts) or len(bases) > 1:
                yield NotExecutable(subject, "没有印全部各项的增减额，或所比不同")
                continue
            yield equal(subject, f"“{name_of(whole)}”的增减额应等于其各项增减额之和", summed(known), change)


def _is_nothing(stated: StatedFigure) -> bool:
    """Whether a figure was nothing and still is: it does not matter what it is compared with."""
    return not (stated.amount and stated.amount.fen) and not (stated.change and stated.change.fen)


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


def _counted(printed: Printed, topic: Topic) -> StatedFigure | None:
    """The count of a topic; None where there are two."""
    found = [stated for stated in printed.figures if stated.topic is topic and stated.count is not None]
    return found[0] if len({stated.count for stated in found}) == 1 else None


def _count_of(printed: Printed, stated: StatedFigure) -> Figure:
    assert stated.count is not None
    return Figure.of_count(stated.count, stated.source, printed.sha256)
