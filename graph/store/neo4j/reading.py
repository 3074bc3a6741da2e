"""What a change reads of what the store keeps: tallies, and the facts of the documents that it concerns."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from neo4j import AsyncManagedTransaction, Record

from graph.assembly.shared import SHARED
from graph.assembly.tallies import Tallies, Tally
from graph.documents import Document
from graph.model import NodeRef
from graph.store.neo4j.connection import literal
from graph.store.neo4j.kept import Kept, facts_in

_LOCKED: Final = (
    "MATCH (s:Dataset) SET s.loaded_at = s.loaded_at WITH s OPTIONAL MATCH (d:Disclosure {key: $sha256}) "
    "RETURN s.version AS version, d.facts AS facts, d.digest AS digest"
)
_TALLIES: Final = ", ".join(
    f"COLLECT {{ MATCH (n:{kind}) USING INDEX n:{kind}(key) WHERE n.key IN $keys.{kind} RETURN [n.key, n.tally] }} AS {kind}"
    for kind in SHARED
)
"""The lists stand in one parameter, since Neo4j plans a statement anew for every order of magnitude of a list's length."""

_SAME_EDITION: Final = (
    "UNWIND $editions AS edition MATCH (o:Organisation)<-[:PUBLISHED_BY]-(d:Disclosure) USING INDEX o:Organisation(key) "
    "WHERE o.key = edition.body AND d.kind = edition.kind AND d.year = edition.year AND d.key <> $sha256 "
    "WITH DISTINCT d RETURN d.facts AS facts"
)
_EDITIONS: Final = (
    "UNWIND $editions AS edition MATCH (o:Organisation) USING INDEX o:Organisation(key) WHERE o.key = edition.body "
    "CALL (o, edition) { "
    "MATCH (o)<-[:PUBLISHED_BY]-(d:Disclosure) WHERE d.year = edition.year RETURN d UNION "
    "MATCH (o)<-[:PROJECT_OF]-(p:Project)-[:DESCRIBED_IN]->(d:Disclosure) WHERE p.year = edition.year RETURN d } "
    "WITH DISTINCT d WHERE d.key <> $sha256 RETURN d.facts AS facts"
)
_SAME_PROJECTS: Final = (
    "MATCH (p:Project)-[:DESCRIBED_IN]->(d:Disclosure) USING INDEX p:Project(key) "
    "WHERE p.key IN $projects AND d.key <> $sha256 WITH DISTINCT d RETURN d.facts AS facts"
)
_SURROUNDINGS: Final = (
    f"CYPHER replan=skip RETURN {_TALLIES}, COLLECT {{ {_SAME_EDITION} }} AS same_edition, "
    f"COLLECT {{ {_SAME_PROJECTS} }} AS same_projects"
)
"""Every index is named, so the first plan is the right one at any size; making it takes longer than writing ten documents."""

_CODES_BELOW: Final = (
    "UNWIND $codes AS code MATCH (n:ClassificationCode) WHERE n.key STARTS WITH code "
    "RETURN DISTINCT n.key AS key, n.tally AS tally"
)
_CITING_BY_TITLE: Final = "MATCH (p:Project)-[:NAMES]->(t:Title) WHERE t.key IN $titles RETURN DISTINCT p.key AS key"


