"""Filters and orders: what a connection can be asked for, and which member of its nodes each line is about.

A filter's line says where its value is looked for: `path` follows links from the node, and ends at the member that is
compared, or at the link whose nodes satisfy a nested filter. Without a path it is the member of the line's own name.
`service.predicates` reads these paths, so a filter is added here and nowhere else.
"""

from __future__ import annotations

import inspect
from decimal import Decimal
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry.types.field import StrawberryField

from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    DisclosureKind,
    GovernmentLevel,
    Measure,
    OrganisationKind,
    Severity,
    Stage,
)
from service.types.enums import (
    BudgetLineOrderField,
    LegalBasisOrderField,
    OrderDirection,
    OrganisationOrderField,
    ProjectOrderField,
)

T = TypeVar("T")


def where(says: str, *path: str, name: str | None = None) -> Any:
    """An optional line of a filter; `name` for the words that Python keeps to itself."""
    return StrawberryField(description=says, graphql_name=name, default=strawberry.UNSET, metadata={"path": path})


def by(says: str) -> Any:
    """The line of an order that says what decides."""
    return StrawberryField(description=says)


def towards() -> Any:
    """The line of an order that says which end comes first."""
    return StrawberryField(
        description="Which end comes first; what has no value comes last either way.", default=OrderDirection.ASC
    )


@dataclass_transform(kw_only_default=True, field_specifiers=(where, by, towards))
def given(cls: type[T]) -> type[T]:
    """An input type, described by its docstring."""
    return strawberry.input(description=inspect.getdoc(cls))(cls)


@given
class StringFilter:
    """Which texts: every operator that is given must hold, character by character; none holds for a missing text."""

    eq: str | None = where("It is this text.")
    in_: list[str] | None = where("It is one of these texts; an empty list matches nothing.", name="in")
    contains: str | None = where("This text stands in it.")
    starts_with: str | None = where("It begins with this text.")
    is_null: bool | None = where("Whether it is missing.")


@given
class IntFilter:
    """Which whole numbers: every operator that is given must hold; none holds for a missing number."""

    eq: int | None = where("It is this number.")
    in_: list[int] | None = where("It is one of these numbers; an empty list matches nothing.", name="in")
    gt: int | None = where("It is greater than this number.")
    gte: int | None = where("It is this number or greater.")
    lt: int | None = where("It is less than this number.")
    lte: int | None = where("It is this number or less.")
    is_null: bool | None = where("Whether it is missing.")


@given
class DecimalFilter:
    """Which amounts, in yuan (元) and exactly: every operator that is given must hold; none holds for a missing amount."""

    eq: Decimal | None = where("It is this amount; no amount has a part of a fen (分).")
    gt: Decimal | None = where("It is greater than this amount.")
    gte: Decimal | None = where("It is this amount or greater.")
    lt: Decimal | None = where("It is less than this amount.")
    lte: Decimal | None = where("It is this amount or less.")
    is_null: bool | None = where("Whether it is missing.")


@given
class IdFilter:
    """Which nodes, by their ids; the id of a node of another kind matches nothing."""

    eq: strawberry.ID | None = where("It is the node of this id.")
    in_: list[strawberry.ID] | None = where(
        "It is one of the nodes of these ids; an empty list matches nothing.", name="in"
    )


@given
class OrganisationFilter:
    """Which departments and units: every line that is given must hold."""

    name: StringFilter | None = where("The full name satisfies this.")
    kind: OrganisationKind | None = where("It is a department, or it is a unit.")
    region: IdFilter | None = where("It belongs to one of these regions.", "region", "key")
    and_: list[OrganisationFilter] | None = where("All of these filters hold.", name="and")
    or_: list[OrganisationFilter] | None = where("At least one of these filters holds.", name="or")
    not_: OrganisationFilter | None = where("This filter does not hold.", name="not")


@given
class DisclosureFilter:
    """Which documents: every line that is given must hold."""

    id: IdFilter | None = where("It is one of these documents.", "key")
    file_name: StringFilter | None = where("The name of the loaded file satisfies this.")
    kind: DisclosureKind | None = where("It is a document of this kind.")
    year: IntFilter | None = where("The budget year satisfies this.")
    organisation: OrganisationFilter | None = where("The body whose budget it is satisfies this.")


@given
class FindingFilter:
    """Which findings: every line that is given must hold."""

    rule: StringFilter | None = where("The rule's id satisfies this.")
    severity: Severity | None = where("The broken rule weighs so much.")


