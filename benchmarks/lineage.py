"""How long the lineage of one department takes as the graph around it grows, on both stores: a table in docs/performance.md.

    python -m benchmarks.lineage [--sizes 10000,100000,1000000]

A smaller synthetic country is a prefix of a larger one, so the same department of the same year is asked for at every size,
and must be answered the same. All stores run at the same time and are asked in turns, so that whatever else the machine
does slows all of them.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

import click

from benchmarks.api.data import filled_server, write_facts
from benchmarks.page import write_table
from benchmarks.synthetic import synthetic_facts
from graph.analysis import AnalysingReader
from graph.identity import parse_node_id
from graph.plan import Compare, Field, First, Lineage, Operator, Plan, Related, Selection
from graph.store import Reader, Value
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.connection import Address, Limits
from graph.terms import LineageLevel, MoneyUnit, Stage
from neo4j_server import Memory

REQUESTS: Final = 60
"""Of each store and size."""
FLAT: Final = 1.2
"""How many times the time at the smallest size the time at the largest may be."""

LEVELS: Final = (
    LineageLevel.FUNDING_SOURCE,
    LineageLevel.DEPARTMENT,
    LineageLevel.UNIT,
    LineageLevel.FUNCTION_CLASS,
    LineageLevel.EXPENDITURE_KIND,
    LineageLevel.PROJECT,
)
_SOURCES: Final = Selection({"Source": (Field("page", "page"), Field("text", "text"))})
_LINK: Final = (
    *(Field(name, name) for name in ("source", "target")),
    Field("amount", "amount", unit=MoneyUnit.YUAN),
    Field("sources", "sources", selection=_SOURCES),
)
ASKED: Final = Selection(
    {
        "LineageGraph": (
            *(Field(name, name, unit=MoneyUnit.YUAN) for name in ("total", "traced", "undisclosed")),
            Field("links", "links", selection=Selection({"LineageLink": _LINK})),
        )
    }
)


@dataclass(slots=True)
class Asked:
    """A store of one size, and how long its answers took."""

    name: str
    size: int
    reader: Reader
    seconds: list[float] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)

    @property
    def p50(self) -> float:
        """In milliseconds."""
        return median(self.seconds) * 1000

    async def ask(self, plan: Plan) -> Value:
        """Asks once and takes the time."""
        start = time.perf_counter()
        (answer,) = await AnalysingReader(self.reader).answer([plan])
        self.seconds.append(time.perf_counter() - start)
        self.answers.add(repr(answer))
        return answer


@click.command()
@click.option("--sizes", default="10000,100000,1000000", show_default=True, help="Numbers of nodes, smallest first.")
def main(sizes: str) -> None:
    """Measure the lineage of one department at growing sizes of the graph."""
    numbers = [int(size) for size in sizes.split(",")]
    stores = asyncio.run(_measured(numbers))
    lines = list(table(stores, numbers))
    click.echo("\n".join(lines))
    write_table("lineage", lines)
    grown = [name for name, ratio in _ratios(stores, numbers).items() if ratio > FLAT]
    differing = len({answer for store in stores for answer in store.answers}) > 1
    click.echo(
        "the answers differ" if differing else f"grows: {', '.join(grown)}" if grown else "flat, with equal answers"
    )
    sys.exit(1 if grown or differing else 0)


def table(stores: Sequence[Asked], sizes: Sequence[int]) -> Iterator[str]:
    """The p50 in milliseconds of each store at each size."""
    yield f"| spendingLineage of one department, p50 in ms | {' | '.join(f'{size:,}' for size in sizes)} | growth |"
    yield f"|---|{'--:|' * len(sizes)}--:|"
    ratios = _ratios(stores, sizes)
    for name, ratio in ratios.items():
        cells = " | ".join(f"{store.p50:.1f}" for store in stores if store.name == name)
        yield f"| {name} | {cells} | {ratio:.2f}× |"


def _ratios(stores: Sequence[Asked], sizes: Sequence[int]) -> Mapping[str, float]:
    p50 = {(store.name, store.size): store.p50 for store in stores}
    return {name: p50[name, sizes[-1]] / p50[name, sizes[0]] for name in dict.fromkeys(store.name for store in stores)}


async def _measured(sizes: Sequence[int]) -> list[Asked]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        async with AsyncExitStack() as readers:
            stores = [store for size in sizes async for store in _stores(stack, readers, size, folder / str(size))]
            plan = await _plan(stores[0].reader)
            for round_ in range(REQUESTS + 5):
                for store in stores:
                    await store.ask(plan)
                if round_ == 4:  # the first answers compile what all others use
                    for store in stores:
                        store.seconds.clear()
            return sorted(stores, key=lambda store: (store.name, store.size))


async def _stores(stack: ExitStack, readers: AsyncExitStack, size: int, folder: Path) -> AsyncIterator[Asked]:
    click.echo(f"filling {size:,} nodes")
    facts = write_facts(folder, size)
    yield Asked("memory", size, MemoryReader.of(synthetic_facts(size)))
    server = stack.enter_context(filled_server(facts, Memory(heap="2g", page_cache=f"{128 + size // 400}m")))
    reader = Neo4jReader.at(Address.parse(server.store), Limits())
    readers.push_async_callback(reader.close)
    yield Asked("Neo4j", size, reader)


async def _plan(reader: Reader) -> Plan:
    """The lineage of the first department by key that has a budget."""
    budget = Related("disclosures", Compare("kind", Operator.EQUAL, "DEPARTMENT_BUDGET"))
    documents = Field(
        "disclosures",
        "disclosures",
        selection=Selection({"Disclosure": (Field("year", "year"), Field("kind", "kind"))}),
    )
    found = First(("Department",), budget)
    selection = Selection({"Department": (Field("id", "id"), documents)})
    (department,) = await reader.answer([Plan(found, Field("department", "department", selection=selection))])
    assert isinstance(department, dict)
    year = min(one["year"] for one in department["disclosures"] if one["kind"] == "DEPARTMENT_BUDGET")
    root = Lineage(parse_node_id(department["id"]), None, year, Stage.BUDGET, LEVELS)
    return Plan(root, Field("lineage", "lineage", selection=ASKED))


if __name__ == "__main__":
    main()
