"""Rules of reconciliation that are not kept → Finding nodes: those within a document, and those between documents."""

from collections.abc import Iterable

from graph.assembly.sources import source_row
from graph.disclosures import Finding
from graph.documents import Document
from graph.facts import Source
from graph.model import Graph, NodeRow, RowValue
from graph.reconciliation import Evidence, reconcile_across
from graph.terms import CheckStatus


def add_findings(graph: Graph, document: Document) -> None:
    """Adds what the loader found in the document itself."""
    sha256 = document.disclosure.sha256
    for finding in document.facts.checks.findings:
        node = _node(graph, f"{finding.rule}/{sha256}/{finding.subject}", finding, (sha256,))
        _place(node, _printed(sha256, finding.expected_sources), _printed(sha256, finding.actual_sources))


def add_findings_across(graph: Graph, documents: Iterable[Document]) -> None:
    """Adds what documents say against each other."""
    for outcome in reconcile_across(tuple(documents)):
        if outcome.status is CheckStatus.FAILED:
            node = _node(graph, outcome.key, outcome.finding, outcome.sha256s)
            _place(node, _evidence(outcome.expected_sources), _evidence(outcome.actual_sources))


def _node(graph: Graph, key: str, finding: Finding, documents: Iterable[str]) -> NodeRow:
    node = graph.add(NodeRow("Finding", key))
    node.properties.update(
        rule=finding.rule,
        severity=finding.severity.value,
        subject=finding.subject,
        message=finding.message,
        expected=finding.expected,
        actual=finding.actual,
        expected_text=finding.expected_text,
        actual_text=finding.actual_text,
    )
    for sha256 in documents:
        graph.connect("FOUND_IN", node.ref, ("Disclosure", sha256))
    return node


def _place(node: NodeRow, expected: tuple[RowValue, ...], actual: tuple[RowValue, ...]) -> None:
    """Says where both sides are printed."""
    node.values.update(sources=(*expected, *actual), expected_sources=expected, actual_sources=actual)


def _printed(sha256: str, sources: Iterable[Source]) -> tuple[RowValue, ...]:
    return tuple(source_row(sha256, source) for source in sources)


def _evidence(places: Iterable[Evidence]) -> tuple[RowValue, ...]:
    return tuple(source_row(place.sha256, place.source) for place in places)
