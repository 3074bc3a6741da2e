"""What is asked: every root field with variables of the data set, in every form that HTTP knows, and errors on purpose."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from service.execution import Operation

DOCUMENTS: Final = Path(__file__).with_name("documents")
YEARS: Final = (2018, 2020, 2024, 2025, 2026)

WEIGHTS: Final = {
    "dataset": 6, "node": 30, "nodes": 6, "project": 10, "regions": 4, "organisation": 4, "departments": 2, "units": 4,
    "projects": 2, "fundingSources": 4, "classificationCode": 6, "classificationCodes": 3, "budgetLines": 3, "aggregate": 2,
    "groups": 2, "legalBasis": 4, "legalBases": 3, "disclosures": 3, "findings": 2, "search": 5, "spendingLineage": 0.1,
    "fundingPaths": 0.1, "timeline": 0.5, "compare": 0.1, "sharedCitations": 0.1,
}  # fmt: skip
"""Of 100 requests or so: front ends look up and turn pages, and now and then somebody analyses."""

JSON: Final = "application/json"
GRAPHQL: Final = "application/graphql-response+json"


@dataclass(frozen=True, slots=True)
class Question:
    """One operation with its variables: the answer is decided by the data alone."""

    name: str
    document: str
    variables: Mapping[str, Any]

    @property
    def operation(self) -> Operation:
        """The same as the service executes it."""
        return Operation(self.document, dict(self.variables))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a request that is wrong on purpose is answered: its status, and the code of its error."""

    status: int
    code: str


@dataclass(frozen=True, slots=True)
class Request:
    """The bytes of one request but its last line break; `asks` is the number of a question, or the refusal to expect."""

    head: bytes
    body: bytes
    asks: int | Refusal
    has_tag: bool = False  # a GET: with the tag of the answer that is had already, 304 is an answer, too

    def written(self, tag: bytes | None = None) -> bytes:
        """The request as it is sent, with the tag of the answer that the client has."""
        known = b"If-None-Match: " + tag + b"\r\n" if tag else b""
        return self.head + known + b"\r\n" + self.body


def questions_of(found: Mapping[str, Any]) -> list[Question]:
    """All questions about the nodes that the document `ids` finds."""
    return [Question(name, _document(name), variables) for name in WEIGHTS for variables in _variables(found)[name]]


def requests_of(questions: Sequence[Question]) -> Iterator[list[Request]]:
    """The forms of each question: a POST or GET with its text, a GET by its hash, for either media type, some compressed."""
    for number, question in enumerate(questions):
        text = orjson.dumps({"query": question.document, "variables": question.variables})
        yield [
            _post(text, number, JSON),
            _post(text, number, GRAPHQL, encoding="gzip"),
            _get({"query": question.document}, question, number, GRAPHQL),
            _get({"query": question.document}, question, number, JSON, encoding="gzip"),
            _get({}, question, number, GRAPHQL),
            _get({}, question, number, JSON),
        ]


def introductions_of(questions: Sequence[Question]) -> Iterator[Request]:
    """Each document once with its hash: the service knows it by its hash from then on."""
    first = {question.document: number for number, question in reversed(list(enumerate(questions)))}
    for document, number in first.items():
        yield _get({"query": _persisted(document)}, questions[number], number, GRAPHQL)


def weights_of(questions: Sequence[Question]) -> list[float]:
    """How often each question is asked, against the others."""
    times = [question.name for question in questions]
    return [WEIGHTS[name] / times.count(name) for name in times]


def wrong_requests() -> list[Request]:
    """Errors of clients, each with the refusal that it deserves."""
    deep = "{ regions " + "{ parent " * 40 + "{ id }" + "}" * 40 + " }"
    unknown = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
    return [
        _post(b'{"query": "{ dataset', Refusal(400, "BAD_USER_INPUT")),
        _post(b"null", Refusal(400, "BAD_USER_INPUT")),
        _post(_sent("{ dataset { version }"), Refusal(400, "GRAPHQL_PARSE_FAILED")),
        _post(_sent("{ dataset { weather } }"), Refusal(400, "GRAPHQL_VALIDATION_FAILED")),
        _post(_sent("query ($id: ID!) { node(id: $id) { id } }"), Refusal(400, "BAD_USER_INPUT")),
        _post(_sent("mutation { dataset }"), Refusal(400, "BAD_USER_INPUT")),
        _post(_sent(deep), Refusal(400, "LIMIT_EXCEEDED")),
        _post(orjson.dumps({"extensions": unknown}), Refusal(400, "PERSISTED_QUERY_NOT_FOUND")),
        _post(_sent("{ regions { id } }"), Refusal(406, "BAD_USER_INPUT"), "text/csv"),
        _post(b"query=%7Bregions%7Bid%7D%7D", Refusal(415, "BAD_USER_INPUT"), content="text/plain"),
        Request(_head(b"PUT", b"/graphql", GRAPHQL), b"", Refusal(405, "BAD_USER_INPUT")),
    ]


