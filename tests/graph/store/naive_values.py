"""Values of rows, as the naive store writes them."""

from collections.abc import Sequence
from typing import Any, Final

from graph.model import NodeRow
from graph.ontology import ValueType
from graph.plan import Field
from graph.terms import MoneyUnit

DIGITS: Final = {MoneyUnit.YUAN: 2, MoneyUnit.WAN_YUAN: 6, MoneyUnit.YI_YUAN: 10}


def own(row: NodeRow, member: str) -> Any:
    """A property of a row, or its key; None where it has no such property."""
    return row.key if member == "key" else row.properties.get(member)


def printed(value: Any, value_type: ValueType, field: Field) -> Any:
    """A property as it is answered: an amount in its unit, and texts as a list."""
    if value_type is ValueType.TEXTS:
        return list(value or ())
    return in_unit(value, field) if value_type is ValueType.MONEY else value


def in_unit(fen: int | None, field: Field) -> str | None:
    """Fen as a decimal in plain notation without trailing zeros."""
    if fen is None:
        return None
    digits = DIGITS[field.unit or MoneyUnit.YUAN]
    whole = str(abs(fen)).rjust(digits + 1, "0")
    return f"{'-' * (fen < 0)}{whole[:-digits]}.{whole[-digits:]}".rstrip("0").rstrip(".")


def parts_of(field: Field, kind: str) -> Sequence[Field]:
    """What a field selects of a part of a connection."""
    return field.selection.fields.get(kind, ()) if field.selection else ()
