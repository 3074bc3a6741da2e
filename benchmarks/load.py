"""How fast Neo4j is filled beside a bare driver that writes the same rows, and the memory that a load takes at any size.

    python -m benchmarks.load [--nodes 20000] [--rounds 5] [--sizes 10000,100000,1000000]

Ours reads, tallies, assembles and writes. The plain one is what a script over the driver does with rows that it is given:
MERGE for nodes and relationships, in our batches. The replay sends our very statements again, with nothing left to read or to
work out. All fill the same server, emptied before, in turns of random order; shown are medians. The command fails when ours is
slower than four fifths of either, or when the largest load takes a tenth more memory than the one before.
"""

import argparse
import asyncio
import gc
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any, Final

from neo4j import AsyncDriver, AsyncManagedTransaction

from benchmarks.page import write_table
from benchmarks.synthetic import synthetic_facts
from graph.disclosures import DisclosureFacts
from graph.store.neo4j import writer as writing
from graph.store.neo4j.connection import Address, Limits, connect, literal
from graph.store.neo4j.differences import Part, batches, writes
from graph.store.neo4j.names import labels_of
from graph.store.neo4j.writer import Neo4jWriter
from neo4j_server import Memory, Server, running_server

RATE_BAR: Final = 0.8
MEMORY_BAR: Final = 1.1
ADDRESS: Final = "BUDGET_GRAPH_STORE"
OURS: Final = "ours"

Writes = list[tuple[str, list[Any]]]
"""Statements with their rows: one transaction."""


class Recording:
    """What our writer writes of each document, in the words of either alternative."""

    def __init__(self) -> None:
        self.replayed: list[Writes] = []
        self.plain: list[Writes] = []
        self.rows = 0
        """Nodes and relationships that are new."""

    async def make(self, driver: AsyncDriver, documents: list[DisclosureFacts]) -> None:
        """Writes the documents once, taking notes."""
        write = writing.write_part

        async def note(transaction: AsyncManagedTransaction, before: Part, after: Part) -> None:
            self.replayed[-1] += writes(before, after)
            self.plain[-1] += _plain(before, after)
            self.rows += len(after.graph.nodes.keys() - before.graph.nodes.keys())
            self.rows += sum(
                len(edges - before.graph.edges.get(name, set())) for name, edges in after.graph.edges.items()
            )
            await write(transaction, before, after)

        writing.write_part = note
        try:
            for document in documents:
                self.replayed.append([])
                self.plain.append([])
                await Neo4jWriter(driver).replace(document)
        finally:
            writing.write_part = write


def _plain(before: Part, after: Part) -> Writes:
    """The nodes and relationships that are new or changed, merged."""
    rows: dict[str, list[Any]] = {}
    changed = [
        ref
        for ref, node in after.graph.nodes.items()
        if node != before.graph.nodes.get(ref) or after.state.get(ref) != before.state.get(ref)
    ]
    for ref, properties in after.properties_of(changed):
        labels = "".join(f" SET n:{label}" for label in labels_of(ref[0])[1:])
        merging = f"UNWIND $rows AS row MERGE (n:{ref[0]} {{key: row.key}}) SET n = row{labels}"
        rows.setdefault(merging, []).append(properties)
    for name, edges in after.graph.edges.items():
        for source, target in edges - before.graph.edges.get(name, set()):
            merging = (
                f"UNWIND $rows AS row MATCH (a:{source[0]} {{key: row[0]}}) MATCH (b:{target[0]} {{key: row[1]}}) "
                f"MERGE (a)-[:{name}]->(b)"
            )
            rows.setdefault(merging, []).append([source[1], target[1]])
    return [(statement, batch) for statement, its_rows in rows.items() for batch in batches(its_rows)]


