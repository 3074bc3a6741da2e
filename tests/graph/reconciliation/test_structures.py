"""Rules of codes: what the state's classification lists, and under which name."""

import msgspec
import pytest

from graph.disclosures import Coverage, UnreadLine
from graph.documents import Document
from graph.facts import PAGE_WITHOUT_TEXT, ContentsEntry, DatedHeading, LineItem, ListedSection, TablePlace, UnreadCells
from graph.reconciliation import reconcile
from graph.terms import BudgetTable, CheckStatus
from tests.factories import disclosure, source
from tests.graph.reconciliation.printing import cell, ended, statuses

GENERAL = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
BASIC = BudgetTable.BASIC_BY_ECONOMIC
FAILED, PASSED, NOT_EXECUTABLE = CheckStatus.FAILED, CheckStatus.PASSED, CheckStatus.NOT_EXECUTABLE


def coded(code: str, name: str) -> LineItem:
    """A row of a code."""
    return cell(BASIC if code.startswith("3") else GENERAL, name, "5元", code=code)


@pytest.mark.parametrize(
    ("code", "status"),
    [("206", PASSED), ("218", FAILED), ("225", FAILED), ("2060588", PASSED), ("30102", PASSED), ("30122", FAILED)],
)
def test_a_code_is_in_the_list(code: str, status: CheckStatus) -> None:
    """By its class; by its group where all groups of the class are known."""
    assert statuses(ended("CODE-CLASS", coded(code, "支出"))) == {status}


@pytest.mark.parametrize(
    ("code", "name", "year", "status"),
    [
        ("210", "卫生健康支出", 2025, PASSED),
        ("210", "医疗卫生与计划生育支出", 2025, FAILED),
        ("210", "医疗卫生与计划生育支出", 2018, NOT_EXECUTABLE),
        ("206", "教育支出", 2025, FAILED),
        ("2210203", "提租补贴", 2025, FAILED),
        ("30213", "维修(护)费", 2025, PASSED),
        ("30213", "维修护费", 2025, PASSED),
        ("30108", "机关事业单位基本养老保险", 2025, NOT_EXECUTABLE),
        ("2060588", "科技专项", 2025, NOT_EXECUTABLE),
        ("206", "教育支出", 2099, NOT_EXECUTABLE),
    ],
)
def test_a_code_bears_its_name(code: str, name: str, year: int, status: CheckStatus) -> None:
    """Of the document's year, with whatever brackets; what is not known of that year is not judged."""
    assert statuses(ended("CODE-LISTED-NAME", coded(code, name), year=year)) == {status}


def test_a_name_in_other_brackets_is_the_same_name() -> None:
    """In two tables of one document."""
    revenue = cell(BudgetTable.REVENUE_BY_FUNCTION, "党委办公厅(室)", "5元", code="20131")
    assert statuses(ended("CODE-NAME", revenue, cell(GENERAL, "党委办公厅〔室〕", "5元", code="20131"))) == {PASSED}


def test_a_missing_parent_is_told_once() -> None:
    """Not once for each of its children."""
    children = [cell(GENERAL, name, "5元", code=f"20502{name}", row=int(name)) for name in ("01", "02", "03")]
    outcomes = ended("CODE-PARENT", coded("205", "教育支出"), coded("20501", "教育管理事务"), *children)
    assert [outcome.status for outcome in outcomes] == [PASSED, FAILED]


def test_a_listed_section_that_stands_nowhere() -> None:
    """项目经费情况说明 in the list of contents, and nothing behind it."""
    entry = ListedSection("七、项目经费情况说明", source("七、项目经费情况说明", page=2))
    assert statuses(ended("CONTENTS", entry)) == {FAILED}


def test_a_title_that_was_not_read_may_be_the_listed_one() -> None:
    """Then nobody knows whether the table is there."""
    facts = disclosure(ContentsEntry(GENERAL, "一般公共预算支出表", source("五", page=2)))
    unread = UnreadLine(source("2025年部门国有资本经营预算支出表", page=18), "no rule reads or ignores this line")
    coverage = Coverage(tables_found=8, tables_expected=9, rows_read=0, unread=(unread,))
    document = Document.of(msgspec.structs.replace(facts, coverage=coverage))
    assert statuses([one for one in reconcile(document) if one.rule == "CONTENTS"]) == {NOT_EXECUTABLE}


def test_a_column_of_last_year_stands_beside_one_of_its_own() -> None:
    """2024年决算数 beside 2025年决算数 is no wrong year."""
    headings = [DatedHeading(f"{year}年决算数", source(f"{year}年决算数", page=5)) for year in (2024, 2025)]
    assert statuses(ended("HEADING-YEAR", *headings)) == {PASSED}


@pytest.mark.parametrize(("lost", "status"), [(3, NOT_EXECUTABLE), (1, FAILED), (9, FAILED)])
def test_a_listed_table_may_stand_on_a_page_without_text(lost: int, status: CheckStatus) -> None:
    """Between the tables that the list of contents names before and behind it."""
    tables = (BudgetTable.BALANCE_SUMMARY, BudgetTable.REVENUE_BY_FUNCTION, BudgetTable.EXPENDITURE_BY_FUNCTION)
    entries = [ContentsEntry(table, table.value, source(table.value, page=1)) for table in tables]
    places = [TablePlace(table, "表", source("表", page=page)) for table, page in ((tables[0], 2), (tables[2], 4))]
    document = disclosure(*entries, *places)
    unread = (UnreadLine(source("", page=lost), PAGE_WITHOUT_TEXT),)
    coverage = msgspec.structs.replace(document.coverage, tables_found=8, unread=unread)
    outcomes = reconcile(Document.of(msgspec.structs.replace(document, coverage=coverage)))

    [found] = [outcome for outcome in outcomes if outcome.rule == "CONTENTS" and outcome.subject == "目录/收入表"]
    assert found.status is status


def test_a_group_is_held_to_its_items_where_its_table_lists_items() -> None:
    """A table that stops at the groups lacks nothing; one of which a row is unread may have the item."""
    group = cell(GENERAL, "税收事务", "5元", code="20107", row=9)
    items = [cell(GENERAL, "财政事务", "5元", code=code, row=3) for code in ("20106", "2010601")]
    unread = UnreadCells(GENERAL, 10, source("…", page=13))

    assert statuses(ended("CODE-PARTS", coded("201", "一般公共服务支出"), group)) == {PASSED}
    assert [one.status for one in ended("CODE-PARTS", *items, group)] == [PASSED, FAILED]
    assert [one.status for one in ended("CODE-PARTS", *items, group, unread)] == [PASSED, NOT_EXECUTABLE]
