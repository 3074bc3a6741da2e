"""Funding paths: shortest and largest first, of one year, with what the whole path can carry."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any, Final

import msgspec
import pytest

from graph.analysis import AnalysingReader
from graph.analysis.paths import around, steps
from graph.analysis.paths.search import MOST_TRIED, Search
from graph.analysis.paths.steps import Step
from graph.disclosures import DisclosureFacts
from graph.errors import BadUserInput, LimitExceeded
from graph.facts import Funding, LineItem
from graph.plan import AboutDataset, Field, FundingPaths, Plan, Selection
from graph.store import Reader, Value
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, DisclosureKind, Measure, MoneyUnit, Stage
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project, source, unit, yuan
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
    "Project": ("name", "year"), "Department": ("name",), "Unit": ("name",), "LegalBasis": ("title",), "Region": ("name",),
    "FundingSource": ("name",),
}  # fmt: skip
_FILE: Final = Selection({"Disclosure": (Field("file", "file_name"),)})


def found(reader: Reader, start: tuple[str, str], end: tuple[str, str], longest: int = 6, size: int = 10) -> list[Any]:
    """The paths, with all that may be asked of them."""
    nodes = Selection({kind: tuple(Field(name, name) for name in names) for kind, names in _NAMED.items()})
    fields = (
        Field("amount", "amount", unit=MoneyUnit.YUAN),
        Field("nodes", "nodes", selection=nodes),
        Field("relations", "relations"),
        Field("sources", "sources", selection=Selection({"Source": (Field("text", "text"),)})),
        Field(
            "pages",
            "sources",
            selection=Selection({"Source": (Field("page", "page"), Field("in", "disclosure", _FILE))}),
        ),
        Field("truncated", "truncated"),
    )
    field = Field("paths", "paths", selection=Selection({"FundingPath": fields}))
    (answer,) = asyncio.run(AnalysingReader(reader).answer([Plan(FundingPaths(start, end, longest, size), field)]))
    assert isinstance(answer, list)
    return answer


def paths(reader: Reader, start: tuple[str, str], end: tuple[str, str], longest: int = 6, size: int = 10) -> list[Any]:
    """Amount and the names on the way, of each path."""
    answer = found(reader, start, end, longest, size)
    for path in answer:
        assert len(path["relations"]) == len(path["nodes"]) - 1
    return [(path["amount"], [next(iter(node.values())) for node in path["nodes"]]) for path in answer]


def printed(reader: Reader, start: tuple[str, str], end: tuple[str, str]) -> list[list[str]]:
    """What is printed of the steps of each path."""
    return [[place["text"] for place in path["sources"]] for path in found(reader, start, end)]


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


def test_what_is_not_there_is_refused(reader: Reader) -> None:
    """As either end; what nothing joins has no path."""
    for start, end in permutations((OTHER, ("Project", "unknown"))):
        with pytest.raises(BadUserInput, match="is the id of nothing that is loaded"):
            paths(reader, start, end)
    assert paths(reader, ("LegalBasis", "《乙办法》"), of_project(LARGE)) == []


def test_steps_are_printed_from_either_side(reader: Reader) -> None:
    """A policy where it is cited, a body's region by the documents that name it."""
    project_of, in_region = LARGE, "2025年部门预算"
    assert printed(reader, POLICY, of_project(LARGE)) == [["《甲办法》"]]
    assert printed(reader, of_project(LARGE), POLICY) == [["《甲办法》"]]
    assert printed(reader, REGION, of_project(LARGE)) == [[in_region, project_of]]
    assert printed(reader, of_project(LARGE), REGION) == [[project_of, in_region]]


def test_aliases_of_sources_select_what_they_ask_for(reader: Reader) -> None:
    """The text under one, page and document under another."""
    (path,) = found(reader, GENERAL, of_project(LARGE))
    assert path["sources"] == [{"text": "1,000"}, {"text": LARGE}]
    assert path["pages"] == [{"page": 1, "in": {"file": "budget.pdf"}}]


