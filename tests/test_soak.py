"""The soak's own rules: which answers the data or a fault explain, and what a soak must not show."""

import gzip
from array import array
from pathlib import Path

import pytest
from graphql import parse, validate

from benchmarks.soak.checker import Checker, Exchange, Verdict
from benchmarks.soak.clients import Traffic
from benchmarks.soak.faults import Faults
from benchmarks.soak.history import History
from benchmarks.soak.process import Sample
from benchmarks.soak.questions import DOCUMENTS, WEIGHTS, Refusal, Request
from benchmarks.soak.report import Soaked, table
from benchmarks.soak.states import States
from service.documents import graphql_schema
from service.schema import build_schema

OLD, NEW = b'{"data":{"amount":"1"}}', b'{"data":{"amount":"2"}}'
BOTH = b'{"data":{"amount":"1","more":"2"}}'
SLOW = b'{"errors":[{"message":"The service gave up after 30 seconds.","extensions":{"code":"TIMEOUT"}}]}'
AWAY = b'{"errors":[{"message":"Neo4j does not answer.","extensions":{"code":"UNAVAILABLE"}}]}'
BROKEN = b'{"errors":[{"message":"Something went wrong.","extensions":{"code":"INTERNAL"}}]}'
ANSWERS = [{hash(OLD): 0b01, hash(NEW): 0b10}]


def request(asks: int | Refusal = 0) -> Request:
    """A request that asks this question, or deserves this refusal."""
    return Request(b"GET /graphql HTTP/1.1\r\n", b"", asks, has_tag=True)


def exchange(
    begun: float, ended: float, body: bytes = b"", status: int = 200, *, asked: Request | None = None, tag: bytes = b""
) -> Exchange:
    """A request and its answer."""
    return Exchange(asked or request(), begun, ended=ended, status=status, parts=[body], answered_tag=tag or None)


def changed() -> History:
    """The data changed from the old to the new state between the seconds 10 and 20."""
    history = History()
    history.begin(10, 1)
    history.settle(20, 1)
    return history


@pytest.mark.parametrize(
    ("begun", "ended", "body", "verdict"),
    [
        (1, 2, OLD, Verdict.RIGHT),
        (1, 2, NEW, Verdict.WRONG),  # of a state that is yet to come
        (9, 11, NEW, Verdict.RIGHT),
        (11, 12, OLD, Verdict.RIGHT),
        (19, 21, OLD, Verdict.RIGHT),
        (20.5, 21, OLD, Verdict.WRONG),  # of a state that is gone
        (20.5, 21, NEW, Verdict.RIGHT),
        (1, 2, BOTH, Verdict.WRONG),
        (11, 12, BOTH, Verdict.WRONG),
    ],
)
def test_an_answer_is_that_of_a_state_that_held_while_it_was_asked(
    begun: float, ended: float, body: bytes, verdict: Verdict
) -> None:
    """Either store answers from one state, also during a change."""
    assert Checker(ANSWERS, changed()).judge(exchange(begun, ended, body)) == verdict


def test_a_compressed_answer_is_compared_as_it_was_written() -> None:
    """Whatever the connection carries."""
    answer = exchange(1, 2, gzip.compress(OLD))
    answer.is_compressed = True
    assert Checker(ANSWERS, History()).judge(answer) == Verdict.RIGHT


def test_not_modified_is_right_only_while_the_answer_that_the_client_has_is() -> None:
    """A stale tag that still counts is a wrong answer."""
    checker = Checker(ANSWERS, changed())
    checker.judge(exchange(1, 2, OLD, tag=b'W/"old"'))
    had = checker.known[request().head]
    assert had == (b'W/"old"', hash(OLD))
    verdicts = [checker.judge(Exchange(request(), at, had, ended=at, status=304)) for at in (3, 21)]
    assert verdicts == [Verdict.KNOWN, Verdict.WRONG]


