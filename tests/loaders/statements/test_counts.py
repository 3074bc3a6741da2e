"""Counts and areas with their parts, counts before a formula, prices for one of something, and amounts in other words."""

import pytest

from loaders.statements.amounts import find_results
from loaders.statements.calculations import read_unit_prices
from loaders.statements.counts import read_areas, read_counted_parts, read_counts_in_formulas
from tests.loaders.statements.writing import passage


def test_areas_within_areas() -> None:
    """万里街道 2024, page 33: both are all of what they are parts of."""
    lines = (
        "建筑面积约为13459平方米，其中地上建筑面积为8013平方米（其中计容面积7998平方米，",
        "不计容面积105平方米），地下建筑面积为5356平方米，高度为29.8米。",
    )
    assert [(one.total, one.parts, one.is_complete) for one in read_areas(passage(*lines))] == [
        (13459, (8013, 5356), True),
        (8013, (7998, 105), True),
    ]


def test_an_area_with_other_parts_may_have_more_of_them() -> None:
    """绿地 and 道路 are not all of a site, and one part is no sum."""
    text = "用地4000平方米，其中绿地1000平方米、道路500平方米。用房300平方米（其中会议室50平方米）。"
    assert [(one.total, one.parts, one.is_complete) for one in read_areas(passage(text))] == [
        (4000, (1000, 500), False)
    ]


def test_batches_and_the_persons_of_a_batch() -> None:
    """松江区委组织部 2025: the items share the batches, and a batch times its persons are all."""
    lines = (
        "1. 体检：3000元/人。计划共安排12批次。",
        "①一中心安排5批，每批为期1天，计划安排40人/批，合计200人，合计600000元。",
        "②二中心安排7批，每批1天，计划每批安排35人，合计245人，合计735000元。",
        "2. 慰问6万元。",
    )
    assert [(one.total, one.counter, one.parts) for one in read_counted_parts(passage(*lines))] == [
        (12, "批", (5, 7)),
        (200, "人", (40,) * 5),
        (245, "人", (35,) * 7),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("面试约5天，4人×800元/天×4天=12800元", [(5, 4, "天")]),
        ("学员共50人左右，时长为3天。费用：3天×50人×300元/人/天=45000元", [(3, 3, "天"), (50, 50, "人")]),
        ("干部约1100人。费用：1,100人*100元/人=110000元", [(1100, 1100, "人")]),
        ("面试约4天，笔试2天，100元/天×4天=400元", []),
        ("面试约4天。材料费：100元/天×2天=200元", []),
    ],
)
def test_counts_before_a_formula(text: str, found: list[tuple[int, int, str]]) -> None:
    """The only one of its unit in the sentence before."""
    read = read_counts_in_formulas(passage(text))
    assert [(one.stated, one.calculated, one.counter) for one in read] == found


def test_prices_for_one_of_something() -> None:
    """With the item that prints them; the most that one may cost is one, too."""
    lines = ("1. 局级干部体检：体检费1500元/人，约28人次。", "2. 培训班，每人每天不超过550元，共计5万元；")
    assert [(one.item, one.amount.text, one.units) for one in read_unit_prices(passage(*lines))] == [
        ("局级干部体检", "1500元", ("人",)),
        ("培训班", "550元", ("人", "天")),
    ]


@pytest.mark.parametrize("again", ["（11万元）", "，即11万元", "，合计110000元", "，共11万元", "=11万元"])
def test_an_amount_in_other_words_is_one_amount(again: str) -> None:
    """Behind the one that it repeats."""
    assert [one.money.text for one in find_results(f"1100人*100元/人=110000元{again}")] == ["110000元"]


@pytest.mark.parametrize("text", ["其中5万元、8万元", "资料0.4万元、师资1万元，共1.4万元", "一期5万元；二期5万元"])
def test_other_amounts_are_not(text: str) -> None:
    """A total that a single digit could round to is still a total."""
    assert len(find_results(text)) == text.count("万元")
