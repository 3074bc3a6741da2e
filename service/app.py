"""The service as an ASGI application: /graphql, /healthz, and the way from / to GraphiQL."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from graph.errors import StoreTimeout, StoreUnavailable
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader, Value
from service.disconnecting import EndedWithItsClient
from service.graphiql import GraphiqlAssets, page
from service.http import TIMEOUT, GraphQLEndpoint
from service.protocol import BoundedProtocol

HEALTH_TIMEOUT: Final = 5.0
"""Seconds after which a store that has not answered counts as down."""

MAX_CONNECTIONS: Final = 1_000
"""Of one process, each with a request or between two of them; a client beyond is told 503 at once."""

COLLECTED_AFTER: Final = (50_000, 20, 100)
"""Objects, and collections of the younger generations, until garbage is collected."""

SIGN_OF_LIFE: Final = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": (Field("version", "version"),)}))
)

_log = logging.getLogger(__name__)


def create_app(
    reader: Reader,
    schema: strawberry.Schema,
    *,
    graphiql: GraphiqlAssets | None = None,
    default_query: str = "",
    timeout: float = TIMEOUT,
) -> Starlette:
    """The application over one reader, which it closes at its end. It starts without its store, too, and says so.

    `schema` is built with `service.limits.EXTENSIONS`. Without `graphiql` a browser is told how to get it.
    """
    assets = graphiql.files if graphiql else {}

    async def asset(request: Request) -> Response:
        path = assets.get(request.path_params["name"])
        return FileResponse(path) if path else PlainTextResponse("No such file.", 404)

    async def health(_: Request) -> Response:
        state = await _state(reader)
        return JSONResponse(state, 200 if state["status"] == "ok" else 503)

    async def to_graphiql(_: Request) -> Response:
        return RedirectResponse("/graphql")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        if reason := (await _state(reader)).get("reason"):
            _log.warning("%s Until then requests are answered UNAVAILABLE, and /healthz says why.", reason)
        yield
        await reader.close()

    app = Starlette(
        routes=[
            Route("/", to_graphiql),
            Route(
                "/graphql", EndedWithItsClient(GraphQLEndpoint(schema, reader, page(graphiql, default_query), timeout))
            ),
            Route("/graphql/assets/{name}", asset),
            Route("/healthz", health),
        ],
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # else /graphql/ leads to whatever host the request names
    return app


async def _state(reader: Reader) -> dict[str, Value]:
    """The dataset that the store answers from, or the reason why it does not."""
    try:
        async with asyncio.timeout(HEALTH_TIMEOUT):
            (dataset,) = await reader.answer([SIGN_OF_LIFE])
    except (StoreUnavailable, StoreTimeout) as error:
        reason = str(error)
    except TimeoutError:
        reason = f"The store took over {HEALTH_TIMEOUT:g} seconds."
    except Exception:  # noqa: BLE001  # whatever a store may fail with, the probe's answer is that it failed
        _log.exception("the store does not answer")
        reason = "The store failed; the service's log says how."
    else:
        return {"status": "ok", "dataset": dataset}
    return {"status": "unavailable", "reason": reason}


def serve(app: Starlette, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the application until it is interrupted; other machines reach it only if `host` is set so."""
    # What stands now stands as long as the service, and an answer is a large tree without cycles: collected at the default
    # thresholds, pages of 100 projects had twice the p95 (35 ms against 20 ms, eight at a time).
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=BoundedProtocol,
        ws="none",
        limit_concurrency=MAX_CONNECTIONS,
        access_log=False,
        log_level="warning",
        server_header=False,
    )
