"""What projects share in every store: policies of several projects, and projects that are alike by their policies."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.plan import Compare, Every, Field, First, Operator, Page, Plan, Related, Selection, Shared, Window
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.statements import Question, question_of
from graph.store.records import Snapshot
from graph.terms import DisclosureKind, MoneyUnit
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, project
from tests.graph.store.conftest import Ask
from tests.graph.store.naive import Naive
from tests.graph.store.strategies import fact_sets, shared_plans, similar
from tests.graph.store.test_differential import ANYTHING, ON_A_SERVER, PATIENT
from tests.neo4j_store import Neo4jStore

MEASURE, CATALOGUE, NOTICE, PROGRAMME, STATUTE = "一办法", "一目录", "丙通知", "乙规划", "戊条例"

TAXES = project("税务", citation(MEASURE), citation(STATUTE), amount=50, year=2024)
GREEN = project("绿化", citation(MEASURE), citation(NOTICE), citation(STATUTE), amount=None)
LAMPS = project("路灯", citation(MEASURE, article="第一条"), citation(MEASURE, article="第二条"), citation(PROGRAMME))
LAMPS_AGAIN = project("路灯", citation(MEASURE), is_form=True)
BOOKS = project("图书", citation(PROGRAMME), citation(NOTICE), citation(CATALOGUE), amount=7)

FACTS: Final = [
    disclosure(GREEN, LAMPS, sha256="1" * 64),
    disclosure(LAMPS_AGAIN, sha256="2" * 64, kind=DisclosureKind.PERFORMANCE_TARGETS),
    disclosure(TAXES, sha256="3" * 64, organisation="上海市财政局", year=2024),
    disclosure(BOOKS, sha256="4" * 64, organisation="上海市松江区图书馆", kind=DisclosureKind.UNIT_BUDGET),
]
"""绿化 and 路灯 are a department's in 普陀区, 税务 is one's of the city; 图书 has a unit in 松江区 and no department."""

CITY, PUTUO, SONGJIANG = "310000", "310107", "310117"
ASKED: Final = Shared("projects", years=None, regions=None, min_projects=2, min_departments=0, min_regions=0, size=20)

RESTS_ON_THE_MEASURE: Final = (
    "MATCH (p:Project {name: '图书'}), (b:LegalBasis {title: '一办法'}) CREATE (p)-[:RESTS_ON]->(b) RETURN 1 AS answer"
)
"""As if 乙规划, which 图书 names, carried out 一办法."""


@pytest.fixture(scope="module", params=["memory", NEO4J])
def ask(request: pytest.FixtureRequest) -> Ask:
    """A store with the facts, where one project more rests on 一办法, as a function from a plan to its answer."""
    reader: Reader
    if request.param == "memory":
        graph = assemble(FACTS)
        (project_ref,) = [
            ref for ref, node in graph.nodes.items() if ref[0] == "Project" and node.properties["name"] == "图书"
        ]
        graph.connect("RESTS_ON", project_ref, ("LegalBasis", f"《{MEASURE}》"))
        reader = MemoryReader(Snapshot(graph))
    else:
        store: Neo4jStore = request.getfixturevalue("neo4j_store")
        reader = store.reader_of(FACTS)
        store.execute(RESTS_ON_THE_MEASURE)
    return lambda plan: asyncio.run(reader.answer([plan]))[0]


def names_of(name: str, kind: str, word: str = "name") -> Field:
    """A member that leads to nodes, of which the name is asked."""
    return Field(name, name, Selection({kind: (Field("name", word),)}))


PROJECTS, PROJECT = names_of("projects", "Project"), names_of("project", "Project")
DEPARTMENTS, REGIONS = names_of("departments", "Department"), names_of("regions", "Region")
BASIS, BASES = names_of("legal_basis", "LegalBasis", "title"), names_of("shared_bases", "LegalBasis", "title")
COUNTED = Selection({"Aggregate": (Field("count", "count"),)})
COUNT, SCORE = Field("project_count", "project_count"), Field("score", "score")


def named(*names: str) -> list[dict[str, str]]:
    """Nodes of which the name was asked."""
    return [{"name": name} for name in names]


def shared(ask: Ask, *fields: Field, **asked: Any) -> dict[str, Any]:
    """What is asked of the policies that projects share, by their titles."""
    selection = Selection({"SharedCitation": (BASIS, *fields)})
    answer = ask(Plan(replace(ASKED, **asked), Field("shared", "shared", selection)))
    return {one.pop("legal_basis")["name"]: one for one in answer}


def counts(ask: Ask, **asked: Any) -> list[tuple[str, int]]:
    """The shared policies in their order, with how many projects share them."""
    return [(title, one["project_count"]) for title, one in shared(ask, COUNT, **asked).items()]


def similar_to(ask: Ask, name: str, *fields: Field, size: int = 10) -> list[dict[str, Any]]:
    """What is asked of the projects that are like one."""
    alike = Field("alike", "similar_by_legal_basis", Selection({"SimilarProject": fields}), size=size)
    root = First(("Project",), Compare("name", Operator.EQUAL, name))
    found: list[dict[str, Any]] = ask(Plan(root, Field("one", "one", Selection({"Project": (alike,)}))))["alike"]
    return found


def test_a_shared_policy_shows_each_project_department_and_region_once(ask: Ask) -> None:
    """Neither two documents nor two articles make two projects: an amount is added once, and an absent one is counted."""
    figures = (Field("years", "years"), COUNT, Field("missing", "missing"))
    amounts = (Field("yuan", "total_amount"), Field("wan", "total_amount", unit=MoneyUnit.WAN_YUAN))
    assert shared(ask, PROJECTS, DEPARTMENTS, REGIONS, *figures, *amounts)[MEASURE] == {
        "projects": named("税务", "绿化", "路灯"),
        "departments": named("上海市财政局", "上海市普陀区商务委员会"),
        "regions": named("上海市", "普陀区"),
        "years": [2024, 2025],
        "project_count": 3,
        "missing": 1,
        "yuan": "1050",
        "wan": "0.105",
    }


def test_amounts_that_nobody_discloses_add_up_to_nothing(ask: Ask) -> None:
    """The sum is 0, and `missing` says that it means little."""
    found = shared(ask, Field("sum", "total_amount"), Field("missing", "missing"), min_projects=1, regions=(PUTUO,))
    assert found[NOTICE] == {"sum": "0", "missing": 1}


def test_a_unit_without_a_department_counts_for_its_region(ask: Ask) -> None:
    """A project's region is that of its department, or else of its unit."""
    assert shared(ask, DEPARTMENTS, REGIONS)[PROGRAMME] == {
        "departments": named("上海市普陀区商务委员会"),
        "regions": named("普陀区", "松江区"),
    }


