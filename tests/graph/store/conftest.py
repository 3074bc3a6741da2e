"""The stores that the contract suite runs on: each must give equal answers."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.plan import EVERYTHING, Every, Field, Order, Page, Plan, Predicate, Selection, Window
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.records import Snapshot
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project, unit

Ask = Callable[[Plan], Any]
ReaderOf = Callable[[list[DisclosureFacts]], Reader]


@pytest.fixture(scope="module", params=["memory", NEO4J])
def reader_of(request: pytest.FixtureRequest) -> ReaderOf:
    """A store, as a function from facts to a reader of their graph; the next call may replace it."""
    if request.param == "memory":
        return lambda facts: MemoryReader(Snapshot(assemble(facts)))
    filled: ReaderOf = request.getfixturevalue("neo4j_store").reader_of
    return filled


@pytest.fixture(scope="module")
def ask(reader_of: ReaderOf) -> Ask:
    """A store with a small graph, as a function from a plan to its answer."""
    facts = [
        disclosure(
            unit("上海市普陀区中小企业服务中心"),
            line_item("201", 1500, label="一般公共服务支出", row=0),
            line_item("20113", 1500, label="商贸事务", row=1),
            line_item("2011301", 1000, row=2),
            line_item("2011350", 500, label="事业运行", row=3),
            line_item(None, 1500, label="合计", row=4),
            project("科技创新专项", citation("某办法", "普商〔2023〕1号"), amount=1720),
            project("贸易专项", citation("某办法", article="第一条"), amount=2921),
            project("无金额项目", amount=None),
            sha256="1" * 64,
            file_name="commission.pdf",
        ),
        disclosure(
            line_item("2011301", 800), sha256="2" * 64, year=2024, organisation="上海市财政局", file_name="bureau.pdf"
        ),
    ]
    reader = reader_of(facts)
    return lambda plan: asyncio.run(reader.answer([plan]))[0]


def connection(
    kind: str,
    *fields: Field,
    where: Predicate = EVERYTHING,
    order: tuple[Order, ...] = (),
    page: Page | None = None,
) -> Plan:
    """A plan for a root connection with these members."""
    window = Window(where, order, page or Page(25), "mark")
    return Plan(Every((kind,)), Field("all", "all", Selection({"Connection": fields}), window=window))


def nodes(kind: str, *fields: Field) -> Field:
    """The nodes of a connection."""
    return Field("nodes", "nodes", Selection({kind: fields}))
