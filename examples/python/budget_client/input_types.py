from decimal import Decimal
from typing import Annotated, Optional

from pydantic import Field, PlainSerializer

from .base_model import BaseModel
from .decimals import plain
from .enums import (
    BudgetLineOrderField,
    BudgetTable,
    ClassificationScheme,
    DisclosureKind,
    GovernmentLevel,
    LegalBasisOrderField,
    Measure,
    OrderDirection,
    OrganisationKind,
    OrganisationOrderField,
    ProjectOrderField,
    Severity,
    Stage,
)


class BudgetLineFilter(BaseModel):
    """Which printed amounts: every line that is given must hold."""

    disclosure: Optional["DisclosureFilter"] = None
    "A document that prints it satisfies this."
    organisation: Optional["OrganisationFilter"] = None
    "The body whose money it is satisfies this."
    year: Optional["IntFilter"] = None
    "The budget year satisfies this."
    stage: Optional[Stage] = None
    "It was planned, or it was spent."
    table: Optional[list[BudgetTable]] = None
    "It stands in one of these tables; an empty list matches nothing."
    measure: Optional[list[Measure]] = None
    "It stands in one of these columns; an empty list matches nothing."
    scheme: Optional[ClassificationScheme] = None
    "Its code is of this list."
    code: Optional["StringFilter"] = None
    "The row's code satisfies this: startsWith 201 is a class with all under it."
    level: Optional["IntFilter"] = None
    "The level of its code satisfies this: 1 class, 2 group, 3 item."
    funding_source: Optional["IdFilter"] = Field(alias="fundingSource", default=None)
    "It is paid by one of these funding sources."
    amount: Optional["DecimalFilter"] = None
    "The amount satisfies this."
    and_: Optional[list["BudgetLineFilter"]] = Field(alias="and", default=None)
    "All of these filters hold."
    or_: Optional[list["BudgetLineFilter"]] = Field(alias="or", default=None)
    "At least one of these filters holds."
    not_: Optional["BudgetLineFilter"] = Field(alias="not", default=None)
    "This filter does not hold."


class BudgetLineOrder(BaseModel):
    """One criterion of the order of budget lines."""

    field: BudgetLineOrderField
    "What decides."
    direction: OrderDirection = OrderDirection.ASC
    "Which end comes first; what has no value comes last either way."


class CitationFilter(BaseModel):
    """Which citations: every line that is given must hold."""

    project: Optional["ProjectFilter"] = None
    "The project whose 立项依据 it stands in satisfies this."


class ClassificationCodeFilter(BaseModel):
    """Which classification codes: every line that is given must hold."""

    scheme: Optional[ClassificationScheme] = None
    "It is of this list."
    code: Optional["StringFilter"] = None
    "The digits satisfy this."
    name: Optional["StringFilter"] = None
    "The latest name satisfies this."
    level: Optional["IntFilter"] = None
    "The level satisfies this: 1 class (类), 2 group (款), 3 item (项)."


class DecimalFilter(BaseModel):
    """Which amounts, in yuan (元) and exactly: every operator that is given must hold; none holds for a missing amount."""

    eq: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "It is this amount; no amount has a part of a fen (分)."
    gt: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "It is greater than this amount."
    gte: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "It is this amount or greater."
    lt: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "It is less than this amount."
    lte: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "It is this amount or less."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether it is missing."


class DisclosureFilter(BaseModel):
    """Which documents: every line that is given must hold."""

    id: Optional["IdFilter"] = None
    "It is one of these documents."
    file_name: Optional["StringFilter"] = Field(alias="fileName", default=None)
    "The name of the loaded file satisfies this."
    kind: Optional[DisclosureKind] = None
    "It is a document of this kind."
    year: Optional["IntFilter"] = None
    "The budget year satisfies this."
    organisation: Optional["OrganisationFilter"] = None
    "The body whose budget it is satisfies this."


class FindingFilter(BaseModel):
    """Which findings: every line that is given must hold."""

    rule: Optional["StringFilter"] = None
    "The rule's id satisfies this."
    severity: Optional[Severity] = None
    "The broken rule weighs so much."


class IdFilter(BaseModel):
    """Which nodes, by their ids; the id of a node of another kind matches nothing."""

    eq: Optional[str] = None
    "It is the node of this id."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "It is one of the nodes of these ids; an empty list matches nothing."


class IntFilter(BaseModel):
    """Which whole numbers: every operator that is given must hold; none holds for a missing number."""

    eq: Optional[int] = None
    "It is this number."
    in_: Optional[list[int]] = Field(alias="in", default=None)
    "It is one of these numbers; an empty list matches nothing."
    gt: Optional[int] = None
    "It is greater than this number."
    gte: Optional[int] = None
    "It is this number or greater."
    lt: Optional[int] = None
    "It is less than this number."
    lte: Optional[int] = None
    "It is this number or less."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether it is missing."


