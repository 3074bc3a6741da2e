"""GraphQL over HTTP: a request is read, executed and answered; browsers get GraphiQL.

Nothing that a client sends gives a 500 but a fault of the service itself, and then without its text.
"""

import asyncio
import json
import secrets
from dataclasses import dataclass
from typing import Any, Final

import orjson
import strawberry
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.store import Reader
from service.execution import NotAQuery, execute
from service.graphiql import CONTENT_SECURITY_POLICY
from service.masking import ErrorCode, refusal
from service.request import GRAPHQL_RESPONSE, HTML, JSON, Refused, media_type, read_operation

TIMEOUT: Final = 30.0
"""Seconds that one request may take, its body included."""

STATUS: Final = {ErrorCode.TIMEOUT: 503, ErrorCode.UNAVAILABLE: 503, ErrorCode.INTERNAL: 500}
"""Of a response without data, as application/graphql-response+json; every other code is the client's: 400."""


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """The ASGI application at /graphql."""

    schema: strawberry.Schema
    reader: Reader
    page: str  # of GraphiQL
    timeout: float = TIMEOUT

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        request_id = secrets.token_hex(8)
        media = JSON
        headers = {"Vary": "Accept", "X-Request-Id": request_id, "X-Content-Type-Options": "nosniff"}
        status = None
        try:
            media = media_type(request)
            if media == HTML:
                headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
                return Response(self.page, media_type=HTML, headers=headers)
            async with asyncio.timeout(self.timeout):
                answer = await execute(self.schema, self.reader, await read_operation(request), request_id)
        except Refused as refused:
            status, answer = refused.status, refusal(str(refused), refused.code)
            headers |= refused.headers
        except NotAQuery as error:
            answer = refusal(str(error), ErrorCode.BAD_USER_INPUT)
            if request.method == "GET":
                status, headers["Allow"] = 405, "POST"
        except TimeoutError:
            answer = refusal(
                f"The service gave up after {self.timeout:g} seconds. Ask for less at once.", ErrorCode.TIMEOUT
            )
        return Response(
            encode(answer), status or status_of(answer, media), media_type=f"{media}; charset=utf-8", headers=headers
        )


def status_of(answer: dict[str, Any], media: str) -> int:
    """The HTTP status of a response: 200 unless the client knows that another status may carry a GraphQL response."""
    if media != GRAPHQL_RESPONSE or "data" in answer:
        return 200
    return max(STATUS.get(error["extensions"]["code"], 400) for error in answer["errors"])


def encode(answer: dict[str, Any]) -> bytes:
    """The response as JSON. Half of a surrogate pair, as broken PDF fonts give it, is written as an escape."""
    try:
        return orjson.dumps(answer)
    except orjson.JSONEncodeError:
        return json.dumps(answer, separators=(",", ":")).encode()