_RESTING_ON: Final = (
    "MATCH (p:Project)-[:RESTS_ON]->(l:LegalBasis) WHERE l.key IN $policies RETURN DISTINCT p.key AS key"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a changed document.

    The other documents are those that may print the same amounts, being of the same body, kind and year, and those that
    describe the same projects.
    """

    tallies: Tallies
    same_edition: list[Document]
    same_projects: list[Document]


async def lock(transaction: AsyncManagedTransaction, sha256: str) -> tuple[str, Kept | None]:
    """Waits until no other writer is at work; gives the version, and what is kept of a document."""
    result = await transaction.run(_LOCKED, sha256=sha256)
    record = await result.single(strict=True)
    return record["version"], Kept.read(record["facts"], record["digest"]) if record["facts"] else None


async def read_surroundings(
    transaction: AsyncManagedTransaction,
    changed: Sequence[Document],
    refs: Iterable[NodeRef],
    projects: Collection[str],
) -> Surroundings:
    """What stands around a document before and after its change, and the tallies of those of the nodes that exist."""
    editions = [
        {"body": one.publisher.ref[1], "kind": one.disclosure.kind.value, "year": one.disclosure.year}
        for one in changed
        if one.publisher
    ]
    result = await transaction.run(
        literal(_SURROUNDINGS),
        keys=_keys_by_kind(refs),
        sha256=changed[0].disclosure.sha256,
        editions=editions,
        projects=list(projects),
    )
    found = await result.single(strict=True)
    return Surroundings(_tallies_in(found), _documents_in(found["same_edition"]), _documents_in(found["same_projects"]))


async def read_tallies(transaction: AsyncManagedTransaction, refs: Collection[NodeRef]) -> Tallies:
    """The tallies of those of the nodes that exist."""
    if not refs:
        return {}
    result = await transaction.run(literal(f"CYPHER replan=skip RETURN {_TALLIES}"), keys=_keys_by_kind(refs))
    return _tallies_in(await result.single(strict=True))


async def read_codes_below(transaction: AsyncManagedTransaction, codes: Collection[str]) -> Tallies:
    """The tallies of all codes that begin with one of these."""
    if not codes:
        return {}
    result = await transaction.run(_CODES_BELOW, codes=list(codes))
    return {("ClassificationCode", found["key"]): _tally_in(found["tally"]) async for found in result}


async def read_projects_citing(transaction: AsyncManagedTransaction, titles: Collection[str]) -> set[str]:
    """The projects that cite by one of these titles, without a number beside it."""
    if not titles:
        return set()
    result = await transaction.run(_CITING_BY_TITLE, titles=list(titles))
    return {found["key"] async for found in result}


async def read_projects_resting(transaction: AsyncManagedTransaction, policies: Collection[str]) -> set[str]:
    """The projects that rest on one of these policies, through others, too."""
    if not policies:
        return set()
    result = await transaction.run(_RESTING_ON, policies=list(policies))
    return {found["key"] async for found in result}


async def read_documents_of(transaction: AsyncManagedTransaction, projects: Collection[str]) -> list[Document]:
    """The documents that describe these projects."""
    result = await transaction.run(_SAME_PROJECTS, projects=list(projects), sha256="")
    return _documents_in([found["facts"] async for found in result])


async def read_editions(
    transaction: AsyncManagedTransaction, editions: Collection[tuple[str, int]], sha256: str
) -> list[Document]:
    """The documents of bodies and years, and those that describe projects of theirs, but the one that changes."""
    if not editions:
        return []
    asked = [{"body": body, "year": year} for body, year in sorted(editions)]
    result = await transaction.run(_EDITIONS, editions=asked, sha256=sha256)
    return _documents_in([found["facts"] async for found in result])


def tally_text(tally: Tally) -> str:
    """A tally as the text that its node holds: equal tallies have equal texts."""
    return orjson.dumps([[*entry, count] for entry, count in sorted(tally.items())]).decode()


def _tally_in(text: str) -> Tally:
    return Counter({tuple(entry): count for *entry, count in orjson.loads(text)})


def _keys_by_kind(refs: Iterable[NodeRef]) -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {kind: [] for kind in SHARED}
    for kind, key in refs:
        keys[kind].append(key)
    return keys


def _tallies_in(record: Record) -> Tallies:
    return {(kind, key): _tally_in(text) for kind in SHARED for key, text in record[kind]}


def _documents_in(contents: Iterable[bytes]) -> list[Document]:
    return [Document.of(facts_in(content)) for content in contents]
