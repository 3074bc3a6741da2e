"""The embedded store's data: slotted records that hold each other, one class for each kind of the ontology.

Measured before it was chosen (benchmarks/store.py): a million nodes in plain dictionaries of slotted records take a quarter
of the memory of a networkx MultiDiGraph, and following a link is one attribute access. networkx serves for algorithms and
export, over the same rows.
"""

from collections.abc import Mapping
from typing import Any, Final

from graph.model import Graph, NodeRef, NodeRow, RowValue
from graph.ontology import (
    KINDS,
    RELATIONSHIPS,
    VALUE_KINDS,
    Link,
    Property,
    Reference,
    ValueMember,
    kinds_of,
    members_of,
)


class Record:
    """A node: its key, and a slot for each member of its kind. Links hold records, values hold value records."""

    __slots__ = ("key",)
    kind_name: str
    key: str


class ValueRecord:
    """A value of a node, with a slot for each of its members."""

    __slots__ = ()
    kind_name: str


def _classes(names: list[str], base: type) -> dict[str, type[Any]]:
    return {name: type(name, (base,), {"__slots__": tuple(members_of(name)), "kind_name": name}) for name in names}


RECORD_CLASSES: Final = _classes([kind.name for kind in KINDS], Record)
VALUE_CLASSES: Final = _classes([kind.name for kind in VALUE_KINDS], ValueRecord)


class Snapshot:
    """One state of the graph, immutable once built: records by kind and key, in the order of their keys."""

    def __init__(self, graph: Graph) -> None:
        """Builds the records of a graph's rows and ties them together."""
        self.version = graph.version
        self.records: dict[str, dict[str, Record]] = {kind.name: {} for kind in KINDS}
        self.relationship_count = sum(len(edges) for edges in graph.edges.values())
        rows = graph.sorted_nodes()
        for row in rows:
            self.records[row.kind][row.key] = _record(row)
        for row in rows:
            self._fill_values(row)
        self._connect(graph)

    @property
    def node_count(self) -> int:
        """How many nodes there are."""
        return sum(len(records) for records in self.records.values())

    def find(self, kind: str, key: str) -> Record | None:
        """The node of that kind and key."""
        return self.records.get(kind, {}).get(key)

    def _fill_values(self, row: NodeRow) -> None:
        record = self.records[row.kind][row.key]
        for name, member in members_of(row.kind).items():
            if isinstance(member, ValueMember):
                values = tuple(self._value(member.kind, value) for value in row.values.get(name, ()))
                setattr(record, name, values if member.many else next(iter(values), None))

    def _value(self, kind: str, value: RowValue) -> ValueRecord:
        record: ValueRecord = VALUE_CLASSES[kind]()
        for name, member in members_of(kind).items():
            given: Any = value.get(name)
            if isinstance(member, ValueMember) and member.many:
                given = tuple(self._value(member.kind, part) for part in given or ())
            elif isinstance(member, ValueMember):
                given = self._value(member.kind, given) if given else None
            elif isinstance(member, Reference):
                given = self.records[member.target][given]
            setattr(record, name, given)
        return record

    def _connect(self, graph: Graph) -> None:
        for relationship in RELATIONSHIPS:
            edges = graph.edges.get(relationship.name, set())
            if relationship.forward:
                outgoing = members_of(kinds_of(relationship.source)[0])[relationship.forward]
                self._tie(outgoing, edges)
            if relationship.backward:
                incoming = members_of(kinds_of(relationship.target)[0])[relationship.backward]
                self._tie(incoming, {(target, source) for source, target in edges})

    def _tie(self, link: object, edges: set[tuple[NodeRef, NodeRef]]) -> None:
        assert isinstance(link, Link)
        for source, target in sorted(edges):
            holder = self.records[source[0]][source[1]]
            held = self.records[target[0]][target[1]]
            if link.many:
                getattr(holder, link.name).append(held)
            else:
                setattr(holder, link.name, held)


def _record(row: NodeRow) -> Record:
    record: Record = RECORD_CLASSES[row.kind]()
    record.key = row.key
    for name, member in members_of(row.kind).items():
        if isinstance(member, Property):
            setattr(record, name, row.properties.get(name))
        elif isinstance(member, Link):
            setattr(record, name, [] if member.many else None)
    return record


def reverse_of(kind: str, link: str) -> tuple[str, str | None]:
    """The kind or interface that a link leads to, and the member there that leads back."""
    member = members_of(kind)[link]
    assert isinstance(member, Link)
    relationship = member.relationship
    return member.target, relationship.backward if member.outgoing else relationship.forward


def properties_of(kind: str) -> Mapping[str, Property]:
    """The properties of a kind by name."""
    return {name: member for name, member in members_of(kind).items() if isinstance(member, Property)}
