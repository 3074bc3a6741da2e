"""From the words of a 立项依据 to citations."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.terms import LegalBasisRelation, UnspecificKind
from loaders.citations import find_bases, find_citations, find_cited_documents
from loaders.document import Line
from loaders.passage import Passage


def cited(text: str) -> list[tuple[str | None, str | None]]:
    """Title and number of each document that a text cites."""
    return [(document.title, document.number) for document in find_cited_documents(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《甲办法》（沪委办发﹝2019﹞92号）", [("甲办法", "沪委办发〔2019〕92号")]),
        ("《甲办法》沪财行〔2017〕45号、《乙规定》", [("甲办法", "沪财行〔2017〕45号"), ("乙规定", None)]),
        ("《甲办法》（试行）（沪府办〔2020〕5号）", [("甲办法（试行）", "沪府办〔2020〕5号")]),
        ("《甲办法》的通知（沪府发〔2019〕3号）", [("甲办法", "沪府发〔2019〕3号")]),
        ("《关于甲的意见（国发〔2019〕3号）》", [("关于甲的意见", "国发〔2019〕3号")]),
        ("普发改投【2017】89号文《关于甲的批复》", [("关于甲的批复", "普发改投〔2017〕89号")]),
        ("沪府规【2016】168号文关于同意《甲规划》的批复", [("关于同意《甲规划》的批复", "沪府规〔2016〕168号")]),
        ("沪府规〔2016〕168号文关于同意甲规划的批复。", [("关于同意甲规划的批复", "沪府规〔2016〕168号")]),
        ("根据松委〔2018〕169号、沪松人字〔2007〕39号文件关于落实体检的有关要求", [
            (None, "松委〔2018〕169号"),
            (None, "沪松人字〔2007〕39号"),
        ]),
        ("《关于转发〈甲〉的通知》（沪财〔2019〕3号、沪税〔2019〕5号）", [("关于转发〈甲〉的通知", "沪财〔2019〕3号")]),
        ("根据市政府关于加强社区建设的意见（沪府发〔2019〕3号）", [("关于加强社区建设的意见", "沪府发〔2019〕3号")]),
        ("公务员考核办法（中组发〔2015〕4号）", [("公务员考核办法", "中组发〔2015〕4号")]),
    ],
)  # fmt: skip
def test_a_number_belongs_to_the_title_beside_it(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    """Before or after the title, in brackets or bare; a number without a title is a document of its own."""
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中共中央关于印发《甲条例》的通知", "甲条例"),
        ("区委、区政府印发《甲方案》的通知（松委发〔2022〕10号）", "甲方案"),
        ("《市委办公厅印发〈甲意见〉的通知》", "市委办公厅印发〈甲意见〉的通知"),
        ("关于转发《甲意见》的通知（沪财行〔2008〕36号）", "关于转发《甲意见》的通知"),
        ("关于贯彻《甲意见》的实施意见（普财〔2008〕30号）", "关于贯彻《甲意见》的实施意见"),
        ("关于印发《甲办法》和《乙办法》的通知", "关于印发《甲办法》和《乙办法》的通知"),
        ("《甲法》及其配套法规制度", "甲法"),
        ("落实《甲条例》等一系列党内法规", "甲条例"),
        ("《关于转发《甲办法》的通知（沪财〔2019〕3号）", "关于转发《甲办法》的通知"),
    ],
)
def test_a_notice_around_a_title_is_cited_unless_it_only_promulgates(text: str, expected: str) -> None:
    """印发 outside the marks carries the document, which is cited; a notice that forwards or implements is its own."""
    assert [title for title, _ in cited(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.《甲条例》；2.干部教育培训工作条例；3.做好有关工作；4.本项目制定实施方案；",
            ["甲条例", "干部教育培训工作条例"],
        ),
        ("1、市委关于加强队伍建设的若干意见（试行）等。", ["市委关于加强队伍建设的若干意见（试行）"]),
        ("根据上海市街道办事处条例，结合实际开展工作。", ["上海市街道办事处条例"]),
        ("某街道2023年重点工作任务书", ["某街道2023年重点工作任务书"]),
        ("根据上级规定要求，制定本项目。", []),
        ("以及市委组织部关于做好人才服务工作的有关通知精神。", []),
        ("严格执行财务管理办法。", []),
        ("《某区购买调解服务合同》", []),
    ],
)
def test_words_without_marks_are_a_title_only_where_nothing_else_can_be_meant(text: str, expected: list[str]) -> None:
    """A list's item, a statute under its full name, a work document; a vague basis and a contract name no policy."""
    assert [title for title, _ in cited(text)] == expected


