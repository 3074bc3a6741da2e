"""Money in portions: each with what is known of it at every level, so that whatever is added up conserves.

A portion begins as one cell of the table of expenditure (an item's basic or project expenditure), is split by the sources
that the tables of each budget print, and split on by the economic items of basic expenditure and by the projects of project
expenditure. Which of two items an economic item belongs to is not printed: the split is one of many that have the printed
sums, and `known_beside` tells beside which levels it says something true.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from graph.analysis.lineage.bodies import Printed
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

ROUNDED: Final = Station("rounding", "四舍五入差额", undisclosed=True)
"""Where money is by which rounded figures of one sum differ: 基本支出 is 2336.92万元, and its economic items are 2336.94万元."""

NOT_A_PROJECT: Final = Station("no project", "非项目支出")
"""Where basic expenditure is among projects: it is spent on none, which is no lack of disclosure."""

PLACES: Final = (Level.REGION, Level.DEPARTMENT, Level.UNIT)
FUNCTIONS: Final = (Level.FUNCTION_CLASS, Level.FUNCTION_GROUP, Level.FUNCTION_ITEM)
CELL_LEVELS: Final = (*PLACES, Level.EXPENDITURE_KIND, *FUNCTIONS)

BESIDE: Final = frozenset({Level.UNIT, Level.FUNDING_SOURCE, *FUNCTIONS})
"""The levels that economic items and projects are not printed beside, but where only one station is possible."""

ECONOMIC: Final = frozenset({Level.ECONOMIC_CLASS, Level.ECONOMIC_ITEM})
OF_PROJECT: Final = frozenset({Level.PROJECT, Level.SUB_ITEM, Level.LEGAL_BASIS})
SPLIT: Final = ECONOMIC | OF_PROJECT


@dataclass(frozen=True, slots=True)
class Portion:
    """Some money, where it is at each level, and where that is printed; a level without a station is not disclosed.

    `excess_of` are the levels whose printed figures come to more than the others': it is money only where they are told.
    """

    fen: int
    at: Mapping[LineageLevel, Station]
    printed: Mapping[LineageLevel, Printed]
    rounding: int = 0  # by how much it may differ from what is printed, in fen
    known_beside: frozenset[LineageLevel] = BESIDE
    excess_of: frozenset[LineageLevel] = frozenset()

    def station(self, level: LineageLevel) -> Station:
        """Where it is at a level."""
        return self.at.get(level, UNKNOWN)

    def is_told_at(self, levels: Collection[LineageLevel]) -> bool:
        """Whether it is money where some levels are told."""
        return not self.excess_of or any(level in self.excess_of for level in levels)


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the money of many portions, with the stations that it has more than they."""

    fen: int
    at: Mapping[LineageLevel, Station]
    printed: Mapping[LineageLevel, Printed]
    rounding: int = 0


def total_of(portions: Iterable[Portion]) -> int:
    """What portions come to, in fen."""
    return sum(portion.fen for portion in portions)


def fits(portions: Sequence[Portion], shares: Sequence[Share]) -> bool:
    """Whether shares are no more money than there is, but for what rounding explains."""
    rounding = sum(portion.rounding for portion in portions) + sum(share.rounding for share in shares)
    return sum(share.fen for share in shares) <= total_of(portions) + rounding


def split(portions: Sequence[Portion], shares: Sequence[Share]) -> list[Portion]:
    """The portions cut along shares that fit, in their order; what no share takes stays as it is.

    Shares that rounding makes more than there is keep their printed amounts: the difference is money of no known cell.
    """
    shares = [share for share in shares if share.fen > 0]
    if not portions or not shares:
        return [*portions]
    known = frozenset(level for level in BESIDE if len({portion.station(level) for portion in portions}) == 1)
    levels = frozenset(level for share in shares for level in share.printed)
    cells = tuple(source for portion in portions for source in portion.printed.get(Level.EXPENDITURE_KIND, ()))
    return list(_cut(portions, shares, known, dict.fromkeys(levels, cells)))


def _cut(
    portions: Sequence[Portion],
    shares: Sequence[Share],
    known: frozenset[LineageLevel],
    uncut: Mapping[LineageLevel, Printed],
) -> Iterator[Portion]:
    """`uncut` is what prints the levels of the money that no share takes: any of the cells may be what is left."""
    waiting = iter(shares)
    share, left = next(waiting, None), 0
    left = share.fen if share else 0
    for portion in portions:
        rest, beside = portion.fen, known & portion.known_beside
        while share and rest:
            taken = min(rest, left)
            yield replace(
                portion,
                fen=taken,
                at={**portion.at, **share.at},
                printed={**portion.printed, **share.printed},
                known_beside=beside,
            )
            rest, left = rest - taken, left - taken
            if not left:
                share = next(waiting, None)
                left = share.fen if share else 0
        if rest:
            yield replace(portion, fen=rest, printed={**portion.printed, **uncut}, known_beside=beside)
    while share:
        yield _excess(portions, share, left)
        share = next(waiting, None)
        left = share.fen if share else 0


def _excess(portions: Sequence[Portion], share: Share, fen: int) -> Portion:
    """What a share has more than there is left of the portions."""
    places = {level: portions[0].station(level) for level in PLACES}
    common = {
        level: station
        for level, station in places.items()
        if not station.undisclosed and all(portion.station(level) == station for portion in portions)
    }
    cells = dict.fromkeys((Level.FUNDING_SOURCE, Level.EXPENDITURE_KIND, *FUNCTIONS), ROUNDED)
    (printed, *_) = share.printed.values()
    everywhere = dict.fromkeys((Level.FUNDING_SOURCE, *CELL_LEVELS), printed)
    return Portion(fen, {**cells, **common, **share.at}, {**everywhere, **share.printed}, excess_of=frozenset(share.at))
