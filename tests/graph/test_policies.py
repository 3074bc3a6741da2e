"""Policies in the graph: what is merged, what leads to what, and which projects rest on which."""

import msgspec
import pytest

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.facts import Citation, RelatedDocument
from graph.model import Graph
from graph.terms import LegalBasisRelation
from tests.factories import citation, disclosure, project

LAW = citation("财政部、司法部关于加强经费保障的意见", "财行〔2007〕179号")
FORWARDED = citation("关于转发《财政部、司法部关于加强经费保障的意见》的通知", "沪财行〔2008〕36号")
CARRIED_OUT = citation(
    "关于贯彻《关于转发〈财政部、司法部关于加强经费保障的意见〉的通知》的实施意见", "普财〔2008〕30号"
)


def chain() -> list[DisclosureFacts]:
    """Three projects of three documents, one on each policy of a chain."""
    return [
        disclosure(project(name, cited), sha256=digit * 64)
        for digit, name, cited in (("1", "甲", LAW), ("2", "乙", FORWARDED), ("3", "丙", CARRIED_OUT))
    ]


def links(graph: Graph, key: str, member: str) -> list[tuple[object, object]]:
    """What a policy leads to, or what leads to it: relation and key."""
    return [(link["relation"], link["legal_basis"]) for link in graph.nodes["LegalBasis", key].values[member]]


def resting(graph: Graph, key: str, relationship: str = "RESTS_ON") -> set[str]:
    """The names of the projects that rest on a policy."""
    return {
        str(graph.nodes[project].properties["name"])
        for project, policy in graph.edges[relationship]
        if policy == ("LegalBasis", key)
    }


def test_a_notice_that_forwards_a_law_is_cited_and_leads_to_the_law() -> None:
    """In both directions, with the place where the notice is printed."""
    graph = assemble(chain())
    assert links(graph, "沪财行〔2008〕36号", "based_on") == [("FORWARDS", "财行〔2007〕179号")]
    assert links(graph, "财行〔2007〕179号", "implemented_by") == [("FORWARDS", "沪财行〔2008〕36号")]
    [link] = graph.nodes["LegalBasis", "沪财行〔2008〕36号"].values["based_on"]
    source = link["source"]
    assert isinstance(source, dict)
    assert (source["disclosure"], source["page"]) == ("2" * 64, 1)


def test_projects_rest_on_a_policy_directly_and_through_what_carries_it_out() -> None:
    """Each once, whatever the length of the way."""
    graph = assemble(chain())
    assert resting(graph, "财行〔2007〕179号", "BASED_ON") == {"甲"}
    assert resting(graph, "财行〔2007〕179号") == {"甲", "乙", "丙"}
    assert resting(graph, "沪财行〔2008〕36号") == {"乙", "丙"}
    assert resting(graph, "普财〔2008〕30号") == {"丙"}


def test_nothing_rests_on_a_law_through_the_decision_that_changes_it() -> None:
    """A change of a law is linked and carries nothing out."""
    graph = assemble([disclosure(project("甲", citation("关于修改《某条例》的决定"))), *chain()])
    assert links(graph, "《某条例》", "implemented_by") == [("AMENDS", "《关于修改《某条例》的决定》")]
    assert resting(graph, "《某条例》") == set()


def test_a_policy_that_only_another_title_names_is_there_without_citations() -> None:
    """So that the way does not end at it."""
    graph = assemble(chain()[1:])
    [law] = [node for node in graph.nodes.values() if node.properties.get("citation_count") == 0]
    assert law.properties["title"] == "财政部、司法部关于加强经费保障的意见"
    assert resting(graph, law.key) == {"乙", "丙"}


def test_policies_that_carry_one_another_out_end() -> None:
    """A circle that two misprints make is no endless way."""
    one = citation("关于贯彻《关于落实〈某规划〉的意见》的意见", "沪财〔2020〕1号")
    other = Citation(
        text="《某意见》",
        sources=one.sources,
        title="某意见",
        document_number="沪财〔2020〕2号",
        related=(RelatedDocument(LegalBasisRelation.IMPLEMENTS, None, "沪财〔2020〕1号", "So the sentence says."),),
    )
    back = msgspec.structs.replace(
        one, related=(RelatedDocument(LegalBasisRelation.IMPLEMENTS, None, "沪财〔2020〕2号", "So the sentence says."),)
    )
    graph = assemble([disclosure(project("甲", back), project("乙", other))])
    assert {"甲", "乙"} <= resting(graph, "沪财〔2020〕1号")


