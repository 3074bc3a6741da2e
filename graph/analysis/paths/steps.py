"""The steps that money can be followed by: from a node to those beside it, each with its year, its amount and its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from graph.analysis.asking import all_linked, fen, linked, selection
from graph.identity import parse_node_id
from graph.plan import All, Compare, Field, Operator, Order, Page, Selection, Window
from graph.terms import BudgetTable

Ref: TypeAlias = tuple[str, str]
"""Kind and key."""

WIDEST: Final = 200
"""Projects and bodies that are followed at most from one node, those of the most money first."""

PAYS: Final = "PAYS"
"""A funding source pays a body, or a project: what no relationship of the graph says, but a printed amount."""

ENDS: Final = frozenset({"FundingSource", "Region"})
"""Kinds that join everything with everything: a path begins or ends there, and does not lead through them."""

OF_PROJECTS: Final = {"LegalBasis": "BASED_ON", "Department": "PROJECT_OF", "Unit": "CARRIED_OUT_BY"}
"""What joins a project with a node of a kind."""

RANKS: Final = {"FundingSource": 1, "Region": 1, "Department": 2, "Unit": 3, "Project": 4, "LegalBasis": 5}
"""The order in which money passes the kinds: no money goes from a project over a policy to another project."""

FOLLOWED: Final = frozenset({"Project", "Department", "Unit", "LegalBasis"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step, in either direction; `year` and `fen` are None where the step has none: a unit is its department's always."""

    one: Ref
    other: Ref
    relation: str
    year: int | None = None
    fen: int | None = None
    printed: tuple[Any, ...] = ()


def beside(kind: str, sources: Selection) -> Selection:
    """What is asked of nodes of a kind to take a step from them."""
    printed = linked("sources", sources)
    match kind:
        case "Project":
            return _project(printed)
        case "LegalBasis":
            return selection("LegalBasis", "id", projects=_largest(printed))
        case "Unit":
            return selection("Unit", "id", **_of_body(printed), department=linked("department", _id("Department")))
        case _:
            return selection("Department", "id", **_of_body(printed), units=linked("units", _id("Unit")))


def steps_of(kind: str, found: Mapping[str, Any]) -> Iterator[Step]:
    """The steps from a node."""
    here = parse_node_id(found["id"])
    if kind == "Project":
        yield from _from_project(here, found)
        return
    for project in found["projects"]["nodes"]:
        yield _to_project(here, project, OF_PROJECTS[kind])
    if kind == "LegalBasis":
        return
    yield Step(here, _ref(found["region"]), "IN_REGION")
    for unit in found.get("units", ()):
        yield Step(here, _ref(unit), "UNIT_OF")
    if found.get("department"):
        yield Step(here, _ref(found["department"]), "UNIT_OF")
    for line in found["budget_lines"]["nodes"]:
        if line["funding_source"]:
            paid = fen(line["amount"])
            yield Step(here, _ref(line["funding_source"]), PAYS, line["year"], paid, tuple(line["sources"]))


def _from_project(here: Ref, found: Mapping[str, Any]) -> Iterator[Step]:
    year, amount, printed = found["year"], fen(found["amount"]), tuple(found["sources"])
    for name, relation in (("department", "PROJECT_OF"), ("unit", "CARRIED_OUT_BY")):
        if found[name]:
            yield Step(here, _ref(found[name]), relation, year, amount, printed)
    for part in found["funding"]:
        if paid := fen(part["amount"]):
            yield Step(here, _ref(part["source"]), PAYS, year, paid, tuple(part["sources"]))
    for citation in found["citations"]["nodes"]:
        yield Step(here, _ref(citation["legal_basis"]), "BASED_ON", year, amount, tuple(citation["sources"]))


def _to_project(here: Ref, project: Mapping[str, Any], relation: str) -> Step:
    return Step(here, _ref(project), relation, project["year"], fen(project["amount"]), tuple(project["sources"]))


def _ref(node: Mapping[str, Any]) -> Ref:
    return parse_node_id(node["id"])


def _id(kind: str) -> Selection:
    return selection(kind, "id")


def _project(printed: Field) -> Selection:
    return selection(
        "Project",
        "id",
        "year",
        "amount",
        department=linked("department", _id("Department")),
        unit=linked("unit", _id("Unit")),
        funding=linked(
            "funding", selection("Funding", "amount", source=linked("source", _id("FundingSource")), sources=printed)
        ),
        citations=all_linked(
            "citations", selection("Citation", legal_basis=linked("legal_basis", _id("LegalBasis")), sources=printed)
        ),
        sources=printed,
    )


def _of_body(printed: Field) -> Mapping[str, Field]:
    """A body's region, projects and income by source: the totals of the tables that say who pays."""
    tables = (
        BudgetTable.REVENUE_BY_FUNCTION,
        BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
        BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
        BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    )
    totals = All(
        (
            Compare("table", Operator.IN, tuple(table.value for table in tables)),
            Compare("code", Operator.IS_NULL, value=True),
            Compare("stage", Operator.EQUAL, "BUDGET"),
        )
    )
    line = selection(
        "BudgetLine", "year", "amount", funding_source=linked("funding_source", _id("FundingSource")), sources=printed
    )
    return {
        "region": linked("region", _id("Region")),
        "projects": _largest(printed),
        "budget_lines": all_linked("budget_lines", line, totals),
    }


def _largest(printed: Field) -> Field:
    """The projects of the most money."""
    nodes = Selection(
        {
            "Connection": (
                Field("nodes", "nodes", selection=selection("Project", "id", "year", "amount", sources=printed)),
            )
        }
    )
    window = Window(All(), (Order("amount", descending=True),), Page(WIDEST), fingerprint="")
    return Field("projects", "projects", selection=nodes, window=window)


def by_kind(refs: Sequence[Ref]) -> dict[str, list[Ref]]:
    """The nodes that can be followed, by kind."""
    found: dict[str, list[Ref]] = {}
    for ref in refs:
        if ref[0] in FOLLOWED:
            found.setdefault(ref[0], []).append(ref)
    return found
