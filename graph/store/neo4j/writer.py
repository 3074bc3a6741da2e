"""Writes disclosures into Neo4j, one transaction for each, so that the server holds what `assemble` makes of all of them.

A load that is killed leaves whole disclosures only, and running it again completes it: what the server has already is
recognised by its digest. Writers wait for one another at the Dataset node, which every transaction locks first.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from neo4j import AsyncDriver, AsyncManagedTransaction

from graph.assembly import add_funding_sources, changed_version, empty_version
from graph.disclosures import DisclosureFacts
from graph.policies.registry import NO_REGISTRY, Registry
from graph.store.neo4j import schema
from graph.store.neo4j.changes import Change
from graph.store.neo4j.commits import COUNTED, FIRST, Announcement
from graph.store.neo4j.connection import failures_explained, literal
from graph.store.neo4j.differences import Part, writes
from graph.store.neo4j.kept import Kept
from graph.store.neo4j.reading import lock

_BEGIN: Final = (
    "MERGE (s:Dataset {key: 'dataset'}) ON CREATE SET s.schema = $schema, s.reference = $reference, s.version = $version, "
    f"s.changes = {FIRST}, s.is_new = true "
    "WITH s, s.is_new IS NOT NULL AS is_new REMOVE s.is_new RETURN is_new"
)

_CHANGED: Final = f"MATCH (s:Dataset) SET s.version = $version, s.loaded_at = $loaded_at, {COUNTED}"


class Neo4jWriter:
    """Replaces and removes disclosures one by one."""

    def __init__(self, driver: AsyncDriver, database: str = "neo4j", registry: Registry = NO_REGISTRY) -> None:
        """A writer over a driver, which it leaves open; the registry is the same for all that the server holds."""
        self._registry = registry
        self._driver = driver
        self._database = database

    async def prepare(self) -> None:
        """Makes constraints, indexes and what no document changes; preparing again changes nothing.

        Raises:
            StoreUnavailable: the server does not answer.
        """
        with failures_explained():
            async with self._driver.session(database=self._database) as session:
                for statement in schema.statements():
                    await session.run(literal(statement))
                await session.run(
                    "CALL db.awaitIndexes(86400)"
                )  # seconds: an imported graph of millions of nodes takes a while
                await session.execute_write(_begin, self._registry)

    async def digests(self) -> dict[str, str]:
        """The digest of each disclosure that the server holds, by sha256."""
        with failures_explained():
            async with self._driver.session(database=self._database) as session:
                result = await session.run("MATCH (d:Disclosure) RETURN d.key AS sha256, d.digest AS digest")
                return {found["sha256"]: found["digest"] async for found in result}

    async def replace(self, document: DisclosureFacts) -> None:
        """Puts the facts of a document in the place of what the server holds of it; the same facts change nothing."""
        await self._change(document.disclosure.sha256, Kept.of(document))

    async def remove(self, sha256: str) -> None:
        """Takes away what a document says; one that is not there changes nothing."""
        await self._change(sha256, None)

    async def load(
        self, documents: Iterable[DisclosureFacts], stored: Callable[[DisclosureFacts], None] | None = None
    ) -> None:
        """Replaces many documents; the next is read and prepared while the server works on the one before.

        `stored` is called for each when the server has it.
        """
        remaining = iter(documents)
        upcoming = await asyncio.to_thread(_next, remaining)
        while upcoming:
            reading = asyncio.create_task(asyncio.to_thread(_next, remaining))
            try:
                await self._change(upcoming.document.disclosure.sha256, upcoming)
                if stored:
                    stored(upcoming.document.facts)
            finally:
                upcoming = await reading  # also when the change failed: no thread outlives the load

    async def _change(self, sha256: str, new: Kept | None) -> None:
        with failures_explained():
            async with self._driver.session(database=self._database) as session:
                commit = Announcement(self._driver, self._database)
                await session.execute_write(_change, self._registry, sha256, new, commit)
                await commit.withdraw()


def _next(documents: Iterator[DisclosureFacts]) -> Kept | None:
    facts = next(documents, None)
    if facts is None:
        return None
    kept = Kept.of(facts)
    kept.alone.make_ready()
    return kept


async def _begin(transaction: AsyncManagedTransaction, registry: Registry) -> None:
    result = await transaction.run(
        _BEGIN,
        schema=schema.SCHEMA,
        reference=schema.reference_of(registry),
        version=empty_version(registry),
    )
    record = await result.single(strict=True)
    if record["is_new"]:
        fixed = Part()
        add_funding_sources(fixed.graph)
        await write_part(transaction, Part(), fixed)


async def _change(
    transaction: AsyncManagedTransaction, registry: Registry, sha256: str, new: Kept | None, commit: Announcement
) -> None:
    """What there is to commit has been announced."""
    version, old = await lock(transaction, sha256)
    gone, come = ([kept.digest] if kept else [] for kept in (old, new))
    if gone == come:
        return
    async for before, after in Change(transaction, registry, old, new).parts():
        await write_part(transaction, before, after)
    result = await transaction.run(
        _CHANGED,
        version=changed_version(version, gone=gone, come=come),
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    await result.consume()
    await commit.make()


async def write_part(transaction: AsyncManagedTransaction, before: Part, after: Part) -> None:
    """Puts a part of the graph in the place of what it was."""
    for statement, rows in writes(before, after):
        result = await transaction.run(literal(statement), rows=rows)
        await result.consume()
