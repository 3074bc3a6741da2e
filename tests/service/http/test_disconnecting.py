"""Work for a client that goes away."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from service.http.disconnecting import EndedWithItsClient

REQUEST: tuple[Message, ...] = (
    {"type": "http.request", "body": b"{", "more_body": True},
    {"type": "http.request", "body": b"}", "more_body": False},
)


async def ending_of_work(method: str, seconds: float) -> str:
    """How work of that length ends when its client goes right after its request."""
    ending = "never"

    async def work(_scope: Scope, receive: Receive, _send: Send) -> None:
        nonlocal ending
        while method == "POST" and (await receive())["more_body"]:
            pass
        try:
            await asyncio.sleep(seconds)
            ending = "by itself"
        except asyncio.CancelledError:
            ending = "with its client"
            raise

    await EndedWithItsClient(work)({"type": "http", "method": method}, client_that_goes(), send_nothing)
    return ending


def client_that_goes() -> Receive:
    """A client that sends its request and is gone."""
    parts = iter(REQUEST)

    async def receive() -> Message:
        return next(parts, {"type": "http.disconnect"})

    return receive


async def send_nothing(_: Message) -> None:
    """An answer that nobody reads."""


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("seconds", "ending"), [(0, "by itself"), (3600, "with its client")])
def test_long_work_ends_with_its_client(method: str, seconds: float, ending: str) -> None:
    """The client is not watched for what is done at once."""
    assert asyncio.run(ending_of_work(method, seconds)) == ending


def test_work_that_is_cancelled_for_another_reason_is_cancelled() -> None:
    """As when the service shuts down."""

    async def work(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(EndedWithItsClient(work)({"type": "http", "method": "GET"}, client_that_goes(), send_nothing))
