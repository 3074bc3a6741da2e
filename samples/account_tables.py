"""The nine tables of final accounts (第二部分), each on pages of its own: codes in one cell, two lists side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from samples.accounts import AccountRow, Accounts
from samples.classification import listed, name_of
from samples.numerals import numeral
from samples.ruled import Box, Row, RuledTable, draw, figure, name
from samples.sheet import SIDEWAYS, UPRIGHT, Sheet

TITLES: Final = (
    "收入支出决算总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收入支出决算总表",
    "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表",
    "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款收入支出决算表",
)

INCOME: Final = (
    "一般公共预算财政拨款收入",
    "政府性基金预算财政拨款收入",
    "国有资本经营预算财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)

FUNDS: Final = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A table, the way its page lies, and the note below it."""

    title: str
    table: RuledTable
    size: tuple[float, float]
    note: str = ""


def draw_tables(sheet: Sheet, accounts: Accounts) -> None:
    """Draws all nine, all in 万元."""
    for page in pages(accounts):
        sheet.turn(page.size)
        sheet.title(page.title)
        sheet.sides("", "单位：万元")
        draw(sheet, page.table)
        if page.note:
            sheet.skip(6)
            sheet.sides(page.note, "")


def pages(accounts: Accounts) -> Iterator[AccountPage]:
    """The tables in their order."""
    yield AccountPage(TITLES[0], balance_summary(accounts), UPRIGHT)
    yield AccountPage(TITLES[1], revenue_by_function(accounts), SIDEWAYS)
    yield AccountPage(TITLES[2], expenditure_by_function(accounts), SIDEWAYS)
    yield AccountPage(TITLES[3], appropriation_summary(accounts), SIDEWAYS)
    yield AccountPage(TITLES[4], general_budget_by_function(accounts), UPRIGHT)
    yield AccountPage(TITLES[5], basic_by_economic(accounts), UPRIGHT)
    yield AccountPage(TITLES[6], three_public(accounts), SIDEWAYS)
    for title, fund in zip(TITLES[7:], FUNDS[1:], strict=True):
        note = f"注：{accounts.organisation}无{fund}支出，故本表无数据。"
        yield AccountPage(title, empty_fund(), SIDEWAYS, note)


def balance_summary(accounts: Accounts) -> RuledTable:
    """A1: eight income lines beside the listed classes, and below them what was carried over."""
    total = accounts.total
    income = {INCOME[0]: total.spent, INCOME[7]: total.other_income}
    left = [(f"{numeral(i)}、{line}", wan(income.get(line))) for i, line in enumerate(INCOME, 1)]
    rows = [*_side_by_side(left, [(title, wan(amount)) for title, amount in _numbered_classes(accounts)])]
    opening, closing = accounts.balance.opening, accounts.balance.closing
    foot = [
        ("本年收入合计", wan(total.received), "本年支出合计", wan(total.spent)),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        ("年初结转和结余", wan(opening), "年末结转和结余", wan(closing)),
        ("总计", wan(total.received + opening), "总计", wan(total.spent + closing)),
    ]
    rows += [[name(a), figure(b), name(c), figure(d)] for a, b, c, d in foot]
    header: list[Row] = [
        [Box("收入", columns=2), None, Box("支出", columns=2), None],
        [Box("项目"), Box("决算数"), Box("项目"), Box("决算数")],
    ]
    return RuledTable((160, 80, 160, 80), header, rows, row_height=19)


def revenue_by_function(accounts: Accounts) -> RuledTable:
    """A2: 合计 stands first here, and last in A5."""
    heads = ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")

    def amounts(row: AccountRow) -> list[Decimal | None]:
        return [row.received, row.spent, None, None, None, None, row.other_income]

    rows = [_code_row(row, amounts(row)) for row in accounts.rows]
    first: Row = [Box("合计", columns=2), None, *map(_money, amounts(accounts.total))]
    return RuledTable((66, 150, *[73] * 7), _code_header(heads), [first, *rows])


def expenditure_by_function(accounts: Accounts) -> RuledTable:
    """A3: five kinds of expenditure besides 合计."""
    heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")

    def amounts(row: AccountRow) -> list[Decimal | None]:
        return [row.spent, row.basic, row.project, None, None, None]

    rows = [_code_row(row, amounts(row)) for row in accounts.rows]
    first: Row = [Box("合计", columns=2), None, *map(_money, amounts(accounts.total))]
    return RuledTable((66, 162, *[83] * 6), _code_header(heads), [first, *rows], repeats_header=True)


def general_budget_by_function(accounts: Accounts) -> RuledTable:
    """A5: as A3 for the general public budget, in a narrow column of names."""

    def amounts(row: AccountRow) -> list[Decimal | None]:
        return [row.spent, row.basic, row.project]

    rows = [_code_row(row, amounts(row)) for row in accounts.rows]
    last: Row = [Box("合计", columns=2), None, *map(_money, amounts(accounts.total))]
    widths = (80, 90, 100, 100, 100)
    return RuledTable(widths, _code_header(("合计", "基本支出", "项目支出")), rows, [last])


