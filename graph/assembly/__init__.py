"""Facts → graph: the same nodes, relationships and keys for the same set of facts, in whatever order they come.

Documents are taken by their sha256, so that load order, repetition and the number of worker processes leave no trace. A
node that few documents speak of is assembled from their facts (`disclosures`, `budget_lines`, `projects`); one that many
share is a function of the sum of what each adds (`tallies`, `shared`). A store that changes one document at a time uses the
same functions over the documents and tallies that the change concerns. What has no place in the graph because no body is
known for it is told with the document, as unread.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from graph.assembly.budget_lines import add_lines
from graph.assembly.disclosures import add_disclosure
from graph.assembly.findings import add_findings, add_findings_across
from graph.assembly.policies import TITLED, Policies, settled, texts
from graph.assembly.projects import ProjectIndex
from graph.assembly.shared import add_shared, tallies_of
from graph.assembly.tallies import summed
from graph.disclosures import DisclosureFacts
from graph.documents import Document
from graph.model import Graph, NodeRow
from graph.policies.registry import NO_REGISTRY, Registry
from graph.reference import funding_sources

NO_FACTS: Final = "0" * 16
"""The version of a graph without a document and without a registry."""


def assemble(facts: Iterable[DisclosureFacts], registry: Registry = NO_REGISTRY) -> Graph:
    """The graph of a set of disclosures; a document that comes twice counts once. A registry enriches the policies."""
    unique = {one.disclosure.sha256: one for one in facts}
    documents = [Document.of(unique[sha256]) for sha256 in sorted(unique)]
    graph = Graph(version=changed_version(empty_version(registry), come=[digest_of(one) for one in unique.values()]))
    tallies = summed(map(tallies_of, documents))
    tallies = summed([tallies, settled(tallies, registry)])
    policies = Policies(tallies, registry)
    add_funding_sources(graph)
    for ref in tallies:
        add_shared(graph, ref, tallies, policies)
    projects = ProjectIndex(graph, policies)
    for document in documents:
        add_disclosure(graph, document)
        add_lines(graph, document)
        add_findings(graph, document)
        projects.add(document)
    add_findings_across(graph, documents)
    return graph


@dataclass(frozen=True, slots=True)
class RegistryMatches:
    """How many policies a registry enriches, leaves since more than one entry may be meant, and does not know."""

    entries: int
    policies: int
    matched: int
    ambiguous: int

    @property
    def unknown(self) -> int:
        """Policies that the registry does not hold."""
        return self.policies - self.matched - self.ambiguous


def registry_matches(facts: Iterable[DisclosureFacts], registry: Registry) -> RegistryMatches:
    """What a registry says of the policies that disclosures cite."""
    tallies = summed(tallies_of(Document.of(one)) for one in facts)
    tallies = summed([tallies, settled(tallies, registry)])
    policies = [(key, texts(tally, TITLED)) for (kind, key), tally in tallies.items() if kind == "LegalBasis"]
    matched = sum(registry.of(*policy) is not None for policy in policies)
    held = sum(registry.may_hold(*policy) for policy in policies)
    return RegistryMatches(len(registry.entries), len(policies), matched, held - matched)


def add_funding_sources(graph: Graph) -> None:
    """Adds the fixed tree of funding sources, which no document changes."""
    for code, entry in funding_sources().items():
        row = graph.add(NodeRow("FundingSource", code))
        row.properties.update(code=code, name=entry.name)
        if entry.parent:
            graph.connect("PART_OF_SOURCE", row.ref, ("FundingSource", entry.parent))


def digest_of(facts: DisclosureFacts) -> str:
    """16 hexadecimal digits that differ when a document's facts do."""
    return hashlib.sha256(msgspec.msgpack.encode(facts)).hexdigest()[:16]


def empty_version(registry: Registry) -> str:
    """The version of a graph without a document."""
    return registry.digest or NO_FACTS


def changed_version(version: str, *, gone: Sequence[str] = (), come: Sequence[str] = ()) -> str:
    """The version after documents went and came, by their digests: their sum, so that it can be told without the others."""
    total = int(version, 16) - sum(int(digest, 16) for digest in gone) + sum(int(digest, 16) for digest in come)
    return f"{total % 2**64:016x}"
