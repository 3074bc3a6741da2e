"""The store for a city's or a country's disclosures: a Neo4j server, asked with one statement for each root field."""

import asyncio
from collections.abc import Sequence
from itertools import count
from operator import itemgetter
from time import monotonic
from typing import Any, Final, NamedTuple, TypeAlias

from neo4j import READ_ACCESS, AsyncDriver, AsyncResult, Query

from graph.errors import StoreUnavailable
from graph.plan import Plan
from graph.store import Value
from graph.store.neo4j.commits import EMPTYING
from graph.store.neo4j.connection import LOST, Address, Limits, connect, failures_explained, literal
from graph.store.neo4j.database import check_graph
from graph.store.neo4j.statements import Question, parameters_together, question_of
from graph.store.neo4j.together import LONGEST, Answered, Together

CHECKED_FOR: Final = 10.0
"""Seconds until the database is looked at again: it may be emptied, or stored in another form, under a running service."""

AWAY_FOR: Final = 0.5
"""Seconds for which a server that could not be used is left alone: one that starts is not kept busy by all who wait for it."""

ATTEMPTS: Final = 3
"""How often what met a commit is asked at the least, however long it takes."""

UNKNOWN: Final = -2
"""A state of the data that no answer tells."""

COMMITTING: Final = 0.02
"""Seconds until it is asked again, while something is being committed."""

Asked: TypeAlias = tuple[str, dict[str, Any]]
"""A statement with its parameters."""


class Result(NamedTuple):
    """A query's rows, each ending with the state of the data, and the seconds that the server took for them."""

    rows: Sequence[list[Any]]
    seconds: float


class Neo4jReader:
    """Answers all plans of an operation in one read transaction.

    It asks nothing of the server before the first answer, and then makes sure that the server holds a graph that it can
    read; so it does after a connection was lost. A server that was away is found again half a second later. Each answer is of
    one state of the data: what meets a commit is asked again.
    """

    def __init__(self, driver: AsyncDriver, database: str = "neo4j", limits: Limits | None = None) -> None:
        """A reader over a driver, which it closes at its end."""
        self._driver = driver
        self._database = database
        self._limits = limits or Limits()
        self._checked_until = 0.0
        self._away_until = 0.0
        self._why_away = ""
        self._checking = asyncio.Lock()
        self._state = UNKNOWN  # of the data, as the last answer told it
        self._committing = 0  # answers that wait for a commit
        self._together = Together(self._answered, lambda: bool(self._committing))

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
        questions = [question_of(plan) for plan in plans]
        if len(questions) == 1:
            return [await self._together.answer(questions[0])]
        asked = [(one.statement.text, one.parameters) for one in questions]
        results = await self._results(asked, self._limits.query)
        return [one.statement.shape(result.rows[0][0]) for one, result in zip(questions, results, strict=True)]

    async def _answered(self, questions: Sequence[Question]) -> Answered:
        """The answers to questions of one statement, of which those with equal values are asked once."""
        statement = questions[0].statement
        given = [repr(one.values) for one in questions]
        distinct = dict(zip(given, questions, strict=True))
        if len(distinct) == 1:
            asked, limit = (statement.text, questions[0].parameters), float(self._limits.query)
        else:
            asked, limit = (statement.together, parameters_together([*distinct.values()])), LONGEST
        (result,) = await self._results([asked], limit)
        rows = dict(zip(distinct, (row[-2] for row in sorted(result.rows, key=itemgetter(0))), strict=True))
        answers = [statement.shape(rows[values]) for values in given]
        return Answered(answers, result.seconds * len(questions) / len(distinct))

    async def _results(self, asked: Sequence[Asked], limit: float) -> Sequence[Result]:
        """What some statements find, in one transaction that the server ends at a limit in seconds."""
        try:
            async with asyncio.timeout(self._limits.answer):
                with failures_explained():
                    return await self._of_one_state(asked, limit)
        except TimeoutError:
            raise StoreUnavailable(f"Neo4j did not answer within {self._limits.answer} seconds.") from None

    def snapshot(self) -> "Neo4jReader":
        """Itself: Neo4j keeps no older state for one who reads."""
        return self

    async def close(self) -> None:
        """Closes the driver's connections."""
        await self._driver.close()

    async def _of_one_state(self, asked: Sequence[Asked], limit: float) -> Sequence[Result]:
        """What the statements find while nothing is committed."""
        patience = monotonic() + self._limits.query
        for attempt in count(1):
            known = self._state
            results = await self._ask(asked, limit)
            states = {row[-1] for result in results for row in result.rows}
            if EMPTYING in states:
                raise StoreUnavailable(
                    "The database is being emptied, or that was interrupted. Wait for `budget-graph build`, or run it again."
                )
            if states == {known}:
                return results
            if attempt >= ATTEMPTS and monotonic() > patience:
                break
            if None in states:
                await self._wait_for_commit()
            else:
                self._state = max(states)
        raise StoreUnavailable("The data are being changed. Ask again in some seconds, or when the load has ended.")

    async def _wait_for_commit(self) -> None:
        self._committing += 1
        try:
            await asyncio.sleep(COMMITTING)
        finally:
            self._committing -= 1

    async def _ask(self, asked: Sequence[Asked], limit: float) -> Sequence[Result]:
        if monotonic() < self._checked_until:
            # What is lost may be the pooled connection alone, of a server that has started anew: then once more.
            try:
                return await self._run(asked, limit)
            except LOST:
                self._checked_until = 0.0
        async with self._checking:  # one looks, and those that come meanwhile wait for what it finds
            if monotonic() >= self._checked_until:
                await self._check()
        return await self._run(asked, limit)

    async def _check(self) -> None:
        """Makes sure that the server can be used, or says what was found a moment ago."""
        if monotonic() < self._away_until:
            raise StoreUnavailable(self._why_away)
        try:
            await check_graph(self._driver, self._database)
        except StoreUnavailable as error:
            self._away_until, self._why_away = monotonic() + AWAY_FOR, str(error)
            raise
        self._checked_until = monotonic() + CHECKED_FOR

    async def _run(self, asked: Sequence[Asked], limit: float) -> Sequence[Result]:
        """The statements' results: one alone is its own transaction, which saves two round trips."""
        async with self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
            if len(asked) == 1:
                text, parameters = asked[0]
                return [await _result(await session.run(Query(literal(text), timeout=limit), parameters))]
            async with await session.begin_transaction(timeout=limit) as transaction:
                results = [await transaction.run(literal(text), parameters) for text, parameters in asked]
                return [await _result(result) for result in results]


async def _result(result: AsyncResult) -> Result:
    rows = await result.values()
    summary = await result.consume()
    milliseconds = (summary.result_available_after or 0) + (summary.result_consumed_after or 0)
    return Result(rows, milliseconds / 1000)
