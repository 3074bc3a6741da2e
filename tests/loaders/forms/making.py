"""Small documents for the tests of forms."""

from loaders.document import Cell, Document, Grid, Ledger, Line, Medium, Page
from loaders.forms import Form, read_forms
from loaders.text import read_text

Row = tuple[str | None, ...]


def grid(page: int, *rows: Row) -> Grid:
    """A ruled table of a PDF's page; None is a place that a merged cell covers."""
    boxed = [
        tuple(
            None if text is None else Cell(text, page=page, bbox=(50.0 * column, 20.0 * row, 50.0, 20.0))
            for column, text in enumerate(texts)
        )
        for row, texts in enumerate(rows)
    ]
    return Grid(tuple(boxed), page=page)


def pdf(*pages: tuple[str | Grid, ...]) -> Document:
    """A PDF whose pages hold these lines and grids."""
    made = []
    for number, blocks in enumerate(pages, start=1):
        lines = [
            Line(block, ordinal, page=number) if isinstance(block, str) else block
            for ordinal, block in enumerate(blocks, start=1)
        ]
        made.append(Page(tuple(lines), number=number))
    return Document("budget.pdf", "0" * 64, Medium.PDF, tuple(made))


def text(content: str) -> Document:
    """A text file with this content."""
    return read_text(content.encode(), "forms.txt", "0" * 64)


def read(document: Document, ledger: Ledger | None = None) -> list[Form]:
    """The forms of a document."""
    return read_forms(document, ledger or Ledger())
