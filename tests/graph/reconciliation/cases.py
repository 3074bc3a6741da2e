"""For each rule within a document, the facts that keep it and those that break it."""

from datetime import date

import msgspec

from graph.facts import (
    ContentsEntry,
    CountedParts,
    CountInFormula,
    DatedHeading,
    Fact,
    Indicator,
    PrintedAmount,
    PrintedPeriod,
    TablePlace,
    TemplateRemnant,
    UnitPrice,
)
from graph.terms import BudgetTable, DisclosureKind, Side, Stage, Topic
from tests.factories import source
from tests.graph.reconciliation.narrative_cases import NARRATIVE_CASES
from tests.graph.reconciliation.printing import (
    ACCOUNTS,
    BUDGET,
    Case,
    breakdown,
    calculation,
    cell,
    coded,
    form,
    money,
    row,
    stated,
    statement,
)

SUMMARY = BudgetTable.BALANCE_SUMMARY
REVENUE = BudgetTable.REVENUE_BY_FUNCTION
SPENDING = BudgetTable.EXPENDITURE_BY_FUNCTION
APPROPRIATION = BudgetTable.APPROPRIATION_SUMMARY
GENERAL = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
FUND = BudgetTable.GOVERNMENT_FUND_BY_FUNCTION
CAPITAL = BudgetTable.STATE_CAPITAL_BY_FUNCTION
BASIC = BudgetTable.BASIC_BY_ECONOMIC
THREE = BudgetTable.THREE_PUBLIC
SPENT = Stage.FINAL_ACCOUNTS


def _income(
    label: str, amount: str, number: int = 0, *, table: BudgetTable = SUMMARY, stage: Stage = Stage.BUDGET
) -> Fact:
    return cell(table, label, amount, side=Side.REVENUE, row=number, stage=stage)


def _outlay(
    label: str, amount: str, number: int = 0, *, table: BudgetTable = SUMMARY, stage: Stage = Stage.BUDGET
) -> Fact:
    return cell(table, label, amount, side=Side.EXPENDITURE, row=number, stage=stage)


def _economic(total: str) -> list[Fact]:
    return [
        cell(BASIC, "工资福利支出", "300元", code="301", row=0),
        cell(BASIC, "基本工资", "300元", code="30101", row=1),
        cell(BASIC, "合计", total, row=2),
    ]


def _row(
    table: BudgetTable, total: str, *, stage: Stage = Stage.BUDGET, side: Side | None = None, **parts: str
) -> list[Fact]:
    return [*row(table, "合计", side=side, stage=stage, TOTAL=total, **parts)]


def _lines(table: BudgetTable, side: Side, total: str, amount: str, stage: Stage) -> list[Fact]:
    return [
        cell(table, "一、一般公共服务支出", "100元", side=side, row=0, stage=stage),
        cell(table, "二、教育支出", "200元", side=side, row=1, stage=stage),
        cell(table, total, amount, side=side, row=2, stage=stage),
    ]


def _lines_case(table: BudgetTable, side: Side, total: str, kind: DisclosureKind) -> Case:
    stage = SPENT if kind is ACCOUNTS else Stage.BUDGET
    return Case(_lines(table, side, total, "300元", stage), _lines(table, side, total, "310元", stage), kind)


def _feet(table: BudgetTable, side: Side, names: tuple[str, str, str], total: str) -> list[Fact]:
    return [
        cell(table, names[0], "100.00万元", side=side, row=0, stage=SPENT),
        cell(table, names[1], "20.00万元", side=side, row=1, stage=SPENT),
        cell(table, names[2], total, side=side, row=2, stage=SPENT),
    ]


def _feet_case(table: BudgetTable, side: Side, *names: str) -> Case:
    first, second, third = names
    feet = (first, second, third)
    return Case(_feet(table, side, feet, "120.00万元"), _feet(table, side, feet, "121.00万元"), ACCOUNTS)


