"""Answers that a client has already."""

import hashlib
import json
from collections.abc import Mapping

import pytest
import strawberry
from starlette.applications import Starlette

from graph.errors import StoreUnavailable
from service.app import Offer, create_app
from service.http.access import Access, Key
from service.http.caching import is_known
from service.limits import EXTENSIONS
from service.schema import build_schema
from tests.service.http.conftest import StubReader, ask
from tests.service.http.test_persisted import SHA256, VARIABLES, persisted

ASKED = {"query": "{ year }"}


@pytest.fixture
def reader() -> StubReader:
    """A store whose data have a version."""
    return StubReader()


@pytest.fixture
def app(schema: strawberry.Schema, reader: StubReader) -> Starlette:
    """The service over it."""
    return create_app(reader, schema)


def tag(app: Starlette, parameters: Mapping[str, str] | None = None, accept: str = "application/json") -> str | None:
    """The tag of an answer."""
    found: str | None = ask(app, "GET", "/graphql", params=parameters or ASKED, headers={"Accept": accept}).headers.get(
        "ETag"
    )
    return found


def test_a_client_that_has_the_answer_is_told_so(app: Starlette) -> None:
    """Without a body, whether it names the tag as weak or not, alone or among others."""
    first = ask(app, "GET", "/graphql", params=ASKED)
    assert first.headers["Cache-Control"] == "public, no-cache"
    own = first.headers["ETag"]
    for known in (own, own.removeprefix("W/"), f'"other", {own}'):
        again = ask(app, "GET", "/graphql", params=ASKED, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", own)
        assert again.headers["Vary"] == first.headers["Vary"] == "Accept, Accept-Encoding"
    other = ask(app, "GET", "/graphql", params=ASKED, headers={"If-None-Match": 'W/"other"'})
    assert other.json() == first.json()


def test_a_head_is_told_what_a_get_would_be(app: Starlette) -> None:
    """The server leaves out the body."""
    got = ask(app, "GET", "/graphql", params=ASKED)
    asked = ask(app, "HEAD", "/graphql", params=ASKED)
    told = ("ETag", "Content-Type", "Content-Length", "Cache-Control")
    assert [asked.headers[name] for name in told] == [got.headers[name] for name in told]
    known = ask(app, "HEAD", "/graphql", params=ASKED, headers={"If-None-Match": got.headers["ETag"]})
    assert (asked.status_code, known.status_code) == (200, 304)


def test_the_tag_is_another_for_all_that_changes_the_answer(app: Starlette, reader: StubReader) -> None:
    """Document, operation, variables, media type and data; not for the order of variables."""
    with_variables = {"query": "query($a: String, $b: String) { echo(text: $a) again: echo(text: $b) }"}
    tags = [
        tag(app),
        tag(app, {"query": "{ year __typename }"}),
        tag(app, {"query": "query A { year } query B { year }", "operationName": "A"}),
        tag(app, {"query": "query A { year } query B { year }", "operationName": "B"}),
        tag(app, {**with_variables, "variables": '{"a": "1", "b": "2"}'}),
        tag(app, {**with_variables, "variables": '{"a": "2", "b": "1"}'}),
        tag(app, accept="application/graphql-response+json"),
    ]
    assert len({*tags, None}) == len(tags) + 1
    assert tag(app, {**with_variables, "variables": '{"b": "2", "a": "1"}'}) == tags[4]
    reader.value = {"version": "2"}
    assert tag(app) not in tags
    reader.value = {"version": "1"}
    assert tag(app) == tags[0]


@pytest.mark.parametrize(
    "parameters", [{"query": "{ nothing }"}, {"query": "{ year storeDown }"}, {"query": "{"}, {"query": "{ broken }"}]
)
def test_what_failed_is_never_kept(app: Starlette, parameters: dict[str, str]) -> None:
    """It may succeed the next time."""
    response = ask(app, "GET", "/graphql", params=parameters)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "status"), [("{ nothing }", 400), ("{", 400), ("mutation { load }", 405), ("{ year }", 200)]
)
def test_whoever_names_no_tag_is_answered(app: Starlette, query: str, status: int) -> None:
    """A star would confirm a refusal, or an answer that nobody has."""
    headers = {"If-None-Match": "*", "Accept": "application/graphql-response+json"}
    asked = [ask(app, "GET", "/graphql", params={"query": query}, headers=headers) for _ in range(2)]
    assert [response.status_code for response in asked] == [status, status]


