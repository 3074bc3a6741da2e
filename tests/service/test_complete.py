"""What is answered directly is byte for byte what graphql-core completes from the same values."""

import ast
import asyncio
import copy
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
from graphql import GraphQLError, parse, validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.assembly import assemble
from graph.cursor import encode_cursor, fingerprint
from graph.disclosures import DisclosureFacts
from graph.identity import node_id
from graph.plan import EVERYTHING, AboutDataset, Plan
from graph.store import Reader, Value
from graph.store.memory import MemoryReader
from graph.store.records import Snapshot
from graph.terms import Stage
from service import answer
from service.compile import HIDDEN, CompiledOperation
from service.complete import complete
from service.documents import graphql_schema
from service.execution import Operation, execute
from service.explain import plans_of
from service.http.endpoint import encode
from service.schema import build_schema
from tests.conftest import NEO4J
from tests.factories import citation, disclosure, line_item, project, unit
from tests.service.operations import operations

ROOT: Final = Path(__file__).resolve().parents[2]
SCHEMA: Final = build_schema()

ANALYSES: Final = {
    "spendingLineage": 4,
    "compare": 8,
    "entity": 1,
    "classification": 1,
    "lines": 2,
    "timeline": 8,
    "fundingPaths": 40,
    **dict.fromkeys(("previousYears", "nextYears", "predecessors", "successors"), 8),
}
"""How many calls of the store the analyses make at most, by the fields that make them."""

FACTS: Final = [
    disclosure(
        unit("上海市普陀区中小企业服务中心"),
        line_item("201", 1500, label="一般公共服务支出", row=0),
        line_item("20106", 1500, label="财政事务", row=1),
        line_item("2010601", 1000, row=2),
        line_item(None, 1500, label="合计", row=3),
        project("财政信息化", citation("某办法", "普财〔2020〕3号"), citation("某规划"), amount=1_234_567),
        project("贸易专项", citation("某办法", article="第一条"), amount=2921),
        project("无金额项目", amount=None),
        sha256="1" * 64,
    ),
    disclosure(
        line_item("2010601", 800),
        project("税务信息化", citation("某规划"), citation("某办法"), year=2024),
        sha256="2" * 64,
        year=2024,
        organisation="上海市财政局",
    ),
]
PAGED: Final = ("projects", "budgetLines", "legalBases")
POOLS: Final[Mapping[str, Sequence[str | int]]] = {
    "ID": [
        node_id("Region", "310107"),
        node_id("Department", "310107/department/商务委员会"),
        node_id("Project", "310107/department/商务委员会|2025|财政信息化"),
        node_id("Disclosure", "1" * 64),
        node_id("Unit", "unknown"),
        "forged",
    ],
    "regions": [*(node_id("Region", key) for key in ("310107", "310000", "nowhere")), "forged"],
    "years": [2024, 2025, 2026],
    "minProjects": [1, 2, 3, 0],
    "name": ["上海市普陀区商务委员会", "上海市财政局", "无此单位"],
    "query": ["财政", "商务", "某办法", "无此词语", "一"],
    "title": ["某办法"],
    "documentNumber": ["普财[2020]3号"],
    "code": ["2010601", "201"],
    "after": [*(encode_cursor(fingerprint(f"Query.{name}", EVERYTHING, ()), ("3",)) for name in PAGED), "forged"],
    "before": [encode_cursor(fingerprint(f"Query.{name}", EVERYTHING, ()), ("5",)) for name in PAGED],
}


class CountedReader:
    """Counts how often a reader is asked, but for the version of its data: before and after what takes several calls."""

    def __init__(self, reader: Reader) -> None:
        self.calls = 0
        self._reader = reader

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """The reader's answer."""
        self.calls += not all(isinstance(plan.root, AboutDataset) for plan in plans)
        return await self._reader.answer(plans)

    def snapshot(self) -> "CountedReader":
        """Itself."""
        return self

    async def close(self) -> None:
        """Nothing is held."""


