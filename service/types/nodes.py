"""The nodes of the graph as GraphQL types: whatever has an id and can be fetched by it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    DisclosureKind,
    GovernmentLevel,
    IdentityRule,
    LegalBasisRelation,
    Measure,
    OrganisationKind,
    Severity,
    Stage,
)
from service.inputs import (
    BudgetLineFilter,
    BudgetLineOrder,
    CitationFilter,
    FindingFilter,
    OrganisationFilter,
    OrganisationOrder,
    ProjectFilter,
    ProjectOrder,
)
from service.sizes import COUNTERPARTS, MAX_COUNTERPARTS, MAX_SIMILAR, SIMILAR
from service.types.connections import Connection, MeasuredConnection
from service.types.continuity import ProjectLink, Succession
from service.types.declare import Argument, asked, connection, money, of_ontology
from service.types.shared import SimilarProject
from service.types.values import (
    Coverage,
    Funding,
    Indicator,
    LegalBasisLink,
    Source,
    StatedFigure,
    SubItem,
    UnspecificBasis,
)


@of_ontology
class Node:
    id: strawberry.ID = asked("The opaque id: equal after every reload and in every store.")


@of_ontology
class Region(Node):
    code: str | None
    name: str
    level: GovernmentLevel
    parent: Region | None
    children: list[Region]
    organisations: Connection[Organisation] = connection(where=OrganisationFilter, order=OrganisationOrder)


@of_ontology
class Organisation(Node):
    name: str
    kind: OrganisationKind = asked("Whether it is a department or a unit.")
    region: Region
    aliases: list[str]
    projects: MeasuredConnection[Project] = connection(
        "The projects that it answers for or carries out.", where=ProjectFilter, order=ProjectOrder
    )
    budget_lines: MeasuredConnection[BudgetLine] = connection(where=BudgetLineFilter, order=BudgetLineOrder)
    disclosures: list[Disclosure]
    predecessors: list[Succession] = asked("The bodies that it follows upon: renamed, merged or split (机构承继).")
    successors: list[Succession] = asked("The bodies that follow upon it.")


@of_ontology
class Department(Organisation):
    units: list[Unit]
    organ: str | None
    counterparts: list[Department] = asked(
        "The departments that are the same organ in other regions and at other levels (对口部门), by the nodes' keys: for "
        "普陀区财政局 the city's and every district's bureau of finance. Names that differ mean one organ only by a curated list, "
        "such as 教育委员会 and 教育局.",
        {"first": Argument(int | None, f"How many departments, at most {MAX_COUNTERPARTS}.", COUNTERPARTS)},
        sizes=(COUNTERPARTS, MAX_COUNTERPARTS),
    )


@of_ontology
class Unit(Organisation):
    department: Department | None


@of_ontology
class Project(Node):
    name: str
    year: int
    department: Department | None
    unit: Unit | None
    nature: str | None
    category: str | None
    start_date: date | None
    end_date: date | None
    amount: Decimal | None = money()
    prior_year_budget: Decimal | None = money()
    prior_year_actual: Decimal | None = money()
    funding: list[Funding]
    sub_items: list[SubItem]
    indicators: list[Indicator]
    citations: Connection[Citation] = connection()
    legal_bases: list[LegalBasis]
    similar_by_legal_basis: list[SimilarProject] = asked(
        "Other projects that are based on at least one of the same documents, the highest score first; the nodes' keys "
        "decide between equals.",
        {"first": Argument(int | None, f"How many projects, at most {MAX_SIMILAR}.", SIMILAR)},
        sizes=(SIMILAR, MAX_SIMILAR),
    )
    previous_years: list[ProjectLink] = asked(
        "The same project in the nearest earlier year that has it, the surest first."
    )
    next_years: list[ProjectLink] = asked("The same project in the nearest later year that has it, the surest first.")
    has_specific_basis: bool | None
    unspecific_bases: list[UnspecificBasis]
    overview: str | None
    basis: str | None
    implementer: str | None
    plan: str | None
    schedule: str | None
    goal: str | None
    classifications: list[ClassificationCode]
    disclosures: list[Disclosure]
    sources: list[Source]


@of_ontology
class FundingSource(Node):
    code: str
    name: str
    parent: FundingSource | None
    children: list[FundingSource]


@of_ontology
class ClassificationCode(Node):
    scheme: ClassificationScheme
    code: str
    name: str
    level: int
    names: list[str]
    parent: ClassificationCode | None
    children: list[ClassificationCode]
    budget_lines: MeasuredConnection[BudgetLine] = connection(where=BudgetLineFilter, order=BudgetLineOrder)


@of_ontology
class BudgetLine(Node):
    organisation: Organisation
    year: int
    stage: Stage
    table: BudgetTable
    measure: Measure
    classification: ClassificationCode | None
    code: str | None
    label: str
    funding_source: FundingSource | None
    amount: Decimal = money()
    disclosures: list[Disclosure]
    sources: list[Source]


@of_ontology
class LegalBasis(Node):
    title: str
    document_number: str | None
    issuer: str | None
    issuer_evidence: str | None
    level: GovernmentLevel | None
    year: int | None
    document_type: str | None
    issued: date | None
    address: str | None
    based_on: list[LegalBasisLink]
    implemented_by: list[LegalBasisLink]
    aliases: list[str]
    citation_count: int
    citations: Connection[Citation] = connection(where=CitationFilter)
    projects: MeasuredConnection[Project] = connection(where=ProjectFilter, order=ProjectOrder)
    dependent_projects: MeasuredConnection[Project] = connection(where=ProjectFilter, order=ProjectOrder)


@of_ontology
class Citation(Node):
    project: Project
    legal_basis: LegalBasis
    article: str | None
    relation: LegalBasisRelation
    text: str
    title: str | None
    document_number: str | None
    issuer: str | None
    identified_by: IdentityRule
    sources: list[Source]


@of_ontology
class Disclosure(Node):
    title: str
    kind: DisclosureKind
    year: int
    organisation: Organisation | None
    file_name: str
    sha256: str
    page_count: int | None
    projects: list[Project]
    budget_lines: MeasuredConnection[BudgetLine] = connection(where=BudgetLineFilter, order=BudgetLineOrder)
    coverage: Coverage
    findings: Connection[Finding] = connection(where=FindingFilter)
    stated_figures: list[StatedFigure]


@of_ontology
class Finding(Node):
    rule: str
    severity: Severity
    subject: str
    message: str
    expected: Decimal | None = money()
    actual: Decimal | None = money()
    expected_text: str
    actual_text: str
    disclosures: list[Disclosure]
    sources: list[Source]
    expected_sources: list[Source]
    actual_sources: list[Source]
