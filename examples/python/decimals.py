"""How the client sends an amount."""

from decimal import Decimal


def plain(amount: Decimal) -> str:
    """The exact amount without an exponent, which the service refuses: Decimal("1E+2") is “100”."""
    return format(amount, "f")
