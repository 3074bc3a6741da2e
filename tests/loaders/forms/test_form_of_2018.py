"""The form of 2018: checkboxes, sub-items, two levels of indicators, 立项依据."""

from loaders.document import Document, Ledger
from tests.loaders.forms.making import read, text

NATURE = "市委市政府已确定的新增项目 ☐ 结转项目 ☐ 其他一次性项目 ☐"


def form(*rows: str) -> Document:
    """A form of 2018 with these rows behind its name."""
    return text(
        "绩效目标申报表\n\n(2018年)\n\n申报单位名称：某服务中心（本部）\n\n项目名称\t平台运维\t\t\n" + "\n".join(rows)
    )


INDICATORS = ("分解目标\t\t", "分解目标内容\t绩效指标\t指标目标值", "产出目标\t质量目标\t平台正常运行", "\t数量\t≥3")


def test_unit_amounts_and_prior_year_are_read() -> None:
    """The amount is the year's, not the project's."""
    (read_form,) = read(
        form(
            "项目总预算（元）\t900000\t项目当年预算（元）\t300000",
            "同名项目上年预算额（元）\t200000\t同名项目上年预算执行数（元）\t150000.50",
            *INDICATORS,
        )
    )
    project = read_form.project
    amounts = (project.amount, project.prior_year_budget, project.prior_year_actual)
    assert (project.unit, [amount and amount.fen for amount in amounts]) == (
        "某服务中心（本部）",
        [30_000_000, 20_000_000, 15_000_050],
    )
    assert project.whole
    assert project.whole.amount.fen == 90_000_000


def test_the_checked_option_is_the_answer() -> None:
    """Also in a row that goes on, and in one whose label is missing: the options belong to closed lists."""
    (read_form,) = read(
        form(f"项目类型\t{NATURE}\t\t", "\t其他经常性项目 ☑\t\t", "\t信息化建设类 ☐ 政府购买服务 ☑\t\t", *INDICATORS)
    )
    assert (read_form.project.nature, read_form.project.category) == ("其他经常性项目", "政府购买服务")


def test_two_checked_options_are_no_answer() -> None:
    """The form takes one, so which is meant is open."""
    ledger = Ledger()
    (read_form,) = read(form("资金用途\t□信息化建设类 √政策补贴类 √资产购置类\t\t", *INDICATORS), ledger)
    reasons = [reason for _, reason in ledger.problems]
    assert (read_form.project.category, reasons) == (None, ["several answers where the form takes one"])


def test_sub_items_are_read_with_their_amounts() -> None:
    """The label of the group stands in any of their rows, and a page break among them does not matter."""
    (read_form,) = read(
        form(
            "\t子项目名称\t\t预算金额（元）",
            "\t系统运维\t\t6430000.00",
            "",
            "项目当年投入资金构成\t学习支持\t\t3880000",
            "项目实施计划\t全年完成。\t\t",
            *INDICATORS,
        )
    )
    actual = [(item.name, item.amount and item.amount.fen) for item in read_form.project.sub_items]
    assert (actual, read_form.project.plan) == ([("系统运维", 643_000_000), ("学习支持", 388_000_000)], "全年完成。")


def test_no_sub_items_is_an_answer() -> None:
    """无 is no sub-item."""
    (read_form,) = read(form("\t子项目名称\t\t预算金额（元）", "项目当年投入资金构成\t无\t\t", *INDICATORS))
    assert read_form.project.sub_items == ()


def test_indicators_have_one_level_above_them() -> None:
    """Generic words (质量目标, 数量) are names here, as printed."""
    (read_form,) = read(form(*INDICATORS))
    actual = [(one.level1, one.level2, one.name, one.value) for one in read_form.project.indicators]
    assert actual == [("产出目标", None, "质量目标", "平台正常运行"), ("产出目标", None, "数量", "3")]


def test_the_basis_knows_its_lines() -> None:
    """立项依据 is handed on as running text, also where it goes on behind a page break."""
    (read_form,) = read(form("立项依据\t根据《甲办法》\t\t", "", "\t和《乙条例》。\t\t", *INDICATORS))
    basis = read_form.basis
    assert basis is not None
    assert (basis.text, [line.number for line in basis.lines], read_form.project.basis) == (
        "根据《甲办法》和《乙条例》。",
        [8, 10],
        "根据《甲办法》和《乙条例》。",
    )


def test_text_above_its_label_belongs_to_it() -> None:
    """A label in the middle of a tall cell stands behind the page break that cuts the cell."""
    (read_form,) = read(
        form("立项依据\t根据《甲办法》。\t\t", "\t先做调研；\t\t", "", "项目实施计划\t再实施。\t\t", *INDICATORS)
    )
    assert (read_form.project.basis, read_form.project.plan) == ("根据《甲办法》。", "先做调研；再实施。")
