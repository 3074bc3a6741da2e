"""PDF → document: what is read, and what each file that cannot be read is told."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas as Sheet

from graph.errors import DamagedDocument, DocumentError, EmptyDocument, EncryptedDocument, NoTextLayer, TooManyPages
from loaders.document import Document, Grid, Line, Medium
from loaders.pdf import read_pdf
from tests.loaders.pdf.drawing import assembled, pdf, sheet, show

TABLE = "60 10 m 60 40 l S 10 10 m 10 40 l S 110 10 m 110 40 l S 10 10 m 110 10 l S 10 40 m 110 40 l S "


def read(content: bytes) -> Document:
    """The document of these bytes."""
    return read_pdf(content, "预算.pdf", "5e1f")


def test_a_document_knows_its_file_and_medium() -> None:
    """And how many pages it has."""
    document = read(pdf(show("A", 10, 20), show("B", 10, 20)))
    assert (document.file_name, document.sha256, document.medium, document.page_count) == (
        "预算.pdf",
        "5e1f",
        Medium.PDF,
        2,
    )


def test_a_page_holds_its_lines_and_grids_from_top_to_bottom() -> None:
    """A title, its table, its note."""
    (page,) = read(pdf(show("note", 10, 0, 8) + TABLE + show("12", 70, 20) + show("Title", 10, 80))).pages
    assert [block.text if isinstance(block, Line) else block.texts() for block in page.blocks] == [
        "Title",
        [["", "12"]],
        "note",
    ]


def test_a_line_is_numbered_within_its_page() -> None:
    """From 1, grids not counted."""
    document = read(pdf(show("A", 10, 80) + TABLE + show("1", 20, 20) + show("B", 10, 0, 8), show("C", 10, 20)))
    assert [(line.text, line.page, line.number) for line in document.lines()] == [("A", 1, 1), ("B", 1, 2), ("C", 2, 1)]


def test_a_line_knows_where_it_is_printed() -> None:
    """To a hundredth of a point from the page's top left corner."""
    (line,) = read(pdf(show("A", 10.123, 60))).lines()
    assert line.bbox == (10.12, 32.07, 16.79, 42.07)


def test_text_of_a_grid_is_in_no_line() -> None:
    """An amount is read once."""
    (page,) = read(pdf(TABLE + show("12", 70, 20))).pages
    assert [type(block) for block in page.blocks] == [Grid]


def test_a_page_without_text_has_no_blocks() -> None:
    """Between pages with text: the tail of a table, or white cells only."""
    document = read(pdf(show("A", 10, 20), TABLE + "1 g 10 50 50 20 re f"))
    assert [len(page.blocks) for page in document.pages] == [1, 0]


def test_chinese_text_is_read() -> None:
    """Horizontally, in a font that names its characters by their codes."""
    drawn, buffer = sheet()
    drawn.drawString(60, 700, "单位：万元")
    drawn.save()
    assert [line.text for line in read(buffer.getvalue()).lines()] == ["单位：万元"]


@pytest.mark.parametrize(("turn", "size"), [(0, (200, 100)), (90, (100, 200))])
def test_a_page_is_as_large_as_it_is_shown(turn: int, size: tuple[float, float]) -> None:
    """A turned page has its sides changed."""
    (page,) = read(pdf(show("A", 10, 20), page=f"/Rotate {turn}")).pages
    assert (page.width, page.height) == size


def test_an_empty_file_is_empty() -> None:
    """It holds no byte."""
    with pytest.raises(EmptyDocument, match=r"预算\.pdf: is empty"):
        read(b"")


def test_a_document_without_pages_is_empty() -> None:
    """It says so itself."""
    with pytest.raises(EmptyDocument, match="no page"):
        read(pdf())


@pytest.mark.parametrize(
    "content", [b"dummy pdf content", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), bytes(range(256))]
)
def test_what_is_no_pdf_is_damaged(content: bytes) -> None:
    """Whatever its name says."""
    with pytest.raises(DamagedDocument):
        read(content)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_document_is_damaged(part: float) -> None:
    """However much of it came: half of a budget would pass for the whole."""
    content = pdf(*[show("A", 10, 20)] * 20)
    with pytest.raises(DamagedDocument):
        read(content[: int(len(content) * part)])


def test_a_malformed_cross_reference_table_is_damage() -> None:
    """The objects are not searched for."""
    with pytest.raises(DamagedDocument):
        read(pdf(show("A", 10, 20)).replace(b"startxref\n", b"startxref\n7"))


def test_a_cross_reference_table_that_points_elsewhere_is_damage() -> None:
    """The page's content is not where the table says."""
    content = pdf(show("A", 10, 20))
    offset = content.index(b"5 0 obj")
    with pytest.raises(DamagedDocument):
        read(content.replace(b"%010d" % offset, b"%010d" % (offset + 40)))


