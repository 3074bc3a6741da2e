"""What Neo4j calls the ontology: labels, relationship types and properties are its names, and nothing else ever is.

A node has the label of its kind, and that of the interface whose nodes are asked for together (Organisation). Beside its
properties it holds its GraphQL id, each of its values as a JSON text, and for each value the keys of the nodes that the
text refers to, so that one statement can fetch those, too. Where many nodes that lead to one are read in an order, each
holds the key of that one, its *anchor*. `folded_names` and `pairs` are for look-ups by name and for search.
"""

from typing import Final

from graph.ontology import INTERFACES, KINDS, Relationship, kinds_of

EVERYTHING: Final = "Node"
"""The interface that every kind belongs to; it has no label of its own."""

LABELS: Final = frozenset({kind.name for kind in KINDS} | {one.name for one in INTERFACES if one.name != EVERYTHING})
PROPERTIES: Final = frozenset({"key"} | {one.name for kind in KINDS for one in kind.properties})


def labels_of(kind: str) -> tuple[str, ...]:
    """The labels of a node of that kind."""
    return (kind, *(one.name for one in INTERFACES if one.name in LABELS and kind in one.kinds))


def kind_of(variable: str) -> str:
    """The kind of a node: its label that is no interface's. The order of labels is that of their first use."""
    interfaces = [one.name for one in INTERFACES if one.name in LABELS]
    return f"[label IN labels({variable}) WHERE NOT label IN {interfaces}][0]"


def pattern(variable: str, kinds: tuple[str, ...]) -> str:
    """A node of one of these kinds, as a part of a pattern.

    Raises:
        KeyError: the ontology has no such kind.
    """
    if unknown := set(kinds) - LABELS:
        raise KeyError(f"no kinds of node: {sorted(unknown)}")
    label = next((name for name in LABELS if kinds_of(name) == kinds), "|".join(kinds))
    return f"({variable}:{label})"


def property_of(variable: str, name: str) -> str:
    """A property of a node; of a kind that does not have it, it is null.

    Raises:
        KeyError: the ontology has no such property.
    """
    if name not in PROPERTIES:
        raise KeyError(f"no property of a node: {name}")
    return f"{variable}.{name}"


def anchor_of(relationship: Relationship) -> str:
    """The property of a node that holds the key of the one node that a relationship leads to."""
    return relationship.name.lower()


def references_of(value: str, target: str) -> str:
    """The property that holds the keys of the nodes which a value of the node refers to."""
    return f"{value}_{target}"