def _fund_case(table: BudgetTable, measure: str, kind: DisclosureKind) -> Case:
    stage = SPENT if kind is ACCOUNTS else Stage.BUDGET
    label = "本年支出合计" if kind is ACCOUNTS else "支出总计"
    column = "CURRENT_EXPENDITURE" if kind is ACCOUNTS else "TOTAL"
    summary = row(APPROPRIATION, label, side=Side.EXPENDITURE, stage=stage, **{"TOTAL": "900元", measure: "500元"})
    return Case(
        [*summary, *row(table, "合计", stage=stage, **{column: "500元"})],
        [*summary, *row(table, "合计", stage=stage, **{column: "400元"})],
        kind,
    )


def _three(total: str, *, stage: Stage = Stage.BUDGET, **parts: str) -> list[Fact]:
    return [*row(THREE, "合计", stage=stage, TOTAL=total, **parts)]


def _balance_case(table: BudgetTable) -> Case:
    columns = {"OPENING_BALANCE": "1.00万元", "CURRENT_REVENUE": "5.00万元", "CURRENT_EXPENDITURE": "4.00万元"}
    return Case(
        row(table, "合计", stage=SPENT, **columns, CLOSING_BALANCE="2.00万元"),
        row(table, "合计", stage=SPENT, **columns, CLOSING_BALANCE="3.00万元"),
        ACCOUNTS,
    )


def _counted(total: int) -> CountedParts:
    return CountedParts(total, "人次", (10, 6), source("其中10人，6人", page=4))


ROW_CASES = {
    "T1-ROW": Case(
        row(SUMMARY, "支出总计", side=Side.EXPENDITURE, TOTAL="6元", PERSONNEL="1元", PUBLIC="2元", PROJECT="3元"),
        row(SUMMARY, "支出总计", side=Side.EXPENDITURE, TOTAL="9元", PERSONNEL="1元", PUBLIC="2元", PROJECT="3元"),
    ),
    "T2-ROW": Case(
        _row(REVENUE, "30元", FISCAL_APPROPRIATION="20元", OTHER_INCOME="10元"),
        _row(REVENUE, "40元", FISCAL_APPROPRIATION="20元", OTHER_INCOME="10元"),
    ),
    "T3-ROW": Case(
        _row(SPENDING, "3.00万元", stage=SPENT, BASIC="2.00万元", BUSINESS_EXPENDITURE="1.00万元"),
        _row(SPENDING, "4.00万元", stage=SPENT, BASIC="2.00万元", BUSINESS_EXPENDITURE="1.00万元"),
        ACCOUNTS,
    ),
    "T4-ROW": Case(
        _row(APPROPRIATION, "30元", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="20元", GOVERNMENT_FUND="10元"),
        _row(APPROPRIATION, "30元", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="20元", GOVERNMENT_FUND="20元"),
    ),
    **{
        f"{name}-ROW": Case(
            _row(table, "30元", BASIC="20元", PROJECT="10元"), _row(table, "33元", BASIC="20元", PROJECT="10元")
        )
        for name, table in (("T5", GENERAL), ("T6", FUND), ("T7", CAPITAL))
    },
    "T8-ROW": Case(
        _row(BASIC, "30元", PERSONNEL="20元", PUBLIC="10元"), _row(BASIC, "33元", PERSONNEL="20元", PUBLIC="10元")
    ),
    "T9-TOTAL": Case(
        _three("5.00万元", RECEPTION="1.00万元", VEHICLES="4.00万元"),
        _three("6.00万元", RECEPTION="1.00万元", VEHICLES="4.00万元"),
    ),
    "T9-VEHICLES": Case(
        _three("5.00万元", VEHICLES="4.00万元", VEHICLE_OPERATION="4.00万元"),
        _three("5.00万元", VEHICLES="4.00万元", VEHICLE_OPERATION="3.00万元", VEHICLE_PURCHASE="2.00万元"),
    ),
    "A8-BALANCE": _balance_case(FUND),
    "A9-BALANCE": _balance_case(CAPITAL),
}

