"""What of a page's drawing can be seen."""

import pytest
from pdfminer.pdfinterp import Color

from loaders.pdf.canvas import is_white
from loaders.pdf.marks import Rule
from tests.loaders.pdf.drawing import canvas_of, form, pdf, show, text_on

WHITE_BOX = "1 1 1 rg 10 10 80 30 re f "
DARK_BOX = "0 0 0 rg 10 10 80 0.5 re f "


def test_a_character_outside_the_clipping_path_is_not_seen() -> None:
    """The rest of a cell that goes on overleaf is drawn and clipped."""
    assert text_on(canvas_of(pdf(f"0 50 200 50 re W n {show('A', 10, 60)} {show('B', 10, 20)}"))) == "A"


def test_a_character_is_seen_where_its_centre_is() -> None:
    """A line cut through the middle is printed on one page only."""
    assert text_on(canvas_of(pdf(f"0 50 200 50 re W* n {show('A', 10, 48)} {show('B', 10, 42)}"))) == "A"


def test_the_clipping_path_ends_with_the_saved_state() -> None:
    """Each cell has its own."""
    content = f"q 0 50 200 50 re W n {show('A', 10, 20)} Q {show('B', 10, 20)}"
    assert text_on(canvas_of(pdf(content))) == "B"


def test_clipping_paths_narrow_each_other() -> None:
    """The page's frame, the table's, the cell's."""
    content = f"0 50 200 50 re W n q 0 0 100 100 re W n {show('A', 10, 60)} {show('B', 10, 20)} {show('C', 150, 60)}"
    assert text_on(canvas_of(pdf(content))) == "A"


def test_a_clipping_path_of_lines_counts_as_a_box() -> None:
    """ONLYOFFICE draws its boxes side by side."""
    content = f"0 50 m 200 50 l 200 100 l 0 100 l 0 50 l W n {show('A', 10, 60)} {show('B', 10, 20)}"
    assert text_on(canvas_of(pdf(content))) == "A"


def test_an_empty_clipping_path_hides_nothing() -> None:
    """W without a path is a slip of the producer."""
    assert text_on(canvas_of(pdf(f"W n {show('A', 10, 60)}"))) == "A"


def test_the_clipping_path_is_placed_by_the_matrix() -> None:
    """WPS turns the page upside down first."""
    content = f"q 1 0 0 -1 0 100 cm 0 0 200 50 re W n 1 0 0 -1 0 100 cm {show('A', 10, 60)} {show('B', 10, 20)} Q"
    assert text_on(canvas_of(pdf(content))) == "A"


def test_a_character_beyond_the_page_is_not_seen() -> None:
    """Text drawn below the sheet's edge is not printed."""
    assert text_on(canvas_of(pdf(show("A", 10, 20) + show("B", 10, -40) + show("C", 300, 20)))) == "A"


def test_a_form_draws_inside_its_box_and_nothing_of_it_stays() -> None:
    """After the form, clipping path and matrix are as before it."""
    drawn = form(show("A", 5, 5) + show("B", 5, 70), bbox="0 0 50 50", matrix="1 0 0 1 20 10")
    canvas = canvas_of(pdf("/X0 Do " + show("C", 10, 80), forms=[drawn]))
    assert (text_on(canvas), [round(glyph.x0) for glyph in canvas.glyphs]) == ("AC", [25, 10])


def test_the_box_of_a_character_is_from_the_top_left_corner() -> None:
    """In points, as facts keep it."""
    (glyph,) = canvas_of(pdf(show("A", 10, 60))).glyphs
    assert tuple(round(value, 2) for value in glyph[1:]) == (10, 32.07, 16.67, 42.07)


@pytest.mark.parametrize(
    ("turn", "rule"),
    [
        (0, Rule(10, 40, 40, 40)),
        (90, Rule(60, 10, 60, 40)),
        (180, Rule(160, 60, 190, 60)),
        (270, Rule(40, 160, 40, 190)),
    ],
)
def test_a_turned_page_is_read_as_a_viewer_shows_it(turn: int, rule: Rule) -> None:
    """A wide table's page may be stored upright and turned for showing."""
    assert canvas_of(pdf("10 60 m 40 60 l S", page=f"/Rotate {turn}")).rules == [rule]


def test_a_cropped_page_begins_where_a_viewer_shows_it() -> None:
    """What is cropped away is not seen, and boxes count from the visible corner."""
    canvas = canvas_of(pdf(show("A", 60, 60) + show("B", 10, 60), page="/CropBox[50 0 150 90]"))
    assert [(glyph.text, round(glyph.x0), round(glyph.bottom)) for glyph in canvas.glyphs] == [("A", 10, 32)]


def test_a_page_whose_corner_is_not_zero_begins_at_its_corner() -> None:
    """A sheet may have been cut from a larger one."""
    canvas = canvas_of(pdf(show("A", 110, 160), media_box=(100, 100, 300, 200)))
    assert [(round(glyph.x0), round(glyph.bottom)) for glyph in canvas.glyphs] == [(10, 42)]


def test_the_sides_of_a_dark_thin_box_are_rules() -> None:
    """WPS draws the rules of tables so; the short sides are only its thickness."""
    assert canvas_of(pdf(DARK_BOX)).rules == [Rule(10, 90, 90, 90), Rule(10, 89.5, 90, 89.5)]


def test_a_stroke_is_a_rule() -> None:
    """ONLYOFFICE draws the rules of tables so."""
    assert canvas_of(pdf("10 50 m 90 50 l S 10 50 m 10 20 l S")).rules == [Rule(10, 50, 90, 50), Rule(10, 50, 10, 80)]


def test_a_white_box_makes_no_rules() -> None:
    """White cells lie under every line of a contents page."""
    assert canvas_of(pdf(WHITE_BOX)).rules == []


def test_a_white_box_with_a_dark_edge_makes_rules() -> None:
    """It is the edge that is seen."""
    assert len(canvas_of(pdf("1 g 0 G 10 10 80 30 re B")).rules) == 4


def test_a_white_stroke_makes_no_rule() -> None:
    """Hidden grid lines are drawn in white."""
    assert canvas_of(pdf("1 1 1 RG 10 50 m 90 50 l S")).rules == []


def test_a_slanted_stroke_is_no_rule() -> None:
    """The diagonal of a table's corner cell divides no column."""
    assert canvas_of(pdf("10 50 m 90 20 l S")).rules == []


def test_a_rule_ends_where_its_clipping_path_ends() -> None:
    """The frame of a cell that goes on overleaf ends with the page's print area, give or take its thickness."""
    assert canvas_of(pdf("0 20 200 80 re W n 10 90 m 10 -500 l S")).rules == [Rule(10, 10, 10, 81)]


def test_a_rule_outside_its_clipping_path_is_not_seen() -> None:
    """It belongs to the part of the table that is printed overleaf."""
    assert canvas_of(pdf("0 50 200 50 re W n 10 20 m 90 20 l S")).rules == []


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        (1, True),
        (0, False),
        (0.75, False),
        ((1, 1, 1), True),
        ((0.99, 1, 0.99), True),
        ((1, 1, 0), False),
        ((0, 0, 0, 0), True),
        ((0, 0, 0, 1), False),
        ("P1", False),
        (((1, 1, 1), "P1"), False),
    ],
)
def test_white_is_what_the_paper_is(colour: Color, expected: bool) -> None:
    """In grey, RGB and CMYK; a pattern is seen."""
    assert is_white(colour) is expected
