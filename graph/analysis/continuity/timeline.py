"""The money of a project, a body or a row of a table over the years (时间序列), with what changed and by how much.

A change is told between neighbours that are the same thing. Where a code has another name than before, where two documents of
a year print two amounts, or where several projects became one, there is none, and the note says why.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from typing import Any, Final, TypeAlias

from graph.analysis.asking import all_linked, entities, fen, key_of, linked, selection
from graph.analysis.continuity.families import families_of
from graph.analysis.continuity.linking import ProjectLink
from graph.analysis.continuity.successions import successions
from graph.errors import BadUserInput
from graph.identity import fold, parse_node_id
from graph.plan import All, ByKeys, Compare, Field, Operator, Plan, Predicate, Selection, Timeline
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import BudgetTable, Measure, MoneyUnit, Stage

Ref: TypeAlias = tuple[str, str]

RATIO: Final = Decimal("0.000001")
TOTALS: Final = ("合计", "总计", "支出总计", "本年支出合计")
"""What the row of a table without code is called that is its total."""


@dataclass(frozen=True, slots=True)
class Point:
    """An amount of one year, with the node that it is of; `label` is what must stay for a change to be told."""

    year: int
    stage: str
    fen: int | None
    entity: Ref
    printed: tuple[Any, ...]
    label: str
    note: str | None = None
    change: int | None = None
    ratio: str | None = None


async def timeline(asked: Timeline, field: Field, reader: Reader) -> Value:
    """The value of kind Timeline that a question asks for."""
    wanted = field.selection.fields.get("Timeline", ()) if field.selection else ()
    sources = _sources_asked(wanted)
    if asked.entity[0] == "Project":
        points = await _of_project(asked.entity[1], sources, reader)
    else:
        points = await _of_lines(await _with_rows(asked, reader), sources, reader)
    told = list(_changes(points))
    return {part.key: part.word or await _shaped(told, part, reader) for part in wanted}


async def _with_rows(asked: Timeline, reader: Reader) -> Timeline:
    """The question with a body and a row: those of the line that it names."""
    if asked.entity[0] in {"Department", "Unit"}:
        return asked
    if asked.entity[0] != "BudgetLine":
        raise BadUserInput(
            "A timeline is of a project, a department, a unit or a budget line. Give the id of one of them."
        )
    owner = linked("organisation", Selection({kind: (Field("id", "id"),) for kind in ("Department", "Unit")}))
    line = selection("BudgetLine", "table", "measure", "code", organisation=owner)
    (found,) = await reader.answer([Plan(ByKeys((asked.entity,), single=True), Field("line", "line", selection=line))])
    if not isinstance(found, dict):
        return replace(asked, entity=("Department", ""))
    body = parse_node_id(found["organisation"]["id"])
    return Timeline(body, BudgetTable[found["table"]], Measure[found["measure"]], found["code"])


async def _of_project(key: str, sources: Selection, reader: Reader) -> list[Point]:
    """The project with those of other years that it is linked to, directly or through others."""
    families = await families_of([key], reader)
    links = families[key].links() if key in families else []
    chain = _chain(key, links)
    members = selection("Project", "id", "name", "year", "amount", sources=linked("sources", sources))
    plan = Plan(ByKeys(tuple(("Project", one) for one in chain)), Field("projects", "projects", selection=members))
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    reasons = {link.later: link.reason for link in links}
    points = [
        Point(
            node["year"],
            Stage.BUDGET.value,
            fen(node["amount"]),
            ("Project", key_of(node)),
            tuple(node["sources"]),
            "",
            reasons.get(key_of(node)),
        )
        for node in found
        if node
    ]
    return _each_once(sorted(points, key=lambda point: (point.year, point.entity != ("Project", key), point.entity)))


def _chain(key: str, links: Sequence[ProjectLink]) -> list[str]:
    """The project and all that it goes back to or on to; not what merged with it elsewhere."""
    found = {key}
    for start, end in (("later", "earlier"), ("earlier", "later")):
        waiting = [key]
        while waiting:
            one = waiting.pop()
            further = {getattr(link, end) for link in links if getattr(link, start) == one} - found
            found |= further
            waiting += further
    return sorted(found)


def _each_once(points: Iterable[Point]) -> list[Point]:
    """One point a year and amount: a department's statement and its unit's form are one project's money."""
    seen: dict[tuple[int, int | None], Point] = {}
    for point in points:
        seen.setdefault((point.year, point.fen), point)
    return list(seen.values())


