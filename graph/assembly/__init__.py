"""Facts → graph: the same nodes, relationships and keys for the same set of facts, in whatever order they come.

Documents are taken by their sha256, so that load order, repetition and the number of worker processes leave no trace; what
needs knowledge of all documents (which citations name one policy) is decided before the first node is made.
"""

import hashlib
from collections.abc import Iterable

import msgspec

from graph.assembly.budget_lines import CodeIndex, add_lines
from graph.assembly.legal_bases import LegalBasisIndex
from graph.assembly.organisations import OrganisationIndex, region_of
from graph.assembly.projects import ProjectPlace, add_project
from graph.assembly.sources import source_row
from graph.facts import DisclosureFacts, OrganisationMention, ProjectFact, StatedFigure, UnreadLine
from graph.model import Graph, NodeRef, NodeRow, RowValue
from graph.reference import RegionEntry, funding_sources
from graph.terms import OrganisationKind


def assemble(facts: Iterable[DisclosureFacts]) -> Graph:
    """The graph of a set of disclosures; a document that comes twice counts once."""
    documents = {one.disclosure.sha256: one for one in facts}
    ordered = [documents[sha256] for sha256 in sorted(documents)]
    graph = Graph(version=_version(ordered))
    policies = LegalBasisIndex.of(
        citation
        for document in ordered
        for fact in document.facts
        if isinstance(fact, ProjectFact)
        for citation in fact.citations
    )
    for row in policies.rows():
        graph.add(row)
    _add_funding_sources(graph)
    organisations = OrganisationIndex(graph)
    codes = CodeIndex(graph)
    for document in ordered:
        _add_document(graph, organisations, codes, policies, document)
    organisations.finish()
    codes.finish()
    return graph


def _version(documents: list[DisclosureFacts]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(msgspec.msgpack.encode(document))
    return digest.hexdigest()[:16]


def _add_funding_sources(graph: Graph) -> None:
    for code, entry in funding_sources().items():
        row = graph.add(NodeRow("FundingSource", code))
        row.properties.update(code=code, name=entry.name)
        if entry.parent:
            graph.connect("PART_OF_SOURCE", row.ref, ("FundingSource", entry.parent))


def _add_document(
    graph: Graph,
    organisations: OrganisationIndex,
    codes: CodeIndex,
    policies: LegalBasisIndex,
    document: DisclosureFacts,
) -> None:
    disclosure = document.disclosure
    node = graph.add(NodeRow("Disclosure", disclosure.sha256))
    node.properties.update(
        title=disclosure.title,
        kind=disclosure.kind.value,
        year=disclosure.year,
        file_name=disclosure.file_name,
        sha256=disclosure.sha256,
        page_count=disclosure.page_count,
    )
    region = _region(document)
    publisher = None
    if disclosure.organisation and disclosure.organisation_kind:
        publisher = organisations.resolve(disclosure.organisation, disclosure.organisation_kind, region)
        graph.connect("PUBLISHED_BY", node.ref, publisher)
    node.values["coverage"] = (_coverage(document),)
    node.values["stated_figures"] = tuple(
        _stated_figure(disclosure.sha256, fact) for fact in document.facts if isinstance(fact, StatedFigure)
    )
    for fact in document.facts:
        if isinstance(fact, OrganisationMention):
            _add_mention(graph, organisations, region, publisher, fact)
        elif isinstance(fact, ProjectFact):
            add_project(graph, organisations, policies, ProjectPlace(disclosure, region, publisher), fact)
    if publisher:
        add_lines(graph, codes, document, publisher)


def _region(document: DisclosureFacts) -> RegionEntry | None:
    """Where the document stands: the region that its body's name says, else the one that its title says."""
    disclosure = document.disclosure
    return region_of(disclosure.organisation or "") or region_of(disclosure.title)


def _add_mention(
    graph: Graph,
    organisations: OrganisationIndex,
    region: RegionEntry | None,
    publisher: NodeRef | None,
    mention: OrganisationMention,
) -> None:
    department = (
        organisations.resolve(mention.department, OrganisationKind.DEPARTMENT, region)
        if mention.department
        else publisher
    )
    if mention.is_own_office and department:
        named = organisations.own_office(department, mention.name)
    else:
        named = organisations.resolve(mention.name, mention.kind, region)
    if mention.kind is OrganisationKind.UNIT and department and department[0] == "Department":
        graph.connect("UNIT_OF", named, department)


def _coverage(document: DisclosureFacts) -> RowValue:
    coverage, sha256 = document.coverage, document.disclosure.sha256
    return {
        "tables_found": coverage.tables_found,
        "tables_expected": coverage.tables_expected,
        "rows_read": coverage.rows_read,
        "unread_lines": len(coverage.unread),
        "unread": tuple(_unread(sha256, line) for line in coverage.unread),
    }


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
