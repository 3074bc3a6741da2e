"""The identities within each of the nine tables of a budget and of final accounts: rows, columns, codes."""

from typing import Final

from graph.reconciliation.between_tables import EXPENDITURE_TOTAL, INCOME_TOTAL, YEAR_EXPENDITURE, YEAR_INCOME
from graph.reconciliation.rules import ACCOUNTS, BUDGETS, TABLED, Rule
from graph.reconciliation.tables import (
    CARRIED_OVER,
    LEFT_FOR_NEXT_YEAR,
    balance,
    code_sums,
    lines_sum,
    row_sums,
    sub_lines_sum,
    three_public_sums,
)
from graph.terms import BudgetTable, Measure, Side

_SUMMARY: Final = BudgetTable.BALANCE_SUMMARY
_REVENUE: Final = BudgetTable.REVENUE_BY_FUNCTION
_EXPENDITURE: Final = BudgetTable.EXPENDITURE_BY_FUNCTION
_APPROPRIATION: Final = BudgetTable.APPROPRIATION_SUMMARY
_GENERAL: Final = BudgetTable.GENERAL_BUDGET_BY_FUNCTION
_FUND: Final = BudgetTable.GOVERNMENT_FUND_BY_FUNCTION
_CAPITAL: Final = BudgetTable.STATE_CAPITAL_BY_FUNCTION
_BASIC: Final = BudgetTable.BASIC_BY_ECONOMIC
_SOURCES: Final = (Measure.GENERAL_PUBLIC_BUDGET, Measure.GOVERNMENT_FUND, Measure.STATE_CAPITAL)
_INCOMES: Final = (
    Measure.FISCAL_APPROPRIATION,
    Measure.SUPERIOR_SUBSIDY,
    Measure.UNDERTAKING_INCOME,
    Measure.BUSINESS_INCOME,
    Measure.AFFILIATE_REMITTANCE,
    Measure.OTHER_INCOME,
)
_KINDS_OF_EXPENDITURE: Final = (
    Measure.BASIC,
    Measure.PROJECT,
    Measure.REMITTED_TO_SUPERIOR,
    Measure.BUSINESS_EXPENDITURE,
    Measure.SUBSIDY_TO_AFFILIATES,
)
_ROWS_AND_COLUMNS: Final = "disclosures.md, Identities inside one document: T1–T9"
_HIERARCHY: Final = "disclosures.md, Identities inside one document: 类 = Σ 款, 款 = Σ 项"
_ACCOUNTS: Final = "disclosures.md, Identities inside one document: A1–A9"

ROW_RULES: Final = (
    Rule(
        "T1-ROW",
        "收支总表支出各行：合计＝人员经费＋公用经费＋项目支出",
        row_sums(_SUMMARY, Measure.TOTAL, (Measure.PERSONNEL, Measure.PUBLIC, Measure.PROJECT), Side.EXPENDITURE),
        BUDGETS,
        _ROWS_AND_COLUMNS,
    ),
    Rule(
        "T2-ROW", "收入表各行：合计＝各来源之和", row_sums(_REVENUE, Measure.TOTAL, _INCOMES), TABLED, _ROWS_AND_COLUMNS
    ),
    Rule(
        "T3-ROW",
        "支出表各行：合计＝基本支出＋项目支出（决算另有上缴上级、经营、对附属单位补助）",
        row_sums(_EXPENDITURE, Measure.TOTAL, _KINDS_OF_EXPENDITURE),
        TABLED,
        _ROWS_AND_COLUMNS,
    ),
    Rule(
        "T4-ROW",
        "财政拨款收支总表支出各行：合计＝一般公共预算＋政府性基金＋国有资本经营",
        row_sums(_APPROPRIATION, Measure.TOTAL, _SOURCES, Side.EXPENDITURE),
        TABLED,
        _ROWS_AND_COLUMNS,
    ),
    *(
        Rule(
            f"{name}-ROW",
            f"{says}各行：合计＝基本支出＋项目支出",
            row_sums(table, Measure.TOTAL, (Measure.BASIC, Measure.PROJECT)),
            kinds,
            _ROWS_AND_COLUMNS,
        )
        for name, says, table, kinds in (
            ("T5", "一般公共预算支出表", _GENERAL, TABLED),
            ("T6", "政府性基金表", _FUND, BUDGETS),
            ("T7", "国有资本经营表", _CAPITAL, BUDGETS),
        )
    ),
    Rule(
        "T8-ROW",
        "基本支出经济分类表各行：合计＝人员经费＋公用经费",
        row_sums(_BASIC, Measure.TOTAL, (Measure.PERSONNEL, Measure.PUBLIC)),
        BUDGETS,
        _ROWS_AND_COLUMNS,
    ),
    Rule(
        "T9-TOTAL",
        "“三公”经费表：合计＝因公出国（境）费＋公务接待费＋公务用车购置及运行费",
        three_public_sums(Measure.TOTAL, (Measure.OVERSEAS_TRAVEL, Measure.RECEPTION, Measure.VEHICLES)),
        TABLED,
        _ROWS_AND_COLUMNS,
    ),
    Rule(
        "T9-VEHICLES",
        "“三公”经费表：公务用车购置及运行费＝购置费＋运行费",
        three_public_sums(Measure.VEHICLES, (Measure.VEHICLE_PURCHASE, Measure.VEHICLE_OPERATION)),
        TABLED,
        _ROWS_AND_COLUMNS,
    ),
    *(
        Rule(f"{name}-BALANCE", f"{says}：年初结转＋本年收入－本年支出＝年末结转", balance(table), ACCOUNTS, _ACCOUNTS)
        for name, says, table in (("A8", "政府性基金决算表", _FUND), ("A9", "国有资本经营决算表", _CAPITAL))
    ),
)