@pytest.mark.parametrize(
    ("at", "status", "body", "verdict"),
    [
        (31, 503, AWAY, Verdict.UNAVAILABLE),
        (31, 200, AWAY, Verdict.UNAVAILABLE),
        (31, 503, SLOW, Verdict.UNAVAILABLE),
        (31, 500, AWAY, Verdict.FAILED),
        (31, 500, BROKEN, Verdict.FAILED),
        (31, 503, b"<html>", Verdict.FAILED),
        (41, 503, AWAY, Verdict.FAILED),
        (41, 503, SLOW, Verdict.FAILED),
        (29, 200, AWAY, Verdict.FAILED),
    ],
)
def test_only_a_store_that_is_away_or_comes_back_explains_that_it_cannot_answer(
    at: float, status: int, body: bytes, verdict: Verdict
) -> None:
    """Before it was killed and after it has answered again, there is no excuse."""
    history = History()
    history.goes(30)
    history.returns(40)
    checker = Checker(ANSWERS, history)
    assert checker.judge(exchange(at, at + 0.5, body, status)) == verdict
    assert sum(checker.server_errors.values()) == (status >= 500)


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (400, BROKEN.replace(b"INTERNAL", b"BAD_USER_INPUT"), Verdict.REFUSED),
        (400, BROKEN, Verdict.WRONG),
        (200, OLD, Verdict.WRONG),
    ],
)
def test_a_request_that_is_wrong_is_refused_by_its_code(status: int, body: bytes, verdict: Verdict) -> None:
    """A client's error stays a client's error, whatever happens beside it."""
    asked = request(Refusal(400, "BAD_USER_INPUT"))
    assert Checker(ANSWERS, History()).judge(exchange(1, 2, body, status, asked=asked)) == verdict


def soaked(checker: Checker, resident: int = 100, descriptors: int = 70, loads: int = 3) -> Soaked:
    """A soak of 20 minutes that ends with so much held, having begun with 100 bytes and 70 descriptors."""
    traffic = Traffic("", 0, checker, [], [], [], 0, sent=1000, latencies=array("d", [0.001, 0.002]))
    states = States(Path(), [], [], ANSWERS)
    faults = Faults(states, checker.history, checker, request(), "", 0, loads=loads)
    samples = [Sample(second, 100, 70) for second in range(600)]
    samples += [Sample(second, resident, descriptors) for second in range(600, 1200)]
    return Soaked("memory", 20, traffic, samples, faults)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({}, []),
        ({"resident": 105}, []),
        ({"resident": 110}, ["memory: resident memory grew by 10.0%"]),
        ({"descriptors": 80}, ["memory: descriptors grew from 70 to 80"]),
        ({"loads": 0}, ["memory: no load was answered: nothing was tried"]),
    ],
)
def test_a_soak_must_not_show_growth(held: dict[str, int], said: list[str]) -> None:
    """After minute 5, by more than a twentieth."""
    assert list(soaked(Checker(ANSWERS, History()), **held).violations()) == said


@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.FAILED, Verdict.HUNG])
def test_one_answer_without_an_explanation_is_a_violation(verdict: Verdict) -> None:
    """Of however many requests."""
    checker = Checker(ANSWERS, History())
    checker.lost(exchange(1, 50), verdict)
    assert next(soaked(checker).violations()) == f"memory: 1 answers were {verdict}"


def test_the_table_tells_every_verdict() -> None:
    """None is left out because it does not look well."""
    lines = "\n".join(table(soaked(Checker(ANSWERS, History()))))
    assert [verdict for verdict in Verdict if f"| {verdict} |" not in lines] == []


@pytest.mark.parametrize("name", [*WEIGHTS, "ids"])
def test_every_question_fits_the_schema(name: str) -> None:
    """What the clients send is what the service answers."""
    document = (DOCUMENTS / f"{name}.graphql").read_text(encoding="utf-8")
    assert validate(graphql_schema(build_schema()), parse(document)) == []


def test_every_root_field_is_asked() -> None:
    """A field that is added later is soaked, too."""
    schema = graphql_schema(build_schema())
    assert schema.query_type
    asked = " ".join((DOCUMENTS / f"{name}.graphql").read_text(encoding="utf-8") for name in WEIGHTS)
    missing = [field for field in schema.query_type.fields if f"{field}(" not in asked and f"{field} {{" not in asked]
    assert missing == []
