"""How the time of each operation grows with the graph on Neo4j: a table and a log-log plot in docs/.

    python -m benchmarks.growth [--sizes 10000,100000,1000000]

A server for each size runs at the same time, and the sizes are asked in turns over HTTP by one client, so that whatever else
the machine does slows all of them. An operation is held against the bar between the largest graph and the smallest one
whose answers are as long: a page that a small graph cannot fill is no measure.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final, TypeAlias

import click
from matplotlib import rcParams
from matplotlib.figure import Figure
from neo4j import GraphDatabase

from benchmarks.api.data import filled_server, write_facts
from benchmarks.api.load import body, post
from benchmarks.api.operations import OPERATIONS, Operation
from benchmarks.api.sample import Sample
from benchmarks.api.services import our_service
from benchmarks.page import DOCS, write_table
from neo4j_server import Memory

PLOT: Final = DOCS / "growth.svg"
REQUESTS: Final = 200
"""Of each operation at each size."""
FLAT: Final = 1.25
"""How many times the shorter the longer p50 of a page or look-up may be."""
AS_LONG: Final = 1.1


@dataclass(slots=True)
class Timed:
    """The answers of one operation at one size."""

    seconds: list[float] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """In milliseconds."""
        return median(self.seconds) * 1000

    @property
    def length(self) -> float:
        """Of the usual answer, in bytes."""
        return median(self.lengths)


Growth: TypeAlias = Mapping[str, Mapping[int, Timed]]
"""Each operation by name, at each size."""


@click.command()
@click.option(
    "--sizes", default="10000,100000,1000000", show_default=True, help="Numbers of nodes, the smallest first."
)
def main(sizes: str) -> None:
    """Measure how the time of each operation grows, and say which grow."""
    numbers = [int(size) for size in sizes.split(",")]
    with ExitStack() as stack:
        growth = _measured(stack, numbers)
    lines = list(table(growth, numbers))
    click.echo("\n".join(lines))
    write_table("growth", lines)
    plot(growth, PLOT)
    grown = [one.title for one in OPERATIONS if one.is_flat and (_ratio(growth[one.name]) or FLAT) > FLAT]
    click.echo("\n".join(f"grows: {title}" for title in grown) or "pages and look-ups are flat")
    sys.exit(1 if grown else 0)


def table(growth: Growth, sizes: Sequence[int]) -> Iterator[str]:
    """The p50 in milliseconds at each size, and how it grew between graphs whose answers are as long."""
    yield f"| operation | {' | '.join(f'{size:,}' for size in sizes)} | growth | |"
    yield f"|---|{'--:|' * len(sizes)}--:|---|"
    for operation in OPERATIONS:
        timed = growth[operation.name]
        ratio = _ratio(timed)
        cells = " | ".join(f"{timed[size].p50:.2f}" for size in sizes)
        yield f"| {operation.title} | {cells} | {f'{ratio:.2f}×' if ratio else '–'} | {_verdict(operation, ratio)} |"


def plot(growth: Growth, path: Path) -> None:
    """Draws p50 over the number of nodes, both logarithmic; equal figures give an equal file."""
    rcParams["svg.hashsalt"] = "budget-graph"
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.subplots()
    for operation in OPERATIONS:
        timed = growth[operation.name]
        style = "o-" if operation.is_flat else "o--"
        axes.loglog(list(timed), [one.p50 for one in timed.values()], style, label=operation.name.replace("_", " "))
    axes.set_xlabel("nodes")
    axes.set_ylabel("p50, ms")
    axes.grid(visible=True, which="both", alpha=0.3)
    figure.legend(loc="outside right upper")
    figure.savefig(path, metadata={"Date": None})


def _measured(stack: ExitStack, sizes: Sequence[int]) -> Growth:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    asked = {size: _ready(stack, size, folder / str(size)) for size in sizes}
    _timed(asked)  # a server compiles what it is asked often
    return _timed(asked)


def _timed(asked: Mapping[int, tuple[str, Sample]]) -> Growth:
    """Asks all sizes for each operation in turns."""
    growth: dict[str, dict[int, Timed]] = {one.name: {size: Timed() for size in asked} for one in OPERATIONS}
    for operation in OPERATIONS:
        bodies = {size: _bodies(operation, sample) for size, (_, sample) in asked.items()}
        for number in range(REQUESTS):
            for size, (url, _) in asked.items():
                start = time.perf_counter()
                answer = post(url, bodies[size][number])
                growth[operation.name][size].seconds.append(time.perf_counter() - start)
                growth[operation.name][size].lengths.append(len(answer))
    return growth


def _ready(stack: ExitStack, size: int, folder: Path) -> tuple[str, Sample]:
    """The address of a service over a graph of that size, and what it is asked for."""
    # 2.5 kB a node hold the files of the graph with its indexes.
    memory = Memory(heap="2g", page_cache=f"{128 + size // 400}m")
    click.echo(f"importing {size:,} nodes")
    server = stack.enter_context(filled_server(write_facts(folder, size), memory))
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        sample = Sample.drawn(driver)
    return stack.enter_context(our_service({"BUDGET_GRAPH_STORE": server.store})), sample


def _bodies(operation: Operation, sample: Sample) -> list[bytes]:
    ours, _ = operation.all_variables(sample)
    return [body(operation.document, values) for values in ours]


def _ratio(timed: Mapping[int, Timed]) -> float | None:
    """The p50 at the largest size for that at the smallest one whose answers are as long; None where there is no other."""
    largest = timed[max(timed)]
    as_long = [size for size, one in timed.items() if 1 / AS_LONG <= one.length / largest.length <= AS_LONG]
    return largest.p50 / timed[min(as_long)].p50 if len(as_long) > 1 else None


def _verdict(operation: Operation, ratio: float | None) -> str:
    if ratio is None:
        return "answers differ"
    if ratio <= FLAT:
        return "flat"
    return "**grows**" if operation.is_flat else "grows, as it may"


if __name__ == "__main__":
    main()
