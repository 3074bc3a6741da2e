"""What has to be written so that the store holds one part of the graph in the place of another.

A node that is new is created, one that changed is given the properties that differ, one that vanished is deleted, and
nothing else is written. A relationship belongs to the node that it begins at: it comes and goes with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any, Final, TypeAlias, TypeVar

from graph.model import Graph, NodeRef
from graph.ontology import KINDS, RELATIONSHIPS, kinds_of
from graph.store.neo4j.names import LABELS, anchor_of, labels_of
from graph.store.neo4j.rows import parameters_of
from graph.store.neo4j.schema import KEPT_APART

T = TypeVar("T")

BATCH: Final = 5_000
"""Rows in one statement: enough that the round trip weighs little, few enough for the server's memory."""

NAMES: Final = "NAMES"
"""The relationship from a project to each `Title` by which it cites, where no number stands beside it."""

_ENDS: Final = (*((one.name, one.source, one.target) for one in RELATIONSHIPS), (NAMES, "Project", "Title"))
"""Every relationship that is stored, with the kinds that it begins and ends at."""

AMONG_THEMSELVES: Final = frozenset(name for name, source, target in _ENDS if source == target)
"""Relationships between nodes of one kind: no order of creation has each of them after those that it leads to."""

Write: TypeAlias = tuple[str, Any]
"""A statement and one of its rows."""


@dataclass(slots=True)
class Part:
    """Some nodes of the graph with the relationships that begin at them, and what the store keeps of them for itself."""

    graph: Graph = field(default_factory=Graph)
    state: dict[NodeRef, dict[str, Any]] = field(default_factory=dict[NodeRef, dict[str, Any]])
    _ready: dict[NodeRef, dict[str, Any]] = field(default_factory=dict[NodeRef, dict[str, Any]])

    def make_ready(self) -> None:
        """Works out the rows of all nodes ahead of their use: most of the work of writing a part that is new."""
        self._ready = self.rows(self.graph.nodes)

    def rows(self, refs: Iterable[NodeRef]) -> dict[NodeRef, dict[str, Any]]:
        """Nodes as they are created: their properties, and by relationship the keys that they lead to."""
        if self._ready:
            return {ref: self._ready[ref] for ref in refs}
        rows: dict[NodeRef, dict[str, Any]] = {
            ref: {"properties": properties} for ref, properties in self.properties_of(refs)
        }
        for name, edges in self.graph.edges.items():
            for source, target in edges if name not in AMONG_THEMSELVES else ():
                if source in rows:
                    rows[source].setdefault(name, []).append(target[1])
        return rows

    def properties_of(self, refs: Iterable[NodeRef]) -> Iterator[tuple[NodeRef, dict[str, Any]]]:
        """All properties of nodes; one that is no kind of the graph has those of the store alone."""
        anchors = [(anchor_of(one), dict(self.graph.edges.get(one.name, ()))) for one in RELATIONSHIPS if one.ordered]
        for ref in refs:
            shown = parameters_of(self.graph.nodes[ref]) if ref[0] in LABELS else {"key": ref[1]}
            keys = {name: targets[ref][1] for name, targets in anchors if ref in targets}
            yield ref, shown | keys | self.state.get(ref, {})


def writes(before: Part, after: Part) -> Iterator[tuple[str, list[Any]]]:
    """The statements that put `after` in the place of `before`, each with its rows, in an order in which they can run."""
    for step in (_deleted_nodes, _deleted_edges, _created_nodes, _changed_nodes, _created_edges):
        rows: dict[str, list[Any]] = {}
        for statement, row in step(before, after):
            rows.setdefault(statement, []).append(row)
        for statement, its_rows in rows.items():
            for batch in batches(its_rows):
                yield statement, batch


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch


def _deleted_nodes(before: Part, after: Part) -> Iterator[Write]:
    for kind, key in before.graph.nodes.keys() - after.graph.nodes.keys():
        yield f"UNWIND $rows AS key MATCH (n:{kind} {{key: key}}) DETACH DELETE n", key


def _deleted_edges(before: Part, after: Part) -> Iterator[Write]:
    for name, edges in before.graph.edges.items():
        for source, target in edges - after.graph.edges.get(name, set()):
            if source in after.graph.nodes:
                statement = (
                    f"UNWIND $rows AS row MATCH (:{source[0]} {{key: row[0]}})-[r:{name}]->(:{target[0]} {{key: row[1]}}) "
                    "DELETE r"
                )
                yield statement, [source[1], target[1]]


def _created_nodes(before: Part, after: Part) -> Iterator[Write]:
    """Nodes with their relationships, each after those that it leads to."""
    rows = after.rows(after.graph.nodes.keys() - before.graph.nodes.keys())
    for ref in sorted(rows, key=lambda ref: (_ORDER[ref[0]], ref[1])):
        yield _creation(ref[0]), rows[ref]


def _changed_nodes(before: Part, after: Part) -> Iterator[Write]:
    changed = [
        ref
        for ref in after.graph.nodes.keys() & before.graph.nodes.keys()
        if after.graph.nodes[ref] != before.graph.nodes[ref] or after.state.get(ref) != before.state.get(ref)
    ]
    for (ref, old), (_, new) in zip(before.properties_of(changed), after.properties_of(changed), strict=True):
        differing = {name: new.get(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        yield f"UNWIND $rows AS row MATCH (n:{ref[0]} {{key: row[0]}}) SET n += row[1]", [ref[1], differing]


def _created_edges(before: Part, after: Part) -> Iterator[Write]:
    """Relationships that begin at nodes which are already there, or lead to others of their kind."""
    for name, edges in after.graph.edges.items():
        for source, target in edges - before.graph.edges.get(name, set()):
            if source in before.graph.nodes or name in AMONG_THEMSELVES:
                statement = (
                    f"UNWIND $rows AS row MATCH (a:{source[0]} {{key: row[0]}}) MATCH (b:{target[0]} {{key: row[1]}}) "
                    f"CREATE (a)-[:{name}]->(b)"
                )
                yield statement, [source[1], target[1]]


@cache
def _creation(kind: str) -> str:
    """Creates nodes of a kind together with their relationships, so that nothing is looked up twice."""
    labels = ":".join(labels_of(kind))
    ends = "".join(
        f" WITH n, row CALL (n, row) {{ UNWIND row.{name} AS key MATCH (b:{target} {{key: key}}) "
        f"CREATE (n)-[:{name}]->(b) }}"
        for name, source, target in _ENDS
        if kind in kinds_of(source) and name not in AMONG_THEMSELVES
    )
    return f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row.properties{ends}"


def _order() -> dict[str, int]:
    """The place of each kind in an order where every kind comes after those that it leads to."""
    led_to: dict[str, set[str]] = {kind: set() for kind in (*(kind.name for kind in KINDS), *KEPT_APART)}
    for _, source, target in _ENDS:
        for kind in kinds_of(source):
            led_to[kind].update(one for one in kinds_of(target) if one != kind)
    return {kind: place for place, kind in enumerate(TopologicalSorter(led_to).static_order())}


_ORDER: Final = _order()