def test_the_surest_reading_of_a_link_stands() -> None:
    """A judgement gives way to what a title says."""
    guessed = msgspec.structs.replace(
        citation("沪上某通知", "沪财行〔2008〕36号"),
        related=(RelatedDocument(LegalBasisRelation.FORWARDS, None, "财行〔2007〕179号", "It may be meant.", 0.8),),
    )
    graph = assemble([*chain(), disclosure(project("丁", guessed), sha256="4" * 64)])
    [link] = graph.nodes["LegalBasis", "沪财行〔2008〕36号"].values["based_on"]
    assert (link["confidence"], link["reason"]) == (1.0, "Its title says so.")


def test_a_misquoted_title_leads_to_the_policy_that_is_meant_and_makes_no_other() -> None:
    """The document that stands beside it in the same basis, as the loader judged."""
    misquoting = msgspec.structs.replace(
        citation("关于贯彻《财政部、司法部关于加强工作经费保障的意见》的实施意见", "普财〔2008〕30号"),
        related=(
            RelatedDocument(
                LegalBasisRelation.IMPLEMENTS, LAW.title, LAW.document_number, "It differs by 工作.", 0.9,
                spoken_of="财政部、司法部关于加强工作经费保障的意见",
            ),
        ),
    )  # fmt: skip
    graph = assemble([disclosure(project("甲", LAW, misquoting))])
    assert {key for kind, key in graph.nodes if kind == "LegalBasis"} == {"财行〔2007〕179号", "普财〔2008〕30号"}
    assert links(graph, "普财〔2008〕30号", "based_on") == [("IMPLEMENTS", "财行〔2007〕179号")]


@pytest.mark.parametrize(
    ("cited", "identified_by"),
    [
        (citation("某办法", "沪财〔2020〕1号"), "NUMBER"),
        (citation("某办法"), "TITLE_WITH_NUMBER"),
        (citation("乙办法"), "TITLE"),
    ],
)
def test_every_citation_tells_why_it_names_its_policy(cited: Citation, identified_by: str) -> None:
    """By number, by title, or by a title that stands beside one number elsewhere."""
    beside = disclosure(project("乙", citation("某办法", "沪财〔2020〕1号")), sha256="2" * 64)
    graph = assemble([disclosure(project("甲", cited)), beside])
    [node] = [node for node in graph.nodes.values() if node.kind == "Citation" and "|甲|" in node.key]
    assert node.properties["identified_by"] == identified_by


def test_a_line_of_the_curated_list_undoes_a_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    """By title and number as printed: here a number that one document misprints, there a wrapper that is another document."""
    facts = [
        disclosure(
            project("甲", citation("甲办法", "沪财〔2020〕1号"), citation("乙办法", "沪财〔2020〕1号")),
            project("乙", citation("丙办法"), citation("关于印发《丙办法》的通知")),
        )
    ]
    assert len([key for kind, key in assemble(facts).nodes if kind == "LegalBasis"]) == 2
    apart = frozenset({("乙办法", "沪财〔2020〕1号"), ("关于印发《丙办法》的通知", None)})
    monkeypatch.setattr("graph.policies.names.policies_apart", lambda: apart)
    graph = assemble(facts)
    assert len([key for kind, key in graph.nodes if kind == "LegalBasis"]) == 4
    rules = [node.properties["identified_by"] for node in graph.nodes.values() if node.kind == "Citation"]
    assert sorted(map(str, rules)) == ["CURATED", "CURATED", "NUMBER", "TITLE"]


@pytest.mark.parametrize(
    ("cited", "issuer", "level"),
    [
        (citation("某办法", "沪财行〔2017〕45号"), "上海市财政局", "MUNICIPAL"),
        (citation("某办法", "普商务规范〔2023〕3号"), "上海市普陀区商务委员会", "DISTRICT"),
        (citation("财政部、司法部关于加强保障的意见"), "财政部、司法部", "CENTRAL"),
        (citation("国务院关于加强保障的意见", "国发〔2019〕3号"), "国务院", "CENTRAL"),
        (citation("某条例", "国务院令第752号"), "国务院", "CENTRAL"),
        (citation("某办法", "青人社规〔2022〕10号"), None, None),
        (citation("2023-2027年上海市某规划"), None, "MUNICIPAL"),
        (citation("松江区贯彻落实〈上海市某规划〉方案"), None, "DISTRICT"),
    ],
)
def test_issuer_and_level_come_from_the_words_and_the_head_of_the_number(
    cited: Citation, issuer: str | None, level: str | None
) -> None:
    """青 is open where neither 青浦区 nor 青海省 cites it."""
    graph = assemble([disclosure(project("甲", cited))])
    [node] = [node for node in graph.nodes.values() if node.kind == "LegalBasis" and node.properties["citation_count"]]
    assert (node.properties["issuer"], node.properties["level"]) == (issuer, level)
