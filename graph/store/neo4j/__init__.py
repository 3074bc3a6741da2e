"""The store for a city's or a country's disclosures: a Neo4j server, asked with one statement for each root field."""

from collections.abc import Sequence
from typing import Any, LiteralString, cast

from neo4j import READ_ACCESS, AsyncDriver, AsyncManagedTransaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreUnavailable
from graph.model import Graph
from graph.plan import Plan
from graph.store import Value
from graph.store.neo4j import schema
from graph.store.neo4j.rows import writes
from graph.store.neo4j.statements import Statement, statement_of


class Neo4jReader:
    """Answers plans in one read transaction, so that all root fields of an operation see one snapshot."""

    def __init__(self, driver: AsyncDriver, database: str = "neo4j") -> None:
        """A reader over a driver, which it closes at its end."""
        self._driver = driver
        self._database = database

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order.

        Raises:
            StoreUnavailable: the server does not answer.
        """
        statements = [statement_of(plan) for plan in plans]
        try:
            async with self._driver.session(database=self._database, default_access_mode=READ_ACCESS) as session:
                rows = await session.execute_read(_run, statements)
        except (DriverError, Neo4jError) as error:
            raise StoreUnavailable(
                f"The Neo4j server does not answer ({type(error).__name__}). Is it running?"
            ) from error
        return [statement.shape(row) for statement, row in zip(statements, rows, strict=True)]

    async def close(self) -> None:
        """Closes the driver's connections."""
        await self._driver.close()


def literal(text: str) -> LiteralString:
    """A statement that was built from the ontology's names alone; what a user gives is in its parameters."""
    return cast("LiteralString", text)  # type: ignore[redundant-cast] # mypy takes any text for a literal; pyright does not


async def _run(transaction: AsyncManagedTransaction, statements: Sequence[Statement]) -> list[Any]:
    rows = []
    for statement in statements:
        result = await transaction.run(literal(statement.text), statement.parameters)
        record = await result.single(strict=True)
        rows.append(record["answer"])
    return rows


async def write(driver: AsyncDriver, graph: Graph, database: str = "neo4j") -> None:
    """Writes a whole graph, batch by batch; writing it again changes nothing."""
    async with driver.session(database=database) as session:
        for statement in schema.statements():
            await session.run(literal(statement))
        await session.run("CALL db.awaitIndexes()")
        for text, rows in writes(graph):
            await session.run(literal(text), rows=rows)
        await session.run(
            "MERGE (d:Dataset) SET d.version = $version, d.loaded_at = toString(datetime())", version=graph.version
        )
