"""Selections over records: a plan's selection compiled to functions that write the answer's plain nested values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.cursor import encode_cursor
from graph.identity import node_id
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, members_of
from graph.plan import EVERYTHING, Field, Grouping, Selection, Window
from graph.store.aggregates import GroupPart, GroupTotals, Totals, groups_of, money
from graph.store.predicates import compile_predicate
from graph.store.records import Record, ValueRecord
from graph.store.search import Hit
from graph.store.windows import PageOfRecords, page_of, position_of, sort_records
from graph.terms import MoneyUnit

Shaper: TypeAlias = Callable[[Any], Any]
"""A part of the answer as a function of the record, value or connection that it is about."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A window over records, ready to be shaped: all of them in order, and the page that is shown."""

    everything: Sequence[Record]
    page: PageOfRecords
    window: Window

    def cursor(self, record: Record) -> str:
        """The position of one of its records."""
        return encode_cursor(self.window.fingerprint, position_of(record, self.window.order))


def connection_of(records: Sequence[Record], window: Window, *, is_ordered: bool = False) -> Connection:
    """The connection over these records; `is_ordered` says that they are filtered and in the window's order already."""
    if not is_ordered:
        kept = records
        if window.where != EVERYTHING:
            test = compile_predicate(window.where)
            kept = [record for record in records if test(record)]
        records = sort_records(kept, window.order)
    return Connection(records, page_of(records, window.order, window.page), window)


def shape_nodes(selection: Selection | None) -> Shaper:
    """Shapes a record of any kind that the selection names, or None."""
    shapers = {kind: _shape_fields(kind, fields) for kind, fields in (selection or Selection()).fields.items()}

    def shape(record: Record | ValueRecord | None) -> Any:
        if record is None:
            return None
        shaper = shapers.get(record.kind_name)
        return shaper(record) if shaper else {"__typename": record.kind_name}

    return shape


def _shape_fields(kind: str, fields: Sequence[Field]) -> Shaper:
    parts = [(field.key, _shape_member(kind, field)) for field in fields]
    return lambda record: {key: shaper(record) for key, shaper in parts}


def _shape_member(kind: str, field: Field) -> Shaper:
    if field.name == "__typename":
        return lambda _: kind
    if field.name == "id":
        return lambda record: node_id(kind, record.key)
    name = field.name
    match members_of(kind)[name]:
        case Property(value_type=ValueType.MONEY):
            return _shape_money(name, field.unit or MoneyUnit.YUAN)
        case Property(value_type=ValueType.TEXTS):
            return lambda record: list(getattr(record, name) or ())
        case Property():
            return lambda record: getattr(record, name)
        case Link(many=True):
            return _shape_link(field)
        case ValueMember(many=True):
            shape = shape_nodes(field.selection)
            return lambda record: [shape(value) for value in getattr(record, name)]
        case Link() | ValueMember() | Reference():
            shape_one = shape_nodes(field.selection)
            return lambda record: shape_one(getattr(record, name))


def _shape_money(name: str, unit: MoneyUnit) -> Shaper:
    def shape(record: Any) -> Any:
        fen = getattr(record, name)
        return None if fen is None else money(fen, unit)

    return shape


def _shape_link(field: Field) -> Shaper:
    name = field.name
    if field.window is None:
        shape = shape_nodes(field.selection)
        return lambda record: [shape(linked) for linked in getattr(record, name)[: field.size]]
    window = field.window
    shape_connection = shape_connections(field.selection)
    return lambda record: shape_connection(connection_of(getattr(record, name), window))


def shape_connections(selection: Selection | None) -> Shaper:
    """Shapes a connection: its page of nodes and edges, and what is asked of the whole of it."""
    fields = (selection or Selection()).fields.get("Connection", ())
    parts = [(field.key, _shape_connection_member(field)) for field in fields]
    return lambda connection: {key: shaper(connection) for key, shaper in parts}


def _shape_connection_member(field: Field) -> Shaper:
    match field.name:
        case "nodes":
            shape = shape_nodes(field.selection)
            return lambda connection: [shape(record) for record in connection.page.records]
        case "edges":
            return _shape_edges(_fields(field, "Edge"))
        case "page_info":
            return _shaper_of(_fields(field, "PageInfo"), _PAGE_INFO)
        case "total_count":
            return lambda connection: len(connection.everything)
        case "aggregate":
            aggregate = _shape_aggregate(_fields(field, "Aggregate"))
            return lambda connection: aggregate(Totals.of(connection.everything))
        case "groups":
            assert field.grouping is not None
            return _shape_groups(_fields(field, "Group"), field.grouping)
        case _:
            return lambda _: "Connection"


