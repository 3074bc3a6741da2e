"""What a Neo4j database is to hold for a set of documents, worked out without one."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from graph.assembly import assemble
from graph.assembly.policies import settled
from graph.assembly.projects import titles_named
from graph.assembly.tallies import summed
from graph.disclosures import DisclosureFacts
from graph.model import NodeRef
from graph.policies.registry import NO_REGISTRY
from graph.store.neo4j.kept import Kept
from graph.store.neo4j.names import labels_of
from graph.store.neo4j.reading import tally_text
from graph.store.neo4j.rows import parameters_of
from graph.store.neo4j.schema import SCHEMA, reference_of

Held: TypeAlias = tuple[dict[tuple[str, ...], dict[str, Any]], set[tuple[str, NodeRef, NodeRef]]]
"""Nodes by labels and key with all their properties, and relationships."""


def expected(documents: Iterable[DisclosureFacts]) -> Held:
    """What the database is to hold: the assembled graph, and what the store keeps for itself."""
    kept = [Kept.of(facts) for facts in documents]
    graph = assemble(one.document.facts for one in kept)
    tallies = summed(one.tallies for one in kept)
    tallies = summed([tallies, settled(tallies)])
    own = {ref: {"tally": tally_text(tally)} for ref, tally in tallies.items()}
    own |= {
        ("Disclosure", one.document.disclosure.sha256): one.state["Disclosure", one.document.disclosure.sha256]
        for one in kept
    }
    shown = {ref: parameters_of(row) for ref, row in graph.nodes.items()}
    for line, organisation in graph.edges.get("LINE_OF", ()):
        shown[line]["line_of"] = organisation[1]
    titles = {ref: {"key": ref[1]} for ref in own if ref[0] == "Title"}
    nodes = {
        (*sorted(labels_of(ref[0])), ref[1]): properties | own.get(ref, {})
        for ref, properties in (shown | titles).items()
    }
    nodes["Dataset", "dataset"] = {
        "key": "dataset",
        "version": graph.version,
        "schema": SCHEMA,
        "reference": reference_of(NO_REGISTRY),
    }
    named = {("NAMES", ("Project", key), ("Title", title)) for one in kept for key, title in titles_named(one.document)}
    return nodes, {*graph.sorted_edges(), *named}
