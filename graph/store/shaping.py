"""Selections over records: a plan's selection compiled to functions that write the answer's plain nested values.

What is made of a selection is kept, so that a selection which many requests share is compiled once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple, TypeAlias

from graph.cursor import encode_cursor
from graph.identity import node_id
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, members_of
from graph.plan import COMPUTED_MEMBERS, EVERYTHING, Field, Selection, Window
from graph.store.aggregates import Totals, groups_of, money_in
from graph.store.predicates import compile_predicate
from graph.store.records import Record
from graph.store.similar import similar_to
from graph.store.turns import check_turn, in_time
from graph.store.windows import PageOfRecords, page_of, position_of, sort_records
from graph.store.written import written
from graph.terms import MoneyUnit

Shaper: TypeAlias = Callable[[Any], Any]
"""A part of the answer as a function of the record, value or connection that it is about."""

KEPT_SELECTIONS: Final = 4096
"""How many selections stay compiled: those of some hundred operations."""


class Part(NamedTuple):
    """One entry of a dictionary: an expression that reads from `value`, and what is made of what is read."""

    read: str
    shape: Shaper | None = None


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
    def totals(self) -> Totals:
        """What all of them add up to."""
        return Totals.of(self.everything)

    @property
    def edges(self) -> Sequence["Edge"]:
        """The page's records at their places."""
        return [Edge(self, record) for record in self.page.records]

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


def connection_of(ordered: Sequence[Record], window: Window) -> Connection:
    """The connection over records that are filtered and in the window's order already."""
    return Connection(ordered, page_of(ordered, window.order, window.page), window)


def shape_node(selection: Selection | None) -> Shaper:
    """Shapes a record or value of any kind that the selection names, or None; of another kind, nothing is asked."""
    shapers = _shapers(selection)
    return lambda record: None if record is None else shapers.get(record.kind_name, _nothing)(record)


def shape_nodes(selection: Selection | None) -> Shaper:
    """Shapes several of them, none of which is None."""
    shapers = _shapers(selection)
    return lambda records: [shapers.get(record.kind_name, _nothing)(record) for record in records]


def shape_connections(selection: Selection | None) -> Shaper:
    """Shapes a connection: its page of nodes and edges, and what is asked of the whole of it."""
    return _selected(selection, "Connection", _connection_member)


def shape_hits(selection: Selection | None) -> Shaper:
    """Shapes what the search found."""
    return _each(_selected(selection, "SearchResult", _hit_member))


def shape_shared(selection: Selection | None) -> Shaper:
    """Shapes legal bases with the projects that share them."""
    return _each(_selected(selection, "SharedCitation", _shared_member))


def shape_aggregate(selection: Selection | None) -> Shaper:
    """Shapes totals."""
    return _selected(selection, "Aggregate", _aggregate_member)


@lru_cache(KEPT_SELECTIONS)
def _shapers(selection: Selection | None) -> Mapping[str, Shaper]:
    named = (selection or Selection()).fields
    return {kind: _dictionary(fields, partial(_member, kind)) for kind, fields in named.items()}


def _nothing(_: Any) -> Any:
    return {}


@lru_cache(KEPT_SELECTIONS)
def _selected(selection: Selection | None, kind: str, member: Callable[[Field], Part]) -> Shaper:
    """Shapes a value of the one kind that it can be of."""
    return _dictionary(selection.fields.get(kind, ()) if selection else (), member)


def _dictionary(fields: Sequence[Field], member: Callable[[Field], Part]) -> Shaper:
    """Shapes a value to a dictionary of the selected members; `member` says what each is made of.

    The function is written as a literal, `{key0: value.name, key1: shape1(value.amount)}`: a loop over the members takes
    twice the time, and this is most of the time of a large answer. Its text holds what `member` reads and numbers; the
    response keys, which a user chose, are variables.
    """
    entries: list[str] = []
    variables: dict[str, Any] = {}
    for number, field in enumerate(fields):
        variables[f"key{number}"] = field.key
        if field.name == "__typename":
            variables[f"word{number}"] = field.word
            entries.append(f"key{number}: word{number}")
            continue
        read, shape = member(field)
        variables[f"shape{number}"] = shape
        entries.append(f"key{number}: {f'shape{number}({read})' if shape else read}")
    return written(f"lambda value: {{{', '.join(entries)}}}", variables)


def _each(shape: Shaper) -> Shaper:
    return lambda values: [shape(value) for value in values]


def _shape_money(unit: MoneyUnit | None) -> Shaper:
    return money_in(unit or MoneyUnit.YUAN)


def _shape_texts(texts: Sequence[str] | None) -> list[str]:
    return list(texts or ())


