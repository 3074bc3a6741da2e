"""The identities of the sentences (编制说明, 情况说明): with the tables, and among themselves."""

from typing import Final

from graph.reconciliation import movements, narrated_parts, narratives
from graph.reconciliation.rules import ACCOUNTS, ALL, BUDGETS, NO_TOLERANCE, TABLED, Rule
from graph.terms import Severity

_SOURCE: Final = "disclosures.md, Identities inside one document: Narrative against tables"
_PERCENTAGE: Final = "百分数按末位小数，并按各数四舍五入所及的全部区间"

NARRATIVE_RULES: Final = (
    Rule("TEXT=TABLE", "文字所述金额＝对应表格金额", narratives.amounts_are_tables, TABLED, _SOURCE),
    Rule(
        "TEXT-CODES",
        "文字所写类、款、项的名称和编码＝表格科目的名称和编码",
        narratives.names_are_tables,
        TABLED,
        _SOURCE,
        tolerance=NO_TOLERANCE,
        severity=Severity.WARNING,
    ),
    Rule("GROWTH", "增减率由所印各数重算", movements.growth_is_recomputed, ALL, _SOURCE, _PERCENTAGE),
    Rule(
        "ZERO-GROWTH", "上年数为0没有增减率", movements.zero_has_no_rate, ALL, _SOURCE, NO_TOLERANCE, Severity.WARNING
    ),
    Rule(
        "DIRECTION",
        "增加、减少、持平与所印各数一致",
        movements.direction_is_recomputed,
        ALL,
        _SOURCE,
        "持平：0；基本持平：5%",
    ),
    Rule(
        "RATE-DIRECTION", "增减额与增减率的用词方向相同", movements.rate_moves_as_its_change, ALL, _SOURCE, NO_TOLERANCE
    ),
    Rule(
        "BUDGET-DIRECTION",
        "决算数大于、小于、持平于预算数与所印各数一致",
        movements.against_budget_is_recomputed,
        ALL,
        _SOURCE,
        "持平：0；基本持平：5%",
    ),
    Rule(
        "COMPLETION", "完成年初预算的比率由所印各数重算", movements.completion_is_recomputed, ALL, _SOURCE, _PERCENTAGE
    ),
    Rule("SHARE", "占比由所印各数重算", narratives.share_is_recomputed, ALL, _SOURCE, _PERCENTAGE),
    Rule(
        "YEARS",
        "文字所述各数为文件年度或（另有本年数的）上年，只与其上年相比",
        narratives.years_fit,
        TABLED,
        _SOURCE,
        NO_TOLERANCE,
    ),
    Rule("SAME-FIGURE", "同一项目前后两处为同一数", narratives.one_figure_for_one_item, TABLED, _SOURCE),
    Rule("TEXT-PARTS", "文字所述合计＝其各项之和", narrated_parts.parts_add_up, TABLED, _SOURCE),
    Rule(
        "TEXT-ITEMS",
        "文字所列各类、各项之和＝一般公共预算（财政拨款）支出",
        narrated_parts.items_are_total,
        TABLED,
        _SOURCE,
    ),
    Rule(
        "VEHICLE-KINDS",
        "共有车辆、安排购置车辆＝其各类之和",
        narrated_parts.kinds_add_up,
        TABLED,
        _SOURCE,
        "0",
    ),
    Rule(
        "TEXT-IN-WHOLE",
        "国内接待不大于公务接待，整改的问题不多于所发现的问题",
        narrated_parts.receptions_are_part,
        TABLED,
        _SOURCE,
    ),
    Rule(
        "VEHICLES-KEPT",
        "公务用车保有量＝共有车辆",
        narrated_parts.fleet_is_kept,
        TABLED,
        _SOURCE,
        "0",
        Severity.WARNING,
    ),
    Rule(
        "MONEY-COUNT",
        "公务接待费、因公出国（境）费与其批次、人次、团组同为零或同不为零",
        narrated_parts.counts_have_their_money,
        ACCOUNTS,
        _SOURCE,
        "0",
        Severity.WARNING,
    ),
    Rule(
        "TEXT-RESERVED", "预留中小企业、小微企业的采购不大于其总额", narrated_parts.parts_are_no_more, TABLED, _SOURCE
    ),
    Rule(
        "VEHICLE-COUNT",
        "公务用车购置费与购置车辆数同为零或同不为零",
        narrated_parts.vehicles_have_their_price,
        BUDGETS,
        _SOURCE,
        "0",
        Severity.WARNING,
    ),
    Rule(
        "TEXT-MOVED",
        "财政拨款收入与财政拨款支出预算的增减额相等",
        narrated_parts.appropriations_move_together,
        BUDGETS,
        _SOURCE,
    ),
    Rule("TEXT-CHANGES", "合计的增减额＝其各项增减额之和", narrated_parts.changes_add_up, TABLED, _SOURCE),
)
