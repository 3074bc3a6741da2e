"""What a statement works out in front of the reader: formulas, prices in words, counts with their parts, breakdowns."""

import pytest

from loaders.statements.breakdowns import read_breakdowns
from loaders.statements.calculations import read_calculations
from loaders.statements.counts import read_counted_parts
from tests.loaders.statements.writing import passage


def calculated(*lines: str) -> list[tuple[str, int, bool]]:
    """Expression, result in yuan, and whether it is written out."""
    return [(one.expression, one.result.fen // 100, one.is_written_out) for one in read_calculations(passage(*lines))]


@pytest.mark.parametrize(
    ("text", "expression", "yuan"),
    [
        ("费用：3天×50人×300元/人/天=45000元。", "3×50×300", 45_000),
        (r"餐费： $30\text{人}\times 30\text{元}/\text{人}\times 4\text{天}=3600\text{元}$ ；", "30×30×4", 3_600),
        ("面试：(1600元/人×5+800元/人×4)×2=22400元", "(1600×5+800×4)×2", 22_400),
        ("住宿费为365*2*335=24.5 万元；", "365×2×335", 245_000),
        ("开发：10*10000元/个=100000元。", "10×10000", 100_000),
        ("每期2万元，2万元×5=10万元。", "20000×5", 100_000),
    ],
)
def test_a_formula_is_read_as_it_is_printed(text: str, expression: str, yuan: int) -> None:
    """Without its units, and with an extractor's marks."""
    assert (expression, yuan, True) in calculated(text)


@pytest.mark.parametrize(
    ("text", "expression", "yuan"),
    [
        ("1. 示范培训，每人每天210元，计划培训200人次，每次1天（8个学时），共计5万元；", "210×200×1", 50_000),
        ("1. 高校课堂，分8期开展，每期师资费3000元，共计2.4万元；", "3000×8", 24_000),
        ("1. 慰问6万元：慰问金2000/人/次，全年预计探望30人次。", "2000×30", 60_000),
        ("1. 培训，人均500元，60人参加，共计3万元。", "500×60", 30_000),
        ("履职费（1200元/人·年），按照2025年人数15人计算，合计共1.8万元。", "1200×15", 18_000),
    ],
)
def test_a_price_in_words_goes_with_its_quantities(text: str, expression: str, yuan: int) -> None:
    """人次 counts persons and times; a price by the year is that of the budget's year."""
    assert (expression, yuan, False) in calculated(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. 骨干培训班，每人每天不超过550元，共计10万元；",
        "1. 培训，每人100元，计划50人，另有场地费，共计1万元；",
        "1. 培训，每人每天100元，计划50人，共计1万元；",
        "1. 培训，每人100元，第一期50人，第二期60人，共计1万元；",
        "1. 培训，每人100元，计划50人。",
    ],
)
def test_a_price_is_left_where_more_is_at_play(text: str) -> None:
    """A limit, other costs, a unit without a count or with two, no amount."""
    assert calculated(text) == []


def test_a_count_names_the_counts_of_its_parts() -> None:
    """Months are none of them, and one part alone says nothing."""
    [counted] = read_counted_parts(passage("按13人次（其中10人挂职6个月，6人挂职1年）计算"))
    assert (counted.total, counted.counter, counted.parts) == (13, "人次", (10, 6))
    [counted] = read_counted_parts(passage("预计接收16人，其中10人挂职6个月，8人挂职1年。"))
    assert (counted.total, counted.parts) == (16, (10, 8))
    assert list(read_counted_parts(passage("共50人（其中党员30人、女性25人）"))) == []
    assert list(read_counted_parts(passage("7名考官（其中包括2名用人单位考官）"))) == []


def broken_down(*lines: str) -> list[tuple[str, int | None, list[int], bool]]:
    """Label, total and parts in yuan, and whether the list is of the whole."""
    return [
        (
            one.label,
            one.total.fen // 100 if one.total else None,
            [part.amount.fen // 100 for part in one.parts if part.amount],
            one.is_complete,
        )
        for one in read_breakdowns(passage(*lines))
    ]


def test_a_year_is_broken_down_by_its_split_by_its_list_and_by_the_lists_of_its_items() -> None:
    """In this order; a list is of the whole, 其中 need not be."""
    assert broken_down(
        "共计20.00万元（其中，甲经费15.00万元，乙经费5.00万元），具体如下：",
        "1. 基础工作15.00万元。主要包括：",
        "①手册，9.00万元；",
        "②材料，6.00万元。",
        "2. 研究工作5.00万元。",
    ) == [
        ("年度预算", None, [150_000, 50_000], False),
        ("年度预算", None, [150_000, 50_000], True),
        ("基础工作", 150_000, [90_000, 60_000], True),
    ]
