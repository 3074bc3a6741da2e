"""The value of a calculation that a statement prints, in exact fractions."""

import re
from fractions import Fraction
from typing import Final

# "3×50.5" -> numbers, signs and brackets
TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|[×÷+\-()]")


def value_of(expression: str) -> Fraction | None:
    """What an expression of numbers, × ÷ + - and brackets comes to; None where it is none."""
    tokens = TOKEN.findall(expression)
    if "".join(tokens) != expression:
        return None
    try:
        value, rest = _sum(tokens)
    except (IndexError, ValueError, ZeroDivisionError):
        return None
    return value if not rest else None


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _product(tokens)
    while rest and rest[0] in "+-":
        sign = 1 if rest[0] == "+" else -1
        part, rest = _product(rest[1:])
        value += sign * part
    return value, rest


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, rest = _factor(tokens)
    while rest and rest[0] in "×÷":
        sign = rest[0]
        factor, rest = _factor(rest[1:])
        value = value * factor if sign == "×" else value / factor
    return value, rest


def _factor(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if tokens[0] != "(":
        return Fraction(tokens[0]), tokens[1:]
    value, rest = _sum(tokens[1:])
    if rest[0] != ")":
        raise ValueError(rest[0])
    return value, rest[1:]
