"""A connection that asks for too much, or for nothing for too long: over sockets of this machine alone."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar, Final

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from service.http.protocol import MAX_HEAD, OBSERVER, BoundedProtocol
from service.observing import Observer

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


class HastyProtocol(BoundedProtocol):
    """Waits no longer than a test does."""

    head_seconds: ClassVar[float] = 0.2
    unread_seconds: ClassVar[float] = 1.0  # a reader that a busy machine holds up is not a slow one
    most_connections: ClassVar[int] = 4


OBSERVERS: Final[list[Observer]] = []
"""Of the services that were started, the latest last."""


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with as many bytes as the path says, without reading the body; a query asks to be kept waiting.

    A PUT is answered by its own body.
    """
    if scope["type"] == "lifespan":
        await receive()
        OBSERVERS.append(Observer())
        scope["state"][OBSERVER] = OBSERVERS[-1]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
    elif scope["method"] == "PUT":
        message = await receive()
        body: bytes = message["body"]
        while message["more_body"]:
            message = await receive()
            body += message["body"]
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
    else:
        await asyncio.sleep(0.3 if scope["query_string"] == b"slow" else 0)
        size = int(scope["path"].strip("/") or 2)
        headers = [(b"content-length", str(size).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"." * size})


def conversation(talk: Talk) -> bytes:
    """What a client has read when the service has closed the connection."""

    async def converse() -> bytes:
        server = uvicorn.Server(
            uvicorn.Config(application, port=0, http=HastyProtocol, ws="none", lifespan="on", log_config=None)
        )
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            return await asyncio.wait_for(talk(reader, writer), 20)
        finally:
            writer.close()
            server.should_exit = True
            await serving

    return asyncio.run(converse())


def sending(*parts: bytes, pause: float = 0.0) -> Talk:
    """Sends these bytes, and reads to the end meanwhile."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        reading = asyncio.create_task(read_to_end(reader))
        for part in parts:
            if reading.done():
                break
            writer.write(part)
            await asyncio.sleep(pause)
        return await reading

    return talk


async def read_to_end(reader: asyncio.StreamReader, pause: float = 0.0) -> bytes:
    """What comes until the service closes the connection, in whichever way."""
    answer = b""
    with suppress(ConnectionError):
        while part := await reader.read(1 << 20):
            answer += part
            await asyncio.sleep(pause)
    return answer


def ended() -> dict[str, float]:
    """How many connections the latest service has ended, by reason."""
    samples = [sample for metric in OBSERVERS[-1].ended.collect() for sample in metric.samples]
    return {sample.labels["reason"]: sample.value for sample in samples}


def refused(answer: bytes) -> tuple[int, str]:
    """Status and code of a refusal."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    "parts",
    [
        (b"GET /", *[b"a" * 10_000] * 30),
        (b"GET /" + b"a" * MAX_HEAD + b" HTTP/1.1\r\n\r\n",),
        (b"GET / HTTP/1.1\r\nA: ", *[b"a" * 10_000] * 30),
        (b"GET / HTTP/1.1\r\n" + b"a: 1\r\n" * 12_000 + b"\r\n",),
        (b"GET / HTTP/1.1\r\n", *[b"a: 1\r\n" * 2_000] * 30),
    ],
)
def test_a_head_that_is_too_large_is_refused(parts: tuple[bytes, ...]) -> None:
    """In whichever pieces it comes, and before it is whole."""
    assert refused(conversation(sending(*parts, pause=0.02))) == (431, "LIMIT_EXCEEDED")
    assert ended() == {"large_head": 1}


