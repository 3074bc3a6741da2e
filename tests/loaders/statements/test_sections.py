"""Statements are found by their headings and divided into their seven parts."""

import pytest

from loaders.document import Cell, Document, Grid, Ledger, Line, Medium, Page
from loaders.statements.sections import Part, Statement, find_statements
from tests.loaders.statements.writing import document, statement


def found(text: str, ledger: Ledger | None = None) -> list[Statement]:
    """The statements of a text."""
    return find_statements(document(text), ledger or Ledger())


def text_of(one: Statement, part: Part) -> str | None:
    """What a part says."""
    passage = one.passage(part)
    return passage.text if passage else None


def test_a_statement_is_divided_into_its_seven_parts() -> None:
    """Each part holds the lines between its heading and the next."""
    (one,) = found(statement())
    assert [text_of(one, part) for part in Part] == [
        "开展社区活动。",
        "《某市社区工作办法》",
        "某街道办事处",
        "1.准备；2.举办。",
        "2025年1月1日至2025年12月31日",
        "社区活动经费2025年预算100万元。",
        "居民满意。",
    ]


def test_statements_follow_one_another() -> None:
    """A statement ends where the next heading begins."""
    both = found(statement("甲工作经费情况说明") + statement("乙工作经费情况说明"))
    assert [one.subject for one in both] == ["甲工作经费", "乙工作经费"]
    assert [text_of(one, Part.GOAL) for one in both] == ["居民满意。", "居民满意。"]


def test_a_heading_is_one_only_over_the_first_part() -> None:
    """A line of the contents and the section's own title start no statement; the title is ignored by its rule."""
    ledger = Ledger()
    contents = "七、项目经费情况说明 ………… 23\n主要职能\n"
    (one,) = found(contents + "七、项目经费情况说明\n" + statement(), ledger)
    assert one.subject == "社区活动经费"
    assert ledger.ignored == {"title of the statements": 1}


def test_a_heading_may_be_wrapped() -> None:
    """A heading that breaks inside 经费情况说明 is read over its lines."""
    (one,) = found(statement("上海市某现代远程教育网络体系运维（非信息化）项目经费情\n况说明"))
    assert one.subject == "上海市某现代远程教育网络体系运维（非信息化）项目经费"


@pytest.mark.parametrize(
    ("first", "second"),
    [("（一）项目概况", "(二) 立项依据"), ("1. 项目背景", "2. 政策依据："), ("一、概述：", "二、项目立项依据")],
)
def test_part_headings_come_in_several_forms(first: str, second: str) -> None:
    """Numbers in brackets or figures, other words for a part, a colon."""
    (one,) = found(f"甲经费情况说明\n{first}\n做事。\n{second}\n《甲办法》\n")
    assert (text_of(one, Part.OVERVIEW), text_of(one, Part.BASIS)) == ("做事。", "《甲办法》")


def test_a_part_may_begin_on_the_line_of_its_heading() -> None:
    """What stands behind a heading belongs to its part."""
    (one,) = found("甲经费情况说明\n一、项目概述：做事\n并做完。\n六、年度预算安排 10万元\n")
    assert (text_of(one, Part.OVERVIEW), text_of(one, Part.APPROPRIATION)) == ("做事并做完。", "10万元")


def test_words_like_a_heading_inside_a_part_are_its_text() -> None:
    """A heading of another numbering, or one that has been, divides nothing."""
    (one,) = found("甲经费情况说明\n一、项目概述\n做事。\n四、实施方案\n（一）项目背景\n1. 立项依据\n一、项目概述\n")
    assert text_of(one, Part.PLAN) == "（一）项目背景1. 立项依据一、项目概述"


def test_a_form_ends_a_statement() -> None:
    """The title of a target form behind the last part is no longer the statement's."""
    ledger = Ledger()
    read = document(statement() + "财政项目支出绩效目标申报表\n项目名称 社区活动\n")
    (one,) = find_statements(read, ledger)
    assert text_of(one, Part.GOAL) == "居民满意。"
    assert [line.text for line in read.lines() if not ledger.is_settled(line)] == [
        "财政项目支出绩效目标申报表",
        "项目名称 社区活动",
    ]


def test_a_form_of_which_only_the_place_is_known_ends_a_statement() -> None:
    """Blocks from where a form begins are not the statement's."""
    read = document(statement() + "预算单位 某街道\n")
    position = len(list(read.blocks())) - 1
    (one,) = find_statements(read, Ledger(), {position})
    assert (text_of(one, Part.GOAL), one.end) == ("居民满意。", position - 1)


def test_page_numbers_between_lines_are_ignored() -> None:
    """A part over a page break does not hold the number of the page."""
    lines = [Line(text, 1) for text in statement(overview="第一页\n- 23 -\n第二页").splitlines()]
    ledger = Ledger()
    read = Document("a.pdf", "0" * 64, Medium.PDF, (Page(tuple(lines), 1),))
    assert text_of(find_statements(read, ledger)[0], Part.OVERVIEW) == "第一页第二页"
    assert ledger.ignored == {"page number": 1}


def test_a_grid_behind_the_goal_ends_a_statement() -> None:
    """A table after the last part is a form and not the statement's."""
    lines = [Line(text, number, 1) for number, text in enumerate(statement().splitlines(), start=1)]
    grid = Grid(((Cell("项目名称"), Cell("社区活动")),), page=1)
    read = Document("a.pdf", "0" * 64, Medium.PDF, (Page((*lines, grid, Line("尾注", 99, 1)), 1),))
    (one,) = find_statements(read, Ledger())
    assert one.end == len(lines) - 1
