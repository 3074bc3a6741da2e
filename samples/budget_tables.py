"""The nine tables of a budget (五、部门预算表), each on pages of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from samples.budget import Budget, EconomicRow, FunctionRow, ThreePublicItem, economic_rows, total_of
from samples.classification import cells_of, name_of
from samples.numerals import numeral
from samples.ruled import Box, Row, RuledTable, draw, figure, name
from samples.sheet import SIDEWAYS, Sheet

FUNDS: Final = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """A table with what the template prints around it."""

    title: str
    table: RuledTable
    unit: str = "元"
    note: str = ""


def titles(budget: Budget) -> list[str]:
    """The titles of the nine tables, which the table of contents repeats."""
    body = {"部门": "部门", "单位": "预算单位"}[budget.edition]
    return [
        f"{budget.year}年{body}财务收支预算总表",
        f"{budget.year}年{body}收入预算总表",
        f"{budget.year}年{body}支出预算总表",
        f"{budget.year}年{body}财政拨款收支预算总表",
        f"{budget.year}年{body}一般公共预算支出功能分类预算表",
        f"{budget.year}年{body}政府性基金预算支出功能分类预算表",
        f"{budget.year}年{body}国有资本经营预算支出功能分类预算表",
        f"{budget.year}年{body}一般公共预算基本支出部门预算经济分类预算表",
        f"{budget.year}年{budget.edition}“三公”经费和机关运行经费预算表",
    ]


def draw_tables(sheet: Sheet, budget: Budget) -> None:
    """Draws all nine."""
    for page in pages(budget):
        sheet.turn(SIDEWAYS)
        sheet.title(page.title)
        sheet.sides(f"编制{budget.edition}：{budget.organisation}", f"单位：{page.unit}")
        draw(sheet, page.table)
        if page.note:
            sheet.skip(6)
            sheet.sides(page.note, "")


def pages(budget: Budget) -> Iterator[BudgetPage]:
    """The tables in their order."""
    listed = titles(budget)
    yield BudgetPage(listed[0], balance_summary(budget))
    yield BudgetPage(listed[1], revenue_by_function(budget))
    yield BudgetPage(listed[2], expenditure_table(budget, "T3", "支出预算", budget.rows))
    yield BudgetPage(listed[3], appropriation_summary(budget))
    yield BudgetPage(listed[4], expenditure_table(budget, "T5", "一般公共预算支出", budget.appropriated))
    for title, fund in zip(listed[5:7], FUNDS[1:], strict=True):
        note = f"注:本{budget.edition}{budget.year}年无{fund}财政拨款安排的预算，故本表为空表。"
        table = expenditure_table(budget, "", f"{fund}支出", ())
        yield BudgetPage(title, table, note=note if budget.style.has_empty_note else "")
    yield BudgetPage(listed[7], basic_by_economic(budget))
    yield BudgetPage(listed[8], three_public(budget), unit="万元")


def balance_summary(budget: Budget) -> RuledTable:
    """T1: income lines beside functional classes; the city splits its expenditure into basic and project."""
    style = budget.style
    nothing = style.summary_nothing

    def yuan(amount: Decimal) -> str:
        return style.yuan(amount, nothing=nothing)

    appropriated = yuan(total_of(budget.appropriated).total)
    income = [
        ("一、财政拨款收入", appropriated),
        ("1. 一般公共预算资金", appropriated),
        ("2. 政府性基金", nothing),
        ("3. 国有资本经营预算", nothing),
        ("二、事业收入", nothing),
        ("三、事业单位经营收入", nothing),
        ("四、其他收入", yuan(budget.other_income)),
    ]
    total = total_of(budget.rows)
    if not budget.class_public:
        spent = [[yuan(row.total)] for row in _classes(budget.rows)]
        header: list[Row] = [
            [Box("本年收入", columns=2), None, Box("本年支出", columns=2), None],
            [Box("项目"), Box("预算数"), Box("项目"), Box("预算数")],
        ]
        rows = _beside(budget, income, spent)
        return RuledTable((210, 150, 218, 150), header, rows, [_both_totals([yuan(total.total)])])
    public = budget.class_public

    def amounts(row: FunctionRow, part: Decimal) -> list[str]:
        return [yuan(row.total), yuan(row.basic - part), yuan(part), yuan(row.project)]

    spent = [amounts(row, public.get(row.code, Decimal(0))) for row in _classes(budget.rows)]
    foot = amounts(total, sum(public.values(), Decimal(0)))
    header = [
        [Box("本年收入", columns=2), None, Box("本年支出", columns=5), None, None, None, None],
        [Box("项目", rows=3), Box("预算数", rows=3), Box("项目", rows=3), Box("预算数", columns=4), None, None, None],
        [None, None, None, Box("合计", rows=2), Box("基本支出", columns=2), None, Box("项目支出", rows=2)],
        [None, None, None, None, Box("人员经费"), Box("公用经费"), None],
    ]
    widths = (130, 95, 163, 85, 85, 85, 85)
    return RuledTable(widths, header, _beside(budget, income, spent), [_both_totals(foot)])


def appropriation_summary(budget: Budget) -> RuledTable:
    """T4: appropriation beside the classes that it pays for, by fund."""
    yuan = budget.style.yuan
    total = yuan(total_of(budget.appropriated).total)
    nothing = budget.style.summary_nothing
    income = [("一、一般公共预算资金", total), ("二、政府性基金", nothing), ("三、国有资本经营预算", nothing)]
    spent = [[yuan(row.total), yuan(row.total), nothing, nothing] for row in _classes(budget.appropriated)]
    header: list[Row] = [
        [Box("财政拨款收入", columns=2), None, Box("财政拨款支出", columns=5), None, None, None, None],
        [Box("项目"), Box("预算数"), Box("项目"), Box("合计"), *map(Box, FUNDS)],
    ]
    foot = [_both_totals([total, total, nothing, nothing])]
    return RuledTable((130, 90, 160, 90, 90, 84, 84), header, _beside(budget, income, spent), foot)


def revenue_by_function(budget: Budget) -> RuledTable:
    """T2: each code's income by source."""
    yuan = budget.style.yuan
    nothing = yuan(Decimal(0))
    header: list[Row] = [
        [Box("项目", columns=4), None, None, None, Box("收入预算", columns=5), None, None, None, None],
        [
            Box("功能分类科目编码", columns=3),
            None,
            None,
            Box("功能分类科目名称", rows=2),
            *(Box(title, rows=2) for title in ("合计", "财政拨款收入", "事业收入", "事业单位\n经营收入", "其他收入")),
        ],
        [Box("类"), Box("款"), Box("项"), *[None] * 6],
    ]

    def amounts(row: FunctionRow) -> list[str]:
        return [yuan(row.total), yuan(row.total - row.other), nothing, nothing, yuan(row.other)]

    rows: list[Row] = [[*_function_cells(row.code), *map(figure, amounts(row))] for row in budget.rows]
    foot: list[Row] = [[Box("合计", columns=4), None, None, None, *map(figure, amounts(total_of(budget.rows)))]]
    widths = (36, 30, 30, 212, 96, 96, 72, 72, 84)
    return _breaking(budget, "T2", RuledTable(widths, header, rows, foot))


