"""What a document prints and could not be read: the comparisons that need it cannot be made, the others are."""

from typing import Any

import pytest

from graph.facts import Fact, TablePlace, UnreadCells
from graph.terms import BudgetTable, CheckStatus, Measure, Side, Topic
from tests.factories import source
from tests.graph.reconciliation.cases import APPROPRIATION, BASIC, GENERAL, REVENUE, SPENDING, SUMMARY, THREE
from tests.graph.reconciliation.printing import cell, coded, ended, row, stated

FAILED, PASSED, OPEN = CheckStatus.FAILED, CheckStatus.PASSED, CheckStatus.NOT_EXECUTABLE


def unread(table: BudgetTable, number: int, label: str = "", **said: Any) -> UnreadCells:
    """Cells of a row that could not be read, on page 13."""
    return UnreadCells(table, number, source("705,443.0O", page=13), label, **said)


def how(rule: str, *facts: Fact) -> dict[str, CheckStatus]:
    """How a rule ended on each subject."""
    return {outcome.subject: outcome.status for outcome in ended(rule, *facts)}


def spent(*, of_item: str, of_group: str = "300元") -> list[Fact]:
    """Two classes with a group each and two items below, in two columns; the second item of 20106 prints no total."""
    return [
        *row(SPENDING, "一般公共服务支出", 0, code="201", TOTAL="300元", PROJECT="300元"),
        *row(SPENDING, "财政事务", 1, code="20106", TOTAL=of_group, PROJECT="300元"),
        *row(SPENDING, "行政运行", 2, code="2010601", TOTAL="100元", PROJECT="100元"),
        *row(SPENDING, "信息化建设", 3, code="2010607", PROJECT="200元"),
        *row(SPENDING, "教育支出", 4, code="205", TOTAL="50元", PROJECT="50元"),
        *row(SPENDING, "普通教育", 5, code="20502", TOTAL=of_item, PROJECT="50元"),
        *row(SPENDING, "合计", 6, TOTAL="350元", PROJECT="350元"),
    ]


GARBLED = unread(SPENDING, 3, "信息化建设", code="2010607", measure=Measure.TOTAL)


def test_a_sum_with_an_unread_cell_is_not_executable_and_the_others_are_compared() -> None:
    """20106 needs the cell in one column; 205 does not, and fails."""
    found = how("T3-CODES", *spent(of_item="40元"), GARBLED)
    assert found == {
        "支出表/合计/合计": PASSED,
        "支出表/合计/项目支出": PASSED,
        "支出表/201 一般公共服务支出/合计": PASSED,
        "支出表/201 一般公共服务支出/项目支出": PASSED,
        "支出表/20106 财政事务/合计": OPEN,
        "支出表/20106 财政事务/项目支出": PASSED,
        "支出表/205 教育支出/合计": FAILED,
        "支出表/205 教育支出/项目支出": PASSED,
    }


def test_an_unread_cell_says_where_it_stands() -> None:
    """A reader looks it up there."""
    [outcome] = [one for one in ended("T3-CODES", *spent(of_item="50元"), GARBLED) if one.status is OPEN]
    assert outcome.reason == "有未读的行或栏（第13页）"


def test_a_row_with_an_unread_cell_is_no_row_that_adds_up() -> None:
    """Its total is unread, and neither nothing nor left out."""
    assert how("T3-ROW", *spent(of_item="50元"), GARBLED)["支出表/2010607 信息化建设"] is OPEN


def test_a_code_whose_amount_is_unread_is_compared_with_no_other_table() -> None:
    """An empty cell would be nothing; this one is not empty."""
    revenue = cell(REVENUE, "信息化建设", "200元", code="2010607")
    general = cell(GENERAL, "信息化建设", "200元", code="2010607")
    assert set(how("T2=T3-CODES", *spent(of_item="50元"), GARBLED, revenue).values()) == {OPEN}
    assert set(how("T5-IN-T3", *spent(of_item="50元"), GARBLED, general).values()) == {OPEN}


@pytest.mark.parametrize(("code", "number"), [("2010607", 3), (None, 3)])
def test_a_sum_that_fails_beside_an_unread_row_is_not_executable(code: str | None, number: int) -> None:
    """The row may be what is missing: by its code, or by where it stands where that is unread, too."""
    facts = [fact for fact in spent(of_item="40元") if getattr(fact, "code", None) != "2010607"]
    found = how("T3-CODES", *facts, unread(SPENDING, number, "信息化建设", code=code))
    assert found["支出表/20106 财政事务/合计"] is OPEN
    assert found["支出表/205 教育支出/合计"] is FAILED
    assert found["支出表/合计/合计"] is PASSED


def test_a_group_whose_only_item_is_unread_is_not_executable() -> None:
    """Without the item it would have nothing below it, and nothing would be said."""
    facts = [cell(BASIC, "资本性支出", "9元", code="310"), cell(BASIC, "合计", "9元", row=2)]
    found = how("T8-CODES", *facts, unread(BASIC, 1, "办公设备购置", code="31002"))
    assert found["基本支出经济分类表/310 资本性支出/合计"] is OPEN


def test_a_table_of_which_no_row_could_be_read_is_not_inapplicable() -> None:
    """Its rows are printed."""
    lost = unread(BASIC, 0, "工资福利支出", code="301")
    assert set(how("T8-CODES", lost).values()) == set(how("T8-ROW", lost).values()) == {OPEN}


