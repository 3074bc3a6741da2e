"""What a lineage reads of the store: first which bodies there are and how much they print, then what is needed of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from graph.analysis.asking import (
    all_linked,
    counted,
    every,
    fen,
    grouped,
    groups_of,
    is_one_of,
    key_of,
    linked,
    linked_groups,
    refuse_unknown,
    rounding_of,
    selection,
)
from graph.analysis.lineage.bodies import Body, Part, Place, Project, Row
from graph.analysis.lineage.cells import BALANCE_LABELS, BALANCES, SPENDING
from graph.analysis.lineage.portions import OF_PROJECT
from graph.errors import LimitExceeded
from graph.plan import (
    EVERYTHING,
    All,
    ByKeys,
    Compare,
    Field,
    GroupKey,
    Lineage,
    Not,
    Operator,
    Plan,
    Predicate,
    Related,
    Selection,
)
from graph.plan import Any as Either
from graph.store import Reader
from graph.terms import BudgetTable, LineageLevel, Measure, Stage

TABLES: Final = (
    *SPENDING,
    BudgetTable.REVENUE_BY_FUNCTION,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    BudgetTable.BASIC_BY_ECONOMIC,
)

MOST_BODIES: Final = 5_000
MOST_READ: Final = 100_000
"""Amounts of expenditure and projects that one answer is worked out from: those of some hundred departments."""

NARROWER: Final = "Ask for a smaller region, for one department or for one unit."


async def read_bodies(asked: Lineage, reader: Reader, sources: Selection) -> list[Body]:
    """The departments of a question with their units, and the units that are under no department of it.

    Raises:
        BadUserInput: the body or the region is not there.
        LimitExceeded: more than one answer can be worked out from.
    """
    bodies = await _read_outline(asked, reader)
    everyone = [one for body in bodies for one in (body, *body.units)]
    if len(everyone) > MOST_BODIES:
        raise LimitExceeded(f"More than {MOST_BODIES} bodies are asked for. {NARROWER}")
    if (number := sum(body.amounts + body.described for body in everyone)) > MOST_READ:
        raise LimitExceeded(f"The bodies print {number} amounts and projects; at most {MOST_READ} are read. {NARROWER}")
    with_tables = [body for body in everyone if body.amounts]
    with_projects = [body for body in everyone if body.described and not body.amounts]
    printed = linked("sources", sources)
    described = {"projects": _projects(asked, printed)} if OF_PROJECT & {*asked.levels} else {}
    await _fill(with_tables, {**_lines(asked, printed), **_of_budget(asked, described)}, reader)
    await _fill(with_projects, {"projects": _projects(asked, printed)}, reader)
    _count_once(bodies)
    for unit in bodies:
        if unit.kind == "Unit" and unit.department and unit.projects:
            unit.statements = await _read_statements(asked, unit.department, printed, reader)
    return bodies


async def read_years(asked: Lineage, reader: Reader) -> list[int]:
    """The years of which the bodies of a question print tables or describe projects, of its stage."""
    lines = All((_of_stage(asked.stage), _of_tables(SPENDING)))
    if asked.body:
        parts = {
            "lines": linked_groups("budget_lines", lines, GroupKey.YEAR),
            **_of_budget(asked, {"projects": linked_groups("projects", All(), GroupKey.YEAR)}),
        }
        units = Field("units", "units", selection=selection("Unit", **parts), size=MOST_BODIES)
        members = Selection({"Unit": tuple(parts.values()), "Department": (*parts.values(), units)})
        (found,) = await reader.answer([Plan(ByKeys((asked.body,)), Field("body", "body", members))])
        assert isinstance(found, list)
        answers = [
            one[part.key] for body in found if body for one in (body, *body.get("units", ())) for part in parts.values()
        ]
    else:
        within = _within(asked.region)
        described = Either((Related("department", within), Related("unit", within)))
        plans = [grouped(All((lines, Related("organisation", within))), GroupKey.YEAR)]
        plans += [grouped(described, GroupKey.YEAR, kind="Project")] if asked.stage is Stage.BUDGET else []
        answers = [*await reader.answer(plans)]
    return sorted({int(group.keys[0]) for found in answers for group in groups_of(found)})


async def _read_outline(asked: Lineage, reader: Reader) -> list[Body]:
    """The bodies of a question with how much they print, and nothing of it yet."""
    parts = {
        "region": linked("region", _NAMED["Region"]),
        "lines": counted("budget_lines", All((_of_year(asked.year), _of_stage(asked.stage), _of_tables(SPENDING)))),
        **_of_budget(asked, {"projects": counted("projects", _of_year(asked.year))}),
    }
    unit = selection("Unit", "id", "name", **parts, department=linked("department", _NAMED["Department"]))
    units = Field("units", "units", selection=unit, size=MOST_BODIES + 1)
    members = Selection({**unit.fields, **selection("Department", "id", "name", **parts, units=units).fields})
    if asked.body:
        (found,) = await reader.answer([Plan(ByKeys((asked.body,)), Field("body", "body", members))])
        assert isinstance(found, list)
        refuse_unknown(asked.body, is_known=found[0] is not None)
        return [_body(found[0], asked.body[0])]
    region = ("Region", asked.region) if asked.region is not None else None
    within = _within(asked.region)
    alone = All((within, Not(Related("department", All()))))
    departments, units_alone, regions = await reader.answer(
        [
            every("Department", within, members, MOST_BODIES + 1),
            every("Unit", alone, members, MOST_BODIES + 1),
            Plan(ByKeys((region,)), Field("region", "region", _NAMED["Region"])),
        ]
    )
    assert isinstance(departments, list)
    assert isinstance(units_alone, list)
    assert isinstance(regions, list)
    if region:
        refuse_unknown(region, is_known=regions[0] is not None)
    return [*(_body(one, "Department") for one in departments), *(_body(one, "Unit") for one in units_alone)]


async def _fill(bodies: Sequence[Body], parts: Mapping[str, Field], reader: Reader) -> None:
    """Reads what bodies print."""
    if not bodies:
        return
    members = Selection({kind: tuple(parts.values()) for kind in ("Department", "Unit")})
    (answers,) = await reader.answer([Plan(ByKeys(tuple(body.ref for body in bodies)), Field("all", "all", members))])
    assert isinstance(answers, list)
    for body, found in zip(bodies, answers, strict=True):
        if not found:
            continue  # a load since the outline took it away
        if "lines" in parts:
            body.rows = _rows(found["budget_lines"]["nodes"], found.get("balances", {"nodes": ()})["nodes"])
        if "projects" in parts:
            body.projects = [_project(one) for one in found["projects"]["nodes"]]


def _count_once(bodies: Sequence[Body]) -> None:
    """Leaves the projects of a department and of a unit that no document calls its own to one of them.

    A unit's own tables hold the money of its projects; where it has none, that is its department's.
    """
    departments = {body.key: body for body in bodies if body.kind == "Department"}
    with_tables = {body.key for body in bodies if body.kind == "Unit" and body.rows}
    for body in bodies:
        if body.kind == "Unit" and not body.rows:
            body.projects = [one for one in body.projects if one.department not in departments]
    for body in departments.values():
        body.projects = [one for one in body.projects if one.unit not in with_tables]


async def _read_statements(asked: Lineage, department: Place, printed: Field, reader: Reader) -> list[Project]:
    """The projects of a department that name no unit."""
    members = Selection({"Department": (_projects(asked, printed, Not(Related("unit", All()))),)})
    ref = ("Department", department.key)
    (found,) = await reader.answer([Plan(ByKeys((ref,)), Field("department", "department", members))])
    assert isinstance(found, list)
    return [_project(one) for body in found if body for one in body["projects"]["nodes"]]


def _within(region: str | None) -> Predicate:
    """Bodies of a region, or of one that lies in it."""
    if region is None:
        return All()
    is_it = Compare("key", Operator.EQUAL, region)
    return Related("region", Either((is_it, Related("parent", Either((is_it, Related("parent", is_it)))))))


def _of_year(year: int) -> Predicate:
    return Compare("year", Operator.EQUAL, year)


def _of_stage(stage: Stage) -> Predicate:
    return Compare("stage", Operator.EQUAL, stage.value)


def _of_tables(tables: Iterable[BudgetTable]) -> Predicate:
    return is_one_of("table", [table.value for table in tables])


def _of_budget(asked: Lineage, parts: Mapping[str, Field]) -> Mapping[str, Field]:
    """Members of budgets: a project's amount is its budget, and of accounts no project is disclosed."""
    return parts if asked.stage is Stage.BUDGET else {}


