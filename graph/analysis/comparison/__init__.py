"""Comparison (比较): one column of one table of many budgets, side by side.

Named bodies are read one by one; of whole regions the store adds up what one document each prints. Money counts once, and
what is not like for like is told.
"""

from asyncio import gather
from collections.abc import Mapping, Sequence

from graph.analysis.asking import every, grouped, groups_of, is_one_of, key_of, refuse_unknown, selection
from graph.analysis.comparison.answer import shaped
from graph.analysis.comparison.bodies import (
    MOST_COLUMNS,
    Body,
    Period,
    Placed,
    key_of_column,
    place,
    read_named,
    read_published,
    read_silent,
    within,
    years_of,
)
from graph.analysis.comparison.codes import Code, read_codes
from graph.analysis.comparison.columns import (
    Column,
    columns_of_bodies,
    columns_of_regions,
    columns_of_stages,
    columns_of_years,
)
from graph.analysis.comparison.sheets import column_of, read_sheets
from graph.analysis.comparison.sums import plain_of, read_sums, read_totals
from graph.errors import LimitExceeded
from graph.plan import All, Comparison, Field, GroupKey, Related
from graph.store import Reader, Value
from graph.terms import ComparisonDimension, Stage

__all__ = ["compare"]

Dimension = ComparisonDimension


async def compare(asked: Comparison, field: Field, reader: Reader) -> Value:
    """The value of kind Comparison that a question asks for."""
    codes = await read_codes(asked, reader)
    if asked.bodies is not None or asked.by in (Dimension.DEPARTMENT, Dimension.UNIT):
        columns = await _of_named(asked, codes, reader)
    else:
        columns = await _of_regions(asked, codes, reader)
    return await shaped(asked, columns, codes, field, reader)


async def _of_named(asked: Comparison, codes: Sequence[Code], reader: Reader) -> list[Column]:
    """The columns of some bodies, each with what they print."""
    bodies = await read_named(asked, reader)
    periods = _periods(asked, years_of(bodies, _stages(asked), asked.table))
    placed, silent = place(asked, bodies, periods)
    columns = await _columns(asked, bodies, [one.body.region for one in (*placed, *silent)], periods, reader)
    await _add_sheets(asked, columns, placed, codes, reader)
    for one in silent:
        columns[one.column].silent.append((one.body, one.period))
    return list(columns.values())


async def _of_regions(asked: Comparison, codes: Sequence[Code], reader: Reader) -> list[Column]:
    """The columns of whole regions, of which the store adds up what it can."""
    printed = await _years_printed(asked, reader) if asked.years is None else {}
    periods = _periods(asked, sorted({year for years in printed.values() for year in years}))
    published, totals = await gather(read_published(asked, periods, reader), read_totals(asked, periods, reader))
    plain = plain_of(published, totals)
    sums = await read_sums(asked, plain, _digits(codes), reader)
    regions = {body.region for bodies in published.values() for body in bodies}.union(printed)
    columns = await _columns(asked, (), sorted(regions), periods, reader)
    for region, years in printed.items() if asked.by is Dimension.REGION else ():
        columns[region].other_years = years
    rows = _rows(codes)
    for period, some in sums.items():
        for added in some:
            if added.code is None or added.code in rows:
                columns[key_of_column(asked.by, None, added.region, period)].add_sum(added)
    placed = [
        Placed(key_of_column(asked.by, None, body.region, period), body, period)
        for period, bodies in published.items()
        for body in bodies
    ]
    for one in placed:
        if one.body in plain[one.period].totals:
            columns[one.column].plain.append((one.body, one.period))
    left = [one for one in placed if one.body not in plain[one.period].totals]
    await _add_sheets(asked, columns, left, codes, reader)
    for period, units in (await read_silent(asked, published, reader)).items():
        for unit in units:
            columns[key_of_column(asked.by, None, unit.region, period)].silent.append((unit, period))
    return list(columns.values())


async def _add_sheets(
    asked: Comparison, columns: Mapping[str, Column], placed: Sequence[Placed], codes: Sequence[Code], reader: Reader
) -> None:
    """Adds what bodies print to their columns, or tells that their documents lack the table."""
    counted: dict[Period, dict[Body, None]] = {}
    for one in placed:
        counted.setdefault(one.period, {})[one.body] = None
    found = await read_sheets(asked, {period: [*some] for period, some in counted.items()}, _digits(codes), reader)
    sheets = {(sheet.body.ref, sheet.period): sheet for sheet in found}
    rows = _rows(codes)
    for one in placed:
        if sheet := sheets.get((one.body.ref, one.period)):
            columns[one.column].add_sheet(sheet, rows)
        else:
            columns[one.column].without_table.append((one.body, one.period))


def _rows(codes: Sequence[Code]) -> frozenset[str]:
    """The keys of the codes that rows are made of."""
    return frozenset(code.key for code in codes if code.is_row)


def _digits(codes: Sequence[Code]) -> list[str]:
    return sorted({code.code for code in codes})


def _stages(asked: Comparison) -> tuple[Stage, ...]:
    return tuple(Stage) if asked.by is Dimension.STAGE else (asked.stage,)


def _periods(asked: Comparison, printed: Sequence[int]) -> list[Period]:
    """The years and stages whose money counts: every year by YEAR, and else the latest, unless years are asked for."""
    years = sorted(asked.years) if asked.years is not None else printed if asked.by is Dimension.YEAR else printed[-1:]
    return [Period(year, stage) for year in years for stage in _stages(asked)]


async def _years_printed(asked: Comparison, reader: Reader) -> dict[str, tuple[int, ...]]:
    """The years of which bodies of the regions print the table's column, by the region's key."""
    stages = is_one_of("stage", [stage.value for stage in _stages(asked)])
    where = All((*column_of(asked), stages, Related("organisation", within(asked.regions))))
    (answer,) = await reader.answer([grouped(where, GroupKey.REGION, GroupKey.YEAR)])
    found: dict[str, list[int]] = {}
    for group in groups_of(answer):
        region, year = group.keys
        found.setdefault(region, []).append(int(year))
    return {region: tuple(sorted(years)) for region, years in found.items()}


async def _columns(
    asked: Comparison, bodies: Sequence[Body], regions: Sequence[str], periods: Sequence[Period], reader: Reader
) -> dict[str, Column]:
    """What stands side by side, in its order.

    Raises:
        LimitExceeded: more columns than can be read side by side.
    """
    match asked.by:
        case Dimension.REGION:
            columns = columns_of_regions(await _names(asked.regions, regions, reader))
        case Dimension.YEAR:
            columns = columns_of_years({period.year for period in periods})
        case Dimension.STAGE:
            columns = columns_of_stages()
        case _:
            columns = columns_of_bodies(bodies)
    if len(columns) > MOST_COLUMNS:
        raise LimitExceeded(f"There are more than {MOST_COLUMNS} columns. Name those that are to stand side by side.")
    return columns


async def _names(asked: Sequence[str] | None, found: Sequence[str], reader: Reader) -> list[tuple[str, str]]:
    """The regions that are asked for, in their order, or those of some bodies by name; each by key and name."""
    keys = found if asked is None else asked
    (answer,) = await reader.answer(
        [every("Region", is_one_of("key", sorted(set(keys))), selection("Region", "id", "name"))]
    )
    assert isinstance(answer, list)
    names = {key_of(one): one["name"] for one in answer}
    for key in keys:
        refuse_unknown(("Region", key), is_known=key in names)
    known = list(dict.fromkeys(keys))
    ordered = known if asked is not None else sorted(known, key=lambda key: (names[key], key))
    return [(key, names[key]) for key in ordered]
