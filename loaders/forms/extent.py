"""Where each form begins and ends in a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.identity import fold
from loaders.document import Document, Grid, Line, Medium
from loaders.forms.rows import Row, document_rows
from loaders.forms.vocabulary import HEADING, TEXTS, Column, Label, vocabulary

# Extractors part the pages of a form with a run of blank lines; inside a page they leave one or two.
BLANK_LINES_BETWEEN_PAGES: Final = 3

ONLY_OF_FORMS: Final = (Label.NAME, Label.ANNUAL, Label.TOTAL, Label.CURRENT_APPROPRIATION, *TEXTS)


@dataclass(frozen=True, slots=True)
class ScatteredPage:
    """One page of a form whose boxes were read without their rules, in a disturbed order."""

    lines: tuple[Line, ...]

    def asks(self, label: Label) -> bool:
        """Whether the page prints this label."""
        return any(
            word.label is label
            for line in self.lines
            for text in line.text.split()
            if (word := vocabulary().label(text))
        )

    @property
    def has_levels(self) -> bool:
        """Whether the page prints a level of indicators, uncut."""
        return any(vocabulary().level_word(text) for line in self.lines for text in line.text.split())

    @property
    def has_heading(self) -> bool:
        """Whether the page prints the form's heading."""
        return any(HEADING.fullmatch(fold(line.text)) for line in self.lines)


def ruled_forms(document: Document) -> list[list[Row]]:
    """The rows of each form that stands in grids.

    A form begins at its heading, or at 项目名称 where a form has its name already. A heading that no 项目名称 follows
    is repeated at the top of a page and continues the form before. A grid without a word of the template ends the form,
    unless it follows without a line between: a page of indicators may print no word of the template at all.
    """
    pieces: list[list[Row]] = []
    is_open = False
    for _, block_rows in groupby(document_rows(document), key=lambda row: row.position):
        rows = list(block_rows)
        is_open = is_open and not (rows[0].in_grid and not _continues(rows, pieces[-1]))
        for row in rows:
            named = row.in_grid and row.asks(Label.NAME)
            if row.heading or (named and not (is_open and not _has_name(pieces[-1]))):
                pieces.append([])
                is_open = True
            if is_open:
                pieces[-1].append(row)
    forms: list[list[Row]] = []
    for piece in pieces:
        if _has_name(piece):
            forms.append(piece)
        elif forms and any(row.in_grid for row in piece):
            forms[-1].extend(piece)
    return [_trimmed(form) for form in forms if _is_form(form)]


def scattered_forms(document: Document) -> list[list[ScatteredPage]]:
    """The pages of each form that a text holds as lines out of order; a PDF's lines keep their places.

    A page of indicators without 项目名称 continues the form before it.
    """
    forms: list[list[ScatteredPage]] = []
    is_open = False
    for page in _scattered_pages(document):
        begins = page.has_heading and page.asks(Label.NAME)
        is_open = begins or (is_open and page.has_levels and not page.asks(Label.NAME))
        if begins:
            forms.append([page])
        elif is_open:
            forms[-1].append(page)
    return forms


def _scattered_pages(document: Document) -> Iterable[ScatteredPage]:
    pages: list[list[Line]] = []
    for line in document.lines() if document.medium is Medium.TEXT else ():
        if not pages or line.number - pages[-1][-1].number > BLANK_LINES_BETWEEN_PAGES:
            pages.append([])
        pages[-1].append(line)
    return [ScatteredPage(tuple(lines)) for lines in pages]


def _has_name(rows: Sequence[Row]) -> bool:
    return any(row.in_grid and row.asks(Label.NAME) for row in rows)


def _continues(grid_rows: Sequence[Row], form: Sequence[Row]) -> bool:
    """Whether a grid goes on with the open form."""
    follows_at_once = next((row for row in reversed(form) if not row.is_page_number), grid_rows[0]).in_grid
    return follows_at_once or any(_is_of_template(row) for row in grid_rows)


def _is_of_template(row: Row) -> bool:
    """Whether a row prints a word that only target forms have; 备注, 上年结转 and 其他 stand in budget tables too."""
    words = vocabulary()
    texts = [placed.cell.text for placed in row.cells]
    return row.heading is not None or any(
        fold(text) in words.columns
        or fold(words.level_word(text) or "").endswith(("指标", "目标"))
        or ((asked := words.label(text)) and asked.label in ONLY_OF_FORMS)
        for text in texts
    )


def _is_form(rows: Sequence[Row]) -> bool:
    """A form has indicators and a heading, or an amount of its own; a list of projects only looks like one."""
    words = vocabulary()
    texts = [fold(placed.cell.text) for row in rows for placed in row.cells]
    has_indicators = any(words.columns.get(text) is Column.TARGET or words.level1(text) for text in texts)
    is_assessment = any(text in words.assessment for text in texts)
    is_asked = any(row.heading or row.asks(Label.ANNUAL) or row.asks(Label.TOTAL) for row in rows)
    return has_indicators and is_asked and not is_assessment


def _trimmed(rows: list[Row]) -> list[Row]:
    """The form without the lines behind its last grid, which belong to what follows."""
    last = max(index for index, row in enumerate(rows) if isinstance(row.block, Grid))
    return rows[: last + 1]
