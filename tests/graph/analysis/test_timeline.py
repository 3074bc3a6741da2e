"""Money over the years: of one row, of one body, of one project, and compared only where both years hold the same."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pytest

from graph.analysis.continuity.successions import successions
from graph.disclosures import DisclosureFacts
from graph.errors import BadUserInput
from graph.facts import LineItem, ProjectFact
from graph.identity import fold, parse_node_id
from graph.plan import Compare, Every, Field, Operator, Plan, Selection, Timeline
from graph.reference import SuccessionEntry
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.terms import BudgetTable, DisclosureKind, Measure, MoneyUnit, Stage
from loaders.load import load_file
from tests.factories import COMMISSION, disclosure, line_item, project
from tests.graph.analysis.following import asked, notes, points

ROOT: Final = Path(__file__).resolve().parents[3]
DEPARTMENT: Final = ("Department", "310107/department/商务委员会")
WANLI: Final = ("Department", "310107/department/人民政府万里街道办事处")
PLANNING: Final = ("Department", "310107/department/规划和自然资源局")
FINANCE: Final = ("Department", "310107/department/财政局")
ORGANISATION: Final = "310000/unit/干部教育培训中心|2025|"


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


@pytest.mark.parametrize("kind", ["Department", "Unit", "Project", "BudgetLine"])
def test_what_is_not_there_is_refused(kind: str) -> None:
    """No money would be told of nothing; a known body that prints nothing of the row has no points."""
    reader = MemoryReader.of(budget(2025, "行政运行", 10))
    with pytest.raises(BadUserInput, match="is the id of nothing that is loaded"):
        points(reader, Timeline((kind, "310107/无")))
    assert points(reader, Timeline(DEPARTMENT, BudgetTable.THREE_PUBLIC)) == []


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


def printed(year: int, *lines: LineItem, stage: Stage = Stage.BUDGET) -> DisclosureFacts:
    """A body's document of a year."""
    kind = DisclosureKind[f"DEPARTMENT_{stage.value}"]
    items = (msgspec.structs.replace(line, stage=stage, row=row) for row, line in enumerate(lines))
    return disclosure(*items, year=year, kind=kind, sha256=f"{year}{stage.value}".ljust(64, "0"))


def line_called(label: str, reader: Reader) -> tuple[str, str]:
    """The one line of a name."""
    below = Selection({"BudgetLine": (Field("id", "id"),)})
    plan = Plan(Every(("BudgetLine",), Compare("label", Operator.EQUAL, label)), Field("lines", "lines", below))
    (found,) = asked(reader, plan)
    return parse_node_id(found["id"])


def test_a_code_that_moved_is_shown_as_broken() -> None:
    """The name stands at another code: its amount is not taken for that of the asked one, and the note names it."""
    reader = MemoryReader.of(
        [
            printed(2024, line_item("2010350", 100, label="事业运行"), line_item("2010301", 1)),
            printed(2025, line_item("2010399", 120, label="事业运行"), line_item("2010301", 2)),
        ]
    )
    old = Timeline(DEPARTMENT, BudgetTable.EXPENDITURE_BY_FUNCTION, code="2010350")
    assert points(reader, old) == [(2024, "100", None, None), (2025, None, None, None)]
    assert notes(reader, old) == [None, "事业运行该年列于科目2010399，科目2010350未印，未作接续。"]
    new = Timeline(DEPARTMENT, BudgetTable.EXPENDITURE_BY_FUNCTION, code="2010399")
    assert points(reader, new) == [(2024, None, None, None), (2025, "120", None, None)]


def test_a_name_that_stands_at_two_codes_in_one_year_has_not_moved() -> None:
    """行政运行 is an item of many groups: where one of them is missing, the other is no successor."""
    both = (line_item("2010301", 1), line_item("2011301", 2))
    reader = MemoryReader.of([printed(2024, *both), printed(2025, line_item("2011301", 3))])
    assert points(reader, Timeline(DEPARTMENT, code="2010301")) == [(2024, "1", None, None)]


