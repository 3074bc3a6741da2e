"""Forms in grids: of PDFs with merged cells, and of texts with shifted ones."""

from datetime import date

import pytest

from graph.facts import Indicator, ProjectFact
from graph.terms import MoneyUnit
from loaders.document import Document, Grid, Ledger
from loaders.forms import read_forms
from tests.loaders.forms.making import grid, pdf, read, text

HEADS = (None, "一级指标", "二级指标", "三级指标", None, "年度(/项目)\n指标值")

FORM_OF_TWO_PAGES = pdf(
    (
        "财政项目支出绩效目标填报表",
        "（2023年度）",
        grid(
            1,
            ("项目名称", "道路\n养护经费", None, "项目类别", "特定目标类", None),
            ("主管部门", "某街道办事处", None, "实施单位", "某街道城市运行\n中心", None),
            ("计划开始日期", "2023-01-01", None, "计划完成日期", "2023-12-31", None),
            ("项目资金\n（万元）", "项目资金总额", "300.00", "年度资金申请总额", "120.50", None),
            (None, "其中：财政资金", "300.00", "其中：当年财政拨款", "100.00", None),
            (None, None, None, "上年结转资金", "20.50", None),
            (None, "其他资金", "", "其他资金", "0.00", None),
            ("项目\n绩效\n目标", "项目总目标", None, "年度总体目标", None, None),
            (None, "三年内全部养护一遍。", None, "本年养护十条\n道路。", None, None),
            HEADS,
            ("绩效\n指标", "成本指标", "经济成本\n指标", "每公里养护成本", None, "≤12.50(万元/公里)"),
            (None, "产出指标", "数量指标", "养护道路", None, "=10(条)"),
            (None, None, None, "安排巡查人员的", None, "≥6(人)"),
        ),
        "- 1 -",
    ),
    (
        grid(
            2,
            (None, None, None, "数量", None, ""),
            (None, None, "质量指标", "验收合格率", None, "=100(%)"),
            ("绩效\n指标", "满意度\n指标", "服务对象\n满意度指标", "居民满意度", None, "≥85%"),
            ("备注", "", None, None, None, None),
        ),
        "二、国有资产占有情况",
    ),
)


def project_of(document: Document) -> ProjectFact:
    """The only form's project."""
    (form,) = read(document)
    return form.project


def indicators_of(document: Document) -> list[tuple[str | None, str | None, str, str]]:
    """Levels, name and printed target of the only form's indicators."""
    return [(one.level1, one.level2, one.name, one.text) for one in project_of(document).indicators]


def one_row(row: str) -> Document:
    """A form of a text whose indicators are these rows."""
    return text(
        "财政项目支出绩效目标申报表\n\n(2025年度)\n\n项目名称\t在线学习\t\t\t\n"
        "项目资金(元)\t项目资金总额\t\t年度资金申请总额\t10.00\n"
        "\t一级指标\t二级指标\t三级指标\t年度(/项目)指标值\n" + row
    )


def test_boxes_are_read_by_their_labels() -> None:
    """Name, bodies, dates and the year's amount with the unit of its group of boxes."""
    project = project_of(FORM_OF_TWO_PAGES)
    assert (project.name, project.year, project.category, project.department, project.unit) == (
        "道路养护经费",
        2023,
        "特定目标类",
        "某街道办事处",
        "某街道城市运行中心",
    )
    assert (project.start, project.end) == (date(2023, 1, 1), date(2023, 12, 31))
    assert project.amount is not None
    assert (project.amount.fen, project.amount.unit) == (120_500_000, MoneyUnit.WAN_YUAN)


def test_the_year_s_money_is_split_by_source() -> None:
    """Printed zeros count, and the split of all years does not."""
    actual = [(part.source_code, part.amount.text) for part in project_of(FORM_OF_TWO_PAGES).funding]
    assert actual == [("FISCAL_APPROPRIATION", "100.00"), ("CARRIED_OVER", "20.50"), ("OTHER_INCOME", "0.00")]


def test_the_goal_is_the_year_s() -> None:
    """Of two goals below their labels, the right one is the year's."""
    assert project_of(FORM_OF_TWO_PAGES).goal == "本年养护十条道路。"


def test_indicators_go_on_over_a_page_break() -> None:
    """Levels are carried down, a cut name is joined, a page number interrupts nothing."""
    assert indicators_of(FORM_OF_TWO_PAGES) == [
        ("成本指标", "经济成本指标", "每公里养护成本", "≤12.50(万元/公里)"),
        ("产出指标", "数量指标", "养护道路", "=10(条)"),
        ("产出指标", "数量指标", "安排巡查人员的数量", "≥6(人)"),
        ("产出指标", "质量指标", "验收合格率", "=100(%)"),
        ("满意度指标", "服务对象满意度指标", "居民满意度", "≥85%"),
    ]


def test_a_form_ends_with_its_last_grid() -> None:
    """The section behind it is none of its blocks; its own blocks are settled but for the page's number."""
    ledger = Ledger()
    (form,) = read(FORM_OF_TWO_PAGES, ledger)
    unread = [getattr(block, "text", "grid") for block in ledger.unread(list(FORM_OF_TWO_PAGES.blocks()))]
    assert (form.start, form.end, unread, ledger.problems) == (0, 4, ["- 1 -", "二、国有资产占有情况"], [])


def test_each_part_knows_its_place() -> None:
    """Name, amount and indicators point at their cells."""
    project = project_of(FORM_OF_TWO_PAGES)
    assert [(source.text, source.page) for source in project.sources] == [("道路养护经费", 1), ("120.50", 1)]
    assert [source.page for source in project.indicators[2].sources] == [1, 1, 2]


