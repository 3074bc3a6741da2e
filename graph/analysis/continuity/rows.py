"""One row of a table over the years: that of a code, a row without a code by its name, or what the whole table comes to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any, Final

from graph.analysis.asking import all_linked, fen, is_one_of, key_of, linked, refuse_unknown, selection
from graph.analysis.comparison.sheets import TOTAL_LABELS, totals_of
from graph.analysis.continuity.changes import Point, Succeeded, Tie
from graph.analysis.continuity.successions import followed, following, successions
from graph.identity import fold, parse_node_id
from graph.model import NodeRef
from graph.plan import All, ByKeys, Compare, Field, Operator, Plan, Predicate, Selection, Timeline
from graph.store import Reader
from graph.terms import BudgetTable, Measure

SUMMARY_TOTAL: Final = "支出总计"
"""What the totals of the two summary tables (收支总表) are called; beside it accounts print 本年支出合计, which is a part of it."""

# "七、卫生健康支出" "（一）行政运行" "1.办公费" -> the number before a row's name, which may be another the next year
ORDINAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])")


@dataclass(frozen=True, slots=True)
class Row:
    """Which row: of a code; else by its name; without either the total."""

    table: BudgetTable
    measure: Measure
    code: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed amount of the row, or of another row of its name."""

    key: str
    body: NodeRef
    year: int
    stage: str
    code: str | None
    label: str
    fen: int
    documents: frozenset[str]
    printed: tuple[Any, ...]


async def read_line(ref: NodeRef, reader: Reader) -> tuple[NodeRef, Row]:
    """Whose line it is, and which row."""
    owner = linked("organisation", Selection({kind: (Field("id", "id"),) for kind in ("Department", "Unit")}))
    line = selection("BudgetLine", "table", "measure", "code", "label", organisation=owner)
    (found,) = await reader.answer([Plan(ByKeys((ref,), single=True), Field("line", "line", selection=line))])
    refuse_unknown(ref, is_known=found is not None)
    assert isinstance(found, dict)
    table = BudgetTable[found["table"]]
    is_total = table is BudgetTable.THREE_PUBLIC or found["label"] in TOTAL_LABELS
    is_named = not found["code"] and not is_total
    row = Row(table, Measure[found["measure"]], found["code"], _name(found["label"]) if is_named else None)
    return parse_node_id(found["organisation"]["id"]), row


def row_of(asked: Timeline) -> Row:
    """The row of a body that is asked for."""
    return Row(asked.table or BudgetTable.EXPENDITURE_BY_FUNCTION, asked.measure or Measure.TOTAL, asked.code, None)


async def read_row(body: NodeRef, row: Row, sources: Selection, reader: Reader) -> tuple[list[Point], list[Tie]]:
    """What a row of a body prints, and of those that it follows upon or that follow upon it."""
    bodies = [body, *sorted(followed(body) | following(body))]
    code = Compare("code", Operator.EQUAL, row.code) if row.code else Compare("code", Operator.IS_NULL, value=True)
    lines = await _lines(bodies, row, code, sources, reader)
    points = [point for one in bodies for point in _points(one, row, [line for line in lines if line.body == one])]
    if row.code and lines:
        coded = Compare("code", Operator.IS_NULL, value=False)
        named = await _lines(
            bodies, row, All((coded, is_one_of("label", sorted({line.label for line in lines})))), sources, reader
        )
        points += [point for one in bodies for point in _moved(one, row, [line for line in named if line.body == one])]
    return points, [*_same(points), *_succeeding(points)]


async def _lines(
    bodies: Sequence[NodeRef], row: Row, which: Predicate, sources: Selection, reader: Reader
) -> list[Line]:
    """What bodies print of some rows; the first is the one that is asked for."""
    where = All(
        (
            Compare("table", Operator.EQUAL, row.table.value),
            Compare("measure", Operator.EQUAL, row.measure.value),
            which,
        )
    )
    documents = linked("disclosures", selection("Disclosure", "id"))
    members = ("id", "year", "stage", "code", "label", "amount")
    line = selection("BudgetLine", *members, disclosures=documents, sources=linked("sources", sources))
    asked = (Field("id", "id"), all_linked("budget_lines", line, where))
    plan = Plan(ByKeys(tuple(bodies)), Field("bodies", "bodies", Selection({"Department": asked, "Unit": asked})))
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    refuse_unknown(bodies[0], is_known=found[0] is not None)
    return [
        _line(body, node)
        for body, one in zip(bodies, found, strict=True)
        if one
        for node in one["budget_lines"]["nodes"]
    ]


