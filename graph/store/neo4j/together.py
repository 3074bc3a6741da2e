"""Questions that differ in their values alone, and wait at the same time, are asked together.

The way to the server and back costs the driver and the server more than many answers do. So a question goes at once unless
others of its statement are on their way; those that come meanwhile wait for them to return and go together, so that a batch
grows with the load and nobody waits for a timer.

Only quick ones wait, by what the server took for them the last time: a slow question would keep the others waiting. Whether
one is slow for its values alone shows when it is under way. Then those that wait behind it go at once, each alone; a batch is
ended after LONGEST, each of it is asked alone, and for a while its statement's questions stay so.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from graph.errors import StoreUnavailable
from graph.store.neo4j.statements import Question, Statement

FLIGHTS: Final = 2
"""So that the server works on one batch while the answers of the other are shaped. Of those that take it next to nothing one
is on its way at a time: another would only make the batches smaller."""

MOST: Final = 100
"""Questions in one batch."""

PATIENCE: Final = 0.02
"""Seconds that the server may be expected to take for a batch; a statement of which it would hold few goes alone."""

FEW: Final = 4

OVERDUE: Final = 0.2
"""Seconds after which nobody waits any longer for a batch to return."""

LONGEST: Final = 1.0
"""Seconds after which a batch is ended; the server looks every two."""

APART: Final = 30.0
"""Seconds for which questions go alone after a batch of them failed."""

AGAIN: Final = 8
"""How many questions of failed batches are asked again at a time."""


class Answered(NamedTuple):
    """The answers to questions of one statement, and the seconds that the server took for them all."""

    values: Sequence[Any]
    seconds: float


Ask: TypeAlias = Callable[[Sequence[Question]], Coroutine[Any, Any, Answered]]
"""Asks questions of one statement; several are ended after LONGEST."""

Waiting: TypeAlias = "tuple[Question, asyncio.Future[Any]]"


@dataclass(slots=True)
class _Lane:
    """The questions of one statement: those that wait, and how many batches they wait for."""

    waiting: deque[Waiting] = field(default_factory=deque[Waiting])
    flights: int = 0
    most: int = 1
    apart_until: float = 0.0

    @property
    def is_free(self) -> bool:
        """Whether the next batch may go."""
        return self.flights < (1 if self.most == MOST else FLIGHTS)

    def learn(self, seconds: float) -> None:
        """How many may go together, by the seconds that the last one took."""
        fitting = int(PATIENCE / max(seconds, PATIENCE / MOST))
        self.most = fitting if fitting >= FEW and monotonic() >= self.apart_until else 1

    def part(self) -> None:
        """Lets questions go alone for a while."""
        self.most = 1
        self.apart_until = monotonic() + APART


@dataclass(slots=True)
class _Flight:
    """One after another of a lane's batches on their way; nobody waits for one that is overdue."""

    is_overdue: bool = False


class Together:
    """The questions that wait for one server."""

    def __init__(self, ask: Ask, is_held_up: Callable[[], bool] = lambda: False) -> None:
        """`is_held_up` says that batches take long for what none of their questions is at fault for: a commit."""
        self._ask = ask
        self._is_held_up = is_held_up
        self._lanes: WeakKeyDictionary[Statement, _Lane] = WeakKeyDictionary()
        self._tasks: set[asyncio.Task[None]] = set()
        self._again = asyncio.Semaphore(AGAIN)

    async def answer(self, question: Question) -> Any:
        """The answer to one question."""
        lane = self._lanes.setdefault(question.statement, _Lane())
        if lane.most == 1:
            (value,), seconds = await self._ask([question])
            lane.learn(seconds)
            return value
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        lane.waiting.append((question, answer))
        self._go_on(lane)
        return await answer

    def _go_on(self, lane: _Lane) -> None:
        """Lets go what waits and need not."""
        if lane.most == 1:
            while lane.waiting:
                self._start(self._alone(lane, lane.waiting.popleft()))
        elif lane.waiting and lane.is_free:
            lane.flights += 1
            self._start(self._fly(lane))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begins after this turn of the loop, so that what comes in the same turn goes, too."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fly(self, lane: _Lane) -> None:
        """Asks for what waits until nothing does, or a batch is overdue."""
        flight = _Flight()
        try:
            while lane.waiting and lane.most > 1 and not flight.is_overdue:
                batch = [lane.waiting.popleft() for _ in range(min(lane.most, len(lane.waiting)))]
                timer = asyncio.get_running_loop().call_later(OVERDUE, self._overdue, lane, flight)
                try:
                    await self._answer(lane, batch)
                finally:
                    timer.cancel()
        finally:
            if not flight.is_overdue:
                lane.flights -= 1
            self._go_on(lane)

    def _overdue(self, lane: _Lane, flight: _Flight) -> None:
        flight.is_overdue = True
        lane.flights -= 1
        if not self._is_held_up():
            lane.part()
        self._go_on(lane)

    async def _answer(self, lane: _Lane, batch: Sequence[Waiting]) -> None:
        asking = self._ask([question for question, _ in batch])
        try:
            values, seconds = await _ended_without(batch, asking)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is somebody's answer
            if len(batch) == 1 or isinstance(error, StoreUnavailable):
                _settle(batch, [error] * len(batch))
                return
            lane.part()  # one of them is at fault, or slow: that must be no other one's answer
            for waiting in batch:
                self._start(self._alone(lane, waiting))
        else:
            lane.learn(seconds / len(batch))
            _settle(batch, values)

    async def _alone(self, lane: _Lane, waiting: Waiting) -> None:
        async with self._again:
            await self._answer(lane, [waiting])


def _ended_without(batch: Sequence[Waiting], asking: Coroutine[Any, Any, Answered]) -> "asyncio.Task[Answered]":
    """The query, which ends when all whom it would answer have gone."""
    query = asyncio.create_task(asking)

    def left(_: object) -> None:
        if all(answer.cancelled() for _, answer in batch):
            query.cancel()

    for _, answer in batch:
        answer.add_done_callback(left)
    left(None)
    return query


def _settle(batch: Sequence[Waiting], results: Sequence[Any]) -> None:
    for (_, answer), result in zip(batch, results, strict=True):
        if answer.done():  # whoever asked has gone
            continue
        if isinstance(result, Exception):
            answer.set_exception(result)
        else:
            answer.set_result(result)
