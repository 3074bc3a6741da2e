"""Rules of projects where what is printed decides more than the amounts."""

from datetime import date

import msgspec
import pytest

from graph.facts import CountedParts, Fact, Indicator, PrintedPeriod, UnitPrice
from graph.terms import BudgetTable, CheckStatus, Stage, Topic
from tests.factories import source
from tests.graph.reconciliation.printing import (
    ACCOUNTS,
    BUDGET,
    calculation,
    ended,
    form,
    money,
    row,
    stated,
    statement,
    statuses,
)

FAILED, PASSED, NOT_EXECUTABLE = CheckStatus.FAILED, CheckStatus.PASSED, CheckStatus.NOT_EXECUTABLE


@pytest.mark.parametrize(
    ("expression", "result", "found"),
    [
        ("10×2000", "2万元", (PASSED, "WARNING")),
        ("12×2000", "2万元", (FAILED, "WARNING")),
        ("365×2×335", "24.5万元", (PASSED, "ERROR")),
        ("800×10×6+800×6×12", "10.5万元", (FAILED, "WARNING")),
        ("3×50×300", "54000元", (FAILED, "ERROR")),
    ],
)
def test_rounding_takes_little(expression: str, result: str, found: tuple[CheckStatus, str]) -> None:
    """Half a unit of the last digit, and no twentieth of the amount; less than a unit is a doubt."""
    is_written_out = "+" in expression or expression.count("×") > 1
    rule = "CALCULATION" if is_written_out else "PRICE-QUANTITY"
    said = statement(calculations=(calculation(expression, result, is_written_out=is_written_out),))
    [outcome] = ended(rule, said)
    assert (outcome.status, outcome.severity.value) == found


@pytest.mark.parametrize(("is_complete", "status"), [(True, FAILED), (False, NOT_EXECUTABLE)])
def test_parts_that_fall_short(*, is_complete: bool, status: CheckStatus) -> None:
    """地上 and 地下 are all of a building; of 其中 some may be left out."""
    area = CountedParts(13459, "平方米", (8013, 5356), source("13459平方米", page=3), is_complete)
    assert statuses(ended("COUNT-PARTS", statement(counted_parts=(area,)))) == {status}


@pytest.mark.parametrize(
    ("amount", "accounts", "status"),
    [("36.00万元", False, FAILED), ("34.00万元", False, PASSED), ("36.00万元", True, PASSED)],
)
def test_targets_are_of_projects(amount: str, status: CheckStatus, *, accounts: bool) -> None:
    """In a budget; what accounts call a project with a target may be paid as basic expenditure."""
    stage = Stage.FINAL_ACCOUNTS if accounts else Stage.BUDGET
    facts: list[Fact] = [
        stated(Topic.PERFORMANCE_AMOUNT, "涉及项目预算资金", amount),
        *row(BudgetTable.EXPENDITURE_BY_FUNCTION, "合计", stage=stage, TOTAL="37.00万元", PROJECT="35.00万元"),
    ]
    assert statuses(ended("TARGETS-IN-T3", *facts, kind=ACCOUNTS if accounts else BUDGET)) == {status}


def limited(name: str, value: str, unit: str) -> Indicator:
    """A target of at most so much."""
    return Indicator(name, f"≤{value}({unit})", (source(value, page=6),), operator="≤", value=value, unit=unit)


PRICES = (
    UnitPrice("局级干部体检", money("1500元"), ("人",), source("1500元/人", page=4)),
    UnitPrice("处级干部体检", money("3000元"), ("人",), source("3000元/人", page=4)),
    UnitPrice("培训班", money("550元"), ("人", "天"), source("每人每天不超过550元", page=4)),
)


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ([("局级干部体检费用单价", "1500", "元/人"), ("处级干部体检费用标准", "3000", "元/人")], [PASSED, PASSED]),
        ([("局级干部体检费用单价", "1200", "元/人"), ("处级干部体检费用标准", "3000", "元/人")], [FAILED, PASSED]),
        ([("费用标准", "550", "元/人/天")], [PASSED]),
        ([("费用标准", "450", "元/人/天")], [FAILED]),
        ([("课件单位成本", "8000", "元/课时")], [NOT_EXECUTABLE]),
        ([("慰问标准", "100", "元/人"), ("资料费标准", "100", "元/人")], [NOT_EXECUTABLE, NOT_EXECUTABLE]),
    ],
)
def test_prices_are_held_against_the_target_that_means_them(
    limits: list[tuple[str, str, str]], found: list[CheckStatus]
) -> None:
    """By the name of the item, or where there is only one such target."""
    targets = tuple(limited(*limit) for limit in limits)
    facts = [statement(unit_prices=PRICES), msgspec.structs.replace(form("18000元"), indicators=targets)]
    assert [outcome.status for outcome in ended("INDICATOR-PRICE", *facts)] == found


@pytest.mark.parametrize(("name", "status"), [("参训率", FAILED), ("收入增长率", None)])
def test_a_rate_of_growth_may_be_more_than_all(name: str, status: CheckStatus | None) -> None:
    """A rate of those who are there may not."""
    target = Indicator(name, "≥195.00(%)", (source("195", page=6),), operator="≥", value="195.00", unit="%")
    facts = msgspec.structs.replace(form("18000元"), indicators=(target,))
    assert statuses(ended("INDICATOR-RATE", facts)) == {status or CheckStatus.NOT_APPLICABLE}


def test_the_period_of_a_form_is_where_its_dates_stand() -> None:
    """Not where its name does."""
    said = statement(start=date(2025, 1, 1), end=date(2025, 11, 30))
    dated = msgspec.structs.replace(
        form("5元"), start=date(2025, 1, 1), end=date(2025, 12, 31), schedule_source=source("2025-01-01", page=9)
    )
    [outcome] = ended("PERIOD=FORM", said, dated)
    assert [evidence.source.page for evidence in outcome.expected_sources] == [9]


def test_an_overview_may_speak_of_this_year_alone() -> None:
    """Where the schedule runs over several years, the two are not compared."""
    overview = PrintedPeriod(date(2025, 1, 1), date(2025, 12, 31), source("2025年1月至2025年12月", page=3))
    said = statement(start=date(2025, 1, 1), end=date(2026, 12, 31), overview_period=overview)
    assert statuses(ended("OVERVIEW-PERIOD", said)) == {NOT_EXECUTABLE}
