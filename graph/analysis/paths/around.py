"""What lies around two nodes: the steps that may be on a way between them, read from both ends as far as they can meet."""

from asyncio import sleep
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.analysis.asking import fields, led_to, linked, refuse_unknown, selection
from graph.analysis.paths.steps import (
    ENDS,
    PAYMENT,
    PAYS,
    RANKS,
    WIDEST,
    WIDTHS,
    Ref,
    Step,
    Way,
    beside,
    is_cut,
    paying_lines,
    payments,
    shown_page,
    steps_of,
)
from graph.identity import parse_node_id
from graph.plan import EVERYTHING, ByKeys, Every, Field, FundingPaths, Order, Page, Plan, Selection, Window
from graph.store import Reader

MOST_STEPS: Final = 10_000
"""Steps that are read around two nodes; where there are more, ways through the rest are not found."""

MOST_QUESTIONS: Final = 30
STEPS_AT_ONCE: Final = 2_500
MOST_AT_ONCE: Final = 500
"""How often the store is asked, how many steps one question may answer, and of how many nodes it asks."""


@dataclass(slots=True)
class Around:
    """The steps around the two ends, of one source, target and year the one of the most money."""

    steps: dict[tuple[Ref, Ref, int | None], Step] = field(default_factory=dict)
    questions: int = 0
    is_cut: bool = False  # more lies beside a node than is read

    @property
    def is_full(self) -> bool:
        """Whether no more is read."""
        return len(self.steps) > MOST_STEPS or self.questions >= MOST_QUESTIONS

    def take(self, step: Step) -> None:
        """Keeps a step, if it has more money than those of its source, target and year."""
        place = (step.source, step.target, step.year)
        known = self.steps.get(place)
        if known is None or ((known.fen or 0), known.relation) < ((step.fen or 0), step.relation):
            self.steps[place] = step


@dataclass(frozen=True, slots=True)
class Ends:
    """What is told of the two ends before anything is followed."""

    asked: FundingPaths
    years: frozenset[int]  # of projects, which are of one year
    relatives: dict[Ref, tuple[Ref, ...]]  # of funding sources, what they are part of and their parts

    @property
    def year(self) -> int | None:
        """The year of all steps, where an end has one."""
        return next(iter(self.years), None)

    @property
    def sources(self) -> set[Ref]:
        """The funding sources that a way may begin or end with."""
        return {*self.both, *(relative for several in self.relatives.values() for relative in several)}

    @property
    def both(self) -> tuple[Ref, Ref]:
        """The two nodes."""
        return self.asked.start, self.asked.end


@dataclass(slots=True)
class _Leg:
    """What is followed from one end in one direction."""

    way: Way
    front: list[Ref]
    taken: int = 0  # steps from the end
    seen: set[Ref] = field(default_factory=set)

    @property
    def width(self) -> int:
        """How many steps the next one may take."""
        return sum(WIDTHS.get((kind, self.way), 1) for kind, _ in self.front)


async def read_ends(asked: FundingPaths, reader: Reader) -> Ends:
    """The ends with their years and relatives.

    Raises:
        BadUserInput: one of them is not there.
    """
    relatives = {name: linked(name, selection("FundingSource", "id")) for name in ("parent", "children")}
    told = {kind: fields("id") for kind in RANKS}
    told |= {"Project": fields("id", "year"), "FundingSource": fields("id", **relatives)}
    plan = Plan(ByKeys((asked.start, asked.end)), Field("ends", "ends", selection=Selection(told)))
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    for ref, one in zip((asked.start, asked.end), found, strict=True):
        refuse_unknown(ref, is_known=one is not None)
    return Ends(
        asked,
        frozenset(one["year"] for one in found if "year" in one),
        {parse_node_id(one["id"]): tuple(_relatives(one)) for one in found if "children" in one},
    )


def _relatives(source: Any) -> Iterator[Ref]:
    for one in (*([source["parent"]] if source["parent"] else ()), *source["children"]):
        yield parse_node_id(one["id"])


async def read_around(ends: Ends, reader: Reader) -> Around:
    """The steps around both ends, so far that the ways meet.

    Between ends of two ranks a way leads in one direction, so the narrower side is read until it ends; between ends of one
    rank it turns, so both sides are read in either direction.
    """
    around = Around()
    for source, relatives in ends.relatives.items():
        for relative in relatives:
            around.take(Step(source, relative, "PART_OF_SOURCE"))
    rises = RANKS[ends.asked.end[0]] - RANKS[ends.asked.start[0]]
    if rises:
        await _read_between(Way.ONWARD if rises > 0 else Way.BACK, ends, around, reader)
    else:
        for way in Way:
            await _read_turning(way, ends, around, reader)
    _drop_relatives(ends, around)
    return around


