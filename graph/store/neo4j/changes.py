"""One document's change: the parts of the graph that it concerns, before and after.

Both are assembled by the functions that assemble the whole graph, from facts and tallies that the store holds:

- the nodes that many documents speak of, from their tallies without the old facts and with the new ones;
- the Disclosure and the lines of its tables, beside the other documents of the same body, kind and year;
- its projects, beside the other documents that describe them. When a number that the document prints, or no longer prints,
  says that a title is another policy, the projects that cite by this title are assembled again, too, some at a time.

A part may hold nodes that are not complete, if they are the same before and after: what is written is the difference.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from neo4j import AsyncManagedTransaction

from graph.assembly.budget_lines import add_lines
from graph.assembly.disclosures import add_disclosure
from graph.assembly.documents import Document
from graph.assembly.legal_bases import Policies, policies_named, settled
from graph.assembly.organisations import own_office_of_department
from graph.assembly.projects import ProjectIndex, project_key, titles_named
from graph.assembly.shared import add_shared, looked_at
from graph.assembly.tallies import Tallies, negated, summed
from graph.model import NodeRef, NodeRow
from graph.store.neo4j.differences import NAMES, Part, batches
from graph.store.neo4j.kept import Kept
from graph.store.neo4j.reading import (
    read_codes_below,
    read_documents_of,
    read_projects_citing,
    read_surroundings,
    read_tallies,
    tally_text,
)

Parts: TypeAlias = tuple[Part, Part]
"""The same part of the graph before and after."""

PROJECTS_AT_ONCE: Final = 50
"""Projects assembled together: when a law's title moves, half a country's may have to be, and their facts are large."""


@dataclass(frozen=True, slots=True)
class Change:
    """A document as the store keeps it, and as it is to be kept from now on; one of them may be missing."""

    transaction: AsyncManagedTransaction
    old: Kept | None
    new: Kept | None

    async def parts(self) -> AsyncIterator[Parts]:
        """The parts of the graph that the change concerns, in the order in which they can be written."""
        documents = [kept.document for kept in (self.old, self.new) if kept]
        projects = {project_key(document, fact) for document in documents for fact in document.projects}
        said, saying = (kept.tallies if kept else {} for kept in (self.old, self.new))
        around = await read_surroundings(self.transaction, documents, _concerned(said.keys() | saying.keys()), projects)
        before, after = await self._tallies(around.tallies, summed([saying, negated(said)]))
        yield shared_part(before), shared_part(after)
        yield _tables_part(self.old, around.same_edition), _tables_part(self.new, around.same_edition)
        policies = policies_named(before), policies_named(after)
        yield await self._projects(projects, around.same_projects, *policies)
        async for parts in self._moved(projects, *policies):
            yield parts

    async def _tallies(self, before: Tallies, difference: Tallies) -> tuple[Tallies, Tallies]:
        """All tallies that the change concerns, before and after, from those of what the document itself speaks of."""
        after = summed([before, difference])
        difference = summed([difference, settled(after), negated(settled(before))])
        policies = [ref for ref in difference if ref[0] == "LegalBasis"]
        codes = [key for kind, key in before.keys() ^ after.keys() if kind == "ClassificationCode"]
        before = (
            before | await read_tallies(self.transaction, policies) | await read_codes_below(self.transaction, codes)
        )
        return before, summed([before, difference])

    async def _projects(
        self, keys: Collection[str], others: Sequence[Document], before: Policies, after: Policies
    ) -> Parts:
        """The projects that the document describes."""
        unmoved = await self._policies_named(others, keys, before.keys() | after.keys())
        return (
            _projects_part(_with(self.old, others), {**unmoved, **before}, keys),
            _projects_part(_with(self.new, others), {**unmoved, **after}, keys),
        )

    async def _moved(self, own: Collection[str], before: Policies, after: Policies) -> AsyncIterator[Parts]:
        """The projects of other documents that cite by a title which is another policy now."""
        titles = [title for title in before.keys() & after.keys() if before[title] != after[title]]
        citing = await read_projects_citing(self.transaction, titles)
        for keys in batches(sorted(citing.difference(own)), PROJECTS_AT_ONCE):
            documents = _with(None, await read_documents_of(self.transaction, keys))
            unmoved = await self._policies_named(documents, keys, before.keys() | after.keys())
            yield (
                _projects_part(documents, {**unmoved, **before}, keys),
                _projects_part(documents, {**unmoved, **after}, keys),
            )

    async def _policies_named(
        self, documents: Iterable[Document], projects: Collection[str], known: Collection[str]
    ) -> Policies:
        """The policies of the titles by which documents cite for some projects, but for those that are known."""
        titles = {title for document in documents for key, title in titles_named(document) if key in projects}
        return policies_named(
            await read_tallies(self.transaction, [("Title", title) for title in titles.difference(known)])
        )


def _concerned(refs: Iterable[NodeRef]) -> set[NodeRef]:
    """Nodes with those that decide about them, and those that they decide about; of policies the titles decide."""
    own = {ref for ref in refs if ref[0] != "LegalBasis"}
    deciding = {other for ref in own for other in looked_at(ref)}
    return own | deciding | {own_office_of_department(ref) for ref in own if ref[0] == "Department"}


def shared_part(tallies: Tallies) -> Part:
    """The nodes that many documents share, with what the store keeps of them."""
    part = Part()
    for ref, tally in tallies.items():
        add_shared(part.graph, ref, tallies)
        part.graph.add(NodeRow(*ref))  # a title is a node of the store alone
        part.state[ref] = {"tally": tally_text(tally)}
    return part


def _tables_part(kept: Kept | None, others: Sequence[Document]) -> Part:
    if kept and not others:
        return kept.alone
    part = Part()
    if kept:
        add_disclosure(part.graph, kept.document)
        part.state.update(kept.state)
    for document in _with(kept, others):
        add_lines(part.graph, document)
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
