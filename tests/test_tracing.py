"""Traces, as a collector of OpenTelemetry gets them from the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from graph.facts_folder import FactsFolder
from tests.factories import disclosure
from tests.test_serving import asked, serving

TRACE: Final = "0af7651916cd43dd8448eb211c80319c"
PARENT: Final = "b7ad6b7169203331"


@contextmanager
def collecting() -> Iterator[tuple[str, list[Span]]]:
    """The address of a collector, and the spans that have come to it."""
    spans: list[Span] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sent = ExportTraceServiceRequest.FromString(body)
            spans.extend(span for one in sent.resource_spans for scope in one.scope_spans for span in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is to be told."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}", spans
        server.shutdown()


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_request_is_a_span_of_its_clients_trace(tmp_path: Path, processes: str) -> None:
    """With the store's below it; SIGTERM comes before they would be sent of themselves, and they are sent."""
    FactsFolder(tmp_path).write(disclosure())
    with collecting() as (collector, spans):
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector, "BUDGET_GRAPH_PROCESSES": processes}
        with serving(tmp_path, **settings) as (url, _):
            assert asked(url, headers={"traceparent": f"00-{TRACE}-{PARENT}-01"}).status_code == 200
    ours = {span.name: span for span in spans if span.trace_id.hex() == TRACE}
    assert sorted(ours) == ["graphql", "store"]
    assert ours["graphql"].parent_span_id.hex() == PARENT
    assert ours["store"].parent_span_id == ours["graphql"].span_id
    told = {one.key: one.value.string_value or one.value.int_value for one in ours["graphql"].attributes}
    assert (told["status"], told["answered"], told["method"]) == (200, "store", "POST")
