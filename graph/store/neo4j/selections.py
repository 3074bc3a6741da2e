"""Selections as Cypher: what is asked of a node, of what it leads to, and of the connections between them.

Selected nodes come back as lists, by position and not by name, so that a row carries nothing twice; the shaper that is made
beside each expression knows the positions. Every level has its own limit, and no list is collected to be cut afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.cursor import encode_cursor
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, kinds_of, members_of
from graph.plan import EVERYTHING, All, Field, GroupKey, Predicate, Selection, Window
from graph.store.aggregates import money
from graph.store.neo4j.conditions import Scope, arrow, between, beyond, condition, order_by
from graph.store.neo4j.groups import (
    KeyPart,
    entity_kinds,
    groups_expression,
    key_parts,
    selected,
    totals,
    totals_of,
)
from graph.store.neo4j.names import pattern, references_of
from graph.store.neo4j.values import Found, Referred, decoded, references_in, shape_value
from graph.store.shaping import _shape_aggregate as shape_aggregate
from graph.terms import MoneyUnit

Shaper: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A Cypher expression, and what shapes its value."""

    expression: str
    shape: Shaper


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the nodes of a list come from: a MATCH that binds a variable to nodes of some kinds."""

    match: str
    variable: str
    kinds: tuple[str, ...]


def listed(origin: Origin, where: Predicate, field: Field, scope: Scope) -> Part:
    """A list by key that is no connection, cut at its size."""
    variable = origin.variable
    node = nodes(field.selection, variable, origin.kinds, scope)
    expression = (
        f"COLLECT {{ {origin.match} WHERE {condition(where, variable, origin.kinds, scope)} "
        f"WITH {variable} ORDER BY {variable}.key LIMIT {scope.parameter(field.size)} RETURN {node.expression} }}"
    )
    return Part(expression, lambda rows: [node.shape(row) for row in rows])


def nodes(selection: Selection | None, variable: str, kinds: Sequence[str], scope: Scope) -> Part:
    """What is asked of a node: a list by position; where it may be of several kinds, the kind and its own list."""
    asked = {kind: (selection or Selection()).fields.get(kind, ()) for kind in kinds}
    parts = {kind: _fields(kind, fields, variable, scope) for kind, fields in asked.items()}
    if len(parts) == 1:
        return next(iter(parts.values()))
    cases = " ".join(f"WHEN {variable}:{kind} THEN ['{kind}', {part.expression}]" for kind, part in parts.items())
    return Part(f"CASE {cases} END", lambda row: parts[row[0]].shape(row[1]))


def _fields(kind: str, fields: Sequence[Field], variable: str, scope: Scope) -> Part:
    parts = [(field.key, _member(kind, field, variable, scope)) for field in fields]
    if not parts:
        return Part("[]", lambda _: {"__typename": kind})

    def shape(row: Any) -> Any:
        return {key: part.shape(value) for (key, part), value in zip(parts, row, strict=True)}

    return Part(f"[{', '.join(part.expression for _, part in parts)}]", shape)


def _member(kind: str, field: Field, variable: str, scope: Scope) -> Part:
    if field.name == "__typename":
        return Part("0", lambda _: kind)
    if field.name == "id":
        return Part(f"{variable}.id", lambda value: value)
    match members_of(kind)[field.name]:
        case Property(value_type=value_type, name=name):
            return Part(f"{variable}.{name}", _property(value_type, field.unit or MoneyUnit.YUAN))
        case Link() as link:
            return _link(link, field, variable, scope)
        case ValueMember() as member:
            return _value(member, field, variable, scope)
        case Reference():
            raise AssertionError("a node refers by links")


def _property(value_type: ValueType, unit: MoneyUnit) -> Shaper:
    if value_type is ValueType.MONEY:
        return lambda value: None if value is None else money(value, unit)
    if value_type is ValueType.TEXTS:
        return lambda value: value or []
    return lambda value: value


def _link(link: Link, field: Field, variable: str, scope: Scope) -> Part:
    other, kinds = scope.variable(), kinds_of(link.target)
    origin = Origin(f"MATCH {arrow(link, f'({variable})', pattern(other, kinds))}", other, kinds)
    if not link.many:
        node = nodes(field.selection, other, kinds, scope)
        expression = f"COLLECT {{ {origin.match} RETURN {node.expression} LIMIT 1 }}"
        return Part(expression, lambda rows: node.shape(rows[0]) if rows else None)
    if field.window:
        return connection(origin, field.window.where, field, scope)
    return listed(origin, EVERYTHING, field, scope)


def _value(member: ValueMember, field: Field, variable: str, scope: Scope) -> Part:
    """A value with the nodes that it refers to: [the JSON text, the nodes of each reference with their keys]."""
    referred = list(references_in(member.kind, field.selection))
    fetched = [_referred(one, f"{variable}.{references_of(member.name, one.target)}", scope) for one in referred]
    shape_one = shape_value(member.kind, field.selection)

    def shape(row: Any) -> Any:
        text, *lists = row
        found: Found = {
            id(one.field): {key: part.shape(value) for key, value in rows}
            for one, part, rows in zip(referred, fetched, lists, strict=True)
        }
        shaped = [shape_one(value, found) for value in decoded(text)]
        return shaped if member.many else next(iter(shaped), None)

    return Part(f"[{', '.join([f'{variable}.{member.name}', *(part.expression for part in fetched)])}]", shape)


def _referred(one: Referred, keys: str, scope: Scope) -> Part:
    other, kinds = scope.variable(), kinds_of(one.target)
    node = nodes(one.field.selection, other, kinds, scope)
    found = f"MATCH {pattern(other, kinds)} WHERE {other}.key IN {keys}"
    return Part(f"COLLECT {{ {found} RETURN [{other}.key, {node.expression}] }}", node.shape)


def connection(origin: Origin, where: Predicate, field: Field, scope: Scope) -> Part:
    """One page of a window over the origin's nodes, and what is asked of all of them."""
    assert field.window is not None
    window = field.window
    filtered = f"{origin.match} WHERE {condition(All((where, window.where)), origin.variable, origin.kinds, scope)}"
    page = _Page(origin, filtered, window, scope)
    fields = (field.selection or Selection()).fields.get("Connection", ())
    parts = [(part.key, _connection_member(part, page, scope)) for part in fields]

    def shape(row: Any) -> Any:
        return {key: part.shape(value) for (key, part), value in zip(parts, row, strict=True)}

    return Part(f"[{', '.join(part.expression for _, part in parts)}]", shape)


