"""Facts → graph: the same nodes, relationships and keys for the same set of facts, in whatever order they come.

Documents are taken by their sha256, so that load order, repetition and the number of worker processes leave no trace; what
needs knowledge of all documents (which citations name one policy) is decided before the first node is made. What has no
place in the graph because no body is known for it is told with the document, as unread.
"""

import hashlib
from collections.abc import Iterable

import msgspec

from graph.assembly.budget_lines import CodeIndex, add_lines
from graph.assembly.legal_bases import LegalBasisIndex
from graph.assembly.organisations import OrganisationIndex
from graph.assembly.projects import ProjectIndex, ProjectPlace
from graph.assembly.regions import Place, region_of
from graph.assembly.sources import source_row
from graph.facts import DisclosureFacts, LineItem, OrganisationMention, ProjectFact, StatedFigure, UnreadLine
from graph.model import Graph, NodeRow, RowValue
from graph.reference import funding_sources
from graph.terms import OrganisationKind


def assemble(facts: Iterable[DisclosureFacts]) -> Graph:
    """The graph of a set of disclosures; a document that comes twice counts once."""
    documents = {one.disclosure.sha256: one for one in facts}
    ordered = [documents[sha256] for sha256 in sorted(documents)]
    graph = Graph(version=_version(ordered))
    policies = LegalBasisIndex.of(
        (citation, _region(document))
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
    projects = ProjectIndex(graph, organisations, policies)
    for document in ordered:
        _add_document(graph, organisations, codes, projects, document)
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
    projects: ProjectIndex,
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
    node.values["coverage"] = (_coverage(document, _without_a_body(document) if publisher is None else ()),)
    node.values["stated_figures"] = tuple(
        _stated_figure(disclosure.sha256, fact) for fact in document.facts if isinstance(fact, StatedFigure)
    )
    place = ProjectPlace(disclosure, region, publisher)
    for fact in document.facts:
        if isinstance(fact, OrganisationMention):
            _add_mention(organisations, place, fact)
        elif isinstance(fact, ProjectFact):
            projects.add(place, fact)
    if publisher:
        add_lines(graph, codes, document, publisher)


def _region(document: DisclosureFacts) -> Place | None:
    """Where the document stands: the region that its body's name says, read beside the one that its title says."""
    titled = region_of(document.disclosure.title)
    return region_of(document.disclosure.organisation or "", titled) or titled


def _add_mention(organisations: OrganisationIndex, place: ProjectPlace, mention: OrganisationMention) -> None:
    department = (
        organisations.resolve(mention.department, OrganisationKind.DEPARTMENT, place.region)
        if mention.department
        else place.publisher
    )
    if mention.is_own_office:
        if department is None:
            return  # told by _without_a_body: 本部 of no department is no body
        named = organisations.own_office(department, mention.name)
    else:
        named = organisations.resolve(mention.name, mention.kind, place.region)
    if mention.kind is OrganisationKind.UNIT and department and department[0] == "Department":
        organisations.claim(named, department, place.disclosure.year)


def _without_a_body(document: DisclosureFacts) -> Iterable[UnreadLine]:
    """The amounts and own offices of a document whose body could not be decided: they belong to no node of the graph."""
    for fact in document.facts:
        if isinstance(fact, LineItem):
            yield UnreadLine(fact.source, "an amount of a document whose body could not be decided")
        elif isinstance(fact, OrganisationMention) and fact.is_own_office and not fact.department:
            yield UnreadLine(fact.source, "the own office of a department that could not be decided")


def _coverage(document: DisclosureFacts, without_body: Iterable[UnreadLine]) -> RowValue:
    coverage, sha256 = document.coverage, document.disclosure.sha256
    unread = (*coverage.unread, *without_body)
    return {
        "tables_found": coverage.tables_found,
        "tables_expected": coverage.tables_expected,
        "rows_read": coverage.rows_read,
        "unread_lines": len(unread),
        "unread": tuple(_unread(sha256, line) for line in unread),
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
