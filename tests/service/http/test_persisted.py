"""Documents that are sent once and named by their hash, and documents that alone are answered."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import strawberry
from starlette.applications import Starlette

from graph.errors import SettingsError
from service.app import Offer, create_app
from service.http.endpoint import GraphQLEndpoint
from service.http.keeping import Kept
from service.http.persisted import PersistedDocuments, read_manifest
from tests.service.http.conftest import Send, StubReader, ask

QUERY = "query Echo($text: String!) { echo(text: $text) }"
SHA256 = hashlib.sha256(QUERY.encode()).hexdigest()
OTHER = hashlib.sha256(b"other").hexdigest()
VARIABLES = {"text": "决算"}


def persisted(sha256: str = SHA256, version: int = 1) -> dict[str, Any]:
    """The extension of Apollo's clients."""
    return {"persistedQuery": {"version": version, "sha256Hash": sha256}}


def test_a_document_is_sent_once_and_named_from_then_on(send: Send) -> None:
    """Apollo's way: by hash, then with the text, then by hash; also in a GET."""
    named = {"extensions": persisted(), "variables": VARIABLES}
    unknown = send("POST", "/graphql", json=named)
    assert unknown.status_code == 200
    assert unknown.json() == {
        "errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]
    }
    assert send("POST", "/graphql", json={**named, "query": QUERY}).json()["data"] == {"echo": "决算"}
    assert send("POST", "/graphql", json=named).json()["data"] == {"echo": "决算"}
    asked = {"extensions": json.dumps(persisted()), "variables": json.dumps(VARIABLES)}
    assert send("GET", "/graphql", params=asked).json()["data"] == {"echo": "决算"}
    by_id = {"documentId": f"sha256:{SHA256}", "variables": VARIABLES}
    assert send("POST", "/graphql", json=by_id).json()["data"] == {"echo": "决算"}


def test_a_name_that_is_no_hash_is_not_known(send: Send) -> None:
    """As where its client has a manifest of its own."""
    [error] = send("POST", "/graphql", json={"documentId": "echo"}).json()["errors"]
    assert error == {"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}


def test_who_knows_the_graphql_media_type_is_told_by_the_status(send: Send) -> None:
    """An unknown document has no data."""
    headers = {"Accept": "application/graphql-response+json"}
    assert send("POST", "/graphql", json={"extensions": persisted()}, headers=headers).status_code == 400


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"query": QUERY, "extensions": persisted(OTHER)}, "The hash is not the SHA-256 of the document."),
        ({"extensions": persisted(version=2)}, "The extension persistedQuery must have the version 1"),
        ({"extensions": {"persistedQuery": SHA256}}, "The extension persistedQuery must have the version 1"),
        ({"documentId": 1}, "The member documentId must be a text."),
        ({}, "The member query must be the text of a GraphQL document."),
        ({"documentId": f"sha256:{SHA256}", "query": QUERY}, "Send a query or a documentId, not both."),
    ],
)
def test_a_wrong_name_is_the_clients_mistake(send: Send, sent: dict[str, Any], message: str) -> None:
    """And nothing is kept under it."""
    response = send("POST", "/graphql", json={**sent, "variables": VARIABLES})
    [error] = response.json()["errors"]
    assert error["message"].startswith(message)
    assert (response.status_code, error["extensions"]["code"]) == (400, "BAD_USER_INPUT")


def test_a_document_that_is_none_is_not_kept(send: Send) -> None:
    """A name for it would answer the same error for ever."""
    text = "{ nothing }"
    named = {"extensions": persisted(hashlib.sha256(text.encode()).hexdigest())}
    assert "errors" in send("POST", "/graphql", json={**named, "query": text}).json()
    assert send("POST", "/graphql", json=named).json()["errors"][0]["message"] == "PersistedQueryNotFound"


@pytest.mark.parametrize("is_answered_here", [False, True])
def test_a_document_is_kept_whoever_has_its_answer(schema: strawberry.Schema, *, is_answered_here: bool) -> None:
    """A browser that has an answer of another process, or of this one before it forgot the document, sends its tag."""
    other, documents = create_app(StubReader(), schema), PersistedDocuments()
    app = GraphQLEndpoint(schema, StubReader(), None, documents=documents)
    named = {"extensions": json.dumps(persisted()), "variables": json.dumps(VARIABLES)}
    with_text = {**named, "query": QUERY}
    had = ask(app if is_answered_here else other, "GET", "/graphql", params=with_text)
    documents.kept = Kept(1 << 20)
    known = {"If-None-Match": had.headers["ETag"]}
    asked = [ask(app, "GET", "/graphql", params=one, headers=known) for one in (named, with_text, named)]
    assert asked[0].json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert [response.status_code for response in asked[1:]] == [304, 304]
    assert ask(app, "GET", "/graphql", params=named).json()["data"] == {"echo": "决算"}


@pytest.fixture(params=["by id", "Apollo's manifest"])
def manifest(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A manifest with one document."""
    operations = [{"id": "echo-1", "name": "Echo", "type": "query", "body": QUERY}]
    of_apollo = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations}
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"echo-1": QUERY} if request.param == "by id" else of_apollo), encoding="utf-8")
    return path


def trusting(schema: strawberry.Schema, trusted: Mapping[str, str]) -> Starlette:
    """The service that answers these documents alone."""
    return create_app(StubReader(), schema, Offer(trusted=trusted))


def test_only_trusted_documents_are_answered(schema: strawberry.Schema, manifest: Path) -> None:
    """By their id, by their hash, or by their own text; every other is refused, known field or not."""
    app = trusting(schema, read_manifest(manifest))
    for named in (
        {"documentId": "echo-1"},
        {"documentId": f"sha256:{SHA256}"},
        {"extensions": persisted()},
        {"extensions": persisted("echo-1")},
        {"query": QUERY},
        {"query": QUERY, "extensions": persisted()},
    ):
        assert ask(app, "POST", "/graphql", json={**named, "variables": VARIABLES}).json()["data"] == {"echo": "决算"}
    for other in (
        {"query": "{ year }"},
        {"documentId": "echo-2"},
        {"query": "{ year }", "extensions": persisted()},
        {},
    ):
        response = ask(app, "POST", "/graphql", json=other)
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"


@pytest.mark.parametrize("text", ["", "[]", "1", '{"a": 1}', '{"operations": [1]}', '{"operations": [{"id": "a"}]}'])
def test_a_file_that_is_no_manifest_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    """Before the service starts, and by its path."""
    path = tmp_path / "manifest.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="is no manifest of trusted documents"):
        read_manifest(path)