def test_a_document_is_cited_once_for_each_article() -> None:
    """Naming the same document again says nothing new, unless it names another article."""
    text = "《甲办法》（沪商规（2024）2号）第四条、《乙意见》、《甲办法》第五条第二款，按照《乙意见》要求"
    assert [(document.title, document.number, document.article) for document in find_cited_documents(text)] == [
        ("甲办法", "沪商规〔2024〕2号", "第四条"),
        ("乙意见", None, None),
        ("甲办法", None, "第五条第二款"),
    ]


def test_short_forms_point_back() -> None:
    """以下简称, a law without its state, and the end of a title stand for the document named before."""
    text = (
        "《上海市某保障条例》（以下简称《保障条例》）、《中华人民共和国公务员法》、《领导干部考试大纲》。"
        "依据《保障条例》第三条和《公务员法》，《考试大纲》要求；《办法》"
    )
    assert [(document.title, document.article) for document in find_cited_documents(text)] == [
        ("上海市某保障条例", None),
        ("中华人民共和国公务员法", None),
        ("领导干部考试大纲", None),
        ("上海市某保障条例", "第三条"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《义务教育法》、《教育法》", ["义务教育法", "教育法"]),
        ("《社会保险法》和《保险法》", ["社会保险法", "保险法"]),
        ("《上海市档案条例》；《档案条例》", ["上海市档案条例", "档案条例"]),
        ("根据公务员法、监察法和预算法", ["公务员法", "监察法", "预算法"]),
        ("根据预算法及其实施条例", ["预算法", "预算法实施条例"]),
        ("《中华人民共和国预算法》及其实施条例", ["中华人民共和国预算法", "中华人民共和国预算法实施条例"]),
        ("按照《政府会计准则第1号》", ["政府会计准则第1号"]),
        ("根据预算法及政府采购法", ["预算法", "政府采购法"]),
        ("依据民法典、劳动法、预算法及政府采购法", ["民法典", "劳动法", "预算法", "政府采购法"]),
        ("根据民法典和预算法规定", ["民法典", "预算法"]),
        ("1.预算法；2.会计法；3.民法典", ["预算法", "会计法", "民法典"]),
        ("根据《预算法》和会计法", ["预算法", "会计法"]),
        ("依据预算法、落实会计法要求", ["预算法"]),
        ("依据：公务员法和干部教育培训工作条例；", ["公务员法", "干部教育培训工作条例"]),
    ],
)
def test_a_law_is_named_in_full_and_no_short_form_of_a_longer_name(text: str, titles: list[str]) -> None:
    """In a list, too; and its regulations are a document of their own."""
    assert [title for title, _ in cited(text)] == titles


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("沪财行〔2019〕12号、13号和15号", ["沪财行〔2019〕12号", "沪财行〔2019〕13号", "沪财行〔2019〕15号"]),
        ("沪财行〔2019〕3号、〔2020〕5号", ["沪财行〔2019〕3号", "沪财行〔2020〕5号"]),
        ("沪财行{2019}3号", ["沪财行〔2019〕3号"]),
        ("沪财行﹙2019﹚3号", ["沪财行〔2019〕3号"]),
        ("沪财预〔2019〕12文件", ["沪财预〔2019〕12号"]),
        ("根据财政部 第87号令", ["财政部第87号令"]),
        ("主席令（九届）第68号", ["主席令（九届）第68号"]),
        ("根据财政部 税务总局公告2019年第39号", ["财政部税务总局公告2019年第39号"]),
        ("国务院令第752号、中华人民共和国国务院令第752号", ["国务院令第752号"]),
        ("依据服务合同（沪商合〔2019〕3号）", []),
        ("长寿路〔2020〕1号楼", []),
        ("根据财政部财行〔2016〕214号", ["财行〔2016〕214号"]),
        ("区财政局普财〔2014〕3号", ["普财〔2014〕3号"]),
        ("根据财政部、税务总局公告2023年第12号", ["财政部、税务总局公告2023年第12号"]),
    ],
)
def test_numbers_are_read_in_lists_and_in_every_form(text: str, numbers: list[str]) -> None:
    """What a list prints once counts for each of its numbers; the number of a contract is none."""
    assert [number for _, number in cited(text)] == numbers


