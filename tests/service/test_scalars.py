"""Exact decimals in and out."""

from decimal import Decimal

import pytest
import strawberry
from graphql import GraphQLError, parse, validate

from service.answer import graphql_schema
from service.types.scalars import parse_decimal, write_decimal

LONGEST = "12345678901234567890123456789012.34"


@pytest.mark.parametrize(
    ("given", "decimal"),
    [
        ("0", Decimal(0)),
        ("-1234.50", Decimal("-1234.50")),
        (LONGEST, Decimal(LONGEST)),
        (12, Decimal(12)),
    ],
)
def test_a_decimal_in_plain_notation_is_exact(given: object, decimal: Decimal) -> None:
    """A text or a whole number is taken digit by digit."""
    assert parse_decimal(given) == decimal


@pytest.mark.parametrize(
    "given",
    [
        "NaN", "Infinity", "-inf", "1e5", "1E+2", "1_000", "1,000", " 7 ", "7\n", "", "-", ".5", "5.", "+1", "٣", "１", "0x1F",
        1.5, True, None, [], "9" * 35, "9" * 5_000_000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(given: object) -> None:
    """No float, no special value, no exponent, no group separator, no blank, no other digits, nothing endless."""
    with pytest.raises(GraphQLError):
        parse_decimal(given)


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("1E+2"), "100"), (Decimal("1234567890123456789.50"), "1234567890123456789.50"), (7, "7")],
)
def test_a_decimal_is_written_in_plain_notation(value: object, written: str) -> None:
    """No exponent leaves the service."""
    assert write_decimal(value) == written


@pytest.mark.parametrize("value", [1.5, True, "1"])
def test_what_is_no_exact_decimal_is_not_written(value: object) -> None:
    """A float in an answer is a fault, not an amount."""
    with pytest.raises(GraphQLError):
        write_decimal(value)


@pytest.mark.parametrize(
    ("literal", "problems"), [('"1.5"', 0), ("1.5", 0), ("15", 0), ("1e5", 1), ('"1e5"', 1), ("true", 1)]
)
def test_literals_are_taken_by_their_own_text(literal: str, problems: int, schema: strawberry.Schema) -> None:
    """A literal never passes through a float."""
    document = parse(f"{{ projects(filter: {{amount: {{eq: {literal}}}}}) {{ totalCount }} }}")
    assert len(validate(graphql_schema(schema), document)) == problems
