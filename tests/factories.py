"""Small facts for tests: each function makes one, with defaults for what a test does not speak of."""

from graph.disclosures import Coverage, Disclosure, DisclosureFacts
from graph.facts import Citation, Fact, LineItem, Money, OrganisationMention, ProjectFact, Source
from graph.terms import (
    BudgetTable,
    ClassificationScheme,
    DisclosureKind,
    Measure,
    MoneyUnit,
    OrganisationKind,
    Stage,
)

COMMISSION = "上海市普陀区商务委员会"
BUREAU = "上海市财政局"


def source(text: str = "1,000", page: int = 1) -> Source:
    """A place on a page."""
    return Source(text=text, page=page, bbox=(10.0, 20.0, 30.0, 40.0))


def yuan(amount: int) -> Money:
    """A whole amount of yuan."""
    return Money(fen=amount * 100, unit=MoneyUnit.YUAN, text=str(amount))


def line_item(
    code: str | None = "2011301",
    amount: int = 1000,
    *,
    label: str = "行政运行",
    measure: Measure = Measure.TOTAL,
    table: BudgetTable = BudgetTable.EXPENDITURE_BY_FUNCTION,
    row: int = 0,
) -> LineItem:
    """One printed amount of a functional table."""
    return LineItem(
        table=table,
        stage=Stage.BUDGET,
        measure=measure,
        row=row,
        label=label,
        amount=yuan(amount),
        source=source(f"{amount:,}"),
        scheme=ClassificationScheme.FUNCTIONAL if code else None,
        code=code,
    )


def citation(title: str | None, number: str | None = None, article: str | None = None) -> Citation:
    """A document that a project is based on."""
    text = f"《{title}》" if title else ""
    return Citation(
        text=f"{text}{number or ''}{article or ''}",
        sources=(source(text),),
        title=title,
        document_number=number,
        article=article,
    )


def project(
    name: str, *citations: Citation, amount: int | None = 1000, year: int = 2025, is_form: bool = False
) -> ProjectFact:
    """What one statement or form says of a project."""
    return ProjectFact(
        name=name,
        year=year,
        is_form=is_form,
        sources=(source(name),),
        amount=yuan(amount) if amount is not None else None,
        citations=citations,
        has_specific_basis=bool(citations),
    )


def unit(name: str, *, is_own_office: bool = False) -> OrganisationMention:
    """A unit that a department's document lists."""
    return OrganisationMention(name=name, kind=OrganisationKind.UNIT, source=source(name), is_own_office=is_own_office)


def disclosure(
    *facts: Fact,
    sha256: str = "a" * 64,
    organisation: str | None = COMMISSION,
    kind: DisclosureKind = DisclosureKind.DEPARTMENT_BUDGET,
    year: int = 2025,
    file_name: str = "budget.pdf",
) -> DisclosureFacts:
    """The facts of one document."""
    organisation_kind = OrganisationKind.UNIT if kind.value.startswith("UNIT") else OrganisationKind.DEPARTMENT
    return DisclosureFacts(
        Disclosure(
            sha256=sha256,
            file_name=file_name,
            title=f"{year}年部门预算",
            kind=kind,
            year=year,
            organisation=organisation,
            organisation_kind=organisation_kind if organisation else None,
            page_count=9,
        ),
        Coverage(tables_found=9, tables_expected=9, rows_read=len(facts)),
        facts,
    )