def expenditure_table(budget: Budget, number: str, heading: str, listed: Sequence[FunctionRow]) -> RuledTable:
    """T3, T5, T6 and T7: each code's basic and project expenditure; empty rows where a fund pays for nothing."""
    yuan = budget.style.yuan
    header: list[Row] = [
        [Box("项目", columns=4), None, None, None, Box(heading, columns=3), None, None],
        [
            Box("功能分类科目编码", columns=3),
            None,
            None,
            Box("功能分类科目名称", rows=2),
            Box("合计", rows=2),
            Box("基本支出", rows=2),
            Box("项目支出", rows=2),
        ],
        [Box("类"), Box("款"), Box("项"), None, None, None, None],
    ]

    def amounts(row: FunctionRow) -> list[str]:
        return [yuan(row.total), yuan(row.basic), yuan(row.project)]

    rows: list[Row] = [[*_function_cells(row.code), *map(figure, amounts(row))] for row in listed]
    total = amounts(total_of(listed)) if listed else ["", "", ""]
    blank: list[Row] = [[Box(budget.style.empty_word), *[Box()] * 6], *[[Box()] * 7] * (budget.style.blank_rows - 1)]
    foot: list[Row] = [[Box("合计", columns=4), None, None, None, *map(figure, total)]]
    widths = (42, 36, 36, 259, 118, 118, 118)
    return _breaking(budget, number, RuledTable(widths, header, rows or blank, foot))


