"""Which projects may be the same over the years: those of a department, its units, and the units that these follow upon."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.analysis.asking import all_linked, key_of, linked, selection
from graph.analysis.continuity.linking import Described, Family
from graph.analysis.continuity.successions import related_bodies, succeeding
from graph.identity import fold
from graph.plan import ByKeys, Field, Plan, Selection
from graph.store import Reader

PROJECTS: Final = all_linked(
    "projects",
    selection(
        "Project",
        "id",
        "name",
        "year",
        department=linked("department", selection("Department", "id")),
        unit=linked("unit", selection("Unit", "id")),
    ),
)
UNIT: Final = selection(
    "Unit", "id", "name", department=linked("department", selection("Department", "id")), projects=PROJECTS
)
DEPARTMENT: Final = selection("Department", "id", "name", units=linked("units", UNIT), projects=PROJECTS)
OWNERS: Final = selection(
    "Project",
    "id",
    department=linked("department", selection("Department", "id")),
    unit=linked("unit", selection("Unit", "id", department=linked("department", selection("Department", "id")))),
)


async def families_of(projects: Sequence[str], reader: Reader) -> dict[str, Family]:
    """The family of each project, by key; of an unknown one none."""
    owners = await _nodes("Project", projects, OWNERS, reader)
    units = {key: _key(node["unit"]) for key, node in owners.items()}
    related = related_bodies({unit for unit in units.values() if unit})
    of_units = await _nodes("Unit", sorted(related), UNIT, reader)
    departments = {key: _key(node["department"]) for key, node in owners.items()}
    wanted = {key for key in departments.values() if key} | _departments_of(of_units.values())
    found = await _nodes("Department", sorted(wanted), DEPARTMENT, reader)
    under = {key: related_bodies(_units_of(node)) for key, node in found.items()}
    further = set().union(*under.values()) - of_units.keys()
    of_units |= await _nodes("Unit", sorted(further), UNIT, reader)
    families: dict[str, Family] = {}
    for project in owners:
        own = related_bodies({units[project] or ""})
        above = {departments[project] or ""} | _departments_of(of_units[unit] for unit in own if unit in of_units)
        near = own.union(*(under.get(key, set()) for key in above))
        bodies = [
            *(found[key] for key in sorted(above) if key in found),
            *(of_units[key] for key in sorted(near) if key in of_units),
        ]
        families[project] = _family(bodies)
    return families


def _units_of(department: Mapping[str, Any]) -> set[str]:
    """The units that a department answers for, and those that carry its projects out."""
    carrying = (_key(project["unit"]) for project in department["projects"]["nodes"])
    return {key_of(unit) for unit in department["units"]} | {key for key in carrying if key}


def _family(bodies: Iterable[Mapping[str, Any]]) -> Family:
    """The projects of bodies and of their units, each once."""
    names: set[str] = set()
    units: set[str] = set()
    projects: dict[str, Described] = {}
    for body in [part for whole in bodies for part in (whole, *whole.get("units", ()))]:
        names.add(fold(body["name"]))
        units.add(key_of(body))
        for node in body["projects"]["nodes"]:
            key = key_of(node)
            projects[key] = Described(key, node["name"], node["year"], _key(node["department"]), _key(node["unit"]))
    return Family(tuple(projects[key] for key in sorted(projects)), succeeding(units), frozenset(names))


def _departments_of(units: Iterable[Mapping[str, Any]]) -> set[str]:
    return {key_of(unit["department"]) for unit in units if unit["department"]}


def _key(node: Mapping[str, Any] | None) -> str | None:
    return key_of(node) if node else None


async def _nodes(kind: str, keys: Sequence[str], below: Selection, reader: Reader) -> dict[str, Mapping[str, Any]]:
    """The nodes of some keys that are there."""
    if not keys:
        return {}
    plan = Plan(ByKeys(tuple((kind, key) for key in keys)), Field("nodes", "nodes", selection=below))
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    return {key: node for key, node in zip(keys, found, strict=True) if node}
