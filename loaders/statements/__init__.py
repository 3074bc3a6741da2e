"""Project statements (项目经费情况说明) → facts about their projects.

sections (statements and their seven parts) → naming, period, appropriation, loaders.citations → one fact each
"""

import sys
from collections.abc import Mapping
from itertools import zip_longest

from graph.facts import PrintedPeriod, ProjectFact
from loaders.citations import NO_BASES, find_bases
from loaders.document import Document, Ledger
from loaders.passage import Passage
from loaders.statements.appropriation import read_appropriation
from loaders.statements.breakdowns import read_breakdowns
from loaders.statements.calculations import read_calculations, read_unit_prices
from loaders.statements.counts import read_areas, read_counted_parts, read_counts_in_formulas
from loaders.statements.naming import adds_phrase, name_of_project, names_of_subject
from loaders.statements.period import read_period
from loaders.statements.sections import Part, Statement, find_statements

__all__ = ["read_statements"]


def read_statements(
    document: Document, ledger: Ledger, year: int, forms: Mapping[int, str] | None = None
) -> list[ProjectFact]:
    """The projects that a document's statements describe, in reading order.

    `year` is the document's: a statement of a 2026 budget may still print last year's period (普陀区司法局 2026, page 23).
    `forms` are the names (项目名称) of the document's target forms by the block where each begins; a form names the
    statement before it. A statement whose project nothing names gives no fact and is reported.
    """
    names_by_form = dict(forms or {})
    statements = find_statements(document, ledger, names_by_form)
    phrase_is_added = adds_phrase(statement.subject for statement in statements)
    facts = []
    for statement, following in zip_longest(statements, statements[1:]):
        behind = range(statement.end + 1, following.end if following else sys.maxsize)
        form_names = [names_by_form[start] for start in sorted(names_by_form) if start in behind]
        names = names_of_subject(statement.subject, phrase_is_added=phrase_is_added)
        name = name_of_project(names, form_names, _text(statement, Part.OVERVIEW) or "")
        if name:
            facts.append(_project_fact(name, year, statement, ledger))
        else:
            ledger.problem(statement.heading[0].source, "a statement that names no project, or several")
    return facts


def _project_fact(name: str, year: int, statement: Statement, ledger: Ledger) -> ProjectFact:
    basis = statement.passage(Part.BASIS)
    schedule = statement.passage(Part.SCHEDULE)
    printed = statement.passage(Part.APPROPRIATION)
    overview = statement.passage(Part.OVERVIEW)
    appropriation = read_appropriation(printed, overview, year, ledger)
    period = read_period(schedule.text) if schedule else None
    bases = find_bases(basis) if basis else NO_BASES
    heading = Passage.of(statement.heading)
    return ProjectFact(
        name=name,
        year=year,
        is_form=False,
        sources=(heading.source(0, len(heading.text)), *([appropriation.source] if appropriation.source else [])),
        start=period.start if period else None,
        end=period.end if period else None,
        amount=appropriation.amount,
        sub_items=appropriation.sub_items,
        appropriated=appropriation.appropriated,
        estimated=appropriation.estimated,
        breakdowns=tuple(read_breakdowns(printed)) if printed else (),
        calculations=read_calculations(printed) if printed else (),
        counted_parts=(
            *(read_areas(overview) if overview else ()),
            *(read_counted_parts(printed) if printed else ()),
        ),
        unit_prices=tuple(read_unit_prices(printed)) if printed else (),
        counts_in_formulas=tuple(read_counts_in_formulas(printed)) if printed else (),
        overview_period=_overview_period(overview) if overview else None,
        citations=bases.citations,
        unspecific_bases=bases.unspecific,
        has_specific_basis=bool(bases.citations) if basis else None,
        overview=_text(statement, Part.OVERVIEW),
        basis=_text(statement, Part.BASIS),
        implementer=_text(statement, Part.IMPLEMENTER),
        plan=_text(statement, Part.PLAN),
        schedule=_text(statement, Part.SCHEDULE),
        schedule_source=schedule.source(0, len(schedule.text)) if schedule else None,
        appropriation=_text(statement, Part.APPROPRIATION),
        goal=_text(statement, Part.GOAL),
    )


def _overview_period(overview: Passage) -> PrintedPeriod | None:
    period = read_period(overview.text)
    return PrintedPeriod(period.start, period.end, overview.source(*period.place)) if period else None


def _text(statement: Statement, part: Part) -> str | None:
    passage = statement.passage(part)
    return passage.text if passage else None
