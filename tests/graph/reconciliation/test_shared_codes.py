"""A code that stands in one table and not in another that lists the same money."""

import pytest

from graph.facts import Fact, UnreadCells
from graph.terms import BudgetTable, CheckStatus
from tests.factories import source
from tests.graph.reconciliation.printing import coded, ended, statuses

SPENDING, GENERAL, REVENUE = (
    BudgetTable.EXPENDITURE_BY_FUNCTION,
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
    BudgetTable.REVENUE_BY_FUNCTION,
)
LISTED: list[Fact] = [*coded(SPENDING, "300元")]
ITEM = "行政运行"


def of_item(rule: str, *facts: Fact) -> set[CheckStatus]:
    """How a rule ends on the item."""
    return statuses([outcome for outcome in ended(rule, *facts) if ITEM in outcome.subject])


def test_a_code_of_one_table_only_is_told_with_what_the_other_lists() -> None:
    """Its row on one side, the other table's group and items on the other."""
    [found] = [
        outcome
        for outcome in ended("T5-CODES-IN-T3", *LISTED, *coded(GENERAL, "300元", item="2010657"))
        if outcome.status is CheckStatus.FAILED
    ]

    assert (found.expected, found.actual) == ("20106 财政事务之下：2010601、2010607", "2010657 行政运行")
    assert [evidence.source.page for evidence in found.expected_sources] == [2, 3, 4]
    assert [evidence.source.page for evidence in found.actual_sources] == [3]


@pytest.mark.parametrize(
    "unread",
    [
        UnreadCells(SPENDING, 9, source("…")),
        UnreadCells(SPENDING, 3, source("…"), code="2010607"),
    ],
    ids=["a row", "a cell"],
)
def test_a_table_with_something_unread_may_have_the_code(unread: UnreadCells) -> None:
    """And so may one whose rows do not add up, since a page of it may be lost."""
    other = coded(GENERAL, "300元", item="2010657")

    assert of_item("T5-CODES-IN-T3", *LISTED, *other, unread) == {CheckStatus.NOT_EXECUTABLE}
    assert of_item("T5-CODES-IN-T3", *LISTED[:3], *other) == {CheckStatus.NOT_EXECUTABLE}


def test_income_that_was_carried_over_is_spent_under_other_codes() -> None:
    """Where the groups of both tables differ, their items may."""
    income = [fact for fact in coded(REVENUE, "300元", item="2010657") if fact.code != "20106"]

    assert of_item("T2-CODES-IN-T3", *LISTED, *income) == set()
