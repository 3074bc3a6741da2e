"""Funding paths (资金路径): how money leads from one node to another, each step with its evidence.

Followed from both ends at once, through projects, bodies and policies; a funding source and a region, which join everything
with everything, only begin or end a path. A path goes from sources and regions over bodies and projects to policies, or back;
between two nodes of one rank it turns once, where they meet. All its steps are of one year, and it can carry what its
narrowest step does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, permutations
from typing import Any, Final

import networkx as nx

from graph.analysis.asking import entities
from graph.analysis.paths.steps import ENDS, RANKS, Ref, Step, beside, by_kind, steps_of
from graph.plan import ByKeys, Field, FundingPaths, Plan, Selection
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import MoneyUnit

MOST_NODES: Final = 3000
"""Nodes that are looked at; where there are more, paths through the rest are not found."""
MOST_PATHS: Final = 5000
"""Ways of one length that are compared by what they can carry."""
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Path:
    """The nodes of a path, the steps between them, and the fen that all of it can carry."""

    nodes: tuple[Ref, ...]
    steps: tuple[Step, ...]

    @property
    def fen(self) -> int | None:
        """The least amount of a step; None where no step has one."""
        return min((step.fen for step in self.steps if step.fen is not None), default=None)

    @property
    def rank(self) -> tuple[int, int, tuple[Ref, ...], int]:
        """Shorter before longer, more money before less, later before earlier."""
        year = max((step.year or 0 for step in self.steps), default=0)
        return len(self.steps), -(self.fen or 0), self.nodes, -year


@dataclass(slots=True)
class _Neighbourhood:
    """What has been found around the two ends."""

    steps: dict[frozenset[Ref], list[Step]] = field(default_factory=dict)
    seen: set[Ref] = field(default_factory=set)

    def take(self, step: Step) -> None:
        known = self.steps.setdefault(frozenset((step.one, step.other)), [])
        if not any(
            (one.relation, one.year) == (step.relation, step.year) and (one.fen or 0) >= (step.fen or 0)
            for one in known
        ):
            known.append(step)


async def funding_paths(asked: FundingPaths, field_: Field, reader: Reader) -> Value:
    """The values of kind FundingPath that a question asks for, shortest and largest first."""
    wanted = field_.selection.fields.get("FundingPath", ()) if field_.selection else ()
    sources = next((part.selection for part in wanted if part.name == "sources" and part.selection), None)
    around = await _around(asked, sources or Selection({"Source": ()}), reader)
    paths = sorted(_paths(around, asked), key=lambda path: path.rank)[: asked.size]
    refs = list(dict.fromkeys(ref for path in paths for ref in path.nodes))
    known = {part.key: await entities(reader, refs, part) for part in wanted if part.name == "nodes"}
    return [{part.key: _member(path, part, known.get(part.key, {})) for part in wanted} for path in paths]


async def _around(asked: FundingPaths, sources: Selection, reader: Reader) -> _Neighbourhood:
    """The steps around both ends, so far that the ways meet."""
    around = _Neighbourhood()
    fronts = [[asked.start], [asked.end]]
    for _ in range(asked.max_length):
        side = min(
            (one for one in (0, 1) if by_kind(fronts[one])), key=lambda one: (len(fronts[one]), one), default=None
        )
        if side is None or len(around.seen) > MOST_NODES:
            break
        fronts[side] = await _step(fronts[side], around, sources, reader)
    return around


async def _step(front: Sequence[Ref], around: _Neighbourhood, sources: Selection, reader: Reader) -> list[Ref]:
    """Takes one step from every node of a front; the nodes that were not there before."""
    reached: dict[Ref, None] = {}
    for kind, refs in by_kind([ref for ref in front if ref not in around.seen]).items():
        around.seen.update(refs)
        below = beside(kind, sources)
        for start in range(0, len(refs), AT_ONCE):
            keys = ByKeys(tuple(refs[start : start + AT_ONCE]))
            (found,) = await reader.answer([Plan(keys, Field("nodes", "nodes", selection=below))])
            assert isinstance(found, list)
            for step in (step for node in found if node for step in steps_of(kind, node)):
                around.take(step)
                reached[step.other] = None
    return [ref for ref in reached if ref not in around.seen]


def _paths(around: _Neighbourhood, asked: FundingPaths) -> Iterator[Path]:
    """The paths of the least lengths, as many lengths as it takes to have enough."""
    graph = _directed(around, asked)
    if asked.start not in graph or asked.end not in graph:
        return
    found = 0
    for length in range(1, asked.max_length + 1):
        ways = nx.all_simple_paths(graph, asked.start, asked.end, cutoff=length)
        whole = (tuple(way) for way in ways if len(way) == length + 1 and _turns(way) <= 1)
        for nodes in islice(whole, MOST_PATHS):
            for path in _of_each_year(nodes, around.steps):
                found += 1
                yield path
        if found >= asked.size:
            return


def _directed(around: _Neighbourhood, asked: FundingPaths) -> "nx.DiGraph[Ref]":
    """The steps that can lie on a path: each towards the end, or both ways between two nodes of one rank."""
    graph: nx.DiGraph[Ref] = nx.DiGraph()
    ends = {asked.start, asked.end}
    towards = RANKS[asked.end[0]] - RANKS[asked.start[0]]
    for pair in around.steps:
        for one, other in permutations(sorted(pair)):
            rises = RANKS[other[0]] - RANKS[one[0]]
            is_through = any(ref[0] in ENDS and ref not in ends for ref in pair)
            if not is_through and (towards == 0 or rises * towards > 0):
                graph.add_edge(one, other)
    return graph


def _turns(nodes: Sequence[Ref]) -> int:
    """How often a way changes between towards policies and away from them: once, between two projects, at what joins them."""
    rises = [RANKS[other[0]] > RANKS[one[0]] for one, other in pairwise(nodes)]
    return sum(one != other for one, other in pairwise(rises))


def _of_each_year(nodes: tuple[Ref, ...], steps: Mapping[frozenset[Ref], Sequence[Step]]) -> Iterator[Path]:
    """One path for each year that all steps have; a step without a year is of any."""
    choices = [steps[frozenset(pair)] for pair in pairwise(nodes)]
    years: set[int | None] = {step.year for several in choices for step in several if step.year is not None}
    for year in years or {None}:
        of_year = [[step for step in several if step.year in {None, year}] for several in choices]
        if all(of_year):
            yield Path(
                nodes, tuple(max(several, key=lambda step: (step.fen or 0, step.relation)) for several in of_year)
            )


def _member(path: Path, asked: Field, known: Mapping[Ref, Any]) -> Value:
    match asked.name:
        case "nodes":
            return [known[ref] for ref in path.nodes]
        case "relations":
            return [step.relation for step in path.steps]
        case "amount":
            return money_in(asked.unit or MoneyUnit.YUAN)(path.fen)
        case "sources":
            return [source for step in path.steps for source in step.printed]
        case _:
            return asked.word
