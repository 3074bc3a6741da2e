"""Where documents are missing, round or contradict each other, a lineage says so and loses no money."""

from typing import Any, Final

import msgspec
import pytest

from graph.analysis.continuity.successions import successions
from graph.analysis.lineage import reading
from graph.disclosures import DisclosureFacts
from graph.errors import BadUserInput, LimitExceeded
from graph.facts import Fact, ProjectFact
from graph.reference import SuccessionEntry
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, DisclosureKind, LineageLevel, Measure, Stage
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project, unit
from tests.graph.analysis.flowing import amounts, flows, lineage
from tests.graph.analysis.spending import CENTRE, OFFICE, economic, funded, in_wan_yuan, income, spent, total
from tests.neo4j_store import Neo4jStore

LEVEL: Final = LineageLevel
DEPARTMENT: Final = ("Department", "310107/department/商务委员会")
COMMISSION: Final = "上海市普陀区商务委员会"
KINDS: Final = [LEVEL.EXPENDITURE_KIND, LEVEL.PROJECT]


def of_unit(*facts: Fact, name: str = OFFICE) -> DisclosureFacts:
    """A unit's budget."""
    return disclosure(*facts, kind=DisclosureKind.UNIT_BUDGET, organisation=name, sha256=name.encode().hex()[-64:])


def form_of(one: ProjectFact, name: str = OFFICE) -> DisclosureFacts:
    """The form of a unit's project."""
    form = msgspec.structs.replace(one, unit=name, is_form=True)
    return disclosure(form, kind=DisclosureKind.PERFORMANCE_TARGETS, sha256="f" * 64)


def told(*documents: DisclosureFacts, levels: list[LineageLevel] = KINDS, **asked: Any) -> dict[str, Any]:
    """The lineage of some documents."""
    return lineage(MemoryReader.of(documents), levels, **asked)


def test_no_body_is_cut_off() -> None:
    """A district of 1,100 departments, and a department of 1,100 units."""
    names = [f"上海市普陀区第{number}中心" for number in range(1100)]
    cells = spent("2011308", projects=300)
    departments = [disclosure(*cells, organisation=name, sha256=f"{n:064x}") for n, name in enumerate(names)]
    assert told(*departments, levels=[LEVEL.REGION], region="310107")["total"] == "330000"
    units = [
        disclosure(*cells, kind=DisclosureKind.UNIT_BUDGET, organisation=name, sha256=f"{n:064x}")
        for n, name in enumerate(names)
    ]
    assert told(disclosure(*map(unit, names)), *units, levels=[LEVEL.DEPARTMENT])["total"] == "330000"


