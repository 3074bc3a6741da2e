"""What titles say: which are one, which are not, and what they do with one another."""

import pytest

from graph.policies.titles import documents_spoken_of, relation_of, title_key, wider_titles
from graph.terms import LegalBasisRelation

FORWARDS, IMPLEMENTS = LegalBasisRelation.FORWARDS, LegalBasisRelation.IMPLEMENTS
PROMULGATES, AMENDS, CITES = LegalBasisRelation.PROMULGATES, LegalBasisRelation.AMENDS, LegalBasisRelation.CITES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海市干部教育培训规划（2023-2027年）", "2023—2027年上海市干部教育培训规划"),
        ("《某办法（试行）》", "某办法(试行)"),
        ("关于印发《某办法》的通知", "某办法"),
        ("《中共中央关于印发〈某条例〉的通知》", "某条例"),
        ("上海市人民政府关于印发上海市碳达峰实施方案的通知", "上海市碳达峰实施方案"),
        ("中华人民共和国预算法", "预算法"),
        ("关于加强“三公”经费管理的意见", "关于加强三公经费管理的意见"),
    ],
)
def test_titles_that_differ_in_print_only_have_one_key(one: str, other: str) -> None:
    """Marks, quotes, the place of the years, the notice that only carries a document, the state before its law."""
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某办法", "某办法（试行）"),
        ("某办法", "某暂行办法"),
        ("某办法", "关于修订印发《某办法》的通知"),
        ("公务员法", "关于贯彻实施公务员法的意见"),
        ("关于转发《某意见》的通知", "某意见"),
        ("关于印发《甲》和《乙》的通知", "甲"),
        ("上海市干部教育培训规划（2018-2022年）", "上海市干部教育培训规划（2023-2027年）"),
        ("全国干部教育培训规划（2023-2027年）", "上海市干部教育培训规划（2023-2027年）"),
        ("松江区落实〈上海市某规划（2023-2027年）〉方案", "上海市某规划（2023-2027年）"),
        ("2023年工作要点", "2024年工作要点"),
        ("上海市预算条例", "预算条例"),
    ],
)
def test_titles_of_two_documents_have_two_keys(one: str, other: str) -> None:
    """Trial and final, carried out and carrying out, one level and another, one year and another."""
    assert title_key(one) != title_key(other)


def test_a_version_behind_the_inner_title_is_part_of_it() -> None:
    """关于印发《甲办法》（试行）的通知 is 甲办法（试行）, and a revised one has the name that it had."""
    assert title_key("关于印发《甲办法》（试行）的通知") == title_key("甲办法（试行）")
    assert title_key("关于印发修订后的《甲办法》的通知") == title_key("甲办法")


@pytest.mark.parametrize(
    ("title", "spoken_of"),
    [
        ("关于转发《甲意见》的通知", [(FORWARDS, "甲意见")]),
        ("市政府办公厅关于转发市财政局制订的《甲办法》的通知", [(FORWARDS, "甲办法")]),
        ("关于转发财政部关于加强经费保障的意见的通知", [(FORWARDS, "财政部关于加强经费保障的意见")]),
        ("关于贯彻〈甲意见〉的实施意见", [(IMPLEMENTS, "甲意见")]),
        ("《甲条例》实施细则", [(IMPLEMENTS, "甲条例")]),
        ("关于贯彻实施公务员法建设队伍的意见", [(IMPLEMENTS, "公务员法")]),
        ("松江区落实〈上海市甲规划（2023—2027年）实施方案", [(IMPLEMENTS, "上海市甲规划（2023—2027年）")]),
        ("关于修改《甲条例》的决定", [(AMENDS, "甲条例")]),
        ("关于印发《甲》和《乙》的通知", [(PROMULGATES, "甲"), (PROMULGATES, "乙")]),
        ("关于转发《关于印发〈甲〉的通知》的通知", [(FORWARDS, "关于印发《甲》的通知")]),
        ("关于同意《甲规划》的批复", []),
        ("上海市财政局转发财政部关于印发《甲办法》的通知", [(FORWARDS, "甲办法")]),
        ("关于停止执行《甲办法》的通知", []),
        ("关于对《甲意见》落实情况督查的意见", []),
        ("关于印发《甲办法》的通知", []),
    ],
)
def test_a_title_says_what_its_document_does_with_others(
    title: str, spoken_of: list[tuple[LegalBasisRelation, str]]
) -> None:
    """A notice that only carries a document is that document, and speaks of no other."""
    assert [(spoken.relation, spoken.title) for spoken in documents_spoken_of(title)] == spoken_of


@pytest.mark.parametrize(
    ("title", "relation"),
    [
        ("关于印发《甲办法》的通知", PROMULGATES),
        ("关于印发修订后的《甲办法》的通知", PROMULGATES),
        ("关于转发《关于贯彻〈甲〉的意见》的通知", FORWARDS),
        ("甲办法", CITES),
    ],
)
def test_the_outermost_verb_is_the_relation(title: str, relation: LegalBasisRelation) -> None:
    """What the notice does, and not what the document in it does."""
    assert relation_of(title) is relation


def test_a_plan_has_its_name_in_the_wider_governments_too() -> None:
    """Only a plan with a range of years: each level makes one for itself."""
    assert wider_titles("上海市干部教育培训规划（2023-2027年）") == ["全国干部教育培训规划（2023-2027）"]
    assert wider_titles("上海市普陀区养老规划（2021-2025年）") == [
        "上海市养老规划（2021-2025）",
        "全国养老规划（2021-2025）",
    ]
    assert wider_titles("上海市养老条例") == []
    assert wider_titles("全国养老规划（2021-2025年）") == []
