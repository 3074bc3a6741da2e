"""Policies that several projects are based on as Cypher: counted by the bodies of their projects, then shown."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from graph.ontology import Link, members_of
from graph.plan import Field, Shared
from graph.store.aggregates import money_in
from graph.store.neo4j.columns import Part, column, made, record, rows, word
from graph.store.neo4j.conditions import Scope
from graph.store.neo4j.groups import Nodes, organisation_of_project, selected
from graph.store.neo4j.similar import unwound, with_clauses
from graph.terms import MoneyUnit

_BODIES: Final = "PROJECT_OF|CARRIED_OUT_BY"
"""What leads from a project to its department and to its unit."""


def shared(root: Shared, asked: Field, scope: Scope, nodes: Nodes) -> Part:
    """The legal bases that are shared as widely as is asked, each with what is asked of its projects."""
    counting, basis = _Counting.of(root, scope), _Basis(*(scope.variable() for _ in range(7)))
    project = scope.variable()
    found = (
        f"{counting.pairs(basis.node, project)} {basis.figures(project, scope)} "
        f"WHERE {basis.projects} >= {counting.least} "
        f"AND size({basis.departments}) >= {scope.parameter(root.min_departments)} "
        f"AND size({basis.regions}) >= {scope.parameter(root.min_regions)} "
        f"WITH * ORDER BY {basis.order} LIMIT {scope.parameter(root.size)}"
    )
    fields = selected(asked, "SharedCitation")
    result = record([(one.key, _member(one, basis, counting, nodes)) for one in fields])
    around = (basis.node, basis.departments, basis.regions, basis.node_and_regions)
    found = with_clauses(found, around, basis.order, scope)
    scope.found_by_sums(basis.node)
    return rows(scope.rows("", found, basis.node, result.columns, basis.order), result)


@dataclass(frozen=True, slots=True)
class _Counting:
    """Which projects of a legal basis count, and how many there must be; the filters and the number are parameters."""

    relationship: str
    years: str | None
    regions: str | None
    least: str
    scope: Scope

    @classmethod
    def of(cls, root: Shared, scope: Scope) -> "_Counting":
        """What a root asks for."""
        link = members_of("LegalBasis")[root.link]
        assert isinstance(link, Link)
        years = None if root.years is None else scope.parameter(root.years)
        regions = None if root.regions is None else scope.parameter(root.regions)
        return cls(link.relationship.name, years, regions, scope.parameter(root.min_projects), scope)

    def pairs(self, basis: str, project: str) -> str:
        """The MATCH of each project that counts with each basis; of too few projects, counted or not, it is none.

        Where regions are given it begins there, so that only their projects are looked at.
        """
        named = f"({project}:Project)-[:{self.relationship}]->({basis}:LegalBasis)"
        conditions = [f"COUNT {{ ({basis})<-[:{self.relationship}]-() }} >= {self.least}", *self._of_years(project)]
        if self.regions is None:
            return f"MATCH {named} WHERE {' AND '.join(conditions)}"
        wide, region, body = (self.scope.variable() for _ in range(3))
        # A condition and no MATCH: Neo4j 5.26 leaves out a DISTINCT of what paths from several nodes of an index lead to.
        is_part = f"EXISTS {{ ({region})-[:PART_OF*0..]->({wide}:Region) WHERE {wide}.key IN {self.regions} }}"
        return (
            f"MATCH ({region}:Region) WHERE {is_part} "
            f"MATCH ({region})<-[:IN_REGION]-({body})<-[:{_BODIES}]-{named} "
            f"WHERE {' AND '.join([_is_first(body, project), *conditions])}"
        )

    def around(self, basis: str, regions: str, project: str) -> str:
        """The MATCH of those of one basis, given the regions that they are of."""
        match, conditions = f"MATCH ({basis})<-[:{self.relationship}]-({project}:Project)", self._of_years(project)
        if self.regions is not None:
            region, body = self.scope.variable(), self.scope.variable()
            match = f"{match}-[:{_BODIES}]->({body})-[:IN_REGION]->({region})"
            conditions = [f"{region} IN {regions}", _is_first(body, project), *conditions]
        return f"{match} WHERE {' AND '.join(conditions)}" if conditions else match

    def _of_years(self, project: str) -> list[str]:
        return [] if self.years is None else [f"{project}.year IN {self.years}"]


def _is_first(body: str, project: str) -> str:
    """Whether a project's body is the one that says its region: its department, or else its unit."""
    return f"({body}:Department OR NOT EXISTS {{ ({project})-[:PROJECT_OF]->() }})"


@dataclass(frozen=True, slots=True)
class _Basis:
    """The variables of one row: a legal basis, with what its projects that count come to."""

    node: str
    projects: str
    missing: str
    amount: str
    years: str
    departments: str
    regions: str

    @property
    def order(self) -> str:
        """The most widely shared first."""
        widest = (self.projects, f"size({self.departments})", f"size({self.regions})")
        return f"{', '.join(f'{one} DESC' for one in widest)}, {self.node}.key"

    @property
    def node_and_regions(self) -> str:
        """What its projects are found around."""
        return f"{self.node}, {self.regions}"

    def figures(self, project: str, scope: Scope) -> str:
        """What pairs come to; a region is looked up once for all projects of a body that share a basis and a year.

        The bodies and regions are lists, since to count them all the same ones have to be kept apart.
        """
        body, region = scope.variable(), scope.variable()
        return (
            f"{organisation_of_project(project, body, scope)} "
            f"WITH {self.node}, {body}, {project}.year AS year, count(*) AS projects, "
            f"count({project}.amount) AS present, sum({project}.amount) AS amount "
            f"OPTIONAL MATCH ({body})-[:IN_REGION]->({region}) "
            f"WITH {self.node}, sum(projects) AS {self.projects}, sum(projects - present) AS {self.missing}, "
            f"sum(amount) AS {self.amount}, collect(DISTINCT year) AS {self.years}, "
            f"collect(DISTINCT CASE WHEN {body}:Department THEN {body} END) AS {self.departments}, "
            f"collect(DISTINCT {region}) AS {self.regions}"
        )


def _member(asked: Field, basis: _Basis, counting: _Counting, nodes: Nodes) -> Part:
    scope = counting.scope
    match asked.name:
        case "legal_basis":
            return nodes(asked.selection, basis.node, ("LegalBasis",), scope)
        case "projects":
            return _projects(asked, basis, counting, nodes)
        case "departments":
            return unwound(basis.departments, "Department", asked, scope, nodes)
        case "regions":
            return unwound(basis.regions, "Region", asked, scope, nodes)
        case "years":
            return made(partial(_first_of, asked.size), column(basis.years))
        case "project_count":
            return column(basis.projects)
        case "total_amount":
            return made(money_in(asked.unit or MoneyUnit.YUAN), column(basis.amount))
        case "missing":
            return column(basis.missing)
        case _:
            return word(asked.word)


def _first_of(size: int, years: list[int]) -> list[int]:
    return sorted(years)[:size]


def _projects(asked: Field, basis: _Basis, counting: _Counting, nodes: Nodes) -> Part:
    """The projects that count, found anew for the few bases that are shown."""
    scope = counting.scope
    project = scope.variable()
    node = nodes(asked.selection, project, ("Project",), scope)
    order = f"{project}.key"
    counted = counting.around(basis.node, basis.regions, project)
    found = f"{counted} WITH {project} ORDER BY {order} LIMIT {scope.parameter(asked.size)}"
    return rows(scope.rows(basis.node_and_regions, found, project, node.columns, order), node)