def test_more_than_can_be_read_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to ask instead."""
    documents = [disclosure(*spent("2011308", projects=300), unit(OFFICE)), of_unit(*spent("2011308", projects=300))]
    monkeypatch.setattr(reading, "MOST_READ", 7)
    with pytest.raises(
        LimitExceeded, match=r"print 8 amounts and projects; at most 7 are read. Ask for a smaller region"
    ):
        told(*documents)
    monkeypatch.setattr(reading, "MOST_BODIES", 1)
    with pytest.raises(LimitExceeded, match="More than 1 bodies"):
        told(*documents)


@pytest.mark.parametrize("store", ["memory", NEO4J])
def test_projects_are_the_money_of_a_body_without_tables(store: str, request: pytest.FixtureRequest) -> None:
    """What pays them, their sub-items and policies are known, and no function."""
    documents = [
        disclosure(
            project("党建", citation("甲办法"), amount=500), unit(OFFICE), kind=DisclosureKind.PROJECT_STATEMENTS
        ),
        form_of(funded(project("培训", amount=300), "OTHER_INCOME", ("走访", 150))),
    ]
    reader: Reader = MemoryReader.of(documents)
    if store != "memory":
        neo4j: Neo4jStore = request.getfixturevalue("neo4j_store")
        reader = neo4j.reader_of(documents)
    answer = lineage(reader, [LEVEL.FUNDING_SOURCE, LEVEL.UNIT, LEVEL.FUNCTION_CLASS, LEVEL.PROJECT, LEVEL.SUB_ITEM])
    assert answer["total"] == "800"
    assert amounts(answer, LEVEL.FUNDING_SOURCE) == {"其他收入": 300, "未披露": 500}
    assert amounts(answer, LEVEL.UNIT) == {OFFICE: 300, "未披露": 500}
    assert amounts(answer, LEVEL.FUNCTION_CLASS) == {"未披露": 800}
    assert amounts(answer, LEVEL.PROJECT) == {"党建": 500, "培训": 300}
    assert amounts(answer, LEVEL.SUB_ITEM) == {"走访": 150, "未披露": 650}
    assert lineage(reader, [LEVEL.LEGAL_BASIS])["total"] == "800"
    assert answer["warnings"] == [
        f"No table of the 2025 budget is loaded of {COMMISSION}、{OFFICE}: only the money of described projects is told."
    ]


def test_a_units_form_keeps_the_policies_and_parts_of_the_departments_statement() -> None:
    """One project, though two documents describe it."""
    statement = funded(project("招商", citation("甲办法"), amount=200), "FISCAL_APPROPRIATION", ("走访", 150))
    budget = disclosure(*spent("2011308", projects=300), statement, unit(OFFICE))
    form = form_of(project("招商", citation("乙办法"), amount=200))
    answer = told(budget, form, levels=[LEVEL.PROJECT, LEVEL.SUB_ITEM, LEVEL.LEGAL_BASIS])
    assert amounts(answer, LEVEL.PROJECT) == {"招商": 200, "未披露": 100}
    assert amounts(answer, LEVEL.SUB_ITEM) == {"走访": 150, "未披露": 150}
    assert amounts(answer, LEVEL.LEGAL_BASIS) == {"乙办法等2项依据": 200, "未披露": 100}
    unit_key = ("Unit", "310107/unit/投资促进中心")
    answer = told(budget, form, levels=[LEVEL.PROJECT, LEVEL.SUB_ITEM, LEVEL.LEGAL_BASIS], body=unit_key)
    assert amounts(answer, LEVEL.SUB_ITEM) == {"走访": 150, "未披露": 50}
    assert amounts(answer, LEVEL.LEGAL_BASIS) == {"乙办法等2项依据": 200}


def test_what_a_statement_has_beyond_the_units_form_stays_with_the_project() -> None:
    """The form asks for 60 of the 100."""
    budget = disclosure(*spent("2011308", projects=300), project("招商", amount=100), unit(OFFICE))
    form = form_of(project("招商", amount=60))
    assert flows(told(budget, form)) == {("项目支出", "招商"): 100, ("项目支出", "未披露"): 200}
    answer = told(budget, form, of_unit(*spent("2011308", projects=80)), levels=[LEVEL.UNIT, LEVEL.PROJECT])
    assert flows(answer)[OFFICE, "招商"] == 60
    assert amounts(answer, LEVEL.UNIT) == {OFFICE: 80, "未披露": 220}


def test_a_departments_project_is_told_beside_its_units_budgets_and_claims_none() -> None:
    """Which unit spends it is not printed."""
    budget = disclosure(*spent("2011308", projects=300), project("招商", amount=200), unit(OFFICE), unit(CENTRE))
    units = [of_unit(*spent("2011308", projects=100)), of_unit(*spent("2011308", projects=200), name=CENTRE)]
    assert flows(told(budget, *units)) == {("项目支出", "招商"): 200, ("项目支出", "未披露"): 100}
    answer = told(budget, *units, levels=[LEVEL.UNIT, LEVEL.PROJECT])
    assert flows(answer) == {(OFFICE, "未披露"): 100, (CENTRE, "未披露"): 200}


def test_units_that_published_nothing_are_named() -> None:
    """Where the department published nothing either, their money is in no total."""
    listing = disclosure(unit(OFFICE), unit(CENTRE), kind=DisclosureKind.PROJECT_STATEMENTS)
    answer = told(listing, of_unit(*spent("2011308", projects=60)), levels=[LEVEL.UNIT])
    assert answer["total"] == "60"
    assert answer["warnings"] == [f"Not in the total, since nothing of their 2025 budget is loaded: {CENTRE}."]
    whole = disclosure(*spent("2011308", projects=100), unit(OFFICE), unit(CENTRE))
    answer = told(whole, of_unit(*spent("2011308", projects=60)), levels=[LEVEL.UNIT])
    assert amounts(answer, LEVEL.UNIT) == {OFFICE: 60, "未披露": 40}
    (warning,) = answer["warnings"]
    assert warning.startswith(f"Without a document of the 2025 budget: {CENTRE}. What they spend is in the total")


@pytest.mark.parametrize(("since", "missing"), [(2024, ""), (2025, ""), (2026, f"{CENTRE}、")])
def test_units_that_go_on_in_another_are_not_missing(since: int, missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the year of the curated succession; a unit that goes on elsewhere, or nowhere, is."""
    whole, moved = "上海市普陀区商务促进中心", "上海市普陀区旅游中心"
    entries = (
        SuccessionEntry((CENTRE,), (whole,), since, 0.9, "并入。"),
        SuccessionEntry((moved,), ("上海市普陀区文旅中心",), 2020, 0.9, "更名。"),
    )
    monkeypatch.setattr("graph.analysis.continuity.successions.organisation_successions", lambda: entries)
    successions.cache_clear()
    budget = disclosure(*spent("2011308", projects=100), unit(moved), unit(CENTRE), unit(whole))
    (warning,) = told(budget, of_unit(*spent("2011308", projects=60), name=whole), levels=[LEVEL.UNIT])["warnings"]
    successions.cache_clear()
    assert warning.startswith(f"Without a document of the 2025 budget: {missing}{moved}. What")


