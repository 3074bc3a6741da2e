"""Bodies → portions: a department's money once, though it stands in its own document, in its units' and in its projects'."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.analysis.lineage.cells import KINDS, ROUNDING, Sheet, cells_of, code_station
from graph.analysis.lineage.portions import (
    NOT_A_PROJECT,
    OF_PROJECT,
    UNKNOWN,
    Level,
    Portion,
    Share,
    Station,
    split,
)
from graph.analysis.lineage.reading import Body, Part, Place, ProjectRead
from graph.identity import fold
from graph.reference import funding_sources
from graph.terms import ClassificationScheme, LineageLevel, Measure

LONGEST_LABEL: Final = 60


def portions_of(body: Body) -> list[Portion]:
    """The money of a body; a department's by its units as far as they disclose it."""
    own = cells_of(body.rows)
    if body.kind == "Unit":
        return _located(body, _divided(own, [body], body.projects), body)
    projects = _distinct(body)
    units = [unit for unit in body.units if unit.rows]
    rest = _without(own, [cells_of(unit.rows) for unit in units]) if own else []
    if rest is None:  # units that spend what their department does not: then nothing is said of units
        return _located(body, _divided(own, [body], projects), None)
    found: list[Portion] = []
    for unit in units:
        theirs = [one for one in projects if one.unit == unit.key]
        found += _located(body, _divided(cells_of(unit.rows), [unit], theirs), unit)
    others = [one for one in projects if one.unit not in {unit.key for unit in units}]
    return [*found, *_located(body, _divided(rest, [body, *units], others), None)]


def _located(body: Body, portions: Iterable[Portion], unit: Body | None) -> list[Portion]:
    """The portions with the region, the department and the unit that spend them."""
    at: dict[LineageLevel, Station] = {Level.REGION: _place_station("Region", body.region)}
    if body.kind == "Department":
        at[Level.DEPARTMENT] = Station(body.key, body.name, body.ref)
    elif body.department:
        at[Level.DEPARTMENT] = _place_station("Department", body.department)
    if unit:
        at[Level.UNIT] = Station(unit.key, unit.name, unit.ref)
    return [replace(portion, at={**portion.at, **at}) for portion in portions]


def _place_station(kind: str, place: Place) -> Station:
    return Station(place.key, place.name, (kind, place.key))


@dataclass(frozen=True, slots=True)
class _CellKey:
    """What tells a cell of one document from the others."""

    code: str | None
    kind: str
    source: str

    @classmethod
    def of(cls, portion: Portion) -> "_CellKey":
        functions = (Level.FUNCTION_ITEM, Level.FUNCTION_GROUP, Level.FUNCTION_CLASS)
        code = next((portion.at[level].key for level in functions if level in portion.at), None)
        kind, source = portion.station(Level.EXPENDITURE_KIND), portion.station(Level.FUNDING_SOURCE)
        return cls(code, kind.key, source.key)


def _without(own: Sequence[Portion], units: Sequence[Sequence[Portion]]) -> list[Portion] | None:
    """What a department spends beside its units' documents; None where one of them spends more in a cell than it does."""
    theirs: Counter[_CellKey] = Counter()
    for portions in units:
        for portion in portions:
            theirs[_CellKey.of(portion)] += portion.fen
    rest: list[Portion] = []
    for portion in own:
        left = portion.fen - theirs.pop(_CellKey.of(portion), 0)
        if left < -ROUNDING * len(units):
            return None
        if left > 0:
            rest.append(replace(portion, fen=left))
    return None if theirs else rest


def _divided(portions: Sequence[Portion], bodies: Sequence[Body], projects: Sequence[ProjectRead]) -> Iterator[Portion]:
    """The portions by economic items and by projects; `bodies` is whose they are, less those after the first."""
    basic = [portion for portion in portions if _is(portion, Measure.BASIC)]
    general = [one for one in basic if one.station(Level.FUNDING_SOURCE).key == Measure.GENERAL_PUBLIC_BUDGET.value]
    for portion in split(general, shares := _economic_shares(bodies), ROUNDING * (len(shares) + 1)):
        yield _not_of_projects(portion)
    for portion in basic:
        if portion not in general:
            yield _not_of_projects(portion)
    yield from _by_project([portion for portion in portions if _is(portion, Measure.PROJECT)], projects)
    for portion in portions:
        kind = portion.station(Level.EXPENDITURE_KIND)
        if kind == UNKNOWN:
            yield portion
        elif kind.key not in {Measure.BASIC, Measure.PROJECT}:
            yield _not_of_projects(portion)


