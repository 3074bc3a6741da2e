"""The identities between documents, which no public checker evaluates."""

from typing import Final

from graph.reconciliation import across, units
from graph.reconciliation.rules import RuleAcross
from graph.terms import Severity

_SOURCE: Final = "disclosures.md, Identities across documents"

ACROSS_RULES: Final = (
    RuleAcross("PRIOR-YEAR", "增减所比的上年数＝上年文件所印", across.base_is_last_year, _SOURCE),
    RuleAcross("OPENING=CLOSING", "年初结转和结余＝上年决算的年末结转和结余", across.opening_is_closing, _SOURCE),
    RuleAcross("ACCOUNTS=BUDGET", "决算所称年初预算＝该年预算文件所印", across.budget_of_accounts, _SOURCE),
    RuleAcross(
        "UNITS=DEPARTMENT",
        "各单位之和＝部门（九张表逐行逐栏，及政府采购、绩效目标、车辆设备）",
        units.units_are_department,
        _SOURCE,
    ),
    RuleAcross("UNIT-IN-DEPARTMENT", "单位文件各行不大于部门文件", units.units_are_part, _SOURCE),
    RuleAcross(
        "EDITIONS",
        "只有一个单位的部门：单位文件＝部门文件（九张表逐行逐栏，及政府采购、绩效目标、车辆设备）",
        units.editions_agree,
        _SOURCE,
    ),
    RuleAcross(
        "COPIES",
        "同一单位同一年度的两份文件所印各数相同",
        units.copies_agree,
        _SOURCE,
        severity=Severity.WARNING,
    ),
    RuleAcross("STATEMENT=FORM", "一份文件中的项目说明＝另一份文件中的申报表", across.statements_are_forms, _SOURCE),
)