def test_what_is_not_loaded_is_refused_and_a_year_without_data_names_those_with() -> None:
    """As a comparison does."""
    budget = disclosure(*spent("2011308", projects=60))
    with pytest.raises(BadUserInput, match="is the id of nothing that is loaded"):
        told(budget, region="310117")
    with pytest.raises(BadUserInput, match="is the id of nothing that is loaded"):
        told(budget, body=("Department", "310107/department/无"))
    for asked in ({"body": DEPARTMENT}, {"region": "310107"}, {}):
        assert told(budget, year=2024, **asked)["warnings"] == [
            "Nothing of the 2024 budget is loaded, there is one of 2025."
        ]
    assert told(budget, stage=Stage.FINAL_ACCOUNTS)["warnings"] == [
        "Nothing of the 2025 final accounts is loaded, nor of any other year."
    ]


def test_what_no_code_tells_of_a_printed_total_is_undisclosed() -> None:
    """In 元 nothing is excused by rounding."""
    cells = [*spent("2011308", projects=100_000), *spent("2011301", basic=400)]
    answer = told(disclosure(total(100_500), *cells), levels=[LEVEL.FUNCTION_ITEM])
    assert amounts(answer, LEVEL.FUNCTION_ITEM) == {"招商引资": 100_000, "行政运行": 400, "未披露": 100}
    assert (answer["total"], answer["undisclosed"], answer["warnings"]) == ("100500", "100", [])


def test_every_rounded_figure_is_told_as_it_is_printed() -> None:
    """And what they differ by is named, at the levels where they do."""
    cells = [
        *spent("2011301", basic=10_200), *spent("2080505", basic=10_200), total(20_300),
        economic("30101", "基本工资", 10_300), economic("30201", "办公费", 10_200),
    ]  # fmt: skip
    budget = disclosure(*in_wan_yuan(cells))
    assert told(budget, levels=[LEVEL.DEPARTMENT])["total"] == "20300"
    answer = told(budget, levels=[LEVEL.FUNCTION_ITEM])
    assert amounts(answer, LEVEL.FUNCTION_ITEM) == {"行政运行": 10_200, "养老保险": 10_200}
    (warning,) = answer["warnings"]
    assert warning.endswith(f"by rounding or by mistake: {COMMISSION} 20400 for 20300 yuan.")
    answer = told(budget, levels=[LEVEL.EXPENDITURE_KIND, LEVEL.ECONOMIC_ITEM])
    assert amounts(answer, LEVEL.ECONOMIC_ITEM) == {"基本工资": 10_300, "办公费": 10_200}
    assert amounts(answer, LEVEL.EXPENDITURE_KIND) == {"基本支出": 20_300, "四舍五入差额": 200}


def test_a_rounded_total_of_more_than_its_parts_has_the_difference_named() -> None:
    """No document says where it is, so it is not disclosed."""
    cells = [*spent("2011301", basic=10_100), *spent("2011308", projects=10_100), total(20_300)]
    answer = told(disclosure(*in_wan_yuan(cells)), levels=[LEVEL.EXPENDITURE_KIND])
    assert amounts(answer, LEVEL.EXPENDITURE_KIND) == {"基本支出": 10_100, "项目支出": 10_100, "四舍五入差额": 100}
    assert (answer["total"], answer["undisclosed"]) == ("20300", "100")


def test_a_project_of_more_money_than_there_is_is_left_out_alone() -> None:
    """The others are told; where only all together are too many, which is wrong is not known, so none is."""
    cells = spent("2011308", projects=300)
    answer = told(disclosure(*cells, project("甲", amount=10_200), project("乙", amount=100)))
    assert flows(answer) == {("项目支出", "乙"): 100, ("项目支出", "未披露"): 200}
    left_out = "Left out, since there is less project expenditure (项目支出) than they come to:"
    assert answer["warnings"] == [f"{left_out} 甲 of {COMMISSION}."]
    answer = told(disclosure(*cells, project("甲", amount=200), project("乙", amount=200)))
    assert flows(answer) == {("项目支出", "未披露"): 300}
    assert answer["warnings"] == [f"{left_out} 乙 of {COMMISSION}、甲 of {COMMISSION}."]


def test_what_is_left_of_several_cells_cites_all_of_them() -> None:
    """Which of them a project takes is not printed."""
    cells = [*spent("2011308", projects=300), *spent("2011301", projects=400)]
    answer = told(disclosure(*cells, project("招商", amount=350)))
    (left,) = [link for link in answer["links"] if link["target"] == "PROJECT:undisclosed"]
    assert {source["text"] for source in left["sources"]} == {"300", "400"}


