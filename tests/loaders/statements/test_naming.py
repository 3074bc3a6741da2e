"""What a project is called."""

import pytest

from loaders.statements.naming import adds_phrase, name_of_project, names_of_subject


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        (["干部教育工作经费"], ["干部教育工作经费"]),
        (["人民调解项目经费"], ["人民调解项目经费"]),
        (["生命健康专项（政策资金）经费"], ["生命健康专项（政策资金）经费"]),
        (
            ["干部教育工作经费", "在线学习工作经费项目经费", "交通工具购置及更新项目经费"],
            ["干部教育工作经费", "在线学习工作经费", "交通工具购置及更新"],
        ),
    ],
)
def test_the_headings_of_a_document_tell_where_its_names_end(subjects: list[str], expected: list[str]) -> None:
    """项目经费 is part of a name, unless one heading of the document adds it to a name that ends in money itself."""
    names = [names_of_subject(subject, phrase_is_added=adds_phrase(subjects))[0] for subject in subjects]
    assert names == expected


@pytest.mark.parametrize(
    "subject", ["项目经费", "项目", "2025年度项目经费", "某区财政局2025年项目经费", "部门预算项目支出"]
)
def test_the_template_s_own_phrase_names_no_project(subject: str) -> None:
    """A bare heading, a year and a bureau are nobody's project."""
    assert names_of_subject(subject, phrase_is_added=False) == []


def test_a_form_decides_between_readings() -> None:
    """The form's 项目名称 holds where it is one of the readings of the heading."""
    names = names_of_subject("人民调解项目经费", phrase_is_added=False)
    assert name_of_project(names, ["其他", "人民调解"], "") == "人民调解"
    assert name_of_project(names, ["其他"], "") == "人民调解项目经费"


def test_the_only_form_behind_a_nameless_statement_names_it() -> None:
    """With several forms behind it, its overview has to."""
    overview = "由某街道办事处建设的社区公共服务中心新建工程 ，位于某路口。"
    assert name_of_project([], ["党建工作"], overview) == "党建工作"
    assert name_of_project([], ["党建工作", "干部工作"], overview) == "社区公共服务中心新建工程"


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        ("某委组织部拟于2025年1月至2025年12月实施党建工作项目，主要内容为…", "党建工作"),
        ("某局拟于2025年实施甲项目，内容…。某局拟于2025年实施乙项目，内容…。", None),
        ("开展日常工作。", None),
    ],
)
def test_an_overview_names_a_project_only_if_it_names_one(overview: str, expected: str | None) -> None:
    """Several projects, or none, leave the statement without a name."""
    assert name_of_project([], [], overview) == expected