def _fields(field: Field, kind: str) -> Sequence[Field]:
    return field.selection.fields.get(kind, ()) if field.selection else ()


def _shaper_of(fields: Sequence[Field], members: Mapping[str, Shaper]) -> Shaper:
    parts = [(field.key, members[field.name]) for field in fields]
    return lambda value: {key: shaper(value) for key, shaper in parts}


def _shape_edges(fields: Sequence[Field]) -> Shaper:
    parts: list[tuple[str, Callable[[Connection, Record], Any]]] = []
    for field in fields:
        if field.name == "cursor":
            parts.append((field.key, lambda connection, record: connection.cursor(record)))
        elif field.name == "node":
            parts.append((field.key, _of_edge(shape_nodes(field.selection))))
        else:
            parts.append((field.key, lambda _connection, _record: "Edge"))
    return lambda connection: [
        {key: shaper(connection, record) for key, shaper in parts} for record in connection.page.records
    ]


def _of_edge(shape: Shaper) -> Callable[[Connection, Record], Any]:
    return lambda _, record: shape(record)


def _edge_cursor(connection: Connection, index: int) -> str | None:
    records = connection.page.records
    return connection.cursor(records[index]) if records else None


_PAGE_INFO: Mapping[str, Shaper] = {
    "has_next_page": lambda connection: connection.page.has_next,
    "has_previous_page": lambda connection: connection.page.has_previous,
    "start_cursor": lambda connection: _edge_cursor(connection, 0),
    "end_cursor": lambda connection: _edge_cursor(connection, -1),
    "__typename": lambda _: "PageInfo",
}


def _shape_aggregate(fields: Sequence[Field]) -> Shaper:
    parts: list[tuple[str, Shaper]] = []
    for field in fields:
        if field.name == "count":
            parts.append((field.key, lambda totals: totals.count))
        elif field.name == "amount":
            parts.append((field.key, _shape_amounts(_fields(field, "AmountAggregate"))))
        else:
            parts.append((field.key, lambda _: "Aggregate"))
    return lambda totals: {key: shaper(totals) for key, shaper in parts}


def _shape_amounts(fields: Sequence[Field]) -> Shaper:
    parts: list[tuple[str, Shaper]] = []
    for field in fields:
        if field.name == "missing":
            parts.append((field.key, lambda totals: totals.missing))
        elif field.name == "__typename":
            parts.append((field.key, lambda _: "AmountAggregate"))
        else:
            parts.append((field.key, _shape_money(field.name, field.unit or MoneyUnit.YUAN)))
    return lambda totals: {key: shaper(totals) for key, shaper in parts}


def _shape_groups(fields: Sequence[Field], grouping: Grouping) -> Shaper:
    members: list[tuple[str, Shaper]] = []
    for field in fields:
        if field.name == "keys":
            members.append((field.key, _shape_group_keys(_fields(field, "GroupValue"))))
        elif field.name == "aggregate":
            members.append((field.key, _of_totals(_shape_aggregate(_fields(field, "Aggregate")))))
        else:
            members.append((field.key, lambda _: "Group"))

    def shape(connection: Connection) -> Any:
        groups = groups_of(connection.everything, grouping)
        return [{key: shaper(group) for key, shaper in members} for group in groups]

    return shape


def _of_totals(shape: Shaper) -> Callable[[GroupTotals], Any]:
    return lambda group: shape(group.totals)


def _shape_group_keys(fields: Sequence[Field]) -> Callable[[GroupTotals], Any]:
    parts: list[tuple[str, Shaper]] = []
    for field in fields:
        if field.name == "entity":
            parts.append((field.key, _of_entity(shape_nodes(field.selection))))
        elif field.name == "__typename":
            parts.append((field.key, lambda _: "GroupValue"))
        else:
            parts.append((field.key, _of_part(field.name)))
    return lambda group: [{key: shaper(part) for key, shaper in parts} for part in group.parts]


def _of_entity(shape: Shaper) -> Callable[[GroupPart], Any]:
    return lambda part: shape(part.entity)


def _of_part(name: str) -> Callable[[GroupPart], Any]:
    return lambda part: getattr(part, name)


def shape_hits(fields: Sequence[Field]) -> Callable[[Hit], Any]:
    """Shapes what the search found."""
    parts: list[tuple[str, Shaper]] = []
    for field in fields:
        if field.name == "hit":
            parts.append((field.key, _of_hit(shape_nodes(field.selection))))
        elif field.name == "__typename":
            parts.append((field.key, lambda _: "SearchResult"))
        else:
            parts.append((field.key, _of_part(field.name)))
    return lambda hit: {key: shaper(hit) for key, shaper in parts}


def _of_hit(shape: Shaper) -> Callable[[Hit], Any]:
    return lambda hit: shape(hit.record)
