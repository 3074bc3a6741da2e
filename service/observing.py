"""What an operator sees of the service: metrics for Prometheus, a line for each request in the log, a span for each in a trace.

Labels of metrics come from closed lists; names that clients choose, like an operation's, stand in the log and the trace alone.
"""

import logging
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from opentelemetry import propagate, trace
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from graph.errors import StoreUnavailable
from graph.plan import Plan
from graph.store import Reader, Value
from service.documents import known_document

SHARED_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that tells prometheus-client where several processes add up their metrics."""

CANNOT_ANSWER: Final = "The store cannot answer now. Try again later."

TOLD_EVERY: Final = 60.0
"""Seconds until the reason why a store cannot answer is told again: an outage has thousands of requests."""

_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LONGEST_NAME: Final = 100
_METHODS: Final = frozenset({"GET", "POST", "OPTIONS", "HEAD"})

disable_created_metrics()  # type: ignore[no-untyped-call]  # the second of each counter's birth, which nobody asks for

_log = logging.getLogger(__name__)
_requests = logging.getLogger("budget_graph.requests")
_tracer = trace.get_tracer("budget_graph")


class AnsweredFrom(StrEnum):
    """Where an answer came from."""

    STORE = "store"
    KEPT = "kept"  # the answer to a persisted operation, of the same data
    CLIENT = "client"  # which has it: 304
    NOTHING = "nothing"  # refused, a page, or nobody was there any more


class Ended(StrEnum):
    """Why the service ended a connection of its own accord, without a request or with one that it did not answer."""

    NO_REQUEST = "no_request"  # what came is none of HTTP's: 400
    LARGE_HEAD = "large_head"  # 431
    SLOW_HEAD = "slow_head"
    UNREAD = "unread"  # nobody read the answer
    CROWDED = "crowded"  # it waited longest when there were too many


@dataclass(slots=True)
class Seen:
    """One request, as it is told to the operator."""

    id: str
    method: str
    operation: str | None = None  # name
    client: str | None = None  # the name of its key
    answered: AnsweredFrom = AnsweredFrom.NOTHING
    status: int = 0  # of the answer; 0 where the client was gone before it
    cost: int | None = None
    codes: Sequence[str] = ()  # of the errors that the answer tells
    bytes: int = 0
    seconds: float = 0.0

    def tell(self, answer: Mapping[str, Any]) -> None:
        """Takes from a response what the operator is told of it."""
        self.codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        self.cost = answer.get("extensions", {}).get("cost", {}).get("requested")

    def told(self) -> dict[str, Any]:
        """The fields of its line in the log."""
        return {
            "request_id": self.id,
            "method": self.method,
            "operation": self.operation[:_LONGEST_NAME] if self.operation else None,
            "client": self.client,
            "status": self.status,
            "answered": self.answered.value,
            "milliseconds": round(self.seconds * 1000, 3),
            "cost": self.cost,
            "codes": list(self.codes),
            "bytes": self.bytes,
        }


@dataclass(slots=True)
class Observer:
    """Counts and tells what happens; one for each application."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _looked_up: tuple[int, int] = field(
        default_factory=lambda: known_document.cache_info()[:2]
    )  # that are counted already
    at_once: int = 0  # requests that are being answered
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    errors: Counter = field(init=False)
    running: Gauge = field(init=False)
    documents: Counter = field(init=False)
    ended: Counter = field(init=False)
    store_seconds: Histogram = field(init=False)
    store_failures: Counter = field(init=False)
    data_behind: Gauge = field(init=False)

    def __post_init__(self) -> None:
        """Declares the metrics."""
        to = self.registry
        self.requests = Counter(
            "budget_graph_requests", "Requests to /graphql.", ("method", "status", "answered"), registry=to
        )
        self.seconds = Histogram(
            "budget_graph_request_seconds", "From request to answer.", ("answered",), buckets=_SECONDS, registry=to
        )
        self.errors = Counter(
            "budget_graph_errors", "Errors that answers tell, by extensions.code.", ("code",), registry=to
        )
        self.running = Gauge(
            "budget_graph_requests_running", "Requests being answered.", multiprocess_mode="livesum", registry=to
        )
        self.documents = Counter(
            "budget_graph_documents", "Operations, by whether their document's plan was kept.", ("plan",), registry=to
        )
        self.ended = Counter(
            "budget_graph_connections_ended", "Connections that the service ended.", ("reason",), registry=to
        )
        self.store_seconds = Histogram(
            "budget_graph_store_seconds", "A store's answer to one call.", buckets=_SECONDS, registry=to
        )
        self.store_failures = Counter(
            "budget_graph_store_failures", "Calls that a store could not answer.", ("error",), registry=to
        )
        self.data_behind = Gauge(
            "budget_graph_data_behind",
            "1 while what the store is made of has changed and cannot be read.",
            multiprocess_mode="livemax",
            registry=to,
        )

    @contextmanager
    def observed(self, seen: Seen, headers: Mapping[str, str]) -> Iterator[None]:
        """Counts, logs and traces one request; whoever answers it tells what became of it."""
        start = time.perf_counter()
        self.at_once += 1
        self.running.inc()
        with _span("graphql", trace.SpanKind.SERVER, headers) as span:
            try:
                yield
            finally:
                seen.seconds = time.perf_counter() - start
                self.at_once -= 1
                self.running.dec()
                self._count(seen)
                if span.is_recording():
                    span.set_attributes({name: value for name, value in seen.told().items() if value is not None})
                if _requests.isEnabledFor(logging.INFO):
                    _requests.info("request", extra=seen.told())

    def _count(self, seen: Seen) -> None:
        self.requests.labels(
            seen.method if seen.method in _METHODS else "other", str(seen.status), seen.answered.value
        ).inc()
        self.seconds.labels(seen.answered.value).observe(seen.seconds)
        for code in seen.codes:
            self.errors.labels(code).inc()
        before, self._looked_up = self._looked_up, known_document.cache_info()[:2]  # each operation looks once
        for plan, now, counted in zip(("kept", "made"), self._looked_up, before, strict=True):
            self.documents.labels(plan).inc(max(now - counted, 0))

    def exposition(self) -> bytes:
        """All metrics as Prometheus reads them; of several processes their sums."""
        registry = self.registry
        if os.environ.get(SHARED_FOLDER):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # it has no types
        return generate_latest(registry)


