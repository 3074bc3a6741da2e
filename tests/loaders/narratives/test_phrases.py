"""The named patterns read their examples, and not what is like them."""

import re

import pytest

from graph.identity import fold
from graph.terms import Topic
from loaders.narratives import clauses, figures, phrases, sections

READ = [
    (
        phrases.MOVEMENT,
        "收入支出总计减少56.95万元",
        {"what": "收入支出总计", "direction": "减少", "change": "56.95万元"},
    ),
    (phrases.MOVEMENT, "下降1.87%", {"what": "", "direction": "下降", "ratio": "1.87"}),
    (phrases.MOVEMENT, "下降（增长）27.78%", {"direction": None, "ratio": "27.78"}),
    (phrases.MOVEMENT, "增长13.95", {"direction": "增长", "ratio": None, "bare": "13.95"}),
    (phrases.MOVEMENT, "公务接待费支出决算持平", {"what": "公务接待费支出决算", "direction": "持平"}),
    (phrases.COMPARISON, "比2023年预算减少27万元", {"year": "2023年", "direction": "减少", "change": "27万元"}),
    (phrases.COMPARISON, "比2024年预算执行数增加24,558.18万元", {"year": "2024年", "change": "24,558.18万元"}),
    (phrases.COMPARISON, "比2023年预算执行数减少57.14%", {"direction": "减少", "change": None, "ratio": "57.14"}),
    (phrases.COMPARISON, "与2023年度相比", {"year": "2023年", "direction": None}),
    (phrases.COMPARISON, "公务接待费支出与上一年度持平", {"what": "公务接待费支出", "year": "上一年"}),
    (phrases.DATE, "截至2025年8月31日", {"year": "2025"}),
    (phrases.DATE, "2025年度", {"year": "2025"}),
    (phrases.STAGED, "三公经费财政拨款支出年初预算", {"what": "三公经费财政拨款支出", "BUDGET": "年初预算"}),
    (phrases.STAGED, "公务接待费支出决算", {"what": "公务接待费", "FINAL_ACCOUNTS": "支出决算"}),
    (phrases.STAGED, "当年预算执行数", {"what": "", "FINAL_ACCOUNTS": "当年预算执行数"}),
    (phrases.STAGED, "预算安排", {"what": "", "BUDGET": "预算安排"}),
    (phrases.PATH, "一般公共服务支出（类）统计信息事务（款）专项普查活动（项）科目", {}),
    (
        phrases.PATH_PART,
        "政府办公厅（室）及相关机构事务（03款）",
        {"name": "政府办公厅（室）及相关机构事务", "code": "03"},
    ),
    (phrases.CLASS, "一般公共服务支出科目", {"name": "一般公共服务支出"}),
    (sections.SUBHEADING, "二、机关运行经费预算", {}),
    (sections.SUBHEADING, "（一）三公经费财政拨款支出决算总体情况说明。", {}),
]

NOT_READ = [
    (phrases.MOVEMENT, "因公出国（境）费352.72万元"),
    (phrases.COMPARISON, "决算数与预算数基本持平"),
    (phrases.DATE, "2025年部门预算"),
    (phrases.PATH, "城乡社区支出（类）未完成年初预期"),
    (phrases.CLASS, "部分科目"),
    (sections.SUBHEADING, "（三）公务接待费43.20万元，与2023年预算持平。"),
    (sections.SUBHEADING, "二、统筹社区发展。"),
]

