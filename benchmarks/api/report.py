"""The figures as a table for docs/performance.md, and the bars that they are held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import geometric_mean
from typing import Final

from benchmarks.api.load import Measured
from benchmarks.api.operations import Operation

THROUGHPUT: Final = 3.0
"""How many times the peer's requests a second each operation must reach."""
LATENCY: Final = 3.0
"""How many times our p95 the peer's must be, on each operation."""
MEAN_THROUGHPUT: Final = 8.0
"""What the geometric mean of all throughput ratios must reach."""

HEAD: Final = (
    "| requests/s (p50 / p95 in ms) | ours | ours, embedded store | @neo4j/graphql | throughput | p95 |",
    "|---|--:|--:|--:|--:|--:|",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one operation: the medians of its rounds."""

    operation: Operation
    ours: Measured
    embedded: Measured
    peer: Measured | None
    gave_up: bool = False
    """Whether the peer's answers failed at this size: it collects what it pages, and Neo4j ends a query without memory."""

    @property
    def throughput(self) -> float | None:
        """Our requests a second for one of the peer's."""
        return self.ours.rate / self.peer.rate if self.peer else None

    @property
    def latency(self) -> float | None:
        """The peer's p95 for one millisecond of ours."""
        return self.peer.p95 / self.ours.p95 if self.peer else None


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The table, with what the peer does otherwise below it."""
    yield from HEAD
    for row in rows:
        peer = _cell(row.peer) if row.peer else "gives up" if row.gave_up else "–"
        ratios = f"{row.throughput:.1f}× | {row.latency:.1f}×" if row.throughput and row.latency else "– | –"
        yield f"| {row.operation.title} | {_cell(row.ours)} | {_cell(row.embedded)} | {peer} | {ratios} |"
    yield ""
    yield f"Geometric mean of the throughput ratios: {mean_throughput(rows):.1f}×."
    yield ""
    if any(row.gave_up for row in rows):
        yield "- gives up: the peer collects what it pages, and Neo4j ends its queries at the memory limit; not in the mean."
    for row in rows:
        if row.operation.says:
            yield f"- {row.operation.title}: the peer {row.operation.says}."


def missed(rows: Sequence[Row]) -> Iterator[str]:
    """Each bar that is not reached."""
    for row in rows:
        if row.throughput is not None and row.throughput < THROUGHPUT:
            yield f"{row.operation.name}: throughput {row.throughput:.2f}× of the peer's, at least {THROUGHPUT:g}× is wanted"
        if row.latency is not None and row.latency < LATENCY:
            yield f"{row.operation.name}: p95 1/{row.latency:.2f} of the peer's, at most 1/{LATENCY:g} is wanted"
    if mean_throughput(rows) < MEAN_THROUGHPUT:
        yield f"all: throughput {mean_throughput(rows):.2f}× as the geometric mean, at least {MEAN_THROUGHPUT:g}× is wanted"


def mean_throughput(rows: Sequence[Row]) -> float:
    """The geometric mean over the operations that the peer can express."""
    return geometric_mean([row.throughput for row in rows if row.throughput is not None])


def _cell(measured: Measured) -> str:
    return f"{_figure(measured.rate)} ({_figure(measured.p50)} / {_figure(measured.p95)})"


def _figure(value: float) -> str:
    """As many digits as another run would repeat."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
