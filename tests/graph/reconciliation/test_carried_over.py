"""Money carried over from the year before and into the next, as summaries of budgets print it."""

import pytest

from graph.facts import Fact
from graph.terms import CheckStatus, Measure, Side, Topic
from tests.graph.reconciliation.cases import APPROPRIATION, FUND, GENERAL, REVENUE, SPENDING, SUMMARY
from tests.graph.reconciliation.printing import cell, ended, row, stated, statuses

FAILED, PASSED = CheckStatus.FAILED, CheckStatus.PASSED
NAMES = [
    ("上年结转", "结转下年"),
    ("五、上年结转", "八、结转下年"),
    ("（二）上年结转", "（二）结转下年"),
    ("年初结转和结余", "年末结转和结余"),
]


def summary(opening: str, closing: str, *, carried: str = "100元", of_year: bool = True) -> list[Fact]:
    """The summary of a budget of 900元 in the year and 1000元 in all, with the totals of the year or without."""
    income = [("一、财政拨款收入", "600元"), ("二、事业收入", "300元"), ("本年收入合计", "900元"), (opening, carried)]
    outlay = [("一、教育支出", "400元"), ("二、卫生健康支出", "500元"), ("本年支出合计", "900元"), (closing, carried)]
    income.append(("收入总计", "1000元"))
    outlay.append(("支出总计", "1000元"))
    return [
        cell(SUMMARY, label, amount, side=side, row=number)
        for side, lines in ((Side.REVENUE, income), (Side.EXPENDITURE, outlay))
        for number, (label, amount) in enumerate(lines)
        if of_year or not label.startswith("本年")
    ]


RULES = ("T1-INCOME", "T1-EXPENDITURE", "T1=", "T1=T2", "T1=T3")


@pytest.mark.parametrize(("opening", "closing"), NAMES)
@pytest.mark.parametrize("of_year", [True, False])
@pytest.mark.parametrize("total", ["900元", "1000元"])
def test_what_is_carried_over_is_part_of_the_totals(opening: str, closing: str, of_year: bool, total: str) -> None:
    """Whatever its ordinal; the tables by codes may count it or not."""
    facts = [*summary(opening, closing, of_year=of_year), cell(REVENUE, "合计", total), cell(SPENDING, "合计", total)]
    assert {rule: statuses(ended(rule, *facts)) for rule in RULES} == {rule: {PASSED} for rule in RULES}


@pytest.mark.parametrize(("opening", "closing"), NAMES)
def test_a_wrong_carry_over_is_found(opening: str, closing: str) -> None:
    """The totals do not add up with it, and the tables by codes are the year's."""
    facts = [
        *summary(opening, closing, carried="110元"),
        cell(REVENUE, "合计", "900元"),
        cell(SPENDING, "合计", "900元"),
    ]
    broken = ("T1-INCOME", "T1-EXPENDITURE", "T1=T2", "T1=T3")
    assert {rule: statuses(ended(rule, *facts)) for rule in broken} == {rule: {FAILED} for rule in broken}


def test_a_line_that_carries_over_is_no_functional_class() -> None:
    """No table by codes has a class 结转下年."""
    facts = [*summary("上年结转", "八、结转下年"), cell(SPENDING, "教育支出", "400元", code="205")]
    assert "收支总表/八、结转下年" not in {outcome.subject for outcome in ended("T1=T3-CLASSES", *facts)}


def test_the_funds_below_a_carry_over_are_its_parts() -> None:
    """They are numbered anew, and not added again."""
    lines = ["一、一般公共预算资金", "上年结转", "一、一般公共预算资金", "收入总计"]
    amounts = ["900元", "100元", "100元", "1000元"]
    facts = [
        cell(APPROPRIATION, label, amount, side=Side.REVENUE, row=number)
        for number, (label, amount) in enumerate(zip(lines, amounts, strict=True))
    ]
    assert statuses(ended("T4-INCOME", *facts)) == {PASSED}


def test_the_appropriation_carries_over_by_fund() -> None:
    """The general budget's table holds the year's expenditure."""
    facts: list[Fact] = [
        *row(APPROPRIATION, "一、教育支出", 0, side=Side.EXPENDITURE, TOTAL="900元", GENERAL_PUBLIC_BUDGET="900元"),
        *row(APPROPRIATION, "二、结转下年", 1, side=Side.EXPENDITURE, TOTAL="100元", GENERAL_PUBLIC_BUDGET="100元"),
        *row(APPROPRIATION, "支出总计", 2, side=Side.EXPENDITURE, TOTAL="1000元", GENERAL_PUBLIC_BUDGET="1000元"),
        cell(GENERAL, "合计", "900元", Measure.TOTAL),
    ]
    assert statuses(ended("T4=T5", *facts)) == statuses(ended("T4-EXPENDITURE", *facts)) == {PASSED}


@pytest.mark.parametrize(("spent", "status"), [("400元", PASSED), ("500元", PASSED), ("410元", FAILED)])
def test_a_fund_carries_over(spent: str, status: CheckStatus) -> None:
    """Its own table counts what is left for the next year, or does not."""
    facts: list[Fact] = [
        *row(APPROPRIATION, "结转下年", 1, side=Side.EXPENDITURE, TOTAL="100元", GOVERNMENT_FUND="100元"),
        *row(APPROPRIATION, "支出总计", 2, side=Side.EXPENDITURE, TOTAL="500元", GOVERNMENT_FUND="500元"),
        cell(FUND, "合计", spent),
    ]
    assert statuses(ended("T4=T6", *facts)) == {status}


@pytest.mark.parametrize("amount", ["900元", "1000元"])
@pytest.mark.parametrize("of_year", [True, False])
def test_a_sentence_means_the_year_or_all(amount: str, of_year: bool) -> None:
    """收入预算 with what is carried over, or without."""
    facts = [*summary("上年结转", "结转下年", of_year=of_year), stated(Topic.REVENUE, "收入预算", amount)]
    assert statuses(ended("TEXT=TABLE", *facts)) == {PASSED}
