"""`python -m benchmarks.soak`: starts the stores and the service, lets the clients and the faults at them, writes the table."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

import click
import uvloop

from benchmarks.api.data import filled_server
from benchmarks.api.services import BenchmarkError, answering, free_port
from benchmarks.page import OPERATIONS, write_table
from benchmarks.soak.checker import Checker, Exchange
from benchmarks.soak.clients import CONNECTIONS, Client, Traffic, watch
from benchmarks.soak.connection import Connection
from benchmarks.soak.faults import Faults
from benchmarks.soak.history import History
from benchmarks.soak.process import Resources
from benchmarks.soak.questions import introductions_of, requests_of, weights_of, wrong_requests
from benchmarks.soak.report import Soaked, table
from benchmarks.soak.states import States, prepared
from neo4j_server import Memory, Server

MINUTES: Final = 20.0
NODES: Final = 10_000
TITLES: Final = {"memory": "embedded store", "neo4j": "Neo4j"}
MEMORY: Final = Memory(heap="1g", page_cache="256m")
HOST: Final = "127.0.0.1"


@click.command()
@click.option(
    "--minutes",
    default=MINUTES,
    show_default=True,
    help="How long each store is soaked; what is shorter is not written down.",
)
@click.option("--requests", default=5_000_000, show_default=True, help="After how many requests it ends at the latest.")
@click.option("--store", "stores", type=click.Choice([*TITLES]), multiple=True, help="Only this store.")
def main(minutes: float, requests: int, stores: tuple[str, ...]) -> None:
    """Soak the service in requests and faults, and find every answer right."""
    violations: list[str] = []
    try:
        for store in stores or TITLES:
            soaked = _soaked(store, minutes, requests)
            lines = [f"{NODES:,} nodes, {CONNECTIONS} connections, one process.", "", *table(soaked)]
            click.echo("\n".join(lines))
            if minutes >= MINUTES:
                write_table(f"soak-{store}", lines, OPERATIONS)
            violations += soaked.violations()
    except BenchmarkError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(violations) or "nothing was wrong")
    sys.exit(1 if violations else 0)


@dataclass(frozen=True, slots=True)
class Service:
    """The service that is soaked, on its data and its store."""

    states: States
    server: Server | None  # Neo4j, if that is the store
    port: int
    process: int


def _soaked(store: str, minutes: float, requests: int) -> Soaked:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        states = prepared(folder / "facts", NODES)
        server = stack.enter_context(filled_server(states.folder, MEMORY)) if store == "neo4j" else None
        service = stack.enter_context(_started(states, server))
        click.echo(f"{TITLES[store]}: {minutes:g} minutes begin")
        try:
            return uvloop.run(_run(service, minutes, requests))
        except* OSError as errors:
            raise BenchmarkError(f"The service has gone: {errors.exceptions[0]}") from None


@contextmanager
def _started(states: States, server: Server | None) -> Iterator[Service]:
    """`budget-graph serve` on a store."""
    port = free_port()
    settings = {"BUDGET_GRAPH_DATA": str(states.folder), "BUDGET_GRAPH_PORT": str(port)}
    if server:
        settings["BUDGET_GRAPH_STORE"] = server.store
    command = [sys.executable, "-m", "budget_graph", "serve"]
    with answering(command, f"http://{HOST}:{port}/readyz", settings) as process:
        yield Service(states, server, port, process)


async def _run(service: Service, minutes: float, requests: int) -> Soaked:
    """Clients and faults until the time is over or so many requests are sent."""
    states, history = service.states, History()
    checker = Checker(states.answers, history)
    forms = list(requests_of(states.questions))
    traffic = Traffic(HOST, service.port, checker, forms, weights_of(states.questions), wrong_requests(), requests)
    resources = Resources(service.process)
    faults = Faults(states, history, checker, forms[states.telling()][0], HOST, service.port, service.server)
    await _introduce(traffic, states)
    begun = monotonic()
    traffic.until = begun + minutes * 60
    async with asyncio.TaskGroup() as tasks:
        beside = [tasks.create_task(work) for work in (resources.run(), faults.run(), watch(traffic))]
        clients = [tasks.create_task(Client(traffic, number).run()) for number in range(CONNECTIONS)]
        await asyncio.gather(*clients)
        for task in beside:
            task.cancel()
    return Soaked(
        TITLES["neo4j" if service.server else "memory"],
        (monotonic() - begun) / 60,
        traffic,
        resources.samples,
        faults,
    )


async def _introduce(traffic: Traffic, states: States) -> None:
    """Sends each document once with its hash."""
    connection = await Connection.opened(HOST, traffic.port)
    for request in introductions_of(states.questions):
        exchange = Exchange(request, monotonic())
        await connection.ask(exchange)
        traffic.checker.judge(exchange)
    connection.leave()


if __name__ == "__main__":
    main()
