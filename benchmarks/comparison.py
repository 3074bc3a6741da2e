"""How long Neo4j takes to compare regions over ten thousand departments: a line in docs/performance.md.

    python -m benchmarks.comparison [--departments 10000]

Every department of a synthetic country publishes the budget of one year, all regions stand side by side by the classes of
the table of expenditure by function, and the embedded store must answer the same.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

import click
import msgspec

from benchmarks.api.data import filled_server
from benchmarks.page import write_table
from benchmarks.synthetic.country import Edition, departments
from benchmarks.synthetic.documents import print_document
from graph.analysis import AnalysingReader
from graph.disclosures import DisclosureFacts
from graph.facts import LineItem, OrganisationMention
from graph.facts_folder import FactsFolder
from graph.plan import Comparison, Field, Plan, Selection
from graph.reference import regions
from graph.store import Reader, Value
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.connection import Address, Limits
from graph.terms import (
    BudgetTable,
    ComparisonDimension,
    DisclosureKind,
    Measure,
    MoneyUnit,
    Normalisation,
    Stage,
)
from neo4j_server import Memory

YEAR: Final = 2025
TABLE: Final = BudgetTable.EXPENDITURE_BY_FUNCTION
REQUESTS: Final = 20
BAR: Final = 1.0
"""Seconds."""

_CELL: Final = (
    Field("column", "column"),
    Field("amount", "amount", unit=MoneyUnit.YUAN),
    Field("share", "share"),
)
_ROW: Final = (Field("label", "label"), Field("cells", "cells", selection=Selection({"ComparisonCell": _CELL})))
_COLUMN: Final = (Field("key", "key"), Field("label", "label"))
ASKED: Final = Field(
    "compare",
    "compare",
    selection=Selection(
        {
            "Comparison": (
                Field("columns", "columns", selection=Selection({"ComparisonColumn": _COLUMN})),
                Field("rows", "rows", selection=Selection({"ComparisonRow": _ROW})),
                Field("warnings", "warnings"),
            )
        }
    ),
)
PLAN: Final = Plan(
    Comparison(
        ComparisonDimension.REGION, None, tuple(sorted(regions())), (YEAR,), Stage.BUDGET, TABLE, Measure.TOTAL, None, None, 1,
        Normalisation.NONE,
    ),
    ASKED,
)  # fmt: skip


def budgets(number: int) -> Iterator[DisclosureFacts]:
    """The budgets of the first departments of the country: their units, and the column that is compared."""
    for ordinal, department in enumerate(islice(departments(0), number)):
        edition = Edition(DisclosureKind.DEPARTMENT_BUDGET, YEAR)
        document = print_document(replace(department, years=range(YEAR, YEAR + 1)), edition, ordinal)
        kept = (
            fact
            for fact in document.facts
            if isinstance(fact, OrganisationMention) or (isinstance(fact, LineItem) and is_compared(fact))
        )
        yield msgspec.structs.replace(document, facts=tuple(kept))


def is_compared(line: LineItem) -> bool:
    """Whether an amount stands in the table and column that are compared."""
    return line.table is TABLE and line.measure is Measure.TOTAL


@click.command()
@click.option(
    "--departments", "number", default=10_000, show_default=True, help="How many departments publish a budget."
)
def main(number: int) -> None:
    """Measure a comparison of all regions over many departments."""
    with tempfile.TemporaryDirectory() as folder:
        facts = FactsFolder(Path(folder))
        for document in budgets(number):
            facts.write(document)
        click.echo(f"{number:,} budgets are written")
        with filled_server(Path(folder), Memory(heap="2g", page_cache="2g")) as server:
            answer, seconds = asyncio.run(_measured(Neo4jReader.at(Address.parse(server.store), Limits())))
    [expected] = asyncio.run(AnalysingReader(MemoryReader.of(budgets(number))).answer([PLAN]))
    middle, slow = median(seconds), median(seconds) > BAR
    measured = (
        f"{number:,}",
        _count(answer, "columns"),
        _count(answer, "rows"),
        f"{middle:.2f}",
        f"{max(seconds):.2f}",
    )
    lines = [
        "| departments | regions | codes | seconds, p50 | slowest |",
        "|--:|--:|--:|--:|--:|",
        f"| {' | '.join(map(str, measured))} |",
    ]
    click.echo("\n".join(lines))
    write_table("comparison", lines)
    click.echo(
        "the answers differ" if answer != expected else f"over {BAR} s" if slow else f"within {BAR} s, equal answers"
    )
    sys.exit(1 if slow or answer != expected else 0)


def _count(answer: Value, member: str) -> int:
    assert isinstance(answer, dict)
    return len(answer[member])


async def _measured(reader: Reader) -> tuple[Value, list[float]]:
    """The answer, and how long it took each time once the server had read its files."""
    analysing, seconds = AnalysingReader(reader), list[float]()
    for _ in range(REQUESTS + 5):
        start = time.perf_counter()
        (answer,) = await analysing.answer([PLAN])
        seconds.append(time.perf_counter() - start)
    return answer, seconds[5:]


if __name__ == "__main__":
    main()
