"""Ruled tables: headings name the columns, whatever the layout varies."""

import pytest

from graph.facts import LineItem
from graph.terms import BudgetTable, Measure, Side, Stage
from loaders.document import Grid, Ledger
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
    assert read.items == ()
    assert read.found == {BudgetTable.GOVERNMENT_FUND_BY_FUNCTION}
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


CODED: list[str | None] = ["201", "", "", "一般公共服务支出", "5", "3", "2"]
TOTAL: list[str | None] = ["合计", None, None, None, "5", "3", "2"]


@pytest.mark.parametrize("repeated", ["2025年部门支出预算总表", "2025年部门支出预算总表（续表）"])
def test_a_title_on_each_page_is_one_table(repeated: str) -> None:
    """Its rows are counted on, since a row is known by its number."""
    made = document([*TITLE, grid(*HEAD, CODED)], [repeated, "单位：元", grid(*HEAD, TOTAL, page=2)])
    items = read_tables(made, Stage.BUDGET, Ledger()).items
    assert [(item.row, item.label) for item in items if item.measure is Measure.TOTAL] == [
        (0, "一般公共服务支出"),
        (1, "合计"),
    ]


@pytest.mark.parametrize(
    "above",
    [
        ["2025年部门支出预算总表 编制部门：某局 单位：万元"],
        ["2025年部门支出预算总表（单位：万元）"],
        ["单位：万元", "2025年部门支出预算总表"],
        ["公开03表", "2025年部门支出预算总表", "部门：某局 金额单位：万元"],
    ],
)
def test_the_unit_stands_beside_the_title_above_it_or_below(above: list[str]) -> None:
    """One line or two, in either order."""
    ledger = Ledger()
    read = read_tables(document([*above, grid(*HEAD, CODED)]), Stage.BUDGET, ledger)
    assert read.items[0].amount.fen == 5_000_000
    assert ledger.problems == []


def test_a_unit_that_is_not_known_leaves_the_table_unread() -> None:
    """Amounts in it would be wrong by its factor."""
    ledger = Ledger()
    made = document(["2025年部门支出预算总表", "单位：千元", grid(*HEAD, CODED)])
    assert read_tables(made, Stage.BUDGET, ledger).items == ()
    assert [reason for _, reason in ledger.problems] == ["the unit 千元 is not known"]
    assert ledger.unread(made.pages[0].grids) == made.pages[0].grids


def test_a_table_under_an_unknown_title_is_left_unread() -> None:
    """It is none of the official ones, and no page of the one before."""
    made = document([*TITLE, grid(*HEAD, CODED)], ["2025年部门财政专户支出明细表", grid(*HEAD, TOTAL, page=2)])
    ledger = Ledger()
    assert len(read_tables(made, Stage.BUDGET, ledger).items) == 3
    assert ledger.unread(made.pages[1].grids) == made.pages[1].grids


def test_a_head_that_stands_on_every_page_closes_no_table() -> None:
    """It names the part of the document, and reads like a title."""
    head = "第二部分 某局2025年部门预算表"
    made = document(
        [head, *TITLE, grid(*HEAD, CODED)],
        [head, grid(["201", "13", "", "商贸事务", "5", "3", "2"], page=2)],
        [head, grid(TOTAL, page=3)],
    )
    assert len(read_tables(made, Stage.BUDGET, Ledger()).items) == 9


def test_a_grid_with_other_headings_is_no_page_of_the_table() -> None:
    """Its title may be lost; its columns mean something else."""
    other: list[list[str | None]] = [
        ["部门预算经济分类科目编码", None, "经济分类科目名称", "合计", "人员经费", "公用经费"],
        ["类", "款", "↑", "↑", "↑", "↑"],
        ["301", "", "工资福利支出", "9", "9", ""],
    ]
    made = document([*TITLE, grid(*HEAD, CODED)], [grid(*other, page=2)])
    ledger = Ledger()
    assert len(read_tables(made, Stage.BUDGET, ledger).items) == 3
    assert ledger.unread(made.pages[1].grids) == made.pages[1].grids


def test_a_grid_of_another_matter_behind_the_tables_is_no_page_of_the_last() -> None:
    """“三公” has one row; the grids of target forms follow it."""
    head: list[list[str | None]] = [["合计", "公务接待费", "机关运行经费"]]
    made = document(
        ["部门“三公”经费和机关运行经费预算表", "单位：万元", grid(*head, ["1", "1", "9"])],
        [grid(["设备名称", "数量", "金额"], ["服务器", "2", "300"], page=2)],
    )
    items = read_tables(made, Stage.BUDGET, Ledger()).items
    assert [item.amount.fen for item in items] == [1_000_000, 1_000_000, 9_000_000]


