"""Tables that an extractor flattened into lines."""

import pytest

from graph.terms import BudgetTable, Measure, Side, Stage
from loaders.document import Ledger
from loaders.tables import read_tables
from tests.loaders.tables.making import text

FLATTENED = """
单位：元
项目 预算数 项目 预算数
一、财政拨款收入 1,000 一、教育支出 700
　　1、一般公共预算资金 1,000 二、卫生健康支出 320
二、事业收入
三、其他收入 20
收入总计 1,020 支出总计 1,020
2025年部门财务收支预算总表
编制部门：某局
单位：元
205 教育支出 700 680 20
205 01 教育管理事务 700 680 20
2025年部门收入预算总表
项目 收入预算
210 卫生健康支出 320 320
210 11 行政事业单位医疗 320 320
1,020 1,000 20合计
单位：元
205 教育支出 700 700
210 卫生健康支出 320 320
2025年部门支出预算总表
1,020 700 320合计
单位:万元
5.00 1.00 1.00 3.00 1.00 2.00 9.00
部门“三公”经费和机关运行经费预算表
其他相关情况说明
一、2025年“三公”经费预算情况说明
"""


def test_each_table_is_found_wherever_its_title_stands() -> None:
    """A page begins with its unit; the title is somewhere below."""
    read = read_tables(text(FLATTENED), Stage.BUDGET, Ledger())
    assert read.found == {
        BudgetTable.BALANCE_SUMMARY,
        BudgetTable.REVENUE_BY_FUNCTION,
        BudgetTable.EXPENDITURE_BY_FUNCTION,
        BudgetTable.THREE_PUBLIC,
    }


def test_lost_columns_are_restored_by_sums_and_by_the_balance_summary() -> None:
    """The third amount of 教育支出 is other income, since 事业收入 is blank in the balance summary."""
    items = read_tables(text(FLATTENED), Stage.BUDGET, Ledger()).items
    revenue = {
        (item.code, item.measure): item.amount.fen for item in items if item.table is BudgetTable.REVENUE_BY_FUNCTION
    }
    assert revenue["205", Measure.OTHER_INCOME] == 2000
    assert revenue["210", Measure.FISCAL_APPROPRIATION] == 32000
    spent = {(item.code, item.measure) for item in items if item.table is BudgetTable.EXPENDITURE_BY_FUNCTION}
    assert ("205", Measure.BASIC) in spent
    assert ("210", Measure.PROJECT) in spent


def test_a_line_of_two_halves_gives_both() -> None:
    """Income left, expenditure right."""
    items = read_tables(text(FLATTENED), Stage.BUDGET, Ledger()).items
    balance = [(item.side, item.label) for item in items if item.table is BudgetTable.BALANCE_SUMMARY]
    assert (Side.REVENUE, "三、其他收入") in balance
    assert (Side.EXPENDITURE, "二、卫生健康支出") in balance