def test_the_lists_of_a_shared_policy_end_at_their_sizes(ask: Ask) -> None:
    """No list is unbounded; the count is of all."""
    cut = [replace(one, size=1) for one in (PROJECTS, DEPARTMENTS, REGIONS, Field("years", "years"))]
    assert shared(ask, *cut, COUNT)[MEASURE] == {
        "projects": named("税务"),
        "departments": named("上海市财政局"),
        "regions": named("上海市"),
        "years": [2024],
        "project_count": 3,
    }


def test_policies_stand_by_projects_then_departments_then_regions_then_key(ask: Ask) -> None:
    """戊条例 is of two departments, 丙通知 and 乙规划 of one; in 2025 they are of two regions, and 一办法 is of one."""
    assert counts(ask) == [(MEASURE, 3), (STATUTE, 2), (NOTICE, 2), (PROGRAMME, 2)]
    assert [title for title, _ in counts(ask, years=(2025,))] == [NOTICE, PROGRAMME, MEASURE]


@pytest.mark.parametrize("size", [0, 1, 2, 9])
def test_the_most_widely_shared_policies_come_first(ask: Ask, size: int) -> None:
    """As many as are asked for."""
    assert counts(ask, size=size) == counts(ask)[:size]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2024,), {MEASURE: 1, STATUTE: 1}),
        ((2025, 2023), {NOTICE: 2, PROGRAMME: 2, MEASURE: 2, STATUTE: 1, CATALOGUE: 1}),
        ((2023,), {}),
        ((), {}),
    ],
)
def test_only_projects_of_the_years_count(ask: Ask, years: tuple[int, ...], expected: dict[str, int]) -> None:
    """An empty list matches nothing."""
    assert dict(counts(ask, years=years, min_projects=1)) == expected


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        ((PUTUO,), {MEASURE: 2, NOTICE: 1, PROGRAMME: 1, STATUTE: 1}),
        ((SONGJIANG,), {NOTICE: 1, PROGRAMME: 1, CATALOGUE: 1}),
        ((CITY,), {MEASURE: 3, STATUTE: 2, NOTICE: 2, PROGRAMME: 2, CATALOGUE: 1}),
        ((PUTUO, CITY, "nowhere"), {MEASURE: 3, STATUTE: 2, NOTICE: 2, PROGRAMME: 2, CATALOGUE: 1}),
        (("nowhere",), {}),
        ((), {}),
    ],
)
def test_only_projects_of_the_regions_count_and_a_city_takes_in_its_districts(
    ask: Ask, regions: tuple[str, ...], expected: dict[str, int]
) -> None:
    """An unknown region matches nothing, and so does an empty list; one that is named twice counts once."""
    assert dict(counts(ask, regions=regions, min_projects=1)) == expected


