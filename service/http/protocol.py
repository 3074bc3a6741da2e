"""HTTP as uvicorn reads it from a connection, with a bound on all that a client can make it wait for or keep.

uvicorn bounds neither the head of a request nor the time that it takes to come, and keeps what a client does not read for as
long as the client likes: a few thousand connections that send a byte a minute, or read none, are the whole service.
"""

import asyncio
from typing import ClassVar, Final

import httptools
import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from service.masking import ErrorCode, refusal
from service.observing import Ended

MAX_HEAD: Final = 1 << 16
"""Bytes of a request's line and headers: a document in a link, and whatever browsers and proxies add."""

OF_AN_OFFER: Final = frozenset({b"upgrade", b"http2-settings", b"connection"})
"""Headers that offer to go on in another protocol."""

WAITING: Final = "waiting"
"""Under which the application's state holds the connections that wait for a request."""

OBSERVER: Final = "observer"
"""Under which the application's state names who counts the connections that are ended."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection. It is closed when a head is too large or too slow, and when nothing of an answer is read.

    Of too many the one is closed that has waited longest for a request: who asks is answered however many say nothing.
    """

    most_connections: ClassVar[int] = 1_000
    """Of one process."""

    head_seconds: ClassVar[float] = 10.0
    """Within which a head must have come, from the connection's or its own first byte."""

    unread_seconds: ClassVar[float] = 30.0
    """After which a client that has read nothing more of an answer is given up."""

    _in_head = False
    _is_head_too_large = False
    _received = 0  # in the pieces after the one in which the head began
    _slow_head: asyncio.TimerHandle | None = None
    _slow_reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn declares it
        """Who connects has something to ask."""
        super().connection_made(transport)
        # Of all connections of the server those without a request; how long they have had none decides their order.
        self._waiting: dict[BoundedProtocol, None] = self.app_state.setdefault(WAITING, {})
        self._await_head()
        self._waiting[self] = None
        if len(self.connections) > self.most_connections:
            longest = next(iter(self._waiting))
            del self._waiting[longest]
            longest.end(Ended.CROWDED)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._waiting.pop(self, None)
        self._stop_awaiting_head()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on. What comes between requests begins a head, or is the rest of a body that was refused."""
        self._received += len(data)
        self._unset_keepalive_if_required()
        self._parse(data)
        if self.transport.is_closing():
            return
        if self._in_head and self._received > MAX_HEAD:
            self._is_head_too_large = True
            self.send_400_response("")
        elif not self._slow_head and (self.cycle is None or self.cycle.response_complete):
            self._await_head()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._in_head = True
        self._received = 0

    def on_headers_complete(self) -> None:
        """A head is whole; for its body the application waits."""
        self._in_head = False
        self._waiting.pop(self, None)
        self._stop_awaiting_head()
        size = len(self.url) + sum(len(b": \r\n") + len(name) + len(value) for name, value in self.headers)
        self._is_head_too_large = size > MAX_HEAD
        if self._is_head_too_large:
            raise httptools.HttpParserError("the head is too large")  # for `send_400_response`
        if not self._has_offer:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request is whole, or its head is, if the parser stops behind an offer."""
        if not self._has_offer:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """The client may send another request, unless it has sent it already."""
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self._waiting[self] = None

    def send_400_response(self, msg: str) -> None:
        """Refuses what cannot be read as a request, in the form of every other refusal."""
        status, message, code, reason = 400, msg, ErrorCode.BAD_USER_INPUT, Ended.NO_REQUEST
        if self._is_head_too_large:
            status, code, reason = 431, ErrorCode.LIMIT_EXCEEDED, Ended.LARGE_HEAD
            message = f"The request's line and headers are larger than {MAX_HEAD} bytes."
        body = orjson.dumps(refusal(message, code))
        headers = (
            f"content-type: application/json; charset=utf-8\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(STATUS_LINE[status] + headers.encode() + body)
        self.end(reason)

    def end(self, reason: Ended) -> None:
        """Closes the connection, and has it counted; what of an answer was not read by now is not sent."""
        if observer := self.app_state.get(OBSERVER):
            observer.ended.labels(reason.value).inc()
        if reason in (Ended.UNREAD, Ended.CROWDED):
            self.transport.abort()
        else:
            self.transport.close()

    def pause_writing(self) -> None:
        """The client is slower than its answer."""
        super().pause_writing()
        self._watch_reader(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """The client has read most of its answer."""
        if self._slow_reader:
            self._slow_reader.cancel()
        super().resume_writing()

    @property
    def _has_offer(self) -> bool:
        """Whether the client would rather go on in another protocol; CONNECT asks for nothing else."""
        return bool(self.parser.should_upgrade()) and self.parser.get_method() != b"CONNECT"

    def _parse(self, data: bytes) -> None:
        while data:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as offer:
                data = self._without_offer(data[offer.args[0] :]) if self._has_offer else b""
            except httptools.HttpParserError:
                self.send_400_response("Invalid HTTP request received.")
                return
            else:
                return

    def _without_offer(self, rest: bytes) -> bytes:
        """The request as if it offered no other protocol, which a server may always read it as (RFC 9110, section 7.8).

        Java's HttpClient offers HTTP/2 with each request, and the parser takes the body for the other protocol's.
        """
        line = b"%s %s HTTP/%s" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())
        headers = [b"%s: %s" % header for header in self.headers if header[0] not in OF_AN_OFFER]
        if any(name == b"connection" and b"close" in value.lower() for name, value in self.headers):
            headers.append(b"connection: close")
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn sets those of its own
        return b"\r\n".join([line, *headers, b"", rest])

    def _await_head(self) -> None:
        self._slow_head = self.loop.call_later(self.head_seconds, self.end, Ended.SLOW_HEAD)

    def _stop_awaiting_head(self) -> None:
        if self._slow_head:
            self._slow_head.cancel()
        self._slow_head = None

    def _watch_reader(self, unread: int) -> None:
        self._slow_reader = self.loop.call_later(self.unread_seconds, self._give_up_reader, unread)

    def _give_up_reader(self, unread_before: int) -> None:
        unread = self.transport.get_write_buffer_size()
        if unread < unread_before:
            self._watch_reader(unread)
        else:
            self.end(Ended.UNREAD)