COLUMN_CASES = {
    **{
        f"{name}-CODES": Case(coded(table, "300元"), coded(table, "400元"))
        for name, table in (("T2", REVENUE), ("T3", SPENDING), ("T5", GENERAL), ("T6", FUND), ("T7", CAPITAL))
    },
    "T8-CODES": Case(_economic("300元"), _economic("400元")),
    "T1-INCOME": _lines_case(SUMMARY, Side.REVENUE, "收入总计", BUDGET),
    "T1-EXPENDITURE": _lines_case(SUMMARY, Side.EXPENDITURE, "支出总计", BUDGET),
    "T4-INCOME": _lines_case(APPROPRIATION, Side.REVENUE, "收入总计", BUDGET),
    "T4-EXPENDITURE": _lines_case(APPROPRIATION, Side.EXPENDITURE, "支出总计", BUDGET),
    "A1-INCOME": _lines_case(SUMMARY, Side.REVENUE, "本年收入合计", ACCOUNTS),
    "A1-EXPENDITURE": _lines_case(SUMMARY, Side.EXPENDITURE, "本年支出合计", ACCOUNTS),
    "A4-INCOME": _lines_case(APPROPRIATION, Side.REVENUE, "本年收入合计", ACCOUNTS),
    "A4-EXPENDITURE": _lines_case(APPROPRIATION, Side.EXPENDITURE, "本年支出合计", ACCOUNTS),
    "T1-APPROPRIATION": Case(
        [
            _income("一、财政拨款收入", "30元"),
            _income("1、一般公共预算资金", "20元", 1),
            _income("2、政府性基金", "10元", 2),
        ],
        [
            _income("一、财政拨款收入", "30元"),
            _income("1、一般公共预算资金", "20元", 1),
            _income("2、政府性基金", "20元", 2),
        ],
    ),
}


def _pair(one: Fact, other: Fact, wrong: Fact, kind: DisclosureKind = BUDGET) -> Case:
    return Case([one, other], [one, wrong], kind)