def _three_public(content: str) -> dict[Measure, int]:
    items = read_tables(text(content), Stage.BUDGET, Ledger()).items
    return {item.measure: item.amount.fen // 10_000 for item in items if item.table is BudgetTable.THREE_PUBLIC}


def test_a_row_of_seven_amounts_is_the_three_public_row() -> None:
    """None of its cells is empty; that 6.00 is not their sum is for the rules to say."""
    assert _three_public(FLATTENED)[Measure.VEHICLES] == 300
    wrong = _three_public(FLATTENED.replace("5.00 1.00", "6.00 1.00"))
    assert (wrong[Measure.TOTAL], wrong[Measure.VEHICLES], wrong[Measure.AGENCY_OPERATION]) == (600, 300, 900)


def test_fewer_amounts_than_seven_are_reported() -> None:
    """Which cells are empty is then not known."""
    ledger = Ledger()
    read_tables(text(FLATTENED.replace("5.00 1.00 1.00", "5.00 1.00")), Stage.BUDGET, ledger)
    assert any("do not say which" in reason for _, reason in ledger.problems)


def test_a_wrong_amount_leaves_the_rows_of_its_table_in_their_columns() -> None:
    """教育支出 prints 690 for 700; both rows keep the columns that break the fewest sums."""
    made = text(FLATTENED.replace("205 教育支出 700 700", "205 教育支出 700 690"))
    items = read_tables(made, Stage.BUDGET, Ledger()).items
    spent = {
        (item.code, item.measure): item.amount.fen // 100
        for item in items
        if item.table is BudgetTable.EXPENDITURE_BY_FUNCTION and item.code
    }
    assert spent == {
        ("205", Measure.TOTAL): 700,
        ("205", Measure.BASIC): 690,
        ("210", Measure.TOTAL): 320,
        ("210", Measure.PROJECT): 320,
    }


def test_a_row_that_no_pattern_reads_is_no_heading() -> None:
    """What holds an amount stays unread and is reported."""
    made = text(FLATTENED.replace("210 11 行政事业单位医疗 320 320", "行政事业单位医疗 3,20 1,320"))
    ledger = Ledger()
    read_tables(made, Stage.BUDGET, ledger)
    assert [source.text for source, _ in ledger.problems] == ["行政事业单位医疗 3,20 1,320"]


def test_a_row_whose_code_cannot_be_decided_is_not_the_total() -> None:
    """It is reported instead."""
    ledger = Ledger()
    items = read_tables(text(FLATTENED.replace("205 01", "999 01")), Stage.BUDGET, ledger).items
    assert "教育管理事务" not in {item.label for item in items}
    assert [source.text for source, _ in ledger.problems] == ["999 01 教育管理事务 700 680 20"]


def test_a_row_that_cannot_be_read_is_handed_on_with_its_code() -> None:
    """A mark stands before its amounts; the rules have to know that 210 is printed."""
    made = text(
        FLATTENED.replace("210 卫生健康支出 320 320\n2025年部门支出", "210 卫生健康支出 ① 1,320 320\n2025年部门支出")
    )
    [unread] = read_tables(made, Stage.BUDGET, Ledger()).unread
    assert (unread.table, unread.code, unread.label) == (BudgetTable.EXPENDITURE_BY_FUNCTION, "210", "卫生健康支出")


def test_a_garbled_amount_of_one_half_leaves_the_other_half_read() -> None:
    """一、教育支出 7,0O0 beside an income that is printed well."""
    made = text(
        FLATTENED.replace("一、财政拨款收入 1,000 一、教育支出 700", "一、财政拨款收入 1,000 一、教育支出 7,000,0O0")
    )
    read = read_tables(made, Stage.BUDGET, Ledger())
    assert [(cells.side, cells.label) for cells in read.unread] == [(Side.EXPENDITURE, "一、教育支出")]
    assert (Side.REVENUE, "一、财政拨款收入") in {(item.side, item.label) for item in read.items}


@pytest.mark.parametrize("printed", ["5.00 1.00 1.00 3.00", "5.0O 1.00 1.00 3.00 1.00 2.00 9.00"])
def test_a_three_public_row_that_cannot_be_read_is_handed_on(printed: str) -> None:
    """It is printed, and its table is not empty."""
    made = text(FLATTENED.replace("5.00 1.00 1.00 3.00 1.00 2.00 9.00", printed))
    [unread] = read_tables(made, Stage.BUDGET, Ledger()).unread
    assert (unread.table, unread.measure) == (BudgetTable.THREE_PUBLIC, None)


CARRIED = """
单位：元
一、一般公共预算资金 1,000 一、教育支出 700 700
二、政府性基金 二、卫生健康支出 300 300
本年收入合计 1,000 本年支出合计 1,000 1,000
上年结转 50 结转下年 50 50
收入总计 1,050 支出总计 1,050 1,050
2025年部门财政拨款收支预算总表
项目 合计 一般公共预算 政府性基金预算 国有资本经营预算
其他相关情况说明
"""


def test_carry_overs_and_the_totals_of_the_year_stand_on_their_sides() -> None:
    """The classes add up to 本年支出合计, and both to 支出总计."""
    items = read_tables(text(CARRIED), Stage.BUDGET, Ledger()).items
    general = [item for item in items if item.measure is Measure.GENERAL_PUBLIC_BUDGET]
    assert [(item.side, item.label) for item in general] == [
        (Side.EXPENDITURE, "一、教育支出"),
        (Side.EXPENDITURE, "二、卫生健康支出"),
        (Side.EXPENDITURE, "本年支出合计"),
        (Side.EXPENDITURE, "结转下年"),
        (Side.EXPENDITURE, "支出总计"),
    ]
