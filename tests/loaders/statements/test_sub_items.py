"""The parts of a project's budget."""

import pytest

from loaders.document import Ledger
from loaders.statements.sub_items import read_sub_items
from tests.loaders.statements.writing import parts, passage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "某工作经费2024年预算137.4万元，其中：宏观管理费用36.00万元，全市培训、交流经费101.40万元。",
            [("宏观管理费用", "360000"), ("全市培训、交流经费", "1014000")],
        ),
        (
            "年度项目总预算1170.00万，其中支持规模化发展870.00万，支持创新化发展300.00万，合计1170.00万。",
            [("支持规模化发展", "8700000"), ("支持创新化发展", "3000000")],
        ),
        (
            "预算5万元（其中，场地费（含设备）3万元，餐费2万元），另有说明1万元。",
            [("场地费（含设备）", "30000"), ("餐费", "20000")],
        ),
        ("2025年预算80万元，其中50万元用于场地租赁；30万元用于活动。", [("场地租赁", "500000"), ("活动", "300000")]),
        ("场地费10万元；活动费5万元；共计15万元。", [("场地费", "100000"), ("活动费", "50000")]),
        ("2025年预算100万元（其中：财政拨款80万元；自有资金20万元）。", []),
        ("第一季度用款计划15万元；第二季度用款计划15万元。", []),
        ("总投资5000万元；2025年预算600万元。", []),
    ],
)
def test_a_total_is_split_in_its_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    """其中 gives the parts, and so do amounts that add up to a total; sources and dates of payment are no parts."""
    assert parts(text) == expected


def test_a_numbered_list_gives_the_parts() -> None:
    """A name ends at a pause or at its amount; 费用为 leads to the amount and 约 does."""
    assert parts(
        "共约48万元，主要包括：",
        "1. 一台服务器约 8 万元；",
        "2. 软件开发约20万元（含迁移费）；",
        "3. 平台系统（运维）费用为13.32万元；",
        "4. 课堂，分8期开展，每期师资费2000元，共计1.6万元；",
        "5. 档案扫描：8.78万元，其中新增2万元，维护6.78万元。",
    ) == [
        ("一台服务器", "80000"),
        ("软件开发", "200000"),
        ("平台系统（运维）", "133200"),
        ("课堂", "16000"),
        ("档案扫描", "87800"),
    ]


def test_the_split_of_the_total_is_the_first_level() -> None:
    """A list behind 其中 explains the split and is not read."""
    assert parts(
        "共计20万元（其中，工作经费7万元；专项经费13万元），具体如下：", "1. 学习教育10万元。", "2. 会议10万元。"
    ) == [
        ("工作经费", "70000"),
        ("专项经费", "130000"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 招录：面试费：500元。考务费：10人×40元/人=400元；餐费：100元。考察费：70元。", "570"),
        (r"1. 培训班。费用： $3\text{天} \times 5\text{人} \times 30\text{元/人/天} = 450\text{元}$ 。", "450"),
        (
            "1. 培训班。甲班费用：3天×150元/天=450元。乙班：60元/人×10人=600元。丙班：60元/人×10人=600元。乙丙班合计1200元。",
            "1650",
        ),
        ("1. 管理。培训费用：共计1000元。宣传费用：共计1000元。证件制作：共计780元。30元/张*26张=780元。", "2780"),
        ("1. 扶持：10*100元/个=1000元。分别给予50元、50元和160元的补贴，合计1300元。", "2300"),
        ("1. 体检，每人每天不超过550元，预计28人次，合计42000元。", "42000"),
    ],
)
def test_an_item_without_its_own_amount_has_the_sum_of_its_results(text: str, expected: str) -> None:
    """Unit prices and factors do not count, nor does a result that another one contains."""
    assert [amount for _, amount in parts(text)] == [expected]


def test_the_total_behind_a_list_is_no_part_of_its_last_item() -> None:
    """合计 on a line of its own sums the whole list."""
    assert parts("1、甲：3人×10元/人=30元", "2、乙：2人×10元/人=20元。", "合计50元") == [("甲", "30"), ("乙", "20")]


def test_an_item_without_amount_is_reported() -> None:
    """It keeps its name, and nothing is made up for it."""
    ledger = Ledger()
    printed = passage("1.甲10万元；", "2.乙；")
    assert [(item.name, item.amount is None) for item in read_sub_items(printed, printed.text, ledger)] == [
        ("甲", False),
        ("乙", True),
    ]
    assert [source.line for source, _ in ledger.problems] == [2]


def test_a_list_without_amounts_names_no_parts() -> None:
    """A list of what will be done is no budget."""
    assert parts("1.准备；", "2.举办。") == []


def test_a_part_knows_its_line() -> None:
    """The source of a part is where its name and amount are printed."""
    printed = passage("共2万元：", "1. 甲费用1万元；", "2. 乙费用1万元。")
    assert [(item.source.line, item.source.text) for item in read_sub_items(printed, printed.text, Ledger())] == [
        (2, "甲费用1万元"),
        (3, "乙费用1万元"),
    ]
