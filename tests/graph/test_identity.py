"""Keys and foldings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadUserInput
from graph.identity import fold, fold_title, node_id, parse_node_id, without_own_office


def test_folding_forgets_width_brackets_quotes_and_white_space() -> None:
    """Two printings of one name fold to the same text."""
    assert fold("“三公” 经费(２０２５)") == fold("三公经费（2025）")


def test_a_title_loses_its_outermost_marks_only() -> None:
    """The marks of a title inside a title stay."""
    assert fold_title("《关于印发〈某办法〉的通知》") == "关于印发《某办法》的通知"
    assert fold_title("关于转发《某意见》的通知") == "关于转发《某意见》的通知"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("中共上海市委组织部（本级）", "中共上海市委组织部"), ("商务委本部", "商务委"), ("上海市财政局", "上海市财政局")],
)
def test_the_mark_of_the_own_office_is_no_part_of_a_name(printed: str, expected: str) -> None:
    """本级 and 本部 say which unit of the department it is."""
    assert without_own_office(printed) == expected


@given(st.sampled_from(["Project", "BudgetLine"]), st.text(max_size=100))
def test_an_id_gives_back_its_kind_and_key(kind: str, key: str) -> None:
    """Reading an id is the inverse of making it."""
    assert parse_node_id(node_id(kind, key)) == (kind, key)


def test_an_oversized_id_is_refused_and_not_cut() -> None:
    """The first part of a text is the id of something else."""
    text = node_id("Project", "x" * 3_000)
    with pytest.raises(BadUserInput):
        parse_node_id(text)


def test_the_id_of_the_longest_title_is_read() -> None:
    """What the service gives it takes back."""
    title = "关" * 300
    assert parse_node_id(node_id("LegalBasis", title)) == ("LegalBasis", title)


@given(st.text(max_size=60))
def test_any_text_is_an_id_or_is_refused(text: str) -> None:
    """No text makes reading an id fail in another way."""
    try:
        kind, key = parse_node_id(text)
    except BadUserInput:
        return
    assert node_id(kind, key).rstrip("=") == text.rstrip("=") or text != node_id(kind, key)
