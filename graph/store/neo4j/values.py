"""Values of nodes: kept as JSON texts in Neo4j, shaped in Python, with the nodes that they refer to fetched beside them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from graph.ontology import Property, Reference, ValueMember, ValueType, members_of
from graph.plan import Field, Selection
from graph.store.aggregates import money_in
from graph.terms import MoneyUnit

Found: TypeAlias = Mapping[int, Mapping[str, Any]]
"""The nodes that references lead to, by the id of the reference's field and by key, already shaped."""

Shaper: TypeAlias = Callable[[Mapping[str, Any], Found], Any]


@dataclass(frozen=True, slots=True)
class Referred:
    """A reference that is asked for somewhere below a value."""

    field: Field
    target: str


def references_in(kind: str, selection: Selection | None) -> Iterator[Referred]:
    """All references asked for below a value of that kind."""
    for field in selection.fields.get(kind, ()) if selection else ():
        member = members_of(kind).get(field.name)
        if isinstance(member, Reference):
            yield Referred(field, member.target)
        elif isinstance(member, ValueMember):
            yield from references_in(member.kind, field.selection)


def shape_value(kind: str, selection: Selection | None) -> Shaper:
    """Shapes one decoded value of that kind."""
    parts = [(field.key, _shape_member(kind, field)) for field in (selection.fields.get(kind, ()) if selection else ())]
    return lambda value, found: {key: shape(value, found) for key, shape in parts}


def _shape_member(kind: str, field: Field) -> Shaper:
    name = field.name
    if name == "__typename":
        return lambda _value, _found: field.word
    match members_of(kind)[name]:
        case Property(value_type=ValueType.MONEY):
            write = money_in(field.unit or MoneyUnit.YUAN)
            return lambda value, _: write(value[name])
        case Reference():
            place = id(field)
            return lambda value, found: found[place].get(value[name])
        case ValueMember(kind=inner, many=True):
            shape = shape_value(inner, field.selection)
            return lambda value, found: [shape(part, found) for part in value[name] or ()]
        case ValueMember(kind=inner):
            shape_one = shape_value(inner, field.selection)
            return lambda value, found: shape_one(value[name], found) if value[name] else None
        case _:
            return lambda value, _: value[name]


def decoded(text: str | None) -> list[dict[str, Any]]:
    """The values of a JSON text."""
    return orjson.loads(text) if text else []
