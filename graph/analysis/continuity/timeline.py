"""The money of a project, a body or a row of a table over the years (时间序列), with what changed and by how much."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.analysis.asking import ROUNDING, SourcesAsked, entities, fen, key_of, linked, refuse_unknown, selection
from graph.analysis.continuity.changes import Place, Point, Succeeded, Tie, told
from graph.analysis.continuity.described import Described
from graph.analysis.continuity.families import families_of
from graph.analysis.continuity.linking import ProjectLink
from graph.analysis.continuity.rows import read_line, read_row, row_of
from graph.errors import BadUserInput
from graph.identity import fold
from graph.plan import ByKeys, Field, Plan, Selection, Timeline
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import MoneyUnit, Stage


async def timeline(asked: Timeline, field: Field, reader: Reader) -> Value:
    """The value of kind Timeline that a question asks for."""
    sources = SourcesAsked("TimelinePoint", field)
    points = told(*await _read(asked, sources.selection, reader))
    wanted = field.selection.fields.get("Timeline", ()) if field.selection else ()
    return {part.key: part.word or await _shaped(points, part, sources, reader) for part in wanted}


async def _read(asked: Timeline, sources: Selection, reader: Reader) -> tuple[list[Point], list[Tie]]:
    """The points, and which goes on from which.

    Raises:
        BadUserInput: what is asked for is not there, or is of a kind without a timeline.
    """
    match asked.entity[0]:
        case "Project":
            return await _of_project(asked.entity[1], sources, reader)
        case "Department" | "Unit":
            return await read_row(asked.entity, row_of(asked), sources, reader)
        case "BudgetLine":
            return await read_row(*await read_line(asked.entity, reader), sources, reader)
        case _:
            raise BadUserInput(
                "A timeline is of a project, a department, a unit or a budget line. Give the id of one of them."
            )


async def _of_project(key: str, sources: Selection, reader: Reader) -> tuple[list[Point], list[Tie]]:
    """The project with those of other years that it is linked to, directly or through others."""
    families = await families_of([key], reader)
    refuse_unknown(("Project", key), is_known=key in families)
    links = families[key].links
    chain = _chain(key, links)
    members = selection("Project", "id", "year", "amount", sources=linked("sources", sources))
    plan = Plan(ByKeys(tuple(("Project", one) for one in chain)), Field("projects", "projects", selection=members))
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    points = {key_of(node): _point(node) for node in found if node}
    described = {project.key: project for project in families[key].projects if project.key in points}
    same = _statements(key, points, described)
    ties: dict[tuple[str, str], Tie] = {}
    for link in sorted(links, key=lambda link: -link.confidence):
        if {link.earlier, link.later} <= points.keys():
            ends = same.get(link.earlier, link.earlier), same.get(link.later, link.later)
            ties.setdefault(
                ends, _tie(link, points[ends[0]].place, points[ends[1]].place, fold(described[link.earlier].name))
            )
    return [point for one, point in points.items() if same.get(one, one) == one], list(ties.values())


def _point(node: Mapping[str, Any]) -> Point:
    amount = fen(node["amount"])
    return Point(("Project", key_of(node)), node["year"], Stage.BUDGET.value, amount, tuple(node["sources"]))


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


def _statements(asked: str, points: Mapping[str, Point], described: Mapping[str, Described]) -> dict[str, str]:
    """Which projects are the same money as another: a department's statement and its unit's form of one name and year."""
    same: dict[str, str] = {}
    for statement in described.values():
        forms = [one for one in described.values() if _is_form_of(one, statement)]
        if statement.unit or len(forms) != 1:
            continue
        printed, exact = points[statement.key].fen, points[forms[0].key].fen
        if printed == exact or (None not in {printed, exact} and abs((printed or 0) - (exact or 0)) <= ROUNDING):
            left, kept = sorted((statement.key, forms[0].key), key=lambda key: key == asked)
            same[left] = kept
    return same


def _is_form_of(form: Described, statement: Described) -> bool:
    return bool(form.unit) and (form.year, fold(form.name)) == (statement.year, fold(statement.name))


def _tie(link: ProjectLink, earlier: Place, later: Place, name: str) -> Tie:
    entry = link.entry
    by = Succeeded(name, frozenset(entry.before), len(entry.after) > 1, entry.is_whole) if entry else None
    return Tie(earlier, later, link.reason, by)


async def _shaped(points: Iterable[Point], asked: Field, sources: SourcesAsked, reader: Reader) -> list[dict[str, Any]]:
    points = list(points)
    fields = asked.selection.fields.get("TimelinePoint", ()) if asked.selection else ()
    refs = list(dict.fromkeys(point.entity for point in points))
    known = {part.key: await entities(reader, refs, part) for part in fields if part.name == "entity"}
    return [
        {
            part.key: known[part.key][point.entity] if part.name == "entity" else _member(point, part, sources)
            for part in fields
        }
        for point in points
    ]


def _member(point: Point, asked: Field, sources: SourcesAsked) -> Value:
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
            return sources.answered(asked, point.printed)
        case _:
            return asked.word
