"""六、年度预算安排 → the year's amount of a project, and its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.facts import Money, PrintedAmount, Source, SubItem
from loaders.document import Ledger
from loaders.passage import Passage
from loaders.statements.amounts import Role, agree, find_results, without_formula_marks
from loaders.statements.sub_items import numbered_items, read_sub_items

# "干部教育工作经费2024年预算" "预算总计为" "项目总预算" "党建工作共计" "共约" "合计共" before the total
TOTAL_BEFORE: Final = re.compile(
    r"(?:预算|总计|合计|共计|总额|共需|共约|共|安排|经费|资金|投入)"
    r"(?:资金|经费|金额|安排|批复|约为|为|是|约|共|计|数|额|[：:])*\s*$"
)
# "第一季度用款计划" "总投资" "比上年增加" before an amount that is not the year's
OTHER_THAN_TOTAL: Final = re.compile(r"(?:季度|总投资|概算|累计|上年)[^，,。；;]*$|(?:增加|减少|增长)[了约]?\s*$")
# "年度预算" "当年安排" -> a clause about the year
OF_THE_YEAR: Final = re.compile(r"(?:20\d\d年|年度|当年|本年)[^，,。；;]*$")
# "经测算，预算资金约为57.48万元" in 一、项目概述
ESTIMATE: Final = re.compile(r"预算(?:资金|经费|金额)?(?:约为|为|约|共计|共)*\s*$")


@dataclass(frozen=True, slots=True)
class Appropriation:
    """What a statement says about its money; `source` is where the amount is printed."""

    amount: Money | None = None
    source: Source | None = None
    sub_items: tuple[SubItem, ...] = ()
    appropriated: PrintedAmount | None = None
    estimated: PrintedAmount | None = None


def read_appropriation(printed: Passage | None, overview: Passage | None, year: int, ledger: Ledger) -> Appropriation:
    """The year's amount by 六、年度预算安排, or else by the estimate of 一、项目概述 (经测算，预算资金约…).

    Where the two differ by more than rounding, neither is taken: 共1.8元 against 约1.8万元 (松江区委组织部 2025).
    Payments by quarter are no total and are not added up: the year's budget may hold more than is paid.
    """
    sub_items = read_sub_items(printed, without_formula_marks(printed.text), ledger) if printed else ()
    total = (_total(printed, year) or _total_of_parts(printed, sub_items)) if printed else None
    estimate = _estimate(overview) if overview else None
    stated = (PrintedAmount(*total) if total else None, PrintedAmount(*estimate) if estimate else None)
    if total and estimate and not agree(total[0], estimate[0]):
        ledger.problem(total[1], f"the appropriation says {total[0].text}, the overview {estimate[0].text}")
        return Appropriation(None, None, sub_items, *stated)
    amount, source = total or estimate or (None, None)
    return Appropriation(amount, source, sub_items, *stated)


def _total(printed: Passage, year: int) -> tuple[Money, Source] | None:
    """The amount before any list that a sentence calls a total, or the only one; that of the year before others."""
    text = without_formula_marks(printed.text)
    items = numbered_items(text, printed.starts)
    lead = text[: items[0].start] if items else text
    results = find_results(lead)
    totals = [
        result
        for result in results
        if (len(results) == 1 or TOTAL_BEFORE.search(lead[: result.start]))
        and not OTHER_THAN_TOTAL.search(lead[: result.start])
    ]
    ranked = sorted(totals, key=lambda total: _distance_from_year(lead[: total.start], year))
    return (ranked[0].money, printed.source(ranked[0].start, ranked[0].end)) if ranked else None


def _total_of_parts(printed: Passage, sub_items: Sequence[SubItem]) -> tuple[Money, Source] | None:
    """The 合计 behind a list, if the list's items add up to it."""
    text = without_formula_marks(printed.text)
    items = numbered_items(text, printed.starts)
    total = next((result for result in find_results(text) if items and result.start >= items[-1].end), None)
    parts = sum(item.amount.fen for item in sub_items if item.amount)
    if not total or total.role is not Role.SUMMED or total.money.fen != parts:
        return None
    return total.money, printed.source(total.start, total.end)


def _distance_from_year(before: str, year: int) -> int:
    """How surely the clause before an amount speaks of the year: it names it, it names some year, it names none."""
    clause = OF_THE_YEAR.search(before)
    if not clause:
        return 2
    return 0 if f"{year}年" in clause[0] else 1


def _estimate(overview: Passage) -> tuple[Money, Source] | None:
    for result in find_results(overview.text):
        if ESTIMATE.search(overview.text[: result.start]):
            return result.money, overview.source(result.start, result.end)
    return None
