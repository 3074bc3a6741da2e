"""What an operator sees."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import strawberry
from starlette.applications import Starlette
from starlette.types import Message

from graph.errors import StoreUnavailable
from service.app import create_app
from tests.service.http.conftest import Send, StubReader, ask
from tests.service.http.test_disconnecting import send_nothing


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """What a line of the log says of a request."""
    names = ("method", "operation", "client", "status", "answered", "cost", "codes")
    return {name: getattr(record, name) for name in names}


def test_each_request_is_a_line_of_the_log(send: Send, caplog: pytest.LogCaptureFixture) -> None:
    """With the id that the client was given, and never its variables."""
    caplog.set_level(logging.INFO, "budget_graph.requests")
    body = {"query": "query Small($text: String!) { echo(text: $text) }", "operationName": "Small"}
    response = send("POST", "/graphql", json={**body, "variables": {"text": "secret"}})
    send("POST", "/graphql", json={"query": "{ nothing }"})
    answered, refused = caplog.records
    assert getattr(answered, "request_id", None) == response.headers["X-Request-Id"]
    assert fields(answered) == {
        "method": "POST", "operation": "Small", "client": "anyone", "status": 200, "answered": "store", "cost": 0, "codes": [],
    }  # fmt: skip
    assert (fields(refused)["codes"], fields(refused)["answered"]) == (["GRAPHQL_VALIDATION_FAILED"], "nothing")
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("document", "name", "told"),
    [
        ("query Years { year }", None, "Years"),
        ("\ufeff# The query of years,\n# by year\n , query\n  Years { year }", None, "Years"),
        ("query A { year } query B { year }", "B", "B"),
        ("{ year }", None, None),
        ("{ query: year }", None, None),
        ("# query Years\n{ year }", None, None),
        ("query Years { nothing }", None, "Years"),
        (f"query {'a' * 120} {{ year }}", None, "a" * 100),
    ],
)
def test_an_operation_is_known_by_its_name(
    send: Send, caplog: pytest.LogCaptureFixture, document: str, name: str | None, told: str | None
) -> None:
    """Which few clients send beside a document that has it."""
    caplog.set_level(logging.INFO, "budget_graph.requests")
    asked = {"query": document} | ({"operationName": name} if name else {})
    first = send("GET", "/graphql", params=asked)
    if tag := first.headers.get("ETag"):
        send("GET", "/graphql", params=asked, headers={"If-None-Match": tag})
    assert {fields(record)["operation"] for record in caplog.records} == {told}


@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", "mutation { load }", "query A { year } query B { year }", "{ year }" + " " * 100_000]
)
def test_what_is_refused_is_answered_from_nothing(send: Send, caplog: pytest.LogCaptureFixture, query: str) -> None:
    """The store was never asked."""
    caplog.set_level(logging.INFO, "budget_graph.requests")
    send("POST", "/graphql", json={"query": query})
    assert [fields(record)["answered"] for record in caplog.records] == ["nothing"]


@pytest.mark.parametrize("goes", ["before its body has come", "before its answer"])
def test_a_client_that_is_gone_is_a_line_of_the_log(
    app: Starlette, caplog: pytest.LogCaptureFixture, goes: str
) -> None:
    """With no status: none was sent."""
    caplog.set_level(logging.INFO, "budget_graph.requests")
    body = b'{"query": "{ slow }"}' if goes == "before its answer" else b"{"
    parts: Iterator[Message] = iter([{"type": "http.request", "body": body, "more_body": body == b"{"}])

    async def receive() -> Message:
        return next(parts, {"type": "http.disconnect"})

    async def live() -> None:
        headers = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
        await app(scope, receive, send_nothing)

    asyncio.run(live())
    assert [(fields(record)["status"], fields(record)["answered"]) for record in caplog.records] == [(0, "nothing")]


def test_metrics_count_requests_errors_plans_and_the_store(schema: strawberry.Schema) -> None:
    """As Prometheus reads them, with labels of closed lists."""
    reader = StubReader()
    app = create_app(reader, schema)
    for query in ("query Counted { year }", "query Counted { year }", "{ uncounted }"):
        ask(app, "POST", "/graphql", json={"query": query})
    ask(app, "GET", "/graphql", params={"query": "query Counted { year }"})
    reader.value = StoreUnavailable("The store does not answer.")
    ask(app, "GET", "/readyz")
    response = ask(app, "GET", "/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    lines = response.text.splitlines()
    assert 'budget_graph_requests_total{answered="store",method="POST",status="200"} 2.0' in lines
    assert 'budget_graph_requests_total{answered="nothing",method="POST",status="200"} 1.0' in lines
    assert 'budget_graph_request_seconds_count{answered="store"} 3.0' in lines
    assert 'budget_graph_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1.0' in lines
    assert 'budget_graph_store_failures_total{error="StoreUnavailable"} 1.0' in lines
    assert "budget_graph_requests_running 0.0" in lines
    assert any(line.startswith("budget_graph_store_seconds_count") for line in lines)
    assert 'budget_graph_documents_total{plan="made"} 2.0' in lines
    assert 'budget_graph_documents_total{plan="kept"} 2.0' in lines


def test_a_process_lives_whether_or_not_its_store_answers(schema: strawberry.Schema) -> None:
    """Starting it anew would not help."""
    app = create_app(StubReader(StoreUnavailable("The store does not answer.")), schema)
    assert (ask(app, "GET", "/healthz").status_code, ask(app, "GET", "/readyz").status_code) == (200, 503)
