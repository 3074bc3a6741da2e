"""Rounding bounds are computed: whatever was rounded is within them, and a cent more is not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import Money
from graph.reconciliation.arithmetic import value_of
from graph.reconciliation.figures import rounded
from graph.reconciliation.rounding import Interval, amount_of, half_unit, percentage_of, total
from graph.terms import MoneyUnit

FEN = st.integers(min_value=0, max_value=10**14)


def in_wan(fen: int, decimals: int) -> Money:
    """An amount as a document rounds it to 万元 with so many decimals, half up."""
    unit = 1_000_000 // 10**decimals
    units = (2 * fen + unit) // (2 * unit)
    whole, part = divmod(units, 10**decimals)
    text = f"{whole}.{part:0{decimals}}" if decimals else str(whole)
    return Money(units * unit, MoneyUnit.WAN_YUAN, f"{text}万元")


@given(FEN, st.integers(min_value=0, max_value=4))
def test_what_was_rounded_is_within_the_bounds(fen: int, decimals: int) -> None:
    """Of every number of decimals."""
    assert amount_of(in_wan(fen, decimals)).overlaps(Interval.exactly(fen))


@given(st.lists(FEN, min_size=1, max_size=30))
def test_rounded_parts_of_a_rounded_whole_agree(parts: list[int]) -> None:
    """However many they are: a table of accounts is never blamed for its rounding."""
    whole = in_wan(sum(parts), 2)
    assert total(amount_of(in_wan(part, 2)) for part in parts).overlaps(amount_of(whole))


@given(FEN, FEN)
def test_a_printed_rate_is_within_the_rates_of_rounded_figures(prior: int, current: int) -> None:
    """The rate of the true amounts, rounded to two decimals, is never blamed."""
    before, now = in_wan(prior, 2), in_wan(current, 2)
    rate = amount_of(now).growth_from(amount_of(before))
    if rate is not None and prior:
        true = Fraction(100 * (current - prior), prior)
        printed = percentage_of(rounded(abs(true)))
        magnitude = rate if true >= 0 else Interval(-rate.high, -rate.low)
        assert magnitude.overlaps(printed)


@pytest.mark.parametrize(
    ("text", "unit", "half"),
    [
        ("54.31万元", MoneyUnit.WAN_YUAN, 5_000),
        ("21,002万元", MoneyUnit.WAN_YUAN, 500_000),
        ("1.2亿元", MoneyUnit.YI_YUAN, 500_000_000),
        ("2,995.39", MoneyUnit.WAN_YUAN, 5_000),
        ("18,000.00", MoneyUnit.YUAN, 0),
        ("10.0万元+5万元+200元", MoneyUnit.YUAN, 550_000),
        ("24.5  万元", MoneyUnit.WAN_YUAN, 50_000),
    ],
)
def test_half_a_unit_of_the_last_printed_place(text: str, unit: MoneyUnit, half: int) -> None:
    """Amounts in 元 are exact."""
    assert half_unit(Money(0, unit, text)) == half


def test_there_is_no_rate_from_nothing() -> None:
    """A figure that may be zero is no base."""
    assert amount_of(in_wan(100, 2)).growth_from(Interval.exactly(0)) is None


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("3×50×300", 45_000),
        ("(1600×5+800×4)×2×4+4×800×4", 102_400),
        ("800×10×6+800×6×12", 105_600),
        ("10÷4", Fraction(5, 2)),
        ("1.5×2", 3),
        ("3×", None),
        ("(3×2", None),
        ("1÷0", None),
        ("三×2", None),
    ],
)
def test_a_calculation_comes_to(expression: str, value: int | Fraction | None) -> None:
    """Exactly, or to nothing where it is none."""
    assert value_of(expression) == value
