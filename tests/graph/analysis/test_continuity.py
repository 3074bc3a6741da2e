"""What goes on over the years: linked with a reason, and compared only where it is the same thing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import pytest

from graph.analysis.continuity.described import Described
from graph.analysis.continuity.linking import Family
from graph.analysis.continuity.names import is_alike
from graph.analysis.continuity.successions import successions
from graph.disclosures import DisclosureFacts
from graph.facts import ProjectFact
from graph.identity import parse_node_id
from graph.plan import ByKeys, Compare, Every, Field, Operator, Plan, Selection, Timeline
from graph.reference import SuccessionEntry
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import DisclosureKind
from loaders.load import load_file
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, project
from tests.graph.analysis.following import asked, points
from tests.neo4j_store import Neo4jStore

COMMISSION: Final = "上海市普陀区商务委员会"
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


def of_department(year: int, *names: str, department: str = COMMISSION) -> DisclosureFacts:
    """A department's projects of a year."""
    projects = [project(name, amount=100 + number, year=year) for number, name in enumerate(names)]
    return disclosure(*projects, year=year, organisation=department, sha256=f"{year}".ljust(64, department[-2]))


@pytest.mark.parametrize(
    ("by_year", "expected"),
    [
        ({2024: ["市政道路改造一期工程"], 2025: ["市政道路改造二期工程"]}, {}),
        ({2024: ["第一幼儿园修缮项目"], 2025: ["第二幼儿园修缮项目"]}, {}),
        ({2024: ["社区文化中心A楼修缮"], 2025: ["社区文化中心B楼修缮"]}, {}),
        (
            {2024: ["2024年度信息系统运维"], 2025: ["2025年度信息系统运维经费"]},
            {("2025年度信息系统运维经费", 2025): [("2024年度信息系统运维", 2024, 0.7)]},
        ),
        (
            {2024: ["社区业务培训"], 2025: ["社区业务培训", "社区业务培训费"]},
            {("社区业务培训", 2025): [("社区业务培训", 2024, 1.0)]},
        ),
        (
            {2023: ["社区文化活动中心运行"], 2024: ["社区文化服务中心运行"], 2025: ["社区文化活动中心运行"]},
            {("社区文化活动中心运行", 2025): [("社区文化活动中心运行", 2023, 1.0)]},
        ),
        ({2024: ["社区业务培训"], 2025: ["社区业务培训一览", "社区业务培训费"]}, {("社区业务培训费", 2025): [("社区业务培训", 2024, 0.7)]}),
        ({2024: ["社区业务培训"], 2025: ["社区业务培训班", "社区业务培训费"]}, {}),
        (
            {2024: ["行政执法公务用车采购"], 2025: ["行政执法公务用车购置费（非信息化项目）"]},
            {("行政执法公务用车购置费（非信息化项目）", 2025): [("行政执法公务用车采购", 2024, 0.7)]},
        ),
        *(
            ({2024: [earlier], 2025: [later]}, {})
            for one, other in (
                ("甲路小学修缮工程", "乙路小学修缮工程"),
                ("公共服务中心东区运维", "公共服务中心西区运维"),
                ("公共服务中心运维", "公共服务中心东区运维"),
                ("社区卫生服务中心设备购置上半年", "社区卫生服务中心设备购置下半年"),
                ("社区卫生服务中心设备购置", "社区卫生服务中心设备购置上半年"),
                ("非信息化运维项目经费", "信息化运维项目经费"),
                ("商务楼宇招商引资政策兑现", "商务楼宇招商引税政策兑现"),
            )
            for earlier, later in ((one, other), (other, one))
        ),
    ],
)  # fmt: skip
def test_a_name_is_guessed_only_where_nothing_speaks_against_it(
    by_year: dict[int, list[str]], expected: dict[tuple[str, int], list[tuple[str, int, float]]]
) -> None:
    """No numeral but the year's own, no word in the place of another, no other successor or exact name, no second claim."""
    reader = MemoryReader.of([of_department(year, *names) for year, names in by_year.items()])
    assert linked(reader, "previous_years") == expected


def test_the_guess_of_a_name_compares_few_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 900 names those that share most of their characters, and not each with all others."""
    compared: list[str] = []

    def counting(one: str, other: str) -> bool:
        compared.append(one)
        return is_alike(one, other)

    monkeypatch.setattr("graph.analysis.continuity.names.is_alike", counting)
    streets = [f"{one}{other}" for one in "长寿曹杨真如石泉甘泉宜川万里" for other in "安宁福禄康泰和平文武"]
    kinds = ("道路修缮", "绿化养护", "业务培训", "设备运行", "文化展演", "信息宣传", "社区服务")
    names = [f"{street}街道{kind}" for street in streets for kind in kinds]
    by_year = [(2024, names), (2025, [f"{name}补助" for name in names])]
    projects = [
        Described(f"{year}/{name}", name, year, "310107/department/商务委员会", None)
        for year, some in by_year
        for name in dict.fromkeys(some)
    ]
    assert len(Family(tuple(projects), frozenset()).links) == len(projects) // 2
    assert len(compared) < 20 * len(projects)


def test_one_name_is_one_project_only_under_one_department(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or under one that follows upon the other: a renamed department's projects go on."""
    other, renamed = "上海市普陀区教育局", "上海市普陀区商业委员会"
    entry = SuccessionEntry((COMMISSION,), (renamed,), 2025, 1.0, "机构改革更名。")
    monkeypatch.setattr("graph.analysis.continuity.successions.organisation_successions", lambda: (entry,))
    successions.cache_clear()
    facts = [
        of_department(2024, "业务培训"),
        of_department(2025, "业务培训", department=renamed),
        of_department(2025, "业务培训", department=other),
    ]
    found = linked(MemoryReader.of(facts), "previous_years")
    successions.cache_clear()
    assert found == {("业务培训", 2025): [("业务培训", 2024, 0.9)]}


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


def test_the_shared_documents_lead_over_renamings(shared: Path) -> None:
    """在线学习工作经费 2018 → 2024 → 2025, and 干部考评和人才发展工作经费 → 公务员培训和领导干部测评经费."""
    reader = MemoryReader.of(load_file(path) for path in (shared / "seeds").iterdir())
    links = linked(reader, "previous_years")
    assert links["在线学习工作经费", 2025] == [("在线学习工作经费", 2024, 0.95)]
    assert links["在线学习工作经费", 2024] == [("在线学习工作经费", 2018, 0.9)]
    assert links["公务员培训和领导干部测评经费", 2025] == [("干部考评和人才发展工作经费", 2024, 0.8)]