TOTAL_CASES = {
    "T1=": _pair(_income("收入总计", "9元"), _outlay("支出总计", "9元"), _outlay("支出总计", "8元")),
    "T1=T2": _pair(_income("收入总计", "9元"), cell(REVENUE, "合计", "9元"), cell(REVENUE, "合计", "8元")),
    "T1=T3": _pair(_outlay("支出总计", "9元"), cell(SPENDING, "合计", "9元"), cell(SPENDING, "合计", "8元")),
    "T4=": _pair(
        _income("收入总计", "9元", table=APPROPRIATION),
        _outlay("支出总计", "9元", table=APPROPRIATION),
        _outlay("支出总计", "8元", table=APPROPRIATION),
    ),
    "T2=T4": Case(
        [_income("收入总计", "9元", table=APPROPRIATION), *_row(REVENUE, "10元", FISCAL_APPROPRIATION="9元")],
        [_income("收入总计", "9元", table=APPROPRIATION), *_row(REVENUE, "10元", FISCAL_APPROPRIATION="8元")],
    ),
    "T4=T5": Case(
        [
            *row(APPROPRIATION, "支出总计", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="9元"),
            cell(GENERAL, "合计", "9元"),
        ],
        [
            *row(APPROPRIATION, "支出总计", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="9元"),
            cell(GENERAL, "合计", "8元"),
        ],
    ),
    "T5=T8": Case(
        [*_row(GENERAL, "10元", BASIC="9元"), cell(BASIC, "合计", "9元")],
        [*_row(GENERAL, "10元", BASIC="9元"), cell(BASIC, "合计", "8元")],
    ),
    "A1=": _pair(
        _income("收入总计", "9.00万元", stage=SPENT),
        _outlay("支出总计", "9.00万元", stage=SPENT),
        _outlay("支出总计", "9.02万元", stage=SPENT),
        ACCOUNTS,
    ),
    "A1=A2": _pair(
        _income("本年收入合计", "9.00万元", stage=SPENT),
        cell(REVENUE, "合计", "9.01万元", stage=SPENT),
        cell(REVENUE, "合计", "9.02万元", stage=SPENT),
        ACCOUNTS,
    ),
    "A1=A3": _pair(
        _outlay("本年支出合计", "9.00万元", stage=SPENT),
        cell(SPENDING, "合计", "9.01万元", stage=SPENT),
        cell(SPENDING, "合计", "9.02万元", stage=SPENT),
        ACCOUNTS,
    ),
    "A2=A4": Case(
        [
            _income("本年收入合计", "9.00万元", table=APPROPRIATION, stage=SPENT),
            *_row(REVENUE, "9.90万元", stage=SPENT, FISCAL_APPROPRIATION="9.00万元"),
        ],
        [
            _income("本年收入合计", "9.00万元", table=APPROPRIATION, stage=SPENT),
            *_row(REVENUE, "9.90万元", stage=SPENT, FISCAL_APPROPRIATION="8.00万元"),
        ],
        ACCOUNTS,
    ),
    "A4=": _pair(
        _income("收入总计", "9.00万元", table=APPROPRIATION, stage=SPENT),
        _outlay("支出总计", "9.00万元", table=APPROPRIATION, stage=SPENT),
        _outlay("支出总计", "8.00万元", table=APPROPRIATION, stage=SPENT),
        ACCOUNTS,
    ),
    "A4=A5": Case(
        [
            *row(APPROPRIATION, "本年支出合计", side=Side.EXPENDITURE, stage=SPENT, GENERAL_PUBLIC_BUDGET="9.00万元"),
            cell(GENERAL, "合计", "9.00万元", stage=SPENT),
        ],
        [
            *row(APPROPRIATION, "本年支出合计", side=Side.EXPENDITURE, stage=SPENT, GENERAL_PUBLIC_BUDGET="9.00万元"),
            cell(GENERAL, "合计", "8.00万元", stage=SPENT),
        ],
        ACCOUNTS,
    ),
    "A5=A6": Case(
        [
            *_row(GENERAL, "9.00万元", stage=SPENT, BASIC="5.00万元"),
            cell(BASIC, "人员经费合计", "4.00万元", row=1, stage=SPENT),
            cell(BASIC, "公用经费合计", "1.00万元", row=2, stage=SPENT),
        ],
        [
            *_row(GENERAL, "9.00万元", stage=SPENT, BASIC="5.00万元"),
            cell(BASIC, "人员经费合计", "4.00万元", row=1, stage=SPENT),
            cell(BASIC, "公用经费合计", "2.00万元", row=2, stage=SPENT),
        ],
        ACCOUNTS,
    ),
    **{
        name: Case(
            [
                cell(BASIC, "类", "3.00万元", code=codes[0], row=0, stage=SPENT),
                cell(BASIC, "类", "1.00万元", code=codes[1], row=1, stage=SPENT),
                cell(BASIC, label, "4.00万元", row=2, stage=SPENT),
            ],
            [
                cell(BASIC, "类", "3.00万元", code=codes[0], row=0, stage=SPENT),
                cell(BASIC, "类", "1.00万元", code=codes[1], row=1, stage=SPENT),
                cell(BASIC, label, "5.00万元", row=2, stage=SPENT),
            ],
            ACCOUNTS,
        )
        for name, label, codes in (
            ("A6-PERSONS", "人员经费合计", ("301", "303")),
            ("A6-PUBLIC", "公用经费合计", ("302", "310")),
        )
    },
    "A1-INCOME-FEET": _feet_case(SUMMARY, Side.REVENUE, "本年收入合计", "年初结转和结余", "收入总计"),
    "A1-EXPENDITURE-FEET": _feet_case(SUMMARY, Side.EXPENDITURE, "本年支出合计", "年末结转和结余", "支出总计"),
    "A4-INCOME-FEET": _feet_case(APPROPRIATION, Side.REVENUE, "本年收入合计", "年初财政拨款结转和结余", "收入总计"),
    "A4-EXPENDITURE-FEET": _feet_case(
        APPROPRIATION, Side.EXPENDITURE, "本年支出合计", "年末财政拨款结转和结余", "支出总计"
    ),
    "T4=T6": _fund_case(FUND, "GOVERNMENT_FUND", BUDGET),
    "T4=T7": _fund_case(CAPITAL, "STATE_CAPITAL", BUDGET),
    "A4=A8": _fund_case(FUND, "GOVERNMENT_FUND", ACCOUNTS),
    "A4=A9": _fund_case(CAPITAL, "STATE_CAPITAL", ACCOUNTS),
    "T1=T3-CLASSES": _pair(
        _outlay("一、教育支出", "9元"),
        cell(SPENDING, "教育支出", "9元", code="205"),
        cell(SPENDING, "教育支出", "8元", code="205"),
    ),
    "T4=T5-CLASSES": Case(
        [
            *row(APPROPRIATION, "一、教育支出", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="9元"),
            cell(GENERAL, "教育支出", "9元", code="205"),
        ],
        [
            *row(APPROPRIATION, "一、教育支出", side=Side.EXPENDITURE, GENERAL_PUBLIC_BUDGET="9元"),
            cell(GENERAL, "教育支出", "8元", code="205"),
        ],
    ),
    "T2=T3-CODES": _pair(
        cell(REVENUE, "教育支出", "9元", code="205"),
        cell(SPENDING, "教育支出", "9元", code="205"),
        cell(SPENDING, "教育支出", "8元", code="205"),
    ),
    "T5-IN-T3": _pair(
        cell(SPENDING, "教育支出", "9元", code="205"),
        cell(GENERAL, "教育支出", "9元", code="205"),
        cell(GENERAL, "教育支出", "10元", code="205"),
    ),
    **{
        name: Case(
            [*coded(SPENDING, "300元"), *coded(table, "300元")],
            [*coded(SPENDING, "300元", item="2010657"), *coded(table, "300元")],
        )
        for name, table in (("T5-CODES-IN-T3", GENERAL), ("T2-CODES-IN-T3", REVENUE))
    },
    "T8-IN-T9": Case(
        [*_three("2.00万元", RECEPTION="2.00万元"), cell(BASIC, "公务接待费", "20000元", code="30217")],
        [*_three("2.00万元", RECEPTION="2.00万元"), cell(BASIC, "公务接待费", "20100元", code="30217")],
    ),
}


