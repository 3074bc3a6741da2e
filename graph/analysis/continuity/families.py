"""Which projects may be the same over the years: those of a department, its units, and the bodies that these follow upon."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from graph.analysis.asking import all_linked, entities, key_of, linked, selection
from graph.analysis.continuity.described import Described
from graph.analysis.continuity.linking import Family
from graph.analysis.continuity.successions import related_bodies, succeeding
from graph.identity import fold, parse_node_id
from graph.model import NodeRef
from graph.plan import Field, Selection
from graph.store import Reader

Known: TypeAlias = dict[NodeRef, Mapping[str, Any]]
"""Bodies that were read, by kind and key."""

DEPARTMENT: Final = linked("department", selection("Department", "id"))
PROJECTS: Final = all_linked(
    "projects",
    selection("Project", "id", "name", "year", department=DEPARTMENT, unit=linked("unit", selection("Unit", "id"))),
)
BODY: Final = Selection(
    {
        **selection("Unit", "id", "name", department=DEPARTMENT, projects=PROJECTS).fields,
        **selection(
            "Department", "id", "name", units=linked("units", selection("Unit", "id")), projects=PROJECTS
        ).fields,
    }
)
OWNERS: Final = selection("Project", "id", department=DEPARTMENT, unit=linked("unit", selection("Unit", "id")))


async def families_of(projects: Sequence[str], reader: Reader) -> dict[str, Family]:
    """The family of each project, by key; of an unknown one none."""
    owners = await _nodes([("Project", key) for key in projects], OWNERS, reader)
    own = {key: {*_refs(node["department"]), *_refs(node["unit"])} for (_, key), node in owners.items()}
    known: Known = {}
    for _ in range(ROUNDS):
        near = {ref for refs in own.values() for ref in _near(refs, known)}
        known |= await _nodes(sorted(near - known.keys()), BODY, reader)
    bodies = {key: tuple(sorted(_near(refs, known) & known.keys())) for key, refs in own.items()}
    families = {near: _family(near, known) for near in set(bodies.values())}  # linked once, for however many projects
    return {key: families[near] for key, near in bodies.items()}


ROUNDS: Final = 3
"""How often bodies are read: a project's own, the departments of these, and the units of those."""


def _near(own: Iterable[NodeRef], known: Known) -> set[NodeRef]:
    """The bodies whose projects may be those of some bodies, as far as is known."""
    first = related_bodies(own)
    above = {ref for ref in first if ref[0] == "Department"}
    above |= related_bodies(ref for unit in first - above for ref in _above(unit, known))
    below = {ref for department in above & known.keys() for ref in _below(known[department])}
    return first | above | related_bodies(below)


def _above(unit: NodeRef, known: Known) -> set[NodeRef]:
    return _refs(known[unit]["department"]) if unit in known else set()


def _below(department: Mapping[str, Any]) -> set[NodeRef]:
    """The units that a department answers for, and those that carry its projects out."""
    carrying = (project["unit"] for project in department["projects"]["nodes"])
    return {ref for unit in (*department["units"], *carrying) for ref in _refs(unit)}


def _family(bodies: Sequence[NodeRef], known: Known) -> Family:
    """The projects of bodies, each once."""
    projects: dict[str, Described] = {}
    departments: dict[str, frozenset[str]] = {}
    for ref in bodies:
        for node in known[ref]["projects"]["nodes"]:
            department, unit = (key_of(node[name]) if node[name] else None for name in ("department", "unit"))
            projects[key_of(node)] = Described(key_of(node), node["name"], node["year"], department, unit)
        if ref[0] == "Unit":
            above = (_above(one, known) for one in related_bodies({ref}))
            departments[ref[1]] = frozenset(key for refs in above for _, key in refs)
    names = frozenset(fold(known[ref]["name"]) for ref in bodies)
    return Family(tuple(projects[key] for key in sorted(projects)), succeeding(bodies), names, departments)


def _refs(node: Mapping[str, Any] | None) -> set[NodeRef]:
    return {parse_node_id(node["id"])} if node else set()


async def _nodes(refs: Sequence[NodeRef], below: Selection, reader: Reader) -> Known:
    """The nodes that are there."""
    found = await entities(reader, refs, Field("nodes", "nodes", selection=below))
    return {ref: node for ref, node in found.items() if node}