def _member(kind: str, field: Field) -> Part:
    name = field.name
    if name == "id":
        return Part("value.key", partial(node_id, kind))
    if name in COMPUTED_MEMBERS.get(kind, ()):
        return Part("value", _shape_counterparts(field) if name == "counterparts" else _shape_similar(field))
    read = f"value.{name}"
    match members_of(kind)[name]:
        case Property(value_type=ValueType.MONEY):
            return Part(read, _shape_money(field.unit))
        case Property(value_type=ValueType.TEXTS):
            return Part(read, _shape_texts)
        case Property():
            return Part(read)
        case Link(many=True):
            return Part(read, _shape_linked(field))
        case ValueMember(many=True):
            return Part(read, shape_nodes(field.selection))
        case Link() | ValueMember() | Reference():
            return Part(read, shape_node(field.selection))


def _shape_linked(field: Field) -> Shaper:
    """Shapes what a link leads to, which stands by key: as a list, or as a connection."""
    window = field.window
    if window is None:
        shape = shape_nodes(field.selection)

        def shape_list(linked: Sequence[Record]) -> Any:
            check_turn()
            return shape(linked[: field.size])

        return shape_list
    shape_connection = shape_connections(field.selection)
    test = None if window.where == EVERYTHING else compile_predicate(window.where)

    def shape_window(linked: Sequence[Record]) -> Any:
        check_turn()
        kept = list(filter(test, in_time(linked))) if test else linked
        return shape_connection(connection_of(sort_records(kept, window.order) if window.order else kept, window))

    return shape_window


def _connection_member(field: Field) -> Part:
    match field.name:
        case "nodes":
            return Part("value.page.records", shape_nodes(field.selection))
        case "edges":
            return Part("value.edges", _each(_selected(field.selection, "Edge", _edge_member)))
        case "page_info":
            return Part("value", _selected(field.selection, "PageInfo", _page_info_member))
        case "aggregate":
            return Part("value.totals", shape_aggregate(field.selection))
        case "groups":
            return Part("value.everything", _shape_groups(field))
        case _:
            return Part("value.everything", len)  # total_count


def _edge_member(field: Field) -> Part:
    return Part("value.record", shape_node(field.selection)) if field.name == "node" else Part("value.cursor")


def _page_info_member(field: Field) -> Part:
    return Part(_PAGE_INFO[field.name])


_PAGE_INFO: Final = {
    "has_next_page": "value.page.has_next",
    "has_previous_page": "value.page.has_previous",
    "start_cursor": "value.start_cursor",
    "end_cursor": "value.end_cursor",
}


def _aggregate_member(field: Field) -> Part:
    if field.name == "count":
        return Part("value.count")
    return Part("value", _selected(field.selection, "AmountAggregate", _amount_member))


def _amount_member(field: Field) -> Part:
    read = f"value.{field.name}"
    return Part(read) if field.name == "missing" else Part(read, _shape_money(field.unit))


def _shape_groups(field: Field) -> Shaper:
    grouping = field.grouping
    assert grouping
    shape = _each(_selected(field.selection, "Group", _group_member))
    return lambda records: shape(groups_of(records, grouping))


def _group_member(field: Field) -> Part:
    if field.name == "aggregate":
        return Part("value.totals", shape_aggregate(field.selection))
    return Part("value.parts", _each(_selected(field.selection, "GroupValue", _group_value_member)))


def _group_value_member(field: Field) -> Part:
    match field.name:
        case "entity":
            return Part("value.entity", shape_node(field.selection))
        case "key":
            return Part("value.key.value")
        case _:
            return Part("value.label")


def _hit_member(field: Field) -> Part:
    return Part("value.record", shape_node(field.selection)) if field.name == "hit" else Part(f"value.{field.name}")


def _shape_similar(field: Field) -> Shaper:
    shape = _each(_selected(field.selection, "SimilarProject", _similar_member))
    return lambda project: shape(similar_to(project, field.size))


def _shape_counterparts(field: Field) -> Shaper:
    shape = shape_nodes(field.selection)

    def shape_others(department: Any) -> Any:
        return shape(
            [other for other in department.of_same_organ[: field.size + 1] if other is not department][: field.size]
        )

    return shape_others


def _similar_member(field: Field) -> Part:
    match field.name:
        case "project":
            return Part("value.project", shape_node(field.selection))
        case "shared_bases":
            return Part(f"value.shared_bases[:{field.size}]", shape_nodes(field.selection))
        case _:
            return Part("value.score")


def _shared_member(field: Field) -> Part:
    read = f"value.{field.name}"
    match field.name:
        case "legal_basis":
            return Part(read, shape_node(field.selection))
        case "projects" | "departments" | "regions":
            return Part(f"{read}[:{field.size}]", shape_nodes(field.selection))
        case "years":
            return Part(f"{read}[:{field.size}]")
        case "total_amount":
            return Part(read, _shape_money(field.unit))
        case _:
            return Part(read)
