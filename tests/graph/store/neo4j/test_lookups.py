"""Look-ups that wait at the same time are asked together, and each gets its own answer."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from graph.errors import StoreUnavailable
from graph.plan import ByKeys, Field, Plan, Selection
from graph.store.neo4j.lookups import FLIGHTS, MOST, LookUps, looked_up

SHOWN = Field("node", "node", Selection({"Unit": (Field("name", "name"),)}))


class Server:
    """Answers each key with itself, after it has kept the batch for a moment; notes what was asked together."""

    def __init__(self, *, fails: bool = False) -> None:
        self.batches: list[list[str]] = []
        self._fails = fails

    async def ask(self, plan: Plan) -> Any:
        """The keys of a plan, as its answer."""
        assert isinstance(plan.root, ByKeys)
        keys = [pair[1] for pair in plan.root.keys if pair]
        self.batches.append(keys)
        await asyncio.sleep(0.01)
        if self._fails:
            raise StoreUnavailable("gone")
        return keys


def ask_all(server: Server, keys: Sequence[str]) -> list[Any]:
    """The answers to look-ups that come all at once; an exception stands for itself."""

    async def ask() -> list[Any]:
        look_ups = LookUps(server.ask)
        asked = (look_ups.answer("Unit", key, SHOWN) for key in keys)
        return await asyncio.gather(*asked, return_exceptions=True)

    return asyncio.run(ask())


def test_those_that_come_at_once_go_together_and_each_gets_its_own_answer() -> None:
    """However many they are, they take one way to the server."""
    server, keys = Server(), [f"{number}" for number in range(10)]
    assert ask_all(server, keys) == keys
    assert server.batches == [keys]


def test_those_that_come_while_others_are_on_their_way_wait_and_go_together() -> None:
    """The first go at once, each alone."""
    server = Server()

    async def ask() -> list[Any]:
        look_ups, tasks = LookUps(server.ask), []
        for key in "abcde":
            tasks.append(asyncio.create_task(look_ups.answer("Unit", key, SHOWN)))
            await asyncio.sleep(0.001)
        return await asyncio.gather(*tasks)

    assert asyncio.run(ask()) == list("abcde")
    assert server.batches[:FLIGHTS] == [[key] for key in "abcde"[:FLIGHTS]]
    assert max(len(batch) for batch in server.batches[FLIGHTS:]) > 1


def test_no_batch_is_larger_than_a_statement_may_be() -> None:
    """However many wait."""
    server, keys = Server(), [f"{number}" for number in range(3 * MOST)]
    assert ask_all(server, keys) == keys
    assert max(map(len, server.batches)) == MOST


def test_a_failure_is_the_answer_to_each() -> None:
    """Nobody waits for ever."""
    assert [str(error) for error in ask_all(Server(fails=True), ["a", "b", "c", "d"])] == ["gone"] * 4


def test_who_leaves_takes_nobody_along() -> None:
    """A client that disconnects cancels its own look-up alone."""

    async def ask() -> list[Any]:
        look_ups = LookUps(Server().ask)
        tasks = [asyncio.create_task(look_ups.answer("Unit", key, SHOWN)) for key in "abcd"]
        await asyncio.sleep(0.001)
        tasks[0].cancel()
        tasks[2].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second, third, fourth = asyncio.run(ask())
    assert [type(first), second, type(third), fourth] == [asyncio.CancelledError, "b", asyncio.CancelledError, "d"]


@pytest.mark.parametrize(
    "plans",
    [
        [],
        [Plan(ByKeys((("Unit", "a"),)), SHOWN)],
        [Plan(ByKeys((None,), single=True), SHOWN)],
        [Plan(ByKeys((("Unit", "a"),), single=True), SHOWN)] * 2,
    ],
)
def test_only_an_operation_that_looks_up_one_node_goes_with_others(plans: list[Plan]) -> None:
    """What asks for more keeps its own transaction."""
    assert looked_up(plans) is None
    assert looked_up([Plan(ByKeys((("Unit", "a"),), single=True), SHOWN)]) == ("Unit", "a")
