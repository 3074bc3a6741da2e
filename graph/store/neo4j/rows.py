"""Nodes and relationships as rows of parameters, and the statements that write them in batches.

Writing the same rows twice leaves the same graph: a node is merged by its key and then holds exactly what its row says.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

import orjson

from graph.identity import fold, node_id
from graph.model import Graph, NodeRow, RowValue
from graph.ontology import KINDS, Reference, ValueMember, members_of
from graph.store.neo4j.names import labels_of, references_of
from graph.store.search import fold_for_search

Row = TypeVar("Row")

BATCH: Final = 5_000
"""Rows in one statement: enough that the round trip weighs little, few enough for the server's memory."""

_SEARCHED: Final = {kind.name: kind.searched for kind in KINDS}


def node_statement(kind: str) -> str:
    """Writes nodes of one kind."""
    labels = "".join(f":{label}" for label in labels_of(kind)[1:])
    also = f" SET n{labels}" if labels else ""
    return f"UNWIND $rows AS row MERGE (n:{kind} {{key: row.key}}) SET n = row{also}"


def edge_statement(relationship: str, source: str, target: str) -> str:
    """Writes relationships between nodes of two kinds, by their keys."""
    return (
        f"UNWIND $rows AS row MATCH (a:{source} {{key: row[0]}}) MATCH (b:{target} {{key: row[1]}}) "
        f"MERGE (a)-[:{relationship}]->(b)"
    )


def writes(graph: Graph) -> Iterator[tuple[str, list[Any]]]:
    """Every statement that writes a graph, with its rows."""
    by_kind: dict[str, list[NodeRow]] = {}
    for node in graph.sorted_nodes():
        by_kind.setdefault(node.kind, []).append(node)
    for kind, nodes in by_kind.items():
        for batch in _batches(nodes):
            yield node_statement(kind), [parameters_of(node) for node in batch]
    by_ends: dict[tuple[str, str, str], list[Sequence[str]]] = {}
    for name, source, target in graph.sorted_edges():
        by_ends.setdefault((name, source[0], target[0]), []).append((source[1], target[1]))
    for ends, pairs in by_ends.items():
        for some in _batches(pairs):
            yield edge_statement(*ends), [list(pair) for pair in some]


def parameters_of(node: NodeRow) -> dict[str, Any]:
    """All properties of a node in Neo4j."""
    properties = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in node.properties.items()
        if value is not None
    }
    properties |= {"key": node.key, "id": node_id(node.kind, node.key), "folded_names": _names(node)}
    for name, member in members_of(node.kind).items():
        if isinstance(member, ValueMember) and node.values.get(name):
            values = node.values[name]
            properties[name] = orjson.dumps(values).decode()
            for target, keys in _references(member.kind, values).items():
                properties[references_of(name, target)] = keys
    printed = _searched(node)
    if printed:
        folded = [fold_for_search(text) for text in printed]
        properties |= {"searched": folded, "searched_as_printed": printed, "pairs": _pairs(folded)}
    return properties


def _names(node: NodeRow) -> list[str]:
    """What a look-up by name compares with: the folded name and aliases."""
    own = [node.properties.get(name) for name in ("name", "title")]
    aliases = node.properties.get("aliases") or ()
    names = [name for name in (*own, *(aliases if isinstance(aliases, tuple) else ())) if isinstance(name, str)]
    return sorted({fold(name) for name in names})


def _references(kind: str, values: Iterable[RowValue]) -> dict[str, list[str]]:
    """The keys of the nodes that values refer to, by the kind of the nodes."""
    found: dict[str, set[str]] = {}

    def collect(inner: str, value: Any) -> None:
        for name, member in members_of(inner).items():
            if isinstance(member, Reference):
                found.setdefault(member.target, set()).add(value[name])
            elif isinstance(member, ValueMember):
                given = value.get(name)
                for part in (given or ()) if member.many else ([given] if given else []):
                    collect(member.kind, part)

    for value in values:
        collect(kind, value)
    return {target: sorted(keys) for target, keys in found.items()}


def _searched(node: NodeRow) -> list[str]:
    texts: list[str] = []
    for name in _SEARCHED[node.kind]:
        value = node.properties.get(name)
        texts += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    return texts


def _pairs(folded: Iterable[str]) -> str:
    """All pairs of neighbouring characters, apart: the words of the full-text index."""
    return " ".join(sorted({text[at : at + 2] for text in folded for at in range(len(text) - 1)}))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