def _variables(found: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    lines, projects = (
        [node["id"] for name in names for node in found[name]["nodes"]]
        for names in (("changing", "lines"), ("described", "projects"))
    )
    departments, units, policies, codes = (
        found[name]["nodes"] for name in ("departments", "units", "legalBases", "classificationCodes")
    )
    bodies = [found["body"], *departments, *units]
    return {
        **{name: [{}] for name in ("dataset", "regions", "fundingSources")},
        "node": [{"id": one} for one in lines],
        "nodes": [{"ids": lines[at : at + 10]} for at in range(0, len(lines), 10)],
        "project": [{"id": one} for one in projects],
        "organisation": [{"name": one["name"]} for one in bodies],
        "departments": [{"first": first} for first in (1, 3, 10)],
        "units": [{"last": last} for last in (1, 3, 10)],
        "projects": [{"first": first} for first in (5, 25, 100)],
        "classificationCode": [{"scheme": one["scheme"], "code": one["code"]} for one in codes],
        "classificationCodes": [{"first": first} for first in (10, 50)],
        "budgetLines": [{"first": first, "year": year} for first in (10, 25, 100) for year in YEARS],
        "aggregate": [{"year": year} for year in YEARS],
        "groups": [{"year": year} for year in YEARS],
        "legalBasis": [{"title": one["title"]} for one in policies if one["title"]],
        "legalBases": [{"first": first} for first in (10, 50)],
        "disclosures": [{"first": first} for first in (10, 50)],
        "findings": [{"first": first} for first in (5, 50)],
        "search": [
            {"text": one["name"]} for one in [*found["described"]["nodes"][:10], *found["projects"]["nodes"][:10]]
        ],
        "spendingLineage": [{"organisation": one["id"], "year": year} for one in bodies[:2] for year in YEARS[-2:]],
        "fundingPaths": [{"from": one["region"]["id"], "to": projects[0]} for one in departments[:2] if one["region"]],
        "timeline": [{"entity": one["id"]} for one in bodies[:5]],
        "compare": [{"year": year} for year in YEARS[-2:]],
        "sharedCitations": [{"first": first} for first in (5, 20)],
    }


def _document(name: str) -> str:
    return (DOCUMENTS / f"{name}.graphql").read_text(encoding="utf-8")


def ids_document() -> str:
    """The document that finds what the questions ask for."""
    return _document("ids")


def _sent(document: str) -> bytes:
    return orjson.dumps({"query": document})


def _persisted(document: str) -> str:
    """The text that the hash names: another than the one that is sent, so that both ways are taken."""
    return f"# persisted\n{document}"


def _post(
    body: bytes, asks: int | Refusal, accept: str = GRAPHQL, *, content: str = JSON, encoding: str = ""
) -> Request:
    length = f"Content-Type: {content}\r\nContent-Length: {len(body)}\r\n".encode()
    return Request(_head(b"POST", b"/graphql", accept, encoding) + length, body, asks)


def _get(sent: Mapping[str, str], question: Question, number: int, accept: str, *, encoding: str = "") -> Request:
    parameters: dict[str, Any] = {"variables": orjson.dumps(question.variables), **sent}
    if sent.get("query") != question.document:
        sha256 = hashlib.sha256(_persisted(question.document).encode()).hexdigest()
        parameters["extensions"] = orjson.dumps({"persistedQuery": {"version": 1, "sha256Hash": sha256}})
    target = f"/graphql?{urlencode(parameters)}".encode()
    return Request(_head(b"GET", target, accept, encoding), b"", number, has_tag=True)


def _head(method: bytes, target: bytes, accept: str, encoding: str = "") -> bytes:
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: soak", b"Accept: " + accept.encode()]
    if encoding:
        lines.append(b"Accept-Encoding: " + encoding.encode())
    return b"\r\n".join(lines) + b"\r\n"
