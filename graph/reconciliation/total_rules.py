"""The identities between the nine tables of a budget, and between those of final accounts."""

from typing import Final

from graph.reconciliation.balances import CLOSING, OPENING, funds_balance, openings_add_up
from graph.reconciliation.between_tables import (
    EXPENDITURE_TOTAL,
    INCOME_TOTAL,
    YEAR_EXPENDITURE,
    YEAR_INCOME,
    Cell,
    Codes,
    equal_cells,
    equal_classes,
    equal_codes,
    fund_table,
    parts_by_code,
    three_public_parts,
)
from graph.reconciliation.rules import ACCOUNTS, BUDGETS, NO_TOLERANCE, TABLED, Rule
from graph.reconciliation.shared_codes import codes_stand_in
from graph.reconciliation.tables import CARRIED_OVER, LEFT_FOR_NEXT_YEAR
from graph.terms import BudgetTable, Measure, Side

_SUMMARY: Final = BudgetTable.BALANCE_SUMMARY
_REVENUE: Final = BudgetTable.REVENUE_BY_FUNCTION
_EXPENDITURE: Final = BudgetTable.EXPENDITURE_BY_FUNCTION
_APPROPRIATION: Final = BudgetTable.APPROPRIATION_SUMMARY
_GENERAL: Final = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
_FUND: Final = BudgetTable.GOVERNMENT_FUND_BY_FUNCTION
_CAPITAL: Final = BudgetTable.STATE_CAPITAL_BY_FUNCTION
_BASIC: Final = BudgetTable.BASIC_BY_ECONOMIC
_ITEMS_OF_THREE_PUBLIC: Final = (
    ("30212", Measure.OVERSEAS_TRAVEL),
    ("30217", Measure.RECEPTION),
    ("30231", Measure.VEHICLE_OPERATION),
    ("31013", Measure.VEHICLE_PURCHASE),
)
_PERSONS: Final = ("301", "303")

_BETWEEN: Final = "disclosures.md, Identities inside one document: T4 against T5 + T6 + T7"
_ACCOUNTS: Final = "disclosures.md, Identities inside one document: A1–A9"

_INCOME: Final = Cell(_SUMMARY, Measure.TOTAL, INCOME_TOTAL, Side.REVENUE)
_SPENDING: Final = Cell(_SUMMARY, Measure.TOTAL, EXPENDITURE_TOTAL, Side.EXPENDITURE)
_YEAR_INCOME: Final = Cell(_SUMMARY, Measure.TOTAL, YEAR_INCOME, Side.REVENUE)
_YEAR_SPENDING: Final = Cell(_SUMMARY, Measure.TOTAL, YEAR_EXPENDITURE, Side.EXPENDITURE)
_OPENING: Final = Cell(_SUMMARY, Measure.TOTAL, ("年初结转和结余", "年初结转结余"), Side.REVENUE)
_SURPLUS_USED: Final = Cell(
    _SUMMARY, Measure.TOTAL, ("使用非财政拨款结余", "使用非财政拨款结余（含专用结余）"), Side.REVENUE
)
_DISTRIBUTED: Final = Cell(_SUMMARY, Measure.TOTAL, ("结余分配",), Side.EXPENDITURE)
_CLOSING: Final = Cell(_SUMMARY, Measure.TOTAL, ("年末结转和结余", "年末结转结余"), Side.EXPENDITURE)

_CARRIED: Final = Cell(_SUMMARY, Measure.TOTAL, CARRIED_OVER, Side.REVENUE)
_LEFT: Final = Cell(_SUMMARY, Measure.TOTAL, LEFT_FOR_NEXT_YEAR, Side.EXPENDITURE)
_CARRIED_APPROPRIATION: Final = Cell(_APPROPRIATION, Measure.TOTAL, CARRIED_OVER, Side.REVENUE)
_LEFT_GENERAL: Final = Cell(_APPROPRIATION, Measure.GENERAL_PUBLIC_BUDGET, LEFT_FOR_NEXT_YEAR, Side.EXPENDITURE)

