"""Whether the service lives, whether it can answer, and its metrics: for whoever operates it."""

import asyncio
import logging
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.errors import StoreTimeout, StoreUnavailable
from graph.store import Reader, Value
from graph.store.version import state_of_data
from service.observing import Observer

PATIENCE: Final = 5.0
"""Seconds after which a store that has not answered counts as down."""

_log = logging.getLogger(__name__)


def routes(reader: Reader, observer: Observer) -> list[Route]:
    """/healthz: the process lives; /readyz: the store answers; /metrics, which a proxy keeps to itself."""

    async def lives(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def is_ready(_: Request) -> Response:
        state = await state_of(reader)
        return JSONResponse(state, 200 if state["status"] == "ok" else 503)

    async def metrics(_: Request) -> Response:
        return Response(observer.exposition(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", lives), Route("/readyz", is_ready), Route("/metrics", metrics)]


async def state_of(reader: Reader) -> dict[str, Value]:
    """The dataset that the store answers from, or that it does not, in words that anybody may read."""
    try:
        async with asyncio.timeout(PATIENCE):
            data = await state_of_data(reader)
    except (StoreUnavailable, StoreTimeout) as error:
        reason = str(error)
    except TimeoutError:
        reason = f"The store took over {PATIENCE:g} seconds."
    except Exception:  # noqa: BLE001  # whatever a store may fail with, the probe's answer is that it failed
        _log.exception("the store does not answer")
        reason = "The store failed; the service's log says how."
    else:
        return {"status": "ok", "dataset": {"version": data.version}}
    return {"status": "unavailable", "reason": reason}
