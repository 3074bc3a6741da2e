"""Look-ups by key that wait at the same time are asked together: the way to the server costs more than the node.

The first one of a selection goes at once. Those that come while as many as FLIGHTS are on their way wait for the next to
return and then go together, so a batch grows with the load and nobody waits for a timer. Each is cheap and takes as long as
any other; nothing else is asked together, since a slow question would keep the others waiting.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from graph.plan import ByKeys, Field, Plan, Selection

FLIGHTS: Final = 2
"""So that the server works on one batch while the answers of the other are shaped."""

MOST: Final = 100
"""Look-ups in one statement."""

Lane: TypeAlias = tuple[str, Selection | None]
"""A kind and a selection: what look-ups must share to go together."""


@dataclass(slots=True)
class _Waiting:
    """The look-ups of one lane: those that wait, each with its answer to come, and how many batches are on their way."""

    asked: deque[tuple[str, "asyncio.Future[Any]"]] = field(default_factory=deque[tuple[str, "asyncio.Future[Any]"]])
    flights: int = 0


def looked_up(plans: Sequence[Plan]) -> tuple[str, str] | None:
    """The kind and key of the one node that an operation looks up; None for any other operation."""
    match plans:
        case [Plan(ByKeys((pair,), single=True))]:
            return pair
        case _:
            return None


class LookUps:
    """The look-ups that wait for one server."""

    def __init__(self, ask: Callable[[Plan], Awaitable[Any]]) -> None:
        """Look-ups that `ask` answers, a plan for some keys at a time."""
        self._ask = ask
        self._lanes: dict[Lane, _Waiting] = {}
        self._flights: set[asyncio.Task[None]] = set()

    async def answer(self, kind: str, key: str, shown: Field) -> Any:
        """What a field shows of the node; None where there is none."""
        waiting = self._lanes.setdefault((kind, shown.selection), _Waiting())
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        waiting.asked.append((key, answer))
        if waiting.flights < FLIGHTS:
            waiting.flights += 1
            flight = asyncio.create_task(self._fly((kind, shown.selection), waiting, shown))
            self._flights.add(flight)
            flight.add_done_callback(self._flights.discard)
        return await answer

    async def _fly(self, lane: Lane, waiting: _Waiting, shown: Field) -> None:
        """Asks for what waits until nothing does."""
        while waiting.asked:
            batch = [waiting.asked.popleft() for _ in range(min(MOST, len(waiting.asked)))]
            plan = Plan(ByKeys(tuple([(lane[0], key) for key, _ in batch])), replace(shown, key=""))
            try:
                found = await self._ask(plan)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is the answer to each of them
                _settle(batch, [error] * len(batch))
            else:
                _settle(batch, found)
        waiting.flights -= 1
        if not waiting.flights:
            del self._lanes[lane]


def _settle(batch: Sequence[tuple[str, "asyncio.Future[Any]"]], results: Sequence[Any]) -> None:
    for (_, answer), result in zip(batch, results, strict=True):
        if answer.done():  # whoever asked has gone
            continue
        if isinstance(result, Exception):
            answer.set_exception(result)
        else:
            answer.set_result(result)