def test_a_row_without_a_code_is_followed_by_its_name() -> None:
    """Whatever its number; neither the total nor another row is taken for it."""
    table = BudgetTable.BALANCE_SUMMARY

    def of_year(year: int, ordinal: str, health: int) -> DisclosureFacts:
        return printed(
            year,
            line_item(None, health, label=f"{ordinal}、卫生健康支出", table=table),
            line_item(None, 7, label="八、住房保障支出", table=table),
            line_item(None, 100 + health, label="支出总计", table=table),
        )

    reader = MemoryReader.of([of_year(2024, "六", 20), of_year(2025, "七", 25)])
    assert points(reader, Timeline(line_called("七、卫生健康支出", reader))) == [
        (2024, "20", None, None),
        (2025, "25", "5", "0.250000"),
    ]
    assert points(reader, Timeline(DEPARTMENT, table)) == [(2024, "120", None, None), (2025, "125", "5", "0.041667")]


def test_totals_of_one_document_do_not_contradict_each_other() -> None:
    """Accounts print 本年支出合计 and 支出总计, of which the first is a part."""
    table = BudgetTable.BALANCE_SUMMARY
    totals = [
        line_item(None, amount, label=label, table=table) for label, amount in (("本年支出合计", 90), ("支出总计", 100))
    ]
    reader = MemoryReader.of([printed(2024, *totals, stage=Stage.FINAL_ACCOUNTS)])
    assert points(reader, Timeline(DEPARTMENT, table)) == [(2024, "100", None, None)]


def test_basic_expenditure_of_accounts_is_the_sum_of_its_parts() -> None:
    """They print 人员经费合计 and 公用经费合计 instead of one total; each of them can be followed by itself."""
    table = BudgetTable.BASIC_BY_ECONOMIC
    parts = [
        line_item(None, amount, label=label, table=table)
        for label, amount in (("人员经费合计", 90), ("公用经费合计", 10))
    ]
    reader = MemoryReader.of([printed(2024, *parts, stage=Stage.FINAL_ACCOUNTS)])
    assert points(reader, Timeline(DEPARTMENT, table)) == [(2024, "100", None, None)]
    assert points(reader, Timeline(line_called("公用经费合计", reader))) == [(2024, "10", None, None)]


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[SuccessionEntry]]:
    """Curated decisions on bodies and projects, which a test fills."""
    entries: list[SuccessionEntry] = []
    monkeypatch.setattr(
        "graph.analysis.continuity.successions.organisation_successions",
        lambda: tuple(entry for entry in entries if entry.of is None),
    )
    monkeypatch.setattr(
        "graph.analysis.continuity.linking.project_successions",
        lambda: tuple(entry for entry in entries if entry.of is not None),
    )
    successions.cache_clear()
    yield entries
    successions.cache_clear()


ONE, OTHER, WHOLE = "上海市普陀区甲中心", "上海市普陀区乙中心", "上海市普陀区丙中心"


def budget_of(name: str, year: int, amount: int) -> DisclosureFacts:
    """A unit's budget."""
    total = line_item(None, amount, label="合计")
    digest = f"{year}{name[-3:].encode().hex()}".ljust(64, "0")
    return disclosure(total, kind=DisclosureKind.UNIT_BUDGET, organisation=name, year=year, sha256=digest)


def unit_named(name: str) -> tuple[str, str]:
    """The unit."""
    return "Unit", f"310107/unit/{name[6:]}"


def test_a_merger_is_compared_with_all_of_its_parts(decided: list[SuccessionEntry]) -> None:
    """Equal amounts of two bodies are two amounts; from one part alone no change is told, and each change of body is noted."""
    decided += [SuccessionEntry((name,), (WHOLE,), 2025, 1.0, f"{name}并入。") for name in (ONE, OTHER)]
    reader = MemoryReader.of([budget_of(ONE, 2024, 100), budget_of(OTHER, 2024, 100), budget_of(WHOLE, 2025, 160)])
    assert points(reader, Timeline(unit_named(WHOLE))) == [
        (2024, "100", None, None),
        (2024, "100", None, None),
        (2025, "160", "-40", "-0.200000"),
    ]
    assert notes(reader, Timeline(unit_named(WHOLE)))[-1] == f"{ONE}并入。 {OTHER}并入。 与合并前各部分之和相比。"
    assert points(reader, Timeline(unit_named(ONE))) == [(2024, "100", None, None), (2025, "160", None, None)]
    assert notes(reader, Timeline(unit_named(ONE)))[-1] == f"{ONE}并入。 合并或拆分的各部分未全部列出，不作比较。"