def _carried(closing: str, of_fund: str = "2.00万元") -> list[Fact]:
    return [
        _income("一、一般公共预算财政拨款", "9.00万元", 0, table=APPROPRIATION, stage=SPENT),
        _income("本年收入合计", "9.00万元", 1, table=APPROPRIATION, stage=SPENT),
        _income("年初财政拨款结转和结余", "2.00万元", 2, table=APPROPRIATION, stage=SPENT),
        _income("一、一般公共预算财政拨款", of_fund, 3, table=APPROPRIATION, stage=SPENT),
        _income("收入总计", "11.00万元", 4, table=APPROPRIATION, stage=SPENT),
        *_paid("本年支出合计", "8.00万元", 1),
        *_paid("年末财政拨款结转和结余", closing, 2),
    ]


def _paid(label: str, amount: str, number: int) -> list[Fact]:
    return [
        *row(
            APPROPRIATION, label, number, side=Side.EXPENDITURE, stage=SPENT, TOTAL=amount, GENERAL_PUBLIC_BUDGET=amount
        )
    ]


TOTAL_CASES |= {
    "A4-OPENING": Case(_carried("3.00万元"), _carried("3.00万元", "1.00万元"), ACCOUNTS),
    "A4-BALANCE": Case(_carried("3.00万元"), _carried("4.00万元"), ACCOUNTS),
}


def _limited(value: str) -> Fact:
    return msgspec.structs.replace(
        form("18000元"),
        indicators=(
            Indicator("发放资金", f"≤{value}(元)", (source(value, page=6),), operator="≤", value=value, unit="元"),
        ),
    )