def test_the_projects_of_a_shared_policy_are_those_that_count(ask: Ask) -> None:
    """The list is of the same years and regions as the figures."""
    found = shared(ask, PROJECTS, COUNT, min_projects=1, years=(2025,), regions=(CITY,))
    assert found[MEASURE] == {"projects": named("绿化", "路灯"), "project_count": 2}
    found = shared(ask, PROJECTS, COUNT, min_projects=1, years=(2024, 2025), regions=(SONGJIANG, PUTUO))
    assert found[MEASURE] == {"projects": named("绿化", "路灯"), "project_count": 2}


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        ({"min_projects": 3}, [MEASURE]),
        ({"min_projects": 4}, []),
        ({"min_projects": 2, "years": (2024,)}, []),
        ({"min_departments": 2}, [MEASURE, STATUTE]),
        ({"min_departments": 3}, []),
        ({"min_departments": 1, "min_projects": 1, "regions": (SONGJIANG,)}, []),
        ({"min_regions": 2}, [MEASURE, STATUTE, NOTICE, PROGRAMME]),
        ({"min_regions": 2, "regions": (PUTUO,)}, []),
    ],
)
def test_a_policy_is_shared_as_widely_as_is_asked(ask: Ask, least: dict[str, Any], expected: Sequence[str]) -> None:
    """By the projects that count: a policy of three may have one in a year. A unit is no department."""
    assert [title for title, _ in counts(ask, **least)] == expected


def test_projects_that_rest_on_a_policy_through_another_count_where_that_is_asked(ask: Ask) -> None:
    """图书 names 乙规划, which carries out 一办法."""
    assert counts(ask, min_projects=3) == [(MEASURE, 3)]
    assert counts(ask, min_projects=3, link="dependent_projects") == [(MEASURE, 4)]
    rest_on = shared(ask, PROJECTS, link="dependent_projects", regions=(SONGJIANG,), min_projects=1)
    assert rest_on[MEASURE] == {"projects": named("图书")}


def test_a_rare_policy_makes_projects_more_alike_than_a_common_one(ask: Ask) -> None:
    """乙规划 is named by two, 一办法 by three. Equal scores stand by key; the project itself is absent."""
    assert similar_to(ask, "路灯", PROJECT, SCORE) == [
        {"project": {"name": "图书"}, "score": 0.5},
        {"project": {"name": "税务"}, "score": 0.333333333333},
        {"project": {"name": "绿化"}, "score": 0.333333333333},
    ]


