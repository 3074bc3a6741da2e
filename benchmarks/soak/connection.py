"""One HTTP/1.1 connection, as light as it can be, so that the clients leave the processors to the service."""

import asyncio
from collections import deque
from time import monotonic
from typing import Any

import httptools

from benchmarks.soak.checker import Exchange


class Connection(asyncio.Protocol):
    """Sends bytes as they are given, and completes exchanges in the order in which their answers come."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[Exchange, asyncio.Future[None]]] = deque()
        self.is_open = False
        self._parser = httptools.HttpResponseParser(self)
        self._transport: Any = None

    @classmethod
    async def opened(cls, host: str, port: int) -> "Connection":
        """A connection to the service."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, host, port)
        return connection

    def ask(self, exchange: Exchange) -> "asyncio.Future[None]":
        """Sends a request; done when its answer is there."""
        self._transport.write(exchange.written)
        return self.expect(exchange)

    def write(self, part: bytes) -> None:
        """Sends a part of a request."""
        self._transport.write(part)

    def expect(self, exchange: Exchange) -> "asyncio.Future[None]":
        """Done when the answer to a request that was sent otherwise is there.

        Raises:
            ConnectionError: the service has closed the connection before.
        """
        answered = asyncio.get_running_loop().create_future()
        self.waiting.append((exchange, answered))
        return answered

    def leave(self) -> None:
        """Goes without a word; nobody waits for an answer any more."""
        for _, answered in self.waiting:
            answered.cancel()
        self.waiting.clear()
        self.is_open = False
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = transport
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self.is_open = False
        for _, answered in self.waiting:
            if not answered.done():
                answered.set_exception(ConnectionResetError(f"The service closed the connection ({exc})."))
        self.waiting.clear()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        if not self.waiting:
            return
        exchange = self.waiting[0][0]
        if name == b"etag":
            exchange.answered_tag = value
        elif name == b"content-encoding":
            exchange.is_compressed = value == b"gzip"

    def on_body(self, body: bytes) -> None:
        """Called by the parser."""
        if self.waiting:
            self.waiting[0][0].parts.append(body)

    def on_message_complete(self) -> None:
        """Called by the parser."""
        if not self.waiting:
            return
        exchange, answered = self.waiting.popleft()
        exchange.status = self._parser.get_status_code()
        exchange.ended = monotonic()
        if not answered.done():
            answered.set_result(None)
