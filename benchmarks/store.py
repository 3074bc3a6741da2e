"""What holds the embedded store's data: slotted records beside a networkx MultiDiGraph, at the same graph.

    python -m benchmarks.store [NODES]

Each alternative is built in a process of its own, from the same rows, and walks the same links; printed are its time to
build, the memory that it adds to the rows, and the time to follow a link.
"""

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx

from graph.model import Graph, NodeRow
from graph.store.records import Snapshot

WALKS = 200_000


def generated(nodes: int) -> Graph:
    """A graph in a city's proportions: organisations with lines under codes, each line printed in one document."""
    graph = Graph()
    organisations = max(nodes // 1000, 1)
    region = graph.add(NodeRow("Region", "310000", {"code": "310000", "name": "上海市", "level": "MUNICIPAL"}))
    for number in range(organisations):
        name = f"第{number}预算单位"
        properties: dict[str, Any] = {"name": name, "kind": "UNIT", "aliases": ()}
        unit = graph.add(NodeRow("Unit", f"310000/unit/{number}", properties))
        graph.connect("IN_REGION", unit.ref, region.ref)
        graph.add(NodeRow("Disclosure", f"{number:064x}", {"title": name, "sha256": f"{number:064x}"}))
    for number in range(300):
        graph.add(
            NodeRow(
                "ClassificationCode",
                f"FUNCTIONAL/{2010000 + number}",
                {"code": str(2010000 + number), "name": "行政运行"},
            )
        )
    for number in range(nodes - len(graph.nodes)):
        owner = number % organisations
        properties = {"year": 2025, "label": "行政运行", "code": str(2010000 + number % 300), "amount": number}
        source: Any = {"page": 1, "line": None, "text": str(number), "bbox": None, "disclosure": f"{owner:064x}"}
        line = graph.add(NodeRow("BudgetLine", f"{owner}|{number}", properties, {"sources": (source,)}))
        graph.connect("LINE_OF", line.ref, ("Unit", f"310000/unit/{owner}"))
        graph.connect("LINE_UNDER", line.ref, ("ClassificationCode", f"FUNCTIONAL/{2010000 + number % 300}"))
        graph.connect("PRINTED_IN", line.ref, ("Disclosure", f"{owner:064x}"))
    return graph


def with_records(graph: Graph) -> Callable[[int], int]:
    """Slotted records: a walk is two attributes."""
    snapshot = Snapshot(graph)
    lines: list[Any] = list(snapshot.records["BudgetLine"].values())
    return lambda number: len(lines[number % len(lines)].organisation.name)


def with_networkx(graph: Graph) -> Callable[[int], int]:
    """A MultiDiGraph with attributes in dictionaries: a walk is a look at the edges."""
    held: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node in graph.sorted_nodes():
        held.add_node(node.ref, **node.properties, **node.values)
    for name, source, target in graph.sorted_edges():
        held.add_edge(source, target, key=name)
    lines = [ref for ref in graph.nodes if ref[0] == "BudgetLine"]

    def walk(number: int) -> int:
        edges = held.out_edges(lines[number % len(lines)], keys=True)
        owner = next(target for _, target, name in edges if name == "LINE_OF")
        return len(held.nodes[owner]["name"])

    return walk


ALTERNATIVES = {"records": with_records, "networkx": with_networkx}


def measure(name: str, nodes: int) -> None:
    """Prints seconds to build, MiB added and microseconds for a walk of one alternative."""
    graph = generated(nodes)
    gc.collect()
    gc.disable()
    before, start = _memory(), time.process_time()
    walk = ALTERNATIVES[name](graph)
    built = time.process_time() - start
    added = _memory() - before
    start = time.process_time()
    for number in range(WALKS):
        walk(number * 7919)
    walked = (time.process_time() - start) / WALKS * 1e6
    print(f"{name:10} {built:9.2f} s {added:9.0f} MiB {walked:9.3f} µs")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures both alternatives, one process after the other."""
    arguments = sys.argv[1:]
    if len(arguments) == 2:
        measure(arguments[0], int(arguments[1]))
        return
    nodes = arguments[0] if arguments else "300000"
    print(f"{nodes} nodes   build      added      link")
    for name in ALTERNATIVES:
        subprocess.run([sys.executable, "-m", "benchmarks.store", name, nodes], check=True)


if __name__ == "__main__":
    main()
