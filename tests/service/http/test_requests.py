"""HTTP requests → status and body, by GraphQL over HTTP."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from service.http.request import MAX_BODY
from tests.service.http.conftest import Send

JSON = "application/json; charset=utf-8"
GRAPHQL_RESPONSE = "application/graphql-response+json; charset=utf-8"


def codes(response: httpx.Response) -> list[str]:
    """The codes of a response's errors."""
    return [error["extensions"]["code"] for error in response.json()["errors"]]


def test_a_post_is_answered_with_its_data(send: Send) -> None:
    """The plainest request: an operation with variables."""
    body = {"query": "query($text: String!) { echo(text: $text) }", "variables": {"text": "决算"}}
    response = send("POST", "/graphql", json=body)
    assert (response.status_code, response.json()["data"]) == (200, {"echo": "决算"})


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": "{ echo }"},
        {"query": "{ echo }", "variables": "", "operationName": "", "extensions": ""},
        {"query": "query($text: String) { echo(text: $text) }", "variables": '{"text": "预算"}', "extensions": "{}"},
        {"query": "query A { year } query B { echo }", "operationName": "B"},
    ],
)
def test_a_get_is_answered_from_its_query_string(send: Send, parameters: dict[str, str]) -> None:
    """A query may be a link; an empty parameter is one that is not there."""
    assert send("GET", "/graphql", params=parameters).json()["data"] == {"echo": "预算"}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", GRAPHQL_RESPONSE),
        ("application/json, application/graphql-response+json", GRAPHQL_RESPONSE),
        ("application/json, application/graphql-response+json;q=0.5", JSON),
        ("APPLICATION/GRAPHQL-RESPONSE+JSON; charset=utf-8", GRAPHQL_RESPONSE),
        ("text/html, */*;q=0.1", JSON),
        ("application/json;q=much, application/graphql-response+json", GRAPHQL_RESPONSE),
    ],
)
def test_the_answer_has_the_form_that_the_client_likes_best(send: Send, accept: str | None, media_type: str) -> None:
    """Clients that do not name the GraphQL media type get JSON."""
    response = send(
        "POST", "/graphql", json={"query": "{ year }"}, headers={} if accept is None else {"Accept": accept}
    )
    assert (response.status_code, response.headers["Content-Type"], response.headers["Vary"]) == (
        200,
        media_type,
        "Accept, Accept-Encoding",
    )


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "application/json;q=0", "*/*;q=0"])
def test_an_answer_that_the_client_would_not_accept_is_not_sent(send: Send, accept: str) -> None:
    """The refusal says what there is."""
    response = send("POST", "/graphql", json={"query": "{ year }"}, headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"], codes(response)) == (406, JSON, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"123",
        b'"{ year }"',
        b'[{"query": "{ year }"}]',
        b'{ "query": ',
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b"[" * 100_000,
        b'{"query": "{ year }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
        b'{"query": "{ year }", "variables": {"n": NaN}}',
        gzip.compress(b'{"query": "{ year }"}'),
        b"{}",
        b'{"query": null}',
        b'{"query": " "}',
        b'{"query": ["{ year }"]}',
        b'{"query": "{ year }", "variables": [1]}',
        b'{"query": "{ year }", "extensions": "x"}',
        b'{"query": "{ year }", "operationName": 1}',
    ],
)
def test_a_body_that_is_no_request_is_the_clients_mistake(send: Send, body: bytes) -> None:
    """Whatever the bytes are, the answer is a GraphQL error with status 400, and never a 500."""
    response = send("POST", "/graphql", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.headers["Content-Type"], codes(response)) == (400, JSON, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    "parameters", [{}, {"query": ""}, {"query": "{ year }", "variables": "{"}, {"variables": "[]"}]
)
def test_a_query_string_that_is_no_request_is_the_clients_mistake(send: Send, parameters: dict[str, str]) -> None:
    """As for a body."""
    response = send("GET", "/graphql", params=parameters)
    assert (response.status_code, codes(response)) == (400, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json; charset=gbk"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_a_body_of_another_type_is_refused(send: Send, headers: dict[str, str]) -> None:
    """A browser sends the plain ones across origins without asking."""
    response = send("POST", "/graphql", content=b'{"query": "{ year }"}', headers=headers)
    assert (response.status_code, codes(response)) == (415, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    "content_type",
    [
        'Application/JSON; charset="UTF-8"',
        "application/json;charset=utf8;v=1",
        "application/json ; v=1",
        "application/json;",
    ],
)
def test_a_body_may_name_its_charset(send: Send, content_type: str) -> None:
    """UTF-8 under either of its names; other parameters mean nothing to JSON."""
    body = json.dumps({"query": "{ year }"}).encode()
    response = send("POST", "/graphql", content=body, headers={"Content-Type": content_type})
    assert response.json()["data"] == {"year": 2024}


@pytest.mark.parametrize(
    ("body", "place"), [(b'{"query": "\xff"}', "line 1, column 1"), (b'{\n "query": }', "line 2, column 11")]
)
def test_a_body_that_is_no_json_says_where(send: Send, body: bytes, place: str) -> None:
    """In words of JSON, and not of the program that reads it."""
    response = send("POST", "/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.json()["errors"][0]["message"] == f"The body is no JSON in UTF-8, at {place}."


def test_a_body_is_read_up_to_its_limit(send: Send) -> None:
    """One byte more is refused, without a Content-Length to warn of it."""

    def status(size: int) -> int:
        frame = b'{"query": "{ year }", "extensions": {"note": ""}}'
        body = frame.replace(b'""', b'"' + b" " * (size - len(frame)) + b'"')

        async def pieces() -> AsyncIterator[bytes]:
            for start in range(0, len(body), 65_536):
                yield body[start : start + 65_536]

        return send("POST", "/graphql", content=pieces(), headers={"Content-Type": "application/json"}).status_code

    assert (status(MAX_BODY), status(MAX_BODY + 1)) == (200, 413)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_another_method_is_told_which_there_are(send: Send, method: str) -> None:
    """405 with Allow."""
    response = send(method, "/graphql")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, POST")


def test_a_get_never_asks_for_a_mutation(send: Send) -> None:
    """A link must not be able to change anything, should there ever be something to change."""
    response = send("GET", "/graphql", params={"query": "mutation { load }"})
    assert (response.status_code, response.headers["Allow"], codes(response)) == (405, "POST", ["BAD_USER_INPUT"])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_empty_name_asks_for_the_only_operation(send: Send, method: str) -> None:
    """As forms send it, by either method."""
    body = {"query": "query A { year }", "operationName": ""}
    sent: dict[str, Any] = {"params": body} if method == "GET" else {"json": body}
    assert send(method, "/graphql", **sent).json()["data"] == {"year": 2024}


@pytest.mark.parametrize("query", ["mutation { load }", "subscription { load }"])
def test_the_service_only_answers_queries(post: Send, query: str) -> None:
    """It is read-only."""
    response = post(query)
    assert (response.status_code, codes(response)) == (400, ["BAD_USER_INPUT"])


@pytest.mark.parametrize(
    ("query", "name"),
    [("query A { year } query B { echo }", None), ("query A { year }", "B"), ("fragment F on Query { year }", None)],
)
def test_an_operation_that_is_not_the_only_one_is_named(post: Send, query: str, name: str | None) -> None:
    """Nothing is executed where it is open what is asked for."""
    response = post(query, operationName=name)
    assert (response.status_code, codes(response)) == (400, ["BAD_USER_INPUT"])


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query($n: Int!) { year }", "{ echo(text: 1) }"])
def test_a_refused_operation_has_no_data_and_a_status_for_those_who_know(send: Send, query: str) -> None:
    """The GraphQL media type carries 400 where JSON carries 200; in neither is there data."""

    def status(accept: str) -> tuple[int, bool]:
        response = send("POST", "/graphql", json={"query": query}, headers={"Accept": accept})
        return response.status_code, "data" in response.json()

    assert (status("application/graphql-response+json"), status("application/json")) == ((400, False), (200, False))
