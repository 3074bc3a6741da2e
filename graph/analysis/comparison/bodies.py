"""Whose money counts: the bodies of a comparison, each with the documents that it published.

A department's own document and its units' hold the same money, so a department counts by its own document, or by its
units' where it published none for the year and stage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from graph.analysis.asking import LONGEST_PAGE, every, is_one_of, key_of, led_to, linked, refuse_unknown, selection
from graph.identity import parse_node_id
from graph.plan import (
    EVERYTHING,
    All,
    ByKeys,
    Compare,
    Comparison,
    Field,
    Not,
    OfKind,
    Operator,
    Plan,
    Predicate,
    Related,
    Selection,
)
from graph.plan import Any as Either
from graph.store import Reader
from graph.terms import BudgetTable, ComparisonDimension, DisclosureKind, Stage

Kind = DisclosureKind

BUDGETS: Final = (Kind.DEPARTMENT_BUDGET, Kind.UNIT_BUDGET)
FINAL_ACCOUNTS: Final = (Kind.DEPARTMENT_FINAL_ACCOUNTS, Kind.UNIT_FINAL_ACCOUNTS)

MOST_COLUMNS: Final = 50
"""As many as stand side by side."""


class Period(NamedTuple):
    """A year's budget or its final accounts."""

    year: int
    stage: Stage


class Edition(NamedTuple):
    """A document with tables."""

    key: str
    kind: DisclosureKind
    year: int


@dataclass(frozen=True, slots=True)
class Body:
    """A department with its units, or a unit, and what it published."""

    kind: str
    key: str
    name: str
    editions: tuple[Edition, ...] = ()
    units: tuple["Body", ...] = ()
    department: str | None = None  # key

    @property
    def ref(self) -> tuple[str, str]:
        """Kind and key."""
        return self.kind, self.key

    @property
    def region(self) -> str:
        """The key of its region, which its own begins with."""
        return self.key.partition(f"/{self.kind.lower()}/")[0]

    @property
    def own_name(self) -> str:
        """Its name without its region, as its key has it."""
        return self.key.partition(f"/{self.kind.lower()}/")[2]

    @property
    def is_own_office(self) -> bool:
        """Whether it is a department's own office (本级), which bears the department's name."""
        return self.kind == "Unit" and self.department == self.key.replace("/unit/", "/department/", 1)

    @property
    def label(self) -> str:
        """What it is called beside others: an own office bears its department's name, and is told apart."""
        return f"{self.name}（本级）" if self.is_own_office else self.name

    def published(self, period: Period, table: BudgetTable) -> list[Edition]:
        """Its documents that may print a table for a year and stage, those of the stage first."""
        kinds = kinds_printing(period.stage, table)
        found = [one for one in self.editions if one.year == period.year and one.kind in kinds]
        return sorted(found, key=lambda one: (one.kind not in kinds_printing(period.stage), one.key))

    def standing(self, period: Period, table: BudgetTable) -> list["Body"]:
        """Itself, or where it published nothing its units that did."""
        if self.published(period, table):
            return [self]
        return [unit for unit in self.units if unit.published(period, table)]

    def lacking(self, period: Period, table: BudgetTable) -> list["Body"]:
        """Whose money is not disclosed: of a department that published nothing the silent units, where any of them spoke."""
        standing = self.standing(period, table)
        if self in standing:
            return []
        return [unit for unit in self.units if unit not in standing] if standing else [self]


def kinds_printing(stage: Stage, table: BudgetTable | None = None) -> tuple[DisclosureKind, ...]:
    """The kinds of documents of a stage; accounts print the budget of “三公”经费 beside what was spent."""
    if stage is Stage.FINAL_ACCOUNTS:
        return FINAL_ACCOUNTS
    return (*BUDGETS, *FINAL_ACCOUNTS) if table is BudgetTable.THREE_PUBLIC else BUDGETS


class Placed(NamedTuple):
    """Whose money of when stands in which column."""

    column: str
    body: Body
    period: Period


def place(asked: Comparison, bodies: Sequence[Body], periods: Sequence[Period]) -> tuple[list[Placed], list[Placed]]:
    """Where the money of named bodies stands, and what published nothing.

    Where columns are no bodies, a unit that is named beside its department is part of it.
    """
    placed: dict[Placed, None] = {}
    silent: list[Placed] = []
    apart = asked.by in (ComparisonDimension.DEPARTMENT, ComparisonDimension.UNIT)
    for period in periods:
        published = {body.key for body in bodies if body.published(period, asked.table)}
        for body in bodies:
            if not apart and body.department in published:
                continue
            standing = body.standing(period, asked.table)
            for one in standing:
                placed[Placed(key_of_column(asked.by, body, one.region, period), one, period)] = None
            silent += (
                Placed(key_of_column(asked.by, body, one.region, period), one, period)
                for one in body.lacking(period, asked.table)
            )
    return [*placed], silent


def years_of(bodies: Sequence[Body], stages: Sequence[Stage], table: BudgetTable) -> list[int]:
    """The years that bodies or their units published documents for."""
    kinds = {kind for stage in stages for kind in kinds_printing(stage, table)}
    published = (one for body in bodies for other in (body, *body.units) for one in other.editions)
    return sorted({one.year for one in published if one.kind in kinds})


