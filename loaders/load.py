"""One document → its facts: the stages in their order.

bytes → Document → recognised → tables, units, narratives, forms, statements, citations → DisclosureFacts
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from graph.disclosures import Coverage, Disclosure, DisclosureFacts, UnreadLine
from graph.errors import DocumentError, NotADisclosure, UnreadableFile
from graph.facts import PAGE_WITHOUT_TEXT, Fact, OrganisationMention, ProjectFact, Source
from graph.reconciliation import checked
from graph.terms import DisclosureKind, OrganisationKind
from loaders.citations import find_bases
from loaders.document import Document, Grid, Ledger, Line
from loaders.forms import Form, read_forms
from loaders.narratives import read_narratives
from loaders.organisations import read_own_office, read_units
from loaders.pdf import read_pdf
from loaders.recognise import Recognition, body_of_projects, recognise
from loaders.statements import read_statements
from loaders.structure import read_remnants, read_structure
from loaders.tables import read_tables
from loaders.text import read_text

_PDF_MARK: Final = b"%PDF-"
_TABLED: Final = {
    DisclosureKind.DEPARTMENT_BUDGET,
    DisclosureKind.UNIT_BUDGET,
    DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS,
    DisclosureKind.UNIT_FINAL_ACCOUNTS,
}


def read_content(path: Path) -> bytes:
    """What the file at that path holds.

    Raises:
        UnreadableFile: it cannot be opened.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "") from None


def load_file(path: Path) -> DisclosureFacts:
    """The facts of the document at that path.

    Raises:
        DocumentError: the file gives no facts; the message says why and what to do.
    """
    content = read_content(path)
    try:
        return facts_of(read_document(content, path.name))
    except DocumentError as error:
        raise type(error)(str(path), error.detail) from error


def read_document(content: bytes, file_name: str) -> Document:
    """A PDF or a text as pages of lines and grids."""
    sha256 = hashlib.sha256(content).hexdigest()
    is_pdf = _PDF_MARK in content[:1024] or file_name.lower().endswith(".pdf")
    return (read_pdf if is_pdf else read_text)(content, file_name, sha256)


def facts_of(document: Document) -> DisclosureFacts:
    """All facts of a document, with what was left unread."""
    ledger = Ledger()
    recognised = recognise(document)
    facts: list[Fact] = []
    tables_found = tables_expected = 0
    if recognised.kind in _TABLED:
        tables = read_tables(document, recognised.stage, ledger)
        facts += tables.items
        tables_found, tables_expected = len(tables.found), tables.expected
        is_department = recognised.organisation_kind is OrganisationKind.DEPARTMENT
        facts += read_units(document, ledger) if is_department else read_own_office(document)
    facts += read_narratives(document, recognised.stage, recognised.year, ledger)
    projects = _projects(document, recognised, ledger)
    facts += projects
    facts += _units_of_projects(projects)
    if not facts:
        raise NotADisclosure(document.file_name, "its words are a disclosure's, but no figure could be read")
    if recognised.kind in _TABLED:
        facts += read_structure(document, recognised.stage)
        facts += tables.unread
    facts += read_remnants(document)
    coverage = Coverage(tables_found, tables_expected, ledger.rows_read, tuple(_unread(document, ledger)))
    return checked(DisclosureFacts(_disclosure(document, recognised, projects), coverage, tuple(facts)))


def _projects(document: Document, recognised: Recognition, ledger: Ledger) -> list[ProjectFact]:
    forms = read_forms(document, ledger, recognised.year)
    names = {form.start: form.project.name for form in forms}
    statements = read_statements(document, ledger, recognised.year, names)
    return [*(_with_bodies(statement, forms) for statement in statements), *map(_with_citations, forms)]


def _with_bodies(statement: ProjectFact, forms: Sequence[Form]) -> ProjectFact:
    """A statement with the department and the unit that the form of its project names: a statement prints neither."""
    form = next((form.project for form in forms if form.project.name == statement.name), None)
    return msgspec.structs.replace(statement, department=form.department, unit=form.unit) if form else statement


def _with_citations(form: Form) -> ProjectFact:
    if form.basis is None:
        return form.project
    bases = find_bases(form.basis)
    return msgspec.structs.replace(
        form.project,
        citations=bases.citations,
        unspecific_bases=bases.unspecific,
        has_specific_basis=bool(bases.citations),
    )


def _units_of_projects(projects: Sequence[ProjectFact]) -> list[OrganisationMention]:
    """What forms say of which unit belongs to which department."""
    pairs: dict[tuple[str, str], Source] = {}
    for project in projects:
        if project.unit and project.department:
            pairs.setdefault((project.unit, project.department), project.sources[0])
    return [
        OrganisationMention(name=unit, kind=OrganisationKind.UNIT, source=source, department=department)
        for (unit, department), source in pairs.items()
    ]


def _disclosure(document: Document, recognised: Recognition, projects: Sequence[ProjectFact]) -> Disclosure:
    organisation, kind = recognised.organisation, recognised.organisation_kind
    if organisation is None:
        organisation, kind = body_of_projects(projects) or (None, None)
    return Disclosure(
        sha256=document.sha256,
        file_name=document.file_name,
        title=recognised.title or _title(recognised, organisation),
        kind=recognised.kind,
        year=recognised.year,
        organisation=organisation,
        organisation_kind=kind,
        page_count=document.page_count,
        is_searched_for_template=True,
    )


def _title(recognised: Recognition, organisation: str | None) -> str:
    names = {
        DisclosureKind.DEPARTMENT_BUDGET: "部门预算",
        DisclosureKind.UNIT_BUDGET: "单位预算",
        DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS: "部门决算",
        DisclosureKind.UNIT_FINAL_ACCOUNTS: "单位决算",
        DisclosureKind.PROJECT_STATEMENTS: "项目经费情况说明",
        DisclosureKind.PERFORMANCE_TARGETS: "项目绩效目标申报表",
    }
    return f"{organisation or ''}{recognised.year}年{names[recognised.kind]}"


def _unread(document: Document, ledger: Ledger) -> list[UnreadLine]:
    """What a rule could not decide, each once, and the lines and tables that no rule read, ignored or spoke of."""
    left = [UnreadLine(source, reason) for source, reason in dict.fromkeys(ledger.problems)]
    left += [UnreadLine(Source("", page.number), PAGE_WITHOUT_TEXT) for page in document.pages if not page.blocks]
    for block in ledger.unread(list(document.blocks())):
        if isinstance(block, Line) and block.text.strip():
            left.append(UnreadLine(block.source, "no rule reads or ignores this line"))
        elif isinstance(block, Grid):
            left.append(UnreadLine(_place(block), "no rule reads or ignores this table"))
    return left


def _place(grid: Grid) -> Source:
    cells = [cell for row in grid.rows for cell in row if cell and cell.text.strip()]
    text = " | ".join(cell.text for cell in cells[:8])
    return Source(text=text, page=grid.page, line=grid.line, bbox=grid.bbox)
