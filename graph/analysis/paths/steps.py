"""The steps that money can be followed by: from a node to those beside it, each with its year and its amount."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

from graph.analysis.asking import all_linked, fen, is_one_of, key_of, linked, selection
from graph.identity import parse_node_id
from graph.plan import EVERYTHING, All, Compare, Field, Operator, Order, Page, Predicate, Selection, Window
from graph.terms import BudgetTable, Measure, Stage

Ref: TypeAlias = tuple[str, str]
"""Kind and key."""

WIDEST: Final = 200
"""Projects and bodies that are followed at most from one node, those of the most money first."""

PAYS: Final = "PAYS"
"""A funding source pays a body, or a project: what no relationship of the graph says, but a printed amount."""

ENDS: Final = frozenset({"FundingSource", "Region"})
"""Kinds that join everything with everything: no way turns there."""

OF_PROJECTS: Final = {"Department": "PROJECT_OF", "Unit": "CARRIED_OUT_BY"}
"""What joins a project with a body."""

RANKS: Final = {"FundingSource": 1, "Region": 1, "Department": 2, "Unit": 3, "Project": 4, "LegalBasis": 5}
"""The order in which money passes the kinds: no money goes from a project over a policy to another project."""

PAYING_TABLES: Final = (
    BudgetTable.REVENUE_BY_FUNCTION,
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
)
"""The tables whose totals say who pays a body."""


class Way(Enum):
    """Where a step leads: onward with the money, to policies, or back to where it comes from."""

    ONWARD = "onward"
    BACK = "back"


WIDTHS: Final = {(kind, Way.ONWARD): WIDEST for kind in ("FundingSource", "Region", "Department", "Unit")} | {
    ("LegalBasis", Way.BACK): WIDEST
}
"""How many nodes may lie beside one; a few where it is not told."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of money from a node to the next; `year` and `fen` are None where it has none: a unit is its department's always.

    `totals` are what a unit's own documents print by years: more of its department's money does not reach it.
    """

    source: Ref
    target: Ref
    relation: str
    year: int | None = None
    fen: int | None = None
    line: str | None = None  # the key of the budget line that prints it
    totals: tuple[tuple[int, int], ...] = ()  # years with fen

    def carries(self, year: int | None) -> int | None:
        """The most that it carries in a year, in fen; None where nothing tells."""
        return next((fen for of_year, fen in self.totals if of_year == year), self.fen)


def beside(kind: str, way: Way, year: int | None) -> Selection:
    """What is asked of nodes of a kind to take the steps that lead one way; of one year where that is known."""
    match kind, way:
        case "Project", Way.ONWARD:
            return selection("Project", "id", "year", "amount", legal_bases=linked("legal_bases", _id("LegalBasis")))
        case "Project", Way.BACK:
            return _PAID_PROJECT
        case "LegalBasis", Way.BACK:
            return selection("LegalBasis", "id", projects=_largest(year))
        case "Department", Way.ONWARD:
            units = linked("units", selection("Unit", "id", budget_lines=_totals(year)))
            return selection("Department", "id", **_of_body(year), units=units, projects=_largest(year))
        case "Unit", Way.ONWARD:
            return selection("Unit", "id", **_of_body(year), projects=_largest(year))
        case "Department", Way.BACK:
            return selection("Department", "id", **_of_body(year))
        case "Unit", Way.BACK:
            return selection("Unit", "id", **_of_body(year), department=linked("department", _id("Department")))
        case "Region", Way.ONWARD:
            bodies = Selection({kind: (Field("id", "id"),) for kind in ("Department", "Unit")})
            children = linked("children", _id("Region"))
            return selection(
                "Region", "id", children=children, organisations=_page("organisations", bodies, EVERYTHING)
            )
        case _:
            return _id(kind)


def steps_of(kind: str, found: Mapping[str, Any]) -> Iterator[Step]:
    """The steps that the answer to `beside` tells."""
    here = parse_node_id(found["id"])
    match kind:
        case "Project":
            yield from _of_project(here, found)
        case "LegalBasis":
            for project in _nodes(found, "projects"):
                yield Step(_ref(project), here, "BASED_ON", project["year"], fen(project["amount"]))
        case "Region":
            for child in found.get("children", ()):
                yield Step(here, _ref(child), "PART_OF")
            for body in _nodes(found, "organisations"):
                yield Step(here, _ref(body), "IN_REGION")
        case "Department" | "Unit":
            yield from _of_organisation(here, found)
        case _:  # a funding source's lines are asked for, and nothing lies behind it
            return


def is_cut(found: Mapping[str, Any]) -> bool:
    """Whether more lies beside a node than was answered."""
    windows = (found.get(name) for name in ("projects", "organisations"))
    return any(window["page_info"]["has_next_page"] for window in windows if window)


def paying_lines(year: int | None, *parts: Predicate) -> Predicate:
    """The totals of the tables that say who pays."""
    of_year = () if year is None else (is_one_of("year", (year,)),)
    tables = is_one_of("table", [table.value for table in PAYING_TABLES])
    return All((tables, Compare("code", Operator.IS_NULL, value=True), *of_year, *parts))


def payments(body: Ref, lines: list[Mapping[str, Any]]) -> Iterator[Step]:
    """Who pays a body: by its budget, or by its final accounts where no budget of the year says so."""
    planned = {_payment(line) for line in lines if line["stage"] == Stage.BUDGET.value}
    for line in lines:
        source, year = _payment(line)
        if source and (line["stage"] == Stage.BUDGET.value or (source, year) not in planned):
            yield Step(source, body, PAYS, year, fen(line["amount"]), key_of(line))


def shown_page(below: Selection) -> Selection:
    """The nodes of a connection, and whether there are more."""
    more = Field("page_info", "page_info", selection=selection("PageInfo", "has_next_page"))
    return Selection({"Connection": (Field("nodes", "nodes", selection=below), more)})


def _payment(line: Mapping[str, Any]) -> tuple[Ref | None, int]:
    return _ref(line["funding_source"]) if line["funding_source"] else None, line["year"]


def _of_project(here: Ref, found: Mapping[str, Any]) -> Iterator[Step]:
    year, amount = found["year"], fen(found["amount"])
    for name, relation in (("department", "PROJECT_OF"), ("unit", "CARRIED_OUT_BY")):
        if found.get(name):
            yield Step(_ref(found[name]), here, relation, year, amount)
    for part in found.get("funding", ()):
        if paid := fen(part["amount"]):
            yield Step(_ref(part["source"]), here, PAYS, year, paid)
    for basis in found.get("legal_bases", ()):
        yield Step(here, _ref(basis), "BASED_ON", year, amount)


def _of_organisation(here: Ref, found: Mapping[str, Any]) -> Iterator[Step]:
    region = found["region"]
    yield Step(_ref(region), here, "IN_REGION")
    while region.get("parent"):
        yield Step(_ref(region["parent"]), _ref(region), "PART_OF")
        region = region["parent"]
    for project in _nodes(found, "projects"):
        yield Step(here, _ref(project), OF_PROJECTS[here[0]], project["year"], fen(project["amount"]))
    for unit in found.get("units", ()):
        yield _unit_step(here, unit)
    if found.get("department"):
        yield _unit_step(_ref(found["department"]), found)
    yield from payments(here, found["budget_lines"]["nodes"])


def _unit_step(department: Ref, unit: Mapping[str, Any]) -> Step:
    """From a department to its unit, with what the unit's budgets come to, or its accounts where no budget of the year does."""
    printed: dict[int, dict[str, int]] = {}
    for line in (line for line in unit["budget_lines"]["nodes"] if _is_total(line)):
        by_stage = printed.setdefault(line["year"], {})
        by_stage[line["stage"]] = max(by_stage.get(line["stage"], 0), fen(line["amount"]) or 0)
    totals = (
        (year, by_stage.get(Stage.BUDGET.value, max(by_stage.values()))) for year, by_stage in sorted(printed.items())
    )
    return Step(department, _ref(unit), "UNIT_OF", totals=tuple(totals))


