"""Clients that break off, dawdle, lie about lengths or say more than was asked: over bare sockets."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.service.attacks.running import Service

ASKED = b'{"query": "{ dataset { nodes } }"}'
HEAD = b"POST /graphql HTTP/1.1\r\nHost: service\r\nContent-Type: application/json\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n" % len(ASKED)
CLOSE = b"Connection: close\r\n"


def statuses(answer: bytes) -> list[int]:
    """The statuses of the answers that came, one after the other."""
    return [int(number) for number in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


def test_the_plain_request_of_these_tests_is_answered(service: Service) -> None:
    """Else they would show nothing."""
    answer = service.converse(HEAD + CLOSE + LENGTH + ASKED)
    assert statuses(answer) == [200]
    assert "errors" not in json.loads(answer.partition(b"\r\n\r\n")[2])


def test_a_request_byte_by_byte_is_answered(service: Service) -> None:
    """A slow network is no attack."""
    parts = [bytes([byte]) for byte in HEAD + CLOSE + LENGTH + ASKED]
    assert statuses(service.converse(*parts, pause=0.001)) == [200]


def test_pipelined_requests_are_answered_in_their_order(service: Service) -> None:
    """A hundred in one piece, the last of which ends the connection."""
    document = '{"query": "{ a%d: __typename }"}'
    bodies = [(document % number).encode() for number in range(100)]
    requests = [HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies]
    requests[-1] = requests[-1].replace(HEAD, HEAD + CLOSE)
    answer = service.converse(b"".join(requests))
    assert re.findall(rb'"a(\d+)":"Query"', answer) == [str(number).encode() for number in range(100)]


def test_a_request_behind_one_that_is_refused_is_answered(service: Service) -> None:
    """A refusal does not leave its body to be read as the next request."""
    wrong = HEAD + b"Content-Length: 4\r\n\r\nnull"
    assert statuses(service.converse(wrong + HEAD + CLOSE + LENGTH + ASKED)) == [400, 200]


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + b"Content-Length: 5\r\n\r\n" + ASKED + b"\r\n\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 34\r\n\r\n" + ASKED,
        HEAD + b"Content-Length: -1\r\n\r\n" + ASKED,
        HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n" + ASKED,
        HEAD + b"Content-Length: 34\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + ASKED,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + ASKED,
        HEAD + b"Transfer-Encoding: chunked, gzip\r\n\r\n" + ASKED,
        HEAD + b"X: a\x00b\r\n\r\n",
        HEAD + b"X: a\rSet-Cookie: b\r\n\r\n",
        HEAD + b"X Y: a\r\n\r\n",
        b"GET /graphql HTTP/9.9\r\n\r\n",
        b"GET http://evil.example:99999/graphql HTTP/1.1\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\n\r\n",
        b"GET /graphql\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
        b"\0" * 10_000,
        HEAD + b"X: 1\r\n" * 10_000 + b"\r\n",
    ],
)
def test_what_breaks_the_rules_of_http_is_refused(service: Service, sent: bytes) -> None:
    """Once: nothing of it is taken for a second request."""
    answer = service.converse(sent, patience=1)
    assert statuses(answer) == [400]
    assert len(answer) < 2_048
    assert b"Set-Cookie" not in answer


def test_an_endless_body_is_refused_at_its_limit(service: Service) -> None:
    """And what follows is not kept."""
    before = service.megabytes
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    answer = service.converse(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 50, patience=1)
    assert statuses(answer) in ([413], [])  # none where the service closed while we were still sending
    assert service.megabytes - before < 64


def test_clients_that_leave_half_way_leave_nothing_behind(service: Service) -> None:
    """One at each byte, in the head, in the body, and before the answer."""
    whole = HEAD + LENGTH + ASKED
    with ThreadPoolExecutor(16) as clients:
        before = service.megabytes
        list(clients.map(lambda cut: service.converse(whole[:cut], patience=0.02), range(1, len(whole), 1)))
    assert service.megabytes - before < 32
    assert statuses(service.converse(HEAD + CLOSE + LENGTH + ASKED)) == [200]


def test_silent_clients_do_not_keep_others_waiting(service: Service) -> None:
    """Two hundred connections that say nothing, and one that asks."""
    with ThreadPoolExecutor(200) as clients:
        silent = [clients.submit(service.converse, patience=1) for _ in range(200)]
        time.sleep(0.2)
        answer = service.converse(HEAD + CLOSE + LENGTH + ASKED)
        assert statuses(answer) == [200]
        assert [one.result() for one in silent] == [b""] * 200


def test_a_link_of_more_than_100_000_characters_is_refused(service: Service) -> None:
    """As a head that is too large."""
    assert statuses(service.converse(b"GET /graphql?query=" + b"%7B" * 33_334 + b" HTTP/1.1\r\n\r\n")) == [431]