def test_a_document_with_fewer_pages_than_it_says_is_damaged() -> None:
    """The rest did not come."""
    with pytest.raises(DamagedDocument, match="only 1 of 3 pages"):
        read(pdf(show("A", 10, 20), count=3))


def test_a_document_whose_list_of_pages_is_missing_is_damaged() -> None:
    """A catalog alone is no document."""
    with pytest.raises(DamagedDocument, match="list of pages"):
        read(assembled([b"<</Type/Catalog>>"]))


def test_pages_in_a_circle_end() -> None:
    """A list of pages that contains itself is damaged, and found to be so at once."""
    with pytest.raises(DamagedDocument):
        read(assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]))


def test_damage_names_the_file_and_what_to_do() -> None:
    """One sentence a person can act on."""
    with pytest.raises(DocumentError, match=r"预算\.pdf: .*damaged.*Download it again"):
        read(b"dummy pdf content")


def test_an_encrypted_document_asks_for_its_password() -> None:
    """It cannot be read without."""
    buffer = BytesIO()
    drawn = Sheet(buffer, encrypt=StandardEncryption("secret"))
    drawn.drawString(10, 20, "A")
    drawn.save()
    with pytest.raises(EncryptedDocument):
        read(buffer.getvalue())


def test_a_document_that_only_forbids_changes_is_read() -> None:
    """It is encrypted and opens without a password."""
    buffer = BytesIO()
    drawn = Sheet(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    drawn.drawString(10, 20, "A")
    drawn.save()
    assert [line.text for line in read(buffer.getvalue()).lines()] == ["A"]


def test_scanned_pages_have_no_text_layer() -> None:
    """There are pages, and no character on any of them."""
    with pytest.raises(NoTextLayer):
        read(pdf("q 200 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", TABLE))


def test_ten_thousand_pages_are_too_many() -> None:
    """What the document says is enough: none of them is looked for."""
    with pytest.raises(TooManyPages, match="10000 pages"):
        read(pdf(show("A", 10, 20), count=10_000))


def test_pages_are_counted_where_the_document_does_not_say_how_many() -> None:
    """A wrong count does not let a thousand and one pages through."""
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 1001
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + len(pages)))
    root = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[%s]>>" % kids]
    with pytest.raises(TooManyPages):
        read(assembled([*root, *pages]))


def disclosure(shared: Path, name: str) -> Document:
    """A real disclosure as read."""
    return read_pdf((shared / "disclosures" / name).read_bytes(), name, "")


def test_a_cell_drawn_on_two_pages_is_read_once(shared: Path) -> None:
    """普陀区商务委 2025: the duties run from page 3 to page 4, each of them once and in order."""
    pages = disclosure(shared, "putuo_sww_2025_dept.pdf").pages[2:4]
    numbers = [line.text.split("、")[0] for page in pages for line in page.lines if line.text[0].isdigit()]
    assert numbers == [str(number) for number in range(1, 14)]


def test_a_line_cut_by_the_page_break_is_read_once(shared: Path) -> None:
    """普陀区司法局 2026: the eighth duty is drawn on page 4 and on page 5."""
    pages = disclosure(shared, "putuo_sfj_2026_dept.pdf").pages[3:5]
    numbers = [line.text[1] for page in pages for line in page.lines if line.text[0] == "（"]
    assert numbers == list("一二三四五六七八九十")


def test_contents_pages_and_blank_pages_have_no_grids(shared: Path) -> None:
    """普陀区司法局 2026: the white cells of page 2 are no table, and page 3 is blank."""
    contents, blank = disclosure(shared, "putuo_sfj_2026_dept.pdf").pages[1:3]
    assert (contents.grids, len(contents.lines), blank.blocks) == ([], 17, ())


def test_the_empty_end_of_a_table_is_no_grid(shared: Path) -> None:
    """普陀区财政局 2024: page 14 has one row without text."""
    assert disclosure(shared, "putuo_czj_2024_final.pdf").pages[13].blocks == ()


def test_figures_on_another_baseline_stand_in_their_sentence(shared: Path) -> None:
    """普陀区财政局 2024: total income and expenditure on page 21."""
    page = disclosure(shared, "putuo_czj_2024_final.pdf").pages[20]
    assert page.lines[3].text.startswith("上海市普陀区财政局2024年度收入支出总计2995.39万元。")


def test_every_block_has_its_page_and_a_box_on_it(shared: Path) -> None:
    """And blocks come from top to bottom."""
    for page in disclosure(shared, "sh_czj_unit_2025.pdf").pages:
        assert page.width
        assert page.height
        boxes = [block.bbox for block in page.blocks if block.page == page.number and block.bbox]
        assert len(boxes) == len(page.blocks)
        assert all(0 <= x0 < x1 <= page.width and 0 <= top < bottom <= page.height for x0, top, x1, bottom in boxes)
        assert all(one[1] <= other[1] for one, other in pairwise(boxes))
