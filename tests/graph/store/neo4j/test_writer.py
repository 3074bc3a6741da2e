"""Neo4j holds what `assemble` makes of the documents that are left, whatever came and went before, and in what order."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import AsyncManagedTransaction

from graph.disclosures import DisclosureFacts
from graph.errors import DamagedFacts
from graph.store import Writer
from graph.store.neo4j import writer as module
from graph.store.neo4j.names import kind_of
from graph.store.neo4j.writer import Neo4jWriter
from graph.terms import DisclosureKind
from tests.factories import BUREAU, citation, disclosure, line_item, project, unit
from tests.graph.reconciliation.test_across import CASES
from tests.graph.store.neo4j.holding import Held, expected
from tests.graph.store.strategies import BODIES, lines, odd_money, units
from tests.neo4j_store import Neo4jStore

pytestmark = pytest.mark.neo4j

Step: TypeAlias = DisclosureFacts | str
"""Facts that replace what is held of their document, or the sha256 of a document that is removed."""

EVERYTHING_HELD: Final = (
    "RETURN [COLLECT { MATCH (n) RETURN [labels(n), properties(n)] }, "
    f"COLLECT {{ MATCH (a)-[r]->(b) RETURN [type(r), {kind_of('a')}, a.key, {kind_of('b')}, b.key] }}] AS answer"
)


@dataclass(frozen=True)
class Written:
    """A writer on a real server, used from tests that have no event loop."""

    store: Neo4jStore

    @property
    def writer(self) -> Writer:
        """The writer itself."""
        return Neo4jWriter(self.store.driver, self.store.address.database)

    def begin(self) -> None:
        """Empties the database."""
        self.store.clear()
        self.store.run(Neo4jWriter(self.store.driver, self.store.address.database).prepare())

    def take(self, steps: Iterable[Step]) -> None:
        """Takes the steps one by one."""
        for step in steps:
            change = self.writer.remove(step) if isinstance(step, str) else self.writer.replace(step)
            self.store.run(change)

    def held(self) -> Held:
        """All that the database holds, but for the time of the last change and the count of changes."""
        nodes, edges = self.store.execute(EVERYTHING_HELD)
        held: dict[tuple[str, ...], dict[str, Any]] = {}
        for labels, properties in nodes:
            for name in ("loaded_at", "changes"):
                properties.pop(name, None)
            assert held.setdefault((*sorted(labels), properties["key"]), properties) is properties
        relationships = {(name, (a, b), (c, d)) for name, a, b, c, d in edges}
        assert len(relationships) == len(edges)
        return held, relationships


@pytest.fixture
def written(neo4j_store: Neo4jStore) -> Iterator[Written]:
    """A writer on an empty database."""
    written = Written(neo4j_store)
    written.begin()
    yield written
    neo4j_store.clear()


def left(steps: Iterable[Step]) -> list[DisclosureFacts]:
    """The documents that are there after these steps."""
    documents: dict[str, DisclosureFacts] = {}
    for step in steps:
        if isinstance(step, str):
            documents.pop(step, None)
        else:
            documents[step.disclosure.sha256] = step
    return list(documents.values())


citations = st.builds(
    citation,
    st.sampled_from(["某办法", "《某办法》", "某通知"]),
    st.sampled_from([None, None, "沪财〔2020〕1号", "普商〔2023〕2号"]),
    st.sampled_from([None, "第一条"]),
)
projects = st.builds(
    lambda name, cited, amount, **bodies: msgspec.structs.replace(project(name, *cited), amount=amount, **bodies),
    st.sampled_from(["甲项目", "乙项目"]),
    st.lists(citations, max_size=3),
    st.none() | odd_money,
    unit=st.sampled_from([None, "上海市甲中心"]),
    department=st.sampled_from([None, "上海市财政局"]),
)
sha256s = st.integers(1, 4).map(lambda digit: f"{digit:064x}")
documents = st.builds(
    lambda facts, sha256, body, kind, year: disclosure(
        *facts, sha256=sha256, organisation=body, kind=kind, year=year, file_name=f"{sha256[-1]}.pdf"
    ),
    st.lists(lines | projects | projects | units, max_size=7),
    sha256s,
    st.sampled_from(BODIES),
    st.sampled_from([DisclosureKind.DEPARTMENT_BUDGET, DisclosureKind.UNIT_BUDGET]),
    st.sampled_from([2024, 2025]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(documents | documents | sha256s, min_size=1, max_size=7))
def test_after_any_steps_the_server_holds_the_graph_of_what_is_left(neo4j_store: Neo4jStore, steps: list[Step]) -> None:
    """Every property, relationship and tally: as if the documents that are left had come alone, at once."""
    written = Written(neo4j_store)
    written.begin()
    written.take(steps)
    assert written.held() == expected(left(steps))
    written.take(f"{digit:064x}" for digit in range(1, 5))
    assert written.held() == expected([])


CITING: Final = disclosure(project("甲项目", citation("某办法"), citation("某通知")), sha256="1" * 64)
NUMBERING: Final = disclosure(project("乙项目", citation("某办法", "沪财〔2020〕1号")), sha256="2" * 64)


def policies(held: Held) -> dict[str, list[str]]:
    """The policies, each with the projects that cite it."""
    citing = {citation: project for name, citation, project in held[1] if name == "CITED_BY_PROJECT"}
    found: dict[str, list[str]] = {key: [] for kind, *_, key in held[0] if kind == "LegalBasis"}
    for name, source, target in held[1]:
        if name == "CITES":
            found[target[1]].append(citing[source][1].rpartition("|")[2])
    return {key: sorted(projects) for key, projects in found.items()}


def test_a_number_that_a_later_document_prints_moves_the_citations_of_earlier_ones(written: Written) -> None:
    """And they move back when the document goes."""
    written.take([CITING])
    without = policies(written.held())
    written.take([NUMBERING])
    numbered = policies(written.held())
    written.take(["2" * 64])
    assert (without, numbered, policies(written.held())) == (
        {"《某办法》": ["甲项目"], "《某通知》": ["甲项目"]},
        {"沪财〔2020〕1号": ["乙项目", "甲项目"], "《某通知》": ["甲项目"]},
        without,
    )


def test_more_projects_than_are_assembled_at_once_move(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one document may stand in two batches, and one project in two documents."""
    monkeypatch.setattr("graph.store.neo4j.changes.PROJECTS_AT_ONCE", 2)
    names = "甲乙丙丁戊"
    steps = [
        disclosure(*(project(name, citation("某办法")) for name in names), sha256="1" * 64),
        disclosure(*(project(name, citation("某办法", article="第一条")) for name in names[2:]), sha256="3" * 64),
        NUMBERING,
    ]
    written.take(steps)
    assert written.held() == expected(steps)