_NAMED: Final = {kind: selection(kind, "id", "name") for kind in ("Region", "Department")}


def _lines(asked: Lineage, printed: Field) -> dict[str, Field]:
    """The rows of the tables, and of the balances where sources are asked for.

    Each by plain comparisons: so a store reads a body's own lines, and not all of the year's.
    """
    documents = linked("disclosures", selection("Disclosure", "id"))
    line = selection(
        "BudgetLine", "table", "measure", "code", "label", "amount", sources=printed, disclosures=documents
    )
    period = (_of_year(asked.year), _of_stage(asked.stage))
    found = {"lines": all_linked("budget_lines", line, All((*period, _of_tables(TABLES))))}
    if LineageLevel.FUNDING_SOURCE in asked.levels:
        where = All((*period, _of_tables(BALANCES), is_one_of("label", BALANCE_LABELS)))
        found["balances"] = replace(all_linked("budget_lines", line, where), key="balances")
    return found


def _projects(asked: Lineage, printed: Field, where: Predicate = EVERYTHING) -> Field:
    source = linked("source", selection("FundingSource", "code"))
    parts = {
        "department": linked("department", selection("Department", "id")),
        "unit": linked("unit", selection("Unit", "id")),
        "funding": linked("funding", selection("Funding", "amount", source=source)),
        "sources": printed,
    }
    if LineageLevel.SUB_ITEM in asked.levels:
        parts["sub_items"] = linked("sub_items", selection("SubItem", "name", "amount", sources=printed))
    if LineageLevel.LEGAL_BASIS in asked.levels:
        basis = linked("legal_basis", selection("LegalBasis", "id", "title"))
        parts["citations"] = all_linked("citations", selection("Citation", legal_basis=basis, sources=printed))
    project = selection("Project", "id", "name", "amount", **parts)
    return all_linked("projects", project, All((_of_year(asked.year), where)))


