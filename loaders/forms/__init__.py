"""Performance-target forms (绩效目标申报表, 绩效目标填报表) → facts about their projects.

Three states are read: the form of 2018 (two levels of indicators, checkboxes, sub-items) and the form since 2019 (three
levels) as grids of a PDF or a text, and the form whose boxes were read without rules, in a disturbed order.

    rows → extent → ruled | scattered → answers → project
"""

from dataclasses import dataclass

from graph.facts import ProjectFact, Source
from loaders.document import Document, Grid, Ledger, Line
from loaders.forms.extent import ruled_forms, scattered_forms
from loaders.forms.project import project_fact
from loaders.forms.ruled import read_ruled_form
from loaders.forms.scattered import read_scattered_form
from loaders.forms.vocabulary import Label
from loaders.passage import Passage


@dataclass(frozen=True, slots=True)
class Form:
    """A form as read: its project, its 立项依据 as running text, and its first and last block in the document.

    The project's citations are empty: who finds citations in `basis` fills them in.
    """

    project: ProjectFact
    basis: Passage | None
    start: int
    end: int


def read_forms(document: Document, ledger: Ledger, year: int | None = None) -> list[Form]:
    """The forms of a document in reading order; `year` is the document's, for forms that print none."""
    blocks = list(document.blocks())
    positions = {id(block): position for position, block in enumerate(blocks)}
    readings = [(read_ruled_form(rows, ledger), [row.position for row in rows]) for rows in ruled_forms(document)] or [
        (read_scattered_form(pages, ledger), [positions[id(line)] for page in pages for line in page.lines])
        for pages in scattered_forms(document)
    ]
    forms = []
    for answers, places in readings:
        start, end = min(places), max(places)
        project = project_fact(answers, year, _place(blocks[start]), ledger)
        if project:
            forms.append(Form(project, answers.passage(Label.BASIS), start, end))
    return forms


def _place(block: Line | Grid) -> Source:
    if isinstance(block, Line):
        return block.source
    return next(cell.source for row in block.rows for cell in row if cell)