def _dated(end: date, form_end: date) -> list[Fact]:
    said = statement(start=date(2025, 1, 1), end=end)
    return [said, msgspec.structs.replace(form("5元"), start=date(2025, 1, 1), end=form_end)]


def _targeted(operator: str, value: str, unit: str, name: str = "处级干部体检费用标准") -> Fact:
    target = Indicator(name, f"{operator}{value}({unit})", (source(value, page=6),), None, None, operator, value, unit)
    return msgspec.structs.replace(form("18000元"), indicators=(target,))


def _priced() -> Fact:
    price = UnitPrice("处级干部体检", money("3000元"), ("人",), source("3000元/人", page=4))
    return statement(unit_prices=(price,))


def _calculated_with(stated_days: int) -> Fact:
    count = CountInFormula(stated_days, 4, "天", source(f"约{stated_days}天，×4天", page=4))
    return statement(counts_in_formulas=(count,))


def _overviewed(end: date) -> Fact:
    said = PrintedPeriod(date(2025, 1, 1), end, source("2025年1月至", page=3))
    return statement(start=date(2025, 1, 1), end=date(2025, 12, 31), overview_period=said)


PROJECT_CASES = {
    "PROJECT-UNIT": Case([statement(appropriated="1.8万元")], [statement(appropriated="1.8元")]),
    "PERIOD=FORM": Case(_dated(date(2025, 12, 31), date(2025, 12, 31)), _dated(date(2025, 11, 30), date(2025, 12, 31))),
    "PROJECT-ESTIMATE": Case(
        [statement(appropriated="1.8万元", estimated="1.8万元")], [statement(appropriated="1.8元", estimated="1.8万元")]
    ),
    "PROJECT-PARTS": Case(
        [statement(appropriated="10.00万元", breakdowns=(breakdown("4.00万元", "60000元"),))],
        [statement(breakdowns=(breakdown("4.00万元", "70000元"),)), form("100000元")],
    ),
    "FORM-PARTS": Case([form("5元", "2元", "3元")], [form("5元", "2元", "4元")]),
    "FORM-WHOLE": Case(
        [msgspec.structs.replace(form("3元"), whole=PrintedAmount(money("3元"), source("3元", page=5)))],
        [msgspec.structs.replace(form("3元"), whole=PrintedAmount(money("2元"), source("2元", page=5)))],
    ),
    "PROJECT-FORM": Case(
        [statement(appropriated="54.31万元"), form("543050元")], [statement(appropriated="54.31万元"), form("543000元")]
    ),
    "CALCULATION": Case(
        [statement(calculations=(calculation("365×2×335", "24.5万元"),))],
        [statement(calculations=(calculation("(1600×5+800×4)×2", "22500元"),))],
    ),
    "PRICE-QUANTITY": Case(
        [statement(calculations=(calculation("210×200", "42000元", is_written_out=False),))],
        [statement(calculations=(calculation("210×200", "50000元", is_written_out=False),))],
    ),
    "COUNT-PARTS": Case([statement(counted_parts=(_counted(16),))], [statement(counted_parts=(_counted(13),))]),
    "PROJECT-PERIOD": Case(
        [statement(start=date(2025, 1, 1), end=date(2025, 12, 31))],
        [statement(start=date(2024, 1, 1), end=date(2024, 12, 31))],
    ),
    "INDICATOR-RATE": Case([_targeted("=", "100.00", "%")], [_targeted("≥", "195.00", "%")]),
    "INDICATOR-PRICE": Case(
        [_priced(), _targeted("≤", "3000.00", "元/人")], [_priced(), _targeted("≤", "2000.00", "元/人")]
    ),
    "FORMULA-COUNT": Case([_calculated_with(4)], [_calculated_with(5)]),
    "OVERVIEW-PERIOD": Case([_overviewed(date(2025, 12, 31))], [_overviewed(date(2025, 11, 30))]),
    "INDICATOR-IN-PROJECT": Case([_limited("18000.00")], [_limited("28000.00")]),
    "TARGETS=FORMS": Case(
        [
            stated(Topic.PERFORMANCE_PROJECTS, "编报绩效目标的项目", count=1),
            stated(Topic.PERFORMANCE_AMOUNT, "涉及项目预算资金", "10.00万元"),
            form("100000元"),
        ],
        [
            stated(Topic.PERFORMANCE_PROJECTS, "编报绩效目标的项目", count=1),
            stated(Topic.PERFORMANCE_AMOUNT, "涉及项目预算资金", "11.00万元"),
            form("100000元"),
        ],
    ),
    "TARGETS-IN-T3": Case(
        [
            stated(Topic.PERFORMANCE_AMOUNT, "涉及项目预算资金", "10.00万元"),
            *_row(SPENDING, "150000元", PROJECT="100000元"),
        ],
        [
            stated(Topic.PERFORMANCE_AMOUNT, "涉及项目预算资金", "11.00万元"),
            *_row(SPENDING, "150000元", PROJECT="100000元"),
        ],
    ),
    "PROJECTS-IN-T3": Case(
        [form("5元"), *_row(SPENDING, "9元", BASIC="4元", PROJECT="5元")],
        [form("6元"), *_row(SPENDING, "9元", BASIC="4元", PROJECT="5元")],
    ),
}