@pytest.mark.parametrize("field", ["loadedAt", "store"])
def test_what_the_version_does_not_decide_has_no_tag(field: str) -> None:
    """What was loaded, removed and loaded again has the same version, and was loaded at another time."""
    reader = StubReader({"version": "1", field: "before"})
    app = create_app(reader, build_schema(EXTENSIONS))
    query = f"{{ dataset {{ version {field} }} }}"
    asked = {"query": query, "extensions": json.dumps(persisted(hashlib.sha256(query.encode()).hexdigest()))}
    before = ask(app, "GET", "/graphql", params=asked)
    reader.value = {"version": "1", field: "after"}
    after = ask(app, "GET", "/graphql", params=asked)
    assert [answer.json()["data"]["dataset"][field] for answer in (before, after)] == ["before", "after"]
    assert [answer.headers.get("ETag") for answer in (before, after)] == [None, None]
    assert before.headers["Cache-Control"] == "no-store"


def test_a_post_is_never_kept(app: Starlette) -> None:
    """Caches do not look into its body."""
    response = ask(app, "POST", "/graphql", json=ASKED)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_without_a_store_nothing_is_said_to_be_the_same(app: Starlette, reader: StubReader) -> None:
    """The version of the data is not known then."""
    known = tag(app)
    assert known
    reader.value = StoreUnavailable("The store does not answer.")
    response = ask(app, "GET", "/graphql", params=ASKED, headers={"If-None-Match": known})
    assert (response.status_code, "ETag" in response.headers) == (200, False)


def test_an_answer_may_be_used_as_long_as_the_operator_says(schema: strawberry.Schema) -> None:
    """And by no shared cache where a key is needed."""
    fresh = create_app(StubReader(), schema, Offer(fresh_for=60))
    assert ask(fresh, "GET", "/graphql", params=ASKED).headers["Cache-Control"] == "public, max-age=60"
    keys = {hashlib.sha256(b"secret").hexdigest(): Key("newspaper", 0)}
    closed = create_app(StubReader(), schema, Offer(access=Access(keys, needs_key=True)))
    answer = ask(closed, "GET", "/graphql", params=ASKED, headers={"Authorization": "Bearer secret"})
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("after", [{"version": "2", "changes": 8}, {"version": "1", "changes": 9}])
def test_data_that_changed_while_they_were_read_have_no_tag(
    schema: strawberry.Schema, after: dict[str, object]
) -> None:
    """The answer is of neither version for certain, nor of one that has come back meanwhile."""
    states = iter([{"version": "1", "changes": 7}, after])

    class Twice(StubReader):
        async def answer(self, _: object) -> list[object]:
            return [next(states)]

    assert tag(create_app(Twice(), schema)) is None


def test_the_answer_to_a_persisted_operation_is_kept(schema: strawberry.Schema) -> None:
    """As long as the data are the same."""
    app = create_app(StubReader(), schema)
    body = {"query": "query Echo($text: String!) { echo(text: $text) }", "extensions": persisted()}
    assert "data" in ask(app, "POST", "/graphql", json={**body, "variables": VARIABLES}).json()
    asked = {"documentId": f"sha256:{SHA256}", "variables": '{"text": "决算"}'}
    first, second = (ask(app, "GET", "/graphql", params=asked) for _ in range(2))
    assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])
    metrics = ask(app, "GET", "/metrics").text
    assert 'budget_graph_requests_total{answered="kept",method="GET",status="200"} 1.0' in metrics


def test_nobody_has_an_answer_who_does_not_say_so() -> None:
    """An empty header says nothing."""
    assert not is_known('W/"a"', None)
    assert not is_known('W/"a"', "")
