"""Which units belong to which department."""

from collections.abc import Sequence

import pytest

from loaders.organisations import read_own_office
from tests.loaders.narratives.paper import pdf_of


@pytest.mark.parametrize(
    ("heading", "departments"),
    [
        ("上海市财政局（单位）主要职能", ["上海市财政局"]),
        ("上海市普陀区财政局(本级)机构设置情况", ["上海市普陀区财政局"]),
        ("万里街道办事处（部门）主要职能", []),
        ("上海市党建服务中心（单位）主要职能", []),
        ("上海市财政局主要职能", []),
    ],
)
def test_a_unit_that_is_headed_as_the_unit_of_an_organ_is_the_own_office_of_its_department(
    heading: str, departments: Sequence[str]
) -> None:
    """The department bears the same name; another unit has no department of its name."""
    found = read_own_office(pdf_of(["2025年度单位预算"], [heading, "贯彻执行财政工作的法律。"]))
    assert [one.department for one in found] == departments
    assert all(one.is_own_office for one in found)
