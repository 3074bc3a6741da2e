"""Bodies that go on under another name, by the curated table: which follow upon which, as keys of the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph.bodies import body_named
from graph.reference import organisation_successions
from graph.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Succession:
    """One body that follows upon another, as nodes (kind and key)."""

    earlier: tuple[str, str]
    later: tuple[str, str]
    year: int
    confidence: float
    evidence: str


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
        )
        for entry in organisation_successions()
        for before in entry.before
        for after in entry.after
        for kind in OrganisationKind
    )


def related_bodies(units: Iterable[str]) -> set[str]:
    """Units with all that they follow upon and that follow upon them."""
    found: set[str] = set()
    waiting = [unit for unit in units if unit]
    while waiting:
        unit = waiting.pop()
        if unit in found:
            continue
        found.add(unit)
        for one in successions():
            if ("Unit", unit) in {one.earlier, one.later}:
                waiting += [one.earlier[1], one.later[1]]
    return found


def succeeding(units: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The pairs of units, earlier and later, of which the one follows upon the other, through others, too."""
    own = set(units)
    direct: dict[str, set[str]] = {}
    for one in successions():
        if one.earlier[0] == "Unit":
            direct.setdefault(one.earlier[1], set()).add(one.later[1])
    pairs: set[tuple[str, str]] = set()
    for unit in own:
        waiting, seen = list(direct.get(unit, ())), set[str]()
        while waiting:
            later = waiting.pop()
            if later not in seen:
                seen.add(later)
                waiting += direct.get(later, ())
        pairs |= {(unit, later) for later in seen}
    return frozenset(pairs)
