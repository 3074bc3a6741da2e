"""The store for a city's or a country's disclosures: a Neo4j server, asked with one statement for each root field."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any, Final

from neo4j import READ_ACCESS, AsyncDriver, AsyncResult, Query

from graph.errors import StoreUnavailable
from graph.plan import Plan
from graph.store import Value
from graph.store.neo4j.connection import LOST, Address, Limits, connect, failures_explained, literal
from graph.store.neo4j.database import check_graph
from graph.store.neo4j.lookups import LookUps, looked_up
from graph.store.neo4j.statements import Statement, statement_of

CHECKED_FOR: Final = 10.0
"""Seconds until the database is looked at again: it may be emptied, or stored in another form, under a running service."""


class Neo4jReader:
    """Answers all plans of an operation in one read transaction.

    It asks nothing of the server before the first answer, and then makes sure that the server holds a graph that it can
    read; so it does after a connection was lost. A server that was away is found again by the next answer.
    """

    def __init__(self, driver: AsyncDriver, database: str = "neo4j", limits: Limits | None = None) -> None:
        """A reader over a driver, which it closes at its end."""
        self._driver = driver
        self._database = database
        self._limits = limits or Limits()
        self._checked_until = 0.0
        self._look_ups = LookUps(self._answered_one)

    @classmethod
    def at(cls, address: Address, limits: Limits) -> "Neo4jReader":
        """A reader of the server at that address."""
        return cls(connect(address, limits), address.database, limits)

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order.

        Raises:
            StoreUnavailable: the server does not answer, or holds no graph that can be read.
            StoreTimeout: the statements took longer than they may; the server has ended them.
        """
        node = looked_up(plans)
        if node:
            return [await self._look_ups.answer(*node, plans[0].field)]
        return await self._answered(plans)

    async def _answered(self, plans: Sequence[Plan]) -> Sequence[Value]:
        statements = [statement_of(plan) for plan in plans]
        try:
            async with asyncio.timeout(self._limits.answer):
                with failures_explained():
                    answers = await self._ask(statements)
        except TimeoutError:
            raise StoreUnavailable(f"Neo4j did not answer within {self._limits.answer} seconds.") from None
        return [statement.shape(answer) for statement, answer in zip(statements, answers, strict=True)]

    async def _answered_one(self, plan: Plan) -> Value:
        (value,) = await self._answered([plan])
        return value

    async def close(self) -> None:
        """Closes the driver's connections."""
        await self._driver.close()

    async def _ask(self, statements: Sequence[Statement]) -> list[Any]:
        if monotonic() < self._checked_until:
            # What is lost may be the pooled connection alone, of a server that has started anew: then once more.
            try:
                return await self._run(statements)
            except LOST:
                self._checked_until = 0.0
        await check_graph(self._driver, self._database)
        self._checked_until = monotonic() + CHECKED_FOR
        return await self._run(statements)

    async def _run(self, statements: Sequence[Statement]) -> list[Any]:
        """The statements' answers: one alone is its own transaction, which saves two round trips."""
        limit = self._limits.query
        async with self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            if len(statements) == 1:
                (asked,) = statements
                return [await _answer(await session.run(Query(literal(asked.text), timeout=limit), asked.parameters))]
            async with await session.begin_transaction(timeout=limit) as transaction:
                results = [await transaction.run(literal(asked.text), asked.parameters) for asked in statements]
                return [await _answer(result) for result in results]


async def _answer(result: AsyncResult) -> Any:
    record = await result.single(strict=True)
    return record["answer"]
