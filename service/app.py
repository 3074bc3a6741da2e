"""The service as an ASGI application: /graphql, /healthz, and the way from / to GraphiQL."""

import asyncio
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

from graph.errors import StoreUnavailable
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader
from service.graphiql import GraphiqlAssets, page
from service.http import TIMEOUT, GraphQLEndpoint

HEALTH_TIMEOUT: Final = 5.0
"""Seconds after which a store that has not answered counts as down."""

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
    """The application over one reader, which it closes at its end.

    `schema` is built with `service.limits.EXTENSIONS`. Without `graphiql` a browser is told how to get it.
    """
    assets = graphiql.files if graphiql else {}

    async def asset(request: Request) -> Response:
        path = assets.get(request.path_params["name"])
        return FileResponse(path) if path else PlainTextResponse("No such file.", 404)

    async def health(_: Request) -> Response:
        return await _health(reader)

    async def to_graphiql(_: Request) -> Response:
        return RedirectResponse("/graphql")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await reader.close()

    return Starlette(
        routes=[
            Route("/", to_graphiql),
            Route("/graphql", GraphQLEndpoint(schema, reader, page(graphiql, default_query), timeout)),
            Route("/graphql/assets/{name}", asset),
            Route("/healthz", health),
        ],
        lifespan=lifespan,
    )


async def _health(reader: Reader) -> Response:
    """200 with the dataset that the store answers from, or 503 with the reason why it does not."""
    try:
        async with asyncio.timeout(HEALTH_TIMEOUT):
            (dataset,) = await reader.answer([SIGN_OF_LIFE])
    except StoreUnavailable as error:
        return JSONResponse({"status": "unavailable", "reason": str(error)}, 503)
    except TimeoutError:
        return JSONResponse(
            {"status": "unavailable", "reason": f"The store took over {HEALTH_TIMEOUT:g} seconds."}, 503
        )
    except Exception:  # noqa: BLE001  # whatever a store may fail with, the probe's answer is that it failed
        _log.exception("the store does not answer")
        return JSONResponse({"status": "unavailable", "reason": "The store failed; the service's log says how."}, 503)
    return JSONResponse({"status": "ok", "dataset": dataset})


def serve(app: Starlette, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the application until it is interrupted; other machines reach it only if `host` is set so."""
    # Strawberry logs each client's typing error with a traceback; what is unexpected is logged by service.masking.
    logging.getLogger("strawberry.execution").setLevel(logging.CRITICAL)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", server_header=False)
