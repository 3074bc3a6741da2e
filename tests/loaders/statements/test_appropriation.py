"""The year's amount of a project."""

import pytest

from loaders.document import Ledger
from loaders.statements.appropriation import read_appropriation
from tests.loaders.statements.writing import passage


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        ("干部教育工作经费2025年预算1374.02万元", "1374.02万元"),
        ("公务用车购置预算总计为18万元。", "18万元"),
        ("2025年度项目总预算1720.00万；其中认定1720.00万。", "1720.00万"),
        ("795万元", "795万元"),
        ("2025年支付尾款60万元。", "60万元"),
        ("总投资5000万元；2024年预算300万元；2025年预算632.2万元。", "632.2万元"),
        ("2025年度申请财政资金795万元；比上年增加20万元。", "795万元"),
        ("第一季度用款计划15万元；第二季度用款计划15万元。", None),
        ("代表履职费1200元/人。", None),
        ("按实际情况支付。", None),
    ],
)
def test_the_amount_is_the_total_of_the_year(budget: str, expected: str | None) -> None:
    """Neither a price, nor a payment by quarter, nor another year's money."""
    appropriation = read_appropriation(passage(budget), None, 2025, Ledger())
    assert (appropriation.amount and appropriation.amount.text) == expected


def test_the_total_may_stand_behind_its_list() -> None:
    """合计 is the amount where the items add up to it, and is not where they do not."""
    items = ("1、甲：10万元", "2、乙：20万元")
    right = read_appropriation(passage(*items, "合计30万元"), None, 2025, Ledger())
    wrong = read_appropriation(passage(*items, "合计40万元"), None, 2025, Ledger())
    assert (right.amount and right.amount.text, wrong.amount) == ("30万元", None)


def test_the_overview_s_estimate_stands_in() -> None:
    """Where the appropriation prints no total, the overview's estimate is the amount, with its own source."""
    appropriation = read_appropriation(
        passage("1. 培训：共计5万元"), passage("某局实施培训项目，", "经测算，预算资金约为5.00万元。"), 2025, Ledger()
    )
    assert (appropriation.amount and appropriation.amount.text) == "5.00万元"
    assert (appropriation.source and appropriation.source.line) == 2


@pytest.mark.parametrize(("budget", "agrees"), [("共18.0万元", True), ("共18.04万元", True), ("合计共18元", False)])
def test_a_total_against_its_estimate_is_reported(budget: str, agrees: bool) -> None:
    """Beyond rounding neither of the two is taken: one of them has the wrong unit."""
    ledger = Ledger()
    appropriation = read_appropriation(passage(budget), passage("经测算，预算资金约18.0万元。"), 2025, ledger)
    assert (appropriation.amount is not None, len(ledger.problems)) == (agrees, 0 if agrees else 1)
