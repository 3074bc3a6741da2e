"""A store answers any plan as its meaning, spelled out without an index, does."""

import asyncio

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.facts import DisclosureFacts
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.records import Snapshot
from tests.graph.store.naive import Naive
from tests.graph.store.strategies import fact_sets, plans
from tests.neo4j_store import Neo4jStore

ANYTHING = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(ANYTHING, max_examples=400)
@given(fact_sets, st.data())
def test_any_plan_over_any_facts_has_the_naive_answer(facts: list[DisclosureFacts], data: st.DataObject) -> None:
    """Filters, orders, pages, groups and sums at any depth."""
    answers_as_the_naive_store(MemoryReader(Snapshot(assemble(facts))), facts, data, asked=5)


@pytest.mark.neo4j
@settings(ANYTHING, max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(fact_sets, st.data())
def test_any_plan_over_any_facts_has_the_naive_answer_on_neo4j(
    neo4j_store: Neo4jStore, facts: list[DisclosureFacts], data: st.DataObject
) -> None:
    """A few hundred plans: the server makes a query plan of its own for each, too slowly to look for the smallest that fails."""
    answers_as_the_naive_store(neo4j_store.reader_of(facts), facts, data, asked=8)


def answers_as_the_naive_store(reader: Reader, facts: list[DisclosureFacts], data: st.DataObject, asked: int) -> None:
    """Compared as printed, so that the form of a decimal counts."""
    graph = assemble(facts)
    drawn = [data.draw(plans(graph)) for _ in range(asked)]
    answered = asyncio.run(reader.answer(drawn))
    assert [repr(value) for value in answered] == [repr(Naive(graph).answer(plan)) for plan in drawn]
