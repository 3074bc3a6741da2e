"""The identities of project statements (项目经费情况说明) and target forms (绩效目标申报表)."""

from typing import Final

from graph.reconciliation import indicators, projects
from graph.reconciliation.rules import ALL, NO_TOLERANCE, Rule
from graph.terms import Severity

_SOURCE: Final = "disclosures.md, Identities inside one document: Project statements"
_WORKED_OUT: Final = "松江区委组织部 2025：说明自行列出的算式"

PROJECT_RULES: Final = (
    Rule(
        "PROJECT-ESTIMATE",
        "项目概述测算的金额＝年度预算安排的金额",
        projects.estimate_is_appropriation,
        ALL,
        _SOURCE,
    ),
    Rule("PROJECT-PARTS", "年度预算安排的分项之和＝项目（或该项）金额", projects.parts_are_project, ALL, _SOURCE),
    Rule(
        "PROJECT-UNIT",
        "项目及其分项的金额不少于100元（1.8元应为1.8万元）",
        projects.amounts_have_their_unit,
        ALL,
        _WORKED_OUT,
        tolerance=NO_TOLERANCE,
        severity=Severity.WARNING,
    ),
    Rule(
        "PERIOD=FORM",
        "实施周期＝申报表的计划开始、完成日期",
        projects.period_is_form,
        ALL,
        _SOURCE,
        tolerance=NO_TOLERANCE,
        severity=Severity.WARNING,
    ),
    Rule("FORM-PARTS", "申报表的子项目、资金来源之和＝年度资金", projects.form_parts_are_form, ALL, _SOURCE),
    Rule(
        "FORM-WHOLE", "申报表的年度资金（当年预算）不大于项目资金总额（总预算）", projects.years_are_part, ALL, _SOURCE
    ),
    Rule("PROJECT-FORM", "项目说明的金额＝申报表的年度资金申请总额", projects.statement_is_form, ALL, _SOURCE),
    Rule("CALCULATION", "算式的得数＝所印金额", projects.calculations_hold, ALL, _WORKED_OUT),
    Rule(
        "PRICE-QUANTITY",
        "单价×数量＝所印金额",
        projects.prices_hold,
        ALL,
        _WORKED_OUT,
        severity=Severity.WARNING,
    ),
    Rule("COUNT-PARTS", "人次、批次、面积等数量＝其中各项之和", projects.counts_hold, ALL, _WORKED_OUT, tolerance="0"),
    Rule(
        "FORMULA-COUNT",
        "算式中的天数、人数＝其前文字所述",
        projects.counts_are_calculated_with,
        ALL,
        _WORKED_OUT,
        tolerance="0",
        severity=Severity.WARNING,
    ),
    Rule(
        "OVERVIEW-PERIOD",
        "项目概述所述实施期间＝五、实施周期",
        projects.overview_period_is_schedule,
        ALL,
        _WORKED_OUT,
        tolerance=NO_TOLERANCE,
        severity=Severity.WARNING,
    ),
    Rule(
        "PROJECT-PERIOD",
        "实施周期包含预算年度",
        projects.period_fits_year,
        ALL,
        "disclosures.md: years fit the document's year",
        tolerance=NO_TOLERANCE,
        severity=Severity.WARNING,
    ),
    Rule(
        "INDICATOR-IN-PROJECT",
        "金额指标不大于年度资金",
        indicators.indicators_are_part,
        ALL,
        _SOURCE,
        severity=Severity.WARNING,
    ),
    Rule(
        "INDICATOR-RATE",
        "百分比指标不大于100%（增长率除外）",
        indicators.rates_are_rates,
        ALL,
        _SOURCE,
        tolerance="0",
        severity=Severity.WARNING,
    ),
    Rule(
        "INDICATOR-PRICE",
        "项目说明的单价不大于成本指标（≤3000元/人）",
        indicators.prices_are_within,
        ALL,
        _SOURCE,
        tolerance="0",
        severity=Severity.WARNING,
    ),
    Rule("TARGETS=FORMS", "绩效目标涉及的资金＝各申报表之和", projects.targets_are_projects, ALL, _SOURCE),
    Rule(
        "TARGETS-IN-T3",
        "绩效目标涉及的资金不大于支出表项目支出（决算为支出合计）",
        projects.targets_are_part,
        ALL,
        _SOURCE,
    ),
    Rule("PROJECTS-IN-T3", "所公开项目之和不大于支出表项目支出", projects.projects_are_part, ALL, _SOURCE),
)