def test_a_document_that_says_less_than_before_leaves_nothing_behind(written: Written) -> None:
    """Lines, projects, units, policies and codes that nobody names any more are gone."""
    full = disclosure(unit("上海市甲中心"), line_item(), project("甲项目", citation("某办法")), sha256="1" * 64)
    less = disclosure(line_item("20113"), sha256="1" * 64)
    written.take([full, less])
    assert written.held() == expected([less])


def test_a_unit_outlives_the_department_that_listed_it(written: Written) -> None:
    """It stands under no department once no document says which."""
    listing = disclosure(unit("上海市甲中心"), sha256="1" * 64, organisation=BUREAU)
    own = disclosure(line_item(), sha256="2" * 64, organisation="上海市甲中心", kind=DisclosureKind.UNIT_BUDGET)
    written.take([listing, own, "1" * 64])
    assert written.held() == expected([own])


def test_a_unit_that_bears_a_departments_name_is_its_own_office_whichever_comes_first(written: Written) -> None:
    """The name of the one and the place of the other follow from both."""
    department = disclosure(sha256="1" * 64, organisation=BUREAU)
    office = disclosure(sha256="2" * 64, organisation=f"{BUREAU}（本级）", kind=DisclosureKind.UNIT_BUDGET)
    orders: list[list[Step]] = [[department, office], ["1" * 64, department], ["2" * 64, office]]
    for steps in orders:
        written.take(steps)
        assert written.held() == expected([department, office])


