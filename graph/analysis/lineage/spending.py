"""Bodies → portions: a department's money once, though it stands in its own document, in its units' and in its projects'."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.analysis.lineage.beside import beside_units
from graph.analysis.lineage.bodies import Body, Place, Project
from graph.analysis.lineage.cells import KINDS, Sheet, code_station
from graph.analysis.lineage.portions import (
    NOT_A_PROJECT,
    OF_PROJECT,
    Level,
    Portion,
    Share,
    Station,
    fits,
    split,
)
from graph.analysis.lineage.projects import alone, distinct, is_paid_from, paid_from, shares_of
from graph.terms import ClassificationScheme, LineageLevel, Measure


@dataclass(slots=True)
class Spending:
    """The money of a body in portions, and what its documents contradict each other in."""

    body: Body
    portions: list[Portion] = field(default_factory=list)
    without_tables: list[Body] = field(default_factory=list)  # whose money is that of their projects
    left_out: list[Project] = field(default_factory=list)  # of more money than there is
    contradictions: list[tuple[Body, str]] = field(default_factory=list)

    def total_at(self, levels: Sequence[LineageLevel]) -> int:
        """What the portions come to where some levels are told, in fen."""
        return sum(portion.fen for portion in self.portions if portion.is_told_at(levels))

    @property
    def printed(self) -> int | None:
        """The printed total in fen, of a department without a document that of its units; None where any prints none."""
        bodies = [self.body] if self.body.rows else [unit for unit in self.body.units if unit.rows]
        totals = [Sheet(body.rows).total for body in bodies]
        whole = [total.fen for total in totals if total]
        return sum(whole) if whole and len(whole) == len(totals) and not self.without_tables else None


def spending_of(body: Body) -> Spending:
    """The money of a body; a department's by its units as far as they disclose it."""
    spending = Spending(body)
    projects = distinct(body)
    units = [unit for unit in body.units if unit.rows]
    spending.contradictions += (
        (one, "a budget of appropriation pays more for an item than is spent on it, so only that much is told")
        for one in (body, *units)
        if Sheet(one.rows).is_overpaid
    )
    found: list[Portion] = []
    rest = _located(body, Sheet(body.rows).cells(), body if body.kind == "Unit" else None)
    told = beside_units(rest, [Sheet(unit.rows).cells() for unit in units]) if rest else []
    if told is None:
        spending.contradictions.append(
            (body, "units spend what the department's own document does not, so none is told")
        )
        units = []
    else:
        rest = told
    for unit in units:
        theirs = _located(body, Sheet(unit.rows).cells(), unit)
        theirs = _by_economic(theirs, [unit], spending)
        found += _by_project(theirs, [one for one in projects if one.unit == unit.key], spending)
    others = [one for one in projects if one.unit not in {unit.key for unit in units}]
    if body.rows:
        found = _by_economic([*found, *rest], [body, *units], spending)
    else:
        others = _add_alone(body, others, spending)
    found = _by_project(found, others, spending)
    spending.portions += map(_beside_projects, found)
    return spending


def _add_alone(body: Body, projects: Sequence[Project], spending: Spending) -> list[Project]:
    """Adds the projects of bodies that print no table; the others, which may be those of units that print one."""
    places: dict[str | None, Body] = {unit.key: unit for unit in body.units if not unit.rows}
    if body.kind == "Unit":
        places[body.key] = body
    if not any(unit.rows for unit in body.units):
        places[None] = body
    added = [one for one in projects if one.unit or None in places]
    for project in added:
        place = places.get(project.unit)
        unit = place if place and place.kind == "Unit" else None
        spending.portions += _located(body, alone([project]), unit)
        if project.fen and (of := place or body) not in spending.without_tables:
            spending.without_tables.append(of)
    return [one for one in projects if one not in added]


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


def _by_economic(portions: Sequence[Portion], bodies: Sequence[Body], spending: Spending) -> list[Portion]:
    """Basic expenditure by economic items as far as it is not yet; `bodies` is whose it is, less those after the first."""
    of_general = Measure.GENERAL_PUBLIC_BUDGET.value
    general, others = _parted(
        portions,
        lambda one: (
            _is(one, Measure.BASIC)
            and one.station(Level.FUNDING_SOURCE).key == of_general
            and Level.ECONOMIC_CLASS not in one.at
        ),
    )
    shares = _economic_shares(bodies)
    if shares is None or not fits(general, shares):
        spending.contradictions.append(
            (bodies[0], "economic items come to more than basic expenditure, so none is told")
        )
        return [*portions]
    return [*split(general, shares), *others]