@pytest.mark.parametrize("text", [b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nA B: 1\r\n\r\n"])
def test_what_is_no_request_is_refused_as_every_other(text: bytes) -> None:
    """A client that parses errors parses this one."""
    assert refused(conversation(sending(text))) == (400, "BAD_USER_INPUT")
    assert ended() == {"no_request": 1}


@pytest.mark.parametrize("parts", [(), (b"GET / HT",), (b"\r\n",) * 4, (b"G", b"E", b"T", b" ", b"/", b"a")])
def test_a_head_that_does_not_come_is_not_waited_for(parts: tuple[bytes, ...]) -> None:
    """However its bytes are spread over time."""
    assert conversation(sending(*parts, pause=0.1)) == b""
    assert ended() == {"slow_head": 1}


OFFERING: Final = (
    b"PUT / HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nContent-Length: 5\r\nHost: a\r\n"
    b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\nUpgrade: h2c\r\n\r\n"
)
"""As Java's HttpClient begins every request to a service without TLS."""
LAST: Final = b"PUT / HTTP/1.1\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nlast"


@pytest.mark.parametrize(
    ("parts", "bodies"),
    [
        ((OFFERING + b"hello" + LAST,), [b"hello", b"last"]),
        ((OFFERING, b"he", b"llo", LAST), [b"hello", b"last"]),
        ((OFFERING[:40], OFFERING[40:] + b"hello" + LAST[:30], LAST[30:]), [b"hello", b"last"]),
        (((OFFERING + b"hello") * 1_000 + LAST,), [*[b"hello"] * 1_000, b"last"]),
    ],
)
def test_a_request_that_offers_another_protocol_is_answered_in_this_one(
    parts: tuple[bytes, ...], bodies: list[bytes]
) -> None:
    """With its body, however it comes; and so are those behind it."""
    answers = conversation(sending(*parts, pause=0.05)).split(b"HTTP/1.1 200 OK")[1:]
    assert [answer.rpartition(b"\r\n\r\n")[2] for answer in answers] == bodies


def test_a_large_head_within_the_bound_is_read() -> None:
    """As that of a link with a document in it."""
    answer = conversation(sending(b"GET /?" + b"a" * 60_000 + b" HTTP/1.1\r\nConnection: close\r\n\r\n"))
    assert answer.endswith(b"\r\n\r\n..")


def test_a_body_without_an_end_is_not_read_for_ever() -> None:
    """The request was answered long before."""
    head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = conversation(sending(head, *[b"1\r\na\r\n"] * 6, pause=0.1))
    assert answer.endswith(b"\r\n\r\n..")


def test_an_answer_that_nobody_reads_is_not_kept() -> None:
    """The connection is aborted, with what was not sent."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        writer.write(b"GET /50000000 HTTP/1.1\r\nConnection: close\r\n\r\n")
        await asyncio.sleep(4)
        return await read_to_end(reader)

    assert len(conversation(talk)) < 50_000_000
    assert ended() == {"unread": 1}


def test_a_slow_reader_gets_its_answer() -> None:
    """As long as it reads something."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        # A large window opens in steps that take a slow reader longer than the service waits here.
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        writer.write(b"GET /20000000 HTTP/1.1\r\nConnection: close\r\n\r\n")
        return await read_to_end(reader, pause=0.02)

    assert len(conversation(talk)) > 20_000_000


def test_an_answer_that_nobody_reads_gives_way_to_who_asks() -> None:
    """Its connection has no request, and is closed without waiting for the rest."""

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        address = writer.get_extra_info("peername")
        unread = [await asyncio.open_connection(*address, limit=1 << 10) for _ in range(3)]
        for _, others in unread:
            others.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 12)
            others.write(b"GET /20000000 HTTP/1.1\r\n\r\n")
        writer.write(b"GET /20000000 HTTP/1.1\r\n\r\n")
        await asyncio.sleep(0.2)
        for _ in range(6):
            asking, others = await asyncio.open_connection(*address)
            others.write(b"GET /5 HTTP/1.1\r\nConnection: close\r\n\r\n")
            assert (await read_to_end(asking)).endswith(b".....")
            others.close()
        for _, others in unread:
            others.close()
        return b""

    conversation(talk)
    assert ended()["crowded"] == 1


@pytest.mark.parametrize(
    ("first", "answered"), [(b"", b""), (b"GET /9?slow HTTP/1.1\r\nConnection: close\r\n\r\n", b"." * 9)]
)
def test_who_asks_is_answered_however_many_say_nothing(first: bytes, answered: bytes) -> None:
    """The connection that has waited longest gives way, and none that has a request."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(first)
        address = writer.get_extra_info("peername")
        silent = [await asyncio.open_connection(*address) for _ in range(3)]
        await asyncio.sleep(0.1)
        asking = [await asyncio.open_connection(*address) for _ in range(2)]
        for _, others in asking:
            others.write(b"GET /5 HTTP/1.1\r\nConnection: close\r\n\r\n")
        answers = [await read_to_end(others) for others, _ in asking]
        assert [answer.partition(b"\r\n\r\n")[2] for answer in answers] == [b"....."] * 2
        own = await read_to_end(reader)
        for _, others in (*silent, *asking):
            others.close()
        return own

    assert conversation(talk).partition(b"\r\n\r\n")[2] == answered
    assert ended()["crowded"] == 2
