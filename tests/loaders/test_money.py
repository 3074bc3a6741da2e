"""Printed amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.terms import MoneyUnit
from loaders.money import cell_amount, stated_amounts


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("168,099,929", MoneyUnit.YUAN, 16809992900),
        ("87267272.44", MoneyUnit.YUAN, 8726727244),
        ("47.91", MoneyUnit.WAN_YUAN, 47910000),
        ("0", MoneyUnit.YUAN, 0),
        ("0.00", MoneyUnit.WAN_YUAN, 0),
        ("-27", MoneyUnit.WAN_YUAN, -27000000),
        ("（5.00）", MoneyUnit.YUAN, -500),
        ("１，０００", MoneyUnit.YUAN, 100000),
        ("1 000", MoneyUnit.YUAN, 100000),
        ("￥80,000.00", MoneyUnit.YUAN, 8000000),
        ("¥ -27", MoneyUnit.YUAN, -2700),
    ],
)
def test_a_cell_holds_an_exact_amount_in_the_tables_unit(text: str, unit: MoneyUnit, fen: int) -> None:
    """Separators, width, sign and brackets are read; the value is exact fen."""
    amount = cell_amount(text, unit)
    assert amount is not None
    assert amount.fen == fen


@pytest.mark.parametrize("text", ["", " ", "无", "—", "合计", "1,00", "12.345.6"])
def test_a_cell_without_an_amount_is_not_zero(text: str) -> None:
    """A blank says that nothing is disclosed."""
    assert cell_amount(text, MoneyUnit.YUAN) is None


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(list(MoneyUnit)))
def test_an_amount_survives_printing_and_reading(fen: int, unit: MoneyUnit) -> None:
    """What is printed exactly is read exactly, in every unit."""
    printed = f"{Decimal(fen) / unit.fen:,f}"
    amount = cell_amount(printed, unit)
    assert amount is not None
    assert amount.fen == fen


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2024年预算1374.02万元，其中：管理费用36.00万元", [1374020000, 36000000]),
        ("2025年度项目总预算1720.00万，", [1720000000]),
        ("比2023年预算减少27万元", [27000000]),
        ("合计42000元", [4200000]),
        ("预算资金约 8 万元", [8000000]),
        ("其中50万元用于租赁，30万元用于布展", [50000000, 30000000]),
        ("全年150万人次，共3期", []),
    ],
)
def test_a_sentences_amounts_carry_their_units(sentence: str, expected: list[int]) -> None:
    """万 without 元 is money unless people or things are counted."""
    assert [amount.money.fen for amount in stated_amounts(sentence)] == expected


@pytest.mark.parametrize("cell", ["1,200\n300", "5\n0", "12.34 56.78", "1200 300", "0 8.30"])
def test_two_amounts_in_one_cell_are_none(cell: str) -> None:
    """Joined they would read as one that nobody printed."""
    assert cell_amount(cell, MoneyUnit.YUAN) is None


@pytest.mark.parametrize("cell", ["12,345,\n678.00", "12,345,67\n8.00", "12345\n678.00", "12 345 678"])
def test_a_wrapped_or_spaced_amount_is_one(cell: str) -> None:
    """A part that cannot stand alone, or stands in another form than the rest, belongs to it."""
    amount = cell_amount(cell, MoneyUnit.YUAN)
    assert amount is not None
    assert amount.fen == 1_234_567_800
