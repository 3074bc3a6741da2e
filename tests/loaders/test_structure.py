"""What a document says of its own structure."""

import pytest

from graph.facts import ContentsEntry, DatedHeading, ListedSection, TablePlace
from graph.terms import BudgetTable, Stage
from loaders.structure import read_remnants, read_structure
from tests.loaders.narratives.paper import pdf_of

CONTENTS = [
    "目 录",
    "一、部门主要职能",
    "1. 2025年部门财务收支预算总表……",
    "6. 2025年部门政府性基金预算支出功能分类预算表……",
]
FUND = BudgetTable.GOVERNMENT_FUND_BY_FUNCTION


def test_the_list_of_contents_and_the_tables_places_are_apart() -> None:
    """A table is where its title stands behind the list, with the note that calls it empty."""
    note = "注:本部门2025年无政府性基金预算，故本表为空表。"
    document = pdf_of(CONTENTS, ["部门主要职能", "2025年部门政府性基金预算支出功能分类预算表", note])
    found = list(read_structure(document, Stage.BUDGET))

    listed = [entry for entry in found if isinstance(entry, ContentsEntry)]
    assert [entry.table for entry in listed] == [BudgetTable.BALANCE_SUMMARY, FUND]
    [place] = [entry for entry in found if isinstance(entry, TablePlace)]
    assert (place.table, place.source.page) == (FUND, 2)
    assert place.empty_note
    assert place.empty_note.text == note


def test_a_note_that_calls_nothing_empty_is_a_note() -> None:
    """As those of final accounts, which say what a table shows."""
    document = pdf_of(["政府性基金预算财政拨款收入支出决算表", "注：本表反映部门本年度收入支出情况。"])
    [place] = read_structure(document, Stage.FINAL_ACCOUNTS)
    assert isinstance(place, TablePlace)
    assert place.note
    assert place.empty_note is None


@pytest.mark.parametrize(
    "line",
    [
        "XX局2025年度决算",
        "支出下降（增长）27.78%",
        "20XX年预算",
        "××单位机构设置",
        "2025年某某局财政拨款",
        "2025年***局财政拨款",
        "政府采购预算____万元",
        "工程预算X万元",
        "主要原因是：XX",
        "主要原因是××。",
        "主要原因是：XXX。",
        "主要是XX原因",
        "主要原因是：____",
        "（单位名称）机构设置",
        "比2024年预算执行数增加/减少5万元",
        "收入预算6万元，比2024年预算执行数增加（减少）",
    ],
)
def test_words_that_the_template_leaves_are_found(line: str) -> None:
    """Each with its place."""
    [remnant] = read_remnants(pdf_of(["一行", line]))
    assert (remnant.source.page, remnant.source.text) == (1, line)


@pytest.mark.parametrize(
    "line",
    [
        "街坊X101、X102",
        "7×24小时",
        "2+X专题研讨班",
        "XXL号工作服",
        "Exxon",
        "www.xxgk.gov.cn/xx/",
        "根据二○○五年的通知",
        "a__b",
        "3×50×300",
        "收入增加5万元",
        "比上年增加/减少",
        "根据年度增加（减少）情况调整",
        "财政拨款收入支出增加（减少）的主要原因",
    ],
)
def test_other_words_are_not(line: str) -> None:
    """Codes, times and formulas."""
    assert list(read_remnants(pdf_of([line]))) == []


def test_the_sections_of_the_contents_have_their_places() -> None:
    """Or none: a document without what it lists."""
    listed = [*CONTENTS, "六、其他相关情况说明 ……", "七、项目经费情况说明 ……"]
    found = list(read_structure(pdf_of(listed, ["部门主要职能", "其他相关情况说明", "一、因公出国"]), Stage.BUDGET))
    sections = [fact for fact in found if isinstance(fact, ListedSection)]
    assert [(fact.title, fact.place.page if fact.place else None) for fact in sections] == [
        ("六、其他相关情况说明", 2),
        ("七、项目经费情况说明", None),
    ]


def test_a_wrapped_title_is_listed() -> None:
    """Over two lines; the line before a title is none of its own."""
    listed = ["目 录", "五、部门预算表", "6. 2025年部门政府性基金预算支出", "功能分类预算表……"]
    found = list(read_structure(pdf_of(listed, ["部门主要职能"]), Stage.BUDGET))
    assert [fact.table for fact in found if isinstance(fact, ContentsEntry)] == [FUND]


def test_headings_of_sections_and_columns_that_name_a_year() -> None:
    """Titles of tables are facts of their own, and sentences are no headings."""
    page = ["2024年部门预算编制说明", "2025年，某局收入预算5万元。", "2025年部门收入预算总表", "2025年“三公”经费预算数"]
    found = list(read_structure(pdf_of(page), Stage.BUDGET))
    assert [fact.text for fact in found if isinstance(fact, DatedHeading)] == [
        "2024年部门预算编制说明",
        "2025年三公经费预算数",
    ]
