"""The graph as plain rows: what assembly makes of facts, and what a store is filled with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.plan import Scalar

NodeRef: TypeAlias = tuple[str, str]
"""Kind and key."""

RowValue: TypeAlias = "Mapping[str, Scalar | float | RowValue | Sequence[RowValue]]"
"""A value (source, indicator, …) as a mapping by its members; a reference stands as the key of its node."""


@dataclass(slots=True)
class NodeRow:
    """A node with its properties and values by the ontology's names."""

    kind: str
    key: str
    properties: dict[str, Scalar | tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, tuple[RowValue, ...]] = field(default_factory=dict)

    @property
    def ref(self) -> NodeRef:
        """Kind and key."""
        return self.kind, self.key


@dataclass(slots=True)
class Graph:
    """Nodes and relationships: a function of a set of facts, in an order that is one, too.

    `version` names that set: it changes whenever a load changes the graph.
    """

    nodes: dict[NodeRef, NodeRow] = field(default_factory=dict)
    edges: dict[str, set[tuple[NodeRef, NodeRef]]] = field(default_factory=dict)
    version: str = ""

    def add(self, node: NodeRow) -> NodeRow:
        """Adds a node, or gives the one that already has its key."""
        return self.nodes.setdefault(node.ref, node)

    def connect(self, relationship: str, source: NodeRef, target: NodeRef) -> None:
        """Adds a relationship; the same one twice is one."""
        self.edges.setdefault(relationship, set()).add((source, target))

    def sorted_nodes(self) -> list[NodeRow]:
        """All nodes by kind and key."""
        return [self.nodes[ref] for ref in sorted(self.nodes)]

    def sorted_edges(self) -> Iterable[tuple[str, NodeRef, NodeRef]]:
        """All relationships by name, source and target."""
        for name in sorted(self.edges):
            for source, target in sorted(self.edges[name]):
                yield name, source, target