def test_a_page_whose_codes_the_table_has_already_belongs_to_another() -> None:
    """The page before it, with title and headings, is missing."""
    made = document([*TITLE, grid(*HEAD, CODED, TOTAL)], [grid(CODED, TOTAL, page=2)])
    ledger = Ledger()
    assert len(read_tables(made, Stage.BUDGET, ledger).items) == 6
    assert ledger.unread(made.pages[1].grids) == made.pages[1].grids


def test_cells_that_stand_under_no_column_are_not_placed() -> None:
    """A page with other columns and no headings is none of the table."""
    rest = grid(["201", "99", "其他一般公共服务支出", "5", "3"], page=2, widths=[30.0, 30.0, 150.0, 70.0, 70.0])
    made = document([*TITLE, grid(*HEAD, CODED)], [rest])
    ledger = Ledger()
    assert len(read_tables(made, Stage.BUDGET, ledger).items) == 3
    assert ledger.unread([rest]) == [rest]


@pytest.mark.parametrize(("left", "right"), [("项目", "项目"), ("收入", "收入")])
def test_a_two_sided_table_whose_headings_name_no_sides_is_left_unread(left: str, right: str) -> None:
    """Which half is income is read and not taken for granted."""
    made = document(
        [
            "2025年部门财务收支预算总表",
            "单位：元",
            grid([left, None, right, None], ["项目", "预算数", "项目", "预算数"], ["一、甲", "1", "一、乙", "1"]),
        ]
    )
    ledger = Ledger()
    assert read_tables(made, Stage.BUDGET, ledger).items == ()
    assert ledger.unread(made.pages[0].grids) == made.pages[0].grids


CUT: list[tuple[list[str | None], list[str | None]]] = [
    (["201", "13", "01", "行政", "", "", ""], ["", "", "", "运行", "5", "3", "2"]),
    (["201", "13", "01", "行政", "5", "3", "2"], ["", "", "", "运行", "", "", ""]),
    (["201", "13", "01", "行政运行", "", "", ""], ["", "", "", "", "5", "3", "2"]),
]


@pytest.mark.parametrize(("above", "below"), CUT)
def test_a_row_that_a_page_break_cuts_is_one_row(above: list[str | None], below: list[str | None]) -> None:
    """Name, code and amounts may stand on either page."""
    made = document([*TITLE, grid(*HEAD, above)], [grid(below, TOTAL, page=2)])
    assert rows(read_tables(made, Stage.BUDGET, Ledger()).items)[:3] == [
        ("2011301", "行政运行", "TOTAL", 500),
        ("2011301", "行政运行", "BASIC", 300),
        ("2011301", "行政运行", "PROJECT", 200),
    ]


def test_a_row_whose_code_cannot_be_decided_is_reported_whole() -> None:
    """Without its code it would pass for a total."""
    ledger = Ledger()
    made = document([*TITLE, grid(*HEAD, ["9", "9", "9", "不详", "5", "3", "2"])])
    assert read_tables(made, Stage.BUDGET, ledger).items == ()
    assert [source.text for source, _ in ledger.problems] == ["9 | 9 | 9 | 不详 | 5 | 3 | 2"]


def test_amounts_without_code_and_name_are_reported() -> None:
    """They are no 合计."""
    ledger = Ledger()
    made = document([*TITLE, grid(*HEAD, CODED, ["", "", "", "", "5", "3", "2"])])
    assert len(read_tables(made, Stage.BUDGET, ledger).items) == 3
    assert [reason for _, reason in ledger.problems] == ["amounts without a code or a name"]


def test_a_code_that_stands_twice_is_kept_and_reported() -> None:
    """The document may misprint it, or two tables may have become one."""
    ledger = Ledger()
    read = read_tables(document([*TITLE, grid(*HEAD, CODED, CODED)]), Stage.BUDGET, ledger)
    assert len(read.items) == 6
    assert [reason for _, reason in ledger.problems] == ["a code or a total that stands in its table a second time"]


def test_an_amount_in_a_column_that_the_layout_lacks_is_reported() -> None:
    """Nothing says what it means."""
    ledger = Ledger()
    head = [[*row, text] for row, text in zip(HEAD, ["上年结转", "↑", "↑"], strict=True)]
    read = read_tables(document([*TITLE, grid(*head, [*CODED, "7"])]), Stage.BUDGET, ledger)
    assert [item.amount.fen for item in read.items] == [500, 300, 200]
    assert [source.text for source, _ in ledger.problems] == ["7"]


