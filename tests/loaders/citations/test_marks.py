"""Titles in 《》 and document numbers are found exactly where they stand."""

import pytest

from graph.policies.numbers import normalise_document_number
from loaders.citations.marks import FILLING, find_marks, find_numbers, find_titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《预算法》、《会计法》办理", ["《预算法》", "《会计法》"]),
        ("《关于印发〈培训费管理办法〉的通知》", ["《关于印发〈培训费管理办法〉的通知》"]),
        ("《关于印发《培训费管理办法》的通知》", ["《关于印发《培训费管理办法》的通知》"]),
        ("《某区落实〈市级规划（2023—2027年）实施方案》等", ["《某区落实〈市级规划（2023—2027年）实施方案》"]),
        ("《某区落实〈市级规划》实施方案》等", ["《某区落实〈市级规划》实施方案》"]),
        ("《关于转发《经费保障意见》的通知（沪财行〔2008〕36号）", ["《经费保障意见》"]),
        ("《没有结束的标题。《预算法》", ["《预算法》"]),
    ],
)
def test_titles_are_the_outermost_marks(text: str, expected: list[str]) -> None:
    """Nested marks belong to the title around them, and one that nothing closes is no title."""
    assert [span.of(text) for span in find_titles(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据松委〔2018〕169号、沪松委组〔2006〕21号文件", ["松委〔2018〕169号", "沪松委组〔2006〕21号"]),
        ("的批复和普发改投【2017】89号文", ["普发改投〔2017〕89号"]),
        ("（沪委组【2005】发字006号）", ["沪委组〔2005〕发字6号"]),
        ("（沪府发改审[2004]第008号）", ["沪府发改审〔2004〕8号"]),
        ("沪商规（2024）2号", ["沪商规〔2024〕2号"]),
        ("沪委办发﹝2019﹞92号", ["沪委办发〔2019〕92号"]),
        ("〈组厅字[2015]21号〉", ["组厅字〔2015〕21号"]),
        ("沪财行〔2017] 45 号", ["沪财行〔2017〕45号"]),
        ("京发改（审）〔2012〕7号", ["京发改（审）〔2012〕7号"]),
        ("（普财〔2019〕13）", ["普财〔2019〕13号"]),
        ("根据国务院令第752号和财政部令第 102 号", ["国务院令第752号", "财政部令第102号"]),
        ("按照国务院第752号令", ["国务院第752号令"]),
        ("（2018年1月1日国务院令第696号公布）", ["国务院令第696号"]),
        ("（财政部、国家税务总局公告2019年第87号）", ["财政部、国家税务总局公告2019年第87号"]),
        ("（上海市第十五届人民代表大会常务委员会公告第27号）", ["上海市第十五届人民代表大会常务委员会公告第27号"]),
        ("工业和信息化部公告2015年第80号", ["工业和信息化部公告2015年第80号"]),
        ("农业农村部通告〔2019〕3号", ["农业农村部通告〔2019〕3号"]),
        ("依据国家发展改革委2017年第9号公告", ["国家发展改革委2017年第9号公告"]),
        ("规划（2023-2027年）、（2024）年3月、第三十五次会议", []),
    ],
)
def test_numbers_stand_without_the_words_before_them(text: str, expected: list[str]) -> None:
    """A number is its head, year and sequence in any bracket; what the sentence puts before it is left out."""
    assert [normalise_document_number(span.of(text)) for span in find_numbers(text)] == expected


def test_the_skeleton_keeps_every_offset() -> None:
    """Titles and numbers are blanked out at their own length, so that offsets of the skeleton are the text's."""
    text = "根据《预算法》沪财〔2020〕1号"
    marks = find_marks(text)
    assert marks.skeleton == "根据《" + FILLING * 3 + "》№" + FILLING * (len("沪财〔2020〕1号") - 1)
    assert len(marks.skeleton) == len(text)
