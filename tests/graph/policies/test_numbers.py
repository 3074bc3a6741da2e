"""A document number is one whatever brackets, blanks and words it is printed with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.policies.numbers import document_number_key, normalise_document_number, parse_document_number

BRACKETS = ["〔〕", "【】", "[]", "（）", "()", "﹝﹞", "［］", "〚〛", "<>", "〈〉", "＜＞"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("沪财行〔2017〕45号", "沪财行〔2017〕45号"),
        ("中发【2014】3号", "中发〔2014〕3号"),
        ("普投资规范（2023）1号", "普投资规范〔2023〕1号"),
        ("沪府发改审[2004]第008号", "沪府发改审〔2004〕8号"),
        ("沪委办发﹝2019﹞92号", "沪委办发〔2019〕92号"),
        ("沪委组【2005】发字006号", "沪委组〔2005〕发字6号"),
        ("松委 〔2018〕 169 号", "松委〔2018〕169号"),
        ("沪财\u200b行〔２０１７〕４５号", "沪财行〔2017〕45号"),
        ("（沪财行〔2017〕45）", "沪财行〔2017〕45号"),
        ("沪人社2017〕45号", "沪人社〔2017〕45号"),
        ("沪财行〔2017 45号", "沪财行〔2017〕45号"),
        ("沪财行〔2017年〕45号", "沪财行〔2017〕45号"),
        ("文号：国发〔2020〕1号", "国发〔2020〕1号"),
        ("京发改（审）〔2012〕7号", "京发改（审）〔2012〕7号"),
        ("公告〔2026〕3号", "公告〔2026〕3号"),
        ("国务院令第752号", "国务院令第752号"),
        ("国务院第752号令", "国务院第752号令"),
        ("重庆市人民政府令第 359 号", "重庆市人民政府令第359号"),
    ],
)
def test_a_document_number_has_one_form_however_it_is_printed(printed: str, expected: str) -> None:
    """An order keeps its words, and is only folded."""
    assert normalise_document_number(printed) == expected


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("国务院第752号令", "国务院令第752号"),
        ("沪府令63号", "沪府令第63号"),
        ("主席令第三十五号", "主席令第35号"),
        ("中华人民共和国主席令（九届）第68号", "主席令〔九届〕第68号"),
        ("上海市人大常委会公告〔十五届〕第45号", "上海市人大常委会公告〔十五届〕第45号"),
        ("财政部、税务总局公告2019年第39号", "财政部税务总局公告2019年第39号"),
        ("公告第一〇三号", "公告第103号"),
        ("国家发展改革委2017年第9号公告", "国家发展改革委公告2017年第9号"),
        ("上海市人民代表大会常务委员会公告（第27号）", "上海市人民代表大会常务委员会公告第27号"),
        ("国家税务总局2019年第9号", "国家税务总局2019年第9号"),
        ("中发【2014】3号", "中发〔2014〕3号"),
    ],
)
def test_an_order_is_one_in_whichever_order_its_words_stand(printed: str, key: str) -> None:
    """What tells documents apart is head, kind, year and sequence."""
    assert document_number_key(printed) == key


@pytest.mark.parametrize("text", ["", "关于加强管理的意见", "2017年45号", "〔2017〕", "第三条"])
def test_what_is_no_number_has_no_parts(text: str) -> None:
    """And is only folded where it is asked for as one."""
    assert parse_document_number(text) is None


@pytest.mark.parametrize("text", ["国发〔2020〕" + "0" * 20_000 + "1号", "（" * 2_000 + "）" * 2_000, "文号：" * 2_000])
def test_a_text_longer_than_any_number_is_none(text: str) -> None:
    """Twenty thousand zeros took 15 seconds, and two thousand brackets all of Python's stack."""
    assert parse_document_number(text) is None


@given(
    head=st.text(alphabet="沪财行普商委组府办发改规函任人", min_size=1, max_size=8),
    year=st.integers(1949, 2026),
    sequence=st.integers(1, 99999),
    opening=st.sampled_from(BRACKETS),
    closing=st.sampled_from(BRACKETS),
    blank=st.sampled_from(["", " ", "\u200b", "\n", "\u3000"]),
    ordinal=st.sampled_from(["", "第", "第0", "00"]),
)
def test_every_bracket_blank_and_padding_gives_the_same_parts(
    *, head: str, year: int, sequence: int, opening: str, closing: str, blank: str, ordinal: str
) -> None:
    """Also where the opening bracket is of another form than the closing one."""
    printed = blank.join((head, opening[0], str(year), closing[1], f"{ordinal}{sequence}", "号"))
    number = parse_document_number(printed)
    assert number
    assert (number.head, number.year, number.sequence) == (head, year, str(sequence))
    assert normalise_document_number(printed) == f"{head}〔{year}〕{sequence}号"


@given(st.text(alphabet="沪财行〔〕[]（）《》2017第45号令公告年 \u200b", max_size=24))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """A key is its own key, so that a graph made of answers is the same graph."""
    key = document_number_key(text)
    assert document_number_key(key) == key
    assert normalise_document_number(normalise_document_number(text)) == normalise_document_number(text)