def test_totals_that_are_unread_are_compared_with_nothing() -> None:
    """Neither where the cell is unread beside others, nor where the row is."""
    summary = cell(SUMMARY, "收入总计", "9元", side=Side.REVENUE)
    lost = unread(REVENUE, 9, "合计")
    assert set(how("T1=T2", summary, lost).values()) == {OPEN}
    general: list[Fact] = [*row(GENERAL, "合计", TOTAL="10元"), unread(GENERAL, 0, "合计", measure=Measure.BASIC)]
    assert set(how("T5=T8", *general, cell(BASIC, "合计", "9元")).values()) == {OPEN}


def test_lines_above_a_total_that_fail_beside_an_unread_line_are_not_executable() -> None:
    """The line's amount is what is missing."""
    lines = [
        cell(SUMMARY, "一、教育支出", "100元", side=Side.EXPENDITURE),
        cell(SUMMARY, "支出总计", "300元", side=Side.EXPENDITURE, row=2),
    ]
    lost = unread(SUMMARY, 1, "二、卫生健康支出", side=Side.EXPENDITURE)
    assert set(how("T1-EXPENDITURE", *lines).values()) == {FAILED}
    assert set(how("T1-EXPENDITURE", *lines, lost).values()) == {OPEN}


def test_an_unread_class_is_compared_with_none_of_its_name() -> None:
    """In the summary, or in the table by codes."""
    of_class = row(APPROPRIATION, "一、教育支出", side=Side.EXPENDITURE, TOTAL="9元", GENERAL_PUBLIC_BUDGET="9元")
    by_code = [cell(GENERAL, "教育支出", "1元", Measure.BASIC, code="205")]
    lost = unread(GENERAL, 0, "教育支出", code="205", measure=Measure.TOTAL)
    assert set(how("T4=T5-CLASSES", *of_class, *by_code, lost).values()) == {OPEN}


def test_an_unread_part_of_three_public_adds_up_to_nothing() -> None:
    """Which of its cells are empty could not be decided, or one was garbled."""
    part = unread(THREE, 0, "合计", measure=Measure.RECEPTION)
    printed = row(THREE, "合计", TOTAL="5.00万元", VEHICLES="4.00万元")
    assert set(how("T9-TOTAL", *printed, part).values()) == {OPEN}
    assert set(how("T9-TOTAL", unread(THREE, 0)).values()) == {OPEN}


def test_a_group_whose_class_is_unread_has_its_parent() -> None:
    """The class is printed; that its amounts are garbled takes no row out of the table."""
    codes = [
        cell(BASIC, "基本工资", "9元", code="30101", row=1),
        cell(BASIC, "商品和服务支出", "9元", code="302", row=2),
    ]
    assert set(how("CODE-PARENT", *codes).values()) == {FAILED}
    assert set(how("CODE-PARENT", *codes, unread(BASIC, 0, "工资福利支出", code="301")).values()) == {OPEN}


def test_a_table_whose_only_row_is_unread_is_not_empty() -> None:
    """It needs no note that says so."""
    place = TablePlace(THREE, "“三公”经费预算表", source("表九", page=9))
    assert set(how("EMPTY-WITHOUT-NOTE", place).values()) == {FAILED}
    assert FAILED not in how("EMPTY-WITHOUT-NOTE", place, unread(THREE, 0)).values()


def test_a_line_whose_parts_are_unread_is_not_compared_with_nothing() -> None:
    """1、一般公共预算资金 is the only part with an amount."""
    whole = cell(SUMMARY, "一、财政拨款收入", "30元", side=Side.REVENUE)
    part = unread(SUMMARY, 1, "1、一般公共预算资金", side=Side.REVENUE)
    assert set(how("T1-APPROPRIATION", whole, part).values()) == {OPEN}


@pytest.mark.parametrize("topic", [Topic.FUNCTION, Topic.RECEPTION, Topic.REVENUE])
def test_a_sentence_is_compared_with_no_unread_cell(topic: Topic) -> None:
    """With none of a code, of 三公, of a total."""
    tables: list[Fact] = [
        *row(GENERAL, "行政运行", 2, code="2010601", BASIC="100元"),
        unread(GENERAL, 2, "行政运行", code="2010601", measure=Measure.TOTAL),
        *row(THREE, "合计", TOTAL="1.00万元"),
        unread(THREE, 0, "合计", measure=Measure.RECEPTION),
        *row(SUMMARY, "收入总计", 5, side=Side.REVENUE, PROJECT="1元"),
        unread(SUMMARY, 5, "收入总计", side=Side.REVENUE, measure=Measure.TOTAL),
    ]
    code = "2010601" if topic is Topic.FUNCTION else None
    assert set(how("TEXT=TABLE", *tables, stated(topic, "行政运行", "100元", code=code)).values()) == {OPEN}


def test_a_table_that_lacks_the_total_of_its_sisters_may_be_cut_short() -> None:
    """Its sums that fail are not executable; where no table prints a total, they are compared."""
    whole, cut = coded(GENERAL, "300元"), coded(SPENDING, "300元")[:3]

    assert FAILED not in how("T3-CODES", *whole, *cut).values()
    assert FAILED in how("T3-CODES", *cut).values()
