"""A document → its Disclosure node: what it is, what was understood of it, and the figures of its sentences."""

from collections.abc import Iterable

from graph.assembly.sources import source_row
from graph.disclosures import UnreadLine
from graph.documents import Document
from graph.facts import LineItem, OrganisationMention, StatedFigure
from graph.model import Graph, NodeRow, RowValue


def add_disclosure(graph: Graph, document: Document) -> None:
    """Adds the document with the body that published it, if that could be decided."""
    disclosure, facts = document.disclosure, document.facts
    node = graph.add(NodeRow("Disclosure", disclosure.sha256))
    node.properties.update(
        title=disclosure.title,
        kind=disclosure.kind.value,
        year=disclosure.year,
        file_name=disclosure.file_name,
        sha256=disclosure.sha256,
        page_count=disclosure.page_count,
    )
    node.values["coverage"] = (_coverage(document),)
    node.values["stated_figures"] = tuple(
        _stated_figure(disclosure.sha256, fact) for fact in facts.facts if isinstance(fact, StatedFigure)
    )
    if document.publisher:
        graph.connect("PUBLISHED_BY", node.ref, document.publisher.ref)


def _coverage(document: Document) -> RowValue:
    coverage, sha256 = document.facts.coverage, document.disclosure.sha256
    checks = document.facts.checks
    unread = (*coverage.unread, *(() if document.publisher else _without_a_body(document)))
    return {
        "tables_found": coverage.tables_found,
        "tables_expected": coverage.tables_expected,
        "rows_read": coverage.rows_read,
        "unread_lines": len(unread),
        "checks_run": checks.passed + len(checks.findings),
        "checks_failed": len(checks.findings),
        "checks_not_run": checks.not_executable,
        "unread": tuple(_unread(sha256, line) for line in unread),
    }


def _without_a_body(document: Document) -> Iterable[UnreadLine]:
    """The amounts and own offices of a document whose body could not be decided: they belong to no node of the graph."""
    for fact in document.facts.facts:
        if isinstance(fact, LineItem):
            yield UnreadLine(fact.source, "an amount of a document whose body could not be decided")
        elif isinstance(fact, OrganisationMention) and fact.is_own_office and not fact.department:
            yield UnreadLine(fact.source, "the own office of a department that could not be decided")


def _unread(sha256: str, line: UnreadLine) -> RowValue:
    return {"reason": line.reason, "source": source_row(sha256, line.source)}


def _stated_figure(sha256: str, figure: StatedFigure) -> RowValue:
    return {
        "topic": figure.topic.value,
        "stage": figure.stage.value,
        "year": figure.year,
        "label": figure.label,
        "code": figure.code,
        "amount": figure.amount.fen if figure.amount else None,
        "count": figure.count,
        "compared_year": figure.compared_year,
        "direction": figure.direction.value if figure.direction else None,
        "change": figure.change.fen if figure.change else None,
        "ratio": figure.ratio,
        "sources": (source_row(sha256, figure.source),),
    }