async def _of_lines(asked: Timeline, sources: Selection, reader: Reader) -> list[Point]:
    """The printed amounts of one row, of the body and of those that it follows upon or that follow upon it."""
    table = asked.table or BudgetTable.EXPENDITURE_BY_FUNCTION
    measure = asked.measure or Measure.TOTAL
    parts: list[Predicate] = [
        Compare("table", Operator.EQUAL, table.value),
        Compare("measure", Operator.EQUAL, measure.value),
        Compare("code", Operator.EQUAL, asked.code) if asked.code else Compare("code", Operator.IS_NULL, value=True),
    ]
    line = selection("BudgetLine", "year", "stage", "label", "amount", sources=linked("sources", sources))
    lines = (Field("id", "id"), all_linked("budget_lines", line, All(tuple(parts))))
    bodies = _chained(asked.entity)
    below = Selection({"Department": lines, "Unit": lines})
    (found,) = await reader.answer([Plan(ByKeys(tuple(bodies)), Field("bodies", "bodies", selection=below))])
    assert isinstance(found, list)
    printed = [
        Point(node["year"], node["stage"], fen(node["amount"]), body, tuple(node["sources"]), node["label"])
        for body, one in zip(bodies, found, strict=True)
        if one
        for node in one["budget_lines"]["nodes"]
    ]
    if asked.code is None:
        printed = [point for point in printed if fold(point.label) in TOTALS]
        printed = [replace(point, label="") for point in printed]
    printed.sort(key=lambda point: (point.stage, point.year, point.entity != asked.entity, point.entity))
    return [_one_of(list(same)) for _, same in groupby(printed, key=lambda point: (point.stage, point.year))]


def _chained(body: Ref) -> list[Ref]:
    found, waiting = [body], [body]
    while waiting:
        one = waiting.pop()
        ends = [(link.earlier, link.later) for link in successions() if one in {link.earlier, link.later}]
        further = [end for pair in ends for end in pair if end not in found]
        found += dict.fromkeys(further)
        waiting += further
    return found


def _one_of(points: Sequence[Point]) -> Point:
    """The amount of a year; none where its documents print several."""
    amounts = {point.fen for point in points}
    sources = tuple(source for point in points for source in point.printed)
    if len(amounts) == 1:
        return replace(points[0], printed=sources)
    return replace(points[0], fen=None, printed=sources, note="同一年度的文件印有不同的数额。")


def _changes(points: Sequence[Point]) -> Iterator[Point]:
    """The points by year with what changed since the one before of the same stage."""
    by_stage: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda point: (point.year, point.stage, point.entity)):
        before = by_stage.setdefault(point.stage, [])
        yield _changed(point, before)
        before.append(point)


def _changed(point: Point, before: Sequence[Point]) -> Point:
    if not before:
        return point
    earlier = [one for one in before if one.year == before[-1].year]
    notes = [point.note] if point.note else []
    if earlier[0].year == point.year or len(earlier) > 1:
        return replace(point, note=" ".join([*notes, "对应多个项目，不作比较。"]))
    last = earlier[0]
    if fold(last.label) != fold(point.label):
        return replace(point, note=" ".join([*notes, f"科目名称由{last.label}改为{point.label}，未作接续。"]))
    if point.year - last.year > 1:
        notes.append(f"与{last.year}年相比，其间年度未披露。")
    if point.fen is None or last.fen is None:
        return replace(point, note=" ".join(notes) or None)
    change = point.fen - last.fen
    ratio = str((Decimal(change) / last.fen).quantize(RATIO, ROUND_HALF_EVEN)) if last.fen else None
    return replace(point, change=change, ratio=ratio, note=" ".join(notes) or None)


def _sources_asked(wanted: Sequence[Field]) -> Selection:
    """How the points' sources are asked for."""
    for points in wanted:
        for part in points.selection.fields.get("TimelinePoint", ()) if points.selection else ():
            if part.name == "sources" and part.selection:
                return part.selection
    return Selection({"Source": ()})


async def _shaped(points: Sequence[Point], asked: Field, reader: Reader) -> list[dict[str, Any]]:
    fields = asked.selection.fields.get("TimelinePoint", ()) if asked.selection else ()
    refs = list(dict.fromkeys(point.entity for point in points))
    known = {part.key: await entities(reader, refs, part) for part in fields if part.name == "entity"}
    return [
        {part.key: known[part.key][point.entity] if part.name == "entity" else _member(point, part) for part in fields}
        for point in points
    ]


def _member(point: Point, asked: Field) -> Value:
    write = money_in(asked.unit or MoneyUnit.YUAN)
    match asked.name:
        case "year":
            return point.year
        case "stage":
            return point.stage
        case "amount":
            return write(point.fen)
        case "change":
            return write(point.change)
        case "change_ratio":
            return point.ratio
        case "note":
            return point.note
        case "sources":
            return list(point.printed)
        case _:
            return asked.word
