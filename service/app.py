"""The service as an ASGI application: /graphql, the way from / to GraphiQL, and what its operator looks at."""

import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import strawberry
from anyio import create_task_group
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from graph.store import Reader
from service.graphiql import GraphiqlAssets, page
from service.health import routes, state_of
from service.http.access import Access
from service.http.caching import is_known, release
from service.http.compression import Compression
from service.http.disconnecting import EndedWithItsClient
from service.http.endpoint import TIMEOUT, GraphQLEndpoint
from service.http.persisted import PersistedDocuments
from service.http.protocol import OBSERVER
from service.masking import ErrorCode, refusal
from service.observing import ObservedReader, Observer

SENT: Final = ("Content-Type", "Authorization", "X-Api-Key", "Apollo-Require-Preflight")
READ: Final = ("ETag", "X-Request-Id", "RateLimit", "RateLimit-Policy", "Retry-After")
"""Headers that pages of other sites may send and read."""

OF_FILES: Final = {"Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff"}
"""Of the files that GraphiQL loads; their names do not change with a release, so the browser asks whether it has them."""

_log = logging.getLogger(__name__)

Background = Callable[[Observer], Coroutine[Any, Any, None]]
"""What runs beside the requests for as long as the service does, and tells the observer how it goes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an operator lets the service do beside answering; by default as little as possible."""

    graphiql: GraphiqlAssets | None = None
    default_query: str = ""
    has_page: bool = True  # browsers get GraphiQL, or are told how to install it
    timeout: float = TIMEOUT
    fresh_for: int = 0  # seconds
    access: Access = field(default_factory=Access)
    trusted: Mapping[str, str] | None = None  # documents by id, of which alone operations may be
    background: Sequence[Background] = ()


def create_app(reader: Reader, schema: strawberry.Schema, offer: Offer | None = None) -> Starlette:
    """The application over one reader, which it closes at its end. It starts without its store, too, and says so.

    `schema` is built with `service.limits.EXTENSIONS`.
    """
    offer = offer or Offer()
    release()  # read once, before a request waits for it
    observer = Observer()
    observed = ObservedReader(reader, observer)
    endpoint = GraphQLEndpoint(
        schema,
        observed,
        page(offer.graphiql, offer.default_query) if offer.has_page else None,
        offer.timeout,
        offer.fresh_for,
        offer.access,
        PersistedDocuments(offer.trusted),
        observer=observer,
    )
    assets = offer.graphiql.files if offer.graphiql and offer.has_page else {}

    async def asset(request: Request) -> Response:
        path = assets.get(request.path_params["name"])
        return _file(path, request) if path else PlainTextResponse("No such file.", 404)

    async def to_graphiql(_: Request) -> Response:
        return RedirectResponse("/graphql")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[Mapping[str, Observer]]:
        if (await state_of(observed))["status"] != "ok":
            _log.warning("Until the store answers, requests are answered UNAVAILABLE, and /readyz with 503.")
        async with create_task_group() as tasks:
            for task in offer.background:
                tasks.start_soon(task, observer)
            yield {OBSERVER: observer}
            tasks.cancel_scope.cancel()
        await reader.close()

    app = Starlette(
        routes=[
            Route("/", to_graphiql),
            Route("/graphql", EndedWithItsClient(endpoint)),
            Route("/graphql/assets/{name}", asset),
            *routes(observed, observer),
        ],
        middleware=[
            *_for_other_sites(offer.access.origins),
            Middleware(Compression),
        ],
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # else /graphql/ leads to whatever host the request names
    return app


def _file(path: Path, request: Request) -> Response:
    """A file that the page loads, unless the browser has it already."""
    response = FileResponse(path, headers=OF_FILES, stat_result=path.stat())
    if is_known(response.headers["ETag"], request.headers.get("If-None-Match")):
        return Response(status_code=304, headers={**OF_FILES, "ETag": response.headers["ETag"]})
    return response


class _Origins(CORSMiddleware):
    """Refuses a preflight in the form of every other refusal."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Whether a page of another site may ask."""
        response = super().preflight_response(request_headers)
        if response.status_code == 200:
            return response
        message = bytes(response.body).decode()
        return JSONResponse(refusal(message, ErrorCode.BAD_USER_INPUT), response.status_code, self.preflight_headers)


def _for_other_sites(origins: Sequence[str]) -> list[Middleware]:
    """Lets pages of these sites ask, by name and never by reflection; without any, CORS is not spoken at all."""
    if not origins:
        return []
    return [
        Middleware(
            _Origins,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=SENT,
            expose_headers=READ,
        )
    ]
