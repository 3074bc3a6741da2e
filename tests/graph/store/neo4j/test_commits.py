"""On Neo4j, too, every answer is of one state of the data: it shows parts of what is being committed, and so commits are announced."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import pytest

from graph.disclosures import DisclosureFacts
from graph.errors import StoreUnavailable
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.commits import EMPTYING
from graph.store.neo4j.connection import Limits
from graph.store.neo4j.statements import parameters_together, question_of
from graph.store.neo4j.writer import Neo4jWriter
from service.execution import Operation, execute
from service.limits import EXTENSIONS
from service.schema import build_schema
from tests.factories import disclosure, line_item
from tests.neo4j_store import Neo4jStore

pytestmark = pytest.mark.neo4j

HOW_MANY: Final = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": (Field("disclosures", "disclosures"),)}))
)
ANNOUNCED: Final = "CREATE (c:Commit {key: 'mine', until: timestamp() + 30000}) RETURN c.key AS answer"
OUTLIVED: Final = "CREATE (c:Commit {key: 'mine', until: timestamp() - 1}) RETURN c.key AS answer"
WITHDRAWN: Final = "MATCH (c:Commit) DELETE c RETURN count(*) AS answer"
COUNT: Final = "MATCH (s:Dataset) RETURN s.changes AS answer"
ANNOUNCEMENTS: Final = "RETURN COUNT { MATCH (:Commit) } AS answer"


def facts(thousand: int) -> DisclosureFacts:
    """What one document says."""
    return disclosure(line_item("2011301", thousand))


@pytest.fixture
def filled(neo4j_store: Neo4jStore) -> Neo4jStore:
    """The store with one disclosure."""
    neo4j_store.reader_of([facts(1000)])
    return neo4j_store


def reader_of(store: Neo4jStore, limits: Limits | None = None) -> Neo4jReader:
    """A reader of what the store holds now."""
    return Neo4jReader(store.driver, store.address.database, limits)


def replace(store: Neo4jStore, document: DisclosureFacts) -> None:
    """Has a writer put it in the place of what the store holds of it."""
    store.run(Neo4jWriter(store.driver, store.address.database).replace(document))


def test_a_change_counts_and_leaves_no_announcement(filled: Neo4jStore) -> None:
    """The same facts again are no change."""
    before = filled.execute(COUNT)
    replace(filled, facts(2000))
    replace(filled, facts(2000))
    assert (filled.execute(COUNT) - before, filled.execute(ANNOUNCEMENTS)) == (1, 0)


def test_what_is_asked_during_a_commit_is_answered_when_it_is_done(filled: Neo4jStore) -> None:
    """However soon it could be answered."""
    reader = reader_of(filled)

    async def ask() -> list[Any]:
        await reader.answer([HOW_MANY])
        await filled.driver.execute_query(ANNOUNCED)
        asking = asyncio.create_task(reader.answer([HOW_MANY]))
        done, _ = await asyncio.wait([asking], timeout=0.3)
        await filled.driver.execute_query(WITHDRAWN)
        return [len(done), await asking]

    assert filled.run(ask()) == [0, [{"disclosures": 1}]]


def test_an_answer_that_a_commit_overtook_is_asked_again(filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count tells it, although the commit is done by then."""
    reader = reader_of(filled)
    asked: list[int] = []
    run = reader._run

    async def overtaken(*arguments: Any) -> Any:
        results = await run(*arguments)
        asked.append(results[0].rows[0][-1])
        return results

    monkeypatch.setattr(reader, "_run", overtaken)
    filled.run(reader.answer([HOW_MANY]))
    known = asked[-1]
    replace(filled, facts(3000))
    assert filled.run(reader.answer([HOW_MANY])) == [{"disclosures": 1}]
    assert asked == [known, known, known + 1, known + 1]


def test_the_announcement_of_a_writer_that_was_killed_is_forgotten(filled: Neo4jStore) -> None:
    """And the next writer clears it away."""
    filled.execute(OUTLIVED)
    assert filled.run(reader_of(filled).answer([HOW_MANY])) == [{"disclosures": 1}]
    replace(filled, facts(4000))
    assert filled.execute(ANNOUNCEMENTS) == 0


def test_who_never_finds_the_data_at_rest_is_told_so(filled: Neo4jStore) -> None:
    """After a while, and not by an answer of two states."""
    filled.execute(ANNOUNCED)
    with pytest.raises(StoreUnavailable, match="The data are being changed"):
        filled.run(reader_of(filled, Limits(query=1)).answer([HOW_MANY]))


def test_nothing_is_answered_of_a_database_that_is_being_emptied(filled: Neo4jStore) -> None:
    """What is left in it is no state of the data, also when whoever emptied it was killed."""
    reader = reader_of(filled)
    filled.run(reader.answer([HOW_MANY]))
    filled.execute(f"MATCH (s:Dataset) SET s.changes = {EMPTYING} RETURN s.changes AS answer")
    with pytest.raises(StoreUnavailable, match="The database is being emptied"):
        filled.run(reader.answer([HOW_MANY]))
    filled.clear()


async def plans_of(document: str) -> list[Plan]:
    """The plans of an operation whose variables say nothing."""
    plans: list[Plan] = []

    class Asked:
        async def answer(self, asked: Sequence[Plan]) -> Sequence[Any]:
            plans.extend(asked)
            return [None for _ in asked]

        def snapshot(self) -> "Asked":
            return self

        async def close(self) -> None:
            """Nothing is held."""

    await execute(build_schema(EXTENSIONS), Asked(), Operation(document), "")
    return plans


@pytest.mark.parametrize(
    "document",
    [
        "{ dataset { version nodes } }",
        '{ node(id: "UmVnaW9uOjMxMDEwNw") { id ... on Department { projects(first: 3) { totalCount nodes { name } } } } }',
        "{ budgetLines(first: 5, filter: { year: { eq: 2025 } }) { totalCount aggregate { count amount { sum } } nodes { id } } }",
        "{ budgetLines { groups(by: [CLASSIFICATION, YEAR], first: 5) { keys { label } aggregate { count } } } }",
        '{ organisation(name: "财政局") { id } search(query: "预算", first: 5) { matched hit { ... on Project { name } } } }',
        "{ sharedCitations(first: 5) { projectCount legalBasis { title } } regions { name } }",
    ],
)
@pytest.mark.parametrize("together", [False, True])
def test_the_count_is_looked_at_behind_the_answer_and_around_announcements(
    filled: Neo4jStore, document: str, together: bool
) -> None:
    """In Neo4j's plan, whatever is asked: what is deepest on the left is done first."""

    async def explained(text: str, parameters: dict[str, Any]) -> Any:
        return (await filled.driver.execute_query(f"EXPLAIN {text}", parameters)).summary.plan

    questions = [question_of(plan) for plan in filled.run(plans_of(document))]
    assert questions
    for one in questions:
        text = one.statement.together if together else one.statement.text
        parameters = parameters_together([one, one]) if together else one.parameters
        assert _scans(filled.run(explained(text, parameters)))[-3:] == ["s:Dataset", "c:Commit", "s:Dataset"]


def _scans(plan: dict[str, Any]) -> list[str]:
    """What is read, in the order in which the operators begin to give rows."""
    below = [scan for child in plan.get("children", ()) for scan in _scans(child)]
    is_scan = any(word in plan["operatorType"] for word in ("Scan", "Seek", "ProcedureCall", "Expand"))
    return [*below, str(plan["args"].get("Details", ""))] if is_scan else below
