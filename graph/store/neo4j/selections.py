"""Selections as Cypher: what is asked of a node, of what it leads to, and of the connections between them.

Selected nodes come back as lists, by position and not by name, so that a row carries nothing twice; the shaper that is made
beside each expression knows the positions. Every level has its own limit, and no list is collected to be cut afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import partial
from typing import Any, TypeAlias

from graph.cursor import encode_cursor
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, kinds_of, members_of
from graph.plan import EVERYTHING, All, Field, GroupKey, Predicate, Selection, Window
from graph.store.aggregates import money_in
from graph.store.neo4j.conditions import Scope, arrow
from graph.store.neo4j.groups import (
    KeyPart,
    entity_kinds,
    groups_of,
    key_parts,
    selected,
    totals,
    totals_of,
)
from graph.store.neo4j.names import pattern, references_of
from graph.store.neo4j.pages import Bound, Origin, bounds_of, exists, first_of, stretches
from graph.store.neo4j.values import Found, Referred, decoded, references_in, shape_value
from graph.store.shaping import shape_aggregate
from graph.terms import MoneyUnit

Shaper: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A Cypher expression, and what shapes its value."""

    expression: str
    shape: Shaper


def listed(origin: Origin, where: Predicate, field: Field, scope: Scope) -> Part:
    """A list that is no connection, by kind where it begins at all nodes and by key, cut at its size."""
    variable = origin.variable
    node = nodes(field.selection, variable, origin.kinds, scope)
    kinds = () if origin.around else origin.kinds[:-1]
    order = ", ".join([*(f"NOT {variable}:{kind}" for kind in kinds), f"{variable}.key"])
    first = f"WITH {variable} ORDER BY {order} LIMIT {scope.parameter(field.size)}"
    rows = scope.rows(origin.around, f"{origin.where(where, scope)} {first}", variable, node.expression)
    return Part(rows, lambda rows: [node.shape(row) for row in rows])


def nodes(selection: Selection | None, variable: str, kinds: Sequence[str], scope: Scope) -> Part:
    """What is asked of a node: a list by position; where it may be of several kinds, the kind and its own list."""
    asked = (selection or Selection()).fields
    parts = {kind: _fields(kind, asked.get(kind, ()), variable, scope) for kind in kinds}
    if len(parts) == 1:
        return next(iter(parts.values()))
    cases = " ".join(f"WHEN {variable}:{kind} THEN ['{kind}', {part.expression}]" for kind, part in parts.items())
    return Part(f"CASE {cases} END", lambda row: parts[row[0]].shape(row[1]))


def _fields(kind: str, fields: Sequence[Field], variable: str, scope: Scope) -> Part:
    parts = [(field.key, _member(kind, field, variable, scope)) for field in fields]

    def shape(row: Any) -> Any:
        return {key: part.shape(value) for (key, part), value in zip(parts, row, strict=True)}

    return Part(f"[{', '.join(part.expression for _, part in parts)}]", shape)


def _member(kind: str, field: Field, variable: str, scope: Scope) -> Part:
    if field.name == "__typename":
        return Part("0", lambda _: field.word)
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
        return money_in(unit)
    if value_type is ValueType.TEXTS:
        return lambda value: value or []
    return lambda value: value


def _link(link: Link, field: Field, variable: str, scope: Scope) -> Part:
    other, kinds = scope.variable(), kinds_of(link.target)
    origin = Origin(f"MATCH {arrow(link, f'({variable})', pattern(other, kinds))}", other, kinds, around=variable)
    if not link.many:
        node = nodes(field.selection, other, kinds, scope)
        rows = scope.rows(variable, f"{origin.match} WITH {other} LIMIT 1", other, node.expression)
        return Part(rows, lambda rows: node.shape(rows[0]) if rows else None)
    if field.window:
        return connection(origin, field.window.where, field, scope)
    return listed(origin, EVERYTHING, field, scope)


def _value(member: ValueMember, field: Field, variable: str, scope: Scope) -> Part:
    """A value with the nodes that it refers to: [the JSON text, the nodes of each reference with their keys]."""
    referred = list(references_in(member.kind, field.selection))
    fetched = [_referred(one, variable, references_of(member.name, one.target), scope) for one in referred]
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


