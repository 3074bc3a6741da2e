"""The fast reader of content streams reads what pdfminer's own reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFStream, resolve1

from loaders.pdf.content import FastInterpreter, UnusualContent, operand
from loaders.pdf.interpreter import Interpreter
from tests.loaders.pdf.drawing import canvas_of, form, pages_of, pdf, show, text_on

SAME_EITHER_WAY = {
    "one text": show("A", 10, 20),
    "hexadecimal": "BT /F1 10 Tf 10 20 Td <4142>Tj<43> Tj ET",
    "hexadecimal with spaces": "BT /F1 10 Tf 10 20 Td <41 42> Tj ET",
    "hexadecimal with an odd end": "BT /F1 10 Tf 10 20 Td <41424> Tj ET",
    "kerned": "BT /F1 10 Tf 10 20 Td [(3832.3)11(6)-250<41>] TJ ET",
    "an empty array": "BT /F1 10 Tf 10 20 Td []TJ [] 0 d (A) Tj ET",
    "escapes": r"BT /F1 10 Tf 10 20 Td (a\)b\\c\101\7z\n\(\q) Tj ET",
    "brackets in a string": "BT /F1 10 Tf 10 20 Td (a(b)c) Tj (a(b(c)d)e) Tj ET",
    "a string over two lines": "BT /F1 10 Tf 10 20 Td (a\\\nb\nc) Tj ET",
    "an operator's name in a string": "BT /F1 10 Tf 10 20 Td (BI 1 Tj) Tj ET",
    "a comment": f"% {show('X', 10, 20)}\n{show('A', 10, 20)}",
    "no space between tokens": "BT/F1 10 Tf 10 20 Td(A)Tj[(B)]TJ<43>Tj ET",
    "numbers of all forms": "BT /F1 +10. Tf 10.50 -.5 Td (A) Tj -0 4. TD (B) Tj ET",
    "the next line's operators": "BT /F1 10 Tf 12 TL 10 80 Td (A) Tj T* (B) Tj (C) ' 1 2 (D) \" ET",
    "all of a text's state": "BT /F1 10 Tf 1 Tc 2 Tw 80 Tz 3 Ts 1 0 0 1 10 20 Tm (A B) Tj ET",
    "a leaning text": "BT /F1 10 Tf .9 .4 -.4 .9 10 20 Tm (AB) Tj ET",
    "marked content": f"/P <</MCID 3/Lang (x-none)/On true/None null/Top [/Top]>> BDC {show('A', 10, 20)} EMC /Q MP",
    "boxes": "0.5 g 10 10 50 20 re f* 1 0 0 RG 20 20 30 30 re S 0 0 0 0 k 5 5 9 9 re f 0 0 0 1 K 5 5 60 60 re B",
    "curves and closed paths": "10 10 m 20 10 l 20 30 l h S 5 5 m 9 9 12 12 15 5 c 5 20 l 5 5 l f 1 1 m 2 30 9 1 v s",
    "colours of a colour space": "/DeviceRGB cs 1 1 1 sc 10 10 50 20 re f /DeviceCMYK CS 0 0 0 1 SCN 9 9 50 20 re S",
    "too few operands": f"10 20 re 5 l {show('A', 10, 20)}",
    "too many operands": f"7 7 7 {show('A', 10, 20)}",
    "more Q than q": f"Q q 1 0 0 1 5 5 cm Q Q {show('A', 10, 20)}",
    "an inline image": f"q 9 0 0 9 5 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q {show('A', 10, 20)}",
    "an unknown operator": f"1 2 XX {show('A', 10, 20)}",
    "a number with two points": f"1.2.3 w {show('A', 10, 20)}",
    "an unfinished string": f"{show('A', 10, 20)} BT (B Tj ET",
    "an unfinished array": f"{show('A', 10, 20)} BT [(B) TJ ET",
    "an unfinished dictionary": f"{show('A', 10, 20)} /P <</MCID 3 BDC {show('B', 10, 20)}",
    "an array in an array": f"[[1 2] 3] 0 d {show('A', 10, 20)}",
    "braces": f"{{ }} {show('A', 10, 20)}",
    "nothing": "",
}


@pytest.mark.parametrize("content", SAME_EITHER_WAY.values(), ids=SAME_EITHER_WAY.keys())
def test_content_is_read_as_pdfminer_reads_it(content: str) -> None:
    """Characters and rules are the same, in the same order and places."""
    fast, slow = canvas_of(pdf(content)), canvas_of(pdf(content), Interpreter)
    assert (fast.glyphs, fast.rules) == (slow.glyphs, slow.rules)


@pytest.mark.parametrize(
    "content", ["/A#42 gs", "BI", "1.2.3", "-", "(open", "{", "nan", "<4>", "<", "[1 w", "]", "<</A 1 w"]
)
def test_what_is_unusual_is_left_to_pdfminer(content: str) -> None:
    """The fast reader never guesses."""
    interpreter = FastInterpreter(canvas_of(pdf("")).rsrcmgr, canvas_of(pdf("")))
    (page,) = pages_of(pdf(content))
    interpreter.init_resources({})
    interpreter.init_state((1, 0, 0, 1, 0, 0))
    with pytest.raises(UnusualContent):
        interpreter.execute(page.contents)


@given(st.binary(max_size=20))
def test_any_string_can_be_written_in_octal(content: bytes) -> None:
    """An escaped byte is that byte."""
    assert operand(b"(" + b"".join(b"\\%03o" % byte for byte in content) + b")") == content


@given(st.binary(max_size=20))
def test_any_string_can_be_written_in_hexadecimal(content: bytes) -> None:
    """Two digits are one byte."""
    assert operand(b"<" + content.hex().encode() + b">") == content


def test_a_page_with_something_unusual_is_read_once() -> None:
    """What the fast reader had drawn before it gave up is not drawn twice."""
    content = f"{show('A', 10, 20)} BI /W 1 /H 1 /BPC 8 /CS /G ID x EI {show('B', 20, 20)}"
    assert text_on(canvas_of(pdf(content))) == "AB"


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    """A circle of forms ends."""
    drawn = form(f"{show('A', 10, 20)} /X0 Do").replace("<</Font", "<</XObject<</X0 4 0 R>>/Font")
    assert text_on(canvas_of(pdf("/X0 Do", forms=[drawn]))) == "A"


def test_a_page_s_content_is_not_kept() -> None:
    """A document of a thousand pages must not stay in memory page by page."""
    (page,) = pages_of(pdf(show("A", 10, 20)))
    interpreter = FastInterpreter((canvas := canvas_of(pdf(""))).rsrcmgr, canvas)
    interpreter.process_page(page)
    stream = resolve1(page.contents[0])
    assert isinstance(stream, PDFStream)
    assert (text_on(canvas), stream.data) == ("A", None)
