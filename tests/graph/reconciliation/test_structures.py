"""Rules of codes: what the state's classification lists, and under which name."""

import pytest

from graph.facts import LineItem
from graph.terms import BudgetTable, CheckStatus
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
