"""One document's change: the parts of the graph that it concerns, before and after.

Both are assembled by the functions that assemble the whole graph, from facts and tallies that the store holds:

- the nodes that many documents speak of, from their tallies without the old facts and with the new ones;
- the Disclosure and the lines of its tables, beside the other documents of the same body, kind and year;
- its projects, beside the other documents that describe them. When a number that the document prints, or no longer prints,
  says that a title is another policy, the projects that cite by this title are assembled again, too, some at a time; and so
  are those that rest on a policy which the document says to carry out another one.

A part may hold nodes that are not complete, if they are the same before and after: what is written is the difference.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from neo4j import AsyncManagedTransaction

from graph.assembly.budget_lines import add_lines
from graph.assembly.disclosures import add_disclosure
from graph.assembly.findings import add_findings, add_findings_across
from graph.assembly.organisations import department_of_own_office, departments_claiming, own_office_of_department
from graph.assembly.policies import Policies, settled
from graph.assembly.projects import ProjectIndex, project_key, titles_named
from graph.assembly.shared import add_shared, looked_at
from graph.assembly.tallies import Tallies, Tally, negated, summed
from graph.documents import Document
from graph.model import NodeRef, NodeRow
from graph.policies.names import Name, name_of
from graph.policies.registry import Registry
from graph.reconciliation.pairs import Edition, editions_around, units_listed
from graph.store.neo4j.differences import NAMES, Part, batches
from graph.store.neo4j.kept import Kept
from graph.store.neo4j.policies import linked_names, moved_titles, read_policies, redirected_policies
from graph.store.neo4j.reading import (
    read_codes_below,
    read_documents_of,
    read_editions,
    read_projects_citing,
    read_projects_resting,
    read_surroundings,
    read_tallies,
    tally_text,
)
from graph.terms import OrganisationKind

Parts: TypeAlias = tuple[Part, Part]
"""The same part of the graph before and after."""

PROJECTS_AT_ONCE: Final = 50
"""Projects assembled together: when a law's title moves, half a country's may have to be, and their facts are large."""


@dataclass(frozen=True, slots=True)
class Change:
    """A document as the store keeps it, and as it is to be kept from now on; one of them may be missing."""

    transaction: AsyncManagedTransaction
    registry: Registry
    old: Kept | None
    new: Kept | None

    async def parts(self) -> AsyncIterator[Parts]:
        """The parts of the graph that the change concerns, in the order in which they can be written."""
        documents = [kept.document for kept in (self.old, self.new) if kept]
        projects = {project_key(document, fact) for document in documents for fact in document.projects}
        said, saying = (kept.tallies if kept else {} for kept in (self.old, self.new))
        around = await read_surroundings(self.transaction, documents, _concerned(said.keys() | saying.keys()), projects)
        before, after = await self._tallies(around.tallies, summed([saying, negated(said)]))
        policies = await self._policies(linked_names(before, after), before, after)
        yield shared_part(before, policies[0]), shared_part(after, policies[1])
        yield _tables_part(self.old, around.same_edition), _tables_part(self.new, around.same_edition)
        yield await self._findings_across(documents, before, after)
        yield await self._projects(projects, around.same_projects, before, after)
        async for parts in self._moved(projects, policies, before, after):
            yield parts

    async def _tallies(self, before: Tallies, difference: Tallies) -> tuple[Tallies, Tallies]:
        """All tallies that the change concerns, before and after, from those of what the document itself speaks of."""
        after = summed([before, difference])
        difference = summed([difference, settled(after, self.registry), negated(settled(before, self.registry))])
        policies = [ref for ref in difference if ref[0] == "LegalBasis"]
        codes = [key for kind, key in before.keys() ^ after.keys() if kind == "ClassificationCode"]
        before = (
            before | await read_tallies(self.transaction, policies) | await read_codes_below(self.transaction, codes)
        )
        before |= await self._linked_to_moved(before, summed([before, difference]))
        return before, summed([before, difference])

    async def _linked_to_moved(self, before: Tallies, after: Tallies) -> Tallies:
        """The tallies of the policies that lead to one whose title is another policy now, or are led to by it."""
        moved = moved_titles(Policies(before, self.registry), Policies(after, self.registry))
        if not moved:
            return {}
        held = {ref: tally for ref, tally in before.items() if ref[0] == "LegalBasis"}
        names = linked_names(held, {ref: after[ref] for ref in after if ref[0] == "LegalBasis"})
        linked = await self._policies(names, before, after)
        refs = {("LegalBasis", one.policy(name)) for one in linked for name in names}
        return await read_tallies(self.transaction, refs - before.keys() - after.keys())

    async def _policies(self, names: Iterable[Name], before: Tallies, after: Tallies) -> tuple[Policies, Policies]:
        """The policies of names before and after, and all that they carry out."""
        return await read_policies(self.transaction, self.registry, names, before, after)

    async def _findings_across(self, documents: Sequence[Document], before: Tallies, after: Tallies) -> Parts:
        """What the document and others say against each other: others alone, too, since it may be their second edition."""
        editions: set[Edition] = set()
        for document in documents:
            editions |= editions_around(document, _claiming(document, before) | _claiming(document, after))
        sha256 = documents[0].disclosure.sha256
        others = await read_editions(self.transaction, editions, sha256)
        listed = {edition for other in (*others, *documents) for edition in units_listed(other)}
        others += await read_editions(self.transaction, listed - editions, sha256)
        others = list({other.disclosure.sha256: other for other in others}.values())
        return _across_part(_with(self.old, others)), _across_part(_with(self.new, others))

    async def _projects(
        self, keys: Collection[str], others: Sequence[Document], before: Tallies, after: Tallies
    ) -> Parts:
        """The projects that the document describes."""
        olds, news = _with(self.old, others), _with(self.new, others)
        named = await self._policies(_names_cited([*olds, *news], keys), before, after)
        return _projects_part(olds, named[0], keys), _projects_part(news, named[1], keys)

    async def _moved(
        self, own: Collection[str], policies: tuple[Policies, Policies], before: Tallies, after: Tallies
    ) -> AsyncIterator[Parts]:
        """The projects of other documents that cite by a title which is another policy now, or whose policy leads elsewhere."""
        citing = await read_projects_citing(self.transaction, moved_titles(*policies))
        citing |= await read_projects_resting(self.transaction, redirected_policies(*policies))
        for keys in batches(sorted(citing.difference(own)), PROJECTS_AT_ONCE):
            documents = _with(None, await read_documents_of(self.transaction, keys))
            named = await self._policies(_names_cited(documents, keys), before, after)
            yield _projects_part(documents, named[0], keys), _projects_part(documents, named[1], keys)


def _concerned(refs: Iterable[NodeRef]) -> set[NodeRef]:
    """Nodes with those that decide about them, and those that they decide about; of policies the titles decide."""
    own = {ref for ref in refs if ref[0] != "LegalBasis"}
    deciding = {other for ref in own for other in looked_at(ref)}
    return own | deciding | {own_office_of_department(ref) for ref in own if ref[0] == "Department"}


def _names_cited(documents: Iterable[Document], projects: Collection[str]) -> set[Name]:
    """What documents call the policies of some projects by."""
    return {
        name_of(citation, document.citing)
        for document in documents
        for fact in document.projects
        if project_key(document, fact) in projects
        for citation in fact.citations
    }


def shared_part(tallies: Tallies, policies: Policies) -> Part:
    """The nodes that many documents share, with what the store keeps of them."""
    part = Part()
    for ref, tally in tallies.items():
        add_shared(part.graph, ref, tallies, policies)
        part.graph.add(NodeRow(*ref))  # a title is a node of the store alone
        part.state[ref] = {"tally": tally_text(tally)}
    return part


def _tables_part(kept: Kept | None, others: Sequence[Document]) -> Part:
    if kept and not others:
        return kept.alone
    part = Part()
    if kept:
        add_disclosure(part.graph, kept.document)
        add_findings(part.graph, kept.document)
        part.state.update(kept.state)
    for document in _with(kept, others):
        add_lines(part.graph, document)
    return part


def _claiming(document: Document, tallies: Tallies) -> set[str]:
    """The departments that list the document's body in its year, or whose own office it is."""
    body = document.publisher
    if body is None or body.kind is not OrganisationKind.UNIT:
        return set()
    claims = departments_claiming(tallies.get(body.ref, Tally()), document.disclosure.year)
    return claims | {department_of_own_office(body.ref)[1]}


def _across_part(documents: Sequence[Document]) -> Part:
    part = Part()
    add_findings_across(part.graph, documents)
    return part


def _projects_part(documents: Sequence[Document], policies: Policies, wanted: Collection[str]) -> Part:
    part = Part()
    add_projects(part, documents, policies, wanted)
    return part


def add_projects(
    part: Part, documents: Iterable[Document], policies: Policies, wanted: Collection[str] | None = None
) -> None:
    """Adds the projects that documents describe, or the wanted ones of them, with the titles by which they cite."""
    projects = ProjectIndex(part.graph, policies, wanted)
    for document in documents:
        projects.add(document)
        for key, title in titles_named(document):
            if wanted is None or key in wanted:
                part.graph.connect(NAMES, ("Project", key), ("Title", title))


def _with(kept: Kept | None, others: Sequence[Document]) -> list[Document]:
    """The documents in the order of assembly."""
    own = [kept.document] if kept else []
    return sorted([*own, *others], key=lambda document: document.disclosure.sha256)