@given
class LegalBasisFilter:
    """Which legal bases: every line that is given must hold."""

    title: StringFilter | None = where("The title satisfies this.")
    document_number: StringFilter | None = where(
        "The number in its one form, such as 沪财行〔2017〕45号, satisfies this."
    )
    issuer: StringFilter | None = where("Who issued it satisfies this.")
    level: GovernmentLevel | None = where("It was issued at this level of government.")
    year: IntFilter | None = where("The year of its number satisfies this.")
    and_: list[LegalBasisFilter] | None = where("All of these filters hold.", name="and")
    or_: list[LegalBasisFilter] | None = where("At least one of these filters holds.", name="or")
    not_: LegalBasisFilter | None = where("This filter does not hold.", name="not")


@given
class ProjectFilter:
    """Which projects: every line that is given must hold."""

    disclosure: DisclosureFilter | None = where("A document that describes it satisfies this.", "disclosures")
    name: StringFilter | None = where("The name satisfies this.")
    year: IntFilter | None = where("The budget year satisfies this.")
    amount: DecimalFilter | None = where("The year's budget satisfies this.")
    nature: StringFilter | None = where("The nature (项目性质) satisfies this.")
    category: StringFilter | None = where("The category (项目类别) satisfies this.")
    department: OrganisationFilter | None = where("The department that answers for it satisfies this.")
    unit: OrganisationFilter | None = where("The unit that carries it out satisfies this.")
    legal_basis: LegalBasisFilter | None = where(
        "A document that its 立项依据 names satisfies this.", "citations", "legal_basis"
    )
    has_specific_basis: bool | None = where("Whether its 立项依据 names a document.")
    and_: list[ProjectFilter] | None = where("All of these filters hold.", name="and")
    or_: list[ProjectFilter] | None = where("At least one of these filters holds.", name="or")
    not_: ProjectFilter | None = where("This filter does not hold.", name="not")


@given
class BudgetLineFilter:
    """Which printed amounts: every line that is given must hold."""

    disclosure: DisclosureFilter | None = where("A document that prints it satisfies this.", "disclosures")
    organisation: OrganisationFilter | None = where("The body whose money it is satisfies this.")
    year: IntFilter | None = where("The budget year satisfies this.")
    stage: Stage | None = where("It was planned, or it was spent.")
    table: list[BudgetTable] | None = where("It stands in one of these tables; an empty list matches nothing.")
    measure: list[Measure] | None = where("It stands in one of these columns; an empty list matches nothing.")
    scheme: ClassificationScheme | None = where("Its code is of this list.", "classification", "scheme")
    code: StringFilter | None = where("The row's code satisfies this: startsWith 201 is a class with all under it.")
    level: IntFilter | None = where(
        "The level of its code satisfies this: 1 class, 2 group, 3 item.", "classification", "level"
    )
    funding_source: IdFilter | None = where("It is paid by one of these funding sources.", "funding_source", "key")
    amount: DecimalFilter | None = where("The amount satisfies this.")
    and_: list[BudgetLineFilter] | None = where("All of these filters hold.", name="and")
    or_: list[BudgetLineFilter] | None = where("At least one of these filters holds.", name="or")
    not_: BudgetLineFilter | None = where("This filter does not hold.", name="not")


@given
class ClassificationCodeFilter:
    """Which classification codes: every line that is given must hold."""

    scheme: ClassificationScheme | None = where("It is of this list.")
    code: StringFilter | None = where("The digits satisfy this.")
    name: StringFilter | None = where("The latest name satisfies this.")
    level: IntFilter | None = where("The level satisfies this: 1 class (类), 2 group (款), 3 item (项).")


@given
class CitationFilter:
    """Which citations: every line that is given must hold."""

    project: ProjectFilter | None = where("The project whose 立项依据 it stands in satisfies this.")


@given
class OrganisationOrder:
    """One criterion of the order of departments and units."""

    field: OrganisationOrderField = by("What decides.")
    direction: OrderDirection = towards()


@given
class ProjectOrder:
    """One criterion of the order of projects."""

    field: ProjectOrderField = by("What decides.")
    direction: OrderDirection = towards()


@given
class BudgetLineOrder:
    """One criterion of the order of budget lines."""

    field: BudgetLineOrderField = by("What decides.")
    direction: OrderDirection = towards()


@given
class LegalBasisOrder:
    """One criterion of the order of legal bases."""

    field: LegalBasisOrderField = by("What decides.")
    direction: OrderDirection = towards()
