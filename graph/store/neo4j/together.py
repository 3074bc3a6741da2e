"""Questions that differ in their values alone, and wait at the same time, are asked together.

The way to the server and back costs the driver and the server more than many answers do. So a question goes at once unless
others of its statement are on their way; those that come meanwhile wait for them to return and go together, so that a batch
grows with the load and nobody waits for a timer.

Only quick ones wait, by what the server took for them the last time: a slow question would keep the others waiting. One
that is slow for its values alone is ended after LONGEST, and then each of its batch is asked alone.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
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

LONGEST: Final = 1.0
"""Seconds after which a batch is ended."""


class Answered(NamedTuple):
    """The answers to questions of one statement, and the seconds that the server took for them all."""

    values: Sequence[Any]
    seconds: float


Ask: TypeAlias = Callable[[Sequence[Question]], Awaitable[Answered]]
"""Asks questions of one statement; of several, none may take longer than LONGEST."""

Waiting: TypeAlias = "tuple[Question, asyncio.Future[Any]]"


@dataclass(slots=True)
class _Lane:
    """The questions of one statement."""

    waiting: deque[Waiting] = field(default_factory=deque[Waiting])
    flights: int = 0
    most: int = 1

    def learn(self, seconds: float) -> None:
        """How many may go together, by the seconds that the last one took."""
        fitting = int(PATIENCE / max(seconds, PATIENCE / MOST))
        self.most = fitting if fitting >= FEW else 1


class Together:
    """The questions that wait for one server."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._lanes: WeakKeyDictionary[Statement, _Lane] = WeakKeyDictionary()
        self._flights: set[asyncio.Task[None]] = set()

    async def answer(self, question: Question) -> Any:
        """The answer to one question."""
        lane = self._lanes.setdefault(question.statement, _Lane())
        if lane.most == 1:
            (value,), seconds = await self._ask([question])
            lane.learn(seconds)
            return value
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        lane.waiting.append((question, answer))
        if lane.flights < (1 if lane.most == MOST else FLIGHTS):
            self._start(lane)
        return await answer

    def _start(self, lane: _Lane) -> None:
        """Lets those that wait go: in a task, so that those which are read from their connections just now go, too."""
        lane.flights += 1
        flight = asyncio.create_task(self._fly(lane))
        self._flights.add(flight)
        flight.add_done_callback(self._flights.discard)

    async def _fly(self, lane: _Lane) -> None:
        """Asks for what waits until nothing does."""
        try:
            while lane.waiting:
                batch = [lane.waiting.popleft() for _ in range(min(lane.most, len(lane.waiting)))]
                await self._answer(lane, batch)
        finally:
            lane.flights -= 1

    async def _answer(self, lane: _Lane, batch: Sequence[Waiting]) -> None:
        try:
            values, seconds = await self._ask([question for question, _ in batch])
        except Exception as error:  # noqa: BLE001  # whatever it is, it is somebody's answer
            if len(batch) == 1 or isinstance(error, StoreUnavailable):
                _settle(batch, [error] * len(batch))
                return
            # One of them may be at fault, or slow: that must be no other one's answer, nor keep those waiting that came since.
            lane.most = 1
            alone = [*batch, *lane.waiting]
            lane.waiting.clear()
            await asyncio.gather(*(self._answer(lane, [waiting]) for waiting in alone))
        else:
            lane.learn(seconds / len(batch))
            _settle(batch, values)


def _settle(batch: Sequence[Waiting], results: Sequence[Any]) -> None:
    for (_, answer), result in zip(batch, results, strict=True):
        if answer.done():  # whoever asked has gone
            continue
        if isinstance(result, Exception):
            answer.set_exception(result)
        else:
            answer.set_result(result)
