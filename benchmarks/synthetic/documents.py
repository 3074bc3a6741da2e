"""A synthetic disclosure, printed from its first page to its last."""

from hashlib import sha256

from benchmarks.synthetic.country import Department, Edition
from benchmarks.synthetic.figures import print_figures
from benchmarks.synthetic.ledgers import ledger_of
from benchmarks.synthetic.names import NAMES
from benchmarks.synthetic.projects import print_projects
from benchmarks.synthetic.sheet import Sheet
from benchmarks.synthetic.tables import Row, print_rows, rows_of
from graph.disclosures import Coverage, Disclosure, DisclosureFacts, UnreadLine
from graph.facts import OrganisationMention
from graph.terms import BudgetTable, DisclosureKind, Measure, OrganisationKind, Stage


def print_document(department: Department, edition: Edition, number: int) -> DisclosureFacts:
    """What a loader would have read in the document."""
    dice = department.dice("document", *edition)
    sheet, tables = Sheet(), 0
    if edition.kind is DisclosureKind.PROJECT_STATEMENTS:
        print_projects(sheet, department, edition, statements=True, forms=True)
    elif edition.kind is DisclosureKind.PERFORMANCE_TARGETS:
        print_projects(sheet, department, edition, statements=False, forms=True)
    else:
        tables = len(BudgetTable)
        _print_units(sheet, department, edition)
        _print_budget(sheet, department, edition)
        if edition.stage is Stage.BUDGET and dice.random() < 0.9:
            print_projects(sheet, department, edition, statements=True, forms=False)
    unread = tuple(
        UnreadLine(sheet.next_line(dice.choice(NAMES["unread"]["texts"])), NAMES["unread"]["reason"])
        for _ in range(dice.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, 3)))
    )
    organisation = department.name if edition.unit is None else department.units[edition.unit]
    title = f"{organisation}{edition.year}年{NAMES['titles'][edition.kind]}"
    disclosure = Disclosure(
        sha256=sha256(f"{department.seed}/{number}".encode()).hexdigest(),
        file_name=f"{title}.pdf",
        title=title,
        kind=edition.kind,
        year=edition.year,
        organisation=organisation,
        organisation_kind=OrganisationKind.DEPARTMENT if edition.unit is None else OrganisationKind.UNIT,
        page_count=sheet.page,
    )
    return DisclosureFacts(disclosure, Coverage(tables, tables, sheet.rows, unread), tuple(sheet.facts))


def _print_units(sheet: Sheet, department: Department, edition: Edition) -> None:
    """The units that a department's document lists; a unit's own names none."""
    for number, unit in enumerate(department.units if edition.unit is None else ()):
        name = unit if number else f"{unit}（本级）"
        source = sheet.next_line(f"{number + 1}. {name}。")
        sheet.facts.append(OrganisationMention(name, OrganisationKind.UNIT, source, is_own_office=not number))


def _print_budget(sheet: Sheet, department: Department, edition: Edition) -> None:
    """The tables and the sentences of a budget or of final accounts."""
    ledger = ledger_of(department, edition, edition.year, edition.stage)
    planned = ledger_of(department, edition, edition.year, Stage.BUDGET)
    before = ledger_of(department, edition, edition.year - 1, edition.stage)
    for table in BudgetTable:
        sheet.turn()
        if table is BudgetTable.THREE_PUBLIC:
            for stage, told in {Stage.BUDGET: planned, edition.stage: ledger}.items():
                cells = told.for_three_public()
                if edition.stage is Stage.FINAL_ACCOUNTS:  # its table has no 机关运行经费
                    del cells[Measure.AGENCY_OPERATION]
                print_rows(sheet, table, stage, [Row("合计", cells)])
        else:
            print_rows(sheet, table, edition.stage, rows_of(ledger, table, edition.stage))
    sheet.turn()
    print_figures(sheet, department.dice("figures", *edition), edition, ledger, before)
