"""The application around the GraphQL endpoint."""

import asyncio

import httpx
import pytest
import strawberry
from starlette.applications import Starlette

from graph.errors import StoreTimeout, StoreUnavailable
from service.app import create_app
from tests.service.http.conftest import Send, StubReader, ask


def test_the_root_leads_to_graphiql(send: Send) -> None:
    """Who opens the address that the terminal printed sees something."""
    response = send("GET", "/")
    assert (response.status_code, response.headers["Location"]) == (307, "/graphql")


def test_nothing_leads_to_the_host_that_a_request_names(send: Send) -> None:
    """A link to this service must not end at another."""
    response = send("GET", "/graphql/", headers={"Host": "evil.example"})
    assert (response.status_code, response.headers.get("Location")) == (404, None)


def test_readiness_asks_the_store(send: Send) -> None:
    """The version says which data it answers from."""
    response = send("GET", "/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "dataset": {"version": "1"}})


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (
            StoreUnavailable("Neo4j does not answer. Check BUDGET_GRAPH_STORE."),
            "The store cannot answer now. Try again later.",
        ),
        (StoreTimeout("The store gave up."), "The store gave up."),
        (ValueError("the password is 12345"), "The store failed; the service's log says how."),
    ],
)
def test_readiness_says_that_the_store_does_not_answer(
    schema: strawberry.Schema, failure: Exception, reason: str
) -> None:
    """Why it does not stays in the log."""
    response = ask(create_app(StubReader(failure), schema), "GET", "/readyz")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "reason": reason})


def test_too_many_at_once_are_told_so(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """In GraphQL's form; whether the process lives is another question, and is answered."""
    monkeypatch.setattr("service.http.endpoint.AT_ONCE", 2)

    async def live() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as client:
            slow = [asyncio.create_task(client.get("/graphql", params={"query": "{ slow }"})) for _ in range(2)]
            await asyncio.sleep(0.01)
            answers = [await client.get(path) for path in ("/graphql?query={year}", "/healthz", "/readyz", "/metrics")]
            await asyncio.gather(*slow)
            return [*answers, await client.get("/graphql?query={year}")]

    crowded, *others = asyncio.run(live())
    assert (crowded.status_code, crowded.headers["Retry-After"]) == (503, "1")
    assert crowded.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}
    assert [response.status_code for response in others] == [200, 200, 200, 200]
    assert 'budget_graph_requests_total{answered="nothing",method="GET",status="503"} 1.0' in others[2].text


def test_the_reader_is_closed_with_the_application(schema: strawberry.Schema) -> None:
    """The application owns its reader, and opens none of its own."""
    reader = StubReader()
    app = create_app(reader, schema)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            assert not reader.closed

    asyncio.run(live())
    assert reader.closed


def test_a_service_without_its_store_starts_says_so_and_becomes_ready(
    schema: strawberry.Schema, caplog: pytest.LogCaptureFixture
) -> None:
    """Why, and what that means, for the operator; the store may come later."""
    reader = StubReader(StoreUnavailable("Neo4j does not answer. Check BUDGET_GRAPH_STORE."))
    app = create_app(reader, schema)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            pass

    asyncio.run(live())
    assert caplog.messages == [
        "The store cannot answer: Neo4j does not answer. Check BUDGET_GRAPH_STORE.",
        "Until the store answers, requests are answered UNAVAILABLE, and /readyz with 503.",
    ]
    assert ask(app, "GET", "/readyz").status_code == 503
    reader.value = {"version": "1"}
    assert ask(app, "GET", "/readyz").status_code == 200