def key_of_column(by: ComparisonDimension, named: Body | None, region: str | None, period: Period) -> str:
    """The column that money stands in: of the body that is named, of a region, of a year or of a stage."""
    match by:
        case ComparisonDimension.REGION:
            return region or ""
        case ComparisonDimension.YEAR:
            return str(period.year)
        case ComparisonDimension.STAGE:
            return period.stage.value
        case _:
            return named.key if named else ""


async def read_named(asked: Comparison, reader: Reader) -> list[Body]:
    """The bodies that a question names, or those of the compared kind that published; in their order.

    Raises:
        BadUserInput: a body that is not there.
    """
    plan = Plan(ByKeys(asked.bodies), Field("bodies", "bodies", _BODY)) if asked.bodies is not None else _all(asked)
    (found,) = await reader.answer([plan])
    assert isinstance(found, list)
    for ref, one in zip(asked.bodies or (), found, strict=False):
        refuse_unknown(ref, is_known=one is not None)
    bodies = [_body(one) for one in found]
    if asked.by is ComparisonDimension.UNIT:
        bodies = [unit for body in bodies for unit in (body.units if body.kind == "Department" else (body,))]
    if asked.bodies is None:
        bodies.sort(key=lambda body: (body.name, body.key))
    unique = {body.ref: body for body in bodies if asked.regions is None or body.region in asked.regions}
    return list(unique.values())


def _all(asked: Comparison) -> Plan:
    """The bodies of the kind that is compared which published, or whose units did; one more than there can be columns."""
    kinds = [kind.value for kind in (*BUDGETS, *FINAL_ACCOUNTS)]
    years = () if asked.years is None else (is_one_of("year", asked.years),)
    published = Related("disclosures", All((is_one_of("kind", kinds), *years)))
    if asked.by is ComparisonDimension.UNIT:
        return every("Unit", All((within(asked.regions), published)), _BODY, MOST_COLUMNS + 1)
    either = Either((published, Related("units", published)))
    return every("Department", All((within(asked.regions), either)), _BODY, MOST_COLUMNS + 1)


def within(regions: Sequence[str] | None) -> Predicate:
    """Bodies of some regions' own governments."""
    return EVERYTHING if regions is None else led_to("region", "key", regions)


async def read_published(asked: Comparison, periods: Sequence[Period], reader: Reader) -> dict[Period, list[Body]]:
    """Of whole regions, for each period the departments that published, and the units whose departments did not."""
    answers = iter(await reader.answer([plan for period in periods for plan in _published(asked, period)]))
    return {period: [*_gathered(next(answers)), *_gathered(next(answers))] for period in periods}


async def read_silent(
    asked: Comparison, published: Mapping[Period, Sequence[Body]], reader: Reader
) -> dict[Period, list[Body]]:
    """Of whole regions, for each period the units that published nothing, where units stand for their department."""
    standing = {unit.department for bodies in published.values() for unit in bodies if unit.department}
    refs = [("Department", key) for key in sorted(standing)]
    (found,) = await reader.answer([Plan(ByKeys(tuple(refs)), Field("bodies", "bodies", _BODY))]) if refs else ([],)
    assert isinstance(found, list)
    departments = [_body(one) for one in found]
    return {
        period: [
            unit
            for department in departments
            if any(one.department == department.key for one in bodies)
            for unit in department.lacking(period, asked.table)
        ]
        for period, bodies in published.items()
    }


def _published(asked: Comparison, period: Period) -> Iterator[Plan]:
    kinds = [kind.value for kind in kinds_printing(period.stage, asked.table)]
    document = All((Compare("year", Operator.EQUAL, period.year), is_one_of("kind", kinds)))
    place = within(asked.regions)
    alone = Not(Related("department", Related("disclosures", document)))
    for parts in ((OfKind(("Department",)), place), (OfKind(("Unit",)), place, alone)):
        yield every("Disclosure", All((document, Related("organisation", All(parts)))), _DOCUMENT)


def _gathered(documents: Any) -> list[Body]:
    """The bodies that published some documents."""
    published: dict[str, list[Mapping[str, Any]]] = {}
    for one in documents:
        published.setdefault(one["organisation"]["id"], []).append(one)
    return [_body({**some[0]["organisation"], "disclosures": some}) for some in published.values()]


def _body(found: Mapping[str, Any]) -> Body:
    kind, key = parse_node_id(found["id"])
    return Body(
        kind,
        key,
        found["name"],
        tuple(map(_edition, found.get("disclosures", ()))),
        tuple(map(_body, found.get("units", ()))),
        key_of(found["department"]) if found.get("department") else None,
    )


def _edition(found: Mapping[str, Any]) -> Edition:
    return Edition(key_of(found), DisclosureKind[found["kind"]], found["year"])


_DISCLOSURES: Final = linked("disclosures", selection("Disclosure", "id", "kind", "year"))
_UNDER: Final = linked("department", selection("Department", "id"))
_UNIT: Final = selection("Unit", "id", "name", department=_UNDER, disclosures=_DISCLOSURES)
_UNITS: Final = Field("units", "units", selection=_UNIT, size=LONGEST_PAGE)
_DEPARTMENT: Final = selection("Department", "id", "name", disclosures=_DISCLOSURES, units=_UNITS)
_BODY: Final = Selection({**_DEPARTMENT.fields, **_UNIT.fields})
_PUBLISHER: Final = Selection(
    {**selection("Department", "id", "name").fields, **selection("Unit", "id", "name", department=_UNDER).fields}
)
_DOCUMENT: Final = selection("Disclosure", "id", "kind", "year", organisation=linked("organisation", _PUBLISHER))