def _listed() -> ContentsEntry:
    return ContentsEntry(FUND, "政府性基金预算支出功能分类预算表", source("六", page=2))


def _placed(note: str | None = None) -> TablePlace:
    return TablePlace(
        FUND, "政府性基金预算支出功能分类预算表", source("表六", page=9), source(note, page=9) if note else None
    )


STRUCTURE_CASES = {
    "TITLE-YEAR": Case(
        [ContentsEntry(FUND, "2025年政府性基金预算表", source("六", page=2))],
        [ContentsEntry(FUND, "2024年政府性基金预算表", source("六", page=2))],
    ),
    "CONTENTS": Case([_listed(), _placed()], [_listed()]),
    "NOT-LISTED": Case(
        [_listed(), _placed()], [_listed(), TablePlace(CAPITAL, "国有资本经营预算表", source("表七", page=9))]
    ),
    "HEADING-YEAR": Case(
        [DatedHeading("2025年部门预算编制说明", source("2025年部门预算编制说明", page=5))],
        [DatedHeading("2024年部门预算编制说明", source("2024年部门预算编制说明", page=5))],
    ),
    "EMPTY-NOTE": Case([_placed("故本表为空表")], [_placed("故本表为空表"), cell(FUND, "合计", "5元")]),
    "EMPTY-WITHOUT-NOTE": Case([_placed("故本表为空表")], [_placed()]),
    "TEMPLATE": Case([], [TemplateRemnant("XX", source("XX局", page=6))]),
    "CODE-CLASS": Case([cell(GENERAL, "教育支出", "5元", code="205")], [cell(GENERAL, "教育支出", "5元", code="905")]),
    "CODE-LISTED-NAME": Case(
        [cell(GENERAL, "教育支出", "5元", code="205")], [cell(GENERAL, "科学技术支出", "5元", code="205")]
    ),
    "CODE-PARENT": Case(
        coded(GENERAL, "300元"), [*coded(GENERAL, "300元"), cell(GENERAL, "普通教育", "5元", code="20502", row=9)]
    ),
    "CODE-PARTS": Case(
        coded(GENERAL, "300元"), [*coded(GENERAL, "300元"), cell(GENERAL, "税收事务", "5元", code="20107", row=9)]
    ),
    "CODE-NAME": Case(
        [cell(SPENDING, "教育支出", "5元", code="205"), cell(GENERAL, "教育支出", "5元", code="205")],
        [cell(SPENDING, "教育支出", "5元", code="205"), cell(GENERAL, "科学技术支出", "5元", code="205")],
    ),
}

CASES: dict[str, Case] = {
    **ROW_CASES,
    **COLUMN_CASES,
    **TOTAL_CASES,
    **NARRATIVE_CASES,
    **PROJECT_CASES,
    **STRUCTURE_CASES,
}