class LegalBasisFilter(BaseModel):
    """Which legal bases: every line that is given must hold."""

    title: Optional["StringFilter"] = None
    "The title satisfies this."
    document_number: Optional["StringFilter"] = Field(
        alias="documentNumber", default=None
    )
    "The number in its one form, such as 沪财行〔2017〕45号, satisfies this."
    issuer: Optional["StringFilter"] = None
    "Who issued it satisfies this."
    level: Optional[GovernmentLevel] = None
    "It was issued at this level of government."
    year: Optional["IntFilter"] = None
    "The year of its number satisfies this."
    and_: Optional[list["LegalBasisFilter"]] = Field(alias="and", default=None)
    "All of these filters hold."
    or_: Optional[list["LegalBasisFilter"]] = Field(alias="or", default=None)
    "At least one of these filters holds."
    not_: Optional["LegalBasisFilter"] = Field(alias="not", default=None)
    "This filter does not hold."


class LegalBasisOrder(BaseModel):
    """One criterion of the order of legal bases."""

    field: LegalBasisOrderField
    "What decides."
    direction: OrderDirection = OrderDirection.ASC
    "Which end comes first; what has no value comes last either way."


class OrganisationFilter(BaseModel):
    """Which departments and units: every line that is given must hold."""

    name: Optional["StringFilter"] = None
    "The full name satisfies this."
    kind: Optional[OrganisationKind] = None
    "It is a department, or it is a unit."
    region: Optional["IdFilter"] = None
    "It belongs to one of these regions."
    and_: Optional[list["OrganisationFilter"]] = Field(alias="and", default=None)
    "All of these filters hold."
    or_: Optional[list["OrganisationFilter"]] = Field(alias="or", default=None)
    "At least one of these filters holds."
    not_: Optional["OrganisationFilter"] = Field(alias="not", default=None)
    "This filter does not hold."


class OrganisationOrder(BaseModel):
    """One criterion of the order of departments and units."""

    field: OrganisationOrderField
    "What decides."
    direction: OrderDirection = OrderDirection.ASC
    "Which end comes first; what has no value comes last either way."


class ProjectFilter(BaseModel):
    """Which projects: every line that is given must hold."""

    disclosure: Optional["DisclosureFilter"] = None
    "A document that describes it satisfies this."
    name: Optional["StringFilter"] = None
    "The name satisfies this."
    year: Optional["IntFilter"] = None
    "The budget year satisfies this."
    amount: Optional["DecimalFilter"] = None
    "The year's budget satisfies this."
    nature: Optional["StringFilter"] = None
    "The nature (项目性质) satisfies this."
    category: Optional["StringFilter"] = None
    "The category (项目类别) satisfies this."
    department: Optional["OrganisationFilter"] = None
    "The department that answers for it satisfies this."
    unit: Optional["OrganisationFilter"] = None
    "The unit that carries it out satisfies this."
    legal_basis: Optional["LegalBasisFilter"] = Field(alias="legalBasis", default=None)
    "A document that its 立项依据 names satisfies this."
    has_specific_basis: Optional[bool] = Field(alias="hasSpecificBasis", default=None)
    "Whether its 立项依据 names a document."
    and_: Optional[list["ProjectFilter"]] = Field(alias="and", default=None)
    "All of these filters hold."
    or_: Optional[list["ProjectFilter"]] = Field(alias="or", default=None)
    "At least one of these filters holds."
    not_: Optional["ProjectFilter"] = Field(alias="not", default=None)
    "This filter does not hold."


class ProjectOrder(BaseModel):
    """One criterion of the order of projects."""

    field: ProjectOrderField
    "What decides."
    direction: OrderDirection = OrderDirection.ASC
    "Which end comes first; what has no value comes last either way."


class StringFilter(BaseModel):
    """Which texts: every operator that is given must hold, character by character; none holds for a missing text."""

    eq: Optional[str] = None
    "It is this text."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "It is one of these texts; an empty list matches nothing."
    contains: Optional[str] = None
    "This text stands in it."
    starts_with: Optional[str] = Field(alias="startsWith", default=None)
    "It begins with this text."
    is_null: Optional[bool] = Field(alias="isNull", default=None)
    "Whether it is missing."


BudgetLineFilter.model_rebuild()
CitationFilter.model_rebuild()
ClassificationCodeFilter.model_rebuild()
DisclosureFilter.model_rebuild()
FindingFilter.model_rebuild()
LegalBasisFilter.model_rebuild()
OrganisationFilter.model_rebuild()
ProjectFilter.model_rebuild()
