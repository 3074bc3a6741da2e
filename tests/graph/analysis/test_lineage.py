"""Where money comes from and goes to: conserved at every level, counted once, and stated only as documents print it."""

import asyncio
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, Final

import msgspec
import pytest

from graph.analysis import AnalysingReader
from graph.plan import Field, Lineage, Plan, Selection
from graph.store import Reader, Value
from graph.store.memory import MemoryReader
from graph.store.neo4j.statements import question_of
from graph.terms import DisclosureKind, LineageLevel, Measure, Stage
from loaders.load import load_file
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, project, unit
from tests.graph.analysis.flowing import amounts, flows, lineage
from tests.graph.analysis.spending import OFFICE, economic, funded, income, spent
from tests.neo4j_store import Neo4jStore

LEVEL: Final = LineageLevel
DEPARTMENT: Final = ("Department", "310107/department/商务委员会")

BUDGET: Final = disclosure(
    *spent("2011301", basic=600),
    *spent("2080505", basic=100),
    *spent("2011308", projects=300),
    economic("30101", "基本工资", 500),
    economic("30201", "办公费", 200),
    project("招商", citation("甲办法"), amount=200),
    unit(OFFICE),
)
FORM: Final = disclosure(
    funded(msgspec.structs.replace(project("招商", citation("甲办法"), amount=200, is_form=True), unit=OFFICE),
           "FISCAL_APPROPRIATION", ("走访", 150)),
    kind=DisclosureKind.PERFORMANCE_TARGETS, sha256="b" * 64,
)  # fmt: skip
OF_THE_UNIT: Final = disclosure(
    *spent("2011301", basic=250),
    *spent("2011308", projects=300),
    economic("30101", "基本工资", 250),
    kind=DisclosureKind.UNIT_BUDGET,
    organisation=OFFICE,
    sha256="c" * 64,
)


@pytest.fixture(params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest) -> Reader:
    """A store with a department's budget, its unit's, and the form of a project that both describe."""
    if request.param == "memory":
        return MemoryReader.of([BUDGET, FORM, OF_THE_UNIT])
    store: Neo4jStore = request.getfixturevalue("neo4j_store")
    return store.reader_of([BUDGET, FORM, OF_THE_UNIT])


def test_money_that_stands_in_several_documents_counts_once(reader: Reader) -> None:
    """In the department's tables and the unit's, in the project's statement and its form."""
    answer = lineage(reader, [LEVEL.DEPARTMENT, LEVEL.UNIT, LEVEL.EXPENDITURE_KIND, LEVEL.PROJECT, LEVEL.SUB_ITEM])
    assert Decimal(answer["total"]) == 1000
    assert amounts(answer, LEVEL.UNIT) == {OFFICE: 550, "未披露": 450}
    assert amounts(answer, LEVEL.PROJECT) == {"非项目支出": 700, "招商": 200, "未披露": 100}
    assert amounts(answer, LEVEL.SUB_ITEM) == {"非项目支出": 700, "走访": 150, "未披露": 150}


def test_what_is_printed_of_two_things_together_is_linked(reader: Reader) -> None:
    """An item's kind of expenditure, a kind's economic items, a project's policy."""
    levels = [LEVEL.FUNCTION_ITEM, LEVEL.EXPENDITURE_KIND, LEVEL.ECONOMIC_ITEM]
    answer = flows(lineage(reader, levels, DEPARTMENT))
    assert answer["行政运行", "基本支出"] == 600
    assert answer["基本支出", "基本工资"] == 500
    assert answer["项目支出", "未披露"] == 300
    basis = flows(lineage(reader, [LEVEL.PROJECT, LEVEL.LEGAL_BASIS], DEPARTMENT))
    assert basis["招商", "甲办法"] == 200


def test_what_is_printed_of_two_things_apart_is_not_linked(reader: Reader) -> None:
    """Which of two items the wages of 本级 are for is not; of the unit there is only one, so it is."""
    answer = flows(lineage(reader, [LEVEL.FUNCTION_ITEM, LEVEL.ECONOMIC_ITEM], DEPARTMENT))
    assert answer["行政运行", "基本工资"] == 250
    assert answer["行政运行", "未披露"] == 350
    assert ("养老保险", "基本工资") not in answer


def test_a_region_holds_its_bodies_and_a_year_all(reader: Reader) -> None:
    """The city holds its districts."""
    for region in ("310107", "310000", None):
        answer = lineage(reader, [LEVEL.REGION, LEVEL.DEPARTMENT], region=region)
        assert flows(answer) == {("普陀区", "上海市普陀区商务委员会"): 1000}
    assert lineage(reader, [LEVEL.REGION], year=2024)["total"] == "0"
    assert lineage(reader, [LEVEL.REGION], stage=Stage.FINAL_ACCOUNTS)["total"] == "0"