def _referred(one: Referred, variable: str, keys: str, scope: Scope) -> Part:
    other, kinds = scope.variable(), kinds_of(one.target)
    node = nodes(one.field.selection, other, kinds, scope)
    found = f"MATCH {pattern(other, kinds)} WHERE {other}.key IN {variable}.{keys}"
    return Part(scope.rows(variable, found, other, f"[{other}.key, {node.expression}]"), node.shape)


def connection(origin: Origin, where: Predicate, field: Field, scope: Scope) -> Part:
    """One page of a window over the origin's nodes, and what is asked of all of them."""
    assert field.window is not None
    page = _Page(origin, All((where, field.window.where)), field.window, scope)
    fields = selected(field, "Connection")
    members = [(part.key, _connection_member(part, page)) for part in fields]
    rows = page.rows(further=any(part.name == "page_info" for part in fields))
    mark = scope.parameter(field.window.fingerprint)

    def shape(row: Any) -> Any:
        found, mark, *values = row
        shown = page.shown(found, mark)
        return {key: member.shape(shown, value) for (key, member), value in zip(members, values, strict=True)}

    return Part(f"[{', '.join([rows, mark, *(member.expression for _, member in members)])}]", shape)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The rows of a page from the front, whether its reading met one more, and the mark of its window."""

    rows: Sequence[Any]
    is_more: bool
    mark: str

    def cursor(self, row: Sequence[Any], position: int) -> str:
        """The cursor of a row, whose sort values and key stand in that column."""
        return encode_cursor(self.mark, row[position])


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a connection: the expression of what is asked of all its nodes, and what shapes it with the page."""

    shape: Callable[[_Shown, Any], Any]
    expression: str = "0"


@dataclass(frozen=True, slots=True)
class _Page:
    """The page of a connection, read once: each node as the columns that the connection's members ask for."""

    origin: Origin
    where: Predicate
    window: Window
    scope: Scope
    columns: list[str] = dataclass_field(default_factory=list[str])

    def column(self, expression: str) -> int:
        """The place of an expression in every row."""
        if expression not in self.columns:
            self.columns.append(expression)
        return self.columns.index(expression)

    def position(self) -> int:
        """The column with a node's sort values and key."""
        members = [criterion.member for criterion in self.window.order]
        return self.column(f"[{', '.join(f'{self.origin.variable}.{member}' for member in [*members, 'key'])}]")

    def rows(self, *, further: bool) -> str:
        """The page's nodes; `further` for one more, which tells that the page is not the last."""
        page, origin = self.window.page, self.origin
        parts = stretches(origin, self.window.order, bounds_of(page), self.scope, backward=page.backward)
        if not self.columns or not parts:
            return "[]"
        limit = self.scope.parameter(page.size + further)
        found = first_of(self.filtered(), parts, origin, limit)
        return self.scope.rows(origin.around, found, origin.variable, f"[{', '.join(self.columns)}]")

    def shown(self, rows: Sequence[Any], mark: str) -> _Shown:
        """The rows that were read, from the front."""
        size, backward = self.window.page.size, self.window.page.backward
        cut = rows[:size]
        return _Shown(cut[::-1] if backward else cut, len(rows) > size, mark)

    def filtered(self) -> str:
        """The MATCH of all nodes that the filter keeps."""
        return self.origin.where(self.where, self.scope)

    def preceded(self) -> str:
        """Whether a node stands at the position that the page begins after, or before it."""
        after = self.window.page.after
        return self._is_any([Bound(after, after=False, inclusive=True)]) if after else "false"

    def followed(self) -> str:
        """Whether a node stands at the position that the page ends before, or after it; where they cross, the page is empty."""
        after, before = self.window.page.after, self.window.page.before
        begin = [Bound(after, after=True)] if after else []
        return self._is_any([Bound(before, after=True, inclusive=True), *begin]) if before else "false"

    def _is_any(self, bounds: Sequence[Bound]) -> str:
        return exists(self.filtered(), stretches(self.origin, self.window.order, bounds, self.scope))


