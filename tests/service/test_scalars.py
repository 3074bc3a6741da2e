"""Exact decimals in and out."""

from decimal import Decimal

import orjson
import pytest
import strawberry
from graphql import GraphQLError, parse, validate

from service.documents import graphql_schema
from service.types.scalars import is_date, parse_decimal, write_decimal

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


@pytest.mark.parametrize("value", ["100", "-0.00000104", "1234567890123456789.50"])
def test_a_decimal_in_plain_notation_is_written_as_it_is(value: str) -> None:
    """Stores answer amounts as texts."""
    assert write_decimal(value) == value


@pytest.mark.parametrize("text", ["1.5", "100000000000000000000"])
def test_a_json_number_that_was_read_inexactly_is_said_to_be(text: str) -> None:
    """One with a fraction, and a whole one that no 64 bits hold."""
    with pytest.raises(GraphQLError, match="a fraction, or of more than 64 bits, is not exact"):
        parse_decimal(orjson.loads(text))


@pytest.mark.parametrize("value", [1.5, True, 1, Decimal(1), "1E+2", "", " 1", "1\n", "NaN"])
def test_what_is_no_decimal_in_plain_notation_is_not_written(value: object) -> None:
    """Anything else in an answer is a fault, not an amount."""
    with pytest.raises(GraphQLError):
        write_decimal(value)


@pytest.mark.parametrize(
    ("text", "answered"), [("2026-01-31", True), ("20260131", False), ("2026-1-31", False), ("", False)]
)
def test_a_date_has_one_form_in_answers(text: str, answered: bool) -> None:
    """Other forms of ISO 8601 are for graphql-core to write anew."""
    assert is_date(text) == answered


@pytest.mark.parametrize(
    ("literal", "problems"), [('"1.5"', 0), ("1.5", 0), ("15", 0), ("1e5", 1), ('"1e5"', 1), ("true", 1)]
)
def test_literals_are_taken_by_their_own_text(literal: str, problems: int, schema: strawberry.Schema) -> None:
    """A literal never passes through a float."""
    document = parse(f"{{ projects(filter: {{amount: {{eq: {literal}}}}}) {{ totalCount }} }}")
    assert len(validate(graphql_schema(schema), document)) == problems
