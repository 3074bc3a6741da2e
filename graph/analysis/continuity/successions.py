"""Bodies that go on under another name, by the curated table: which follow upon which, as keys of the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.bodies import body_named
from graph.model import NodeRef
from graph.reference import organisation_successions
from graph.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Succession:
    """One body that follows upon another, as nodes (kind and key)."""

    earlier: NodeRef
    later: NodeRef
    year: int
    confidence: float
    evidence: str
    is_whole: bool


@cache
def successions() -> tuple[Succession, ...]:
    """The curated successions, for bodies that are departments and for those that are units."""
    return tuple(
        Succession(
            body_named(before, kind, None).ref,
            body_named(after, kind, None).ref,
            entry.year,
            entry.confidence,
            entry.evidence,
            entry.is_whole,
        )
        for entry in organisation_successions()
        for before in entry.before
        for after in entry.after
        for kind in OrganisationKind
    )


def following(body: NodeRef, until: int | None = None) -> set[NodeRef]:
    """All that follow upon a body, through others, too; those that do so by a year."""
    return _closure(body, {(one.earlier, one.later) for one in successions() if until is None or one.year <= until})


def followed(body: NodeRef) -> set[NodeRef]:
    """All that a body follows upon, through others, too."""
    return _closure(body, {(one.later, one.earlier) for one in successions()})


def related_bodies(bodies: Iterable[NodeRef]) -> set[NodeRef]:
    """Bodies with all that they follow upon and that follow upon them, and what these follow upon."""
    ends = {(one.earlier, one.later) for one in successions()}
    either = ends | {(later, earlier) for earlier, later in ends}
    return {other for body in bodies for other in (body, *_closure(body, either))}


def succeeding(bodies: Iterable[NodeRef]) -> frozenset[tuple[str, str]]:
    """The keys of bodies, earlier and later, of which the one follows upon the other."""
    return frozenset((body[1], later[1]) for body in bodies for later in following(body))


def _closure(body: NodeRef, pairs: set[tuple[NodeRef, NodeRef]]) -> set[NodeRef]:
    found: set[NodeRef] = set()
    waiting = [body]
    while waiting:
        one = waiting.pop()
        further = {end for start, end in pairs if start == one} - found
        found |= further
        waiting += further
    return found - {body}
