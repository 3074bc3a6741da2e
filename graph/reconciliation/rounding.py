"""What a printed figure says of the amount behind it: an interval, since 2,995.39 万元 is rounded and 29953900 元 is not.

Amounts in 万元 and 亿元 stand for all amounts that round to them: half a unit of the last printed place to either side.
Amounts in 元 are exact (disclosures.md, Tolerance). Fractions only, never floats.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from graph.facts import Money
from graph.terms import MoneyUnit

# "54.31万元" "8,870.00" "-27亿" -> one amount of a printed sum, its decimals and its unit
PRINTED: Final = re.compile(r"\d(?:\.(?P<decimals>\d+))?\s*(?P<unit>亿|万|元|[）)]?$)")

SCALES: Final = "万亿"
"""What a unit that is not 元 holds."""

_UNITS: Final = {"亿": MoneyUnit.YI_YUAN, "万": MoneyUnit.WAN_YUAN, "元": MoneyUnit.YUAN}


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a figure may stand for, the ends among them."""

    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, value: int | Fraction) -> "Interval":
        """A value that nothing was rounded off."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, value: Fraction, half: Fraction) -> "Interval":
        """A value with what rounding may have taken or added."""
        return cls(value - half, value + half)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def overlaps(self, other: "Interval") -> bool:
        """Whether one value can stand behind both."""
        return self.low <= other.high and other.low <= self.high

    def may_be_at_most(self, other: "Interval") -> bool:
        """Whether the value behind this one can be no more than the one behind the other."""
        return self.low <= other.high

    def share_of(self, whole: "Interval") -> "Interval | None":
        """What percentage of a whole it may be; None of a whole that may be nothing."""
        if whole.low <= 0:
            return None
        quotients = [part / total for part in (self.low, self.high) for total in (whole.low, whole.high)]
        return Interval(100 * min(quotients), 100 * max(quotients))

    def growth_from(self, prior: "Interval") -> "Interval | None":
        """By how many percent it may have grown from a prior figure; None from one that may be nothing."""
        share = self.share_of(prior)
        return share - Interval.exactly(100) if share else None


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval of a sum."""
    return sum(intervals, Interval.exactly(0))


def amount_of(money: Money) -> Interval:
    """The fen that a printed amount may stand for."""
    return Interval.around(Fraction(money.fen), half_unit(money))


def half_unit(money: Money) -> Fraction:
    """How far the amount may be from the printed one, in fen; of 10万元+5万元, both together."""
    if money.unit is MoneyUnit.YUAN and not any(scale in money.text for scale in SCALES):
        return Fraction(0)  # nearly every cell of a budget, and there are thousands
    return sum((_half_unit(part, money.unit) for part in money.text.split("+")), Fraction(0))


def _half_unit(text: str, unit: MoneyUnit) -> Fraction:
    printed = PRINTED.search("".join(text.split()))
    if printed is None:
        return Fraction(0)
    printed_unit = _UNITS.get(printed["unit"], unit)  # a cell prints none: the table does
    if printed_unit is MoneyUnit.YUAN:
        return Fraction(0)
    return Fraction(printed_unit.fen, 2 * 10 ** len(printed["decimals"] or ""))


def percentage_of(text: str) -> Interval:
    """The percentages that a printed one may stand for: 12.08 is 12.075 to 12.085."""
    whole, _, decimals = text.partition(".")
    return Interval.around(Fraction(f"{whole}.{decimals or 0}"), Fraction(1, 2 * 10 ** len(decimals)))
