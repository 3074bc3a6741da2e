"""A store answers any plan as its meaning, spelled out without an index, does."""

import asyncio
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.plan import Compare, Field, First, Operator, Plan, Selection
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.statements import question_of
from graph.store.records import Snapshot
from graph.terms import DisclosureKind
from tests.factories import disclosure, project, unit
from tests.graph.store.conftest import ReaderOf
from tests.graph.store.naive import Naive
from tests.graph.store.strategies import fact_sets, plans
from tests.neo4j_store import Neo4jStore

ANYTHING = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

ON_A_SERVER = settings(ANYTHING, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""It makes a query plan of its own for each plan, too slowly to look for the smallest that fails."""

PATIENT = patch("graph.store.neo4j.LONGEST", 60.0)
"""A new statement is planned first, which may take longer than a batch is given."""


@settings(ANYTHING, max_examples=400)
@given(fact_sets, st.data())
def test_any_plan_over_any_facts_has_the_naive_answer(facts: list[DisclosureFacts], data: st.DataObject) -> None:
    """Filters, orders, pages, groups and sums at any depth."""
    answers_as_the_naive_store(MemoryReader(Snapshot(assemble(facts))), facts, data, asked=5)


@pytest.mark.neo4j
@settings(ON_A_SERVER, max_examples=30)
@given(fact_sets, st.data())
def test_any_plan_over_any_facts_has_the_naive_answer_on_neo4j(
    neo4j_store: Neo4jStore, facts: list[DisclosureFacts], data: st.DataObject
) -> None:
    """A few hundred plans."""
    answers_as_the_naive_store(neo4j_store.reader_of(facts), facts, data, asked=8)


@pytest.mark.neo4j
@settings(ON_A_SERVER, max_examples=20)
@given(fact_sets, st.data())
def test_any_question_has_the_same_answer_alone_and_together_with_others(
    neo4j_store: Neo4jStore, facts: list[DisclosureFacts], data: st.DataObject
) -> None:
    """What one load of a service asks in one statement; the values differ where the question has any."""
    neo4j_store.reader_of(facts)
    reader = Neo4jReader(neo4j_store.driver, neo4j_store.address.database)
    drawn = [data.draw(plans(assemble(facts))) for _ in range(4)]
    for question in map(question_of, drawn):
        others = [question_of(plan) for plan in drawn]
        alike = [question, *(other for other in others if other.statement is question.statement), question]
        with PATIENT:
            together = neo4j_store.run(reader._answered(alike)).values
        alone = [neo4j_store.run(reader._answered([one])).values[0] for one in alike]
        assert [repr(value) for value in together] == [repr(value) for value in alone]


def test_an_empty_name_is_nobodys(reader_of: ReaderOf) -> None:
    """A document that lists 本部 without saying whose leaves a unit without a name."""
    reader = reader_of([disclosure(unit("本部"), organisation="上海市财政局", kind=DisclosureKind.UNIT_BUDGET)])
    shown = Field("unit", "unit", Selection({"Unit": (Field("name", "name"),)}))
    asked = [Plan(First(("Unit",), Compare("name", Operator.NAMED, name)), shown) for name in ("上海市财政局", "")]
    assert asyncio.run(reader.answer(asked)) == [{"name": "上海市财政局"}, None]


@pytest.mark.neo4j
def test_nodes_that_are_looked_up_together_each_get_their_own(neo4j_store: Neo4jStore) -> None:
    """In the order of the questions, with None where there is none."""
    years = range(2001, 2031)
    neo4j_store.reader_of([disclosure(project(f"{year}"), sha256=f"{year}" * 16, year=year) for year in years])
    reader = Neo4jReader(neo4j_store.driver, neo4j_store.address.database)
    names = [f"{year}" for year in (*years, 2001, 1900)]
    shown = Field("project", "project", Selection({"Project": (Field("name", "name"),)}, is_steady=True))
    asked = [question_of(Plan(First(("Project",), Compare("name", Operator.NAMED, name)), shown)) for name in names]
    assert {id(question.statement) for question in asked} == {id(asked[0].statement)}
    answers = neo4j_store.run(reader._answered(asked)).values
    assert answers == [*({"name": name} for name in names[:-1]), None]
    assert answers[0] is not answers[-2], "equal questions are asked once, but each answer is its asker's own"


def answers_as_the_naive_store(reader: Reader, facts: list[DisclosureFacts], data: st.DataObject, asked: int) -> None:
    """Compared as printed, so that the form of a decimal counts."""
    graph = assemble(facts)
    drawn = [data.draw(plans(graph)) for _ in range(asked)]
    answered = asyncio.run(reader.answer(drawn))
    assert [repr(value) for value in answered] == [repr(Naive(graph).answer(plan)) for plan in drawn]