def test_a_unit_alone_is_under_its_department(reader: Reader) -> None:
    """With the projects that it carries out."""
    key = "310107/unit/投资促进中心"
    answer = lineage(reader, [LEVEL.DEPARTMENT, LEVEL.UNIT, LEVEL.PROJECT], ("Unit", key))
    assert amounts(answer, LEVEL.DEPARTMENT) == {"上海市普陀区商务委员会": 550}
    assert amounts(answer, LEVEL.PROJECT) == {"非项目支出": 250, "招商": 200, "未披露": 100}


def test_income_that_is_no_appropriation_is_told_where_the_tables_decide() -> None:
    """One other source of an item is its own; two of two kinds are not told apart."""
    of_one = [income("2011301", Measure.OTHER_INCOME, 70)]
    facts = disclosure(*spent("2011301", basic=70, general=0), *spent("2011308", projects=30), *of_one)
    answer = lineage(MemoryReader.of([facts]), [LEVEL.FUNDING_SOURCE, LEVEL.FUNCTION_ITEM])
    assert flows(answer) == {("其他收入", "行政运行"): 70, ("一般公共预算", "招商引资"): 30}
    of_two = [*of_one, income("2011301", Measure.UNDERTAKING_INCOME, 20)]
    facts = disclosure(*spent("2011301", basic=60, projects=30, general=0), *spent("2011308", projects=30), *of_two)
    answer = lineage(MemoryReader.of([facts]), [LEVEL.FUNDING_SOURCE, LEVEL.FUNCTION_ITEM])
    assert flows(answer) == {("未披露", "行政运行"): 90, ("一般公共预算", "招商引资"): 30}


def test_several_policies_of_a_project_are_one_station() -> None:
    """No text divides a project's money among them."""
    facts = disclosure(*spent("2011308", projects=300), project("甲", citation("甲法"), citation("乙法"), amount=300))
    answer = lineage(MemoryReader.of([facts]), [LEVEL.PROJECT, LEVEL.LEGAL_BASIS])
    assert flows(answer) == {("甲", "乙法等2项依据"): 300}


def test_two_aliases_of_a_links_sources_are_answered_each_its_own() -> None:
    """One list asks for pages, another for texts, and both under one key."""

    def links(key: str, *members: Field) -> Field:
        sources = Field("sources", "sources", selection=Selection({"Source": members}))
        return Field(key, "links", selection=Selection({"LineageLink": (sources,)}))

    below = Selection({"LineageGraph": (links("a", Field("it", "page")), links("b", Field("it", "text")))})
    asked = Lineage(DEPARTMENT, None, 2025, Stage.BUDGET, (LEVEL.FUNCTION_ITEM, LEVEL.EXPENDITURE_KIND))
    reader = AnalysingReader(MemoryReader.of([disclosure(*spent("2011308", projects=300, general=0))]))
    (answer,) = asyncio.run(reader.answer([Plan(asked, Field("lineage", "lineage", selection=below))]))
    assert answer == {"a": [{"sources": [{"it": 1}]}], "b": [{"sources": [{"it": "300"}]}]}


def test_the_organisation_departments_money_is_told_with_what_is_not_disclosed(shared: Path) -> None:
    """210 013 800 yuan of appropriation and other income, and the 15 426 521 of projects that no document describes."""
    reader = MemoryReader.of(load_file(path) for path in (shared / "seeds").iterdir())
    levels = [LEVEL.FUNDING_SOURCE, LEVEL.EXPENDITURE_KIND, LEVEL.PROJECT]
    answer = lineage(reader, levels, ("Department", "310000/department/中共上海市委组织部"), year=2024)
    assert amounts(answer, LEVEL.FUNDING_SOURCE) == {"一般公共预算": 210_013_800, "其他收入": 1_113_988}
    projects = amounts(answer, LEVEL.PROJECT)
    assert {name: projects[name] for name in ("非项目支出", "未披露")} == {
        "非项目支出": 132_145_092,
        "未披露": 15_426_521,
    }
    assert (answer["total"], answer["undisclosed"]) == ("211127788", "15426521")


def test_the_lines_of_a_body_are_read_by_the_index_of_their_own() -> None:
    """On Neo4j, however many lines others have: a million nodes more made a lineage take four times as long without it."""

    class Recording(MemoryReader):
        statements: ClassVar[list[str]] = []

        async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
            self.statements.extend(question_of(plan).statement.text for plan in plans)
            return await super().answer(plans)

    lineage(Recording.of([disclosure(*spent("2011308", projects=300, general=0))]), [LEVEL.FUNCTION_ITEM], DEPARTMENT)
    asked = "".join(Recording.statements)
    lines = re.findall(r"MATCH \((n\d+):BudgetLine\)", asked)
    assert len(lines) > 2
    assert re.findall(r"USING INDEX (n\d+):BudgetLine\(line_of, key\)", asked) == lines
