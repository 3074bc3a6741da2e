"""OpenTelemetry: spans go to a collector where its address is set as for every other program, and nowhere else.

pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http
OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 budget-graph serve
"""

import os
from importlib import import_module
from typing import Final

from opentelemetry import trace

from graph.errors import SettingsError

ENDPOINT: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"


def trace_to_collector() -> None:
    """Sends spans to the collector that the environment names; without one there are no spans.

    Raises:
        SettingsError: a collector is named, and the packages that speak to it are not installed.
    """
    if not os.environ.get(ENDPOINT):
        return
    try:
        sdk, export = import_module("opentelemetry.sdk.trace"), import_module("opentelemetry.sdk.trace.export")
        exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError:
        raise SettingsError(
            f"{ENDPOINT} is set, and OpenTelemetry is not installed. "
            "Run `pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http`, or unset it."
        ) from None
    os.environ.setdefault("OTEL_SERVICE_NAME", "budget-graph")
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.BatchSpanProcessor(exporter.OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
