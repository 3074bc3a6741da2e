"""OpenTelemetry: spans go to a collector where its address is set as for every other program, and nowhere else.

pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http
OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 budget-graph serve
"""

import asyncio
import os
from importlib import import_module
from typing import Any, Final

from opentelemetry import trace

from graph.errors import SettingsError
from service.app import Background
from service.observing import Observer

ENDPOINT: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"


def collector_packages() -> tuple[Any, Any, Any] | None:
    """What makes spans, keeps them and sends them, if the environment names a collector.

    Raises:
        SettingsError: a collector is named, and the packages that speak to it are not installed.
    """
    if not os.environ.get(ENDPOINT):
        return None
    try:
        return (
            import_module("opentelemetry.sdk.trace"),
            import_module("opentelemetry.sdk.trace.export"),
            import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter"),
        )
    except ImportError:
        raise SettingsError(
            f"{ENDPOINT} is set, and OpenTelemetry is not installed. "
            "Run `pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http`, or unset it."
        ) from None


def trace_to_collector() -> tuple[Background, ...]:
    """Sends spans to the collector that the environment names, the last ones at the end; without one there are no spans.

    Raises:
        SettingsError: a collector is named, and the packages that speak to it are not installed.
    """
    packages = collector_packages()
    if not packages:
        return ()
    sdk, export, otlp = packages
    os.environ.setdefault("OTEL_SERVICE_NAME", "budget-graph")
    provider = sdk.TracerProvider(shutdown_on_exit=False)  # a process that is ended by a signal comes to no exit
    provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
    trace.set_tracer_provider(provider)

    async def send_the_last(_: Observer) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            provider.shutdown()

    return (send_the_last,)
