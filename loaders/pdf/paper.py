"""The sheet that a page is shown on: which part of it, which way up, and how large."""

from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, Matrix, Rect

from loaders.pdf.marks import intersection, placed


def visible_box(page: PDFPage) -> Rect:
    """The part of the page that a viewer shows, in the PDF's coordinates, which may name its corners in any order."""
    whole = placed(page.mediabox, MATRIX_IDENTITY)
    cropped = intersection(whole, placed(page.cropbox, MATRIX_IDENTITY))
    return cropped if cropped[0] < cropped[2] and cropped[1] < cropped[3] else whole


def page_matrix(page: PDFPage) -> Matrix:
    """From the PDF's coordinates to points from the visible page's top left corner."""
    x0, y0, x1, y1 = visible_box(page)
    turned: dict[int, Matrix] = {
        90: (0, 1, 1, 0, -y0, -x0),
        180: (-1, 0, 0, 1, x1, -y0),
        270: (0, -1, -1, 0, y1, x1),
    }
    return turned.get(page.rotate, (1, 0, 0, -1, -x0, y1))


def page_size(page: PDFPage) -> tuple[float, float]:
    """Width and height of the page as a viewer shows it."""
    x0, y0, x1, y1 = visible_box(page)
    return (y1 - y0, x1 - x0) if page.rotate in {90, 270} else (x1 - x0, y1 - y0)
