"""Errors → codes of a closed list, and what a client may read of them."""

import logging

import pytest
import strawberry

from graph.errors import StoreUnavailable
from service import observing
from service.app import create_app
from service.limits import EXTENSIONS
from service.masking import MAX_ERRORS, MAX_FIELD_ERRORS, MAX_LOCATIONS, MAX_MESSAGE
from service.observing import CANNOT_ANSWER
from service.schema import build_schema
from tests.service.http.conftest import Send, StubReader, ask


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{ year", None, "GRAPHQL_PARSE_FAILED"),
        ("{ " + "a { " * 500 + "b" + " }" * 500 + " }", None, "LIMIT_EXCEEDED"),
        ("{ " + "year " * 3_000 + "}", None, "LIMIT_EXCEEDED"),
        ("{ yaer }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("query($n: Int!) { projects(first: $n) { nodes { name } } }", {"n": "three"}, "BAD_USER_INPUT"),
        ("query($n: Int!) { projects(first: $n) { nodes { name } } }", {}, "BAD_USER_INPUT"),
        ("{ slow }", None, "TIMEOUT"),
    ],
)
def test_a_request_that_is_not_executed_says_why_by_a_code(
    post: Send, query: str, variables: dict[str, object] | None, code: str
) -> None:
    """One error, no data, and the status that goes with the code."""
    response = post(query, variables)
    assert response.status_code == (503 if code == "TIMEOUT" else 400)
    assert list(response.json()) == ["errors"]
    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": code}]


@pytest.mark.parametrize(
    ("member", "message", "code"),
    [
        ("forgedCursor", "The cursor is of another order.", "BAD_USER_INPUT"),
        ("storeDown", "The store does not answer.", "UNAVAILABLE"),
    ],
)
def test_an_error_for_the_client_keeps_its_words(post: Send, member: str, message: str, code: str) -> None:
    """The other fields are answered."""
    response = post(f"{{ year {member} }}")
    error = {
        "message": message,
        "locations": [{"line": 1, "column": 8}],
        "path": [member],
        "extensions": {"code": code},
    }
    assert response.status_code == 200
    assert (response.json()["errors"], response.json()["data"]) == ([error], {"year": 2024, member: None})


@pytest.mark.parametrize(
    ("member", "secret"), [("broken", "12345"), ("damaged", "/srv/facts"), ("farYear", "20240000000")]
)
def test_what_a_client_cannot_put_right_is_logged_and_not_told(
    post: Send, caplog: pytest.LogCaptureFixture, member: str, secret: str
) -> None:
    """The response names the request, under whose id the log has the exception."""
    with caplog.at_level(logging.ERROR, logger="service.masking"):
        response = post(f"{{ {member} }}")
    (error,) = response.json()["errors"]
    request_id = response.headers["X-Request-Id"]
    assert error["message"] == f"Something went wrong in the service. Report the request id {request_id}."
    assert error["extensions"] == {"code": "INTERNAL"}
    assert secret not in response.text
    records = [record for record in caplog.records if record.name == "service.masking"]
    assert [request_id in record.getMessage() and secret in (record.exc_text or "") for record in records] == [True]


@pytest.mark.parametrize("media", ["application/graphql-response+json", "application/json"])
def test_an_operation_that_was_executed_is_200_though_all_of_it_failed(send: Send, media: str) -> None:
    """GraphQL over HTTP: null data is still an answer, whose errors are its fields'."""
    response = send("POST", "/graphql", json={"query": "{ broken }"}, headers={"Accept": media})
    assert (response.status_code, response.json()["data"]) == (200, None)


def test_a_misspelt_field_is_named_with_its_place(post: Send) -> None:
    """What a person types wrong is never masked."""
    (error,) = post("{\n  yaer\n}").json()["errors"]
    assert error["message"] == "Cannot query field 'yaer' on type 'Query'. Did you mean 'year'?"
    assert error["locations"] == [{"line": 2, "column": 3}]


def test_few_of_many_mistakes_are_reported(post: Send) -> None:
    """A hundred suggestions would be of use to a prober only."""
    response = post("{ " + " ".join(f"unknown{number}" for number in range(15)) + " }")
    assert len(response.json()["errors"]) == MAX_ERRORS


def test_few_of_many_fields_that_failed_are_reported_and_the_rest_counted(
    post: Send, caplog: pytest.LogCaptureFixture
) -> None:
    """Faults that are alike to the line are logged once."""
    fields = "{ " + " ".join(f"a{number}: brokenParts {{ broken }}" for number in range(3)) + " }"
    response = post(fields)
    *shown, note = response.json()["errors"]
    assert [len(error["path"]) for error in shown] == [3] * MAX_FIELD_ERRORS
    assert note == {
        "message": f"{30 - MAX_FIELD_ERRORS} more errors are not shown. Put these right first.",
        "extensions": {"code": "LIMIT_EXCEEDED"},
    }
    assert len(caplog.records) == 1


