"""Rules of the sentences where a word or the template's way of saying it decides."""

from typing import Any

import pytest

from graph.facts import Fact
from graph.terms import BudgetTable, CheckStatus, Direction, Stage, Topic
from tests.graph.reconciliation.narrative_cases import RUNNING
from tests.graph.reconciliation.printing import ACCOUNTS, coded, ended, stated, statuses

FAILED, PASSED, NOT_EXECUTABLE = CheckStatus.FAILED, CheckStatus.PASSED, CheckStatus.NOT_EXECUTABLE


def moved(amount: str, prior: str | None, **said: Any) -> list[Fact]:
    """An item with what it is compared with."""
    before = [stated(Topic.RECEPTION, "公务接待费", prior, year=2024)] if prior else []
    return [*before, stated(Topic.RECEPTION, "公务接待费", amount, compared_year=2024, **said)]


@pytest.mark.parametrize(
    ("amount", "prior", "said", "status"),
    [
        ("10.00万元", "10.00万元", {"direction": Direction.UNCHANGED}, PASSED),
        ("10.00万元", "10.40万元", {"direction": Direction.UNCHANGED}, FAILED),
        ("10.00万元", "10.40万元", {"direction": Direction.NEARLY_UNCHANGED}, PASSED),
        ("10.00万元", "12.00万元", {"direction": Direction.NEARLY_UNCHANGED}, FAILED),
        ("10.00万元", "10.00万元", {"direction": Direction.INCREASE, "ratio": "0.00"}, NOT_EXECUTABLE),
        ("0万元", None, {"direction": Direction.INCREASE, "ratio": "10"}, FAILED),
        ("10.00万元", None, {"direction": Direction.INCREASE, "change": "2.00万元"}, NOT_EXECUTABLE),
        ("10.00万元", None, {"direction": Direction.INCREASE, "change": "12.00万元"}, FAILED),
    ],
)
def test_a_direction_is_what_the_figures_do(
    amount: str, prior: str | None, said: dict[str, Any], status: CheckStatus
) -> None:
    """持平 to the last printed digit, 基本持平 nearly; what only one figure says is not passed."""
    assert statuses(ended("DIRECTION", *moved(amount, prior, **said))) == {status}


def test_a_wrong_direction_is_told_in_words() -> None:
    """With the figures in the message and their places on the side of what they give."""
    [outcome] = ended("DIRECTION", *moved("3.00万元", "4.00万元", direction=Direction.INCREASE))
    assert (outcome.expected, outcome.actual) == ("减少", "增加")
    assert outcome.message.endswith("由4.00万元到3.00万元，应为“减少”")
    assert len(outcome.expected_sources) == 2


@pytest.mark.parametrize(
    ("amount", "decided"),
    [("120.00万元", "，按所印各数应为“增加”"), ("80.00万元", "，按所印各数应为“减少”"), ("500.00万元", "")],
)
def test_of_two_opposite_words_the_figures_tell_which_is_wrong(amount: str, decided: str) -> None:
    """20.00万元 are 20% of 100 before 120, and 20% of 100 before 80; of 500 they are neither."""
    said = {"change": "20.00万元", "ratio": "20.00", "ratio_direction": Direction.INCREASE}
    (found,) = ended("RATE-DIRECTION", *moved(amount, None, direction=Direction.DECREASE, **said))

    assert found.message == f"“2025年预算 公务接待费”的增减额与增减率应同为增加或同为减少{decided}"
    assert (found.expected, found.actual) == ("减少20.00万元", "增加20.00%")


def test_a_rate_from_nothing_is_told_in_words() -> None:
    """无增减率 stands against the printed rate."""
    said = {"direction": Direction.INCREASE, "ratio": "100.00"}
    [outcome] = ended("ZERO-GROWTH", *moved("3.00万元", "0.00万元", **said))
    assert (outcome.expected, outcome.actual) == ("无增减率", "100.00%")


@pytest.mark.parametrize(("code", "status"), [("2010601", PASSED), ("2020601", FAILED), ("2010607", FAILED)])
def test_a_code_in_a_sentence_is_that_of_the_table(code: str, status: CheckStatus) -> None:
    """Though its names are those of the row: 公共安全支出（205类）, where the table has 204."""
    said = stated(Topic.FUNCTION, "行政运行", "100元", path=RUNNING, code=code)
    outcomes = ended("TEXT-CODES", said, *coded(BudgetTable.GENERAL_BUDGET_BY_FUNCTION, "300元"))
    assert statuses(outcomes) == {status}


