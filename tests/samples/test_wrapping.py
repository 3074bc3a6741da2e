"""Where lines end, and how a table goes over a page break."""

from io import BytesIO

import pytest

pytest.importorskip("reportlab", reason="reportlab renders the samples and is not installed")

import pdfplumber

from samples.ruled import Box, RuledTable, draw, figure, name
from samples.sheet import UPRIGHT, Sheet
from samples.typeface import UnprintableCharacter, font_of
from samples.wrapping import wrap

pytestmark = pytest.mark.usefixtures("_fonts")


def test_a_number_is_not_broken() -> None:
    """An amount stands in one line, however narrow the column is."""
    assert wrap("预算为38.20万元", size=10, width=50) == ["预算为", "38.20万元"]


def test_a_closing_mark_takes_the_character_before_it_along() -> None:
    """No line begins with a full stop."""
    assert wrap("一二三四五。", size=10, width=50) == ["一二三四", "五。"]


def test_an_opening_mark_goes_with_what_it_opens() -> None:
    """No line ends with a bracket."""
    assert wrap("一二三四（五）", size=10, width=50) == ["一二三四", "（五）"]


def test_the_first_line_is_shorter_by_its_indent() -> None:
    """Paragraphs begin two characters further right."""
    assert wrap("一二三四五六", size=10, width=40, indent=20) == ["一二", "三四五六"]


def test_a_character_that_no_font_has_is_an_error() -> None:
    """It would be printed as an empty box and extracted as nothing."""
    with pytest.raises(UnprintableCharacter, match=r"U\+F0000"):
        font_of("\U000f0000")


def test_a_merged_cell_is_drawn_on_both_sides_of_a_page_break() -> None:
    """Its text stands on both pages, as 产出指标 does in the city's forms."""
    rows = [
        [Box("合并" if row == 0 else "", rows=40), figure(str(row))] if row == 0 else [None, figure(str(row))]
        for row in range(40)
    ]

    first, second = _grids(RuledTable((60, 60), rows=rows, row_height=24))

    assert (first[0], second[0]) == (["合并", "0"], ["合并", str(len(first))])
    assert len(first) + len(second) == 40


def test_a_header_is_repeated_only_where_the_table_repeats_it() -> None:
    """Both kinds stand in one real document."""
    rows = [[name("行"), figure(str(row))] for row in range(40)]
    header = [[Box("科目"), Box("合计")]]

    repeated = _grids(RuledTable((60, 60), header, rows, repeats_header=True))
    once = _grids(RuledTable((60, 60), header, rows))

    assert [grid[0] for grid in repeated] == [["科目", "合计"]] * 2
    assert [grid[0] for grid in once] == [["科目", "合计"], ["行", str(len(once[0]) - 1)]]


def _grids(table: RuledTable) -> list[list[list[str | None]]]:
    file = BytesIO()
    sheet = Sheet(file, "试", UPRIGHT)
    draw(sheet, table)
    sheet.save()
    with pdfplumber.open(file) as pdf:
        return [page.extract_tables()[0] for page in pdf.pages]
