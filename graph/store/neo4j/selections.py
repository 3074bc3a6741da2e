"""Selections as Cypher: what is asked of a node, and of what it leads to.

Every level has its own limit, and no list is collected to be cut afterwards.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.ontology import Link, Property, Reference, ValueMember, ValueType, kinds_of, members_of
from graph.plan import COMPUTED_MEMBERS, EVERYTHING, Field, Predicate, Selection
from graph.store.aggregates import money_in
from graph.store.neo4j.columns import Part, column, made, one_of, optional, record, rows, rows_by_key, word
from graph.store.neo4j.conditions import Scope, arrow
from graph.store.neo4j.connections import connection
from graph.store.neo4j.names import pattern, references_of
from graph.store.neo4j.pages import Origin
from graph.store.neo4j.similar import similar
from graph.store.neo4j.values import Referred, decoded, references_in, shape_value
from graph.terms import MoneyUnit


def listed(origin: Origin, where: Predicate, field: Field, scope: Scope) -> Part:
    """A list that is no connection, by kind where it begins at all nodes and by key, cut at its size."""
    variable = origin.variable
    node = nodes(field.selection, variable, origin.kinds, scope)
    kinds = () if origin.around else origin.kinds[:-1]
    order = ", ".join([*(f"NOT {variable}:{kind}" for kind in kinds), f"{variable}.key"])
    found = f"{origin.where(where, scope)} WITH {variable} ORDER BY {order} LIMIT {scope.parameter(field.size)}"
    return rows(scope.rows(origin.around, found, variable, node.columns, order), node)


def nodes(selection: Selection | None, variable: str, kinds: Sequence[str], scope: Scope) -> Part:
    """What is asked of a node; where it may be of several kinds, by its kind."""
    asked = (selection or Selection()).fields
    parts = {kind: _node(kind, asked.get(kind, ()), variable, scope) for kind in kinds}
    if len(parts) == 1:
        return next(iter(parts.values()))
    cases = " ".join(
        f"WHEN {variable}:{kind} THEN [{', '.join([repr(kind), *part.columns])}]" for kind, part in parts.items()
    )
    return one_of(f"CASE {cases} END", parts)


def _node(kind: str, fields: Sequence[Field], variable: str, scope: Scope) -> Part:
    return record([(field.key, _member(kind, field, variable, scope)) for field in fields])


def _member(kind: str, field: Field, variable: str, scope: Scope) -> Part:
    if field.name == "__typename":
        return word(field.word)
    if field.name == "id":
        return column(f"{variable}.id", certain=True)
    if field.name in COMPUTED_MEMBERS.get(kind, ()):
        return (
            _counterparts(field, variable, scope)
            if field.name == "counterparts"
            else similar(field, variable, scope, nodes)
        )
    match members_of(kind)[field.name]:
        case Property() as declared:
            return _property(declared, field, variable)
        case Link() as link:
            return _linked(link, field, variable, scope)
        case ValueMember() as member:
            return _value(member, field, variable, scope)
        case Reference():
            raise AssertionError("a node refers by links")


def _counterparts(field: Field, variable: str, scope: Scope) -> Part:
    """The other departments of the same organ, by key."""
    other = scope.variable()
    node = nodes(field.selection, other, ("Department",), scope)
    order = f"{other}.key"
    found = (
        f"MATCH ({other}:Department) WHERE {other}.organ = {variable}.organ AND {other} <> {variable} "
        f"WITH {other} ORDER BY {order} LIMIT {scope.parameter(field.size)}"
    )
    return rows(scope.rows(variable, found, other, node.columns, order), node)


def _property(declared: Property, field: Field, variable: str) -> Part:
    expression = f"{variable}.{declared.name}"
    match declared.value_type:
        case ValueType.MONEY:
            return made(money_in(field.unit or MoneyUnit.YUAN), column(expression, certain=declared.required))
        case ValueType.TEXTS:
            return made(_texts, column(expression))  # an empty list is not stored
        case _:
            return column(expression, certain=declared.required)


def _texts(stored: list[str] | None) -> list[str]:
    return list(stored or ())


def _linked(link: Link, field: Field, variable: str, scope: Scope) -> Part:
    if link.many:
        origin = Origin.linked(link, variable, scope)
        if field.window:
            return connection(origin, EVERYTHING, field, scope, nodes)
        return listed(origin, EVERYTHING, field, scope)
    other, kinds = scope.variable(), kinds_of(link.target)
    node = nodes(field.selection, other, kinds, scope)
    scope.join(variable, f"MATCH {arrow(link, f'({variable})', pattern(other, kinds))}", other)
    return optional(node, f"{other}.key")


def _value(member: ValueMember, field: Field, variable: str, scope: Scope) -> Part:
    """A value: its JSON text, and for each reference in it that is asked for the nodes by their keys."""
    referred = list(references_in(member.kind, field.selection))
    fetched = [_referred(one, variable, references_of(member.name, one.target), scope) for one in referred]
    shape_one = shape_value(member.kind, field.selection)

    def shape(text: str | None, *nodes_by_key: Mapping[str, Any]) -> Any:
        found = {id(one.field): by_key for one, by_key in zip(referred, nodes_by_key, strict=True)}
        shaped = [shape_one(value, found) for value in decoded(text)]
        return shaped if member.many else next(iter(shaped), None)

    return made(shape, column(f"{variable}.{member.name}"), *fetched)


def _referred(one: Referred, variable: str, keys: str, scope: Scope) -> Part:
    other, kinds = scope.variable(), kinds_of(one.target)
    node = nodes(one.field.selection, other, kinds, scope)
    key = f"{other}.key"
    found = f"MATCH {pattern(other, kinds)} WHERE {key} IN {variable}.{keys}"
    return rows_by_key(scope.rows(variable, found, other, (key, *node.columns), key), node)
