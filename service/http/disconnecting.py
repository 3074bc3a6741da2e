"""Ends the work for a request whose client has gone, so that no query runs on for nobody."""

import asyncio
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATIENCE: Final = 0.05
"""Seconds before the client is watched: most answers are ready sooner, and a task for each would cost them."""


@dataclass(frozen=True, slots=True)
class EndedWithItsClient:
    """An ASGI application that is cancelled when its client disconnects before the answer."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        client = _Client(receive, has_body=scope["method"] == "POST")
        try:
            await self.app(scope, client.receive, send)
        except asyncio.CancelledError:
            if not client.is_gone:
                raise
        finally:
            client.leave()


class _Client:
    """Watches a client once its whole request has come; then all that it can send is that it is gone."""

    def __init__(self, receive: Receive, *, has_body: bool) -> None:
        self.is_gone = False
        self._receive = receive
        self._is_whole = not has_body
        self._working = asyncio.current_task()
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._begin)

    async def receive(self) -> Message:
        """The next message of the client."""
        message = await self._receive()
        self._is_whole = not message.get("more_body", False)
        return message

    def leave(self) -> None:
        """Watches no more."""
        self._timer.cancel()
        if self._watching:
            self._watching.cancel()

    def _begin(self) -> None:
        if self._is_whole:
            self._watching = asyncio.create_task(self._watch())
        else:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE, self._begin)

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True
        assert self._working
        self._working.cancel()