def _is_total(line: Mapping[str, Any]) -> bool:
    """Whether a line is all income of a body."""
    return bool(line["table"] == BudgetTable.REVENUE_BY_FUNCTION.value and line["measure"] == Measure.TOTAL.value)


def _nodes(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    window = found.get(name)
    return list(window["nodes"]) if window else []


def _ref(node: Mapping[str, Any]) -> Ref:
    return parse_node_id(node["id"])


def _id(kind: str) -> Selection:
    return selection(kind, "id")


def _of_body(year: int | None) -> Mapping[str, Field]:
    """A body's region with those that it is part of, and who pays it."""
    return {
        "region": linked("region", _REGION),
        "budget_lines": all_linked("budget_lines", PAYMENT, paying_lines(year)),
    }


def _totals(year: int | None) -> Field:
    """All income of a body."""
    of_table = is_one_of("table", (BudgetTable.REVENUE_BY_FUNCTION.value,))
    return all_linked(
        "budget_lines", PAYMENT, paying_lines(year, of_table, is_one_of("measure", (Measure.TOTAL.value,)))
    )


def _largest(year: int | None) -> Field:
    """The projects of the most money."""
    where = EVERYTHING if year is None else is_one_of("year", (year,))
    projects = selection("Project", "id", "year", "amount")
    return _page("projects", projects, where, Order("amount", descending=True))


def _page(name: str, below: Selection, where: Predicate, *order: Order) -> Field:
    return Field(name, name, selection=shown_page(below), window=Window(where, order, Page(WIDEST), fingerprint=""))


_SOURCE: Final = linked("funding_source", _id("FundingSource"))
PAYMENT: Final = selection("BudgetLine", "id", "year", "stage", "table", "measure", "amount", funding_source=_SOURCE)
"""What is asked of a line that says who pays, or how much a body is paid by all."""

_PROVINCE: Final = linked("parent", _id("Region"))
_CITY: Final = linked("parent", selection("Region", "id", parent=_PROVINCE))
_REGION: Final = selection("Region", "id", parent=_CITY)
"""A county, the city that it lies in, and the province: there are no deeper regions."""

_PAID_PROJECT: Final = selection(
    "Project",
    "id",
    "year",
    "amount",
    department=linked("department", _id("Department")),
    unit=linked("unit", _id("Unit")),
    funding=linked("funding", selection("Funding", "amount", source=linked("source", _id("FundingSource")))),
)
