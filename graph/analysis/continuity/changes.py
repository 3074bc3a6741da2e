"""What changed from one year to the next (变动), told only where both years hold the same thing.

A point goes on from earlier ones by ties. Over a merger the parts are added up, if all of them are there. Where they are not,
where something was split or several projects go on in one, and where a code has another name than before, no change is told,
and the note says why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Final, TypeAlias

from graph.identity import fold
from graph.model import NodeRef

RATIO: Final = Decimal("0.000001")

NOT_ALL_PARTS: Final = "合并或拆分的各部分未全部列出，不作比较。"
PARTS_ADDED: Final = "与合并前各部分之和相比。"
WAS_SPLIT: Final = "拆分为多个，不作比较。"
SEVERAL: Final = "对应多个项目或单位，不作比较。"
OF_SEVERAL_YEARS: Final = "合并前各部分的年度不同，不作比较。"

Place: TypeAlias = tuple[NodeRef, int, str]
"""Of a point: entity, year and stage."""


@dataclass(frozen=True, slots=True)
class Point:
    """An amount of one year, with the node that it is of; `label` is what must stay for a change to be told."""

    entity: NodeRef
    year: int
    stage: str
    fen: int | None
    printed: tuple[Any, ...]
    label: str = ""
    note: str | None = None
    change: int | None = None
    ratio: str | None = None

    @property
    def place(self) -> Place:
        """What tells it from the other points."""
        return self.entity, self.year, self.stage


@dataclass(frozen=True, slots=True)
class Succeeded:
    """By a curated decision, of which parts a point is made, and which of them an earlier point is."""

    part: Any
    parts: frozenset[Any]
    is_split: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """That one point goes on from an earlier one; `by` says under which other name, where it is not the same still."""

    earlier: Place
    later: Place
    reason: str | None = None
    by: Succeeded | None = None


def told(points: Iterable[Point], ties: Sequence[Tie]) -> list[Point]:
    """The points by year with what changed."""
    known = {point.place: point for point in points}
    ties = [tie for tie in ties if tie.earlier in known and tie.later in known]
    going_on = Counter(tie.earlier for tie in ties)
    return [
        _told(point, [tie for tie in ties if tie.later == point.place], known, going_on)
        for point in sorted(known.values(), key=lambda point: (point.year, point.stage, point.entity))
    ]


def _told(point: Point, ties: Sequence[Tie], known: dict[Place, Point], going_on: Counter[Place]) -> Point:
    notes = [point.note, *dict.fromkeys(tie.reason for tie in ties)]
    before = [known[tie.earlier] for tie in ties]
    hindrance = _hindrance(point, ties, before, going_on)
    if not before or hindrance:
        return replace(point, note=_joined(*notes, hindrance))
    notes.append(PARTS_ADDED if len(before) > 1 else None)
    year = before[0].year
    if point.year - year > 1:
        notes.append(f"与{year}年相比，其间年度未披露。")
    amounts = [one.fen for one in before if one.fen is not None]
    if point.fen is None or len(amounts) < len(before):
        return replace(point, note=_joined(*notes))
    base = sum(amounts)
    ratio = str((Decimal(point.fen - base) / base).quantize(RATIO, ROUND_HALF_EVEN)) if base else None
    return replace(point, change=point.fen - base, ratio=ratio, note=_joined(*notes))


def _hindrance(point: Point, ties: Sequence[Tie], before: Sequence[Point], going_on: Counter[Place]) -> str | None:
    """Why no change is told."""
    decided = [tie.by for tie in ties if tie.by]
    parts = {one.part for one in decided}
    if any(not one.is_whole or not one.parts <= parts for one in decided):
        return NOT_ALL_PARTS
    if any(one.is_split for one in decided):
        return WAS_SPLIT
    are_parts = decided and len(decided) == len(parts) and len(ties) - len(decided) <= 1
    if any(going_on[one.place] > 1 for one in before) or (len(ties) > 1 and not are_parts):
        return SEVERAL
    if len({one.year for one in before}) > 1:
        return OF_SEVERAL_YEARS
    broken = next((one for one in before if fold(one.label) != fold(point.label)), None)
    return f"科目名称由{broken.label}改为{point.label}，未作接续。" if broken else None


def _joined(*notes: str | None) -> str | None:
    return " ".join(note for note in notes if note) or None
