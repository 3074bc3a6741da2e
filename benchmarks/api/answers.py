"""Whether two services give equal answers: the same nodes, fields and order, once their forms are set aside.

The peer wraps a connection's nodes into edges and knows no single relationship, only lists; it gives money as the fen that
the database holds, and sources as the JSON text.
"""

import json
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import orjson

from benchmarks.api.load import body, post
from benchmarks.api.operations import Operation, Variables
from benchmarks.api.services import BenchmarkError

MONEY: Final = frozenset({"amount", "sum", "min", "max"})
SINGLE: Final = frozenset({"project", "line", "organisation", "department", "legalBasis"})
"""Members that are one node or null with us, and a list of one or none with the peer."""
CURSORS: Final = frozenset({"endCursor"})
SOURCE: Final = ("page", "text")


def check(operation: Operation, ours: Sequence[Any], others: Sequence[Any], *, fen: bool) -> None:
    """Holds the answers to the same requests against each other; `fen` says that the others give fen for yuan.

    Raises:
        BenchmarkError: they differ.
    """
    for number, answers in enumerate(zip(ours, others, strict=True)):
        own, other = (
            _compared(operation, answer, fen=is_fen) for answer, is_fen in zip(answers, (False, fen), strict=True)
        )
        if own != other:
            raise BenchmarkError(
                f"The answers to request {number} of {operation.name} differ:\n{_text(own)}\n{_text(other)}"
            )


def ask(url: str, document: str, variables: Sequence[Variables]) -> tuple[list[Any], float]:
    """The data answered to each request, and how many seconds one takes with nothing beside it."""
    start = time.perf_counter()
    answers = [orjson.loads(post(url, body(document, values)))["data"] for values in variables]
    return answers, (time.perf_counter() - start) / len(variables)


def _compared(operation: Operation, answer: Any, *, fen: bool) -> Any:
    form = plain(answer, fen=fen)
    return _nodes(form) if operation.is_unordered else form


def plain(value: Any, *, fen: bool = False, name: str = "") -> Any:
    """An answer in the one form that is compared."""
    if name == "sources" and isinstance(value, str):
        return [{part: source[part] for part in SOURCE} for source in orjson.loads(value)]
    if isinstance(value, dict):
        value = _without_wrapping(value)
    if isinstance(value, dict):
        found = {key: plain(part, fen=fen, name=key) for key, part in value.items() if key not in CURSORS}
        return [found] if name in SINGLE else found
    if isinstance(value, list):
        return [plain(part, fen=fen) for part in value]
    if name in MONEY and value is not None:
        return Decimal(value) / 100 if fen else Decimal(value)
    return [] if name in SINGLE and value is None else value


def _without_wrapping(value: dict[str, Any]) -> Any:
    """A connection as the list of its nodes where nothing else is asked of it, and an aggregate without its levels."""
    if "edges" in value:
        value = {**value, "nodes": [edge["node"] for edge in value["edges"]]}
        del value["edges"]
    if isinstance(value.get("count"), dict):
        value = {"count": value["count"]["nodes"], **value["node"]}
    return value["nodes"] if set(value) == {"nodes"} else value


def _nodes(value: Any) -> list[str]:
    """The nodes anywhere in an answer, in an order of their own."""
    if isinstance(value, dict):
        return [_text(value)] if "id" in value else sorted(text for part in value.values() for text in _nodes(part))
    return sorted(text for part in value for text in _nodes(part)) if isinstance(value, list) else []


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)[:2000]