def _body(found: Mapping[str, Any], kind: str) -> Body:
    return Body(
        kind,
        key_of(found),
        found["name"],
        _place(found["region"]),
        found["budget_lines"]["total_count"],
        found["projects"]["total_count"] if "projects" in found else 0,
        [_body(unit, "Unit") for unit in found.get("units", ())],
        _place(found["department"]) if found.get("department") else None,
    )


def _place(found: Mapping[str, Any]) -> Place:
    return Place(key_of(found), found["name"])


def _rows(lines: Sequence[Mapping[str, Any]], balances: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows of the document that prints most of them: two editions of one budget are the same money."""
    counts = Counter(document["id"] for line in lines for document in line["disclosures"])
    chosen = min(counts, key=lambda key: (-counts[key], key), default=None)
    return [
        _row(line) for line in (*lines, *balances) if any(document["id"] == chosen for document in line["disclosures"])
    ]


def _row(line: Mapping[str, Any]) -> Row:
    amount = fen(line["amount"]) or 0
    return Row(
        BudgetTable[line["table"]],
        Measure[line["measure"]],
        line["code"],
        line["label"],
        amount,
        rounding_of(amount, _texts(line["sources"])),
        tuple(line["sources"]),
    )


def _texts(sources: Iterable[Mapping[str, Any]]) -> list[str]:
    return [source["text"] for source in sources]


def _project(found: Mapping[str, Any]) -> Project:
    amount = fen(found["amount"])
    bases: dict[str, Mapping[str, Any]] = {}
    places: dict[str, list[Any]] = {}
    for node in found["citations"]["nodes"] if "citations" in found else ():
        key = key_of(node["legal_basis"])
        bases[key] = node["legal_basis"]
        places.setdefault(key, []).extend(node["sources"])
    return Project(
        key_of(found),
        found["name"],
        amount,
        rounding_of(amount or 0, _texts(found["sources"])),
        key_of(found["department"]) if found["department"] else None,
        key_of(found["unit"]) if found["unit"] else None,
        tuple((one["source"]["code"], fen(one["amount"]) or 0) for one in found["funding"]),
        tuple(
            Part(one["name"], one["name"], fen(one["amount"]), tuple(one["sources"]))
            for one in found.get("sub_items", ())
        ),
        tuple(Part(key, basis["title"], None, tuple(places[key])) for key, basis in sorted(bases.items())),
        tuple(found["sources"]),
    )