FOUND = [
    (phrases.COUNT, "单价100万元（含）以上设备（不含车辆）2台（套）", "2台（套）"),
    (phrases.COUNT, "编报绩效目标的项目共25个", "25个"),
    (phrases.COUNT, "共有车辆1,234辆", "1,234辆"),
    (phrases.ZERO, "政府性基金拨款支出预算为0", "0"),
    (phrases.LINK, "三公经费预算数为", "为"),
    (phrases.BEFORE_NAME, "12.其中2024年度三公经费", "12.其中2024年度"),
    (phrases.BEFORE_NAME, "（三）公务接待费", "（三）"),
    (phrases.YEAR, "编报绩效目标的2023年度项目", "2023年"),
    (phrases.EXPLANATION, "财政拨款收入支出增加的主要原因是", "主要原因"),
    (phrases.EXPLANATION, "二是项目增加", "二是"),
    (clauses.PARAGRAPH, "（二）公务用车", "（二）"),
    (sections.LEADERS, fold("一、部门主要职能…………12"), "............12"),
    (sections.ORDINAL, "第三部分名词解释", "第三部分"),
]

NOT_FOUND = [
    (phrases.COUNT, "编报绩效目标的项目"),
    (phrases.ZERO, "公用经费为10"),
    (phrases.EXPLANATION, "主要用于以下方面"),
]


@pytest.mark.parametrize(("pattern", "text", "groups"), READ)
def test_a_pattern_reads_the_whole_of_its_example(pattern: re.Pattern[str], text: str, groups: dict[str, str]) -> None:
    """The example matches as a whole and its groups hold the parts."""
    matched = pattern.fullmatch(text)

    assert matched
    assert {name: matched[name] for name in groups} == groups


@pytest.mark.parametrize(("pattern", "text"), NOT_READ)
def test_a_pattern_leaves_what_is_only_like_its_example(pattern: re.Pattern[str], text: str) -> None:
    """A neighbour of the example is not read."""
    assert pattern.fullmatch(text) is None


@pytest.mark.parametrize(("pattern", "text", "found"), FOUND)
def test_a_pattern_finds_its_part_of_a_text(pattern: re.Pattern[str], text: str, found: str) -> None:
    """The first place found is the expected one; most stand at the text's beginning or end."""
    matched = pattern.search(text)

    assert matched
    assert matched.group() == found


@pytest.mark.parametrize(("pattern", "text"), NOT_FOUND)
def test_a_pattern_finds_nothing_in_a_neighbour(pattern: re.Pattern[str], text: str) -> None:
    """What looks alike is left alone."""
    assert pattern.search(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收入37,151.47万元,比2024年预算增加3万元;事业收入0万元", ["收入37,151.47万元", "比2024年预算增加3万元", "事业收入0万元"]),
        ("领导用车0辆、其他用车7辆", ["领导用车0辆", "其他用车7辆"]),
        ("收、支总计5万元", ["收、支总计5万元"]),
        ("国内接待0.39万（含外宾接待0.00万元）", ["国内接待0.39万", "含外宾接待0.00万元）"]),
        ("单价100万元（含）以上设备2台（套）", ["单价100万元（含）以上设备2台（套）"]),
    ],
)  # fmt: skip
def test_separators_part_clauses_and_nothing_else(text: str, parts: list[str]) -> None:
    """A comma inside a number, a 、 inside a name and a bracket that belongs to a name part nothing."""
    assert clauses.SEPARATOR.split(text) == parts


def test_an_explanation_goes_on_over_its_second_point() -> None:
    """；before 二是 does not end it."""
    assert clauses.END_OF_EXPLANATION.match(";二是人员增加") is None
    assert clauses.END_OF_EXPLANATION.match(";公用经费5万元")


def test_an_amount_at_the_beginning_of_a_line_begins_no_paragraph() -> None:
    """3.20万元 is the rest of the line before (市委组织部 2024, line 526)."""
    assert clauses.PARAGRAPH.match("3.20万元") is None


def test_every_topic_that_sentences_can_have_has_a_name() -> None:
    """figures.toml names each topic but FUNCTION, which the names of codes say."""
    named = {name.topic for name in figures.figure_names()}
    named |= {part.topic for name in figures.figure_names() for part in name.parts}

    assert {topic.value for topic in Topic} - {topic.value for topic in named if topic} == {"FUNCTION"}
