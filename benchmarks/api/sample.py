"""What the operations ask for: values drawn by chance, always the same ones, from the data set itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from neo4j import Driver

from graph.cursor import encode_cursor, fingerprint
from graph.identity import node_id
from graph.plan import EVERYTHING

SIZE: Final = 400
"""How many values of each sort: requests repeat after so many at the earliest."""

LINES: Final = "MATCH (n:BudgetLine) WITH n.key AS key ORDER BY key WITH collect(key) AS keys"
LINE_COUNT: Final = "MATCH (n:BudgetLine) RETURN count(n) AS value"
LINE_KEYS: Final = f"{LINES} UNWIND $places AS place RETURN keys[place] AS value"
PROJECT_KEYS: Final = (
    "MATCH (n:Project)<-[:CITED_BY_PROJECT]-() WITH DISTINCT n.key AS value RETURN value ORDER BY value"
)
DEPARTMENTS: Final = "MATCH (n:Department) RETURN n.name AS value ORDER BY value"
REGIONS: Final = "MATCH (n:Region) WHERE (n)<-[:IN_REGION]-(:Department) RETURN n.key AS value ORDER BY value"
YEARS: Final = "MATCH (n:Project) RETURN DISTINCT n.year AS value ORDER BY value"
CODED: Final = (
    "MATCH (n:BudgetLine) WHERE n.code IS NOT NULL "
    "WITH DISTINCT [n.year, n.table, left(n.code, 3)] AS value RETURN value ORDER BY value"
)
RARE_NAMES: Final = (
    "MATCH (n:Project) WITH n.name AS value, count(*) AS times WHERE times <= 10 RETURN value ORDER BY value"
)
"""Names that one page of hits holds in full: of a longer list the two services would show different beginnings."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of one data set."""

    lines: Sequence[str]
    """Keys of budget lines, each at its place in `places`."""
    places: Sequence[int]
    projects: Sequence[str]
    departments: Sequence[str]
    regions: Sequence[str]
    years: Sequence[int]
    coded: Sequence[tuple[int, str, str]]
    """Year, table and class of lines that there are: the sum of none is null with us, and 0 with the peer."""
    names: Sequence[str]

    @classmethod
    def drawn(cls, driver: Driver) -> "Sample":
        """The values of the data that the server holds."""
        chance = Random(0)
        (count,) = _values(driver, LINE_COUNT)
        places = [chance.randrange(count // 10, count) for _ in range(SIZE)]

        def some(statement: str) -> list[Any]:
            return chance.choices(_values(driver, statement), k=SIZE)

        return cls(
            lines=_values(driver, LINE_KEYS, places=places),
            places=places,
            projects=some(PROJECT_KEYS),
            departments=some(DEPARTMENTS),
            regions=some(REGIONS),
            years=some(YEARS),
            coded=some(CODED),
            names=some(RARE_NAMES),
        )


def line_id(key: str) -> str:
    """The GraphQL id of a budget line."""
    return node_id("BudgetLine", key)


def line_cursor(key: str) -> str:
    """Our cursor at a budget line, without filter and order."""
    return encode_cursor(fingerprint("Query.budgetLines", EVERYTHING, ()), (key,))


def _values(driver: Driver, statement: Any, **parameters: object) -> list[Any]:
    return [record["value"] for record in driver.execute_query(statement, parameters).records]
