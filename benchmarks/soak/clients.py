"""The clients: most ask and wait, some ask several at once, send slowly, leave half way, or send what is wrong."""

import asyncio
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from time import monotonic
from typing import Final

from benchmarks.soak.checker import Checker, Exchange, Verdict
from benchmarks.soak.connection import Connection
from benchmarks.soak.questions import Request

CONNECTIONS: Final = 64
LONGEST: Final = 40.0
"""Seconds after which a request counts as hung: the service promises an answer, or a refusal, within 30."""
AT_ONCE: Final = range(2, 9)
PIECES: Final = range(3, 8)
PAUSE: Final = 0.6
"""Seconds at most between two pieces of a request that is sent slowly."""

ORDINARY, WRONG, AT_ONCES, SLOW, LEAVING = 0.93, 0.03, 0.02, 0.005, 0.015
"""Which part of the turns is which."""

RESPITE: Final = 2.0
"""Seconds at most that a client gives a store that is away before it asks again."""

ASKED_WITH_TAG: Final = 0.5
"""Of the GETs whose answer was had before."""


@dataclass(slots=True)
class Traffic:
    """What all clients share: what is asked and how often, until when, and what became of it."""

    host: str
    port: int
    checker: Checker
    forms: Sequence[Sequence[Request]]  # of each question
    weights: Sequence[float]
    wrong: Sequence[Request]
    limit: int  # of requests
    until: float = 0.0
    sent: int = 0
    left: int = 0  # requests whose client did not wait for the answer
    latencies: "array[float]" = field(default_factory=lambda: array("d"))
    connections: "list[Connection]" = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether another request may be sent."""
        return monotonic() < self.until and self.sent < self.limit


class Client:
    """One of the connections, opened anew whenever it was closed."""

    def __init__(self, traffic: Traffic, number: int) -> None:
        self._traffic = traffic
        self._chance = Random(number)
        self._cumulated = list(accumulate(traffic.weights))
        self._place = len(traffic.connections)
        self._turns = (self._ask, self._ask_wrongly, self._ask_at_once, self._ask_slowly, self._leave)

    async def run(self) -> None:
        """Asks until the traffic ends."""
        connection: Connection | None = None
        shares = list(accumulate((ORDINARY, WRONG, AT_ONCES, SLOW, LEAVING)))
        while self._traffic.goes_on:
            if connection is None or not connection.is_open:
                connection = await self._opened()
            (turn,) = self._chance.choices(self._turns, cum_weights=shares)
            await turn(connection)
        if connection and connection.is_open:
            connection.leave()

    async def _opened(self) -> Connection:
        connection = await Connection.opened(self._traffic.host, self._traffic.port)
        if self._place == len(self._traffic.connections):
            self._traffic.connections.append(connection)
        self._traffic.connections[self._place] = connection
        return connection

    async def _ask(self, connection: Connection) -> None:
        exchange = self._exchange()
        verdict = await self._answered(exchange, connection.ask(exchange))
        self._traffic.latencies.append(exchange.ended - exchange.begun)
        if verdict is Verdict.UNAVAILABLE:
            await asyncio.sleep(self._chance.random() * RESPITE)

    async def _ask_wrongly(self, connection: Connection) -> None:
        exchange = Exchange(self._chance.choice(self._traffic.wrong), monotonic())
        await self._answered(exchange, connection.ask(exchange))

    async def _ask_at_once(self, connection: Connection) -> None:
        """Sends several requests before the first answer; the answers come in their order."""
        exchanges = [self._exchange() for _ in range(self._chance.choice(AT_ONCE))]
        connection.write(b"".join(one.written for one in exchanges))
        answers = [connection.expect(one) for one in exchanges]
        for exchange, answer in zip(exchanges, answers, strict=True):
            await self._answered(exchange, answer)

    async def _ask_slowly(self, connection: Connection) -> None:
        """Sends a request piece by piece."""
        exchange = self._exchange()
        whole = exchange.written
        size = len(whole) // self._chance.choice(PIECES) + 1
        answer = connection.expect(exchange)
        for at in range(0, len(whole), size):
            connection.write(whole[at : at + size])
            await asyncio.sleep(self._chance.random() * PAUSE)
        await self._answered(exchange, answer)

    async def _leave(self, connection: Connection) -> None:
        """Leaves in the middle of a request, or of its answer."""
        exchange = self._exchange()
        whole = exchange.written
        connection.write(whole[: self._chance.choice((len(whole) // 2, len(whole)))])
        await asyncio.sleep(self._chance.choice((0.0, 0.005, 0.1)))
        connection.leave()
        self._traffic.left += 1

    def _exchange(self) -> Exchange:
        forms = self._chance.choices(self._traffic.forms, cum_weights=self._cumulated)[0]
        request = self._chance.choice(forms)
        asks_with_tag = request.has_tag and self._chance.random() < ASKED_WITH_TAG
        return Exchange(request, monotonic(), self._traffic.checker.known.get(request.head) if asks_with_tag else None)

    async def _answered(self, exchange: Exchange, answer: "asyncio.Future[None]") -> Verdict:
        """The verdict on the answer, or on there being none."""
        self._traffic.sent += 1
        checker = self._traffic.checker
        try:
            await answer
        except ConnectionError:
            return checker.lost(exchange, Verdict.FAILED)
        except asyncio.CancelledError:
            if not answer.cancelled():
                raise
            return checker.lost(exchange, Verdict.HUNG)
        return checker.judge(exchange)


async def watch(traffic: Traffic) -> None:
    """Gives up connections whose oldest request has waited too long: it hangs."""
    while True:
        await asyncio.sleep(1)
        for connection in traffic.connections:
            if connection.waiting and monotonic() - connection.waiting[0][0].begun > LONGEST:
                connection.leave()
