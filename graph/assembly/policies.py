"""What documents say of policies, as tallies: names, titles, issuers and links; and the policies that the names stand for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import msgspec

from graph.assembly.sources import source_row
from graph.assembly.tallies import Entry, Tallies, Tally, summed, tally_in
from graph.facts import Citation
from graph.model import NodeRef, RowValue
from graph.policies.governments import OPEN, STATE, Citing, government_of, reach_of
from graph.policies.heads import codes_to_tell_apart
from graph.policies.links import CARRYING_OUT, PolicyLink, all_bases, links_of
from graph.policies.names import APART, Name, Named, Policy, name_by_title, name_of, title_in
from graph.policies.numbers import normalise_document_number
from graph.policies.registry import NO_REGISTRY, Registry
from graph.regions import Place

CITED: Final = "cited"
TITLED: Final = "title"
SPOKEN_OF: Final = "spoken of"
ISSUED: Final = "issuer"
FORM: Final = "form"
NUMBERED: Final = "number"
CITED_IN: Final = "region"
"""What the tally of a policy counts: citations, printed titles, titles inside other titles, issuers, forms of title and number,
numbers, citing regions. That of a title counts the same, as far as no number stands beside it, and then:"""

STANDS_BESIDE: Final = "beside"
"""The names by which the title is cited where a number or a government is printed with it, each with the government."""

SAID: Final = "said"
SAID_IN: Final = "said in"
"""How often a title is printed with neither, and in which of the known regions."""

OF_TITLES: Final = (STANDS_BESIDE, SAID, SAID_IN)

BASED_ON: Final = "based on"
IMPLEMENTED_BY: Final = "implemented by"
"""The two directions of a link between policies."""


class LinkEnd(NamedTuple):
    """One end of a link between policies, as the tally of the policy at the other end counts it."""

    direction: str
    relation: str
    name: Name
    confidence: str
    reason: str
    source: str  # where the later policy is cited, as JSON

    @property
    def carries_out(self) -> bool:
        """Whether money that rests on the later policy rests on the other, too."""
        return self.relation in CARRYING_OUT

    @property
    def source_row(self) -> RowValue:
        """Where it is printed."""
        row: dict[str, object] = msgspec.json.decode(self.source)
        return row  # type: ignore[return-value] # as source_row made it


@dataclass(frozen=True)
class Policies:
    """The policies that names stand for, and what each carries out, by the tallies of titles and policies."""

    tallies: Mapping[NodeRef, Tally]
    registry: Registry = NO_REGISTRY

    @cached_property
    def named(self) -> Named:
        """The policies that titles name."""
        return Named({key: self._named(key, tally) for (kind, key), tally in self.tallies.items() if kind == "Title"})

    def policy(self, name: Name) -> Policy:
        """The policy of a name."""
        return self.named.policy(name)

    def bases(self, policy: Policy) -> frozenset[Policy]:
        """The policies that a policy carries out, through others, too."""
        return all_bases(policy, self._direct_bases)

    @cached_property
    def _direct_bases(self) -> Mapping[Policy, frozenset[Policy]]:
        return {
            key: frozenset(
                self.policy(end.name) for end in link_ends(tally) if end.direction == BASED_ON and end.carries_out
            )
            for (kind, key), tally in self.tallies.items()
            if kind == "LegalBasis"
        }

    def _named(self, title: str, tally: Tally) -> Policy:
        """The one number that stands beside the title, else its one government's, else what the registry gives it, else itself.

        A city's or a district's document is meant only if nobody else prints the title alone, and nobody with the state.
        """
        beside = [entry[1:] for entry in tally if entry[0] == STANDS_BESIDE]
        fitting = {name for name, government in beside if _is_meant(tally, government)}
        numbers = {name for name in fitting if title_in(name) is None}
        if not beside and (registered := self.registry.number_of(title)):
            numbers = {registered}
        meant = numbers or fitting
        return meant.pop() if len(meant) == 1 else f"《{title}》"


def link_ends(tally: Tally) -> Iterator[LinkEnd]:
    """The links of a policy or title, in both directions, in an order of their own."""
    for entry in sorted(tally):
        if entry[0] in {BASED_ON, IMPLEMENTED_BY}:
            yield LinkEnd(*entry)


def count_citation(tallies: Tallies, citation: Citation, citing: Citing, sha256: str) -> None:
    """Counts a citation for the policy or title that it names, with the links that it tells of."""
    own = name_of(citation, citing)
    tally_in(tallies, _holder(own)).update(_said(citation, citing.region))
    government = government_of(citation.title or "", citation.document_number, citation.issuer, citing)
    _count_title(tallies, own, citing, government)
    if citation.title and APART not in own:
        alone, governed = name_by_title(citation.title), name_by_title(citation.title, government)
        if alone != own:
            reach = reach_of(citation.title, government, citing) if citation.document_number else government
            tally_in(tallies, _holder(alone))[STANDS_BESIDE, own, reach] += 1
        if governed not in {alone, own}:
            tally_in(tallies, _holder(governed))[STANDS_BESIDE, own, OPEN] += 1
    for link in links_of(citation, citing):
        _count_link(tallies, own, link, msgspec.json.encode(source_row(sha256, citation.sources[0])).decode())
        _count_title(tallies, link.name, citing, OPEN)


def _count_title(tallies: Tallies, name: Name, citing: Citing, government: str) -> None:
    """Counts a name that is a title alone, and where nobody's document is told, in which of the table's regions it is said."""
    if title_in(name) is not None:
        tally = tally_in(tallies, _holder(name))
        tally[SAID,] += 1
        if government == OPEN and citing.region:
            tally.update((SAID_IN, part.key) for part in citing.region.path if part.code)


def _is_meant(tally: Tally, government: str) -> bool:
    """Whether a title alone may be the document of a government."""
    return government in {OPEN, STATE} or tally[SAID,] == tally[SAID_IN, government]


def settled(tallies: Tallies, registry: Registry = NO_REGISTRY) -> Tallies:
    """What is said of titles, by the policies that they name."""
    named = Policies(tallies, registry).named.by_title
    return summed(
        {
            ("LegalBasis", policy): Counter(
                {entry: count for entry, count in tallies["Title", title].items() if entry[0] not in OF_TITLES}
            )
        }
        for title, policy in named.items()
    )


def _count_link(tallies: Tallies, own: Name, link: PolicyLink, source: str) -> None:
    told = (link.relation.value, link.name, str(link.confidence), link.reason, source)
    tally_in(tallies, _holder(own))[(BASED_ON, *told)] += 1
    other = tally_in(tallies, _holder(link.name))
    other[(IMPLEMENTED_BY, link.relation.value, own, str(link.confidence), link.reason, source)] += 1
    if link.title:
        other[SPOKEN_OF, link.title] += 1


def _holder(name: Name) -> NodeRef:
    """The node whose tally counts what is said under a name."""
    title = title_in(name)
    return ("LegalBasis", name) if title is None else ("Title", title)


def _said(citation: Citation, region: Place | None) -> Iterator[Entry]:
    """What a citation says of the policy that it names.

    Of the regions that cite it those alone are told whose numbers begin alike elsewhere: the tally of a law that a whole
    country cites stays small.
    """
    yield (CITED,)
    if citation.title:
        yield TITLED, fold_wrapping(citation.title)
    if citation.issuer:
        yield ISSUED, citation.issuer
    if citation.document_number:
        yield NUMBERED, normalise_document_number(citation.document_number)
    for form in (citation.title, citation.document_number, *citation.further_numbers):
        if form:
            yield FORM, form
    for part in region.path if region else ():
        if part.key in codes_to_tell_apart():
            yield CITED_IN, part.key


def fold_wrapping(title: str) -> str:
    """A title as printed, without the white space that wrapping left in it."""
    return "".join(title.split())


def texts(tally: Tally, said: str) -> Counter[str]:
    """The texts that the tally counts under one heading."""
    return Counter({entry[1]: count for entry, count in tally.items() if entry[0] == said})
