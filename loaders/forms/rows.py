"""A document's blocks as one sequence of rows: a ruled form goes on over page breaks and over lines between grids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from graph.identity import fold
from loaders.document import Cell, Document, Grid, Line
from loaders.forms.vocabulary import HEADING, Label, vocabulary
from loaders.page_numbers import is_page_number

# "申报单位名称：上海市党建服务中心" "填报单位：甲 单位：元" -> word, value, once for each
LABELLED: Final = re.compile(r"(?P<word>[^\s:：]+)\s*[:：]\s*(?P<value>[^\s:：]+)")


class Placed(NamedTuple):
    """A filled cell with its column.

    `part` is what the document holds and the ledger settles: the cell itself, the cell that prints label and answer
    together, or the line that stands for a row.
    """

    column: int
    cell: Cell
    part: Cell | Line


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one row of a grid, or of one line between grids.

    `block` is the row's grid or line and `position` its place among the document's blocks.
    """

    cells: tuple[Placed, ...]
    block: Line | Grid
    position: int
    width: int = 1
    opens: bool = False  # first row of its grid: what stands in it may go on from the page before
    closes: bool = False

    @property
    def in_grid(self) -> bool:
        """Whether the row is ruled."""
        return isinstance(self.block, Grid)

    @property
    def heading(self) -> re.Match[str] | None:
        """The form's heading, where this row prints it."""
        headings = (HEADING.fullmatch(fold(placed.cell.text)) for placed in self.cells)
        return next((heading for heading in headings if heading), None)

    def asks(self, label: Label) -> bool:
        """Whether a cell of the row is this label."""
        return any(word.label is label for placed in self.cells if (word := vocabulary().label(placed.cell.text)))

    @property
    def is_page_number(self) -> bool:
        """Whether the row is a line with nothing but a page's number."""
        return isinstance(self.block, Line) and is_page_number(self.block.text)


def document_rows(document: Document) -> Iterator[Row]:
    """All filled rows of a document in reading order."""
    for position, block in enumerate(document.blocks()):
        if isinstance(block, Line):
            yield Row(tuple(_line_cells(block)), block, position)
            continue
        filled = [row for row in block.rows if any(cell and cell.text.strip() for cell in row)]
        for index, row in enumerate(filled):
            cells = tuple(
                Placed(column, half, cell)
                for column, cell in enumerate(row)
                if cell
                for half in _label_and_answer(cell)
            )
            yield Row(cells, block, position, len(row), opens=index == 0, closes=index == len(filled) - 1)


def _label_and_answer(cell: Cell) -> list[Cell]:
    """The cell; or its two parts where it prints label and answer together (项目名称：在线学习); none if it is empty."""
    word, colon, answer = cell.text.translate(str.maketrans("：", ":")).partition(":")
    if colon and answer.strip() and vocabulary().label(word):
        return [replace(cell, text=word), replace(cell, text=answer.strip())]
    return [cell] if cell.text.strip() else []


def _line_cells(line: Line) -> Iterator[Placed]:
    """The labels and answers of a line like cells of a row; a line without a known label is one cell."""
    pairs = [pair for pair in LABELLED.finditer(line.text) if vocabulary().label(pair["word"])]
    texts = [text for pair in pairs for text in pair.group("word", "value")] or [line.text]
    for column, text in enumerate(texts):
        source = line.source_of(text)
        yield Placed(column, Cell(text, source.page, source.line, source.bbox), line)
