"""What is fuzzed: any bytes, as a cursor, a position, a filter and a document number. A target fails where the service would."""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from graphql import is_input_object_type

from benchmarks.synthetic import synthetic_facts
from graph.cursor import VERSION, fingerprint
from graph.plan import EVERYTHING, Order
from graph.store.memory import MemoryReader
from service.documents import graphql_schema
from service.execution import Operation, execute
from service.http.endpoint import encode
from service.limits import EXTENSIONS
from service.masking import ErrorCode
from service.schema import build_schema

Target: TypeAlias = Callable[[bytes], None]

NODES: Final = 600
AFTER_AND_BEFORE: Final = """
query($text: String, $id: ID!) {
  after: projects(after: $text, first: 2) { nodes { name } }
  before: projects(before: $text, first: 2) { nodes { name } }
  node(id: $id) { id }
}"""
AT_A_POSITION: Final = """
query($after: String, $order: [ProjectOrder!]) {
  projects(after: $after, orderBy: $order, first: 2) { nodes { name } pageInfo { endCursor } }
}"""
FILTERED: Final = {
    "ProjectFilter": "query($where: ProjectFilter) { projects(filter: $where, first: 1) { nodes { name } totalCount } }",
    "BudgetLineFilter": "query($where: BudgetLineFilter) { budgetLines(filter: $where, first: 1) { nodes { code } totalCount } }",
    "LegalBasisFilter": "query($where: LegalBasisFilter) { legalBases(filter: $where, first: 1) { nodes { title } totalCount } }",
}
ORDERS: Final[Sequence[tuple[tuple[Order, ...], list[dict[str, str]]]]] = (
    ((), []),
    ((Order("name", descending=False),), [{"field": "NAME"}]),
    ((Order("amount", descending=True),), [{"field": "AMOUNT", "direction": "DESC"}]),
)
NUMBERED: Final = "query($text: String) { legalBasis(documentNumber: $text, title: $text) { id } }"


def cursor(data: bytes) -> None:
    """A text in the place of a cursor, and of an id."""
    text = data.decode(errors="replace")
    _ask(AFTER_AND_BEFORE, {"text": text, "id": text})


def position(data: bytes) -> None:
    """A forged cursor with the right mark: only its values, as they stand in JSON, are fuzzed."""
    for order, asked in ORDERS:
        payload = f'[{VERSION},"{fingerprint("Query.projects", EVERYTHING, order)}",'.encode() + data + b"]"
        forged = base64.urlsafe_b64encode(payload).decode().rstrip("=")
        _ask(AT_A_POSITION, {"after": forged, "order": asked})


def condition(data: bytes) -> None:
    """A filter of any kind, as JSON."""
    where = _json(data)
    for document in FILTERED.values():
        _ask(document, {"where": where})


def number(data: bytes) -> None:
    """A document number, and a title."""
    _ask(NUMBERED, {"text": data.decode(errors="replace")})


TARGETS: Final[Mapping[str, Target]] = {
    "cursor": cursor,
    "position": position,
    "condition": condition,
    "number": number,
}


def words() -> list[str]:
    """The names of all that an input can hold, which a fuzzer would take hours to come upon."""
    kinds = filter(is_input_object_type, graphql_schema(build_schema()).type_map.values())
    return sorted({name for kind in kinds for name in kind.fields})


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


@cache
def _service() -> Callable[[Operation], dict[str, Any]]:
    schema, reader = build_schema(EXTENSIONS), MemoryReader.of(list(synthetic_facts(NODES)))
    loop = asyncio.new_event_loop()
    return lambda operation: loop.run_until_complete(execute(schema, reader, operation, "fuzz"))


def _ask(document: str, variables: dict[str, Any]) -> None:
    response = _service()(Operation(document, variables))
    encode(response)
    assert all(error["extensions"]["code"] != ErrorCode.INTERNAL for error in response.get("errors", ())), response
