"""The sentences of a budget and of final accounts → stated figures: amounts and counts, and how they moved.

`sections` divides the document, `folded` and `clauses` turn a section into clauses that know where they stand, `figures`
says what names mean, `phrases` what clauses do, and `reading` takes them one after the other.
"""

from graph.facts import StatedFigure
from graph.terms import Stage
from loaders.document import Document, Ledger
from loaders.narratives.reading import Reading
from loaders.narratives.sections import Role, divide, settle


def read_narratives(document: Document, stage: Stage, year: int, ledger: Ledger) -> list[StatedFigure]:
    """The figures of a disclosure's sentences, in printed order.

    A figure that the document states again with the same amount is one figure, at its first place; with another amount
    it is another figure, since a contradiction is the document's to show (住房公积金, 万里街道 2024, page 9).
    """
    sections = divide(document, stage)
    settle(document, sections, ledger)
    reading = Reading(stage, year, ledger)
    for section in sections:
        if section.role is Role.FIGURES:
            reading.read(section.lines)
    return reading.figures()
