"""The policies with the projects and bodies that rest on them, as a picture for Gephi: GraphML or GEXF.

A project leads to each policy that it cites, a policy to each that it carries out, a body to its projects. The weight of a
project's edges is its amount in yuan, once on each; a project without a disclosed amount has edges without weight. Amounts
stand exactly in `amount`, since a weight is a floating-point number to every reader of these formats.
"""

import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import networkx as nx

from graph.export import gexf_bytes
from graph.identity import node_id
from graph.model import Graph, NodeRef, NodeRow
from graph.terms import LegalBasisRelation

PICTURES: Final = ("graphml", "gexf")

_BODIES: Final = ("PROJECT_OF", "CARRIED_OUT_BY")
_BETWEEN_POLICIES: Final = tuple(one.value for one in LegalBasisRelation if one is not LegalBasisRelation.CITES)


def export_citations(graph: Graph, form: str, output: Path) -> list[Path]:
    """Writes the picture of who cites what, in a stable order, and gives the file written."""
    view = _picture(graph)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(_graphml(view) if form == "graphml" else gexf_bytes(view))
    return [output]


def _picture(graph: Graph) -> "nx.DiGraph[str]":
    view: nx.DiGraph[str] = nx.DiGraph()
    edges = sorted(_edges(graph))
    for ref in sorted({end for _, source, target in edges for end in (source, target)}):
        view.add_node(node_id(*ref), **_node_attributes(graph.nodes[ref]))
    for name, source, target in edges:
        weight = _amount_of(graph.nodes[source]) if source[0] == "Project" else None
        view.add_edge(node_id(*source), node_id(*target), relationship=name, **_weight(weight))
    return view


def _edges(graph: Graph) -> Iterator[tuple[str, NodeRef, NodeRef]]:
    citing = {project for project, _ in graph.edges.get("BASED_ON", ())}
    for project, policy in graph.edges.get("BASED_ON", ()):
        yield "BASED_ON", project, policy
    for name in _BETWEEN_POLICIES:
        for source, target in graph.edges.get(name, ()):
            yield name, source, target
    for name in _BODIES:
        for project, body in graph.edges.get(name, ()):
            if project in citing:
                yield name, project, body


def _node_attributes(node: NodeRow) -> Mapping[str, Any]:
    given = node.properties
    told = {name: given[name] for name in ("document_number", "issuer", "year") if given.get(name) is not None}
    label = str(given.get("name") or given.get("title") or node.key)
    level = {"level": str(given["level"])} if given.get("level") else {}
    amount = _amount_of(node)
    exact = {"amount": str(amount)} if amount is not None else {}
    return {"kind": node.kind, "label": label, **told, **level, **exact}


def _amount_of(node: NodeRow) -> Decimal | None:
    fen = node.properties.get("amount") if node.kind == "Project" else None
    return Decimal(fen) / 100 if isinstance(fen, int) else None


def _weight(amount: Decimal | None) -> Mapping[str, Any]:
    return {} if amount is None else {"weight": float(amount), "amount": str(amount)}


def _graphml(view: "nx.DiGraph[str]") -> bytes:
    buffer = io.BytesIO()
    nx.write_graphml_xml(view, buffer)
    return buffer.getvalue()