COLUMN_RULES: Final = (
    *(
        Rule(f"{name}-CODES", f"{says}：合计＝Σ类，类＝Σ款，款＝Σ项（逐栏）", code_sums(table), TABLED, _HIERARCHY)
        for name, says, table in (
            ("T2", "收入表", _REVENUE),
            ("T3", "支出表", _EXPENDITURE),
            ("T5", "一般公共预算支出表", _GENERAL),
            ("T6", "政府性基金表", _FUND),
            ("T7", "国有资本经营表", _CAPITAL),
        )
    ),
    Rule("T8-CODES", "基本支出经济分类表：合计＝Σ类，类＝Σ款（逐栏）", code_sums(_BASIC), TABLED, _HIERARCHY),
    *(
        Rule(f"{name}-{what}", says, lines_sum(table, side, labels, carried=carried), kinds, _ROWS_AND_COLUMNS)
        for name, what, says, table, side, labels, carried, kinds in (
            (
                "T1",
                "INCOME",
                "收入总计＝各项收入之和（及上年结转）",
                _SUMMARY,
                Side.REVENUE,
                INCOME_TOTAL,
                CARRIED_OVER,
                BUDGETS,
            ),
            (
                "T1",
                "EXPENDITURE",
                "支出总计＝各类支出之和（及结转下年）",
                _SUMMARY,
                Side.EXPENDITURE,
                EXPENDITURE_TOTAL,
                LEFT_FOR_NEXT_YEAR,
                BUDGETS,
            ),
            (
                "T4",
                "INCOME",
                "财政拨款收入总计＝各资金之和（及上年结转）",
                _APPROPRIATION,
                Side.REVENUE,
                INCOME_TOTAL,
                CARRIED_OVER,
                BUDGETS,
            ),
            (
                "T4",
                "EXPENDITURE",
                "财政拨款支出总计＝各类支出之和（及结转下年）",
                _APPROPRIATION,
                Side.EXPENDITURE,
                EXPENDITURE_TOTAL,
                LEFT_FOR_NEXT_YEAR,
                BUDGETS,
            ),
            ("A1", "INCOME", "本年收入合计＝各项收入之和", _SUMMARY, Side.REVENUE, YEAR_INCOME, (), ACCOUNTS),
            (
                "A1",
                "EXPENDITURE",
                "本年支出合计＝各类支出之和",
                _SUMMARY,
                Side.EXPENDITURE,
                YEAR_EXPENDITURE,
                (),
                ACCOUNTS,
            ),
            (
                "A4",
                "INCOME",
                "财政拨款本年收入合计＝各资金之和",
                _APPROPRIATION,
                Side.REVENUE,
                YEAR_INCOME,
                (),
                ACCOUNTS,
            ),
            (
                "A4",
                "EXPENDITURE",
                "财政拨款本年支出合计＝各类支出之和",
                _APPROPRIATION,
                Side.EXPENDITURE,
                YEAR_EXPENDITURE,
                (),
                ACCOUNTS,
            ),
        )
    ),
    Rule(
        "T1-APPROPRIATION",
        "收支总表：财政拨款收入＝其下各资金之和",
        sub_lines_sum(_SUMMARY, Side.REVENUE, "财政拨款收入"),
        BUDGETS,
        _ROWS_AND_COLUMNS,
    ),
)
