"""What the text reader makes of a file's bytes."""

import pytest

from graph.errors import EmptyDocument, UnsupportedDocument
from loaders.document import Document, Grid, Line, Medium
from loaders.text import read_text


def read(text: str) -> Document:
    """A document of a text file with this content."""
    return read_text(text.encode(), "budget.txt", "0" * 64)


def grid_of(text: str) -> list[list[str | None]]:
    """The texts of the only grid in this content."""
    (grid,) = [block for block in read(text).blocks() if isinstance(block, Grid)]
    return grid.texts()


def test_lines_keep_their_number_in_the_file() -> None:
    """Blank lines are no lines, and show as a gap in the numbers."""
    document = read("收入预算\r\n\r\n\r\n  支出预算  \n")
    expected = (Line("收入预算", 1), Line("  支出预算", 4))
    assert document.pages[0].blocks == expected


def test_a_text_has_one_page_without_number() -> None:
    """Medium, name and hash come with it."""
    document = read("收入预算")
    actual = (document.medium, document.file_name, document.page_count, document.pages[0].number)
    assert actual == (Medium.TEXT, "budget.txt", None, None)


def test_a_byte_order_mark_is_no_text() -> None:
    """Windows writes one before UTF-8."""
    document = read_text("\ufeff收入预算".encode(), "budget.txt", "")
    assert next(document.lines()).text == "收入预算"


def test_gb18030_is_read() -> None:
    """Older extractors write the national encoding."""
    document = read_text("收入预算总表".encode("gb18030"), "budget.txt", "")
    assert next(document.lines()).text == "收入预算总表"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "\ufeff\n".encode()])
def test_a_file_without_a_visible_character_is_empty(content: bytes) -> None:
    """White space is nothing to read."""
    with pytest.raises(EmptyDocument):
        read_text(content, "budget.txt", "")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04", b"\xff\xff\xff"])
def test_binary_data_is_not_supported(content: bytes) -> None:
    """A picture and an archive are no texts, whatever their file is called."""
    with pytest.raises(UnsupportedDocument):
        read_text(content, "budget.txt", "")


def test_tabs_part_the_cells_of_a_row() -> None:
    """Short rows are filled up, so that all rows have the same number of places."""
    actual = grid_of("项目名称\t在线学习\n开始时间\t2018/1/1\t结束时间\t2018/12/31\n")
    assert actual == [["项目名称", "在线学习", "", ""], ["开始时间", "2018/1/1", "结束时间", "2018/12/31"]]


def test_an_indented_line_is_no_row() -> None:
    """A tab before the first word only indents it."""
    assert [type(block) for block in read("\t本部门主要职能").blocks()] == [Line]


def test_a_row_of_leading_tabs_stays_among_its_rows() -> None:
    """An amount whose label is in another row stands behind tabs only."""
    assert grid_of("资金\t总额\t\n\t\t0.00") == [["资金", "总额", ""], ["", "", "0.00"]]


def test_pipes_part_the_cells_and_alignment_is_dropped() -> None:
    """Markdown's row of dashes is no row of the table."""
    assert grid_of("| 项目名称 | 党建工作 | |\n|---|:--|--|\n| | 甲\\|乙 | 0.00 |") == [
        ["项目名称", "党建工作", ""],
        ["", "甲|乙", "0.00"],
    ]


def test_grids_stand_in_line_order_and_know_their_lines() -> None:
    """A blank line ends a grid; each cell knows the line it was printed in."""
    blocks = list(read("标题\n| 甲 |\n|---|\n| 乙 |\n\n| 丙 |\n结尾").blocks())
    places = [block.line if isinstance(block, Grid) else block.number for block in blocks]
    first = blocks[1]
    assert isinstance(first, Grid)
    assert (places, first.rows[1][0].line if first.rows[1][0] else None) == ([1, 2, 6, 7], 4)


def test_a_checkbox_keeps_its_state() -> None:
    """HTML's boxes become characters that say whether they are checked."""
    actual = grid_of('类型\t甲 <input type="checkbox"/> 乙 <input checked="" type="checkbox"/>')
    assert actual == [["类型", "甲 ☐ 乙 ☑"]]


def test_html_remnants_are_taken_off() -> None:
    """Tags disappear, paragraphs become lines of the cell, entities become characters."""
    actual = grid_of('目标\t<p style="x">一是甲&amp;乙；</p> <p>二是丙。</p>')
    assert actual == [["目标", "一是甲&乙；\n二是丙。"]]


def test_angle_brackets_around_a_title_are_no_tag() -> None:
    """Some documents print < and > for 〈 and 〉."""
    assert next(read("关于印发<财务管理办法>的通知").lines()).text == "关于印发<财务管理办法>的通知"
