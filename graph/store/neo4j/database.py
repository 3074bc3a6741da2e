"""A database of a Neo4j server: that it can be used, in which form it holds a graph, and how it is emptied."""

import re
from typing import Final, LiteralString

from neo4j import READ_ACCESS, AsyncDriver, Record

from graph.errors import StoreUnavailable
from graph.store.neo4j.commits import EMPTYING
from graph.store.neo4j.connection import failures_explained, literal
from graph.store.neo4j.schema import SCHEMA

OLDEST: Final = (5, 23)
"""The first release with CALL (variables), which statements use beside COLLECT."""

# "Neo4j/5.26.28" "Neo4j/2026.04.0" "Neo4j/5.27-aura" -> 5, 26; Memgraph's "Neo4j/v5.11.0 compatible …" does not match
_RELEASE: Final = re.compile(r"Neo4j/(\d+)\.(\d+)")


async def check_graph(driver: AsyncDriver, database: str) -> None:
    """Makes sure that the database holds a graph of this release.

    Raises:
        StoreUnavailable: it is empty or holds the graph in another form, or the server cannot be used.
    """
    schema = await stored_schema(driver, database)
    if schema is None:
        raise StoreUnavailable("The database holds no graph. Run `budget-graph load PATH…`, or `budget-graph build`.")
    if schema != SCHEMA:
        raise StoreUnavailable(
            f"The graph is stored in form {schema}, and this release needs form {SCHEMA}. "
            "Run `budget-graph build` to store it anew from the facts."
        )


async def stored_schema(driver: AsyncDriver, database: str) -> int | None:
    """The SCHEMA of the stored graph, 0 for one before there was any and for what is left of one, None where none is stored.

    Raises:
        StoreUnavailable: the server cannot be used.
    """
    record = await _asked(
        driver,
        database,
        "OPTIONAL MATCH (d:Dataset) RETURN CASE WHEN d IS NULL THEN null WHEN d.changes = $emptying THEN 0 "
        "ELSE coalesce(d.schema, 0) END AS schema LIMIT 1",
        emptying=EMPTYING,
    )
    schema: int | None = record["schema"]
    return schema


async def stored_reference(driver: AsyncDriver, database: str) -> str | None:
    """The mark of the reference tables and the registry that the stored graph was made by; None where none is told.

    Raises:
        StoreUnavailable: the server cannot be used.
    """
    record = await _asked(driver, database, "OPTIONAL MATCH (d:Dataset) RETURN d.reference AS reference LIMIT 1")
    reference: str | None = record["reference"]
    return reference


async def clear(driver: AsyncDriver, database: str) -> None:
    """Deletes every node, constraint and index.

    Raises:
        StoreUnavailable: the server cannot be used.
    """
    with failures_explained():
        async with driver.session(database=database) as session:
            await session.run("MATCH (d:Dataset) SET d.changes = $emptying", emptying=EMPTYING)
            await session.run(
                "MATCH (n) WHERE NOT n:Dataset CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
            )
            for listing, drop in (
                ("SHOW CONSTRAINTS YIELD name", "DROP CONSTRAINT"),
                ("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'", "DROP INDEX"),
            ):
                names: list[str] = await (await session.run(literal(listing))).value("name")
                for name in names:
                    await session.run(literal(f"{drop} `{name.replace('`', '``')}`"))
            # Last, since it says in which form all the others are: whatever is left of them is to be cleared, too.
            await session.run("MATCH (d:Dataset) DELETE d")


async def _asked(driver: AsyncDriver, database: str, statement: LiteralString, **parameters: int) -> Record:
    """The one record of a statement that every release understands, from a server of a release that can be used."""
    with failures_explained():
        async with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
            result = await session.run(statement, parameters)
            record = await result.single(strict=True)
            server = (await result.consume()).server.agent
    release = _RELEASE.match(server)
    if not release or (int(release[1]), int(release[2])) < OLDEST:
        raise StoreUnavailable(
            f"The server is {server}, and Neo4j {'.'.join(map(str, OLDEST))} or later is needed. "
            "Upgrade it; 5.26 is the long-term support line."
        )
    return record
