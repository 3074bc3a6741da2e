"""The embedded store beside other work of its process."""

import asyncio

import pytest

from benchmarks.synthetic import synthetic_facts
from graph.analysis.asking import all_linked, every, grouped, linked, selection
from graph.errors import StoreTimeout
from graph.plan import EVERYTHING, AboutDataset, Compare, Field, GroupKey, Operator, Plan, Selection
from graph.store import memory, turns
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


LINES = selection("BudgetLine", "amount")
PART_OF_CODE = selection("ClassificationCode", children=linked("children", selection("ClassificationCode", "name")))


@pytest.mark.parametrize(
    "plan",
    [
        every("BudgetLine", Compare("code", Operator.CONTAINS, "x"), LINES),
        grouped(EVERYTHING, GroupKey.YEAR),
        every("Department", EVERYTHING, selection("Department", lines=all_linked("budget_lines", LINES))),
        every("ClassificationCode", EVERYTHING, PART_OF_CODE),
    ],
    ids=["a filter", "sums by groups", "a connection of each node", "a list of each node"],
)
def test_a_root_field_that_keeps_others_waiting_is_ended(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums by groups for 4,000 connections below one root field took 37 seconds, in which the service answered nobody."""
    reader = MemoryReader.of(synthetic_facts(500))
    assert asyncio.run(reader.answer([plan]))
    monkeypatch.setattr(turns, "SECONDS", -1)
    with pytest.raises(StoreTimeout):
        asyncio.run(reader.answer([plan]))


def test_each_root_field_has_a_turn_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many fields of moderate length are no reason to end an operation."""
    begun: list[None] = []
    monkeypatch.setattr(memory, "begin_turn", lambda: begun.append(None))
    asyncio.run(MemoryReader.of([]).answer([PLAN] * 3))
    assert len(begun) == 3
