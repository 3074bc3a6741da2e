"""Facts become the same graph in whatever order they come."""

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assembly import assemble, changed_version, digest_of
from graph.assembly.legal_bases import document_type
from graph.disclosures import DisclosureFacts
from graph.export import FORMATS, export
from graph.model import Graph
from graph.ontology import RELATIONSHIPS
from graph.policies.titles import title_key
from graph.terms import DisclosureKind, Measure
from tests.factories import BUREAU, citation, disclosure, line_item, project, unit
from tests.graph.store.strategies import fact_sets

FACTS = [
    disclosure(
        unit("商务委本部", is_own_office=True),
        unit("上海市普陀区中小企业服务中心"),
        line_item("201", 1500, label="一般公共服务支出", row=0),
        line_item("20113", 1500, label="商贸事务", row=1),
        line_item("2011301", 1000, row=2),
        line_item("2011350", 500, label="事业运行", row=3),
        project("科技创新专项", citation("普陀区服务企业发展工作实施意见", "普投资规范〔2023〕1号")),
        sha256="1" * 64,
    ),
    disclosure(
        line_item("2010601", 700, measure=Measure.BASIC),
        sha256="2" * 64,
        organisation=BUREAU,
        kind=DisclosureKind.UNIT_BUDGET,
    ),
    disclosure(
        project("贸易专项", citation("普陀区服务企业发展工作实施意见", article="第一条"), citation("某办法")),
        project("科技创新专项", amount=1001, is_form=True),
        sha256="3" * 64,
        kind=DisclosureKind.PERFORMANCE_TARGETS,
    ),
]


def written(graph: Graph, folder: Path) -> list[bytes]:
    """The graph in every format."""
    return [
        path.read_bytes()
        for form in FORMATS
        for path in export(graph, form, folder / (form if form in {"csv", "parquet"} else f"graph.{form}"))
    ]


def test_ten_shuffled_and_repeated_orders_give_byte_equal_exports(tmp_path: Path) -> None:
    """The graph is a function of the set of facts."""
    expected = written(assemble(FACTS), tmp_path)
    for seed in range(10):
        shuffled = [*FACTS, *FACTS[: seed % 3]]
        random.Random(seed).shuffle(shuffled)
        assert written(assemble(shuffled), tmp_path / str(seed)) == expected


@given(fact_sets, st.randoms())
def test_order_and_repetition_change_nothing(facts: list[DisclosureFacts], chance: random.Random) -> None:
    """Neither the version, nor a node, nor a relationship."""
    shuffled = [*facts, *facts[:1]]
    chance.shuffle(shuffled)
    assert assemble(shuffled) == assemble(facts)


def test_the_version_is_told_without_the_documents_that_stayed() -> None:
    """By the digests of those that came and went; so a store need not read all that it holds."""
    version, digests = assemble(FACTS[:2]).version, [digest_of(facts) for facts in FACTS]
    assert changed_version(version, gone=digests[:1], come=digests[2:]) == assemble(FACTS[1:]).version


def test_the_form_and_the_statement_of_one_project_are_one_node() -> None:
    """The form's amount wins, and both documents are sources."""
    graph = assemble(FACTS)
    [node] = [node for node in graph.nodes.values() if node.properties.get("name") == "科技创新专项"]
    assert node.properties["amount"] == 100100
    assert len(node.values["sources"]) == 2


def test_projects_of_two_units_under_one_name_stay_apart() -> None:
    """信息化运维项目 is a name that every unit gives."""
    facts = [
        disclosure(msgspec.structs.replace(project("信息化运维项目"), unit=name), sha256=digit * 64)
        for name, digit in (("上海市甲中心", "1"), ("上海市乙中心", "2"))
    ]
    assert len([key for kind, key in assemble(facts).nodes if kind == "Project"]) == 2


def test_a_title_is_the_policy_whose_number_another_citation_prints() -> None:
    """One policy for the citation with its number and the one without."""
    graph = assemble(FACTS)
    policies = {key for kind, key in graph.nodes if kind == "LegalBasis"}
    assert policies == {"普投资规范〔2023〕1号", "《某办法》"}


def test_a_title_printed_with_two_numbers_stays_apart_from_both() -> None:
    """Wrongly merging two policies is worse than leaving them apart."""
    graph = assemble(
        [
            disclosure(
                project(
                    "甲",
                    citation("某办法", "沪财〔2020〕1号"),
                    citation("某办法", "沪财〔2021〕2号"),
                    citation("某办法"),
                )
            )
        ]
    )
    assert {key for kind, key in graph.nodes if kind == "LegalBasis"} == {
        "沪财〔2020〕1号",
        "沪财〔2021〕2号",
        "《某办法》",
    }


def test_a_policy_whose_name_stands_inside_another_title_is_another_policy() -> None:
    """A law's name inside a notice's title is the classic wrong merge."""
    graph = assemble([disclosure(project("甲", citation("公务员法"), citation("关于贯彻实施公务员法的意见")))])
    assert len([key for kind, key in graph.nodes if kind == "LegalBasis"]) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海市干部教育培训规划（2023-2027年）", "2023—2027年上海市干部教育培训规划"),
        ("《某办法（试行）》", "某办法(试行)"),
    ],
)
def test_titles_that_differ_in_print_only_have_one_key(one: str, other: str) -> None:
    """The range of years moves; brackets and marks vary."""
    assert title_key(one) == title_key(other)