def _span(
    name: str, kind: trace.SpanKind, headers: Mapping[str, str] | None = None
) -> AbstractContextManager[trace.Span]:
    """A span of the trace that the headers name, or else of the current one.

    Where nobody collects spans there is none to make: two idle ones took a quarter of the time of a 304.
    """
    if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        return nullcontext(trace.INVALID_SPAN)
    context = None if headers is None else propagate.extract(headers)
    return _tracer.start_as_current_span(name, context, kind)


@dataclass(frozen=True, slots=True)
class ObservedReader:
    """A reader whose answers are timed, and whose failures are counted.

    Why its store cannot answer is for the operator alone, who finds it in the log, once a minute while it lasts: it names
    servers and settings. Whoever asks is told that it cannot.
    """

    reader: Reader
    observer: Observer
    told: dict[str, float] = field(default_factory=dict)
    """When each reason was last told, in seconds of the process's clock."""

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order."""
        start = time.perf_counter()
        with _span("store", trace.SpanKind.INTERNAL):
            try:
                return await self.reader.answer(plans)
            except Exception as error:
                self.observer.store_failures.labels(type(error).__name__).inc()
                if isinstance(error, StoreUnavailable):
                    self._tell(str(error))
                    raise StoreUnavailable(CANNOT_ANSWER) from error
                raise
            finally:
                self.observer.store_seconds.observe(time.perf_counter() - start)

    def snapshot(self) -> "ObservedReader":
        """One over a snapshot of its reader."""
        return ObservedReader(self.reader.snapshot(), self.observer, self.told)

    async def close(self) -> None:
        """Closes the reader."""
        await self.reader.close()

    def _tell(self, reason: str) -> None:
        now = time.monotonic()
        if now - self.told.get(reason, -TOLD_EVERY) >= TOLD_EVERY:
            self.told[reason] = now
            _log.warning("The store cannot answer: %s", reason)