async def measure_rate(driver: AsyncDriver, nodes: int, rounds: int) -> tuple[list[str], bool]:
    """The rows a second of each alternative as a table; whether ours is fast enough beside the others."""
    documents = list(synthetic_facts(nodes))
    recording = Recording()
    await _emptied(driver)
    await recording.make(driver, documents)
    alternatives: dict[str, Callable[[], Awaitable[None]]] = {
        OURS: lambda: Neo4jWriter(driver).load(documents),
        "plain MERGE by a bare driver": lambda: _send(driver, recording.plain),
        "replay of our own statements": lambda: _send(driver, recording.replayed),
    }
    gc.collect()
    gc.freeze()  # a load streams its documents; these, and what was noted, would weigh on every collection
    seconds: dict[str, list[float]] = {name: [] for name in alternatives}
    for _ in range(rounds):
        for name in random.sample(sorted(alternatives), len(alternatives)):
            await _emptied(driver)
            start = time.perf_counter()
            await alternatives[name]()
            seconds[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    lines = [
        f"{len(documents)} documents, {recording.rows:,} nodes and relationships, medians of {rounds} rounds:",
        "",
        "| | rows/s | ours beside it |",
        "|---|--:|--:|",
    ]
    for name, median in medians.items():
        ratio = median / medians["ours"]
        shown = "" if name == OURS else f"{ratio:.2f}×" if ratio >= RATE_BAR else f"**{ratio:.2f}×**"
        lines.append(f"| {name} | {recording.rows / median:,.0f} | {shown} |")
    return lines, min(medians.values()) / medians[OURS] >= RATE_BAR


async def _send(driver: AsyncDriver, transactions: list[Writes]) -> None:
    """Writes what was noted, one transaction for each document."""

    async def send(transaction: AsyncManagedTransaction, noted: Writes) -> None:
        for statement, rows in noted:
            result = await transaction.run(literal(statement), rows=rows)
            await result.consume()

    async with driver.session() as session:
        for noted in transactions:
            await session.execute_write(send, noted)


async def _emptied(driver: AsyncDriver) -> None:
    """An empty store, ready for documents."""
    async with driver.session() as session:
        result = await session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
        await result.consume()
    await Neo4jWriter(driver).prepare()


def measure_memory(server: Server, sizes: list[int]) -> tuple[list[str], bool]:
    """The memory of a load of each size, in a process of its own, as a table; whether it stays the same."""
    peaks: list[float] = []
    lines = ["| a load of | MiB at most | seconds |", "|---|--:|--:|"]
    for size in sizes:
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.load", "--load", str(size)],
            env={**os.environ, ADDRESS: server.store},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        peaks.append(float(told[0]))
        lines.append(f"| {size:,} nodes | {told[0]} | {told[1]} |")
    return lines, all(larger <= smaller * MEMORY_BAR for smaller, larger in pairwise(peaks))


async def load_alone(nodes: int) -> None:
    """Loads so many nodes into the server that the environment names, and prints the process's peak in MiB, and seconds."""
    async with connect(Address.parse(os.environ[ADDRESS]), Limits()) as driver:
        await _emptied(driver)
        start = time.perf_counter()
        await Neo4jWriter(driver).load(synthetic_facts(nodes))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{peak:.0f} {time.perf_counter() - start:.0f}")


async def _rate(server: Server, nodes: int, rounds: int) -> tuple[list[str], bool]:
    async with connect(Address.parse(server.store), Limits()) as driver:
        return await measure_rate(driver, nodes, rounds)


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",")]


def main() -> None:
    """Measures the rate and the memory; the exit status says whether both hold."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__)
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=_sizes, default=_sizes("10000,100000,1000000"))
    parser.add_argument("--load", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.load:
        asyncio.run(load_alone(arguments.load))
        return
    with running_server(memory=Memory(heap="2g", page_cache="1g")) as server:
        rates, fast = asyncio.run(_rate(server, arguments.nodes, arguments.rounds))
        print("\n".join(rates), flush=True)
        peaks, flat = measure_memory(server, arguments.sizes)
        print("\n".join(peaks))
    write_table("load", [*rates, "", *peaks])
    if not fast:
        print(f"missed: ours is slower than {RATE_BAR} of a bare driver")
    if not flat:
        print("missed: the memory of a load grows with its size")
    sys.exit(not (fast and flat))


if __name__ == "__main__":
    main()