def test_two_documents_with_one_amount_are_two_sources_of_one_line() -> None:
    """The same row printed twice is one node."""
    graph = assemble([disclosure(line_item(), sha256=digit * 64) for digit in "12"])
    [line] = [node for node in graph.nodes.values() if node.kind == "BudgetLine"]
    assert len(line.values["sources"]) == 2


def test_two_documents_that_contradict_each_other_both_stand() -> None:
    """A conflict is shown, not hidden."""
    graph = assemble([disclosure(line_item(amount=int(digit)), sha256=digit * 64) for digit in "12"])
    assert amounts_and_sources(graph) == [(100, 1), (200, 1)]


def test_documents_that_agree_against_another_are_sources_of_one_line() -> None:
    """The key of a conflict names the amount, and not the document."""
    amounts = zip("123", (1, 2, 2), strict=True)
    graph = assemble([disclosure(line_item(amount=amount), sha256=digit * 64) for digit, amount in amounts])
    assert amounts_and_sources(graph) == [(100, 1), (200, 2)]


def amounts_and_sources(graph: Graph) -> list[tuple[object, int]]:
    """The amount of each line with how many places print it."""
    lines = [node for node in graph.nodes.values() if node.kind == "BudgetLine"]
    return sorted((line.properties["amount"], len(line.values["sources"])) for line in lines)


def test_amounts_of_a_document_without_a_body_are_told_as_unread() -> None:
    """Nothing is lost silently: a line has to be somebody's."""
    graph = assemble([disclosure(line_item(), organisation=None)])
    [document] = [node for node in graph.nodes.values() if node.kind == "Disclosure"]
    [coverage] = document.values["coverage"]
    assert (coverage["unread_lines"], amounts_and_sources(graph)) == (1, [])


def test_projects_of_two_documents_without_a_body_stay_apart() -> None:
    """A name and a year alone do not make two projects one."""
    graph = assemble([disclosure(project("信息化"), sha256=digit * 64, organisation=None) for digit in "12"])
    assert len([key for kind, key in graph.nodes if kind == "Project"]) == 2


def test_a_unit_is_under_the_department_that_the_latest_year_names() -> None:
    """Units move; one that two departments list in different years has one department."""
    facts = [
        disclosure(unit("上海市甲中心"), sha256=digit * 64, organisation=name, year=year)
        for digit, name, year in (("1", "上海市乙局", 2025), ("2", "上海市甲局", 2024))
    ]
    assert assemble(facts).edges["UNIT_OF"] == {
        (("Unit", "310000/unit/甲中心"), ("Department", "310000/department/乙局"))
    }


@given(fact_sets)
def test_a_link_that_leads_to_one_node_has_one_edge(facts: list[DisclosureFacts]) -> None:
    """Two edges would leave the answer to the order of a set."""
    graph = assemble(facts)
    for relationship in RELATIONSHIPS:
        sources = [source for source, _ in graph.edges.get(relationship.name, set())]
        assert relationship.forward_many or len(sources) == len(set(sources)), relationship.name


def test_a_departments_own_office_is_a_unit_under_the_departments_name() -> None:
    """商务委本部 is the unit 商务委员会 of the department 商务委员会."""
    graph = assemble(FACTS)
    assert (
        ("Unit", "310107/unit/商务委员会"),
        ("Department", "310107/department/商务委员会"),
    ) in graph.edges["UNIT_OF"]
    office = graph.nodes["Unit", "310107/unit/商务委员会"].properties
    assert (office["name"], office["aliases"]) == ("上海市普陀区商务委员会", ("商务委本部",))


def test_a_code_is_under_the_nearest_code_that_was_printed() -> None:
    """A parent that no document prints is not invented."""
    graph = assemble(FACTS)
    parents = {source[1]: target[1] for source, target in graph.edges["PART_OF_CODE"]}
    assert parents["FUNCTIONAL/2011301"] == "FUNCTIONAL/20113"
    assert parents["FUNCTIONAL/2010601"] == "FUNCTIONAL/201"


@pytest.mark.parametrize(
    ("number", "citing", "level"),
    [
        ("普商务规范〔2023〕3号", "上海市普陀区商务委员会", "DISTRICT"),
        ("普商务规范〔2023〕3号", "上海市松江区商务委员会", None),
        ("沪松委组〔2024〕107号", "中共上海市松江区委组织部", "DISTRICT"),
        ("沪松委组〔2024〕107号", "上海市财政局", "DISTRICT"),
        ("沪财行〔2017〕45号", "上海市普陀区商务委员会", "MUNICIPAL"),
        ("财行〔2007〕179号", "上海市普陀区司法局", "CENTRAL"),
    ],
)
def test_a_districts_number_tells_its_level_only_where_the_district_cites_it(
    number: str, citing: str, level: str | None
) -> None:
    """普 begins the numbers of 普陀区, and of other places; 沪松 none but those of 松江区."""
    graph = assemble([disclosure(project("甲", citation("某办法", number)), organisation=citing)])
    assert graph.nodes["LegalBasis", number].properties["level"] == level


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("干部教育培训工作条例", "条例"),
        ("关于印发〈某办法〉的通知", "通知"),
        ("某规定（试行）", "规定"),
        ("上海市干部教育培训规划（2023-2027年）", "规划"),
        ("某某情况", None),
    ],
)
def test_a_titles_last_word_says_what_kind_of_document_it_is(title: str, expected: str | None) -> None:
    """Trial marks and years come after it."""
    assert document_type(title) == expected
