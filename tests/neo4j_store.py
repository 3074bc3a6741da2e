"""A real Neo4j that tests fill as they please, asked like any store from whatever event loop a test has."""

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from threading import Thread
from typing import Any, Final, LiteralString, TypeVar

from neo4j import AsyncDriver

from graph.assembly import NO_FACTS
from graph.disclosures import DisclosureFacts
from graph.plan import Plan
from graph.store import Reader, Value
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.connection import Address, Limits, connect
from graph.store.neo4j.writer import Neo4jWriter

T = TypeVar("T")

CLEARED: Final = "MATCH (n) DETACH DELETE n RETURN count(*) AS answer"
EMPTIED: Final = (
    "MATCH (d:Dataset) SET d.version = $version "
    "WITH d OPTIONAL MATCH (n) WHERE NOT n:Dataset AND NOT n:FundingSource DETACH DELETE n RETURN count(*) AS answer"
)
"""Leaves what a writer's preparing makes, which takes longer than writing a few facts."""


class Neo4jStore:
    """One server for all tests. Its driver lives in one event loop, that of a thread of its own."""

    def __init__(self, address: Address) -> None:
        """The store at that address, whose database is the tests' own."""
        self.address = address
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="neo4j", daemon=True)
        self._thread.start()
        self.driver = self.run(self._connected())
        self._is_prepared = False

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Does work in the driver's loop, and waits for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def execute(self, statement: LiteralString) -> Any:
        """What a statement returns as `answer`."""
        return self.run(self._execute(statement))

    def is_empty(self) -> bool:
        """Whether the database holds no node."""
        return bool(self.execute("RETURN NOT EXISTS { MATCH (n) } AS answer"))

    def clear(self) -> None:
        """Deletes every node."""
        self._is_prepared = False
        self.execute(CLEARED)

    def reader_of(self, facts: Iterable[DisclosureFacts]) -> Reader:
        """A reader of the graph of these facts, until the next call or `clear` replaces them."""
        self.run(self._fill(facts))
        return _FromAnyLoop(self, Neo4jReader(self.driver, self.address.database))

    def close(self) -> None:
        """Closes the driver and ends its loop."""
        self.run(self.driver.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def ask(self, reader: Reader, plans: Sequence[Plan]) -> Sequence[Value]:
        """The reader's answer, from a loop that is not the driver's."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_answer(reader, plans), self._loop))

    async def _fill(self, facts: Iterable[DisclosureFacts]) -> None:
        writer = Neo4jWriter(self.driver, self.address.database)
        if self._is_prepared:
            await self._execute(EMPTIED, version=NO_FACTS)
        else:
            await self._execute(CLEARED)
            await writer.prepare()
            self._is_prepared = True
        await writer.load(facts)

    async def _connected(self) -> AsyncDriver:
        return connect(self.address, Limits())

    async def _execute(self, statement: LiteralString, **parameters: Any) -> Any:
        records, _, _ = await self.driver.execute_query(statement, parameters, database_=self.address.database)
        return records[0]["answer"]


class _FromAnyLoop:
    """A reader whose driver lives in another loop than the one that asks."""

    def __init__(self, store: Neo4jStore, reader: Reader) -> None:
        self._store = store
        self._reader = reader

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """The reader's answer."""
        return await self._store.ask(self._reader, plans)

    def snapshot(self) -> "_FromAnyLoop":
        """Itself."""
        return self

    async def close(self) -> None:
        """The driver stays for the next test."""


async def _answer(reader: Reader, plans: Sequence[Plan]) -> Sequence[Value]:
    return await reader.answer(plans)