@dataclass(frozen=True, slots=True)
class _Page:
    """The nodes of a connection's page, as a part of Cypher that any member of it can begin with."""

    origin: Origin
    filtered: str
    window: Window
    scope: Scope

    def rows(self, expression: str, *, further: int = 0) -> str:
        """The page's nodes in their order (from the end, where the page is the last one), each as this expression."""
        variable, page, order = self.origin.variable, self.window.page, self.window.order
        limits = between(page, order, variable, self.scope)
        return (
            f"COLLECT {{ {self.filtered} AND {limits} WITH {variable} "
            f"ORDER BY {order_by(order, variable, backward=page.backward)} "
            f"LIMIT {self.scope.parameter(page.size + further)} RETURN {expression} }}"
        )

    def in_order(self, rows: Sequence[Any]) -> list[Any]:
        """The page's rows from the front."""
        return list(reversed(rows)) if self.window.page.backward else list(rows)

    @property
    def position(self) -> str:
        """A node's sort values and key."""
        members = [criterion.member for criterion in self.window.order]
        return f"[{', '.join(f'{self.origin.variable}.{member}' for member in [*members, 'key'])}]"

    def cursor(self, position: Sequence[Any]) -> str:
        """The cursor of a position."""
        return encode_cursor(self.window.fingerprint, position)


def _connection_member(field: Field, page: _Page, scope: Scope) -> Part:
    origin = page.origin
    match field.name:
        case "nodes":
            node = nodes(field.selection, origin.variable, origin.kinds, scope)
            return Part(page.rows(node.expression), lambda rows: [node.shape(row) for row in page.in_order(rows)])
        case "edges":
            return _edges(field, page, scope)
        case "page_info":
            return _page_info(field, page, scope)
        case "total_count":
            return Part(f"COUNT {{ {page.filtered} }}", lambda value: value)
        case "aggregate":
            shape_totals = shape_aggregate(selected(field, "Aggregate"))
            expression = f"COLLECT {{ {page.filtered} RETURN {totals_of(origin.variable)} }}"
            return Part(expression, lambda rows: shape_totals(totals(rows[0])))
        case "groups":
            return _groups(field, page, scope)
        case _:
            return Part("0", lambda _: "Connection")


