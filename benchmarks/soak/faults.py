"""What happens to the data meanwhile: documents are replaced, and Neo4j is killed in the middle of it and started again."""

import asyncio
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from random import Random
from time import monotonic
from typing import Final

import msgspec

from benchmarks.api.services import BenchmarkError
from benchmarks.soak.checker import Checker, Exchange
from benchmarks.soak.connection import Connection
from benchmarks.soak.history import History
from benchmarks.soak.questions import Request
from benchmarks.soak.states import CYCLE, States, change
from neo4j_server import Server

BETWEEN: Final = 8.0
"""Seconds between two loads."""
KILLED_EVERY: Final = 25
"""Loads, of which one, the second, is interrupted by the end of Neo4j."""
AWAY: Final = 5.0
"""Seconds until a killed Neo4j is started again, and between two builds that find it starting."""
PATIENCE: Final = 120.0
"""Seconds within which a load must be answered, and a Neo4j that was started again: beside it 64 clients ask."""


@dataclass(slots=True)
class Faults:
    """Replaces one document after the other; the history tells what may be answered meanwhile."""

    states: States
    history: History
    checker: Checker
    telling: Request  # is answered otherwise by each state
    host: str
    port: int
    server: Server | None = None  # Neo4j, if that is the store
    loads: int = 0
    kills: int = 0
    recoveries: list[float] = field(default_factory=list)  # seconds from the start of Neo4j to the first right answer
    missed: list[str] = field(default_factory=list)
    _started: float = 0.0  # when Neo4j was started again
    _chance: Random = field(default_factory=lambda: Random(0))

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        for number, (before, after) in enumerate(_steps(), 1):
            await asyncio.sleep(BETWEEN)
            is_killed = self.server is not None and number % KILLED_EVERY == 2
            self.history.begin(monotonic(), after)
            await self._write(before, after)
            if is_killed:
                await self._interrupted_build()
            elif self.server:
                await self._build()
            if not await self._is_answered(after):
                self.missed.append(f"load {number} was not answered within {PATIENCE:g} seconds")
                return
            if is_killed:
                self.recoveries.append(monotonic() - self._started)
                self.history.returns(monotonic())
            self.history.settle(monotonic(), after)
            self.loads += 1

    async def _write(self, before: int, after: int) -> None:
        facts = change(self.states, before, after)
        file = self.states.folder.parent / "replaced.json"
        file.write_bytes(msgspec.json.encode(facts))
        await _ran("-m", "benchmarks.soak.replace", str(file), str(self.states.folder))

    async def _build(self) -> int:
        assert self.server
        settings = {"BUDGET_GRAPH_DATA": str(self.states.folder), "BUDGET_GRAPH_STORE": self.server.store}
        return await _ran("-m", "budget_graph", "build", is_allowed_to_fail=True, **settings)

    async def _interrupted_build(self) -> None:
        """Kills Neo4j while a document is written; the build is run again until it has gone through."""
        assert self.server
        build = asyncio.create_task(self._build())
        await asyncio.sleep(self._chance.random() * 4)
        self.history.goes(monotonic())
        self.server.process.kill()
        self.server.process.wait()
        self.kills += 1
        await build
        await asyncio.sleep(AWAY)
        await asyncio.to_thread(self.server.start_again)
        self._started = monotonic()
        status = await self._build()
        while status and monotonic() < self._started + PATIENCE:
            await asyncio.sleep(AWAY)
            status = await self._build()

    async def _is_answered(self, state: int) -> bool:
        """Waits until the service answers what the data are now."""
        deadline = monotonic() + PATIENCE
        connection: Connection | None = None
        while monotonic() < deadline:
            if connection is None or not connection.is_open:
                connection = await Connection.opened(self.host, self.port)
            exchange = Exchange(self.telling, monotonic())
            await connection.ask(exchange)
            assert isinstance(self.telling.asks, int)
            if self.checker.answers[self.telling.asks].get(hash(exchange.body)) == 1 << state:
                connection.leave()
                return True
            await asyncio.sleep(0.1)
        return False


def _steps() -> Iterator[tuple[int, int]]:
    return pairwise(cycle(CYCLE))


async def _ran(*arguments: str, is_allowed_to_fail: bool = False, **settings: str) -> int:
    """Runs Python with these arguments to its end; gives its status."""
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env={**os.environ, **settings}, stdout=quiet, stderr=quiet
    )
    status = await process.wait()
    if status and not is_allowed_to_fail:
        raise BenchmarkError(f"{' '.join(arguments)} ended with {status}.")
    return status