def _line(body: NodeRef, node: Mapping[str, Any]) -> Line:
    return Line(
        key_of(node),
        body,
        node["year"],
        node["stage"],
        node["code"],
        node["label"],
        fen(node["amount"]) or 0,
        frozenset(map(key_of, node["disclosures"])),
        tuple(node["sources"]),
    )


def _name(label: str) -> str:
    return ORDINAL.sub("", fold(label))


def _chosen(row: Row, lines: Sequence[Line]) -> list[Line]:
    """The lines of one document that are the row; several are parts of it."""
    if row.code:
        return list(lines)
    if row.name:
        return [line for line in lines if _name(line.label) == row.name]
    return totals_of(row.table, lines) or [line for line in lines if line.label == SUMMARY_TOTAL]


def _points(body: NodeRef, row: Row, lines: Sequence[Line]) -> Iterator[Point]:
    """A point for each year and stage; without an amount where documents print several."""
    for (stage, year), some in groupby(sorted(lines, key=_period), key=_period):
        of_period = list(some)
        documents = sorted({key for line in of_period for key in line.documents})
        by_document = [_chosen(row, [line for line in of_period if key in line.documents]) for key in documents]
        printed = list({line.key: line for chosen in by_document for line in chosen}.values())
        if not printed:
            continue
        amounts = {sum(line.fen for line in chosen) for chosen in by_document if chosen}
        places = tuple(place for line in printed for place in line.printed)
        point = Point(body, year, stage, next(iter(amounts)), places, printed[0].label if row.code else "")
        yield point if len(amounts) == 1 else replace(point, fen=None, note="同一年度的文件印有不同的数额。")


def _period(line: Line) -> tuple[str, int]:
    return line.stage, line.year


def _moved(body: NodeRef, row: Row, lines: Sequence[Line]) -> Iterator[Point]:
    """Years in which another code has the name that the asked one has in others: told, and never joined."""
    own = {_period(line) for line in lines if line.code == row.code}
    beside = {line.code for line in lines if _period(line) in own}
    moved = sorted((line for line in lines if line.code not in beside), key=_period)
    for (stage, year), some in groupby(moved, key=_period):
        of_period = list(some)
        codes = "、".join(sorted({line.code or "" for line in of_period}))
        note = f"{of_period[0].label}该年列于科目{codes}，科目{row.code}未印，未作接续。"
        places = tuple(place for line in of_period for place in line.printed)
        yield Point(body, year, stage, None, places, of_period[0].label, note)


def _same(points: Sequence[Point]) -> Iterator[Tie]:
    """Each point of a body goes on from the one before of its stage."""
    for _, some in groupby(sorted(points, key=_line_of), key=lambda point: (point.entity, point.stage)):
        for before, after in pairwise(some):
            yield Tie(before.place, after.place)


def _line_of(point: Point) -> tuple[NodeRef, str, int]:
    return point.entity, point.stage, point.year


def _succeeding(points: Sequence[Point]) -> Iterator[Tie]:
    """The first point of a body under its name goes on from the last ones of those that it follows upon."""
    for one in successions():
        parts = frozenset(other.earlier for other in successions() if other.later == one.later)
        heirs = {other.later for other in successions() if other.earlier == one.earlier}
        by = Succeeded(one.earlier, parts, len(heirs) > 1, one.is_whole)
        for stage in sorted({point.stage for point in points}):
            of_stage = [point for point in points if point.stage == stage]
            later = min((p.year for p in of_stage if p.entity == one.later and p.year >= one.year), default=0)
            earlier = max((p.year for p in of_stage if p.entity == one.earlier and p.year < later), default=0)
            if earlier:
                yield Tie((one.earlier, earlier, stage), (one.later, later, stage), one.evidence, by)
