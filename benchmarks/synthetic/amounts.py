"""Amounts of synthetic disclosures, and how they are printed.

Ledgers count in hundreds of yuan, the last digit of an amount in 万元 with two decimals: no printed amount is rounded.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from graph.facts import Money
from graph.terms import MoneyUnit

GRAIN: Final = 10_000
"""Fen in a hundredth of 万元."""


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of a total in these proportions, in whole grains; their sum is the total."""
    whole = sum(weights)
    bounds = [0, *(total * so_far // whole // GRAIN * GRAIN for so_far in accumulate(weights))]
    return [upper - lower for lower, upper in pairwise(bounds)]


def money(fen: int, unit: MoneyUnit) -> Money:
    """An amount as tables print it."""
    whole, hundredths = divmod(fen * 100 // unit.fen, 100)
    return Money(fen, unit, f"{whole:,}.{hundredths:02}")


def in_words(fen: int) -> Money:
    """An amount as sentences print it."""
    printed = money(fen, MoneyUnit.WAN_YUAN)
    return Money(fen, printed.unit, f"{printed.text}万元")