_APPROPRIATED: Final = Cell(_APPROPRIATION, Measure.TOTAL, INCOME_TOTAL, Side.REVENUE)
_PAID: Final = Cell(_APPROPRIATION, Measure.TOTAL, EXPENDITURE_TOTAL, Side.EXPENDITURE)
_PAID_GENERAL: Final = Cell(_APPROPRIATION, Measure.GENERAL_PUBLIC_BUDGET, EXPENDITURE_TOTAL, Side.EXPENDITURE)
_YEAR_APPROPRIATED: Final = Cell(_APPROPRIATION, Measure.TOTAL, YEAR_INCOME, Side.REVENUE)
_YEAR_PAID: Final = Cell(_APPROPRIATION, Measure.TOTAL, YEAR_EXPENDITURE, Side.EXPENDITURE)
_YEAR_PAID_GENERAL: Final = Cell(_APPROPRIATION, Measure.GENERAL_PUBLIC_BUDGET, YEAR_EXPENDITURE, Side.EXPENDITURE)
_APPROPRIATED_OPENING: Final = Cell(_APPROPRIATION, Measure.TOTAL, OPENING, Side.REVENUE)
_APPROPRIATED_CLOSING: Final = Cell(_APPROPRIATION, Measure.TOTAL, CLOSING, Side.EXPENDITURE)
_REVENUE_APPROPRIATED: Final = Cell(_REVENUE, Measure.FISCAL_APPROPRIATION)
_BASIC_OF_GENERAL: Final = Cell(_GENERAL, Measure.BASIC)
_PERSONNEL: Final = Cell(_BASIC, Measure.TOTAL, ("人员经费合计",))
_PUBLIC: Final = Cell(_BASIC, Measure.TOTAL, ("公用经费合计",))

BALANCES: Final = ((_OPENING, _CLOSING), (_APPROPRIATED_OPENING, _APPROPRIATED_CLOSING))
"""What accounts open with and what they close with, of all money and of the appropriation."""

_EQUAL_IN_BUDGETS: Final = (
    ("T1=", "收入总计＝支出总计", (_INCOME,), (_SPENDING,), ()),
    ("T1=T3", "支出总计＝支出表合计（及结转下年）", (Cell(_EXPENDITURE),), (_SPENDING,), (_LEFT,)),
    (
        "T2=T4",
        "财政拨款收入总计＝收入表财政拨款收入（及上年结转）",
        (_REVENUE_APPROPRIATED,),
        (_APPROPRIATED,),
        (_CARRIED_APPROPRIATION,),
    ),
    ("T1=T2", "收入总计＝收入表合计（及上年结转）", (Cell(_REVENUE),), (_INCOME,), (_CARRIED,)),
    ("T4=", "财政拨款收入总计＝财政拨款支出总计", (_APPROPRIATED,), (_PAID,), ()),
    (
        "T4=T5",
        "财政拨款总表的一般公共预算支出＝一般公共预算支出表合计（及结转下年）",
        (Cell(_GENERAL),),
        (_PAID_GENERAL,),
        (_LEFT_GENERAL,),
    ),
    ("T5=T8", "一般公共预算支出表基本支出＝基本支出经济分类表合计", (_BASIC_OF_GENERAL,), (Cell(_BASIC),), ()),
)

_EQUAL_IN_ACCOUNTS: Final = (
    ("A1=", "收入总计＝支出总计", (_INCOME,), (_SPENDING,)),
    ("A1=A2", "本年收入合计＝收入决算表合计", (Cell(_REVENUE),), (_YEAR_INCOME,)),
    ("A1=A3", "本年支出合计＝支出决算表合计", (Cell(_EXPENDITURE),), (_YEAR_SPENDING,)),
    ("A2=A4", "收入决算表财政拨款收入＝财政拨款本年收入合计", (_YEAR_APPROPRIATED,), (_REVENUE_APPROPRIATED,)),
    ("A4=", "财政拨款收入总计＝财政拨款支出总计", (_APPROPRIATED,), (_PAID,)),
    ("A4=A5", "财政拨款总表的一般公共预算支出＝一般公共预算支出决算表合计", (Cell(_GENERAL),), (_YEAR_PAID_GENERAL,)),
    ("A5=A6", "一般公共预算基本支出＝人员经费合计＋公用经费合计", (_PERSONNEL, _PUBLIC), (_BASIC_OF_GENERAL,)),
    ("A6-PERSONS", "人员经费合计＝301＋303", (Codes(_BASIC, _PERSONS),), (_PERSONNEL,)),
    ("A6-PUBLIC", "公用经费合计＝302＋310（及其他各类）", (Codes(_BASIC, but=_PERSONS),), (_PUBLIC,)),
)


def _feet(name: str, says: str, total: Cell, year: Cell, *feet: Cell) -> Rule:
    """A grand total of accounts is the year's total and the feet below it; a foot that is not printed is nothing."""
    return Rule(name, says, equal_cells((year,), (total,), feet), ACCOUNTS, _ACCOUNTS)


