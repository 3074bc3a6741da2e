"""The embedded store's data: slotted records that hold each other, one class for each kind of the ontology.

Measured before it was chosen (benchmarks/store.py): a million nodes in plain dictionaries of slotted records take a quarter
of the memory of a networkx MultiDiGraph, and following a link is one attribute access. networkx serves for algorithms and
export, over the same rows.
"""

from collections.abc import Iterable
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
    return {
        name: type(name, (base,), {"__slots__": (*members_of(name), *_SHARED.get(name, ())), "kind_name": name})
        for name in names
    }


_SHARED: Final = {"Department": ("of_same_organ",)}
"""What records hold besides members: a department all those of its organ, in one list for all of them."""


RECORD_CLASSES: Final = _classes([kind.name for kind in KINDS], Record)
VALUE_CLASSES: Final = _classes([kind.name for kind in VALUE_KINDS], ValueRecord)


_NAMES: Final = [*RECORD_CLASSES, *VALUE_CLASSES]
_PROPERTIES_OF: Final = {
    kind: [name for name, member in members_of(kind).items() if isinstance(member, Property)] for kind in _NAMES
}
_LINKS_OF: Final = {
    kind: [(name, member.many) for name, member in members_of(kind).items() if isinstance(member, Link)]
    for kind in _NAMES
}
_VALUES_OF: Final = {
    kind: [
        (name, member.kind, member.many) for name, member in members_of(kind).items() if isinstance(member, ValueMember)
    ]
    for kind in _NAMES
}
_REFERENCES_OF: Final = {
    kind: [(name, member.target) for name, member in members_of(kind).items() if isinstance(member, Reference)]
    for kind in _NAMES
}


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
        self._gather_organs()

    @property
    def node_count(self) -> int:
        """How many nodes there are."""
        return sum(len(records) for records in self.records.values())

    def find(self, kind: str, key: str) -> Record | None:
        """The node of that kind and key."""
        return self.records.get(kind, {}).get(key)

    def _fill_values(self, row: NodeRow) -> None:
        record = self.records[row.kind][row.key]
        for name, kind, many in _VALUES_OF[row.kind]:
            values = tuple([self._value(kind, value) for value in row.values.get(name, ())])
            setattr(record, name, values if many else next(iter(values), None))

    def _value(self, kind: str, value: RowValue) -> ValueRecord:
        record: ValueRecord = VALUE_CLASSES[kind]()
        given: Any
        for name in _PROPERTIES_OF[kind]:
            setattr(record, name, value.get(name))
        for name, inner, many in _VALUES_OF[kind]:
            given = value.get(name)
            if many:
                setattr(record, name, tuple([self._value(inner, part) for part in given or ()]))
            else:
                setattr(record, name, self._value(inner, given) if given else None)
        for name, target in _REFERENCES_OF[kind]:
            given = value[name]
            setattr(record, name, self.records[target][given])
        return record

    def _connect(self, graph: Graph) -> None:
        for relationship in RELATIONSHIPS:
            edges = graph.edges.get(relationship.name, set())
            if relationship.forward:
                outgoing = members_of(kinds_of(relationship.source)[0])[relationship.forward]
                self._tie(outgoing, edges)
            if relationship.backward:
                incoming = members_of(kinds_of(relationship.target)[0])[relationship.backward]
                self._tie(incoming, ((target, source) for source, target in edges))

    def _gather_organs(self) -> None:
        """Ties the departments of one organ together."""
        organs: dict[str, list[Any]] = {}
        departments: list[Any] = [*self.records["Department"].values()]
        for department in departments:
            department.of_same_organ = organs.setdefault(department.organ, []) if department.organ else []
            department.of_same_organ.append(department)

    def _tie(self, link: object, edges: Iterable[tuple[NodeRef, NodeRef]]) -> None:
        """Sets one direction of a relationship; where it may lead to many, they stand by key."""
        assert isinstance(link, Link)
        lists: dict[int, list[Record]] = {}
        for source, target in edges:
            holder = self.records[source[0]][source[1]]
            held = self.records[target[0]][target[1]]
            if link.many:
                linked: list[Record] = getattr(holder, link.name)
                linked.append(held)
                lists[id(linked)] = linked
            else:
                setattr(holder, link.name, held)
        for linked in lists.values():
            linked.sort(key=_by_key)


def _by_key(record: Record) -> tuple[str, str]:
    return record.key, record.kind_name


def _record(row: NodeRow) -> Record:
    record: Record = RECORD_CLASSES[row.kind]()
    record.key = row.key
    for name in _PROPERTIES_OF[row.kind]:
        setattr(record, name, row.properties.get(name))
    for name, many in _LINKS_OF[row.kind]:
        setattr(record, name, [] if many else None)
    return record


def reverse_of(kind: str, link: str) -> tuple[str, str | None]:
    """The kind or interface that a link leads to, and the member there that leads back."""
    member = members_of(kind)[link]
    assert isinstance(member, Link)
    relationship = member.relationship
    return member.target, relationship.backward if member.outgoing else relationship.forward
