"""Makes the small PDFs of these tests: from content as a PDF has it, or by reportlab with Chinese text."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas as Sheet

from loaders.pdf.canvas import Canvas
from loaders.pdf.content import FastInterpreter
from loaders.pdf.interpreter import Interpreter

SONG: Final = "STSong-Light"
FONT: Final = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(
    *contents: str | bytes,
    page: str = "",
    media_box: Sequence[float] = (0, 0, 200, 100),
    forms: Sequence[str] = (),
    count: int | None = None,
) -> bytes:
    """A PDF with a page for each content, a font /F1 and forms /X0, /X1, ...; `page` adds entries to each page."""
    resources = f"/Font<</F1 3 0 R>>/XObject<<{''.join(f'/X{i} {4 + i} 0 R' for i in range(len(forms)))}>>"
    first = 4 + len(forms)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(contents)))
    box = " ".join(map(str, media_box))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents) if count is None else count}>>".encode(),
        FONT.encode(),
        *(form.encode() for form in forms),
    ]
    for number, content in enumerate(contents):
        body = content.encode("latin-1") if isinstance(content, str) else content
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<<{resources}>>"
            f"/Contents {first + 2 * number + 1} 0 R{page}>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(body), body),
        ]
    return assembled(objects)


def form(content: str, bbox: str = "0 0 200 100", matrix: str = "1 0 0 1 0 0") -> str:
    """A form that draws this content."""
    dictionary = f"<</Type/XObject/Subtype/Form/BBox[{bbox}]/Matrix[{matrix}]/Resources<</Font<</F1 3 0 R>>>>"
    return f"{dictionary}/Length {len(content)}>>stream\n{content}\nendstream"


def assembled(objects: Sequence[bytes]) -> bytes:
    """The objects as a file with a correct cross-reference table; the first is the catalog."""
    file = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)


def show(text: str, x: float, y: float, size: float = 10) -> str:
    """The operators that show a text with its baseline at y."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


def sheet(width: float = 595, height: float = 842) -> tuple[Sheet, BytesIO]:
    """A reportlab sheet that writes Chinese in 12 points, and where it is saved to."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    buffer = BytesIO()
    drawn = Sheet(buffer, pagesize=(width, height))
    drawn.setFont(SONG, 12)
    return drawn, buffer


def pages_of(content: bytes) -> list[PDFPage]:
    """The pages as pdfminer has them."""
    return list(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content)))))


def canvas_of(content: bytes, interpreter: type[Interpreter] = FastInterpreter) -> Canvas:
    """The canvas with the PDF's first page on it."""
    canvas = Canvas()
    interpreter(canvas.rsrcmgr, canvas).process_page(pages_of(content)[0])
    return canvas


def text_on(canvas: Canvas) -> str:
    """All visible characters in the order of drawing."""
    return "".join(glyph.text for glyph in canvas.glyphs)
