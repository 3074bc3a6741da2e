"""Our service beside plain Strawberry resolvers over the same records: 1 000 objects of 10 scalars in one operation.

    python -m benchmarks.plain_strawberry

Both answer the same document over HTTP from one process, with the same settings of uvicorn; the data of the answers is
equal before anything is timed.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import click
import orjson

from benchmarks.api.data import write_facts
from benchmarks.api.load import CONNECTIONS, Measured, measure, middle, post, write_bodies
from benchmarks.api.services import answering, free_port, our_service
from benchmarks.page import write_table

DOCUMENT: Final = """
query ($lines: Int!) {
  departments(first: 10) {
    nodes {
      name
      budgetLines(first: $lines) {
        nodes {
          id year stage table measure label code amount
          inWan: amount(unit: WAN_YUAN)
          inYi: amount(unit: YI_YUAN)
        }
      }
    }
  }
}
"""
LINES: Final = range(91, 101)
"""For each of ten departments: about 1 000 objects, and no request like the one before it."""
NODES: Final = 100_000
SECONDS: Final = 4.0
AT_LEAST: Final = 20.0


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Runs of each service.")
def main(rounds: int) -> None:
    """Time our service beside plain Strawberry, and hold the ratio against the bar."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        facts = write_facts(folder / "facts", NODES)
        bodies = folder / "bodies"
        write_bodies(bodies, DOCUMENT, ({"lines": lines} for lines in LINES))
        urls = {
            "ours": stack.enter_context(our_service({"BUDGET_GRAPH_DATA": str(facts)})),
            "plain Strawberry": stack.enter_context(_plain_service(facts)),
        }
        for body in bodies.read_bytes().splitlines():
            own, other = (orjson.loads(post(url, body))["data"] for url in urls.values())
            assert own == other, "the answers differ"
        runs: dict[str, list[Measured]] = {name: [] for name in urls}
        for number in range(rounds):
            for name in sorted(urls, reverse=bool(number % 2)):
                runs[name].append(measure(urls[name], bodies, SECONDS))
    ours, plain = (middle(runs[name]) for name in urls)
    lines = list(_table(ours, plain))
    click.echo("\n".join(lines))
    write_table("plain-strawberry", [f"{CONNECTIONS} connections, medians of {rounds} rounds.", "", *lines])
    sys.exit(0 if ours.rate >= AT_LEAST * plain.rate else 1)


def _table(ours: Measured, plain: Measured) -> Iterator[str]:
    yield "| | requests/s | p50 ms | p95 ms |"
    yield "|---|--:|--:|--:|"
    for name, run in (("ours", ours), ("plain Strawberry", plain)):
        yield f"| {name} | {run.rate:.1f} | {run.p50:.2f} | {run.p95:.2f} |"
    ratios = (ours.rate / plain.rate, plain.p50 / ours.p50, plain.p95 / ours.p95)
    yield f"| ratio | {' | '.join(f'{ratio:.1f}×' for ratio in ratios)} |"


@contextmanager
def _plain_service(facts: Path) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}/graphql"
    command = [sys.executable, "-m", "benchmarks.plain_types", str(facts), str(port)]
    with answering(command, f"{url}?query=%7B__typename%7D", {}):
        yield url


if __name__ == "__main__":
    main()
