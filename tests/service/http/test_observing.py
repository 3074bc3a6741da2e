"""What an operator sees."""

import logging
from typing import Any

import pytest
import strawberry

from graph.errors import StoreUnavailable
from service.app import create_app
from tests.service.http.conftest import Send, StubReader, ask


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
    assert fields(refused)["codes"] == ["GRAPHQL_VALIDATION_FAILED"]
    assert "secret" not in caplog.text


def test_metrics_count_requests_errors_plans_and_the_store(schema: strawberry.Schema) -> None:
    """As Prometheus reads them, with labels of closed lists."""
    reader = StubReader()
    app = create_app(reader, schema)
    for query in ("query A { year }", "query A { year }", "{ nothing }"):
        ask(app, "POST", "/graphql", json={"query": query})
    ask(app, "GET", "/graphql", params={"query": "query A { year }"})
    reader.value = StoreUnavailable("The store does not answer.")
    ask(app, "GET", "/readyz")
    response = ask(app, "GET", "/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    lines = response.text.splitlines()
    assert 'budget_graph_requests_total{answered="store",method="POST",status="200"} 3.0' in lines
    assert 'budget_graph_request_seconds_count{answered="store"} 4.0' in lines
    assert 'budget_graph_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1.0' in lines
    assert 'budget_graph_store_failures_total{error="StoreUnavailable"} 1.0' in lines
    assert "budget_graph_requests_running 0.0" in lines
    assert any(line.startswith("budget_graph_store_seconds_count") for line in lines)
    assert any(line.startswith('budget_graph_documents_total{plan="kept"}') for line in lines)


def test_a_process_lives_whether_or_not_its_store_answers(schema: strawberry.Schema) -> None:
    """Starting it anew would not help."""
    app = create_app(StubReader(StoreUnavailable("The store does not answer.")), schema)
    assert (ask(app, "GET", "/healthz").status_code, ask(app, "GET", "/readyz").status_code) == (200, 503)


def test_large_answers_are_compressed_for_who_can_read_them(send: Send) -> None:
    """Small ones are not."""
    large = {"query": "query($text: String!) { echo(text: $text) }", "variables": {"text": "预算" * 1000}}
    response = send("POST", "/graphql", json=large, headers={"Accept-Encoding": "gzip"})
    assert (response.headers["Content-Encoding"], response.json()["data"]["echo"]) == ("gzip", "预算" * 1000)
    assert "Accept-Encoding" in response.headers["Vary"]
    assert "Content-Encoding" not in send("POST", "/graphql", json={"query": "{ year }"}).headers
