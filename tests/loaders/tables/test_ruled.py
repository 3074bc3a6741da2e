"""Ruled tables: headings name the columns, whatever the layout varies."""

import pytest

from graph.facts import LineItem
from graph.terms import BudgetTable, Measure, Side, Stage
from loaders.document import Ledger
from loaders.tables import read_tables
from tests.loaders.tables.making import document, grid

HEAD: list[list[str | None]] = [
    ["项目", None, None, None, "支出预算", None, None],
    ["功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "↑", "↑", "↑", "↑"],
]
TITLE = ["2025年部门支出预算总表", "编制部门：某局 单位：元"]


def rows(items: tuple[LineItem, ...]) -> list[tuple[str | None, str, str, int]]:
    """Code, label, measure and fen of each item."""
    return [(item.code, item.label, item.measure.value, item.amount.fen) for item in items]


def test_codes_in_three_cells_and_amounts_by_their_headings() -> None:
    """A blank cell is no amount; a printed 0 is one."""
    made = document(
        [
            *TITLE,
            grid(
                *HEAD, ["201", "13", "01", "行政\n运行", "1,000", "0", ""], ["合计", None, None, None, "1,000", "0", ""]
            ),
        ]
    )
    read = read_tables(made, Stage.BUDGET, Ledger())
    assert rows(read.items) == [
        ("2011301", "行政运行", "TOTAL", 100000),
        ("2011301", "行政运行", "BASIC", 0),
        (None, "合计", "TOTAL", 100000),
        (None, "合计", "BASIC", 0),
    ]
    assert read.found == {BudgetTable.EXPENDITURE_BY_FUNCTION}


def test_a_page_without_headings_continues_the_table() -> None:
    """Some tables repeat their headings on every page, some do not."""
    first = grid(*HEAD, ["201", "", "", "一般公共服务支出", "5", "5", ""])
    repeated = grid(*HEAD, ["201", "13", "", "商贸事务", "5", "5", ""], page=2)
    bare = grid(["201", "13", "01", "行政运行", "5", "5", ""], page=3)
    read = read_tables(document([*TITLE, first], [repeated], [bare]), Stage.BUDGET, Ledger())
    assert [item.code for item in read.items if item.measure is Measure.TOTAL] == ["201", "20113", "2011301"]


def test_a_lone_total_on_its_own_page_is_placed_by_its_boxes() -> None:
    """The total spans the cells of code and name, so its page has fewer columns."""
    first = grid(*HEAD, ["201", "", "", "一般公共服务支出", "7", "3", "4"])
    alone = grid(["合计", "7", "3", "4"], page=2, widths=[200.0, 50.0, 50.0, 50.0])
    read = read_tables(document([*TITLE, first], [alone]), Stage.BUDGET, Ledger())
    assert rows(read.items)[-3:] == [
        (None, "合计", "TOTAL", 700),
        (None, "合计", "BASIC", 300),
        (None, "合计", "PROJECT", 400),
    ]


def test_a_code_without_its_leading_zero_is_restored_and_kept_as_printed() -> None:
    """301 | 2 is 30102."""
    head: list[list[str | None]] = [
        ["部门预算经济分类科目编码", None, "经济分类科目名称", "合计", "人员经费", "公用经费"],
        ["类", "款", "↑", "↑", "↑", "↑"],
    ]
    made = document(
        [
            "2025年部门一般公共预算基本支出部门预算经济分类预算表",
            "单位：元",
            grid(*head, ["301", "2", "津贴补贴", "9", "9", ""]),
        ]
    )
    [total, _] = read_tables(made, Stage.BUDGET, Ledger()).items
    assert (total.code, total.printed_code) == ("30102", "301 2")


def test_income_stands_beside_expenditure() -> None:
    """Each half has its own rows; 总计 is named by its side."""
    made = document(
        [
            "收入支出决算总表",
            "单位：万元",
            grid(
                ["收入", None, "支出", None],
                ["项目", "决算数", "项目", "决算数"],
                ["一、财政拨款收入", "2.50", "一、教育支出", "2.00"],
                ["总计", "2.50", "总计", "2.50"],
            ),
        ]
    )
    items = read_tables(made, Stage.FINAL_ACCOUNTS, Ledger()).items
    assert [(item.side, item.label, item.amount.fen) for item in items] == [
        (Side.REVENUE, "一、财政拨款收入", 2500000),
        (Side.EXPENDITURE, "一、教育支出", 2000000),
        (Side.REVENUE, "收入总计", 2500000),
        (Side.EXPENDITURE, "支出总计", 2500000),
    ]


def test_budget_and_final_figures_stand_in_one_table_of_the_accounts() -> None:
    """“三公” prints both for each item."""
    made = document(
        [
            "财政拨款“三公”经费支出决算表",
            "单位：万元",
            grid(
                ["合计", None, "公务接待费", None],
                ["预算数", "决算数", "预算数", "决算数"],
                ["0.95", "", "0.95", "0.10"],
            ),
        ]
    )
    items = read_tables(made, Stage.FINAL_ACCOUNTS, Ledger()).items
    assert [(item.measure, item.stage, item.amount.fen) for item in items] == [
        (Measure.TOTAL, Stage.BUDGET, 950000),
        (Measure.RECEPTION, Stage.BUDGET, 950000),
        (Measure.RECEPTION, Stage.FINAL_ACCOUNTS, 100000),
    ]


def test_an_empty_table_is_found_and_gives_nothing() -> None:
    """Its note says that it is empty on purpose."""
    title = "2025年部门政府性基金预算支出功能分类预算表"
    made = document(
        [title, "单位：元", grid(*HEAD, ["无", "", "", "", "", "", ""]), "注:本部门无政府性基金预算，故本表为空表。"]
    )
    ledger = Ledger()
    read = read_tables(made, Stage.BUDGET, ledger)
    assert (read.items, read.found) == ((), {BudgetTable.GOVERNMENT_FUND_BY_FUNCTION})
    assert ledger.problems == []


def test_a_title_and_a_unit_may_stand_in_the_grid_itself() -> None:
    """A spreadsheet's export rules them as rows of the table."""
    title: list[str | None] = [TITLE[0], None, None, None, None, None, None]
    unit: list[str | None] = ["编制部门：某局", None, None, None, "单位：万元", None, None]
    made = document([grid(title, unit, *HEAD, ["201", "", "", "一般公共服务支出", "5", "5", ""])])
    assert rows(read_tables(made, Stage.BUDGET, Ledger()).items)[0] == ("201", "一般公共服务支出", "TOTAL", 5000000)


def test_rows_without_amounts_at_the_top_of_a_page_are_no_headings() -> None:
    """本年收入合计 may be blank, and a page may begin with it."""
    head: list[list[str | None]] = [["收入", None, "支出", None], ["项目", "决算数", "项目", "决算数"]]
    first = grid(*head, ["一、财政拨款收入", "1", "一、教育支出", "1"])
    second = grid(["本年收入合计", "", "本年支出合计", ""], ["总计", "1", "总计", "1"], page=2)
    made = document(["收入支出决算总表", "单位：万元", first], [second])
    assert [item.label for item in read_tables(made, Stage.FINAL_ACCOUNTS, Ledger()).items] == [
        "一、财政拨款收入",
        "一、教育支出",
        "收入总计",
        "支出总计",
    ]


def test_a_grid_that_no_title_announces_is_no_table() -> None:
    """A list of units stands between the contents and the tables."""
    units = grid(["序号", "单位名称", "备注"], ["1", "某局本级", ""])
    read = read_tables(document(["三、支出决算表 …… 12", units]), Stage.FINAL_ACCOUNTS, Ledger())
    assert read.items == ()


@pytest.mark.parametrize("cell", ["12.345.6", "约5", "1,00"])
def test_a_cell_that_holds_no_amount_is_reported_and_not_guessed(cell: str) -> None:
    """The rest of the row is read."""
    ledger = Ledger()
    made = document([*TITLE, grid(*HEAD, ["201", "", "", "一般公共服务支出", "5", cell, ""])])
    assert rows(read_tables(made, Stage.BUDGET, ledger).items) == [("201", "一般公共服务支出", "TOTAL", 500)]
    assert [source.text for source, _ in ledger.problems] == [cell]


def test_a_table_without_a_unit_takes_the_layouts_and_says_so() -> None:
    """An amount never stands without its unit in silence."""
    ledger = Ledger()
    made = document([TITLE[0], grid(*HEAD, ["201", "", "", "一般公共服务支出", "5", "5", ""])])
    assert read_tables(made, Stage.BUDGET, ledger).items[0].amount.fen == 500
    assert "prints no unit" in ledger.problems[0][1]
