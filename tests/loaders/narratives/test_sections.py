"""A document is divided by its headings, and what carries no figure is settled by a named rule."""

from graph.terms import Stage
from loaders.document import Document, Ledger, Line, Medium, Page
from loaders.narratives import read_narratives
from loaders.narratives.sections import Role, divide
from tests.loaders.narratives.paper import pdf_of

BUDGET = pdf_of(
    ["上海市某区2025年区级部门预算", "预算主管部门：某局"],
    ["目 录", "一、部门主要职能 ……………… 1", "二、部门预算编制说明", "1. 2025年部门收入预算总表", "三、项目经费情况说明"],
    ["某局主要职能", "（一）管理本区的某项工作，全年经费5万元。", "- 3 -"],
    ["2025年部门预算编制说明", "2025年，某局收入预算10.00万元，其中：财政拨款收入10.00万", "4"],
    ["元，比2024年预算增加1万元。", "2025年部门收入预算总表", "编制部门：某局 单位：元"],
    ["某工程项目经费情况说明", "一、项目概述", "工程预算7万元。", "一、主要职责", "负责工程"],
)  # fmt: skip


def names(document: Document, stage: Stage = Stage.BUDGET) -> list[str]:
    """The sections' names in order."""
    return [section.name for section in divide(document, stage)]


def test_a_section_reaches_from_its_heading_to_the_next_over_pages() -> None:
    """The list of contents ends at the first heading that it lists; a statement's own headings begin no silent section."""
    assert names(BUDGET) == [
        "cover",
        "contents",
        "duties",
        "explanation",
        "REVENUE_BY_FUNCTION",
        "projects",
        "projects",
    ]


def test_only_sections_with_figures_are_read() -> None:
    """Amounts of duties and statements are no figures; a sentence goes on over a page and its number."""
    figures = read_narratives(BUDGET, Stage.BUDGET, 2025, Ledger())

    assert [(figure.label, figure.amount and figure.amount.fen) for figure in figures] == [
        ("收入预算", 10_000_000),
        ("财政拨款收入", 10_000_000),
    ]


def test_silent_lines_are_ignored_by_the_name_of_their_section() -> None:
    """Cover, contents, duties, page numbers and headings are settled; tables and statements are left to their stages."""
    ledger = Ledger()

    read_narratives(BUDGET, Stage.BUDGET, 2025, ledger)

    assert ledger.ignored == {"page number": 2, "cover": 2, "contents": 5, "duties": 2, "heading": 1}
    assert [line.text for line in ledger.unread(list(BUDGET.lines())) if isinstance(line, Line)] == [
        "2025年部门收入预算总表",
        "编制部门：某局 单位：元",
        "某工程项目经费情况说明",
        "一、项目概述",
        "工程预算7万元。",
        "一、主要职责",
        "负责工程",
    ]


def test_a_number_inside_a_page_is_no_page_number() -> None:
    """A wrapped amount may leave its digits alone on a line."""
    document = pdf_of(["其他相关情况说明", "某局财政拨款的机关运行经费预算为", "120", "万元。"])

    (figure,) = read_narratives(document, Stage.BUDGET, 2025, Ledger())

    assert figure.amount
    assert figure.amount.text == "120万元"


def test_a_heading_with_an_ordinal_may_be_wrapped() -> None:
    """第三部分 and its subsections are headings of two lines as well as of one."""
    document = pdf_of(
        [
            "第三部分 某局 2024 年度部门决算",
            "情况说明",
            "四、财政拨款收入支出决算总体情况说",
            "明",
            "某局2024年度财政拨款收入支出总计3万元。",
        ]
    )

    (_, third_part, fourth) = divide(document, Stage.FINAL_ACCOUNTS)

    assert (third_part.name, len(third_part.heading)) == ("explanation", 2)
    assert (fourth.role, len(fourth.heading), len(fourth.lines)) == (Role.FIGURES, 2, 1)


def test_a_text_may_begin_within_a_section_with_figures() -> None:
    """Amounts before the first heading are read, since no cover prints any."""
    lines = ("某部门开展了目标编报工作，编报绩效目标的项目7个，涉及项目预算资金802.32万元。", "项目经费情况说明")
    document = Document(
        "part.txt", "0" * 64, Medium.TEXT, (Page(tuple(Line(text, number) for number, text in enumerate(lines, 1))),)
    )

    projects, amount = read_narratives(document, Stage.BUDGET, 2025, Ledger())

    assert projects.count == 7
    assert amount.source.line == 1


def test_the_opening_of_a_text_of_forms_is_left_to_the_forms() -> None:
    """Without a heading of this stage nothing is settled."""
    document = pdf_of(["项目性质 经常性专项业务费", "财政项目支出绩效目标申报表", "项目名称"])
    ledger = Ledger()

    read_narratives(document, Stage.BUDGET, 2025, ledger)

    assert len(ledger.unread(list(document.lines()))) == 3
