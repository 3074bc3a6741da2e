"""A store answers any plan as its meaning, spelled out without an index, does."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.facts import DisclosureFacts
from graph.model import Graph
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.records import Snapshot
from tests.graph.store.naive import Naive
from tests.graph.store.strategies import fact_sets, plans


@pytest.fixture(scope="module", params=["memory"])
def reader_of() -> Callable[[Graph], Reader]:
    """The store that is held against the naive one."""
    return lambda graph: MemoryReader(Snapshot(graph))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fact_sets, st.data())
def test_any_plan_over_any_facts_has_the_naive_answer(
    reader_of: Callable[[Graph], Reader], facts: list[DisclosureFacts], data: st.DataObject
) -> None:
    """Filters, orders, pages, groups and sums at any depth; compared as printed, so that the form of a decimal counts."""
    graph = assemble(facts)
    asked = [data.draw(plans(graph)) for _ in range(5)]
    answered = asyncio.run(reader_of(graph).answer(asked))
    assert [repr(value) for value in answered] == [repr(Naive(graph).answer(plan)) for plan in asked]
