"""Checks of performance indicators: against their project's money, against a hundred percent, against the statement's prices."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from graph.facts import Indicator, ProjectFact, UnitPrice
from graph.identity import fold
from graph.reconciliation.figures import Figure, summed
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import Printed
from graph.reconciliation.projects import FEN, IN_WAN_YUAN, forms_by_name
from graph.reconciliation.rounding import Interval
from graph.reconciliation.rules import NotExecutable, Verdict, at_most

# "250000" "18,000.00" -> a plain number
AMOUNT: Final = re.compile(r"[\d,]+(?:\.\d+)?")
# "元/人/天" "元/课时" -> what a price is for
PRICE_FOR: Final = re.compile(r"(?P<money>元|万元)(?P<units>(?:[/·／]\s*[^/·／\s]+)+)")
# "增长率" -> a rate that may be more than a hundred percent
BEYOND_ALL: Final = re.compile(r"增长|增幅|提高|提升|翻|倍|超")


def indicators_are_part(printed: Printed) -> Iterator[Verdict]:
    """An indicator that is an amount of money is no more than the project, and those that fix amounts no more together."""
    for project in printed.projects:
        if project.amount is None:
            continue
        whole = printed.figure(project.amount, project.sources[-1])
        fixed: list[Figure] = []
        for indicator in project.indicators:
            figure = _money_of(printed, indicator)
            if figure is None:
                continue
            fixed += [figure] if indicator.operator == "=" else []
            message = f"申报表“{project.name}”：绩效指标“{indicator.name}”不应大于年度资金"
            yield at_most(f"{project.name}/{indicator.name}", message, whole, figure)
        if len(fixed) > 1:
            message = f"申报表“{project.name}”：各项金额指标之和不应大于年度资金"
            yield at_most(f"{project.name}/金额指标之和", message, whole, summed(fixed))


def _money_of(printed: Printed, indicator: Indicator) -> Figure | None:
    """The amount that an indicator limits or fixes: 控制数 =250000(元), not 单位成本 ≤8000(元/课时)."""
    unit = {"元": FEN, "万元": IN_WAN_YUAN}.get(indicator.unit or "")
    if unit is None or indicator.operator not in ("=", "≤", "<") or not indicator.value:
        return None
    if not AMOUNT.fullmatch(indicator.value):
        return None
    fen = _number(indicator) * unit
    return Figure(indicator.text, Interval.exactly(fen), _evidence(printed, indicator), int(fen))


def rates_are_rates(printed: Printed) -> Iterator[Verdict]:
    """A rate of what there is (参训率, 完成率) is a hundred percent at most; a rate of growth need not be."""
    for project in printed.projects:
        for indicator in project.indicators:
            is_rate = indicator.unit in ("%", "％") and not BEYOND_ALL.search(indicator.name)
            if not is_rate or not AMOUNT.fullmatch(indicator.value or ""):
                continue
            evidence = _evidence(printed, indicator)
            rate = Figure(indicator.text, Interval.exactly(_number(indicator)), evidence)
            whole = Figure("100%", Interval.exactly(100), evidence)
            message = f"申报表“{project.name}”：百分比指标“{indicator.name}”不应大于100%"
            yield at_most(f"{project.name}/{indicator.name}/百分比", message, whole, rate)


def prices_are_within(printed: Printed) -> Iterator[Verdict]:
    """The most that one may cost by an indicator (≤3000元/人) is no less than what the project's statement plans to pay.

    The price is that of the statement's item of which the indicator's name speaks (处级干部体检); the only indicator with a price for
    such a unit limits all of the statement's.
    """
    forms = forms_by_name(printed)
    for project in printed.projects:
        form = forms.get(fold(project.name))
        if project.is_form or form is None or not project.unit_prices:
            continue
        limits = [indicator for indicator in form.indicators if _priced_units(indicator)]
        for indicator in limits:
            subject = f"{project.name}/{indicator.name}/单价"
            found = _prices_of(indicator, project, is_only=len(limits) == 1)
            if not found:
                yield NotExecutable(subject, "项目说明没有印与之对应的单价")
                continue
            price = max(found, key=lambda one: one.amount.fen)
            fen = _number(indicator) * (IN_WAN_YUAN if (indicator.unit or "").startswith("万") else FEN)
            limit = Figure(indicator.text, Interval.exactly(fen), _evidence(printed, indicator), int(fen))
            planned = printed.figure(price.amount, price.source)
            message = f"项目“{project.name}”：所列单价不应大于绩效指标“{indicator.name}”"
            yield at_most(subject, message, limit, planned)


def _priced_units(indicator: Indicator) -> frozenset[str]:
    """What an indicator limits the price of: 人 and 天 of ≤550(元/人/天)."""
    priced = PRICE_FOR.fullmatch(indicator.unit or "")
    if not priced or indicator.operator not in ("≤", "<") or not AMOUNT.fullmatch(indicator.value or ""):
        return frozenset()
    return frozenset(re.split(r"[/·／]\s*", priced["units"])[1:])


def _prices_of(indicator: Indicator, project: ProjectFact, *, is_only: bool) -> list[UnitPrice]:
    units = _priced_units(indicator)
    priced = [price for price in project.unit_prices if units <= frozenset(price.units)]
    named = [price for price in priced if price.item and fold(price.item) in fold(indicator.name)]
    if named:
        return [price for price in named if frozenset(price.units) == units]
    return priced if is_only else []


def _number(indicator: Indicator) -> Fraction:
    return Fraction((indicator.value or "").replace(",", ""))


def _evidence(printed: Printed, indicator: Indicator) -> tuple[Evidence, ...]:
    return tuple(Evidence(printed.sha256, source) for source in indicator.sources)
