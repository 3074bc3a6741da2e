"""Every attack is refused or answered as its table says, within bounds, and without a word about the service's insides."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import httpx
import pytest

from service.masking import MAX_ERRORS, MAX_FIELD_ERRORS, MAX_MESSAGE, ErrorCode
from tests.service.attacks import analyses, connections, documents, sums, transport, values
from tests.service.attacks.attack import Attack, Outcome
from tests.service.attacks.running import Service

TABLES = (transport, documents, connections, values, analyses, sums)
ATTACKS = tuple(chain.from_iterable(table.ATTACKS for table in TABLES))
SECONDS = 2.0
LARGEST_REFUSAL = 16_384
LARGEST_ANSWER = 4 << 20
GROWTH = 200
"""Megabytes for sixteen bodies of a mebibyte and sixteen large answers at once, and the documents at hand."""

INSIDES = re.compile(
    r"""/tmp/|/usr/|/home/|site-packages|\.py\b|Traceback|<class|object\ at\ 0x|0x[0-9a-f]{8}
      | \b(?:sys|asyncio|graphql|strawberry|neo4j|orjson|msgspec|starlette)\.  | \b(?:NoneType|codec|dict|tuple|str)\b
      | [Nn]eo4j | BUDGET_GRAPH_ | budget-graph
      | \w+(?:Error|Exception|Warning)\b | \b(?:MATCH|UNWIND|RETURN|CALL)\s | \bCypher\b | set_int_max | recursion""",
    re.VERBOSE,
)


def outcome(response: httpx.Response) -> Outcome:
    """The status, and the code of the errors."""
    if not response.headers.get("content-type", "").startswith("application/"):
        return response.status_code, None
    codes = {ErrorCode(error["extensions"]["code"]) for error in response.json().get("errors", ())}
    assert len(codes) <= 1
    return response.status_code, codes.pop() if codes else None


def insides(attack: Attack, response: httpx.Response) -> list[str]:
    """What the messages tell that the client did not say."""
    if attack.outcome[1] is None:
        return []
    told = [match[0] for error in response.json()["errors"] for match in INSIDES.finditer(error["message"])]
    return [word for word in told if word not in attack.sent]


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{attack.source}: {attack.name}" for attack in ATTACKS])
def test_an_attack_is_refused_or_answered_within_bounds(service: Service, attack: Attack) -> None:
    """By its table, in time, in little space, and in words of the client's own world."""
    before = service.seconds
    response = service.send(attack)
    seconds = service.seconds - before
    assert outcome(response) == attack.outcome
    assert seconds < SECONDS
    assert len(response.content) <= (LARGEST_REFUSAL if attack.outcome[1] else LARGEST_ANSWER)
    assert insides(attack, response) == []
    if attack.outcome[1]:
        answer = response.json()
        most = MAX_FIELD_ERRORS + 1 if "data" in answer else MAX_ERRORS
        assert len(answer["errors"]) <= most
        assert all(len(error["message"]) <= MAX_MESSAGE for error in answer["errors"])


@pytest.mark.parametrize("attack", sums.ATTACKS, ids=[attack.name for attack in sums.ATTACKS])
def test_others_are_answered_while_one_asks_for_sums(service: Service, attack: Attack) -> None:
    """Whoever asks meanwhile does not wait for longer than an attack may take."""
    with ThreadPoolExecutor(1) as clients:
        attacked = clients.submit(service.send, attack)
        others = []
        while not attacked.done():
            others.append(service.client.get("/healthz"))
    assert outcome(attacked.result()) == attack.outcome
    assert {other.status_code for other in others} == {200}
    assert max(other.elapsed.total_seconds() for other in others) < SECONDS


def test_the_suite_is_large_and_names_each_attack_once() -> None:
    """A test of this file cannot lose its table unseen."""
    assert len(ATTACKS) >= 200
    assert len({(attack.source, attack.name) for attack in ATTACKS}) == len(ATTACKS)


def test_all_attacks_at_once_get_what_each_gets_alone(service: Service) -> None:
    """Sixteen at a time; what they make the service keep, each alone has made it keep."""
    before = service.megabytes
    with ThreadPoolExecutor(16) as clients:
        outcomes = list(clients.map(lambda attack: outcome(service.send(attack)), ATTACKS))
    assert outcomes == [attack.outcome for attack in ATTACKS]
    assert service.megabytes - before < GROWTH
