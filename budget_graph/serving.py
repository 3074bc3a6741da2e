"""The service as it runs: built from the settings, in one process or several, until it is told to end."""

import gc
import logging.config
import os
import re
import resource
import signal
import tempfile
from contextlib import suppress
from functools import partial
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette

from budget_graph.documents import QUERIES
from budget_graph.following import FollowingReader, settle
from budget_graph.processes import Processes
from budget_graph.reading import embedded_store
from budget_graph.settings import Settings
from budget_graph.tracing import collector_packages, trace_to_collector
from graph.errors import SettingsError
from graph.facts_folder import FactsFolder
from graph.store import Reader
from graph.store.neo4j import Neo4jReader
from service.app import Background, Offer, create_app
from service.graphiql import installed_assets
from service.http.access import Access, read_keys
from service.http.persisted import read_manifest
from service.http.protocol import BoundedProtocol
from service.limits import EXTENSIONS
from service.observing import SHARED_FOLDER
from service.schema import build_schema

COLLECTED_AFTER: Final = (50_000, 20, 5)
"""Objects, and collections of the younger generations, until garbage is collected.

An answer is a large tree without cycles: collected at the default thresholds, pages of 100 projects had twice the p95 (35 ms
against 20 ms, eight at a time). What has cycles is of clients that left and of Neo4j's driver, 45,000 objects a minute under load:
with the oldest generation at 100, a service had grown by 113 MiB after a quarter of an hour. What stands for good is frozen, and
no collection goes through it.
"""

# "https://a.example" "http://127.0.0.1:3000" -> the origin of a site's pages; not "*", not "https://a.example/page"
_ORIGIN: Final = re.compile(r"https?://[^/*\s]+")

ENDING: Final = 5
"""Seconds beside those of a request that the service takes to end: what is under way is answered."""


def application() -> Starlette:
    """The application of this process's settings."""
    settings = Settings.from_environment()
    logging.config.dictConfig(logging_of(settings.log))
    reader, background = _reader(settings)
    app = create_app(reader, build_schema(EXTENSIONS), offer_of(settings, (*background, *trace_to_collector())))
    settle()
    gc.set_threshold(*COLLECTED_AFTER)
    return app


def serve(settings: Settings) -> None:
    """Serves until it is interrupted or terminated; other machines reach it only if the host is set so."""
    _refuse_what_cannot_start(settings)
    _raise_descriptor_limit()
    config = uvicorn.Config(
        "budget_graph.serving:application",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.processes,
        access_log=False,
        log_config=None,
        server_header=False,
        http=BoundedProtocol,
        ws="none",
        timeout_graceful_shutdown=settings.request_seconds + ENDING,
    )
    if settings.processes > 1:
        with tempfile.TemporaryDirectory(prefix="budget-graph-metrics-") as shared:
            os.environ[SHARED_FOLDER] = shared
            Processes(config, [config.bind_socket()]).run()
    else:
        # uvicorn ends by the signal that ended it. As an interrupt it lets the process end, too, and not be killed.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run()


def _refuse_what_cannot_start(settings: Settings) -> None:
    """What would end each of several processes at its start, to be begun again without end, ends the one that begins them.

    Raises:
        BudgetGraphError: a setting cannot be used, or the folder of facts cannot be read.
    """
    offer_of(settings, ())
    collector_packages()
    if settings.processes > 1 and not settings.neo4j:
        folder = FactsFolder(settings.data)
        folder.registry()
        for _ in folder.read_all():
            pass


def _raise_descriptor_limit() -> None:
    """Lets connections take no descriptor that a reading of the facts needs, as far as the machine allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # macOS gives no limit, and does not take it
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def offer_of(settings: Settings, background: tuple[Background, ...]) -> Offer:
    """What the settings let the service do.

    Raises:
        SettingsError: a file that a setting names cannot be used.
    """
    for origin in settings.cors_origins:
        if not _ORIGIN.fullmatch(origin):
            raise SettingsError(f"BUDGET_GRAPH_CORS_ORIGINS: “{origin}” names no site. Write it as https://a.example.")
    if settings.log not in ("text", "json"):
        raise SettingsError(f"BUDGET_GRAPH_LOG is “{settings.log}”. Give text or json.")
    keys = read_keys(settings.keys) if settings.keys else {}
    if settings.needs_key and not keys:
        raise SettingsError(
            "BUDGET_GRAPH_NEEDS_KEY is true, and BUDGET_GRAPH_KEYS names no key: nobody could ask. "
            "Make one by `budget-graph key NAME`."
        )
    return Offer(
        graphiql=installed_assets(),
        default_query=example_queries()[0] if example_queries() else "",
        has_page=settings.graphiql,
        timeout=settings.request_seconds,
        fresh_for=settings.fresh_seconds,
        access=Access(keys, settings.rate, settings.needs_key, settings.cors_origins),
        trusted=read_manifest(settings.trusted_documents) if settings.trusted_documents else None,
        background=background,
    )


def example_queries() -> list[str]:
    """The queries that the documentation shows first."""
    return [path.read_text(encoding="utf-8").strip() for path in sorted(QUERIES.glob("*.graphql"))]


def _reader(settings: Settings) -> tuple[Reader, tuple[Background, ...]]:
    """The configured store, and what keeps it up to date."""
    if address := settings.neo4j:
        return Neo4jReader.at(address, settings.limits), ()
    following = FollowingReader(FactsFolder(settings.data), partial(embedded_store, settings))
    return following, (following.follow,)


def logging_of(form: str) -> dict[str, Any]:
    """The configuration of logging: everything goes to standard error, and uvicorn's own lines with it."""
    is_json = form == "json"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"format": "%(levelname)s: %(message)s"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json" if is_json else "text"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": "INFO" if is_json else "WARNING"} for name in ("budget_graph", "service", "uvicorn")},
            "uvicorn.access": {"level": "CRITICAL"},  # budget_graph.requests says more
            # A line of the driver's for each question that a store that is away cannot answer: 9,000 a minute under load. Ours
            # says it once a minute.
            "neo4j": {"level": "CRITICAL"},
        },
    }
