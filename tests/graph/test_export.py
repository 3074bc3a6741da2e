"""Other tools read what is exported."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow.parquet as pq
import pytest

from graph.assembly import assemble
from graph.export import export
from graph.model import Graph
from tests.factories import citation, disclosure, line_item, project, unit


@pytest.fixture
def graph() -> Graph:
    """A graph with a node of every kind, codes and regions among them, whose levels are a number and a word."""
    cited = citation("上海市某办法", "沪财〔2020〕1号")
    return assemble([disclosure(line_item("201"), line_item(row=1), project("甲", cited), unit("上海市乙中心"))])


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_every_node_and_relationship(
    graph: Graph, tmp_path: Path, form: str, read: Callable[[Path], Any]
) -> None:
    """With their attributes, money as whole fen."""
    [path] = export(graph, form, tmp_path / f"graph.{form}")
    found = read(path)
    assert (found.number_of_nodes(), found.number_of_edges()) == (
        len(graph.nodes),
        sum(len(edges) for edges in graph.edges.values()),
    )
    attributes = [data for _, data in found.nodes(data=True)]
    assert {data["amount"] for data in attributes if data["kind"] == "BudgetLine"} == {100000}
    assert {data["level"] for data in attributes if data["kind"] == "Region"} == {"MUNICIPAL", "DISTRICT"}


def test_tables_hold_a_row_for_each_node_and_relationship(graph: Graph, tmp_path: Path) -> None:
    """CSV and Parquet have the same columns and values."""
    nodes, edges = (pq.read_table(path).to_pylist() for path in export(graph, "parquet", tmp_path / "parquet"))
    written = []
    for path in export(graph, "csv", tmp_path / "csv"):
        with path.open(encoding="utf-8", newline="") as file:
            written.append(list(csv.DictReader(file)))
    assert written == [nodes, edges]
    assert {row["id"] for row in nodes} >= {row[end] for row in edges for end in ("source", "target")}
    [line] = [row for row in nodes if row["key"].endswith("2011301|TOTAL")]
    assert json.loads(line["properties"])["amount"] == 100000
