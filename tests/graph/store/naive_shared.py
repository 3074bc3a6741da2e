"""What projects share, spelled out over rows as `naive` spells out the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.model import NodeRow
from graph.plan import EVERYTHING, Field, Shared
from tests.graph.store.naive_values import in_unit, parts_of

if TYPE_CHECKING:
    from tests.graph.store.naive import Naive


def citations(store: Naive, root: Shared, field: Field) -> list[Any]:
    """The legal bases of several projects, the most widely shared first."""
    found = []
    for basis in store.satisfying(("LegalBasis",), EVERYTHING):
        projects = [row for row in store.linked(basis, root.link) if counts(store, root, row)]
        departments = each_once(body for row in projects for body in store.linked(row, "department"))
        regions = each_once(region for row in projects for region in store.regions_of(row))
        widths = (len(projects), len(departments), len(regions))
        least = (root.min_projects, root.min_departments, root.min_regions)
        if all(width >= wanted for width, wanted in zip(widths, least, strict=True)):
            lists = {"legal_basis": [basis], "projects": projects, "departments": departments, "regions": regions}
            found.append(((*(-width for width in widths), basis.key), lists))
    return [shown(store, field, lists) for _, lists in sorted(found, key=lambda one: one[0])[: root.size]]


def counts(store: Naive, root: Shared, project: NodeRow) -> bool:
    """Whether a project is of one of the years, and of one of the regions or of a part of one."""
    around = store.regions_of(project)
    while parents := [parent for row in around[-1:] for parent in store.linked(row, "parent")]:
        around += parents
    return (root.years is None or project.properties["year"] in root.years) and (
        root.regions is None or any(row.key in root.regions for row in around)
    )


def each_once(rows: Any) -> list[NodeRow]:
    """Rows by key, each once."""
    return [row for _, row in sorted({row.key: row for row in rows}.items())]


def shown(store: Naive, field: Field, lists: Mapping[str, list[NodeRow]]) -> Any:
    """What is asked of a shared legal basis."""
    years: set[Any] = {row.properties["year"] for row in lists["projects"]}
    fen: list[Any] = [row.properties.get("amount") for row in lists["projects"]]

    def member(part: Field) -> Any:
        if part.name in lists:
            rows = [store.node(row, part.selection) for row in lists[part.name]]
            return rows[0] if part.name == "legal_basis" else rows[: part.size]
        match part.name:
            case "years":
                return sorted(years)[: part.size]
            case "project_count":
                return len(fen)
            case "total_amount":
                return in_unit(sum(amount for amount in fen if amount is not None), part)
            case "missing":
                return fen.count(None)
            case _:
                return part.word

    return {part.key: member(part) for part in parts_of(field, "SharedCitation")}


def similar(store: Naive, project: NodeRow, field: Field) -> list[Any]:
    """The other projects that name a document which a project names, the highest score first."""
    own = store.linked(project, "legal_bases")
    found = []
    for other in store.satisfying(("Project",), EVERYTHING):
        bases = [basis for basis in own if basis in store.linked(other, "legal_bases")]
        if bases and other is not project:
            parts = sum(10**12 // len(store.linked(basis, "projects")) for basis in bases)
            found.append((-parts, other.key, other, bases))

    def member(part: Field, parts: int, other: NodeRow, bases: list[NodeRow]) -> Any:
        match part.name:
            case "project":
                return store.node(other, part.selection)
            case "shared_bases":
                return [store.node(basis, part.selection) for basis in bases[: part.size]]
            case "score":
                return parts / 10**12
            case _:
                return part.word

    return [
        {part.key: member(part, -parts, other, bases) for part in parts_of(field, "SimilarProject")}
        for parts, _, other, bases in sorted(found, key=lambda one: one[:2])[: field.size]
    ]
