"""Selections over records: a plan's selection compiled to functions that write the answer's plain nested values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from graph.cursor import encode_cursor
from graph.identity import node_id
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, members_of
from graph.plan import EVERYTHING, Field, Grouping, Selection, Window
from graph.store.aggregates import Totals, groups_of, money
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

    @property
    def start_cursor(self) -> str | None:
        """The position of the page's first record."""
        return self.cursor(self.page.records[0]) if self.page.records else None

    @property
    def end_cursor(self) -> str | None:
        """The position of the page's last record."""
        return self.cursor(self.page.records[-1]) if self.page.records else None


@dataclass(frozen=True, slots=True)
class Edge:
    """A record at its place in a connection."""

    connection: Connection
    record: Record

    @property
    def cursor(self) -> str:
        """Its position."""
        return self.connection.cursor(self.record)


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
    shapers = {
        kind: _shape_parts(kind, fields, partial(_shape_member, kind))
        for kind, fields in (selection or Selection()).fields.items()
    }

    def shape(record: Record | ValueRecord | None) -> Any:
        if record is None:
            return None
        shaper = shapers.get(record.kind_name)
        return shaper(record) if shaper else {"__typename": record.kind_name}

    return shape


def shape_connections(selection: Selection | None) -> Shaper:
    """Shapes a connection: its page of nodes and edges, and what is asked of the whole of it."""
    return _shape_parts("Connection", _selected(selection, "Connection"), _shape_connection_member)


def shape_hits(selection: Selection | None) -> Callable[[Hit], Any]:
    """Shapes what the search found."""

    def member(field: Field) -> Shaper:
        return _of("record", shape_nodes(field.selection)) if field.name == "hit" else attrgetter(field.name)

    return _shape_parts("SearchResult", _selected(selection, "SearchResult"), member)


def _shape_parts(kind: str, fields: Sequence[Field], member: Callable[[Field], Shaper]) -> Shaper:
    """Shapes a value to a dictionary of the selected members; `member` says how one is read."""
    parts = [(field.key, _always(kind) if field.name == "__typename" else member(field)) for field in fields]
    return lambda value: {key: shaper(value) for key, shaper in parts}


def _selected(selection: Selection | None, kind: str) -> Sequence[Field]:
    return selection.fields.get(kind, ()) if selection else ()


def _always(word: str) -> Shaper:
    return lambda _: word


def _of(name: str, shape: Shaper) -> Shaper:
    return lambda value: shape(getattr(value, name))


def _each(name: str, shape: Shaper) -> Shaper:
    return lambda value: [shape(one) for one in getattr(value, name)]


def _shape_money(name: str, unit: MoneyUnit | None) -> Shaper:
    printed_in = unit or MoneyUnit.YUAN

    def shape(record: Any) -> Any:
        fen = getattr(record, name)
        return None if fen is None else money(fen, printed_in)

    return shape


def _shape_member(kind: str, field: Field) -> Shaper:
    name = field.name
    if name == "id":
        return lambda record: node_id(kind, record.key)
    match members_of(kind)[name]:
        case Property(value_type=ValueType.MONEY):
            return _shape_money(name, field.unit)
        case Property(value_type=ValueType.TEXTS):
            return lambda record: list(getattr(record, name) or ())
        case Property():
            return attrgetter(name)
        case Link(many=True):
            return _shape_link(field)
        case ValueMember(many=True):
            return _each(name, shape_nodes(field.selection))
        case Link() | ValueMember() | Reference():
            return _of(name, shape_nodes(field.selection))


def _shape_link(field: Field) -> Shaper:
    name, window = field.name, field.window
    if window is None:
        shape = shape_nodes(field.selection)
        return lambda record: [shape(linked) for linked in getattr(record, name)[: field.size]]
    shape_connection = shape_connections(field.selection)
    return lambda record: shape_connection(connection_of(getattr(record, name), window))


def _shape_connection_member(field: Field) -> Shaper:
    selection = field.selection
    match field.name:
        case "nodes":
            return _of("page", _each("records", shape_nodes(selection)))
        case "edges":
            edge = _shape_parts("Edge", _selected(selection, "Edge"), _shape_edge_member)
            return lambda connection: [edge(Edge(connection, record)) for record in connection.page.records]
        case "page_info":
            return _shape_parts("PageInfo", _selected(selection, "PageInfo"), _shape_page_info_member)
        case "aggregate":
            aggregate = _shape_aggregate(_selected(selection, "Aggregate"))
            return lambda connection: aggregate(Totals.of(connection.everything))
        case "groups":
            assert field.grouping is not None
            return _shape_groups(selection, field.grouping)
        case _:
            return lambda connection: len(connection.everything)  # total_count


def _shape_edge_member(field: Field) -> Shaper:
    return _of("record", shape_nodes(field.selection)) if field.name == "node" else attrgetter(field.name)


def _shape_page_info_member(field: Field) -> Shaper:
    return attrgetter(_FLAGS.get(field.name, field.name))


_FLAGS = {"has_next_page": "page.has_next", "has_previous_page": "page.has_previous"}


def _shape_aggregate(fields: Sequence[Field]) -> Shaper:
    def member(field: Field) -> Shaper:
        if field.name == "count":
            return attrgetter("count")
        return _shape_parts("AmountAggregate", _selected(field.selection, "AmountAggregate"), _shape_amount)

    return _shape_parts("Aggregate", fields, member)


def _shape_amount(field: Field) -> Shaper:
    return attrgetter("missing") if field.name == "missing" else _shape_money(field.name, field.unit)


def _shape_groups(selection: Selection | None, grouping: Grouping) -> Shaper:
    shape = _shape_parts("Group", _selected(selection, "Group"), _shape_group_member)
    return lambda connection: [shape(group) for group in groups_of(connection.everything, grouping)]


def _shape_group_member(field: Field) -> Shaper:
    if field.name == "aggregate":
        return _of("totals", _shape_aggregate(_selected(field.selection, "Aggregate")))
    return _each("parts", _shape_parts("GroupValue", _selected(field.selection, "GroupValue"), _shape_group_value))


def _shape_group_value(field: Field) -> Shaper:
    return _of("entity", shape_nodes(field.selection)) if field.name == "entity" else attrgetter(field.name)
