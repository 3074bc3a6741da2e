"""What the store adds up of whole regions: the departments of which one document each prints one total.

All others (units for departments that published nothing, several editions of one budget, tables without a total) are read
one by one.
"""

from asyncio import gather
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.analysis.asking import Group, grouped, groups_of, is_one_of
from graph.analysis.comparison.bodies import Body, Period, within
from graph.analysis.comparison.sheets import column_of, is_total
from graph.plan import EVERYTHING, All, Compare, Comparison, GroupKey, Not, OfKind, Operator, Predicate, Related
from graph.store import Reader
from graph.terms import ComparisonDimension


@dataclass(frozen=True, slots=True)
class Sum:
    """What departments add up to in one row: of one region by REGION, else of all of the question."""

    region: str | None  # key
    code: str | None  # key; None for the totals
    fen: int
    count: int  # of the lines
    where: Predicate  # of the same


@dataclass(frozen=True, slots=True)
class Plain:
    """The departments of a period that the store adds up, with their totals in fen; and those it must leave out."""

    totals: Mapping[Body, int]
    left_out: tuple[str, ...]  # keys


async def read_totals(
    asked: Comparison, periods: Sequence[Period], reader: Reader
) -> dict[Period, Mapping[str, Group]]:
    """For each period what every department prints as its total, by the department's key."""
    plans = [grouped(All((*_lines(asked, one), is_total(asked.table))), GroupKey.ORGANISATION) for one in periods]
    answers = await reader.answer(plans)
    return {
        period: {group.keys[0]: group for group in groups_of(answer)}
        for period, answer in zip(periods, answers, strict=True)
    }


def plain_of(
    published: Mapping[Period, Sequence[Body]], totals: Mapping[Period, Mapping[str, Group]]
) -> dict[Period, Plain]:
    """For each period the departments whose money is one total of one document."""
    found: dict[Period, Plain] = {}
    for period, bodies in published.items():
        groups = totals[period]
        departments = {body.key: body for body in bodies if body.kind == "Department"}
        alone = {
            body: groups[key].fen
            for key, body in departments.items()
            if len(body.editions) == 1 and key in groups and groups[key].count == 1
        }
        plain = {body.key for body in alone}
        found[period] = Plain(alone, tuple(sorted((groups.keys() | departments.keys()) - plain)))
    return found


async def read_sums(
    asked: Comparison, plain: Mapping[Period, Plain], codes: Sequence[str], reader: Reader
) -> dict[Period, list[Sum]]:
    """What the plain departments of each period add up to, in total and by code."""
    of_region = asked.by is ComparisonDimension.REGION
    keys = (*((GroupKey.REGION,) if of_region else ()), GroupKey.CLASSIFICATION)
    # Added up by region, lines are not filtered by it, too: each would have to be asked twice where it belongs.
    anywhere = replace(asked, regions=None) if of_region else asked
    summed = {period: All(_lines(anywhere, period, one.left_out)) for period, one in plain.items() if one.totals}
    halves = [half for half in (codes[::2], codes[1::2]) if half]
    # At the same time, since a server has more than one core: nearly all of a comparison's time goes into these sums.
    answers = await gather(
        *(
            reader.answer([grouped(All((where, is_one_of("code", half))), *keys) for where in summed.values()])
            for half in halves
        )
    )
    found: dict[Period, list[Sum]] = {}
    for (period, anyones), *of_period in zip(summed.items(), *answers, strict=True):
        where = All((anyones, Related("organisation", within(asked.regions))))
        totals: dict[str | None, list[int]] = {}
        for body, total in plain[period].totals.items():
            totals.setdefault(body.region if of_region else None, []).append(total)
        for region, own in totals.items():
            lines = All((where, is_total(asked.table), _in_region(region)))
            found.setdefault(period, []).append(Sum(region, None, sum(own), len(own), lines))
        for group in (group for answer in of_period for group in groups_of(answer)):
            *regions, code = group.keys
            region = regions[0] if regions else None
            if region not in totals:
                continue
            lines = All((where, Related("classification", Compare("key", Operator.EQUAL, code)), _in_region(region)))
            found.setdefault(period, []).append(Sum(region, code, group.fen, group.count, lines))
    return found


def _in_region(region: str | None) -> Predicate:
    return EVERYTHING if region is None else Related("organisation", within((region,)))


def _lines(asked: Comparison, period: Period, left_out: Sequence[str] = ()) -> tuple[Predicate, ...]:
    """The lines of the table's column that departments print for a period."""
    left = (Not(is_one_of("key", left_out)),) if left_out else ()
    return (
        Compare("year", Operator.EQUAL, period.year),
        Compare("stage", Operator.EQUAL, period.stage.value),
        *column_of(asked),
        Related("organisation", All((OfKind(("Department",)), within(asked.regions), *left))),
    )
