"""What goes on over the years: linked with a reason, and compared only where it is the same thing."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from graph.analysis import AnalysingReader
from graph.analysis.continuity.successions import successions
from graph.facts import DisclosureFacts, ProjectFact
from graph.identity import parse_node_id
from graph.plan import ByKeys, Compare, Every, Field, Operator, Plan, Selection, Timeline
from graph.reference import SuccessionEntry
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, DisclosureKind, MoneyUnit
from loaders.load import load_file
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project
from tests.neo4j_store import Neo4jStore

COMMISSION: Final = "上海市普陀区商务委员会"
DEPARTMENT: Final = ("Department", "310107/department/商务委员会")
OLD_UNIT, NEW_UNIT = "上海市普陀区招商中心", "上海市普陀区投资促进中心"
RENAMED: Final = SuccessionEntry((OLD_UNIT,), (NEW_UNIT,), 2024, 0.9, "更名。")
OF_PROJECTS: Final = SuccessionEntry(("展会",), ("会展服务",), 2024, 0.8, "并入。", COMMISSION)


def of(name: str, year: int, amount: int, unit: str | None = None) -> DisclosureFacts:
    """A document of a year with one project."""
    one: ProjectFact = msgspec.structs.replace(project(name, citation("甲办法"), amount=amount, year=year), unit=unit)
    return disclosure(
        one, year=year, kind=DisclosureKind.PROJECT_STATEMENTS, sha256=f"{abs(hash((name, year, unit))):064x}"[:64]
    )


FACTS: Final = [
    of("招商", 2023, 100, OLD_UNIT),
    of("招商", 2024, 150, NEW_UNIT),
    of("招商", 2025, 120),
    of("展会", 2023, 50),
    of("会展服务", 2024, 70),
    of("外贸促进专项资金", 2023, 10),
    of("外贸促进经费", 2024, 20),
    of("绿化", 2023, 1, OLD_UNIT),
    of("绿化", 2024, 1, "上海市普陀区绿化中心"),
]


@pytest.fixture(params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A store with projects of three years, and two curated successions."""
    monkeypatch.setattr("graph.analysis.continuity.successions.organisation_successions", lambda: (RENAMED,))
    monkeypatch.setattr("graph.analysis.continuity.linking.project_successions", lambda: (OF_PROJECTS,))
    successions.cache_clear()
    if request.param == "memory":
        yield MemoryReader.of(FACTS)
    else:
        store: Neo4jStore = request.getfixturevalue("neo4j_store")
        yield store.reader_of(FACTS)
    successions.cache_clear()


def asked(reader: Reader, plan: Plan) -> Any:
    """The answer to one plan."""
    (answer,) = asyncio.run(AnalysingReader(reader).answer([plan]))
    return answer


OTHER: Final = Field(
    "project", "project", selection=Selection({"Project": (Field("name", "name"), Field("year", "year"))})
)
LINK: Final = Selection({"ProjectLink": (OTHER, Field("confidence", "confidence"), Field("reason", "reason"))})


def linked(reader: Reader, member: str) -> dict[tuple[str, int], list[tuple[str, int, float]]]:
    """The links of all projects in one direction, by name and year."""
    members = (Field("name", "name"), Field("year", "year"), Field("links", member, selection=LINK))
    found = asked(reader, Plan(Every(("Project",)), Field("all", "all", selection=Selection({"Project": members}))))
    return {
        (one["name"], one["year"]): [
            (link["project"]["name"], link["project"]["year"], link["confidence"]) for link in one["links"]
        ]
        for one in found
        if one["links"]
    }


def test_a_project_is_linked_with_the_year_before_by_name_or_by_decision(reader: Reader) -> None:
    """The same name of a succeeding unit or an untold one, a curated renaming, a name that lacks only 专项资金."""
    assert linked(reader, "previous_years") == {
        ("招商", 2024): [("招商", 2023, 0.9)],
        ("招商", 2025): [("招商", 2024, 0.95)],
        ("会展服务", 2024): [("展会", 2023, 0.8)],
        ("外贸促进经费", 2024): [("外贸促进专项资金", 2023, 0.7)],
    }


