"""Money in portions: each with what is known of it at every level, so that whatever is added up conserves.

A portion begins as one cell of the table of expenditure (an item's basic or project expenditure), is split by the sources
that the tables of each budget print, and split on by the economic items of basic expenditure and by the projects of project
expenditure. Which of two items an economic item belongs to is not printed: the split is one of many that have the printed
sums, and `known_beside` tells beside which levels it says something true.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from graph.analysis.lineage.reading import Printed
from graph.terms import LineageLevel

Level = LineageLevel


class Station(NamedTuple):
    """Where money is at a level: a node of the graph, a kind of expenditure, or what is not disclosed."""

    key: str
    label: str
    entity: tuple[str, str] | None = None
    undisclosed: bool = False


UNKNOWN: Final = Station("undisclosed", "未披露", undisclosed=True)
"""Where money is that no document says more of."""

NOT_A_PROJECT: Final = Station("no project", "非项目支出")
"""Where basic expenditure is among projects: it is spent on none, which is no lack of disclosure."""

BESIDE_CELLS: Final = frozenset({Level.FUNDING_SOURCE, Level.FUNCTION_CLASS, Level.FUNCTION_GROUP, Level.FUNCTION_ITEM})
"""The levels that economic items and projects are not printed beside, but where only one station is possible."""

ECONOMIC: Final = frozenset({Level.ECONOMIC_CLASS, Level.ECONOMIC_ITEM})
OF_PROJECT: Final = frozenset({Level.PROJECT, Level.SUB_ITEM, Level.LEGAL_BASIS})
SPLIT: Final = ECONOMIC | OF_PROJECT


@dataclass(frozen=True, slots=True)
class Portion:
    """Some money, where it is at each level, and where that is printed; a level without a station is not disclosed."""

    fen: int
    at: Mapping[LineageLevel, Station]
    printed: Mapping[LineageLevel, Printed]
    known_beside: frozenset[LineageLevel] = BESIDE_CELLS

    def station(self, level: LineageLevel) -> Station:
        """Where it is at a level."""
        return self.at.get(level, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the money of many portions, with the stations that it has more than they."""

    fen: int
    at: Mapping[LineageLevel, Station]
    printed: Mapping[LineageLevel, Printed]


def split(portions: Sequence[Portion], shares: Iterable[Share], tolerance: int) -> list[Portion]:
    """The portions cut along shares, in their order; what no share takes stays as it is.

    Shares of more money than there is contradict the portions: then none of them is taken, unless the excess is what rounding
    may leave (`tolerance`, in fen).
    """
    shares = [share for share in shares if share.fen > 0]
    total = sum(portion.fen for portion in portions)
    if not shares or sum(share.fen for share in shares) > total + tolerance:
        return [*portions]
    known = frozenset(level for level in BESIDE_CELLS if len({portion.station(level) for portion in portions}) == 1)
    return list(_cut(portions, shares, known))


def _cut(portions: Sequence[Portion], shares: Sequence[Share], known: frozenset[LineageLevel]) -> Iterator[Portion]:
    waiting = iter(shares)
    share, left = next(waiting, None), 0
    left = share.fen if share else 0
    for portion in portions:
        rest = portion.fen
        while share and rest:
            taken = min(rest, left)
            if taken:
                yield Portion(taken, {**portion.at, **share.at}, {**portion.printed, **share.printed}, known)
            rest, left = rest - taken, left - taken
            if not left:
                share = next(waiting, None)
                left = share.fen if share else 0
        if rest:
            yield replace(portion, fen=rest, known_beside=known)
