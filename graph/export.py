"""The graph as files for other tools, in a stable order: equal graphs give equal bytes.

GraphML and GEXF go through networkx; CSV and Parquet are two tables, one of nodes and one of relationships. Values of a node
(sources, indicators, …) are JSON texts, since none of the formats nests.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from graph.identity import node_id
from graph.model import Graph, NodeRow
from graph.ontology import KINDS, ValueType

FORMATS: Final = ("graphml", "gexf", "csv", "parquet")

_NODE_COLUMNS: Final = ("id", "kind", "key", "label", "properties", "values")
_EDGE_COLUMNS: Final = ("relationship", "source", "target")

_PROPERTIES: Final = [member for kind in KINDS for member in kind.properties]
_NUMBERS: Final = {member.name for member in _PROPERTIES if member.value_type in {ValueType.INTEGER, ValueType.MONEY}}
_MIXED: Final = _NUMBERS & {member.name for member in _PROPERTIES if member.value_type is ValueType.TERM}
"""Attributes that are a number in one kind and a text in another, as `level` is: GEXF has one type for a name."""


def export(graph: Graph, form: str, output: Path) -> list[Path]:
    """Writes the graph and gives the files written; CSV and Parquet put two into the folder `output`."""
    if form in {"csv", "parquet"}:
        output.mkdir(parents=True, exist_ok=True)
        nodes, edges = output / f"nodes.{form}", output / f"relationships.{form}"
        write = _write_csv if form == "csv" else _write_parquet
        write(nodes, _NODE_COLUMNS, _node_rows(graph))
        write(edges, _EDGE_COLUMNS, _edge_rows(graph))
        return [nodes, edges]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(_graphml(graph) if form == "graphml" else gexf_bytes(_as_networkx(graph)))
    return [output]


def _json(value: object) -> str:
    return msgspec.json.encode(value, order="sorted").decode()


def _label(node: NodeRow) -> str:
    properties = node.properties
    return str(properties.get("name") or properties.get("title") or properties.get("label") or node.key)


def _node_rows(graph: Graph) -> Iterable[tuple[str, ...]]:
    for node in graph.sorted_nodes():
        yield (
            node_id(node.kind, node.key),
            node.kind,
            node.key,
            _label(node),
            _json(node.properties),
            _json(node.values),
        )


def _edge_rows(graph: Graph) -> Iterable[tuple[str, ...]]:
    for name, source, target in graph.sorted_edges():
        yield name, node_id(*source), node_id(*target)


def _write_csv(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _write_parquet(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    schema = pa.schema([(column, pa.string()) for column in columns])
    arrays = list(zip(*rows, strict=True)) or [()] * len(columns)
    pq.write_table(pa.table([pa.array(array, pa.string()) for array in arrays], schema=schema), path)


def _as_networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The graph for algorithms and for other tools' formats, with texts and numbers as attributes."""
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.sorted_nodes():
        attributes = {
            name: _attribute(name, value) for name, value in sorted(node.properties.items()) if value is not None
        }
        attributes |= {"kind": node.kind, "key": node.key, "label": _label(node)}
        attributes |= {name: _json(values) for name, values in sorted(node.values.items()) if values}
        view.add_node(node_id(node.kind, node.key), **attributes)
    for name, source, target in graph.sorted_edges():
        view.add_edge(node_id(*source), node_id(*target), key=name, relationship=name)
    return view


def _attribute(name: str, value: object) -> object:
    if isinstance(value, tuple):
        return " | ".join(value)
    return str(value) if name in _MIXED else value


def _graphml(graph: Graph) -> bytes:
    buffer = io.BytesIO()
    nx.write_graphml_xml(_as_networkx(graph), buffer, infer_numeric_types=False)
    return buffer.getvalue()


def gexf_bytes(view: "nx.Graph[str]") -> bytes:
    """A graph as GEXF, without the day of writing, so that equal graphs give equal bytes."""
    buffer = io.BytesIO()
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(view)
    for meta in list(writer.xml):
        if meta.tag.endswith("meta"):
            writer.xml.remove(meta)
    writer.write(buffer)
    return buffer.getvalue()
