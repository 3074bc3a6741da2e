"""Portions → the nodes and links of a Sankey diagram at the levels that are asked for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from graph.analysis.lineage.bodies import Printed
from graph.analysis.lineage.portions import BESIDE, NOT_A_PROJECT, SPLIT, Portion, Station
from graph.terms import LineageLevel


@dataclass(frozen=True, slots=True)
class Node:
    """A station of a level with the money that passes it."""

    key: str
    level: LineageLevel
    station: Station
    fen: int


@dataclass(frozen=True, slots=True)
class Link:
    """Money that goes from a station of one level to a station of the next, with the places that print it."""

    source: str
    target: str
    fen: int
    printed: Printed


@dataclass(frozen=True, slots=True)
class Flows:
    """Nodes and links of some levels, in the order of levels and, of one level, the largest first."""

    nodes: Sequence[Node]
    links: Sequence[Link]
    total: int
    undisclosed: int

    @property
    def traced(self) -> int:
        """The money that is disclosed at every level."""
        return self.total - self.undisclosed


def flows_of(portions: Sequence[Portion], levels: Sequence[LineageLevel]) -> Flows:
    """What portions come to at some levels and between them."""
    true = [_as_known(portion, levels) for portion in portions if portion.is_told_at(levels)]
    passing: dict[tuple[LineageLevel, str], Counter[Station]] = {}
    going: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for portion in true:
        for level in levels:
            station = portion.station(level)
            passing.setdefault((level, station.key), Counter())[station] += portion.fen
        for level, following in pairwise(levels):
            ends = _key(level, portion.station(level)), _key(following, portion.station(following))
            fen, printed = going.get(ends, (0, {}))
            for source in _evidence(portion, level, following):
                printed.setdefault(repr(source), source)
            going[ends] = fen + portion.fen, printed
    nodes = [
        Node(_key(level, _called(named)), level, _called(named), named.total()) for (level, _), named in passing.items()
    ]
    nodes.sort(key=lambda node: (levels.index(node.level), node.station.undisclosed, -node.fen, node.key))
    order = {node.key: place for place, node in enumerate(nodes)}
    links = [Link(*ends, fen, tuple(printed.values())) for ends, (fen, printed) in going.items()]
    links.sort(key=lambda link: (order[link.source], order[link.target]))
    undisclosed = sum(one.fen for one in true if any(one.station(level).undisclosed for level in levels))
    return Flows(nodes, links, sum(portion.fen for portion in true), undisclosed)


def _key(level: LineageLevel, station: Station) -> str:
    return f"{level.value}:{station.key}"


def _called(named: Counter[Station]) -> Station:
    """A station as the documents of the most money call it: one prints 医疗费补助, another 医疗费."""
    return min(named, key=lambda station: (-named[station], station.label))


def _evidence(portion: Portion, level: LineageLevel, following: LineageLevel) -> Printed:
    """Where it is printed that money goes from a level to the next.

    For a part of a split that is where the part is printed, and not the cell that it was cut from: any other would do.
    """
    parts = [one for one in (following, level) if one in SPLIT and one in portion.at and portion.printed.get(one)]
    printed = tuple(source for one in parts or (following, level) for source in portion.printed.get(one, ()))
    return printed or portion.printed.get(LineageLevel.EXPENDITURE_KIND, ())


def _as_known(portion: Portion, levels: Sequence[LineageLevel]) -> Portion:
    """The portion without the stations that are only one possible split, where a link would state it as the true one."""
    hidden = {
        split_level
        for pair in pairwise(levels)
        for split_level, other in (pair, pair[::-1])
        if split_level in SPLIT and other in BESIDE and other not in portion.known_beside
    }
    at = {level: station for level, station in portion.at.items() if level not in hidden or station == NOT_A_PROJECT}
    printed = {level: sources for level, sources in portion.printed.items() if level not in hidden}
    return replace(portion, at=at, printed=printed)