async def _read_between(way: Way, ends: Ends, around: Around, reader: Reader) -> None:
    """The steps of ways that lead from the start in one direction: as many from both sides together as a way has."""
    other = Way.BACK if way is Way.ONWARD else Way.ONWARD
    legs = [_leg(way, ends.asked.start, ends), _leg(other, ends.asked.end, ends)]
    for _ in range(ends.asked.max_length):
        if around.is_full or not all(leg.front for leg in legs):
            break
        await _follow(min(legs, key=lambda leg: leg.width), ends, around, reader)


async def _read_turning(way: Way, ends: Ends, around: Around, reader: Reader) -> None:
    """The steps of ways that lead from both ends in the same direction, and meet where they turn."""
    legs = [_leg(way, end, ends) for end in ends.both]
    while not around.is_full and (waiting := [leg for leg in legs if leg.front and leg.taken < ends.asked.max_length]):
        await _follow(min(waiting, key=lambda leg: leg.width), ends, around, reader)


def _leg(way: Way, end: Ref, ends: Ends) -> _Leg:
    return _Leg(way, [end, *ends.relatives.get(end, ())])


async def _follow(leg: _Leg, ends: Ends, around: Around, reader: Reader) -> None:
    """Takes one step from every node of a leg's front."""
    reached: dict[Ref, None] = {}
    here = set(leg.front)
    leg.seen |= here
    leg.taken += 1
    for kind in sorted({kind for kind, _ in here}):
        refs = [ref for ref in leg.front if ref[0] == kind]
        at_once = min(MOST_AT_ONCE, STEPS_AT_ONCE // WIDTHS.get((kind, leg.way), 1))
        for start in range(0, len(refs), at_once):
            if around.is_full:
                return
            for step in await _steps(leg.way, refs[start : start + at_once], ends, around, reader):
                if step.relation != PAYS or step.source in ends.sources:
                    around.take(step)
                    one, other = (step.source, step.target) if leg.way is Way.ONWARD else (step.target, step.source)
                    reached |= {other: None} if one in here else {}
            await sleep(0)  # lets others be answered, and a time limit end this
    leg.front = [ref for ref in reached if ref not in leg.seen and (leg.way is Way.ONWARD or ref[0] not in ENDS)]


async def _steps(way: Way, refs: Sequence[Ref], ends: Ends, around: Around, reader: Reader) -> list[Step]:
    """The steps from some nodes of one kind."""
    around.questions += 1
    kind = refs[0][0]
    if (kind, way) == ("FundingSource", Way.ONWARD):
        return await _paid_by(refs, ends, around, reader)
    field_ = Field("nodes", "nodes", selection=beside(kind, way, ends.year))
    (found,) = await reader.answer([Plan(ByKeys(tuple(refs)), field_)])
    assert isinstance(found, list)
    around.is_cut |= any(is_cut(node) for node in found if node)
    return [step for node in found if node for step in steps_of(kind, node)]


async def _paid_by(refs: Sequence[Ref], ends: Ends, around: Around, reader: Reader) -> list[Step]:
    """Whom funding sources pay the most."""
    where = paying_lines(ends.year, led_to("funding_source", "key", [key for _, key in refs]))
    owner = linked("organisation", Selection({kind: (Field("id", "id"),) for kind in ("Department", "Unit")}))
    line = Selection({"BudgetLine": (*PAYMENT.fields["BudgetLine"], owner)})
    window = Window(EVERYTHING, (Order("amount", descending=True),), Page(WIDEST), fingerprint="")
    shown = Field("lines", "lines", selection=shown_page(line), window=window)
    (found,) = await reader.answer([Plan(Every(("BudgetLine",), where), shown)])
    assert isinstance(found, dict)
    around.is_cut |= found["page_info"]["has_next_page"]
    by_body: dict[Ref, list[Any]] = {}
    for one in found["nodes"]:
        by_body.setdefault(parse_node_id(one["organisation"]["id"]), []).append(one)
    return [step for body, lines in by_body.items() for step in payments(body, lines)]


def _drop_relatives(ends: Ends, around: Around) -> None:
    """Leaves a source's parent or part out where the source itself is printed to pay: 财政拨款 holds 一般公共预算."""
    paid = {(step.target, step.year) for step in around.steps.values() if step.source in ends.both}
    for place, step in list(around.steps.items()):
        if step.relation == PAYS and step.source not in ends.both and (step.target, step.year) in paid:
            del around.steps[place]