def _edges(field: Field, page: _Page, scope: Scope) -> Part:
    """The page's nodes with their cursors: [position, what is asked of the node under each key]."""
    origin, fields = page.origin, selected(field, "Edge")
    asked = [nodes(edge.selection, origin.variable, origin.kinds, scope) for edge in fields if edge.name == "node"]

    def shape(row: Any) -> Any:
        position, *rows = row
        shaped = iter([part.shape(value) for part, value in zip(asked, rows, strict=True)])
        values = {"cursor": lambda: page.cursor(position), "node": lambda: next(shaped), "__typename": lambda: "Edge"}
        return {edge.key: values[edge.name]() for edge in fields}

    expression = f"[{', '.join([page.position, *(part.expression for part in asked)])}]"
    return Part(page.rows(expression), lambda rows: [shape(row) for row in page.in_order(rows)])


def _page_info(field: Field, page: _Page, scope: Scope) -> Part:
    """The positions of one node more than the page holds, and whether nodes lie outside its positions."""
    window, variable = page.window, page.origin.variable
    outside = [
        f"EXISTS {{ {page.filtered} AND NOT ({beyond(position, window.order, variable, scope, backward=backward)}) }}"
        if position
        else "false"
        for position, backward in ((window.page.after, False), (window.page.before, True))
    ]

    def shape(row: Any) -> Any:
        positions, preceded, followed = row
        is_more = len(positions) > window.page.size
        shown = page.in_order(positions[: window.page.size])
        ends = [page.cursor(shown[at]) if shown else None for at in (0, -1)]
        values = {
            "has_previous_page": preceded or (is_more and window.page.backward),
            "has_next_page": followed or (is_more and not window.page.backward),
            "start_cursor": ends[0],
            "end_cursor": ends[1],
            "__typename": "PageInfo",
        }
        return {part.key: values[part.name] for part in selected(field, "PageInfo")}

    return Part(f"[{page.rows(page.position, further=1)}, {', '.join(outside)}]", shape)


def _groups(field: Field, page: _Page, scope: Scope) -> Part:
    """The groups of all nodes that the filter keeps: [what is shown of each key, the totals]."""
    assert field.grouping is not None
    origin, grouping, fields = page.origin, field.grouping, selected(field, "Group")
    parts = key_parts(grouping, origin.variable, origin.kinds[0], scope)
    asked = [value for group in fields if group.name == "keys" for value in selected(group, "GroupValue")]
    shown = [_key_shown(part, asked, scope) for part in parts]
    shapers = [(group.key, _shape_group(group, parts, shown)) for group in fields]

    def shape(row: Any) -> Any:
        return {key: shaper(row) for key, shaper in shapers}

    expression = groups_expression(page.filtered, origin.variable, grouping, parts, [part.expression for part in shown])
    return Part(expression, lambda rows: [shape(row) for row in rows])


def _key_shown(part: KeyPart, asked: Sequence[Field], scope: Scope) -> Part:
    """What a key's value needs to be shown: [its label, what is asked of its node under each response key]."""
    kinds = entity_kinds(part.key)
    if not kinds:
        return Part(f"[toString({part.variable})]", lambda row: {"label": row[0]})
    wanted = [field for field in asked if field.name == "entity"]
    nodes_asked = [nodes(field.selection, part.variable, kinds, scope) for field in wanted]
    expressions = [f"coalesce({part.variable}.name, '')", *(node.expression for node in nodes_asked)]

    def shape(row: Any) -> Any:
        label, *rows = row or ("",)
        return {"label": label} | {
            field.key: node.shape(value) for field, node, value in zip(wanted, nodes_asked, rows, strict=False)
        }

    return Part(f"CASE WHEN {part.variable} IS NULL THEN null ELSE [{', '.join(expressions)}] END", shape)


def _shape_group(field: Field, parts: Sequence[KeyPart], shown: Sequence[Part]) -> Shaper:
    if field.name == "aggregate":
        shape_totals = shape_aggregate(selected(field, "Aggregate"))
        return lambda row: shape_totals(totals(row[1]))
    if field.name != "keys":
        return lambda _: "Group"

    def shape(row: Any) -> Any:
        return [
            _shape_key(selected(field, "GroupValue"), part.key, value.shape(cell))
            for part, value, cell in zip(parts, shown, row[0], strict=True)
        ]

    return shape


def _shape_key(fields: Sequence[Field], key: GroupKey, value: Mapping[str, Any]) -> Any:
    plain = {"key": key, "label": value["label"], "__typename": "GroupValue"}
    return {field.key: value.get(field.key) if field.name == "entity" else plain[field.name] for field in fields}
