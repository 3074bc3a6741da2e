"""PDF → the document as printed: the lines and ruled tables of each page, each with its box.

`read_pdf` is the whole surface: nothing else in the project knows a PDF library, so that a faster reader can take this
one's place. It reads each page once and keeps nothing of a page but its text.
"""

from graph.errors import NoTextLayer
from loaders.document import Document, Grid, Line, Medium, Page
from loaders.pdf.canvas import Canvas
from loaders.pdf.content import FastInterpreter
from loaders.pdf.grids import find_grids
from loaders.pdf.lines import printed_lines
from loaders.pdf.marks import rounded
from loaders.pdf.opening import damage_reported, open_pages
from loaders.pdf.paper import page_size

__all__ = ["read_pdf"]


def read_pdf(content: bytes, file_name: str, sha256: str) -> Document:
    """The document as printed, nothing interpreted: what a reader cannot see on a page is not in it.

    Raises:
        EmptyDocument: no byte or no page.
        EncryptedDocument: it asks for a password.
        DamagedDocument: it is no PDF, or cannot be followed to its end.
        TooManyPages: more than any disclosure has.
        NoTextLayer: not one character on any page.
    """
    with damage_reported(file_name):
        pages = open_pages(content, file_name)
        canvas = Canvas()
        interpreter = FastInterpreter(canvas.rsrcmgr, canvas)
        read = []
        for number, page in enumerate(pages, 1):
            interpreter.process_page(page)
            width, height = page_size(page)
            read.append(Page(page_blocks(canvas, number), number, width, height))
    if not any(page.blocks for page in read):
        raise NoTextLayer(file_name)
    return Document(file_name, sha256, Medium.PDF, tuple(read))


def page_blocks(canvas: Canvas, page: int) -> tuple[Line | Grid, ...]:
    """What the canvas shows, from top to bottom: the grids, and the lines of all that stands outside their cells."""
    grids, outside = find_grids(canvas.rules, canvas.glyphs, page)
    lines = [Line(line.text, number, page, rounded(line.bbox)) for number, line in enumerate(printed_lines(outside), 1)]
    return tuple(sorted([*grids, *lines], key=lambda block: block.bbox[1] if block.bbox else 0))