def test_a_part_that_is_not_disclosed_leaves_a_merger_open(decided: list[SuccessionEntry]) -> None:
    """The other part's money is not growth."""
    decided += [SuccessionEntry((name,), (WHOLE,), 2025, 1.0, "并入。") for name in (ONE, OTHER)]
    reader = MemoryReader.of([budget_of(ONE, 2024, 100), budget_of(WHOLE, 2025, 160)])
    assert points(reader, Timeline(unit_named(WHOLE))) == [(2024, "100", None, None), (2025, "160", None, None)]


def test_a_body_that_was_split_is_compared_with_none_of_its_heirs(decided: list[SuccessionEntry]) -> None:
    """Whichever of them is asked for."""
    decided.append(SuccessionEntry((WHOLE,), (ONE, OTHER), 2025, 1.0, "拆分。"))
    reader = MemoryReader.of([budget_of(WHOLE, 2024, 160), budget_of(ONE, 2025, 100), budget_of(OTHER, 2025, 60)])
    assert points(reader, Timeline(unit_named(ONE))) == [(2024, "160", None, None), (2025, "100", None, None)]
    assert notes(reader, Timeline(unit_named(ONE)))[-1] == "拆分。 拆分为多个，不作比较。"


def test_a_renamed_body_goes_on(decided: list[SuccessionEntry]) -> None:
    """With the evidence of its new name."""
    decided.append(SuccessionEntry((ONE,), (WHOLE,), 2025, 1.0, "更名。"))
    reader = MemoryReader.of([budget_of(ONE, 2024, 100), budget_of(WHOLE, 2025, 160), budget_of(WHOLE, 2026, 80)])
    assert points(reader, Timeline(unit_named(ONE))) == [
        (2024, "100", None, None),
        (2025, "160", "60", "0.600000"),
        (2026, "80", "-80", "-0.500000"),
    ]
    assert notes(reader, Timeline(unit_named(ONE))) == [None, "更名。", None]


def of_year(year: int, **amounts: int) -> DisclosureFacts:
    """A department's projects of a year."""
    projects = [project(name, amount=amount, year=year) for name, amount in amounts.items()]
    return disclosure(*projects, year=year, sha256=f"{year}".ljust(64, "0"))


def project_of(name: str, year: int) -> Timeline:
    """The timeline of a department's project."""
    return Timeline(("Project", f"{DEPARTMENT[1]}|{year}|{name}"))


@pytest.mark.parametrize(
    ("is_whole", "change", "ratio"), [(True, "10", "0.050000"), (False, None, None)], ids=["all parts", "further parts"]
)
def test_merged_projects_are_added_up_if_all_are_known(
    decided: list[SuccessionEntry], *, is_whole: bool, change: str | None, ratio: str | None
) -> None:
    """甲 and 乙, 100 each, become 丙."""
    entry = SuccessionEntry(("甲经费", "乙经费"), ("丙经费",), 2025, 0.8, "合并列支。", fold(COMMISSION), is_whole)
    decided.append(entry)
    reader = MemoryReader.of([of_year(2024, 甲经费=100, 乙经费=100), of_year(2025, 丙经费=210)])
    assert points(reader, project_of("丙经费", 2025)) == [
        (2024, "100", None, None),
        (2024, "100", None, None),
        (2025, "210", change, ratio),
    ]
    assert points(reader, project_of("甲经费", 2024)) == [(2024, "100", None, None), (2025, "210", None, None)]


@pytest.mark.parametrize(("exact", "amounts"), [(99_960, ["99960"]), (90_000, ["100000", "90000"])])
def test_a_statement_and_its_form_are_one_amount(exact: int, amounts: Sequence[str]) -> None:
    """The statement prints 万元, the form yuan; amounts that rounding does not explain stay two."""
    form: ProjectFact = msgspec.structs.replace(
        project("招商", amount=exact, is_form=True), department=COMMISSION, unit=ONE
    )
    facts = [
        disclosure(project("招商", amount=100_000), sha256="1" * 64),
        disclosure(form, sha256="2" * 64),
        of_year(2024, 招商=1),
    ]
    found = points(MemoryReader.of(facts), project_of("招商", 2024))
    assert sorted(amount or "" for year, amount, *_ in found if year == 2025) == amounts