def test_the_shares_of_all_shared_policies_add_up(ask: Ask) -> None:
    """1/3 and 1/2; what both are based on is named, and nothing else."""
    assert similar_to(ask, "绿化", PROJECT, BASES, SCORE) == [
        {"project": {"name": "税务"}, "shared_bases": named(MEASURE, STATUTE), "score": 0.833333333333},
        {"project": {"name": "图书"}, "shared_bases": named(NOTICE), "score": 0.5},
        {"project": {"name": "路灯"}, "shared_bases": named(MEASURE), "score": 0.333333333333},
    ]


def test_only_what_the_project_names_itself_makes_it_similar(ask: Ask) -> None:
    """图书 rests on 一办法 through 乙规划; 税务, which names 一办法, is not like it."""
    assert [one["project"] for one in similar_to(ask, "图书", PROJECT)] == named("绿化", "路灯")


@pytest.mark.parametrize("size", [0, 1, 2, 9])
def test_the_most_similar_projects_come_first(ask: Ask, size: int) -> None:
    """As many as are asked for."""
    assert similar_to(ask, "绿化", PROJECT, size=size) == similar_to(ask, "绿化", PROJECT)[:size]


@pytest.mark.neo4j
def test_shared_policies_that_are_asked_for_together_have_their_own_projects(neo4j_store: Neo4jStore) -> None:
    """In one statement, with sums below the projects and values of each question below them."""
    neo4j_store.reader_of(FACTS)
    reader = Neo4jReader(neo4j_store.driver, neo4j_store.address.database)

    def asked(region: str, title: str) -> Question:
        cites = Related("legal_basis", Compare("title", Operator.EQUAL, title))
        figures = Selection({"Connection": (Field("count", "total_count"), Field("sum", "aggregate", COUNTED))})
        citations = Field("cites", "citations", figures, window=Window(cites, (), Page(5), title))
        projects = Field("projects", "projects", Selection({"Project": (citations,)}))
        root = replace(ASKED, regions=(region,), min_projects=1, size=1)
        selection = Selection({"SharedCitation": (BASIS, projects)})
        return question_of(Plan(root, Field("shared", "shared", selection)))

    def citing(*citations: int) -> list[dict[str, Any]]:
        return [{"cites": {"count": number, "sum": {"count": number}}} for number in citations]

    with PATIENT:
        together = neo4j_store.run(reader._answered([asked(PUTUO, MEASURE), asked(SONGJIANG, NOTICE)])).values
    assert together == [
        [{"legal_basis": {"name": MEASURE}, "projects": citing(1, 3)}],
        [{"legal_basis": {"name": CATALOGUE}, "projects": citing(1)}],
    ]


@settings(ANYTHING, max_examples=100)
@given(fact_sets, st.data())
def test_whatever_is_shared_has_the_naive_answer(facts: list[DisclosureFacts], data: st.DataObject) -> None:
    """Any filter, any minimum, and anything asked of the projects."""
    answers_as_the_naive_store(MemoryReader(Snapshot(assemble(facts))), facts, data)


@pytest.mark.neo4j
@settings(ON_A_SERVER, max_examples=20)
@given(fact_sets, st.data())
def test_whatever_is_shared_has_the_naive_answer_on_neo4j(
    neo4j_store: Neo4jStore, facts: list[DisclosureFacts], data: st.DataObject
) -> None:
    """The same on a server."""
    answers_as_the_naive_store(neo4j_store.reader_of(facts), facts, data)


def answers_as_the_naive_store(reader: Reader, facts: list[DisclosureFacts], data: st.DataObject) -> None:
    """Shared policies, and all projects with those that are like them; compared as printed."""
    graph = assemble(facts)
    drawn = [data.draw(shared_plans(graph)) for _ in range(4)]
    alike = Selection({"Project": (data.draw(similar(graph, "similar_by_legal_basis", 1)),)})
    drawn.append(Plan(Every(("Project",)), Field("all", "all", alike)))
    answered = asyncio.run(reader.answer(drawn))
    assert [repr(value) for value in answered] == [repr(Naive(graph).answer(plan)) for plan in drawn]