def test_a_split_of_what_another_split_left_states_no_item() -> None:
    """The first project may have taken any of the two items, so what pays the second is open too."""
    cells = [*spent("2011308", projects=100), *spent("2011301", projects=100)]
    paid = funded(project("甲", amount=150), "GENERAL_PUBLIC_BUDGET")
    answer = told(disclosure(*cells, paid, project("乙", amount=50)), levels=[LEVEL.FUNCTION_ITEM, LEVEL.PROJECT])
    assert flows(answer) == {("招商引资", "未披露"): 100, ("行政运行", "未披露"): 100}


def test_a_unit_that_does_not_print_a_source_is_matched_by_item_and_kind() -> None:
    """Its document lacks the table of the general budget."""
    budget = disclosure(*spent("2011301", basic=1000), *spent("2011308", projects=300), unit(OFFICE))
    office = of_unit(*spent("2011301", basic=400, general=0), *spent("2011308", projects=300))
    answer = told(budget, office, levels=[LEVEL.UNIT, LEVEL.FUNDING_SOURCE])
    assert flows(answer) == {
        (OFFICE, "一般公共预算"): 300, (OFFICE, "未披露"): 400, ("未披露", "一般公共预算"): 600,
    }  # fmt: skip


def test_the_source_of_what_a_unit_leaves_is_told_only_where_it_is_one() -> None:
    """Of 60 general and 40 other, a unit spends 30 of no disclosed source: what is left is 70 of either."""
    other = income("2011301", Measure.OTHER_INCOME, 40)
    of_general = line_item("2011301", 60, measure=Measure.BASIC, table=BudgetTable.GENERAL_BUDGET_BY_FUNCTION)
    budget = disclosure(*spent("2011301", basic=100, general=0), of_general, other, unit(OFFICE))
    answer = told(budget, of_unit(*spent("2011301", basic=30, general=0)), levels=[LEVEL.UNIT, LEVEL.FUNDING_SOURCE])
    assert flows(answer) == {(OFFICE, "未披露"): 30, ("未披露", "未披露"): 70}


def test_units_that_spend_what_their_department_does_not_are_not_told() -> None:
    """One of the documents is wrong, and the warning says whose."""
    budget = disclosure(*spent("2011301", basic=100), unit(OFFICE))
    answer = told(budget, of_unit(*spent("2011308", projects=30)), levels=[LEVEL.UNIT])
    assert amounts(answer, LEVEL.UNIT) == {"未披露": 100}
    (warning,) = answer["warnings"]
    assert warning.startswith(
        f"The documents of {COMMISSION} contradict each other: units spend what the department's own"
    )


def test_a_budget_that_pays_more_than_is_spent_is_told_as_a_contradiction() -> None:
    """Only what is spent is money."""
    of_general = line_item("2011301", 120, measure=Measure.BASIC, table=BudgetTable.GENERAL_BUDGET_BY_FUNCTION)
    answer = told(disclosure(*spent("2011301", basic=100, general=0), of_general), levels=[LEVEL.FUNDING_SOURCE])
    assert amounts(answer, LEVEL.FUNDING_SOURCE) == {"一般公共预算": 100}
    (warning,) = answer["warnings"]
    assert "a budget of appropriation pays more for an item than is spent on it" in warning


def test_a_project_of_a_unit_that_no_department_lists_takes_no_other_units_money() -> None:
    """It is money of its own."""
    listing = disclosure(unit(OFFICE), kind=DisclosureKind.PROJECT_STATEMENTS)
    answer = told(listing, of_unit(*spent("2011308", projects=60)), form_of(project("培训", amount=30), name=CENTRE))
    assert flows(answer) == {("项目支出", "培训"): 30, ("项目支出", "未披露"): 60}


def test_last_years_money_pays_what_the_balances_fell_by() -> None:
    """From 112 to 100 in the year: the 12 that no other source pays."""
    balances = [
        line_item(None, amount, label=label, table=BudgetTable.BALANCE_SUMMARY, row=row)
        for row, (label, amount) in enumerate([("年初结转和结余", 112), ("年末结转和结余", 100)])
    ]
    of_general = line_item("2011301", 88, measure=Measure.BASIC, table=BudgetTable.GENERAL_BUDGET_BY_FUNCTION)
    accounts = [*spent("2011301", basic=100, general=0), of_general, *balances]
    answer = told(disclosure(*accounts), levels=[LEVEL.FUNDING_SOURCE])
    assert amounts(answer, LEVEL.FUNDING_SOURCE) == {"一般公共预算": 88, "上年结转": 12}
