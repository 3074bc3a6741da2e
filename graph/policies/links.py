"""What one policy does with another: forwards, carries out, promulgates or amends it.

Read from the policy's own title, and from what a loader found in the words around a citation. A citation of a notice that
forwards a law names the notice, and leads to the law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.facts import Citation
from graph.identity import fold_title
from graph.policies.governments import Citing
from graph.policies.names import APART, Name, Policy, name_by_title, name_of
from graph.policies.titles import documents_spoken_of
from graph.terms import LegalBasisRelation

BY_TITLE: Final = "Its title says so."
BY_UNMARKED_TITLE: Final = "Its title says so, in words without marks."

CARRYING_OUT: Final = (LegalBasisRelation.FORWARDS, LegalBasisRelation.IMPLEMENTS, LegalBasisRelation.PROMULGATES)
"""Relations by which money that rests on one policy rests on the other, too; a change of a law carries nothing out."""


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """What a cited policy does with another one, under the name and the title by which that one is spoken of.

    `confidence` is 1 where it is printed, and less for a judgement; `reason` says on what it rests.
    """

    relation: LegalBasisRelation
    name: Name
    title: str | None
    confidence: float
    reason: str


def links_of(citation: Citation, citing: Citing) -> Iterator[PolicyLink]:
    """The policies that the cited one forwards, carries out, promulgates or amends."""
    own = name_of(citation, citing)
    if APART in own:
        return
    meant = {fold_title(related.spoken_of) for related in citation.related if related.spoken_of}
    for spoken in documents_spoken_of(citation.title or ""):
        if spoken.title not in meant and (name := name_by_title(spoken.title)) != own:
            reason = BY_TITLE if spoken.confidence == 1 else BY_UNMARKED_TITLE
            yield PolicyLink(spoken.relation, name, spoken.title, spoken.confidence, reason)
    for related in citation.related:
        if (name := name_of(related, citing)) != own:
            yield PolicyLink(related.relation, name, related.title, related.confidence, related.reason)


def all_bases(policy: Policy, direct: Mapping[Policy, frozenset[Policy]]) -> frozenset[Policy]:
    """The policies that a policy carries out, through others, too; a circle of them ends where it began."""
    found: set[Policy] = set()
    waiting = [policy]
    while waiting:
        for base in direct.get(waiting.pop(), frozenset()):
            if base not in found and base != policy:
                found.add(base)
                waiting.append(base)
    return frozenset(found)
