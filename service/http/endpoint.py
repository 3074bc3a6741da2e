"""GraphQL over HTTP: a request is read, executed and answered; browsers get GraphiQL.

Nothing that a client sends gives a 500 but a fault of the service itself, and then without its text.
"""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
import strawberry
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.errors import StoreTimeout, StoreUnavailable
from graph.store import Reader
from graph.store.version import DataState, state_of_data
from service.execution import NotAQuery, execute
from service.graphiql import CONTENT_SECURITY_POLICY
from service.http.access import Access
from service.http.caching import ANSWERS_KEPT, KnownTags, entity_tag, is_known
from service.http.keeping import Kept
from service.http.persisted import PersistedDocuments
from service.http.request import FETCHES, GRAPHQL_RESPONSE, HTML, JSON, Refused, media_type, read_request
from service.masking import ErrorCode, log_unexpected, refusal
from service.observing import AnsweredFrom, Observer, Seen

TIMEOUT: Final = 30.0
"""Seconds that one request may take, its body included."""

AT_ONCE: Final = 500
"""Requests of one process that are being answered; half of its connections, so that there is one to say this on."""

STATUS: Final = {ErrorCode.TIMEOUT: 503, ErrorCode.UNAVAILABLE: 503, ErrorCode.INTERNAL: 500}
"""Of a response without data, as application/graphql-response+json; every other code is the client's: 400.

With data, even null, the operation was executed: 200, whatever its fields' errors are.
"""

NEVER_KEPT: Final = {"Cache-Control": "no-store"}
"""Of refusals and errors: the next answer may be another."""


@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """The ASGI application at /graphql."""

    schema: strawberry.Schema
    reader: Reader
    page: str | None  # of GraphiQL, if browsers get one
    timeout: float = TIMEOUT
    fresh_for: int = 0  # seconds that a client may use an answer without asking whether it still is one
    access: Access = field(default_factory=Access)
    documents: PersistedDocuments = field(default_factory=PersistedDocuments)
    answers: Kept[bytes] = field(default_factory=lambda: Kept(ANSWERS_KEPT))
    tags: KnownTags = field(default_factory=KnownTags)
    observer: Observer = field(default_factory=Observer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        request = Request(scope, receive)
        seen = Seen(secrets.token_hex(8), request.method)
        with self.observer.observed(seen, request.headers):
            try:
                response = await self._answer(request, seen)
            except ClientDisconnect:
                return
            seen.status, seen.bytes = response.status_code, len(response.body)
            await response(scope, receive, send)

    async def _answer(self, request: Request, seen: Seen) -> Response:
        """The response to a request, whatever it is."""
        media = JSON
        headers = {"Vary": "Accept", "X-Request-Id": seen.id, "X-Content-Type-Options": "nosniff"}
        status = None
        try:
            media = media_type(request, has_page=self.page is not None)
            if media == HTML:
                headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
                return Response(self.page, media_type=HTML, headers=headers)
            self._refuse_crowd()
            async with asyncio.timeout(self.timeout):
                seen.client, admitted = self.access.admit(request)
                headers |= admitted
                return await self._answer_operation(request, media, headers, seen)
        except Refused as refused:
            status, answer = refused.status, refusal(str(refused), refused.code)
            headers |= refused.headers
        except NotAQuery as error:
            answer = refusal(str(error), ErrorCode.BAD_USER_INPUT)
            if request.method in FETCHES:
                status, headers["Allow"] = 405, "POST"
        except TimeoutError:
            answer = refusal(
                f"The service gave up after {self.timeout:g} seconds. Ask for less at once.", ErrorCode.TIMEOUT
            )
        except ClientDisconnect:
            raise
        except Exception as error:  # noqa: BLE001  # a fault of the service's own, which no client may read
            answer = refusal(log_unexpected(error, seen.id), ErrorCode.INTERNAL)
        seen.tell(answer)
        return Response(
            encode(answer),
            status or status_of(answer, media),
            media_type=content_type(media),
            headers=headers | NEVER_KEPT,
        )

    def _refuse_crowd(self) -> None:
        if self.observer.at_once > AT_ONCE:
            raise Refused(503, "Too many ask at once. Try again.", ErrorCode.UNAVAILABLE, {"Retry-After": "1"})

    async def _answer_operation(self, request: Request, media: str, headers: dict[str, str], seen: Seen) -> Response:
        """The answer to an operation: the client's own, where it has the same already, or a kept one, or the store's."""
        reader = self.reader.snapshot()
        state = await self._state(reader) if request.method in FETCHES else None
        data = state.version if state else None
        if data and (known := self._known_to_client(request, media, data, headers, seen)):
            return known
        asked = await read_request(request)
        operation = self.documents.operation_of(asked)
        seen.operation = operation.called
        tag = entity_tag(data, operation, media) if data else None
        if tag and (kept := self._kept(tag, request, media, headers, seen)):
            self.documents.keep(operation)  # which another process may have answered
            return kept
        answer = await execute(self.schema, reader, operation, seen.id)
        if "data" in answer:
            seen.answered = AnsweredFrom.STORE
            self.documents.keep(operation)
        body = encode(answer)
        # Equal before and after, the answer is from those data.
        if data and tag and "errors" not in answer and state == await self._state(reader):
            headers |= self._tagged(tag)
            if not operation.document or asked.query is None:  # else it is read again, so that its document is kept
                self.tags.keep(request.scope["query_string"], media, data, tag, operation.called)
            if operation.document:
                self.answers.keep(tag, body)
        else:
            headers |= NEVER_KEPT
        seen.tell(answer)
        return Response(body, status_of(answer, media), media_type=content_type(media), headers=headers)

    def _known_to_client(
        self, request: Request, media: str, data: str, headers: dict[str, str], seen: Seen
    ) -> Response | None:
        """That the client has the answer already, where the same request was answered from the same data."""
        had = request.headers.get("if-none-match")
        known = self.tags.find(request.scope["query_string"], media, data) if had else None
        if not known or not is_known(known[0], had):
            return None
        seen.answered, seen.operation = AnsweredFrom.CLIENT, known[1]
        return Response(status_code=304, headers=headers | self._tagged(known[0]))

    def _kept(self, tag: str, request: Request, media: str, headers: dict[str, str], seen: Seen) -> Response | None:
        """The answer that the client has, or that was kept of a persisted operation."""
        if is_known(tag, request.headers.get("if-none-match")):
            seen.answered = AnsweredFrom.CLIENT
            return Response(status_code=304, headers=headers | self._tagged(tag))
        if (body := self.answers.find(tag)) is None:
            return None
        seen.answered = AnsweredFrom.KEPT
        return Response(body, media_type=content_type(media), headers=headers | self._tagged(tag))

    async def _state(self, reader: Reader) -> DataState | None:
        """The data as they are now."""
        try:
            return await state_of_data(reader)
        except (StoreUnavailable, StoreTimeout):  # which the answer will say
            return None

    def _tagged(self, tag: str) -> dict[str, str]:
        """The headers of an answer that may be kept."""
        return {"ETag": tag, "Cache-Control": self._cache_control}

    @property
    def _cache_control(self) -> str:
        scope = "private" if self.access.needs_key else "public"
        return f"{scope}, max-age={self.fresh_for}" if self.fresh_for else f"{scope}, no-cache"


def content_type(media: str) -> str:
    """The media type with its charset, which JSON's clients like to see named."""
    return f"{media}; charset=utf-8"


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
