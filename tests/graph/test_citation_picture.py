"""The picture of who cites what, as Gephi reads it."""

import random
from pathlib import Path

import networkx as nx
import pytest

from graph.assembly import assemble
from graph.citation_picture import PICTURES, export_citations
from graph.disclosures import DisclosureFacts
from tests.factories import citation, disclosure, line_item, project

FACTS = [
    disclosure(
        line_item(),
        project("甲", citation("某办法"), citation("某办法", article="第一条"), amount=1500),
        project("乙", citation("关于转发《某办法》的通知"), amount=None),
        project("丙"),
        sha256="1" * 64,
    ),
    disclosure(project("丁", citation("某办法"), amount=20), sha256="2" * 64),
]


def read(facts: list[DisclosureFacts], form: str, output: Path) -> "nx.Graph[str]":
    """The picture of facts, written and read again."""
    [path] = export_citations(assemble(facts), form, output / f"picture.{form}")
    view: nx.Graph[str] = nx.read_graphml(path) if form == "graphml" else nx.read_gexf(path)
    return view


@pytest.mark.parametrize("form", PICTURES)
def test_a_picture_holds_policies_projects_and_bodies_with_amounts_as_weights(form: str, tmp_path: Path) -> None:
    """A project that cites nothing is not in it, nor is a budget line; one without an amount has no weight of its own."""
    view = read(FACTS, form, tmp_path)
    labels = {node: attributes["label"] for node, attributes in view.nodes(data=True)}
    assert set(labels.values()) == {"甲", "乙", "丁", "某办法", "关于转发《某办法》的通知", "上海市普陀区商务委员会"}
    edges = {
        (labels[source], attributes["relationship"], labels[target]): attributes.get("amount")
        for source, target, attributes in view.edges(data=True)
    }
    assert edges["甲", "BASED_ON", "某办法"] == "1500"
    assert edges["乙", "BASED_ON", "关于转发《某办法》的通知"] is None
    assert edges["关于转发《某办法》的通知", "FORWARDS", "某办法"] is None
    assert edges["甲", "PROJECT_OF", "上海市普陀区商务委员会"] == "1500"
    weights = [float(attributes.get("weight", 1)) for _, _, attributes in view.edges(data=True)]
    assert sorted(weights) == [1, 1, 1, 20, 20, 1500, 1500]


@pytest.mark.parametrize("form", PICTURES)
def test_equal_graphs_give_equal_bytes(form: str, tmp_path: Path) -> None:
    """In whatever order the facts come."""
    shuffled = FACTS.copy()
    random.Random(1).shuffle(shuffled)
    [one] = export_citations(assemble(FACTS), form, tmp_path / "one")
    [other] = export_citations(assemble(shuffled), form, tmp_path / "other")
    assert one.read_bytes() == other.read_bytes()