def appropriation_summary(accounts: Accounts) -> RuledTable:
    """A4: appropriation beside the listed classes by fund, with its own carry-over."""
    spent = wan(accounts.total.spent)
    opening, closing = wan(accounts.appropriation_balance.opening), wan(accounts.appropriation_balance.closing)
    received = wan(accounts.total.spent + accounts.appropriation_balance.opening)
    used = wan(accounts.total.spent + accounts.appropriation_balance.closing)
    left = [(f"{numeral(i)}、{fund}", spent if i == 1 else "") for i, fund in enumerate(FUNDS, 1)]
    right = [(title, wan(amount), wan(amount), "", "") for title, amount in _numbered_classes(accounts)]
    rows = _side_by_side(left, right)
    rows += [
        _fund_row("本年收入合计", spent, "本年支出合计", spent),
        _fund_row("年初财政拨款结转和结余", opening, "年末财政拨款结转和结余", closing),
        *(_fund_row(f"{numeral(i)}、{fund}", opening if i == 1 else "", "", "") for i, fund in enumerate(FUNDS, 1)),
        _fund_row("总计", received, "总计", used),
    ]
    header: list[Row] = [
        [Box("收入", columns=2), None, Box("支出", columns=5), None, None, None, None],
        [Box("项目"), Box("决算数"), Box("项目"), Box("合计"), *map(Box, FUNDS)],
    ]
    return RuledTable((160, 78, 166, 78, 82, 82, 82), header, rows)


def basic_by_economic(accounts: Accounts) -> RuledTable:
    """A6: persons' codes beside the office's codes, all that the template lists, with two totals below."""
    codes = list(listed("economic"))
    personnel = [code for code in codes if code[:3] in {"301", "303"}]
    public = [code for code in codes if code[:3] in {"302", "310"}]
    rows: list[Row] = [
        [*_economic_cells(accounts, left), *_economic_cells(accounts, right)]
        for left, right in zip_longest(personnel, public)
    ]
    totals = (("人员经费合计", accounts.personnel), ("公用经费合计", accounts.public))
    foot: Row = [box for title, amount in totals for box in (Box(title, columns=2), None, figure(wan(amount)))]
    header: Row = [Box("经济分类\n科目编码"), Box("科目名称"), Box("决算数")] * 2
    return RuledTable((62, 116, 62) * 2, [header], rows, [foot], size=9, row_height=20)


def three_public(accounts: Accounts) -> RuledTable:
    """A7: six items, each with what was budgeted and what was spent; the header has four levels."""
    nothing = [None] * 11
    pair = [Box("预算数"), Box("决算数")]
    header: list[Row] = [
        [Box("财政拨款“三公”经费", columns=12), *nothing],
        [
            Box("合计", columns=2, rows=2),
            None,
            Box("因公出国（境）费", columns=2, rows=2),
            None,
            Box("公务用车购置及运行费", columns=6),
            *[None] * 5,
            Box("公务接待费", columns=2, rows=2),
            None,
        ],
        [
            *[None] * 4,
            *(box for part in ("小计", "公务用车购置费", "公务用车运行费") for box in (Box(part, columns=2), None)),
            None,
            None,
        ],
        pair * 6,
    ]
    budget = wan(accounts.reception_budget)
    row: Row = [Box(budget), *[Box()] * 9, Box(budget), Box()]
    return RuledTable([60] * 12, header, [row], row_height=30)


def empty_fund() -> RuledTable:
    """A8 and A9 where the fund neither received nor paid anything."""
    header: list[Row] = [
        [
            Box("项目", columns=2),
            None,
            Box("年初结转和结余", rows=2),
            Box("本年收入", rows=2),
            Box("本年支出", columns=3),
            None,
            None,
            Box("年末结转和结余", rows=2),
        ],
        [Box("功能分类科目编码"), Box("科目名称"), None, None, Box("小计"), Box("基本支出"), Box("项目支出"), None],
    ]
    rows: list[Row] = [[Box()] * 8] * 4
    foot: Row = [Box("合计", columns=2), None, *[Box()] * 6]
    return RuledTable((90, 120, *[80] * 6), header, rows, [foot])


def wan(amount: Decimal | None) -> str:
    """An amount of a table; blank where there is none."""
    return format(amount, ",.2f") if amount else ""


def _money(amount: Decimal | None) -> Box:
    return figure(wan(amount))


def _numbered_classes(accounts: Accounts) -> list[tuple[str, Decimal | None]]:
    classes = listed("account_classes").items()
    return [
        (f"{numeral(number)}、{title}", accounts.classes.get(code)) for number, (code, title) in enumerate(classes, 1)
    ]


def _side_by_side(left: Sequence[tuple[str, str]], right: Sequence[Sequence[str]]) -> list[Row]:
    return [
        [name(a[0]), figure(a[1]), name(b[0]), *map(figure, b[1:])]
        for a, b in zip_longest(left, right, fillvalue=("", ""))
    ]


def _fund_row(left: str, received: str, right: str, used: str) -> Row:
    return [name(left), figure(received), name(right), figure(used), figure(used), figure(""), figure("")]


def _code_header(heads: Sequence[str]) -> list[Row]:
    return [
        [Box("项目", columns=2), None, *(Box(head, rows=2) for head in heads)],
        [Box("功能分类\n科目编码"), Box("科目名称"), *[None] * len(heads)],
    ]


def _code_row(row: AccountRow, amounts: Sequence[Decimal | None]) -> Row:
    return [name(row.code), name(name_of(row.code)), *map(_money, amounts)]


def _economic_cells(accounts: Accounts, code: str | None) -> list[Box]:
    if code is None:
        return [Box(), Box(), Box()]
    return [Box(code), name(name_of(code)), figure(wan(accounts.economic.get(code)))]
