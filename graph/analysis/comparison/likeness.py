"""What is not like for like in a comparison, and why: each rule says one thing about the columns, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from graph.analysis.asking import few
from graph.analysis.comparison.bodies import BUDGETS, FINAL_ACCOUNTS, Body, Period
from graph.analysis.comparison.codes import Code
from graph.analysis.comparison.columns import STAGES, Column
from graph.plan import Comparison
from graph.terms import ComparisonDimension, MoneyUnit, Normalisation, Stage

UNITS: Final = {MoneyUnit.YUAN: "元", MoneyUnit.WAN_YUAN: "万元", MoneyUnit.YI_YUAN: "亿元"}


def warnings_of(asked: Comparison, columns: Sequence[Column], codes: Sequence[Code]) -> list[str]:
    """What is not like for like, the widest differences first."""
    return [warning for rule in RULES for warning in rule(asked, columns, codes)]


def _stages(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Budget beside final accounts."""
    yield from _differing(
        "Budget beside final accounts (预算与决算): {}. What was planned is no measure of what was spent.",
        columns,
        lambda column: {STAGES[period.stage] for _, period in column.counted},
    )


def _years(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Columns of other years, where they are not what is compared, and money of several years in one column."""
    if asked.by is ComparisonDimension.YEAR:
        return
    years = {column.key: sorted({period.year for _, period in column.counted}) for column in columns}
    yield from _differing("Columns of different years: {}.", columns, lambda column: set(map(str, years[column.key])))
    added = [
        f"{column.label} {'、'.join(map(str, years[column.key]))}" for column in columns if len(years[column.key]) > 1
    ]
    if added:
        yield f"Several years are added up in one column: {'; '.join(added)}."


def _editions(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """A department's document beside units' documents, whether they disclose what is asked for or not."""
    yield from _differing(
        "A department edition beside a unit edition (部门与单位): {}. A department's document holds its units' money, a unit's "
        "only its own.",
        columns,
        lambda column: {"部门" if body.kind == "Department" else "单位" for body in _bodies(column)},
    )


def _own_offices(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """A department's own office beside whole departments: it bears the department's name, as its own or another region's."""
    bodies = [body for column in columns for body in _bodies(column)]
    departments = [body for body in bodies if body.kind == "Department"]
    names = {body.own_name for body in departments}
    offices = [body for body in bodies if body.kind == "Unit" and (body.is_own_office or body.own_name in names)]
    if offices and departments:
        yield (
            f"本级 beside a whole department: of {_named(offices)} only the own office counts, of {_named(departments)} all "
            "units do."
        )


def _bodies(column: Column) -> list[Body]:
    """Whose money a column holds; of one body, would hold if it were disclosed."""
    of_one = column.entity and column.entity[0] != "Region"
    return [body for body, _ in column.counted or (column.silent if of_one else ())]


def _silent(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Bodies that published nothing for a year and stage: budget is not compared with final accounts in its place."""
    for column in columns:
        lacking: dict[Body, list[str]] = {}
        for body, period in column.silent:
            lacking.setdefault(body, []).append(_called(period))
        said = [f"{body.label} ({'、'.join(periods)})" for body, periods in lacking.items()]
        loaded = sorted({one for body in lacking for some in (body, *body.units) for one in _loaded(some)})
        beside = f" What is loaded of it: {'、'.join(loaded)}." if loaded else ""
        if said:
            yield f"Not disclosed in column {column.label}: {few(said)}.{beside}"


def _silent_regions(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Regions whose bodies print nothing of the table for the years that are compared."""
    if asked.by is not ComparisonDimension.REGION:
        return
    for column in columns:
        if not (column.counted or column.without_table or column.silent):
            printed = f" It is printed for {'、'.join(map(str, column.other_years))}." if column.other_years else ""
            yield f"Not disclosed in column {column.label}: no body prints the table for what is compared.{printed}"


def _loaded(body: Body) -> Iterator[str]:
    """The years and stages that a body published."""
    for edition in body.editions:
        if edition.kind in (*BUDGETS, *FINAL_ACCOUNTS):
            stage = Stage.FINAL_ACCOUNTS if edition.kind in FINAL_ACCOUNTS else Stage.BUDGET
            yield _called(Period(edition.year, stage))


def _missing_tables(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Documents without the table, or with an empty one."""
    missing = _by_period((body, period) for column in columns for body, period in column.without_table)
    for period, bodies in missing.items():
        yield (
            f"A table is missing: the {_called(period)} of {_named(bodies)} prints no amounts in {asked.table.value}, "
            f"column {asked.measure.value}."
        )


def _units_of_measure(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Amounts in 元 beside amounts in 万元, which are rounded."""
    yield from _differing(
        "Another unit of measure: {}. Amounts in 万元 are rounded to 100 yuan.",
        columns,
        lambda column: {
            UNITS[line.unit] for sheet in column.sheets for line in (*sheet.totals, *sheet.lines) if line.unit
        },
    )


def _code_lists(_asked: Comparison, columns: Sequence[Column], codes: Sequence[Code]) -> Iterator[str]:
    """Codes that the lists of two years call by other names."""
    years = sorted({period.year for column in columns for _, period in column.counted})
    for code in codes:
        if code.is_row and any(code.key in column.cells for column in columns):
            names = {year: code.named_in(year) for year in years if code.named_in(year)}
            if len(names) > 1 and not frozenset.intersection(*names.values()):
                called = "; ".join(f"{'、'.join(sorted(some))} in {year}" for year, some in names.items())
                yield f"Another edition of the code list: {code.code} is {called}."


def _moved(asked: Comparison, columns: Sequence[Column], codes: Sequence[Code]) -> Iterator[str]:
    """Names that stand at one code in one year and at another in another year."""
    if asked.by is not ComparisonDimension.YEAR:
        return
    named: dict[tuple[str, str], dict[str, set[str]]] = {}
    for column in columns:
        for code in (code for code in codes if code.is_row and code.key in column.cells):
            for name in code.named_in(int(column.key)):
                named.setdefault((code.scheme, name), {}).setdefault(column.label, set()).add(code.code)
    for (_, name), printed in sorted(named.items()):
        if any(one - other and other - one for one, other in combinations(printed.values(), 2)):
            called = "; ".join(f"{'、'.join(sorted(some))} in {year}" for year, some in printed.items())
            yield f"Another code of one name: {name} is {called}. What moved between codes is not joined."


def _several_editions(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Documents that print other amounts of the same."""
    several = _by_period((sheet.body, sheet.period) for column in columns for sheet in column.sheets if sheet.others)
    for period, bodies in several.items():
        yield (
            f"Several editions: the documents of {_named(bodies)} for the {_called(period)} print different amounts; "
            "the one that prints most counts."
        )


def _without_total(_asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Tables whose total is not printed."""
    without = _by_period(
        (sheet.body, sheet.period) for column in columns for sheet in column.sheets if not sheet.totals
    )
    for period, bodies in without.items():
        yield f"No total is printed: in the {_called(period)} of {_named(bodies)} the classes are added up in its place."


def _contradictions(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Codes of more money than the total."""
    for column in columns:
        if asked.codes is None and column.total is not None and -column.left > column.rounding:
            yield f"The codes of {column.label} add up to more than its total, so a document contradicts itself."


def _coverage(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Columns that hold the money of other bodies; of regions, that are always others, of another number of them."""
    if asked.by is ComparisonDimension.REGION:
        yield from _differing(
            "Columns hold the money of different numbers of bodies: {}.",
            columns,
            lambda column: {str(len({body.ref for body, _ in column.counted}))} if column.counted else set(),
        )
    elif asked.by in (ComparisonDimension.YEAR, ComparisonDimension.STAGE):
        held = [{body.ref: body for body, _ in column.counted} for column in columns if column.counted]
        bodies = {ref: body for some in held for ref, body in some.items()}
        apart = [body for ref, body in sorted(bodies.items()) if not all(ref in some for some in held)]
        if apart:
            yield f"Columns hold the money of different bodies: {_named(apart)} is not in all of them."


def _without_shares(asked: Comparison, columns: Sequence[Column], _codes: Sequence[Code]) -> Iterator[str]:
    """Columns that cannot be compared by shares."""
    without = [column.label for column in columns if not column.total]
    if asked.normalise is Normalisation.SHARE_OF_TOTAL and without:
        yield f"No shares: of {'、'.join(without)} no total is disclosed, or it is 0."


RULES: Final[tuple[Callable[[Comparison, Sequence[Column], Sequence[Code]], Iterator[str]], ...]] = (
    _stages, _years, _editions, _own_offices, _coverage, _silent, _silent_regions, _missing_tables, _units_of_measure, _code_lists,
    _moved, _several_editions, _without_total, _contradictions, _without_shares,
)  # fmt: skip


def _differing(says: str, columns: Sequence[Column], sign: Callable[[Column], set[str]]) -> Iterator[str]:
    """A sentence about columns that do not all bear the same signs; those that disclose nothing bear none."""
    signs = [(column.label, "、".join(sorted(found))) for column in columns if (found := sign(column))]
    if len({found for _, found in signs}) > 1:
        yield says.format("; ".join(f"{label} {found}" for label, found in signs))


def _by_period(bodies: Iterable[tuple[Body, Period]]) -> dict[Period, list[Body]]:
    found: dict[Period, list[Body]] = {}
    for body, period in bodies:
        found.setdefault(period, []).append(body)
    return dict(sorted(found.items()))


def _called(period: Period) -> str:
    return f"{period.year} {STAGES[period.stage]}"


def _named(bodies: Iterable[Body]) -> str:
    """The names of some bodies, each once."""
    return few(list(dict.fromkeys(body.label for body in bodies)))