def test_a_repeated_heading_continues_the_form() -> None:
    """Some printers repeat the heading at the top of each page."""
    document = pdf(
        ("绩效目标申报表（2023年度）", grid(1, ("项目名称", "甲", None), ("一级指标", "三级指标", "指标值"))),
        ("绩效目标申报表（2023年度）", grid(2, ("产出指标", "次数", "≥1(次)"))),
    )
    assert indicators_of(document) == [("产出指标", None, "次数", "≥1(次)")]


def test_two_forms_without_headings_are_parted_by_their_names() -> None:
    """A second 项目名称 begins a second form."""
    rows = (("年度资金申请总额（元）", "1.00", None), ("一级指标", "三级指标", "指标值"), ("产出指标", "次数", "3次"))
    document = pdf((grid(1, ("项目名称", "甲", None), *rows), grid(1, ("项目名称", "乙", None), *rows)))
    projects = [form.project for form in read_forms(document, Ledger(), year=2024)]
    actual = [(project.name, project.year, len(project.indicators)) for project in projects]
    assert actual == [("甲", 2024, 1), ("乙", 2024, 1)]


def test_a_form_without_any_year_is_reported() -> None:
    """A project without a year has no key."""
    ledger = Ledger()
    document = pdf(("绩效目标申报表", grid(1, ("项目名称", "甲", None), ("产出指标", "次数", "3次"))))
    assert (read(document, ledger), [reason for _, reason in ledger.problems]) == (
        [],
        ["a target form that prints no year"],
    )


@pytest.mark.parametrize(
    "table",
    [
        grid(1, ("序号", "项目名称", "年度资金申请总额"), ("1", "甲", "3.00")),
        grid(1, ("项目名称", "甲", "得分"), ("一级指标", "三级指标", "年度指标值"), ("产出指标", "次数", "3")),
    ],
)
def test_tables_that_look_like_forms_are_none(table: Grid) -> None:
    """A list of projects has no indicators; a 自评表 says what was reached."""
    assert read(pdf((table,))) == []


def test_an_amount_without_a_printed_unit_is_not_read() -> None:
    """Yuan and ten thousand yuan both occur, so neither is assumed."""
    ledger = Ledger()
    document = pdf(
        (
            "绩效目标申报表（2023年度）",
            grid(1, ("项目名称", "甲", None), ("年度资金申请总额", "5.00", None), ("产出指标", "次数", "3次")),
        )
    )
    (form,) = read(document, ledger)
    assert (form.project.amount, [reason for _, reason in ledger.problems]) == (
        None,
        ["an amount without a printed unit"],
    )


@pytest.mark.parametrize("total", ["项目资金总额（元）", "项目总预算（元）"])
def test_the_total_of_all_years_counts_only_alone(total: str) -> None:
    """A form that asks for the year's amount and leaves it blank has none."""
    rows = (("产出指标", "次数", "3次", None),)
    alone = pdf(("绩效目标申报表（2023年度）", grid(1, ("项目名称", "甲", None, None), (total, "9.00", "", ""), *rows)))
    beside = pdf(
        (
            "绩效目标申报表（2023年度）",
            grid(1, ("项目名称", "甲", None, None), (total, "9.00", "年度资金申请总额（元）", ""), *rows),
        )
    )
    amounts = [project_of(document).amount for document in (alone, beside)]
    assert [amount and amount.fen for amount in amounts] == [900, None]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("讲座场数\t\t\t≥10(场)\t\n", [(None, None, "讲座场数", "≥10(场)")]),
        ("\t时效指标\t时效指标\t完成及时率\t=100(%)\n", [("产出指标", "时效指标", "完成及时率", "=100(%)")]),
        (
            "绩效 指标\t成本指标\t经济成本指标\t讲义费\t≤5(元)\n\t数量指标\t\t天数\t≥8(天)\n",
            [("成本指标", "经济成本指标", "讲义费", "≤5(元)"), ("产出指标", "数量指标", "天数", "≥8(天)")],
        ),
        (
            "\t成本指标\t经济成本指标\t经济成本指标\t可控\n",
            [("成本指标", "经济成本指标", "经济成本指标", "可控")],
        ),
        ("\t产出指标\t成本指标\t讲义费\t≤5(元)\n", [("产出指标", "成本指标", "讲义费", "≤5(元)")]),
        ("满意 度指 标\t服务对 象满意 度指标\t学员\t满意\t\n", [("满意度指标", "服务对象满意度指标", "学员", "满意")]),
    ],
)
def test_a_cell_is_known_by_what_it_is(rows: str, expected: list[tuple[str | None, ...]]) -> None:
    """Cells shifted to the left or to the right, levels repeated, wrapped or without the level above them."""
    assert indicators_of(one_row(rows)) == expected


def test_an_indicator_that_lost_its_target_is_reported() -> None:
    """Its value is open."""
    ledger = Ledger()
    (form,) = read(one_row("\t\t效益指标\t社会效益指标\t政策知晓率\n"), ledger)
    expected = Indicator(
        name="政策知晓率",
        text="",
        sources=form.project.indicators[0].sources,
        level1="效益指标",
        level2="社会效益指标",
    )
    assert form.project.indicators == (expected,)
    assert [reason for _, reason in ledger.problems] == ["an indicator without a target"]


def test_a_cell_that_no_rule_reads_is_reported() -> None:
    """A row of three cells behind the levels is not guessed at."""
    ledger = Ledger()
    read(one_row("\t产出指标\t次数\t≥3\t次\n"), ledger)
    assert [source.text for source, _ in ledger.problems][:1] == ["次数"]