def test_a_number_that_is_printed_later_belongs_to_the_document_named_before() -> None:
    """Once, with both; but two governments have each their own document of a name."""
    assert cited("根据《甲办法》，详见《甲办法》（沪财〔2019〕3号）") == [("甲办法", "沪财〔2019〕3号")]
    assert len(cited("财政部《会议费管理办法》和普陀区财政局《会议费管理办法》")) == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("《全民健身计划》（2016—2020年）", "全民健身计划（2016—2020年）"),
        ("《产业结构调整指导目录》（2019年本）", "产业结构调整指导目录（2019年本）"),
        ("《防控方案》（第九版）", "防控方案（第九版）"),
        ("《项目管理办法》（试 行）", "项目管理办法（试行）"),
        ("《项目管理办法》（2019年12月修订）", "项目管理办法（2019年12月修订）"),
    ],
)
def test_years_and_versions_behind_the_marks_belong_to_the_title(text: str, title: str) -> None:
    """They tell it from the plan of other years, and from the final document."""
    assert cited(text) == [(title, None)]


@pytest.mark.parametrize("text", [
    "三级指标：宣传宪法；", "工作内容：印发年度考核办法；", "项目名称：上海市普陀区绿化专项规划", "《中标通知书》",
    "绩效目标：形成普陀区人才发展规划（2024-2028年）；",
])  # fmt: skip
def test_what_a_project_makes_or_is_called_is_no_basis_of_it(text: str) -> None:
    """A title without marks is read behind the heading of a basis, and not behind any."""
    assert cited(text) == []


@pytest.mark.parametrize("text", [
    "根据法律法规规定", "根据国家法律法规规定", "按照国家和本市规定", "依据文件规定", "根据市政府文件规定", "根据工作职责规定",
    "根据三定方案规定", "根据采购管理规定", "根据单位财务管理规定", "根据我局财务管理办法", "根据年度工作要点",
    "根据街道实际需要及管理办法",
])  # fmt: skip
def test_rules_that_every_body_has_are_no_policy(text: str) -> None:
    """They are recorded as a basis that names nothing."""
    bases = find_bases(Passage.of([Line(text, 1)]))
    assert bases.citations == ()
    assert [basis.text for basis in bases.unspecific] == [text]


@pytest.mark.parametrize("text", [
    "根据《甲办法》、财政部印发的《乙办法》", "根据《甲办法》和财政部印发的《乙办法》", "根据《甲办法》，财政部印发的《乙办法》",
    "《关于贯彻〈普陀区关于进一步加强基层人民调解工作的意见〉的实施意见》、《关于进一步加强基层人民调解工作的意见》",
])  # fmt: skip
def test_a_list_of_documents_links_none_with_another(text: str) -> None:
    """Nor is a district's title another government's misquoted."""
    assert [document.related for document in find_cited_documents(text)] == [(), ()]


@pytest.mark.parametrize(
    "mark",
    [
        "根据预算法、",
        "《甲办法》（沪财〔2019〕3号），",
        " ",
        "《",
        "根据",
        "〔2019〕",
        "关于",
        "（",
        "财政部 ",
        "、13号",
    ],
)
def test_no_text_takes_long(mark: str) -> None:
    """Twenty thousand characters of one kind are read like any text: a quadratic pattern would take minutes."""
    started = process_time()
    find_cited_documents(f"沪财行〔2019〕12号{mark * (20_000 // len(mark))}")
    assert process_time() - started < 10


def test_titles_that_contain_each_other_stay_apart() -> None:
    """The state's plan, the city's and the district's plan for carrying it out are three documents."""
    text = "《全国培训规划》、《上海市培训规划》、《某区落实〈上海市培训规划〉方案》"
    assert [title for title, _ in cited(text)] == ["全国培训规划", "上海市培训规划", "某区落实〈上海市培训规划〉方案"]