@pytest.mark.parametrize(
    ("of_parts", "status"), [(Stage.BUDGET, PASSED), (Stage.FINAL_ACCOUNTS, NOT_EXECUTABLE), (None, NOT_EXECUTABLE)]
)
def test_changes_against_different_figures_do_not_add_up(of_parts: Stage | None, status: CheckStatus) -> None:
    """A part that is 持平 with another figure than the total may well have moved against the total's."""
    same = {"compared_year": 2024, "direction": Direction.UNCHANGED}
    outcomes = ended(
        "TEXT-CHANGES",
        stated(Topic.VEHICLES, "公务用车购置及运行费", "3.00万元", compared_stage=Stage.BUDGET, **same),
        stated(Topic.VEHICLE_OPERATION, "公务用车运行费", "3.00万元", compared_stage=of_parts, **same),
        stated(Topic.VEHICLE_PURCHASE, "公务用车购置费", "0万元", compared_stage=Stage.FINAL_ACCOUNTS, **same),
    )
    assert statuses(outcomes) == {status}


@pytest.mark.parametrize(("kinds", "status"), [({"执法执勤用车": 6}, NOT_EXECUTABLE), ({"执法执勤用车": 8}, FAILED)])
def test_kinds_of_vehicles_that_may_not_be_all_are_only_too_many(kinds: dict[str, int], status: CheckStatus) -> None:
    """其他用车 ends a list; without it, some may be left out."""
    said = [stated(Topic.VEHICLE_FLEET_BY_KIND, kind, count=count) for kind, count in kinds.items()]
    outcomes = ended("VEHICLE-KINDS", stated(Topic.VEHICLE_FLEET, "共有车辆", count=7), *said)
    assert statuses(outcomes) == {status}


def test_more_is_reserved_than_was_contracted() -> None:
    """The reservation of the budget against the contracts of the accounts is a doubt."""
    [outcome] = ended(
        "TEXT-RESERVED",
        stated(Topic.PROCUREMENT, "政府采购金额", "2319.21万元", stage=Stage.FINAL_ACCOUNTS),
        stated(Topic.PROCUREMENT_SMALL_AND_MEDIUM, "面向中小企业预留政府采购项目", "5225.10万元"),
        kind=ACCOUNTS,
    )
    assert (outcome.status, outcome.severity.value) == (FAILED, "WARNING")


def test_the_items_of_all_that_the_appropriation_spends() -> None:
    """With what a fund spends, a budget's items make up the appropriation."""
    outcomes = ended(
        "TEXT-ITEMS",
        stated(Topic.FISCAL_APPROPRIATION, "财政拨款支出预算", "30.00万元"),
        stated(Topic.GENERAL_PUBLIC_BUDGET, "一般公共预算拨款支出预算", "20.00万元"),
        stated(Topic.FUNCTION, "行政运行", "20.00万元", path=RUNNING),
        stated(Topic.FUNCTION, "城市建设支出", "10.00万元", path=("城乡社区支出", "土地出让收入", "城市建设支出")),
    )
    assert statuses(outcomes) == {PASSED}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ([stated(Topic.PROCUREMENT, "政府采购预算", "5.00万元", year=2024)], FAILED),
        (
            [
                stated(Topic.PROCUREMENT, "政府采购预算", "5.00万元", year=2024),
                stated(Topic.PROCUREMENT, "政府采购预算", "6.00万元"),
            ],
            PASSED,
        ),
        ([stated(Topic.FUNCTION, "行政运行", "5.00万元", year=2024, stage=Stage.FINAL_ACCOUNTS, path=RUNNING)], None),
        ([stated(Topic.VEHICLE_FLEET, "共有车辆", count=3, year=2024)], None),
        ([stated(Topic.PROCUREMENT, "政府采购预算", "5.00万元", year=2022)], FAILED),
    ],
)
def test_what_is_printed_of_last_year_alone(facts: list[Fact], status: CheckStatus | None) -> None:
    """It is doubtful, but for what was spent then, and for the vehicles that a budget counts by a day of last year."""
    found = statuses(ended("YEARS", *facts))
    assert found == {status or CheckStatus.NOT_APPLICABLE}


@pytest.mark.parametrize(("word", "status"), [(Direction.INCREASE, PASSED), (Direction.DECREASE, FAILED)])
def test_an_explanation_moves_with_its_figures(word: Direction, status: CheckStatus) -> None:
    """财政拨款收入支出减少的主要原因 behind 比2024年预算增加5万元 is doubtful."""
    grown = {"change": "1.00万元", "compared_year": 2024, "direction": Direction.INCREASE}
    outcomes = ended(
        "DIRECTION",
        stated(Topic.FISCAL_APPROPRIATION, "财政拨款收入", "5.00万元", **grown),
        stated(Topic.APPROPRIATION_EXPLAINED, "财政拨款收入支出", compared_year=2024, direction=word),
    )
    assert statuses(outcomes) == {NOT_EXECUTABLE, status}
