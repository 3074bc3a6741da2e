"""Forms whose boxes were read without their rules."""

from datetime import date

from graph.facts import ProjectFact
from loaders.document import Ledger
from tests.loaders.forms.making import read, text

HEADING = "财政项目支出绩效目标申报表\n（2024年度）\n\n"
FIELDS = (
    "项目性质 经常性专项业务费 项目类别\n\n实施单位\n\n计划完成日期\n\n"
    "主管部门 某委 某委（本级）\n\n计划开始日期 2024-01-01 2024-12-31\n\n项目资金\n（元）\n\n"
)
AMOUNTS = "项目资金总额 年度资金申请总额 500.00\n\n其中：财政资金  500.00\n其中：当年财政拨款\n\n"
LABELLED = "400.00\n\n上年结转资金 100.00\n\n其他资金 其他资金 0.00\n\n"


def project_of(content: str, ledger: Ledger | None = None) -> ProjectFact:
    """The only form's project."""
    (form,) = read(text(content), ledger)
    return form.project


def pairs_of(content: str) -> list[tuple[str, str]]:
    """Name and printed target of the indicators on these lines."""
    project = project_of(FIELDS + content + "\n\n" + HEADING + "项目名称 甲")
    return [(one.name, one.text) for one in project.indicators]


def test_closed_lists_recognise_answers_anywhere() -> None:
    """The category stands behind the project's name; name and unit stand where their neighbours are."""
    project = project_of(FIELDS + HEADING + "项目名称 信息化运维 其他运转类\n\n数量指标")
    assert (project.name, project.nature, project.category, project.department, project.unit, project.year) == (
        "信息化运维",
        "经常性专项业务费",
        "其他运转类",
        "某委",
        "某委（本级）",
        2024,
    )
    assert (project.start, project.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_wrapped_name_is_joined() -> None:
    """Its label stands beside the middle of it: the first line follows at once, the second behind a blank line."""
    content = HEADING + "项目名称\n党组织建设和党员教育\n\n管理\n特定目标类\n\n项目性质\n经常性专项\n业务费"
    project = project_of(content)
    assert (project.name, project.nature, project.category) == (
        "党组织建设和党员教育管理",
        "经常性专项业务费",
        "特定目标类",
    )


def test_the_missing_part_of_the_year_is_the_difference() -> None:
    """500 = 400 + 100 + 0, and 400.00 is printed without a label."""
    project = project_of(FIELDS + AMOUNTS + LABELLED + HEADING + "项目名称 甲")
    actual = [(part.source_code, part.amount.text) for part in project.funding]
    assert (project.amount and project.amount.fen, actual) == (
        50_000,
        [("FISCAL_APPROPRIATION", "400.00"), ("CARRIED_OVER", "100.00"), ("OTHER_INCOME", "0.00")],
    )


def test_four_lines_of_amounts_are_the_four_rows() -> None:
    """The last amount of each line is the year's, if the sum confirms it; beside its total stands that of all years."""
    rows = "900.00 500.00\n\n400.00\n\n100.00\n\n0.00 0.00\n\n项目资金总额 年度资金申请总额\n\n"
    project = project_of(FIELDS + rows + HEADING + "项目名称 甲")
    actual = [part.amount.text for part in project.funding]
    assert (project.amount and project.amount.fen, actual) == (50_000, ["400.00", "100.00", "0.00"])
    assert project.whole
    assert project.whole.amount.fen == 90_000


def test_amounts_that_nothing_confirms_stay_open() -> None:
    """Two figures without labels could be any box."""
    ledger = Ledger()
    project = project_of(FIELDS + "年度资金申请总额\n\n900.00\n\n500.00\n\n" + HEADING + "项目名称 甲", ledger)
    reasons = [reason for _, reason in ledger.problems]
    assert (project.amount, reasons) == (None, ["amounts that stand apart from their labels"])


def test_a_page_without_a_name_continues_the_form() -> None:
    """Pages are parted by three blank lines or more."""
    content = HEADING + "项目名称 甲\n\n\n\n\n数量指标\n\n培训人次 ≥90(人)\n\n\n\n\n" + HEADING + "项目名称 乙\n"
    forms = [(form.project.name, len(form.project.indicators)) for form in read(text(content))]
    assert forms == [("甲", 1), ("乙", 0)]


def test_name_and_target_on_one_line_are_a_pair() -> None:
    """Words of the template around them, whole or cut, are none."""
    content = (
        "产出指标\n绩效\n指标\n\n满意度指标\n服务对象满意度\n\n指标\n\n学员满意度 ≥90.00 (%)\n\n培训质量 提升专业能力"
    )
    assert pairs_of(content) == [("学员满意度", "≥90.00 (%)"), ("培训质量", "提升专业能力")]


def test_a_name_beside_a_wrapped_target_is_a_pair() -> None:
    """The target's second line stands behind a blank line."""
    assert pairs_of("响应规范性\n有规范的流程，并做好用工单\n\n统计\n\n出勤率 ≥95(%)") == [
        ("响应规范性", "有规范的流程，并做好用工单统计"),
        ("出勤率", "≥95(%)"),
    ]


def test_a_name_and_a_target_apart_are_paired_where_only_they_fit() -> None:
    """One count of times, one target in times; of two counts of persons, which is which is open."""
    ledger = Ledger()
    content = "甲班人数\n\n乙班人数\n\n调研次数\n\n≥450（人）\n\n≥4（次）\n\n≥200（人）\n\n管理工作"
    project = project_of(FIELDS + content + "\n\n" + HEADING + "项目名称 甲", ledger)
    assert [(one.name, one.value) for one in project.indicators] == [
        ("甲班人数", None),
        ("乙班人数", None),
        ("调研次数", "4"),
    ]
    assert [source.text for source, _ in ledger.problems] == [
        "甲班人数",
        "乙班人数",
        "≥450（人）",
        "≥200（人）",
        "管理工作",
    ]


def test_a_level_is_known_by_the_name_s_last_word_only() -> None:
    """The heads stand anywhere, so a name that does not say its level has none."""
    project = project_of(
        FIELDS + "满意度指标 服务对象满意度指标\n\n学员满意度 ≥90(%)\n\n出勤率 ≥9(%)\n\n" + HEADING + "项目名称 甲"
    )
    assert [(one.level1, one.level2) for one in project.indicators] == [
        ("满意度指标", "服务对象满意度指标"),
        (None, None),
    ]


def test_the_goal_is_the_indented_paragraph() -> None:
    """Its lines follow each other without blank lines."""
    project = project_of(HEADING + "项目名称 甲\n\n项目总目标 年度总体目标\n\n    不断加强教\n育工作。\n\n及时性")
    assert project.goal == "不断加强教育工作。"


def test_words_behind_the_label_of_an_amount_are_no_amount() -> None:
    """A disturbed order may put anything there: it is reported, and the sum is not made of it."""
    ledger = Ledger()
    project = project_of(FIELDS + AMOUNTS + "上年结转资金 1.2.3\n\n其他资金 0.00\n\n" + HEADING + "项目名称 甲", ledger)
    assert project.amount is not None
    assert project.amount.fen == 50_000
    assert "1.2.3" in {source.text for source, _ in ledger.problems}
