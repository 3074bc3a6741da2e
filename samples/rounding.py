"""Rounding half up, as the documents do."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

YUAN_PER_WAN: Final = Decimal(10_000)


def rounded_wan(yuan: Decimal, decimals: int) -> Decimal:
    """元 in 万元."""
    return (yuan / YUAN_PER_WAN).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percent(part: Decimal, whole: Decimal) -> str:
    """A share, a completion rate or a growth rate with two decimals."""
    return f"{(part / whole * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
