"""The embedded store beside other work of its process."""

import asyncio

import pytest

from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store.memory import MemoryReader

PLAN = Plan(AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": (Field("version", "version"),)})))


def test_a_time_that_is_over_ends_an_operation_of_many_root_fields() -> None:
    """Twenty orders of all budget lines took ten seconds, in which the service answered nobody."""

    async def answer() -> None:
        async with asyncio.timeout(0):
            await MemoryReader.of([]).answer([PLAN] * 20)

    with pytest.raises(TimeoutError):
        asyncio.run(answer())


def test_others_have_their_turn_between_two_root_fields() -> None:
    """A short question does not wait for a long one."""
    ended: list[str] = []

    async def answer(name: str, count: int) -> None:
        await MemoryReader.of([]).answer([PLAN] * count)
        ended.append(name)

    async def both() -> None:
        await asyncio.gather(answer("long", 20), answer("short", 1))

    asyncio.run(both())
    assert ended == ["short", "long"]