BETWEEN_RULES: Final = (
    Rule("A4-OPENING", "年初财政拨款结转和结余＝各资金之和", openings_add_up, ACCOUNTS, _ACCOUNTS),
    Rule("A4-BALANCE", "各资金：年初结转＋本年收入－本年支出＝年末结转", funds_balance, ACCOUNTS, _ACCOUNTS),
    *(
        Rule(name, says, equal_cells(left, right, carried=carried), BUDGETS, _BETWEEN)
        for name, says, left, right, carried in _EQUAL_IN_BUDGETS
    ),
    *(
        Rule(name, says, equal_cells(left, right), ACCOUNTS, _ACCOUNTS)
        for name, says, left, right in _EQUAL_IN_ACCOUNTS
    ),
    _feet(
        "A1-INCOME-FEET",
        "收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余",
        _INCOME,
        _YEAR_INCOME,
        _SURPLUS_USED,
        _OPENING,
    ),
    _feet(
        "A1-EXPENDITURE-FEET",
        "支出总计＝本年支出合计＋结余分配＋年末结转和结余",
        _SPENDING,
        _YEAR_SPENDING,
        _DISTRIBUTED,
        _CLOSING,
    ),
    _feet(
        "A4-INCOME-FEET",
        "财政拨款收入总计＝本年收入合计＋年初结转和结余",
        _APPROPRIATED,
        _YEAR_APPROPRIATED,
        _APPROPRIATED_OPENING,
    ),
    _feet(
        "A4-EXPENDITURE-FEET",
        "财政拨款支出总计＝本年支出合计＋年末结转和结余",
        _PAID,
        _YEAR_PAID,
        _APPROPRIATED_CLOSING,
    ),
    *(
        Rule(name, says, fund_table(table, measure, labels, column), kinds, _BETWEEN)
        for name, says, table, measure, labels, column, kinds in (
            (
                "T4=T6",
                "财政拨款总表的政府性基金支出＝政府性基金表合计",
                _FUND,
                Measure.GOVERNMENT_FUND,
                EXPENDITURE_TOTAL,
                Measure.TOTAL,
                BUDGETS,
            ),
            (
                "T4=T7",
                "财政拨款总表的国有资本经营支出＝国有资本经营表合计",
                _CAPITAL,
                Measure.STATE_CAPITAL,
                EXPENDITURE_TOTAL,
                Measure.TOTAL,
                BUDGETS,
            ),
            (
                "A4=A8",
                "财政拨款总表的政府性基金支出＝政府性基金决算表本年支出",
                _FUND,
                Measure.GOVERNMENT_FUND,
                YEAR_EXPENDITURE,
                Measure.CURRENT_EXPENDITURE,
                ACCOUNTS,
            ),
            (
                "A4=A9",
                "财政拨款总表的国有资本经营支出＝国有资本经营决算表本年支出",
                _CAPITAL,
                Measure.STATE_CAPITAL,
                YEAR_EXPENDITURE,
                Measure.CURRENT_EXPENDITURE,
                ACCOUNTS,
            ),
        )
    ),
    Rule(
        "T1=T3-CLASSES",
        "收支总表各类支出＝支出表同名类",
        equal_classes(_SUMMARY, Measure.TOTAL, _EXPENDITURE),
        TABLED,
        _BETWEEN,
    ),
    Rule(
        "T4=T5-CLASSES",
        "财政拨款总表各类的一般公共预算支出＝一般公共预算支出表同名类",
        equal_classes(_APPROPRIATION, Measure.GENERAL_PUBLIC_BUDGET, _GENERAL),
        TABLED,
        _BETWEEN,
    ),
    Rule(
        "T2=T3-CODES",
        "收入表与支出表同一科目合计相等",
        equal_codes(_REVENUE, Measure.TOTAL, _EXPENDITURE, Measure.TOTAL),
        BUDGETS,
        _BETWEEN,
    ),
    Rule(
        "T5-IN-T3",
        "一般公共预算支出表各科目不大于支出表同一科目",
        parts_by_code(_GENERAL, _EXPENDITURE, (Measure.TOTAL, Measure.BASIC, Measure.PROJECT)),
        TABLED,
        _BETWEEN,
    ),
    Rule(
        "T5-CODES-IN-T3",
        "一般公共预算支出表的科目支出表中都有",
        codes_stand_in(_GENERAL, _EXPENDITURE),
        TABLED,
        _BETWEEN,
        NO_TOLERANCE,
    ),
    Rule(
        "T2-CODES-IN-T3",
        "收入表的科目支出表中都有（上级科目两表金额相等时）",
        codes_stand_in(_REVENUE, _EXPENDITURE, of_equal_parents=True),
        TABLED,
        _BETWEEN,
        NO_TOLERANCE,
    ),
    Rule(
        "T8-IN-T9",
        "基本支出中的出国、接待、购车、用车科目不大于“三公”经费表的相应项目",
        three_public_parts(_ITEMS_OF_THREE_PUBLIC),
        TABLED,
        _ACCOUNTS,
    ),
)
