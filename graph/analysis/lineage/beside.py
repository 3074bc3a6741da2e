"""What a department spends beside its units' documents: their cells taken out of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.analysis.lineage.portions import FUNCTIONS, UNKNOWN, Level, Portion


class _Cell(NamedTuple):
    """What tells a cell of one document from the others, from whichever sources it is paid."""

    code: str | None
    kind: str

    @classmethod
    def of(cls, portion: Portion) -> "_Cell":
        codes = (portion.station(level) for level in reversed(FUNCTIONS))
        kind = portion.station(Level.EXPENDITURE_KIND)
        return cls(
            next((code.key for code in codes if not code.undisclosed), None),
            UNKNOWN.key if kind.undisclosed else kind.key,
        )


def beside_units(own: Sequence[Portion], units: Sequence[Sequence[Portion]]) -> list[Portion] | None:
    """What a department spends beside its units' documents; None where one of them spends more in a cell than it does."""
    theirs = _by_cell([portion for portions in units for portion in portions])
    rest: list[Portion] = []
    for cell, portions in _by_cell(own).items():
        left = _left(portions, theirs.pop(cell, ()))
        if left is None:
            return None
        rest += left
    lacking = any(sum(one.fen - one.rounding for one in portions) > 0 for portions in theirs.values())
    return None if lacking else rest


def _by_cell(portions: Sequence[Portion]) -> dict[_Cell, list[Portion]]:
    found: dict[_Cell, list[Portion]] = {}
    for portion in portions:
        found.setdefault(_Cell.of(portion), []).append(portion)
    return found


def _left(own: Sequence[Portion], theirs: Sequence[Portion]) -> list[Portion] | None:
    """A cell of the department without what its units spend of it, source by source where both know the source.

    What one of them does not know the source of is taken from the others' money together, so of what is left none is known
    either, unless only one source is possible.
    """
    if not theirs:
        return [*own]
    rounding = sum(one.rounding for one in (*own, *theirs))
    mine, taken = _by_source(own), _by_source(theirs)
    left = {source: max(0, fen - taken[source]) for source, fen in mine.items()}
    beyond = {source: fen - mine[source] for source, fen in taken.items() if fen > mine[source]}
    open_ = beyond.pop(UNKNOWN.key, 0) + (sum(beyond.values()) if UNKNOWN.key in mine else 0)
    if (
        any(fen > rounding for fen in beyond.values() if UNKNOWN.key not in mine)
        or sum(left.values()) < open_ - rounding
    ):
        return None
    of_unknown = min(open_, left.get(UNKNOWN.key, 0))
    open_ -= of_unknown
    if UNKNOWN.key in left:
        left[UNKNOWN.key] -= of_unknown
    sources = [source for source, fen in left.items() if fen]
    if open_ and len(sources) > 1:
        at = {**own[0].at, Level.FUNDING_SOURCE: UNKNOWN}
        whole = max(0, sum(left.values()) - open_)
        return [replace(own[0], fen=whole, at=at)] if whole else []
    if open_ and sources:
        left[sources[0]] = max(0, left[sources[0]] - open_)
    return list(_taken(own, left))


def _by_source(portions: Sequence[Portion]) -> Counter[str]:
    found: Counter[str] = Counter()
    for portion in portions:
        found[portion.station(Level.FUNDING_SOURCE).key] += portion.fen
    return found


def _taken(portions: Sequence[Portion], left: Mapping[str, int]) -> Iterator[Portion]:
    """So much of the portions as is left of each source."""
    remaining = dict(left)
    for portion in portions:
        source = portion.station(Level.FUNDING_SOURCE).key
        if fen := min(portion.fen, remaining[source]):
            remaining[source] -= fen
            yield replace(portion, fen=fen)
