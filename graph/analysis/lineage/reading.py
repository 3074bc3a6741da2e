"""What a lineage reads of the store: the bodies of a question, each with the rows of its tables and its projects."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from graph.analysis.asking import all_linked, fen, key_of, linked, selection
from graph.plan import (
    All,
    ByKeys,
    Compare,
    Every,
    Field,
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
from graph.terms import BudgetTable, Measure, Stage

Printed: TypeAlias = tuple[Any, ...]
"""Sources as the question asks for them."""

TABLES: Final = (
    BudgetTable.REVENUE_BY_FUNCTION,
    BudgetTable.EXPENDITURE_BY_FUNCTION,
    BudgetTable.GENERAL_BUDGET_BY_FUNCTION,
    BudgetTable.GOVERNMENT_FUND_BY_FUNCTION,
    BudgetTable.STATE_CAPITAL_BY_FUNCTION,
    BudgetTable.BASIC_BY_ECONOMIC,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed amount of a table; `code` is None on the table's total."""

    table: BudgetTable
    measure: Measure
    code: str | None
    label: str
    fen: int
    printed: Printed


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a project's budget, or a policy that it rests on."""

    key: str
    label: str
    fen: int | None
    printed: Printed


@dataclass(frozen=True, slots=True)
class ProjectRead:
    """A project of the year with what it says of its money."""

    key: str
    name: str
    fen: int | None
    unit: str | None  # key
    funding: tuple[tuple[str, int], ...]  # codes of funding sources with fen
    sub_items: tuple[Part, ...]
    bases: tuple[Part, ...]
    printed: Printed


@dataclass(frozen=True, slots=True)
class Place:
    """The region or the department of a body."""

    key: str
    name: str


@dataclass(slots=True)
class Body:
    """A department or a unit with what its documents of one year and stage say; a department with its units."""

    kind: str
    key: str
    name: str
    region: Place
    rows: list[Row]
    projects: list[ProjectRead]
    units: list["Body"] = field(default_factory=list)
    department: Place | None = None  # of a unit

    @property
    def ref(self) -> tuple[str, str]:
        """Kind and key."""
        return self.kind, self.key


async def read_bodies(asked: Lineage, reader: Reader, sources: Selection) -> list[Body]:
    """The departments of a question with their units, and the units that are under no department of it."""
    members = _body_selection(asked, sources)
    if asked.body:
        (found,) = await reader.answer([Plan(ByKeys((asked.body,), single=True), Field("body", "body", members))])
        assert isinstance(found, dict | None)
        return [_body(found, asked.body[0])] if found else []
    within = _within(asked.region)
    alone = All((within, _has_no_department()))
    departments, units = await reader.answer(
        [
            Plan(Every(("Department",), within), Field("departments", "departments", members)),
            Plan(Every(("Unit",), alone), Field("units", "units", members)),
        ]
    )
    assert isinstance(departments, list)
    assert isinstance(units, list)
    return [*(_body(one, "Department") for one in departments), *(_body(one, "Unit") for one in units)]


def _within(region: str | None) -> Predicate:
    """Bodies of a region, or of one that lies in it."""
    if region is None:
        return All()
    is_it = Compare("key", Operator.EQUAL, region)
    return Related("region", Either((is_it, Related("parent", Either((is_it, Related("parent", is_it)))))))


def _has_no_department() -> Predicate:
    return Not(Related("department", All()))


def _body_selection(asked: Lineage, sources: Selection) -> Selection:
    year = Compare("year", Operator.EQUAL, asked.year)
    printed = linked("sources", sources)
    lines = all_linked(
        "budget_lines",
        selection(
            "BudgetLine", "table", "measure", "code", "label", "amount", sources=printed, disclosures=_DISCLOSURES
        ),
        All(
            (
                year,
                Compare("stage", Operator.EQUAL, asked.stage.value),
                Compare("table", Operator.IN, tuple(table.value for table in TABLES)),
            )
        ),
    )
    parts: dict[str, Field] = {"region": linked("region", selection("Region", "id", "name")), "lines": lines}
    if asked.stage is Stage.BUDGET:  # a project's amount is its budget: of accounts no project is disclosed
        parts["projects"] = all_linked("projects", _project_selection(printed), year)
    unit = selection(
        "Unit", "id", "name", **parts, department=linked("department", selection("Department", "id", "name"))
    )
    department = selection("Department", "id", "name", **parts, units=linked("units", unit))
    return Selection({**unit.fields, **department.fields})


_DISCLOSURES: Final = linked("disclosures", selection("Disclosure", "id"))


def _project_selection(printed: Field) -> Selection:
    basis = linked("legal_basis", selection("LegalBasis", "id", "title"))
    return selection(
        "Project",
        "id",
        "name",
        "amount",
        unit=linked("unit", selection("Unit", "id")),
        funding=linked(
            "funding", selection("Funding", "amount", source=linked("source", selection("FundingSource", "code")))
        ),
        sub_items=linked("sub_items", selection("SubItem", "name", "amount", sources=printed)),
        citations=all_linked("citations", selection("Citation", legal_basis=basis, sources=printed)),
        sources=printed,
    )


def _body(found: Mapping[str, Any], kind: str) -> Body:
    return Body(
        kind,
        key_of(found),
        found["name"],
        _place(found["region"]),
        _rows(found["budget_lines"]["nodes"]),
        [_project(one) for one in found.get("projects", {"nodes": ()})["nodes"]],
        [_body(unit, "Unit") for unit in found.get("units", ())],
        _place(found["department"]) if found.get("department") else None,
    )


def _place(found: Mapping[str, Any]) -> Place:
    return Place(key_of(found), found["name"])


def _rows(lines: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows of the document that prints most of them: two editions of one budget are the same money."""
    counts = Counter(document["id"] for line in lines for document in line["disclosures"])
    chosen = min(counts, key=lambda key: (-counts[key], key), default=None)
    return [
        Row(
            BudgetTable[line["table"]],
            Measure[line["measure"]],
            line["code"],
            line["label"],
            fen(line["amount"]) or 0,
            tuple(line["sources"]),
        )
        for line in lines
        if any(document["id"] == chosen for document in line["disclosures"])
    ]


def _project(found: Mapping[str, Any]) -> ProjectRead:
    bases = {key_of(node["legal_basis"]): node for node in found["citations"]["nodes"]}
    return ProjectRead(
        key_of(found),
        found["name"],
        fen(found["amount"]),
        key_of(found["unit"]) if found["unit"] else None,
        tuple((one["source"]["code"], fen(one["amount"]) or 0) for one in found["funding"]),
        tuple(Part(one["name"], one["name"], fen(one["amount"]), tuple(one["sources"])) for one in found["sub_items"]),
        tuple(
            Part(key, node["legal_basis"]["title"], None, tuple(node["sources"])) for key, node in sorted(bases.items())
        ),
        tuple(found["sources"]),
    )