def _economic_shares(bodies: Sequence[Body]) -> list[Share] | None:
    """The economic items of the first body, less those of the others; None where they do not fit."""
    sheets = [Sheet(body.rows) for body in bodies]
    rows = {row.code or "": row for row in sheets[0].economic_rows()}
    left = {code: row.fen for code, row in rows.items()}
    rounding = {code: row.rounding for code, row in rows.items()}
    for row in (row for sheet in sheets[1:] if rows for row in sheet.economic_rows()):
        code = row.code or ""
        left[code] = left.get(code, 0) - row.fen
        rounding[code] = rounding.get(code, 0) + row.rounding
    if any(fen < -rounding[code] for code, fen in left.items()):
        return None
    scheme = ClassificationScheme.DEPARTMENT_ECONOMIC
    shares: list[Share] = []
    for code, row in sorted(rows.items()):
        at = {Level.ECONOMIC_CLASS: code_station(scheme, code[:3], sheets[0].label(code[:3]))}
        if len(code) > 3:
            at[Level.ECONOMIC_ITEM] = code_station(scheme, code, row.label)
        shares.append(Share(left[code], at, dict.fromkeys(at, row.printed), rounding[code]))
    return shares


def _by_project(portions: Sequence[Portion], projects: Sequence[Project], spending: Spending) -> list[Portion]:
    """Project expenditure by project: first those that say which source pays them, from that source's money."""
    rest, found = _parted(portions, lambda one: _is(one, Measure.PROJECT) and Level.PROJECT not in one.at)
    paid: dict[str, list[Project]] = {}
    for project in projects:
        if project.fen:
            paid.setdefault(paid_from(project) or "", []).append(project)
    for source, funded in sorted(paid.items(), reverse=True):  # those without a source last
        cut, rest = _funded(rest, source, funded, spending)
        found += cut
    return [*found, *rest]


def _funded(
    portions: Sequence[Portion], source: str, projects: Sequence[Project], spending: Spending
) -> tuple[list[Portion], list[Portion]]:
    """The portions of projects that a source pays, and what is left."""
    fitting, others = _parted(portions, lambda one: is_paid_from(one, source))
    if not fits(fitting, _shares(projects)):  # money of an undisclosed source may be of this one
        fitting, others = _parted(portions, lambda one: is_paid_from(one, source, if_undisclosed=True))
    believed = _believed(fitting, projects, spending)
    cut, left = _parted(split(fitting, _shares(believed)), lambda one: Level.PROJECT in one.at)
    return cut, [*others, *left]


def _believed(portions: Sequence[Portion], projects: Sequence[Project], spending: Spending) -> list[Project]:
    """The projects that can be part of the money; where all of them together cannot, none, since which is wrong is not known."""
    single = [one for one in projects if fits(portions, _shares([one]))]
    believed = single if fits(portions, _shares(single)) else []
    spending.left_out += (one for one in projects if one not in believed)
    return believed


def _shares(projects: Iterable[Project]) -> list[Share]:
    return [share for project in projects for share in shares_of(project)]


def _parted(portions: Iterable[Portion], is_meant: Callable[[Portion], bool]) -> tuple[list[Portion], list[Portion]]:
    """The portions that are meant, and the others."""
    parts: tuple[list[Portion], list[Portion]] = ([], [])
    for portion in portions:
        parts[not is_meant(portion)].append(portion)
    return parts


def _is(portion: Portion, kind: Measure) -> bool:
    return portion.station(Level.EXPENDITURE_KIND) == KINDS[kind]


def _beside_projects(portion: Portion) -> Portion:
    """The portion; of expenditure that is for no project, said so."""
    kind = portion.station(Level.EXPENDITURE_KIND)
    is_open = kind.undisclosed or kind == KINDS[Measure.PROJECT]
    if is_open and Level.ECONOMIC_CLASS not in portion.at:
        return portion
    return replace(portion, at={**portion.at, **dict.fromkeys(OF_PROJECT, NOT_A_PROJECT)})