def test_sources_under_two_aliases_select_what_they_ask_for() -> None:
    """The text under one, the page under another."""
    members = Selection(
        {
            "TimelinePoint": (
                Field("texts", "sources", selection=Selection({"Source": (Field("text", "text"),)})),
                Field("pages", "sources", selection=Selection({"Source": (Field("page", "page"),)})),
            )
        }
    )
    below = Selection({"Timeline": (Field("points", "points", selection=members),)})
    plan = Plan(Timeline(DEPARTMENT), Field("timeline", "timeline", selection=below))
    reader = MemoryReader.of(budget(2024, "行政运行", 10))
    assert asked(reader, plan)["points"] == [{"texts": [{"text": "10"}], "pages": [{"page": 1}]}]


@pytest.fixture(scope="module")
def real(shared: Path) -> Reader:
    """The shared documents."""
    return MemoryReader.of(
        load_file(path) for folder in ("seeds", "disclosures") for path in (shared / folder).iterdir()
    )


def test_rows_of_the_shared_documents_are_followed(real: Reader) -> None:
    """公务接待费 in 万元, the basic expenditure and the summary of accounts, and a class of the summary of a budget."""
    reception = Timeline(WANLI, BudgetTable.THREE_PUBLIC, Measure.RECEPTION)
    assert points(real, reception) == [(2024, "13500", None, None), (2025, "13500", "0", "0.000000")]
    assert points(real, Timeline(FINANCE, BudgetTable.BASIC_BY_ECONOMIC)) == [(2024, "23369100", None, None)]
    assert points(real, Timeline(PLANNING, BudgetTable.BALANCE_SUMMARY)) == [(2024, "98593800", None, None)]


def test_projects_of_the_shared_documents_are_followed(real: Reader) -> None:
    """在线学习工作经费 from the form of 2018 on; of 公务员培训和领导干部测评经费 a part is not known before 2025."""
    assert points(real, Timeline(("Project", f"{ORGANISATION}在线学习工作经费"))) == [
        (2018, "10310000", None, None),
        (2024, "9280000", "-1030000", "-0.099903"),
        (2025, "9280000", "0", "0.000000"),
    ]
    assert points(real, Timeline(("Project", f"{ORGANISATION}公务员培训和领导干部测评经费"))) == [
        (2018, "1665500", None, None),
        (2024, "811100", "-854400", "-0.512999"),
        (2025, "7762660", None, None),
    ]


def test_the_table_of_the_documentation_holds(real: Reader) -> None:
    """docs/analysis.md shows 在线学习工作经费 2018 → 2024 → 2025 over the shared documents, each with what prints it."""
    unit = Field("unit", "unit", selection=Selection({"Unit": (Field("name", "name"),)}))
    document = Field("disclosure", "disclosure", selection=Selection({"Disclosure": (Field("file", "file_name"),)}))
    place = Selection({"Source": (Field("line", "line"), Field("text", "text"), document)})
    point = (
        *(Field(name, name, unit=MoneyUnit.WAN_YUAN) for name in ("year", "amount", "change", "change_ratio", "note")),
        Field("entity", "entity", selection=Selection({"Project": (unit,)})),
        Field("sources", "sources", selection=place),
    )
    points = Field("points", "points", selection=Selection({"TimelinePoint": point}))
    asked_for = Timeline(("Project", f"{ORGANISATION}在线学习工作经费"))
    found = asked(real, Plan(asked_for, Field("timeline", "timeline", selection=Selection({"Timeline": (points,)}))))
    lines = ["| | 实施单位 | 万元 | 变动 | | 说明 | 出处 |", "|--:|---|--:|--:|--:|---|---|"]
    for one in found["points"]:
        amount = one["sources"][-1]
        body = one["entity"]["unit"]["name"] if one["entity"]["unit"] else None
        cells = [one["year"], body, one["amount"], one["change"], one["change_ratio"], one["note"]]
        printed_at = f"`{amount['disclosure']['file']}`, line {amount['line']}: {amount['text']}"
        lines.append(f"| {' | '.join(str(cell or '—') for cell in cells)} | {printed_at} |")
    text = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    assert "\n".join(lines) in text