@pytest.mark.parametrize(
    ("text", "issuer", "relation"),
    [
        ("5.财政部、国家外国专家局关于印发《甲办法》的通知", "财政部、国家外国专家局", LegalBasisRelation.PROMULGATES),
        ("要求以及松江区委、区政府印发《甲方案》的通知", "松江区委、区政府", LegalBasisRelation.PROMULGATES),
        ("《甲》和中共中央印发的《乙条例》", "中共中央", LegalBasisRelation.CITES),
        ("上海市财政局关于转发《甲意见》的通知", "上海市财政局", LegalBasisRelation.FORWARDS),
        ("《关于修改〈甲条例〉的决定》", None, LegalBasisRelation.AMENDS),
        ("《某区贯彻落实〈甲规划〉行动方案》", None, LegalBasisRelation.IMPLEMENTS),
        ("等党内法规的有关规定、《乙规划》", None, LegalBasisRelation.CITES),
    ],
)
def test_issuer_and_relation_come_from_the_words_around_a_title(
    text: str, issuer: str | None, relation: LegalBasisRelation
) -> None:
    """The body just before the title issued it; the title's verb says what it does with the document inside."""
    last = find_cited_documents(text)[-1]
    assert (last.issuer, last.relation) == (issuer, relation)


def test_a_basis_that_names_nothing_is_recorded_as_such() -> None:
    """With its place and the reason, and never as a policy."""
    bases = find_bases(
        Passage.of([Line("根据上级要求和《甲办法》，按照有关文件精神；该条例第三条、《规定》。", 5, page=2)])
    )
    assert [citation.title for citation in bases.citations] == ["甲办法"]
    assert [(basis.kind, basis.text, basis.sources[0].page) for basis in bases.unspecific] == [
        (UnspecificKind.NAMES_NOTHING, "按照有关文件精神", 2),
        (UnspecificKind.POINTS_AT_NOTHING, "该条例第三条", 2),
        (UnspecificKind.POINTS_AT_NOTHING, "《规定》", 2),
    ]


def test_a_sentence_tells_what_one_document_does_with_another() -> None:
    """Made to carry it out, changed by it, misquoted beside it, of one name with a wider region's plan."""
    text = (
        "为落实《全国甲规划（2021-2025年）》，本市制定了《乙方案》。《丙办法》经《丁决定》修订。"
        "《财政部关于加强某项工作经费保障的意见》（财行〔2007〕179号）、关于转发《财政部关于加强某项经费保障的意见》的通知、"
        "《上海市甲规划（2021-2025年）》"
    )
    related = [(one.title, [(to.relation.value, to.title) for to in one.related]) for one in find_cited_documents(text)]
    assert dict(related) == {
        "全国甲规划（2021-2025年）": [],
        "乙方案": [("IMPLEMENTS", "全国甲规划（2021-2025年）")],
        "丙办法": [],
        "丁决定": [("AMENDS", "丙办法")],
        "财政部关于加强某项工作经费保障的意见": [],
        "关于转发《财政部关于加强某项经费保障的意见》的通知": [("FORWARDS", "财政部关于加强某项工作经费保障的意见")],
        "上海市甲规划（2021-2025年）": [("IMPLEMENTS", "全国甲规划（2021-2025年）")],
    }


def test_numbers_of_a_joint_document_are_those_of_one() -> None:
    """The first is its number, the others are kept."""
    [document] = find_cited_documents("《甲办法》（沪财〔2019〕3号、沪税〔2019〕5号）")
    assert (document.number, document.further_numbers) == ("沪财〔2019〕3号", ("沪税〔2019〕5号",))


def test_a_title_over_a_page_break_has_a_source_on_both_pages() -> None:
    """A title is read over line and page breaks, and each of its lines is a source."""
    lines = [
        Line("根据《关于进一步 ", 30, page=7),
        Line(" 加强管理的意见》（普财", 1, page=8),
        Line("〔2008〕30号）。", 2, page=8),
    ]
    (citation,) = find_citations(Passage.of(lines))
    assert citation.title == "关于进一步加强管理的意见"
    assert citation.document_number == "普财〔2008〕30号"
    assert [(source.page, source.text) for source in citation.sources] == [
        (7, "《关于进一步"),
        (8, "加强管理的意见》（普财"),
        (8, "〔2008〕30号）"),
    ]


@given(st.text(alphabet="《》〈〉（）〔〕关于印发的通知条例第号令、，。；2024 甲", max_size=60))
def test_any_text_gives_documents_inside_it(text: str) -> None:
    """No text is too broken: every citation lies inside the text and names something."""
    for document in find_cited_documents(text, [0]):
        assert 0 <= document.start < document.end <= len(text)
        assert document.title or document.number
