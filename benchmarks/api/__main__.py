"""`python -m benchmarks.api`: fills both stores, starts the services, checks their answers, times them, writes the table."""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
from neo4j import GraphDatabase

from benchmarks.api.answers import ask, check
from benchmarks.api.data import filled_server, write_facts
from benchmarks.api.load import CONNECTIONS, Measured, measure, middle, write_bodies
from benchmarks.api.operations import OPERATIONS, Operation
from benchmarks.api.report import Row, missed, table
from benchmarks.api.sample import Sample
from benchmarks.api.services import BenchmarkError, our_service, peer_service
from benchmarks.page import write_table
from neo4j_server import Memory, Server

OURS, EMBEDDED, PEER = "ours on Neo4j", "ours embedded", "@neo4j/graphql"
MEMORY: Final = Memory(heap="4g", page_cache="2g")
"""For a million nodes: the page cache holds the whole graph, and the peer collects it for eight connections at once."""
CHECKED: Final = 12
"""Requests of each operation whose answers are compared."""
SHORTEST: Final = 3.0
LONGEST: Final = 12.0
"""Seconds of one run; a slow operation gets as many as it needs for a few answers on each connection."""
COMPARED: Final = [operation.name for operation in OPERATIONS if operation.peer_document]


@dataclass(frozen=True, slots=True)
class Run:
    """One operation on one service, ready to be timed."""

    operation: Operation
    service: str
    url: str
    bodies: Path
    seconds: float


@click.command()
@click.option("--nodes", default=1_000_000, show_default=True, help="About how many nodes the graph has.")
@click.option("--rounds", default=5, show_default=True, help="Runs of each operation on each service.")
@click.option(
    "--only", type=click.Choice(COMPARED), multiple=True, help="Only this operation, or these; then nothing is written."
)
def main(nodes: int, rounds: int, only: tuple[str, ...]) -> None:
    """Time our API beside @neo4j/graphql, and hold the ratios against the bars."""
    operations = [one for one in OPERATIONS if not only or one.name in only]
    try:
        with ExitStack() as stack:
            rows = _rows(stack, nodes, rounds, operations)
    except BenchmarkError as error:
        raise click.ClickException(str(error)) from None
    lines = list(table(rows))
    click.echo("\n".join(lines))
    if not only:
        write_table("api", [f"{nodes:,} nodes, {CONNECTIONS} connections, medians of {rounds} rounds.", "", *lines])
    bars = list(missed(rows))
    click.echo("\n".join(bars) or "every bar is met")
    sys.exit(1 if bars else 0)


def _rows(stack: ExitStack, nodes: int, rounds: int, operations: list[Operation]) -> list[Row]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    click.echo(f"importing {nodes:,} nodes")
    facts = write_facts(folder / "facts", nodes)
    server = stack.enter_context(filled_server(facts, MEMORY))
    services = _started(stack, server, facts)
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        sample = Sample.drawn(driver)
    runs = [run for operation in operations for run in _checked(operation, sample, services, folder)]
    runs = [run for run in runs if _is_warm(run)]
    timed: dict[tuple[str, str], list[Measured]] = {}
    for number in range(rounds):
        for run in _turned(runs, number):
            timed.setdefault((run.operation.name, run.service), []).append(measure(run.url, run.bodies, run.seconds))
        click.echo(f"round {number + 1} of {rounds}")
    medians = {place: middle(figures) for place, figures in timed.items()}
    return [
        Row(one, medians[one.name, OURS], medians[one.name, EMBEDDED], peer, one.peer_document is not None and not peer)
        for one in operations
        for peer in [medians.get((one.name, PEER))]
    ]


def _is_warm(run: Run) -> bool:
    """Asks until the servers have compiled and read what those that run for a while have; False where the peer gives up."""
    try:
        measure(run.url, run.bodies, run.seconds / 2)
    except BenchmarkError:
        if run.service != PEER:
            raise
        return False
    return True


def _started(stack: ExitStack, server: Server, facts: Path) -> dict[str, str]:
    """The address of each service."""
    return {
        OURS: stack.enter_context(our_service({"BUDGET_GRAPH_STORE": server.store})),
        EMBEDDED: stack.enter_context(our_service({"BUDGET_GRAPH_DATA": str(facts)})),
        PEER: stack.enter_context(peer_service(server)),
    }


def _checked(operation: Operation, sample: Sample, services: Mapping[str, str], folder: Path) -> Iterator[Run]:
    """The operation's runs, after all services were found to answer alike."""
    ours, peers = operation.all_variables(sample)
    asked = {OURS: (operation.document, ours), EMBEDDED: (operation.document, ours)}
    if operation.peer_document:
        asked[PEER] = (operation.peer_document, peers)
    expected = None
    for service, (document, variables) in asked.items():
        try:
            ask(services[service], document, variables[:CHECKED])  # plans, code and pages of the first requests
            answers, seconds = ask(services[service], document, variables[:CHECKED])
        except BenchmarkError as error:
            if service != PEER:
                raise
            click.echo(f"{operation.name:14} {service:16} gives up: {str(error)[:300]}")
            continue
        if expected is None:
            expected = answers
        check(operation, expected, answers, fen=service == PEER)
        bodies = folder / f"{operation.name} of {service.replace('/', ' ')}"
        write_bodies(bodies, document, variables)
        click.echo(f"{operation.name:14} {service:16} {seconds * 1000:9.2f} ms alone")
        lasting = min(max(SHORTEST, seconds * CONNECTIONS * 2), LONGEST)
        yield Run(operation, service, services[service], bodies, lasting)


def _turned(runs: list[Run], number: int) -> list[Run]:
    """The services of each operation in another order in each round: none always follows the same one."""
    grouped = {run.operation.name: [one for one in runs if one.operation.name == run.operation.name] for run in runs}
    return [group[(place + number) % len(group)] for group in grouped.values() for place in range(len(group))]


if __name__ == "__main__":
    main()