def test_codes_move_when_a_group_above_them_is_printed_first_and_last(written: Written) -> None:
    """A code is under the nearest that some document prints."""
    item = disclosure(line_item("2010601"), line_item("201", row=1), sha256="1" * 64)
    group = disclosure(line_item("20106"), sha256="2" * 64, organisation=BUREAU)
    written.take([item, group])
    with_group = written.held()
    written.take(["2" * 64])
    assert (with_group, written.held()) == (expected([item, group]), expected([item]))


def test_a_conflict_of_two_documents_appears_and_goes(written: Written) -> None:
    """Whichever of them comes and goes, the line that is first by document has the plain key."""
    one, other = (disclosure(line_item(amount=amount), sha256=str(amount) * 64) for amount in (1, 2))
    written.take([other, one])
    both = written.held()
    written.take(["1" * 64])
    assert (both, written.held()) == (expected([one, other]), expected([other]))


class Killed(BaseException):
    """What ends a load in the middle."""


def test_a_load_that_is_killed_leaves_whole_documents_and_completes_when_run_again(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document that was being written is not there at all."""
    documents = [CITING, NUMBERING, disclosure(line_item(), sha256="3" * 64)]
    monkeypatch.setattr(module, "write_part", killed_at(7, module.write_part))
    with pytest.raises(Killed):
        written.store.run(written.writer.load(documents))
    monkeypatch.undo()
    whole = list(written.store.run(written.writer.digests()))
    after_kill = written.held()
    written.store.run(written.writer.load(documents))
    assert (after_kill, written.held()) == (
        expected([one for one in documents if one.disclosure.sha256 in whole]),
        expected(documents),
    )
    assert 0 < len(whole) < len(documents)


def killed_at(call: int, write: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose call of that number is killed when it has done its work."""
    calls = iter(range(1, call + 1))

    async def writing(transaction: AsyncManagedTransaction, *parts: Any) -> None:
        await write(transaction, *parts)
        if next(calls) == call:
            raise Killed

    return writing


def test_documents_before_one_that_cannot_be_read_are_written(written: Written) -> None:
    """The error comes when they are, and not in their place."""

    def read() -> Iterator[DisclosureFacts]:
        yield CITING
        raise DamagedFacts("2.json", "cut off")

    with pytest.raises(DamagedFacts):
        written.store.run(written.writer.load(read()))
    assert written.held() == expected([CITING])


def test_the_same_facts_again_change_nothing(written: Written) -> None:
    """Not even the time of the last change."""
    written.take([CITING])
    before = written.store.execute("MATCH (s:Dataset) SET s.loaded_at = 'then' RETURN s.loaded_at AS answer")
    written.take([CITING])
    assert written.store.execute("MATCH (s:Dataset) RETURN s.loaded_at AS answer") == before


def test_writers_wait_for_one_another(written: Written) -> None:
    """Two loads at the same time give the graph of both."""

    async def both() -> None:
        await asyncio.gather(written.writer.load([CITING]), written.writer.load([NUMBERING]))

    written.store.run(both())
    assert written.held() == expected([CITING, NUMBERING])


@pytest.mark.parametrize("rule", sorted(CASES))
def test_what_documents_say_against_each_other_comes_and_goes_with_them(written: Written, rule: str) -> None:
    """In whatever order they come, and when one of them goes or agrees."""
    agreeing, contradicting = CASES[rule]
    first, *others = contradicting
    orders: list[list[Step]] = [
        [*contradicting],
        [*contradicting[::-1]],
        [*contradicting, *agreeing],
        [*contradicting, first.disclosure.sha256],
    ]
    for steps in orders:
        written.begin()
        written.take(steps)
        assert written.held() == expected(left(steps))
    written.begin()
    written.take([*others, first])
    assert any(kind == "Finding" for kind, *_ in written.held()[0])