def test_a_source_and_a_region_meet_in_the_bodies_that_it_pays(reader: Reader) -> None:
    """Though both join everything with everything."""
    department = "上海市普陀区商务委员会"
    assert paths(reader, GENERAL, REGION) == [
        (amount, ["一般公共预算", department, "普陀区"]) for amount in ("1000", "150")
    ]
    assert paths(reader, REGION, GENERAL) == [
        (amount, ["普陀区", department, "一般公共预算"]) for amount in ("1000", "150")
    ]


def test_a_city_reaches_the_bodies_of_its_districts(reader: Reader) -> None:
    """Over the district."""
    city = ("Region", "310000")
    assert paths(reader, city, ("Department", "310107/department/商务委员会")) == [
        (None, ["上海市", "普陀区", "上海市普陀区商务委员会"])
    ]
    assert paths(reader, city, REGION) == [(None, ["上海市", "普陀区"])]


def test_no_way_leads_over_a_city_to_another_district() -> None:
    """What both lie in is no money's way."""
    elsewhere = disclosure(paid(10), organisation="上海市松江区商务委员会", sha256="3" * 64)
    assert paths(MemoryReader.of([*FACTS, elsewhere]), ("Region", "310117"), REGION) == []


@pytest.mark.parametrize("stages", [(Stage.FINAL_ACCOUNTS,), (Stage.BUDGET, Stage.FINAL_ACCOUNTS)])
def test_final_accounts_say_who_pays_where_no_budget_does(stages: Sequence[Stage]) -> None:
    """A body of which only the accounts are published is paid, too."""
    amounts = {Stage.BUDGET: 100, Stage.FINAL_ACCOUNTS: 130}
    facts = [
        disclosure(
            msgspec.structs.replace(paid(amounts[stage]), stage=stage),
            kind=DisclosureKind[f"DEPARTMENT_{stage.value}"],
            sha256=str(number) * 64,
        )
        for number, stage in enumerate(stages)
    ]
    body = ("Department", "310107/department/商务委员会")
    assert paths(MemoryReader.of(facts), GENERAL, body) == [
        (str(amounts[stages[0]]), ["一般公共预算", "上海市普陀区商务委员会"])
    ]


def test_no_more_reaches_a_unit_than_its_own_document_prints() -> None:
    """Of the year; of a unit that prints none the department's money is what the way can carry."""
    told, untold, department = "上海市普陀区招商中心", "上海市普陀区绿化中心", "上海市普陀区商务委员会"
    own = line_item(None, 60, label="合计", measure=Measure.TOTAL, table=BudgetTable.REVENUE_BY_FUNCTION)
    of_unit = disclosure(own, kind=DisclosureKind.UNIT_BUDGET, organisation=told, sha256="8" * 64)
    units = unit(told), unit(untold)
    of_2024 = disclosure(paid(900), *units, year=2024, sha256="7" * 64)
    reader = MemoryReader.of([disclosure(paid(1000), *units), of_2024, of_unit])
    way = {name: ["一般公共预算", department, name, "普陀区"] for name in (told, untold)}
    expected = [("1000", way[untold]), ("900", way[told]), ("900", way[untold]), ("60", way[told])]
    assert [path for path in paths(reader, GENERAL, REGION) if len(path[1]) == len(way[told])] == expected
    backwards = [path for path in paths(reader, REGION, GENERAL) if len(path[1]) == len(way[told])]
    assert backwards == [(amount, names[::-1]) for amount, names in expected]
    assert [amount for amount, _ in paths(reader, GENERAL, ("Unit", "310107/unit/招商中心"))] == ["900", "60"]


