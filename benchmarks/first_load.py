"""How fast a first load of many documents is: by the offline importer, by our writer, and by a bare driver's batches.

    python -m benchmarks.first_load [--nodes 200000]

`importer` is the whole way of docs/neo4j.md. `batches` is what a script would do that has our assembled rows: UNWIND and
CREATE after the constraints and indexes, 10,000 rows in a transaction. `writer` is `budget-graph build` on an empty database.
Each begins with the facts and ends with a server that holds their graph, its start included.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from neo4j import AsyncDriver

from benchmarks.api.data import budget_graph, filled_server, write_facts
from benchmarks.page import write_table
from graph.disclosures import DisclosureFacts
from graph.facts_folder import FactsFolder
from graph.store.neo4j import schema
from graph.store.neo4j.bulk import whole_part
from graph.store.neo4j.connection import Address, Limits, connect, literal
from graph.store.neo4j.differences import Part, batches
from graph.store.neo4j.names import labels_of
from neo4j_server import Memory, running_server

MEMORY: Final = Memory(heap="4g", page_cache="2g")
BATCH: Final = 10_000


def by_importer(facts: Path) -> None:
    """To the importer's files, the import, the start of the server and its indexes."""
    with filled_server(facts, MEMORY):
        pass


def by_writer(facts: Path) -> None:
    """Each disclosure in a transaction of its own."""
    with running_server(memory=MEMORY) as server:
        budget_graph(facts, "build", store=server.store)


def by_batches(facts: Path) -> None:
    """The whole graph as rows, by a bare driver."""
    with running_server(memory=MEMORY) as server:
        asyncio.run(_send(Address.parse(server.store), _creations(_assembled(facts))))


def _assembled(facts: Path) -> Part:
    part, _ = whole_part(one for one in FactsFolder(facts).read_all() if isinstance(one, DisclosureFacts))
    return part


def _creations(part: Part) -> Iterator[tuple[str, list[Any]]]:
    """A statement with some rows for each transaction: nodes, then relationships."""
    rows: dict[str, list[Any]] = {}
    for ref, properties in part.properties_of(sorted(part.graph.nodes)):
        rows.setdefault(f"UNWIND $rows AS row CREATE (n:{':'.join(labels_of(ref[0]))}) SET n = row", []).append(
            properties
        )
    for name, source, target in part.graph.sorted_edges():
        linking = (
            f"UNWIND $rows AS row MATCH (a:{source[0]} {{key: row[0]}}) MATCH (b:{target[0]} {{key: row[1]}}) "
            f"CREATE (a)-[:{name}]->(b)"
        )
        rows.setdefault(linking, []).append([source[1], target[1]])
    for statement, its_rows in rows.items():
        for batch in batches(its_rows, BATCH):
            yield statement, batch


async def _send(address: Address, noted: Iterator[tuple[str, list[Any]]]) -> None:
    async with connect(address, Limits()) as driver:
        for statement in schema.statements():
            await _run(driver, statement)
        await _run(driver, "CALL db.awaitIndexes()")
        for statement, rows in noted:
            await _run(driver, statement, rows)


async def _run(driver: AsyncDriver, statement: str, rows: list[Any] | None = None) -> None:
    await driver.execute_query(literal(statement), rows=rows or [])


WAYS: Final[dict[str, Callable[[Path], None]]] = {
    "the offline importer": by_importer,
    "UNWIND by a bare driver": by_batches,
    "our writer": by_writer,
}


def main() -> None:
    """Loads the same documents in each way, once, and writes the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.first_load", description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    nodes: int = parser.parse_args().nodes
    with tempfile.TemporaryDirectory() as folder:
        facts = write_facts(Path(folder) / "facts", nodes)
        graph = _assembled(facts).graph
        edges = sum(map(len, graph.edges.values()))
        rows = len(graph.nodes) + edges
        lines = [f"{len(graph.nodes):,} nodes, {edges:,} relationships.", "", "| | seconds | rows/s |", "|---|--:|--:|"]
        for name, load in WAYS.items():
            start = time.perf_counter()
            load(facts)
            seconds = time.perf_counter() - start
            lines.append(f"| {name} | {seconds:.0f} | {rows / seconds:,.0f} |")
            print(lines[-1], flush=True)
    write_table("first-load", lines)


if __name__ == "__main__":
    main()
