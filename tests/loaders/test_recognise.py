"""What a document is, by its cover, its tables or its projects."""

import pytest

from graph.errors import NotADisclosure
from loaders.recognise import recognise
from tests.loaders.tables.making import document


@pytest.mark.parametrize(
    ("cover", "kind", "year", "organisation"),
    [
        (["某市某区2024年区级部门预算", "预算主管部门：某市某区民政局"], "DEPARTMENT_BUDGET", 2024, "某市某区民政局"),
        (["某市某区2023年区级部门预算", "预算主管部门（公章）：某局"], "DEPARTMENT_BUDGET", 2023, "某局"),
        (["预算主管部门：", "某市民政局", "某市2023年市级部门预算"], "DEPARTMENT_BUDGET", 2023, "某市民政局"),
        (["2023年某市某区财政局部门预算"], "DEPARTMENT_BUDGET", 2023, "某市某区财政局"),
        (["某区2025年区级单位预算", "主管部门：某局", "预算单位：某中心（单位）"], "UNIT_BUDGET", 2025, "某中心"),
        (["2023 年度", "某市民政局", "部门决算"], "DEPARTMENT_FINAL_ACCOUNTS", 2023, "某市民政局"),
        (["某市规划和自然", "资源局", "2024 年度部门决算"], "DEPARTMENT_FINAL_ACCOUNTS", 2024, "某市规划和自然资源局"),
        (["2024年度", "部门决算", "某市民政局", "2025年9月"], "DEPARTMENT_FINAL_ACCOUNTS", 2024, "某市民政局"),
        (["某区2022年度部门决算", "某区商务委员会"], "DEPARTMENT_FINAL_ACCOUNTS", 2022, "某区商务委员会"),
        (["某区体育局（本级）2023年度单位决算"], "UNIT_FINAL_ACCOUNTS", 2023, "某区体育局（本级）"),
    ],
)
def test_a_cover_says_what_the_document_is(cover: list[str], kind: str, year: int, organisation: str) -> None:
    """In one line or in several, and in whatever order."""
    recognised = recognise(document([*cover]))
    assert (recognised.kind.value, recognised.year, recognised.organisation) == (kind, year, organisation)


def test_the_list_of_contents_may_stand_before_the_cover() -> None:
    """Its headings are no cover."""
    contents = ["目录", "一、主要职能", "二、2025年部门预算编制说明", "三、2025年部门预算表"]
    recognised = recognise(document([*contents], ["某市2025年市级部门预算", "预算主管部门：某局"]))
    assert (recognised.title, recognised.organisation) == ("某市2025年市级部门预算", "某局")


def test_accounts_without_a_cover_are_known_by_their_sections() -> None:
    """Their tables' titles name neither the year nor the body."""
    page = [
        "第二部分 某局2024年度部门决",
        "算表",
        "收入支出决算总表",
        "收入决算表",
        "第三部分 某局2024年度部门决算情况说明",
    ]
    recognised = recognise(document(["第一部分 概况", *map(str, range(20))], [*page]))
    assert (recognised.kind.value, recognised.year, recognised.organisation) == (
        "DEPARTMENT_FINAL_ACCOUNTS",
        2024,
        "某局",
    )


def test_a_list_of_contents_alone_is_no_disclosure() -> None:
    """Nothing says whose it is, or what."""
    with pytest.raises(NotADisclosure):
        recognise(document(["目录", "一、2024年部门预算编制说明"]))
