"""Lineages of facts as tests ask for them, and what must hold in each."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from graph.analysis import AnalysingReader
from graph.analysis.lineage.flows import flows_of
from graph.analysis.lineage.reading import read_bodies
from graph.analysis.lineage.spending import spending_of
from graph.plan import Field, Lineage, Plan, Selection
from graph.store import Reader
from graph.terms import LineageLevel, MoneyUnit, Stage

SOURCE: Final = Selection({"Source": (Field("text", "text"), Field("page", "page"))})
NODE: Final = Selection(
    {
        "LineageNode": (
            *(Field(name, name) for name in ("key", "level", "label", "undisclosed")),
            Field("amount", "amount", unit=MoneyUnit.YUAN),
        )
    }
)
LINK: Final = Selection(
    {
        "LineageLink": (
            Field("source", "source"),
            Field("target", "target"),
            Field("amount", "amount", unit=MoneyUnit.YUAN),
            Field("sources", "sources", selection=SOURCE),
        )
    }
)
GRAPH: Final = Selection(
    {
        "LineageGraph": (
            Field("nodes", "nodes", selection=NODE),
            Field("links", "links", selection=LINK),
            Field("warnings", "warnings"),
            *(Field(name, name, unit=MoneyUnit.YUAN) for name in ("total", "traced", "undisclosed")),
        )
    }
)


def lineage(
    reader: Reader,
    levels: Sequence[LineageLevel],
    body: tuple[str, str] | None = None,
    *,
    region: str | None = None,
    year: int = 2025,
    stage: Stage = Stage.BUDGET,
) -> dict[str, Any]:
    """The answer of a store, with all its members."""
    plan = Plan(Lineage(body, region, year, stage, tuple(levels)), Field("lineage", "lineage", selection=GRAPH))
    (answer,) = asyncio.run(AnalysingReader(reader).answer([plan]))
    assert isinstance(answer, dict)
    return answer


def every_flow(
    reader: Reader, year: int, stage: Stage, combined: Iterable[Sequence[LineageLevel]]
) -> Iterator[tuple[Sequence[LineageLevel], dict[str, Any]]]:
    """The answers for all bodies of a year at many combinations of levels, read from the store once."""
    bodies = asyncio.run(read_bodies(Lineage(None, None, year, stage, tuple(LineageLevel)), reader, SOURCE))
    portions = [portion for body in bodies for portion in spending_of(body).portions]
    for levels in combined:
        found = flows_of(portions, levels)
        nodes = [{"key": one.key, "level": one.level.value, "amount": one.fen} for one in found.nodes]
        links = [
            {"source": one.source, "target": one.target, "amount": one.fen, "sources": one.printed}
            for one in found.links
        ]
        sums = {"total": found.total, "traced": found.traced, "undisclosed": found.undisclosed}
        yield levels, {"nodes": nodes, "links": links, **sums}


def flows(answer: dict[str, Any]) -> dict[tuple[str, str], Decimal]:
    """The amounts of the links by the labels of their ends."""
    labels = {node["key"]: node["label"] for node in answer["nodes"]}
    return {(labels[link["source"]], labels[link["target"]]): Decimal(link["amount"]) for link in answer["links"]}


def amounts(answer: dict[str, Any], level: LineageLevel) -> dict[str, Decimal]:
    """The amounts of the nodes of a level by their labels."""
    return {node["label"]: Decimal(node["amount"]) for node in answer["nodes"] if node["level"] == level.value}


def assert_conserves(answer: dict[str, Any], levels: Sequence[LineageLevel]) -> None:
    """Each level adds up to the total, inflow is outflow at each node but the ends, and nothing is without its place."""
    total = Decimal(answer["total"])
    assert Decimal(answer["traced"]) + Decimal(answer["undisclosed"]) == total
    if not total:
        return
    for level in levels:
        assert sum(Decimal(node["amount"]) for node in answer["nodes"] if node["level"] == level.value) == total
    come, gone = _sums(answer["links"], "target"), _sums(answer["links"], "source")
    for node in answer["nodes"]:
        amount = Decimal(node["amount"])
        assert amount > 0
        assert node["level"] == levels[0].value or come[node["key"]] == amount
        assert node["level"] == levels[-1].value or gone[node["key"]] == amount
    assert all(link["sources"] for link in answer["links"])


def _sums(links: Iterable[dict[str, Any]], end: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for link in links:
        sums[link[end]] += Decimal(link["amount"])  # type: ignore[assignment]  # a Counter of exact decimals
    return sums
