"""Carries out a page's drawing operators on a canvas, with what pdfminer leaves out: the clipping path."""

# ruff: noqa: N802, N815 - pdfminer names the methods after the PDF's operators

from typing import cast

from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFPageInterpreter, PDFStackT
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix

from graph.facts import BoundingBox
from loaders.pdf.canvas import Canvas
from loaders.pdf.paper import page_matrix


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter that starts at the page's visible box and keeps the clipping path through q and Q."""

    device: Canvas

    def process_page(self, page: PDFPage) -> None:
        """Draws a page with its top left corner, as a viewer shows it, at the origin and y growing downwards."""
        if not all(isinstance(resolve1(content), PDFStream) for content in page.contents):
            raise PDFSyntaxError("a page's content is missing")  # pdfminer would show a blank page
        matrix = page_matrix(page)
        self.device.begin_page(page, matrix)
        self.render_contents(page.resources, page.contents, ctm=matrix)

    def init_state(self, ctm: Matrix) -> None:
        """Starts a page or a form."""
        super().init_state(ctm)
        self._clips: list[BoundingBox] = []

    def do_q(self) -> None:
        """Saves the state."""
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:
        """Goes back to the state saved last."""
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:
        """Clips to the path; which rule says what is inside it makes no difference to the box around it."""
        self.device.clip_to(self.curpath)

    do_W_a = do_W

    def do_TJ(self, seq: PDFStackT) -> None:
        """Shows text; the canvas keeps no graphic state, so that it need not be copied for each text."""
        state = self.graphicstate
        self.device.render_string(self.textstate, cast("PDFTextSeq", seq), state.ncs, state)

    def do_Do(self, xobjid_arg: PDFStackT) -> None:
        """Draws a form or an image, after which the matrix is as before; pdfminer would leave the form's."""
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)