def _is(portion: Portion, kind: Measure) -> bool:
    return portion.station(Level.EXPENDITURE_KIND) == KINDS[kind]


def _not_of_projects(portion: Portion) -> Portion:
    return replace(portion, at={**portion.at, **dict.fromkeys(OF_PROJECT, NOT_A_PROJECT)})


def _economic_shares(bodies: Sequence[Body]) -> list[Share]:
    """The economic items of the first body, less those of the others; none where they do not fit."""
    sheets = [Sheet(body.rows) for body in bodies]
    rows = {row.code or "": row for row in sheets[0].economic_rows()}
    left = {code: row.fen for code, row in rows.items()}
    for sheet in sheets[1:]:
        for row in sheet.economic_rows():
            left[row.code or ""] = left.get(row.code or "", 0) - row.fen
    if any(fen < 0 for fen in left.values()):
        return []
    scheme = ClassificationScheme.DEPARTMENT_ECONOMIC
    shares: list[Share] = []
    for code, row in sorted(rows.items()):
        at = {Level.ECONOMIC_CLASS: code_station(scheme, code[:3], sheets[0].label(code[:3]))}
        if len(code) > 3:
            at[Level.ECONOMIC_ITEM] = code_station(scheme, code, row.label)
        shares.append(Share(left[code], at, dict.fromkeys(at, row.printed)))
    return shares


def _distinct(department: Body) -> list[ProjectRead]:
    """The projects of a department and of its units, each once: its statement may describe what a unit's form asks for."""
    all_of_them = [*department.projects, *(project for unit in department.units for project in unit.projects)]
    by_key = {project.key: project for project in all_of_them}
    of_units = {fold(project.name) for project in by_key.values() if project.unit and project.fen}
    return [one for _, one in sorted(by_key.items()) if one.unit or fold(one.name) not in of_units]


def _by_project(portions: Sequence[Portion], projects: Sequence[ProjectRead]) -> Iterator[Portion]:
    """Project expenditure by project: first those that say which source pays them, from that source's money."""
    rest = [*portions]
    paid: dict[str, list[ProjectRead]] = {}
    for project in projects:
        sources = [code for code, fen in project.funding if fen > 0]
        paid.setdefault(sources[0] if len(sources) == 1 else "", []).append(project)
    for source, funded in sorted(paid.items(), reverse=True):  # those without a source last
        fitting = [portion for portion in rest if not source or _is_paid_from(portion, source)]
        shares = [share for project in funded for share in _project_shares(project)]
        cut = split(fitting, shares, ROUNDING * (len(shares) + 1))
        yield from (portion for portion in cut if Level.PROJECT in portion.at)
        rest = [one for one in rest if one not in fitting]
        rest += [portion for portion in cut if Level.PROJECT not in portion.at]
    yield from rest


def _is_paid_from(portion: Portion, source: str) -> bool:
    """Whether a portion's money comes from a source or from a part of it."""
    entry = funding_sources().get(portion.station(Level.FUNDING_SOURCE).key)
    return entry is not None and source in {entry.code, entry.parent}


def _project_shares(project: ProjectRead) -> Iterator[Share]:
    """A project's money by its sub-items, as far as they have amounts, and its policies."""
    whole = project.fen or 0
    at = {Level.PROJECT: Station(project.key, project.name, ("Project", project.key))}
    printed = {Level.PROJECT: project.printed, Level.SUB_ITEM: project.printed, Level.LEGAL_BASIS: project.printed}
    if project.bases:
        at[Level.LEGAL_BASIS] = _basis_station(project.bases)
        printed[Level.LEGAL_BASIS] = tuple(source for basis in project.bases for source in basis.printed)
    parts = [part for part in project.sub_items if part.fen]
    listed = sum(part.fen or 0 for part in parts)
    if listed > whole:
        parts, listed = [], 0  # sub-items of more money than the project has: which of them is wrong is not known
    for number, part in enumerate(parts):
        station = Station(f"{project.key}|{number}", part.label)
        yield Share(part.fen or 0, {**at, Level.SUB_ITEM: station}, {**printed, Level.SUB_ITEM: part.printed})
    yield Share(whole - listed, at, printed)


def _basis_station(bases: Sequence[Part]) -> Station:
    """The policies of a project: one is a node of the graph, several together are one station, since no text divides money."""
    first = bases[0]
    if len(bases) == 1:
        return Station(first.key, first.label, ("LegalBasis", first.key))
    return Station("+".join(basis.key for basis in bases), f"{first.label[:LONGEST_LABEL]}等{len(bases)}项依据")
