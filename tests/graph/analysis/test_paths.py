"""Funding paths: shortest and largest first, of one year, with what the whole path can carry."""

import asyncio
from typing import Any, Final

import msgspec
import pytest

from graph.analysis import AnalysingReader
from graph.facts import Funding, LineItem
from graph.plan import Field, FundingPaths, Plan, Selection
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, MoneyUnit
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project, source, yuan
from tests.neo4j_store import Neo4jStore

GENERAL: Final = ("FundingSource", "GENERAL_PUBLIC_BUDGET")
OTHER: Final = ("FundingSource", "OTHER_INCOME")
REGION: Final = ("Region", "310107")
POLICY: Final = ("LegalBasis", "《甲办法》")
LARGE, SMALL = "招商", "绿化"


def paid(year_total: int) -> LineItem:
    """The total of the general budget's table."""
    return line_item(None, year_total, label="合计", table=BudgetTable.GENERAL_BUDGET_BY_FUNCTION)


def funded(amount: int) -> Funding:
    """Other income of a project."""
    return Funding("OTHER_INCOME", yuan(amount), source("其他收入"))


FACTS: Final = [
    disclosure(
        paid(1000),
        project(LARGE, citation("甲办法"), amount=300),
        msgspec.structs.replace(
            project(SMALL, citation("甲办法"), citation("乙办法"), amount=200), funding=(funded(50),)
        ),
        sha256="1" * 64,
    ),
    disclosure(paid(150), project(LARGE, citation("甲办法"), amount=400, year=2024), year=2024, sha256="2" * 64),
]


@pytest.fixture(params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest) -> Reader:
    """A department of two years with projects that rest on policies."""
    if request.param == "memory":
        return MemoryReader.of(FACTS)
    store: Neo4jStore = request.getfixturevalue("neo4j_store")
    return store.reader_of(FACTS)


def of_project(name: str, year: int = 2025) -> tuple[str, str]:
    """A project of the department."""
    return "Project", f"310107/department/商务委员会|{year}|{name}"


_NAMED: Final = {
    "Project": ("name", "year"), "Department": ("name",), "LegalBasis": ("title",), "Region": ("name",), "FundingSource": ("name",),
}  # fmt: skip


def paths(reader: Reader, start: tuple[str, str], end: tuple[str, str], longest: int = 6, size: int = 10) -> list[Any]:
    """Amount and the names on the way, of each path."""
    nodes = Selection({kind: tuple(Field(name, name) for name in names) for kind, names in _NAMED.items()})
    fields = (
        Field("amount", "amount", unit=MoneyUnit.YUAN),
        Field("nodes", "nodes", selection=nodes),
        Field("relations", "relations"),
        Field("sources", "sources", selection=Selection({"Source": (Field("text", "text"),)})),
    )
    field = Field("paths", "paths", selection=Selection({"FundingPath": fields}))
    (found,) = asyncio.run(AnalysingReader(reader).answer([Plan(FundingPaths(start, end, longest, size), field)]))
    assert isinstance(found, list)
    for path in found:
        assert len(path["relations"]) == len(path["nodes"]) - 1
        assert path["sources"]
    return [(path["amount"], [next(iter(node.values())) for node in path["nodes"]]) for path in found]


def test_money_is_followed_from_its_source_to_a_project(reader: Reader) -> None:
    """Of one year: the general budget of 2024 pays no project of 2025, and can carry no more than it has."""
    assert paths(reader, GENERAL, of_project(LARGE)) == [("300", ["一般公共预算", "上海市普陀区商务委员会", LARGE])]
    assert paths(reader, GENERAL, of_project(LARGE, 2024)) == [
        ("150", ["一般公共预算", "上海市普陀区商务委员会", LARGE])
    ]


def test_a_printed_source_of_a_project_is_the_shortest_way(reader: Reader) -> None:
    """It carries what the form says."""
    assert paths(reader, OTHER, of_project(SMALL)) == [("50", ["其他收入", SMALL])]
    assert paths(reader, of_project(SMALL), OTHER) == [("50", [SMALL, "其他收入"])]


def test_a_policy_leads_to_regions_by_the_projects_that_rest_on_it(reader: Reader) -> None:
    """The largest first, each year's projects by themselves."""
    found = paths(reader, POLICY, REGION)
    department = "上海市普陀区商务委员会"
    assert found == [
        (amount, ["甲办法", name, department, "普陀区"])
        for amount, name in (("400", LARGE), ("300", LARGE), ("200", SMALL))
    ]
    assert paths(reader, POLICY, REGION, size=1) == found[:1]
    assert paths(reader, POLICY, REGION, longest=2) == []


def test_two_projects_meet_in_a_policy_or_a_body_of_their_year(reader: Reader) -> None:
    """A way turns once, and no money goes over a policy from one project to a third."""
    assert paths(reader, of_project(LARGE), of_project(SMALL)) == [
        ("200", [LARGE, "上海市普陀区商务委员会", SMALL]),
        ("200", [LARGE, "甲办法", SMALL]),
    ]
    assert paths(reader, of_project(LARGE, 2024), of_project(SMALL)) == []


def test_what_is_not_there_has_no_path(reader: Reader) -> None:
    """Nor what nothing joins."""
    assert paths(reader, OTHER, ("Project", "unknown")) == []
    assert paths(reader, ("LegalBasis", "《乙办法》"), of_project(LARGE)) == []