def test_a_source_is_followed_over_what_it_is_part_of_only_where_it_is_not_printed_itself() -> None:
    """The form prints 财政拨款 alone, the department's tables both."""
    appropriation = Funding("FISCAL_APPROPRIATION", yuan(70), source("财政拨款"))
    of_both = line_item(None, 500, label="财政拨款收入", table=BudgetTable.REVENUE_BY_FUNCTION)
    form = msgspec.structs.replace(project(LARGE, amount=80), funding=(appropriation,))
    reader = MemoryReader.of([disclosure(paid(1000), of_both, form)])
    assert paths(reader, GENERAL, of_project(LARGE)) == [
        ("80", ["一般公共预算", "上海市普陀区商务委员会", LARGE]),
        ("70", ["一般公共预算", "财政拨款", LARGE]),
    ]


def dense(year: int, count: int = 20) -> DisclosureFacts:
    """Projects of a year that all rest on the same policies."""
    policies = [citation(f"第{number}号管理办法") for number in range(6)]
    projects = [project(f"项目{number}", *policies, amount=100 + number, year=year) for number in range(count)]
    return disclosure(*projects, unit("上海市普陀区招商中心"), year=year, sha256=str(year) * 16)


class Counted:
    """A reader that counts what it is asked."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.questions = 0

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """Asks the other one."""
        self.questions += sum(not isinstance(plan.root, AboutDataset) for plan in plans)
        return await self.reader.answer(plans)

    def snapshot(self) -> "Counted":
        """Itself."""
        return self

    async def close(self) -> None:
        """Nothing is held."""


def test_projects_of_two_years_are_not_searched() -> None:
    """No step is of both years, so nothing but the two is read."""
    reader = Counted(MemoryReader.of([dense(2024), dense(2025)]))
    assert paths(reader, of_project("项目0", 2024), of_project("项目1", 2025)) == []
    assert reader.questions == 1


def all_joined(years: Sequence[int], count: int) -> Iterator[Step]:
    """Each department with each project, each project with each policy, of several years."""
    for year in years:
        for one, other in permutations(range(count), 2):
            yield Step(("Department", f"{one}"), ("Project", f"{other} {year}"), "PROJECT_OF", year, one * other)
            yield Step(("Project", f"{one} {year}"), ("LegalBasis", f"{other}"), "BASED_ON", year, one)


@pytest.mark.parametrize(("count", "is_cut"), [(10, False), (200, True)])
def test_a_search_ends_at_its_steps(count: int, *, is_cut: bool) -> None:
    """However many ways there are; it says whether it looked at all of them."""
    asked = FundingPaths(("LegalBasis", "1"), ("LegalBasis", "2"), 8, 5000)
    search = Search(all_joined((2024, 2025), count), asked)
    search.best()
    assert (search.is_cut, search.tried <= MOST_TRIED + 1) == (is_cut, True)


def test_the_best_ways_come_first_without_trying_the_rest() -> None:
    """A hundred thousand ways of four steps, of which one is asked for."""
    asked = FundingPaths(("Department", "1"), ("Department", "2"), 2, 1)
    (best,) = Search(all_joined((2025,), 100), asked).best()
    assert (best.nodes, best.fen) == ((("Department", "1"), ("Project", "99 2025"), ("Department", "2")), 99)


@pytest.mark.parametrize(("widest", "expected"), [(200, [False] * 6), (19, [True] * 6)])
def test_what_was_not_followed_is_told(monkeypatch: pytest.MonkeyPatch, widest: int, expected: list[bool]) -> None:
    """A path says whether another may be missing."""
    monkeypatch.setattr(steps, "WIDEST", widest)
    reader = MemoryReader.of([dense(2025)])
    ends = ("LegalBasis", "《第1号管理办法》"), ("LegalBasis", "《第2号管理办法》")
    assert [path["truncated"] for path in found(reader, *ends, longest=2, size=6)] == expected


def test_no_path_is_not_claimed_where_not_all_was_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error says so instead of an empty list."""
    monkeypatch.setattr(around, "MOST_STEPS", 5)
    with pytest.raises(LimitExceeded, match="more lie beside them"):
        paths(MemoryReader.of([dense(2025)]), ("LegalBasis", "《第1号管理办法》"), REGION)
