"""What stands in the nodes and has no id of its own: sources, the parts of a project, what was read of a document."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.terms import Direction, LegalBasisRelation, Stage, Topic, UnspecificKind
from service.types.declare import money, of_ontology

if TYPE_CHECKING:
    from service.types.nodes import Disclosure, FundingSource, LegalBasis


@of_ontology
class BoundingBox:
    x0: float
    top: float
    x1: float
    bottom: float


@of_ontology
class Source:
    disclosure: Annotated[Disclosure, strawberry.lazy("service.types.nodes")]
    page: int | None
    line: int | None
    bbox: BoundingBox | None
    text: str


@of_ontology
class Funding:
    source: Annotated[FundingSource, strawberry.lazy("service.types.nodes")]
    amount: Decimal = money()
    sources: list[Source]


@of_ontology
class SubItem:
    name: str
    amount: Decimal | None = money()
    sources: list[Source]


@of_ontology
class Indicator:
    level1: str | None
    level2: str | None
    name: str
    operator: str | None
    value: str | None
    unit: str | None
    text: str | None
    sources: list[Source]


@of_ontology
class StatedFigure:
    topic: Topic
    stage: Stage
    year: int
    label: str
    code: str | None
    amount: Decimal | None = money()
    count: int | None
    compared_year: int | None
    direction: Direction | None
    change: Decimal | None = money()
    ratio: str | None
    sources: list[Source]


@of_ontology
class UnspecificBasis:
    kind: UnspecificKind
    text: str
    sources: list[Source]


@of_ontology
class LegalBasisLink:
    legal_basis: Annotated[LegalBasis, strawberry.lazy("service.types.nodes")]
    relation: LegalBasisRelation
    confidence: float
    reason: str
    source: Source


@of_ontology
class UnreadLine:
    source: Source
    reason: str


@of_ontology
class Coverage:
    tables_found: int
    tables_expected: int
    rows_read: int
    unread_lines: int
    checks_run: int
    checks_failed: int
    checks_not_run: int
    unread: list[UnreadLine]