def basic_by_economic(budget: Budget) -> RuledTable:
    """T8: basic expenditure by economic code."""
    header: list[Row] = [
        [Box("项目", columns=3), None, None, Box("一般公共预算基本支出", columns=3), None, None],
        [
            Box("部门预算经济分类科目编码", columns=2),
            None,
            *(Box(title, rows=2) for title in ("经济分类科目名称", "合计", "人员经费", "公用经费")),
        ],
        [Box("类"), Box("款"), None, None, None, None],
    ]
    listed = economic_rows(budget.economic)
    rows: list[Row] = [
        [Box(row.code[:3]), Box(row.code[3:]), name(name_of(row.code)), *_by_purpose(budget, [row])] for row in listed
    ]
    classes = [row for row in listed if len(row.code) == 3]
    foot: list[Row] = [[Box("合计", columns=3), None, None, *_by_purpose(budget, classes)]]
    return _breaking(budget, "T8", RuledTable((60, 50, 263, 118, 118, 118), header, rows, foot))


def three_public(budget: Budget) -> RuledTable:
    """T9: 三公 and agency operation, in 万元."""
    header: list[Row] = [
        [Box("“三公”经费预算数", columns=6), None, None, None, None, None, Box("机关运行经费\n预算数", rows=3)],
        [
            Box("合计", rows=2),
            Box("因公出国(境)费", rows=2),
            Box("公务接待费", rows=2),
            Box("公务用车购置及运行费", columns=3),
            *[None] * 3,
        ],
        [None, None, None, Box("小计"), Box("购置费"), Box("运行费"), None],
    ]
    items = budget.three_public
    parts: list[ThreePublicItem] = [
        items.total, items.travel, items.reception, items.vehicles, items.purchase, items.operation,
    ]  # fmt: skip
    amounts = [_wan_cell(budget, part.amount) for part in parts]
    row: Row = [Box(text) for text in (*amounts, _wan_cell(budget, items.agency_operation))]
    return RuledTable((100, 100, 100, 100, 100, 100, 110), header, [row], row_height=36)


def _wan_cell(budget: Budget, amount: Decimal) -> str:
    # T9 prints 0 where the tables by code print 0.00: 普陀区司法局 2026, page 21.
    return format(amount, ",.2f") if amount else budget.style.nothing.removesuffix(".00")


def _by_purpose(budget: Budget, rows: Sequence[EconomicRow]) -> list[Box]:
    yuan = budget.style.yuan
    personnel = sum((row.total for row in rows if row.is_personnel), Decimal(0))
    public = sum((row.total for row in rows if not row.is_personnel), Decimal(0))
    return [figure(yuan(personnel + public)), figure(yuan(personnel)), figure(yuan(public))]


def _classes(rows: Sequence[FunctionRow]) -> list[FunctionRow]:
    return [row for row in rows if len(row.code) == 3]


def _function_cells(code: str) -> list[Box]:
    return [*map(Box, cells_of(code)), name(name_of(code))]


def _breaking(budget: Budget, number: str, table: RuledTable) -> RuledTable:
    """The table with the page breaks that the body's own tables have."""
    style = budget.style
    return replace(table, repeats_header=number in style.repeats_header, lone_foot=number in style.lone_foot)


def _beside(budget: Budget, income: Sequence[tuple[str, str]], spent: Sequence[Sequence[str]]) -> list[Row]:
    """Income lines beside numbered classes, with the blank rows that the template leaves below the longer side."""
    classes = [name_of(row.code) for row in _classes(budget.rows)]
    numbered = [
        (f"{numeral(number)}、{title}", *cells)
        for number, (title, cells) in enumerate(zip(classes, spent, strict=True), 1)
    ]
    lines = [*zip_longest(income, numbered), *[(None, None)] * budget.style.blank_rows]
    blank_right = ("",) * (len(spent[0]) + 1)
    return [_two_sided(left or ("", ""), right or blank_right) for left, right in lines]


def _both_totals(total: Sequence[str]) -> Row:
    """收入总计 beside 支出总计: income equals expenditure, so one total stands on both sides."""
    return [Box("收入总计"), figure(total[0]), Box("支出总计"), *map(figure, total)]


def _two_sided(left: Sequence[str], right: Sequence[str]) -> Row:
    return [name(left[0]), *map(figure, left[1:]), name(right[0]), *map(figure, right[1:])]