def test_each_fault_of_a_request_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    """However many fields it stopped."""
    app = create_app(StubReader(ValueError("the password is 12345")), build_schema(EXTENSIONS))
    fields = " ".join(f'a{number}: node(id: "UmVnaW9uOjE") {{ id }}' for number in range(MAX_FIELD_ERRORS))
    answer = ask(app, "POST", "/graphql", json={"query": f"{{ {fields} }}"}).json()
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INTERNAL"] * MAX_FIELD_ERRORS
    assert len(caplog.records) == 1


def test_why_the_store_is_away_is_told_to_the_operator_alone(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a minute for each reason, and not for each request of an outage."""
    reader = StubReader()
    app = create_app(reader, build_schema(EXTENSIONS))
    for reason in ("Neo4j does not answer. Check BUDGET_GRAPH_STORE.", "The database holds no graph."):
        reader.value = StoreUnavailable(reason)
        for _ in range(3):
            (error,) = ask(app, "POST", "/graphql", json={"query": "{ dataset { version } }"}).json()["errors"]
            assert (error["message"], error["extensions"]) == (CANNOT_ANSWER, {"code": "UNAVAILABLE"})
    assert caplog.messages == [
        "The store cannot answer: Neo4j does not answer. Check BUDGET_GRAPH_STORE.",
        "The store cannot answer: The database holds no graph.",
    ]
    monkeypatch.setattr(observing, "TOLD_EVERY", 0.0)
    ask(app, "POST", "/graphql", json={"query": "{ dataset { version } }"})
    assert len(caplog.messages) == 3


def test_two_faults_of_a_request_are_both_logged(post: Send, caplog: pytest.LogCaptureFixture) -> None:
    """One does not hide the other."""
    post("{ brokenParts { broken } damaged }")
    assert ["12345" in caplog.text, "/srv/facts" in caplog.text, len(caplog.records)] == [True, True, 2]


def test_a_value_of_the_stores_that_is_none_is_a_fault_of_the_service(caplog: pytest.LogCaptureFixture) -> None:
    """A client cannot put it right, and need not read it."""
    app = create_app(StubReader({"nodes": [{"amount": "1E5"}] * 9}), build_schema(EXTENSIONS))
    response = ask(app, "POST", "/graphql", json={"query": "{ projects { nodes { amount } } }"})
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"INTERNAL"}
    assert ("1E5" in response.text, "1E5" in caplog.text, len(caplog.records)) == (False, True, 1)


def test_a_null_where_an_argument_may_not_be_is_the_clients(caplog: pytest.LogCaptureFixture) -> None:
    """At the root and below it, where only the execution finds it."""
    app = create_app(StubReader(), build_schema(EXTENSIONS))
    query = """query($u: MoneyUnit = YUAN, $g: Stage = BUDGET) {
      node(id: "UHJvamVjdDox") { ... on Project { amount(unit: $u) } }
      spendingLineage(year: 2026, stage: $g) { total }
    }"""
    answer = ask(app, "POST", "/graphql", json={"query": query, "variables": {"u": None, "g": None}}).json()
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [
        (["node"], "BAD_USER_INPUT"),
        (["spendingLineage"], "BAD_USER_INPUT"),
    ]
    assert caplog.records == []


def test_a_message_repeats_little_of_a_request(post: Send) -> None:
    """A list of the wrong type is not printed back; what to do stands at the end of a message."""
    (error,) = post("{ echo(text: [" + "1, " * 1_500 + "]) }").json()["errors"]
    assert len(error["message"]) <= MAX_MESSAGE
    assert error["message"].startswith("String cannot represent a non string value: [")
    assert error["message"].endswith("1\n]")


def test_a_name_that_is_defined_many_times_is_shown_in_few_places(post: Send) -> None:
    """Thirty places of one mistake help nobody."""
    (error,) = post("query(" + "$n: Int " * 30 + ") { projects(first: $n) { nodes { name } } }").json()["errors"]
    assert len(error["locations"]) == MAX_LOCATIONS


def test_half_of_a_surrogate_pair_is_written_as_an_escape(post: Send) -> None:
    """A document's broken text must not take down the answer that holds it."""
    response = post("{ halfSurrogate }")
    assert (response.status_code, response.json()["data"]) == (200, {"halfSurrogate": "预算\ud800"})


def test_a_fault_outside_of_every_operation_is_logged_and_not_told(
    schema: strawberry.Schema, caplog: pytest.LogCaptureFixture
) -> None:
    """The version of the data is asked for before an operation is read."""
    app = create_app(StubReader(ValueError("the password is 12345")), schema)
    accept = {"Accept": "application/graphql-response+json"}
    response = ask(app, "GET", "/graphql", params={"query": "{ year }"}, headers=accept)
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (500, {"code": "INTERNAL"})
    assert "12345" not in response.text
    assert response.headers["X-Request-Id"] in caplog.text