class PreparedReader:
    """Gives the same values in every answer, whatever they are."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = values

    async def answer(self, _: Sequence[Plan]) -> Sequence[Value]:
        """A copy, for it may be changed."""
        return copy.deepcopy(self._values)

    def snapshot(self) -> "PreparedReader":
        """Itself."""
        return self

    async def close(self) -> None:
        """Nothing is held."""


@cache
def embedded() -> Reader:
    """The embedded store with the facts: what every store must answer."""
    return MemoryReader(Snapshot(assemble(FACTS)))


@pytest.fixture(scope="module", params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest) -> CountedReader:
    """A store that holds the facts."""
    if request.param == "memory":
        return CountedReader(embedded())
    filled: Callable[[list[DisclosureFacts]], Reader] = request.getfixturevalue("neo4j_store").reader_of
    return CountedReader(filled(FACTS))


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Errors by the thousand are part of these tests."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def response(reader: Reader, operation: Operation) -> bytes:
    """The JSON that a client gets."""
    return encode(asyncio.run(execute(SCHEMA, reader, operation, "request")))


def by_graphql_core(reader: Reader, operation: Operation) -> bytes:
    """The JSON that a client would get if nothing was ever answered directly."""
    with patch.object(answer, "complete", lambda *_: False):
        return response(reader, operation)


def is_answered_directly(reader: Reader, operation: Operation) -> bool:
    """Whether graphql-core has nothing left to do."""
    outcomes: list[bool] = []

    def seen(compiled: CompiledOperation, values: dict[str, Value]) -> bool:
        outcomes.append(complete(compiled, values))
        return outcomes[-1]

    with patch.object(answer, "complete", seen):
        response(reader, operation)
    return outcomes == [True]


def documents() -> list[Any]:
    """Every document that stands in the documentation or in a test of the service, and that the schema understands."""
    texts = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs" / "queries").glob("*.graphql"))}
    readme = (ROOT / "README.md").read_text("utf-8")
    texts |= {f"README {n}": text for n, text in enumerate(re.findall(r"```graphql\n(.*?)```", readme, re.DOTALL))}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value:
                texts[f"{path.name} {node.lineno}"] = node.value
    return [pytest.param(text, id=name) for name, text in texts.items() if is_understood(text)]


def is_understood(text: str) -> bool:
    """Whether a text is a document that the schema understands."""
    try:
        return not validate(graphql_schema(SCHEMA), parse(text))
    except GraphQLError:
        return False


@pytest.mark.parametrize("document", documents())
def test_the_operations_of_documentation_and_tests_are_answered_alike(reader: CountedReader, document: str) -> None:
    """As by the embedded store, too. Those that need variables are refused alike."""
    operation = Operation(document)
    assert response(reader, operation) == by_graphql_core(reader, operation) == response(embedded(), operation)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(operations(graphql_schema(SCHEMA), POOLS))
def test_any_operation_is_answered_alike_by_one_call_of_the_store(reader: CountedReader, operation: Operation) -> None:
    """Aliases, merged fields, fragments, directives, variables, defaults, nulls, errors; and as by the embedded store.

    An analysis asks for what it computes with, and for the nodes that it leads to; all else is one call.
    """
    reader.calls = 0
    directly = response(reader, operation)
    assert reader.calls <= 1 + sum(most * operation.query.count(field) for field, most in ANALYSES.items())
    assert directly == by_graphql_core(reader, operation) == response(embedded(), operation)


EVERY_LEAF: Final = """{
  nodes(ids: IDS) { id ... on Project { hasSpecificBasis startDate sources { bbox { x0 } } } ... on Unit { kind } }
  projects {
    edges { cursor node { __typename amount } }
    pageInfo { hasNextPage }
    groups(by: [YEAR, ORGANISATION]) { keys { key entity { id } } }
  }
  search(query: "财政") { score hit { __typename ... on Project { name } } }
  sharedCitations { years totalAmount missing projects { similarByLegalBasis { score sharedBases { title } } } }
}""".replace("IDS", json.dumps(POOLS["ID"][:5]))


def test_an_ordinary_operation_is_answered_directly(reader: CountedReader) -> None:
    """Scalars of every type, lists with nulls in them, interfaces and unions: none is left to graphql-core."""
    assert is_answered_directly(reader, Operation(EVERY_LEAF))


@pytest.mark.parametrize(
    "document",
    ["{ __typename regions { id } }", '{ __type(name: "Region") { name } }', "{ units(first: -1) { totalCount } }"],
)
def test_what_a_plan_does_not_say_is_left_to_graphql_core(reader: CountedReader, document: str) -> None:
    """Introspection, and every error."""
    assert not is_answered_directly(reader, Operation(document))


DEEP: Final = """{
  regions { name level parent { code } organisations { nodes { __typename name kind aliases disclosures { title } } } }
  budgetLines { nodes { amount year stage classification { level } sources { page text bbox { x0 } } } aggregate { amount { sum } } }
  legalBases { nodes { citations { nodes { relation project { amount hasSpecificBasis startDate unit { id } } } } } }
}"""
BROKEN: Final[tuple[Any, ...]] = (
    None, 1, 1.5, -1.0, 2**31, 2**70, True, "x", "1E+2", "2026-02-30", "20260131", float("nan"), [], {}, [None], (),
    {"id": "x"}, Decimal(1), Stage.BUDGET, "BUDGET", "Region", "Nothing", "\ud800", ValueError("broken"), object,
)  # fmt: skip
"""What may stand where something else is promised."""


NODE: Final = '{ nodes(ids: ["UmVnaW9uOjE"]) { id } }'
PLACES: Final[dict[str, tuple[str, Callable[[Value], Value]]]] = {
    "ID": ("{ regions { id } }", lambda value: [{"id": value}]),
    "String": ("{ regions { name } }", lambda value: [{"name": value}]),
    "enum": ("{ regions { level } }", lambda value: [{"level": value}]),
    "Int": ("{ dataset { nodes } }", lambda value: {"nodes": value}),
    "Float": ('{ search(query: "财政") { score } }', lambda value: [{"score": value}]),
    "Boolean": ("{ projects { pageInfo { hasNextPage } } }", lambda value: {"pageInfo": {"hasNextPage": value}}),
    "Decimal": ("{ projects { nodes { amount } } }", lambda value: {"nodes": [{"amount": value}]}),
    "Date": ("{ projects { nodes { startDate } } }", lambda value: {"nodes": [{"startDate": value}]}),
    "__typename": ("{ regions { __typename } }", lambda value: [{"__typename": value}]),
    "type of a node": (NODE, lambda value: [{HIDDEN: value, "id": "x"}, {HIDDEN: "Region", "id": "y"}]),
    "node": (NODE, lambda value: [value, {HIDDEN: "Region", "id": "y"}]),
    "object": ("{ dataset { nodes } }", lambda value: value),
    "list": ("{ regions { id } }", lambda value: value),
}
"""Where a value may stand: an operation, and its only answer around the value."""


@pytest.mark.parametrize(("document", "around"), PLACES.values(), ids=PLACES)
def test_a_value_of_another_kind_is_answered_alike(document: str, around: Callable[[Value], Value]) -> None:
    """Whatever stands in a place, what is written there is what graphql-core writes."""
    readers = [PreparedReader([around(value)]) for value in BROKEN]
    expected = [by_graphql_core(reader, Operation(document)) for reader in readers]
    assert [response(reader, Operation(document)) for reader in readers] == expected


@cache
def sound_answer(document: str) -> list[Value]:
    """What a sound store answers to the plans of a document."""
    plans = [plan for plan in plans_of(SCHEMA, document, {}).values() if isinstance(plan, Plan)]
    return [*asyncio.run(embedded().answer(plans))]


@st.composite
def broken_answers(draw: st.DrawFn, document: str) -> list[Value]:
    """The answer to a document, with something in it that no store should give."""
    values = copy.deepcopy(sound_answer(document))
    place: Any = values
    at: Any = draw(st.integers(0, len(values) - 1))
    while isinstance(place[at], dict | list) and place[at] and draw(st.integers(1, 4)) > 1:
        place = place[at]
        at = draw(st.sampled_from([*place] if isinstance(place, dict) else range(len(place))))
    change = draw(st.sampled_from(["replace", "replace", "remove", "rename", "reorder"]))
    before = place[at]
    if isinstance(place, dict) and change != "replace":
        del place[at]
    if change == "rename" and isinstance(place, dict):
        place["other"] = before
    elif change == "reorder":
        place[at] = before
    elif change == "replace" or isinstance(place, list):
        place[at] = draw(st.sampled_from(BROKEN))
    return values


@pytest.mark.parametrize("document", [DEEP, EVERY_LEAF], ids=["deep", "every leaf"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_store_that_breaks_its_promises_is_answered_alike(document: str, data: st.DataObject) -> None:
    """Nulls, values of other types, exceptions, keys that are missing, foreign or out of order: graphql-core decides."""
    reader = PreparedReader(data.draw(broken_answers(document)))
    assert response(reader, Operation(document)) == by_graphql_core(reader, Operation(document))
