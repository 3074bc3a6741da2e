"""Policies of the real documents: shared over years and levels, and linked from the state down to the district."""

from pathlib import Path

import pytest

from graph.assembly import assemble
from graph.model import Graph
from loaders.load import load_file

CITY_PLAN = "《上海市干部教育培训规划（2023-2027）》"
STATE_PLAN = "《全国干部教育培训规划（2023-2027）》"


@pytest.fixture(scope="module")
def graph(shared: Path) -> Graph:
    """The graph of all shared documents."""
    return assemble(load_file(path) for folder in ("seeds", "disclosures") for path in (shared / folder).iterdir())


def linked(graph: Graph, key: str) -> set[tuple[object, object]]:
    """What a policy leads to."""
    return {(link["relation"], link["legal_basis"]) for link in graph.nodes["LegalBasis", key].values["based_on"]}


def projects(graph: Graph, key: str, relationship: str) -> set[tuple[object, object]]:
    """Name and year of the projects that lead to a policy."""
    found = [project for project, policy in graph.edges[relationship] if policy == ("LegalBasis", key)]
    return {(graph.nodes[ref].properties["name"], graph.nodes[ref].properties["year"]) for ref in found}


def test_one_regulation_is_one_policy_over_years_and_levels(graph: Graph) -> None:
    """干部教育培训工作条例 with and without marks, and in the notice that promulgates it: the city's and 松江区's projects."""
    assert projects(graph, "《干部教育培训工作条例》", "BASED_ON") == {
        ("在线学习工作经费", 2018),
        ("干部教育工作经费", 2024),
        ("公务员管理工作经费", 2024),
        ("业务培训", 2025),
    }


def test_plans_of_three_levels_are_three_policies_and_a_chain(graph: Graph) -> None:
    """The district's carries out the city's by its title, the city's the state's by a judgement that says so."""
    [district] = [key for kind, key in graph.nodes if kind == "LegalBasis" and "松江区贯彻落实" in key]
    assert linked(graph, district) == {("IMPLEMENTS", CITY_PLAN)}
    assert linked(graph, CITY_PLAN) == {("IMPLEMENTS", STATE_PLAN)}
    [judged] = graph.nodes["LegalBasis", CITY_PLAN].values["based_on"]
    assert judged["confidence"] == 0.8
    assert ("业务培训", 2025) in projects(graph, STATE_PLAN, "RESTS_ON") - projects(graph, STATE_PLAN, "BASED_ON")


def test_a_forwarded_opinion_is_led_to_by_the_notice_and_by_what_carries_it_out(graph: Graph) -> None:
    """沪财行〔2008〕36号 forwards 财行〔2007〕179号, which 普财〔2008〕30号 implements though it misquotes the title."""
    assert linked(graph, "沪财行〔2008〕36号") == {("FORWARDS", "财行〔2007〕179号")}
    assert linked(graph, "普财〔2008〕30号") == {("IMPLEMENTS", "财行〔2007〕179号")}
