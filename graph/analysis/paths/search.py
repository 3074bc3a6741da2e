"""The ways between two nodes, best first: the shortest, of one length those that carry the most.

A way is followed only while it can still reach the end with the steps that are left, in one year and with one turn at most.
What it can carry at best is known before it is followed, so the first ways that are found are the best ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, NamedTuple, TypeAlias

from graph.analysis.paths.steps import ENDS, RANKS, Ref, Step, Way
from graph.plan import FundingPaths

MOST_TRIED: Final = 30_000
"""Steps that are tried at most; where it takes more, further ways are not found."""

UNBOUNDED: Final = 10**30
"""What a step without an amount can carry."""

Rank: TypeAlias = tuple[int, tuple[Ref, ...], int]
"""More money before less, then by the nodes, later years before earlier."""


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes of a path, the steps between them, and the fen that all of it can carry."""

    nodes: tuple[Ref, ...]
    steps: tuple[Step, ...]

    @property
    def fen(self) -> int | None:
        """The least amount of a step; None where no step has one."""
        amounts = (step.carries(self.year) for step in self.steps)
        return min((fen for fen in amounts if fen is not None), default=None)

    @property
    def year(self) -> int | None:
        """The year of its steps."""
        return next((step.year for step in self.steps if step.year is not None), None)

    @property
    def rank(self) -> Rank:
        """Where it stands among the paths of its length."""
        return -(self.fen or 0), self.nodes, -(self.year or 0)


class _State(NamedTuple):
    """Where a way stands: how it came there, and what it is bound to."""

    node: Ref
    way: Way | None  # of its last step
    may_turn: bool
    year: int | None


class _TooMany(Exception):
    """More steps would have to be tried."""


class Search:
    """The ways between two nodes over some steps; `is_cut` when some could not be tried."""

    def __init__(self, steps: Iterable[Step], asked: FundingPaths) -> None:
        """Over the steps around both ends."""
        self.is_cut = False
        self.tried = 0
        self._asked = asked
        self._rises = RANKS[asked.end[0]] - RANKS[asked.start[0]]
        self._widest: dict[tuple[_State, int], int] = {}
        self._beside: dict[tuple[Ref, Way], list[tuple[Ref, Step]]] = {}
        for step in steps:
            self._beside.setdefault((step.source, Way.ONWARD), []).append((step.target, step))
            self._beside.setdefault((step.target, Way.BACK), []).append((step.source, step))

    def best(self) -> list[Path]:
        """As many of the best paths as are asked for."""
        found: dict[tuple[tuple[Ref, ...], int | None], Path] = {}
        try:
            for length in range(1, self._asked.max_length + 1):
                for path in self._of_length(length):
                    found.setdefault((path.nodes, path.year), path)
                    if len(found) == self._asked.size:
                        return list(found.values())
        except _TooMany:
            self.is_cut = True
        return list(found.values())

    def _of_length(self, length: int) -> Iterator[Path]:
        """The paths of so many steps, the best first."""
        start = _State(self._asked.start, None, self._rises == 0, None)
        first = Path((start.node,), ())
        waiting: list[tuple[Rank, int, Path, _State]] = [(first.rank, 0, first, start)]
        while waiting:
            _, _, path, state = heappop(waiting)
            left = length - len(path.steps)
            if not left:
                yield path
                continue
            for step, further in self._further(state):
                carried = self._can_carry(further, left - 1)
                if carried is None or further.node in path.nodes:
                    continue
                longer = Path((*path.nodes, further.node), (*path.steps, step))
                own = UNBOUNDED if longer.fen is None else longer.fen
                rank = longer.rank if left == 1 else (-min(own, carried), longer.nodes, -UNBOUNDED)
                heappush(waiting, (rank, self.tried, longer, further))

    def _can_carry(self, state: _State, left: int) -> int | None:
        """The most that a way from here to the end with so many steps can carry; None where there is none."""
        if not left:
            return UNBOUNDED if state.node == self._asked.end else None
        if (known := self._widest.get((state, left))) is not None:
            return known if known >= 0 else None
        best = -1
        for step, further in self._further(state):
            carried = self._can_carry(further, left - 1)
            if carried is not None:
                fen = step.carries(further.year)
                best = max(best, min(carried, UNBOUNDED if fen is None else fen))
        self._widest[state, left] = best
        return best if best >= 0 else None

    def _further(self, state: _State) -> Iterator[tuple[Step, _State]]:
        """The steps that a way may take from here."""
        if state.way is None:
            ways = [way for way in Way if self._rises == 0 or (way is Way.ONWARD) == (self._rises > 0)]
        else:
            ways = [
                state.way,
                *(way for way in Way if way is not state.way and state.may_turn and state.node[0] not in ENDS),
            ]
        for way in ways:
            may_turn = state.may_turn and state.way in {None, way}
            for node, step in self._beside.get((state.node, way), ()):
                self.tried += 1
                if self.tried > MOST_TRIED:
                    raise _TooMany
                if step.year is None or state.year in {None, step.year}:
                    yield step, _State(node, way, may_turn, state.year if step.year is None else step.year)