def _connection_member(field: Field, page: _Page) -> _Member:
    origin, scope = page.origin, page.scope
    match field.name:
        case "nodes":
            node = nodes(field.selection, origin.variable, origin.kinds, scope)
            place = page.column(node.expression)
            return _Member(lambda shown, _: [node.shape(row[place]) for row in shown.rows])
        case "edges":
            return _edges(field, page)
        case "page_info":
            return _page_info(field, page)
        case "total_count":
            return _Member(lambda _, value: value, f"COUNT {{ {origin.summed(page.where, scope)} }}")
        case "aggregate":
            shape_totals = shape_aggregate(field.selection)
            sums = scope.sum(origin.around, origin.summed(page.where, scope), totals_of(origin.variable))
            return _Member(lambda _, row: shape_totals(totals(row)), sums)
        case "groups":
            return _groups(field, page)
        case _:
            return _Member(_always(field.word))


def _edges(field: Field, page: _Page) -> _Member:
    """The page's nodes with their cursors."""
    origin = page.origin
    parts: list[tuple[str, Callable[[_Shown, Any], Any]]] = []
    asked = selected(field, "Edge")
    if all(edge.word for edge in asked):
        page.column("0")  # nothing is read of a node, but there is an edge for each
    for edge in asked:
        if edge.name == "node":
            node = nodes(edge.selection, origin.variable, origin.kinds, page.scope)
            parts.append((edge.key, _at(page.column(node.expression), node.shape)))
        elif edge.name == "cursor":
            parts.append((edge.key, partial(_Shown.cursor, position=page.position())))
        else:
            parts.append((edge.key, _always(edge.word)))
    return _Member(lambda shown, _: [{key: shaper(shown, row) for key, shaper in parts} for row in shown.rows])


def _always(word: str | None) -> Callable[..., str | None]:
    return lambda *_: word


def _at(place: int, shape: Shaper) -> Callable[[_Shown, Any], Any]:
    return lambda _, row: shape(row[place])


def _page_info(field: Field, page: _Page) -> _Member:
    """Where the page's ends are, and whether nodes lie beyond them: one more was read, or stands outside its positions."""
    position, backward = page.position(), page.window.page.backward

    def shape(shown: _Shown, outside: Sequence[bool]) -> Any:
        preceded, followed = outside
        ends = [shown.cursor(shown.rows[at], position) if shown.rows else None for at in (0, -1)]
        values = {
            "has_previous_page": preceded or (shown.is_more and backward),
            "has_next_page": followed or (shown.is_more and not backward),
            "start_cursor": ends[0],
            "end_cursor": ends[1],
        }
        return {part.key: values.get(part.name, part.word) for part in selected(field, "PageInfo")}

    return _Member(shape, f"[{page.preceded()}, {page.followed()}]")


def _groups(field: Field, page: _Page) -> _Member:
    """The groups of all nodes that the filter keeps: [what is shown of each key, the totals]."""
    assert field.grouping is not None
    origin, grouping, scope, fields = page.origin, field.grouping, page.scope, selected(field, "Group")
    parts = key_parts(grouping, origin.variable, origin.kinds[0], scope)
    asked = [value for group in fields if group.name == "keys" for value in selected(group, "GroupValue")]
    shown = [_key_shown(part, asked, scope) for part in parts]
    shapers = [(group.key, _shape_group(group, parts, shown)) for group in fields]

    def shape(row: Any) -> Any:
        return {key: shaper(row) for key, shaper in shapers}

    summed = origin.summed(page.where, scope)
    groups = groups_of(summed, origin.variable, grouping, parts)
    sums = [scope.sums(part.variable) for part in parts]
    returned = f"collect([[{', '.join(part.expression for part in shown)}], totals])"
    return _Member(
        lambda _, rows: [shape(row) for row in rows], scope.sum(origin.around, " ".join([groups, *sums]), returned)
    )


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
        shape_totals = shape_aggregate(field.selection)
        return lambda row: shape_totals(totals(row[1]))
    if field.name != "keys":
        return _always(field.word)

    def shape(row: Any) -> Any:
        return [
            _shape_key(selected(field, "GroupValue"), part.key, value.shape(cell))
            for part, value, cell in zip(parts, shown, row[0], strict=True)
        ]

    return shape


def _shape_key(fields: Sequence[Field], key: GroupKey, value: Mapping[str, Any]) -> Any:
    plain = {"key": key.value, "label": value["label"]}
    return {
        field.key: value.get(field.key) if field.name == "entity" else plain.get(field.name, field.word)
        for field in fields
    }
