"""Nodes as Neo4j holds them: a row of the graph → the properties that readers ask for."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import orjson

from graph.identity import node_id
from graph.model import NodeRow, RowValue
from graph.ontology import KINDS, Reference, ValueMember, members_of
from graph.policies.titles import title_key
from graph.store.neo4j.names import references_of
from graph.store.search import fold_for_search

_SEARCHED: Final = {kind.name: kind.searched for kind in KINDS}
_VALUES: Final = {
    kind.name: [member for member in members_of(kind.name).values() if isinstance(member, ValueMember)]
    for kind in KINDS
}


def parameters_of(node: NodeRow) -> dict[str, Any]:
    """All properties of a node in Neo4j; an empty list is none."""
    properties: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in node.properties.items()
        if value is not None and value != ()
    }
    properties["key"] = node.key
    properties["id"] = node_id(node.kind, node.key)
    names = _names(node)
    if names:
        properties["folded_names"] = names
    for member in _VALUES[node.kind]:
        values = node.values.get(member.name)
        if values:
            properties[member.name] = orjson.dumps(values).decode()
            for target, keys in _references(member.kind, values).items():
                properties[references_of(member.name, target)] = keys
    printed = _searched(node)
    if printed:
        folded = [fold_for_search(text) for text in printed]
        properties |= {"searched": folded, "searched_as_printed": printed, "pairs": _pairs(folded)}
    return properties


def _names(node: NodeRow) -> list[str]:
    """What a look-up by name compares with: the folded name and aliases; an empty name is none."""
    given = node.properties
    own = [name for name in (given.get("name"), given.get("title")) if name and isinstance(name, str)]
    aliases = given.get("aliases")
    names = [*own, *aliases] if isinstance(aliases, tuple) else own
    return sorted({title_key(name) for name in names})


def _references(kind: str, values: Iterable[RowValue]) -> dict[str, list[str]]:
    """The keys of the nodes that values refer to, by the kind of the nodes."""
    found: dict[str, set[str]] = {}

    def collect(inner: str, value: Any) -> None:
        references, deeper = _leading_to_nodes(inner)
        for reference in references:
            found.setdefault(reference.target, set()).add(value[reference.name])
        for member in deeper:
            given = value.get(member.name)
            for part in (given or ()) if member.many else ([given] if given else []):
                collect(member.kind, part)

    for value in values:
        collect(kind, value)
    return {target: sorted(keys) for target, keys in found.items()}


@cache
def _leading_to_nodes(kind: str) -> tuple[list[Reference], list[ValueMember]]:
    """The members of a value that refer to nodes, and those that hold such values in turn."""
    members = members_of(kind).values()
    inner = [member for member in members if isinstance(member, ValueMember) and any(_leading_to_nodes(member.kind))]
    return [member for member in members if isinstance(member, Reference)], inner


def _searched(node: NodeRow) -> list[str]:
    texts: list[str] = []
    for name in _SEARCHED[node.kind]:
        value = node.properties.get(name)
        texts += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    return texts


def _pairs(folded: Iterable[str]) -> str:
    """All pairs of neighbouring characters, apart: the words of the full-text index."""
    return " ".join(sorted({text[at : at + 2] for text in folded for at in range(len(text) - 1)}))