def test_links_lead_in_both_directions(reader: Reader) -> None:
    """What one project goes back to goes on to it."""
    back = {(one, (name, year)) for one, links in linked(reader, "previous_years").items() for name, year, _ in links}
    forth = {((name, year), one) for one, links in linked(reader, "next_years").items() for name, year, _ in links}
    assert back == forth


def test_a_unit_knows_what_it_follows_upon(reader: Reader) -> None:
    """With the evidence of the curated table; a body that no document names is not linked."""
    body = Selection({kind: (Field("name", "name"),) for kind in ("Department", "Unit")})
    succession = Selection(
        {
            "Succession": (
                Field("from", "from_", selection=body),
                Field("to", "to", selection=body),
                Field("evidence", "evidence"),
            )
        }
    )
    member = Selection({"Unit": (Field("before", "predecessors", selection=succession),)})
    keys = (("Unit", "310107/unit/投资促进中心"), ("Unit", "310107/unit/招商中心"))
    new, old = asked(reader, Plan(ByKeys(keys), Field("units", "units", selection=member)))
    assert new == {"before": [{"from": {"name": OLD_UNIT}, "to": {"name": NEW_UNIT}, "evidence": "更名。"}]}
    assert old == {"before": []}


POINT: Final = Selection(
    {
        "TimelinePoint": (
            Field("year", "year"),
            *(Field(name, name, unit=MoneyUnit.YUAN) for name in ("amount", "change")),
            Field("ratio", "change_ratio"),
            Field("note", "note"),
        )
    }
)


def points(reader: Reader, question: Timeline) -> list[tuple[int, str | None, str | None, str | None]]:
    """Year, amount, change and ratio."""
    below = Selection({"Timeline": (Field("points", "points", selection=POINT),)})
    found = asked(reader, Plan(question, Field("timeline", "timeline", selection=below)))["points"]
    return [(one["year"], one["amount"], one["change"], one["ratio"]) for one in found]


def test_a_project_is_followed_over_the_years(reader: Reader) -> None:
    """From whichever of its years, under whichever name."""
    expected = [(2023, "100", None, None), (2024, "150", "50", "0.500000"), (2025, "120", "-30", "-0.200000")]
    every = asked(
        reader,
        Plan(
            Every(("Project",), Compare("name", Operator.EQUAL, "招商")),
            Field("all", "all", selection=Selection({"Project": (Field("id", "id"),)})),
        ),
    )
    for one in every:
        assert points(reader, Timeline(parse_node_id(one["id"]))) == expected


def budget(year: int, label: str, *amounts: int) -> Sequence[DisclosureFacts]:
    """A body's budgets of a year, each with one item and the total."""
    return [
        disclosure(
            line_item("2011301", amount, label=label),
            line_item(None, amount, label="合计", row=1),
            year=year,
            sha256=f"{year}{number}".ljust(64, "0"),
        )
        for number, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize("code", ["2011301", None])
def test_a_row_is_compared_only_with_what_it_was(code: str | None) -> None:
    """Not over a code that is called otherwise, and not with two amounts of one year; the total of the table goes on."""
    facts = [
        *budget(2022, "行政运行", 10),
        *budget(2023, "行政运行", 20),
        *budget(2024, "机关运行", 30),
        *budget(2025, "机关运行", 40, 50),
    ]
    reader = MemoryReader.of(facts)
    question = Timeline(DEPARTMENT, BudgetTable.EXPENDITURE_BY_FUNCTION, code=code)
    broken = (2024, "30", None, None) if code else (2024, "30", "10", "0.500000")
    assert points(reader, question) == [
        (2022, "10", None, None),
        (2023, "20", "10", "1.000000"),
        broken,
        (2025, None, None, None),
    ]


def test_the_shared_documents_lead_over_renamings(shared: Path) -> None:
    """在线学习工作经费 2018 → 2024 → 2025, and 干部考评和人才发展工作经费 → 公务员培训和领导干部测评经费."""
    reader = MemoryReader.of(load_file(path) for path in (shared / "seeds").iterdir())
    links = linked(reader, "previous_years")
    assert links["在线学习工作经费", 2025] == [("在线学习工作经费", 2024, 0.95)]
    assert links["在线学习工作经费", 2024] == [("在线学习工作经费", 2018, 0.9)]
    assert links["公务员培训和领导干部测评经费", 2025] == [("干部考评和人才发展工作经费", 2024, 0.8)]