def test_an_amount_that_spans_two_columns_is_reported() -> None:
    """It belongs to neither alone."""
    ledger = Ledger()
    made = document([*TITLE, grid(*HEAD, ["201", "", "", "一般公共服务支出", "5", "3", None])])
    assert rows(read_tables(made, Stage.BUDGET, ledger).items) == [("201", "一般公共服务支出", "TOTAL", 500)]
    assert [source.text for source, _ in ledger.problems] == ["3"]


def test_numbers_of_columns_are_no_amounts() -> None:
    """栏次 stands between the headings and the rows of the Ministry's forms."""
    numbers: list[str | None] = ["栏次", None, None, None, "1", "2", "3"]
    ledger = Ledger()
    read = read_tables(document([*TITLE, grid(*HEAD, numbers, CODED)]), Stage.BUDGET, ledger)
    assert [item.label for item in read.items] == ["一般公共服务支出"] * 3
    assert ledger.problems == []


def test_headings_in_the_row_of_the_total_are_headings() -> None:
    """The accounts of a fund print 基本支出 and 项目支出 beside 合计 and its amounts."""
    made = document(
        [
            "政府性基金预算财政拨款收入支出决算表",
            "单位：万元",
            grid(
                ["项目", None, "年初结转和结余", "本年收入", "本年支出", None, None, "年末结转和结余"],
                ["功能分类科目编码", "科目名称", "↑", "↑", "↑", None, None, "↑"],
                ["合计", None, "1.00", "9.00", "合计", "基本支出", "项目支出", "2.00"],
                ["2296002", "用于社会福利的彩票公益金支出", "1.00", "9.00", "8.00", "0", "8.00", "2.00"],
            ),
        ]
    )
    read = read_tables(made, Stage.FINAL_ACCOUNTS, Ledger())
    assert [(item.label[:2], item.measure, item.amount.fen // 1_000_000) for item in read.items] == [
        ("合计", Measure.OPENING_BALANCE, 1),
        ("合计", Measure.CURRENT_REVENUE, 9),
        ("合计", Measure.CLOSING_BALANCE, 2),
        ("用于", Measure.OPENING_BALANCE, 1),
        ("用于", Measure.CURRENT_REVENUE, 9),
        ("用于", Measure.CURRENT_EXPENDITURE, 8),
        ("用于", Measure.BASIC, 0),
        ("用于", Measure.PROJECT, 8),
        ("用于", Measure.CLOSING_BALANCE, 2),
    ]


def test_what_of_a_row_is_unread_is_handed_on_with_its_place() -> None:
    """A cell with its column; a row whose code is garbled by where it stands among the others."""
    cells: list[str | None] = ["201", "", "", "一般公共服务支出", "5", "3.0O", "2"]
    group: list[str | None] = ["201", "O3", "", "商贸事务", "5", "3", "2"]
    read = read_tables(document([*TITLE, grid(*HEAD, cells, group, TOTAL)]), Stage.BUDGET, Ledger())
    found = [(cells.row, cells.code, cells.label, cells.measure) for cells in read.unread]
    first = next(item.row for item in read.items)
    assert sorted(found, key=lambda one: one[0]) == [
        (first, "201", "一般公共服务支出", Measure.BASIC),
        (first + 1, None, "商贸事务", None),
    ]


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


@pytest.mark.parametrize(
    ("following", "unread"),
    [
        ([[]], [2]),
        ([[], [grid(["201", "13", "", "商贸事务", "5", "5", ""], page=3)]], [2]),
        ([[grid(["合计", None, None, None, "5", "5", ""], page=2)], []], []),
    ],
    ids=["behind the last page", "between two pages", "behind the total"],
)
def test_a_table_may_go_on_over_a_page_without_text(following: list[list[str | Grid]], unread: list[int]) -> None:
    """A scan of one of its pages holds rows that nobody can read; behind its total no row can stand."""
    first = grid(*HEAD, ["201", "", "", "一般公共服务支出", "5", "5", ""])
    read = read_tables(document([*TITLE, first], *following), Stage.BUDGET, Ledger())
    assert [(cells.table, cells.source.page) for cells in read.unread] == [
        (BudgetTable.EXPENDITURE_BY_FUNCTION, page) for page in unread
    ]
