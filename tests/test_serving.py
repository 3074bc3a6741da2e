"""The service as it runs: real processes on a port of this machine."""

import asyncio
import json
import logging.config
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from benchmarks.api.services import free_port
from budget_graph.serving import logging_of, offer_of
from budget_graph.settings import Settings
from budget_graph.tracing import ENDPOINT, trace_to_collector
from graph.errors import SettingsError
from graph.facts_folder import FactsFolder
from service.http.access import Key, new_key
from tests.factories import disclosure

PATIENCE: Final = 60.0
DATASET: Final = {"query": "{ dataset { version disclosures } }"}


LOGGED = """
import logging, logging.config, sys
from budget_graph.serving import logging_of
logging.config.dictConfig(logging_of(sys.argv[1]))
logging.getLogger("neo4j.io").error("Failed to read from defunct connection")
logging.getLogger("service.app").warning("Neo4j does not answer.")
"""

WITHOUT_OPENTELEMETRY = """
import sys
sys.modules["opentelemetry.sdk.trace"] = None
from budget_graph.command import main
main(["serve"])
"""


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a service over a folder of facts, and its process; it has ended at the end."""
    port = free_port()
    own = {"BUDGET_GRAPH_DATA": str(data), "BUDGET_GRAPH_PORT": str(port), **settings}
    command = [sys.executable, "-m", "budget_graph", "serve"]
    with subprocess.Popen(
        command, env={**os.environ, **own}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _wait_until_ready(url: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(process.stderr.read() if process.stderr and process.poll() is not None else "not ready")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with the facts of one document."""
    FactsFolder(tmp_path).write(disclosure())
    return tmp_path


def asked(url: str, **sent: Any) -> httpx.Response:
    """The answer to a question about the data."""
    return httpx.post(f"{url}/graphql", json=DATASET, timeout=PATIENCE, **sent)


def test_several_processes_answer_from_the_same_data_and_add_up_their_metrics(data: Path) -> None:
    """And all of them end when they are told to."""
    with serving(data, BUDGET_GRAPH_PROCESSES="2") as (url, process):
        answers = [asked(url).json()["data"] for _ in range(40)]
        assert all(answer == answers[0] for answer in answers)
        counted = [
            line
            for line in httpx.get(f"{url}/metrics").text.splitlines()
            if line.startswith("budget_graph_requests_total")
        ]
        assert [float(line.rpartition(" ")[2]) for line in counted] == [40.0]
    assert process.returncode == 0


def test_a_load_is_answered_without_a_restart(data: Path) -> None:
    """By every tag that was given before it no longer being the answer's."""
    with serving(data) as (url, _):
        parameters = {"query": DATASET["query"]}
        before = httpx.get(f"{url}/graphql", params=parameters)
        known = {"If-None-Match": before.headers["ETag"]}
        assert httpx.get(f"{url}/graphql", params=parameters, headers=known).status_code == 304
        FactsFolder(data).write(disclosure(sha256="b" * 64))
        until = time.monotonic() + PATIENCE
        while (after := httpx.get(f"{url}/graphql", params=parameters, headers=known)).status_code == 304:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert after.json()["data"]["dataset"]["disclosures"] == 2


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_request_that_is_under_way_is_answered_before_the_end(data: Path, processes: str) -> None:
    """SIGTERM comes while its body is still being sent; no new one is taken."""
    body = json.dumps(DATASET).encode()

    async def live(url: str, process: subprocess.Popen[str]) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body[:5])
        await writer.drain()
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(_until_refused(int(url.rpartition(":")[2])), 5)
        writer.write(body[5:])
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
        writer.close()
        return answer

    with serving(data, BUDGET_GRAPH_PROCESSES=processes) as (url, process):
        assert b'"disclosures":1' in asyncio.run(live(url, process))
    assert process.returncode == 0


async def _until_refused(port: int) -> None:
    with suppress(ConnectionRefusedError):
        while True:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_nothing_is_left_behind_at_the_end(data: Path, tmp_path: Path, processes: str) -> None:
    """A service that is started every night would fill the disk."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(data, BUDGET_GRAPH_PROCESSES=processes, TMPDIR=str(temporary)) as (url, _):
        assert asked(url).status_code == 200
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}, "OpenTelemetry is not installed"),
        ({}, "registry.v1.json: the facts file is damaged"),
    ],
)
@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_cannot_start_ends_with_its_reason(
    data: Path, processes: str, settings: Mapping[str, str], message: str
) -> None:
    """And is not begun again without end, however many processes there are to be."""
    (data / "registry.v1.json").write_text("{", encoding="utf-8")
    environment = {
        **os.environ,
        "BUDGET_GRAPH_DATA": str(data),
        "BUDGET_GRAPH_PORT": str(free_port()),
        "BUDGET_GRAPH_PROCESSES": processes,
        **settings,
    }
    command = [sys.executable, "-c", WITHOUT_OPENTELEMETRY]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (ended.returncode, message in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr


def test_connections_may_take_every_descriptor_that_the_machine_gives(data: Path) -> None:
    """A shell gives 1,024, of which a thousand connections leave none to read the facts with."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1_024, most), most))
    try:
        with serving(data) as (_, process):
            assert resource.prlimit(process.pid, resource.RLIMIT_NOFILE) == (most, most)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


def test_a_process_that_is_killed_takes_its_running_requests_with_it(data: Path, tmp_path: Path) -> None:
    """The gauge would tell of them until the service is started again."""

    def running(url: str) -> float:
        lines = httpx.get(f"{url}/metrics").text.splitlines()
        return float(next(line for line in lines if line.startswith("budget_graph_requests_running")).split()[1])

    def until(url: str, expected: float) -> None:
        end = time.monotonic() + PATIENCE
        while (told := _or_none(running, url)) != expected:
            assert time.monotonic() < end, told
            time.sleep(0.1)

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(data, BUDGET_GRAPH_PROCESSES="2", TMPDIR=str(temporary)) as (url, _):
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as connection:
            head = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
            connection.sendall(head + b"{")
            until(url, 1.0)
            for file in temporary.glob("budget-graph-metrics-*/gauge_livesum_*.db"):
                os.kill(int(file.stem.rpartition("_")[2]), signal.SIGKILL)
        until(url, 0.0)


def _or_none(read: Callable[[str], float], url: str) -> float | None:
    try:
        return read(url)
    except httpx.TransportError:  # of the process that was killed
        return None


def test_lines_of_the_log_are_json_where_that_is_set(data: Path) -> None:
    """One for each request, with the fields that a collector reads."""
    with serving(data, BUDGET_GRAPH_LOG="json") as (url, process):
        request_id = asked(url).headers["X-Request-Id"]
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=PATIENCE)
    lines = [json.loads(line) for line in told.splitlines()]
    [request] = [line for line in lines if line.get("request_id") == request_id]
    assert (request["status"], request["logger"], request["operation"]) == (200, "budget_graph.requests", None)


def test_a_key_is_not_asked_for_where_there_is_none() -> None:
    """Nobody could ask."""
    with pytest.raises(SettingsError, match="BUDGET_GRAPH_KEYS names no key"):
        offer_of(Settings.from_environment({"BUDGET_GRAPH_NEEDS_KEY": "true"}), ())


def test_settings_become_what_the_service_offers(tmp_path: Path) -> None:
    """Files are read before anything is served."""
    secret, entry = new_key("newspaper", 60)
    (tmp_path / "keys.toml").write_text(entry, encoding="utf-8")
    (tmp_path / "manifest.json").write_text('{"year": "{ year }"}', encoding="utf-8")
    environment: Mapping[str, str] = {
        "BUDGET_GRAPH_KEYS": str(tmp_path / "keys.toml"),
        "BUDGET_GRAPH_NEEDS_KEY": "true",
        "BUDGET_GRAPH_RATE": "0",
        "BUDGET_GRAPH_CORS_ORIGINS": "https://a.example, https://b.example",
        "BUDGET_GRAPH_TRUSTED_DOCUMENTS": str(tmp_path / "manifest.json"),
        "BUDGET_GRAPH_GRAPHIQL": "off",
        "BUDGET_GRAPH_FRESH_SECONDS": "60",
    }
    offer = offer_of(Settings.from_environment(environment), ())
    assert list(offer.access.keys.values()) == [Key("newspaper", 60)]
    assert secret not in str(offer.access.keys)
    assert (offer.access.needs_key, offer.access.rate, offer.has_page, offer.fresh_for) == (True, 0, False, 60)
    assert offer.access.origins == ("https://a.example", "https://b.example")
    assert offer.trusted
    assert offer.trusted["year"] == "{ year }"


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("NEEDS_KEY", "perhaps", "Give true or false"),
        ("RATE", "-1", "Give a whole number from 0"),
        ("KEYS", "nowhere.toml", "is no file of keys"),
        ("TRUSTED_DOCUMENTS", "nowhere.json", "is no manifest"),
        ("LOG", "xml", "Give text or json"),
        ("CORS_ORIGINS", "*", "names no site"),
        ("CORS_ORIGINS", "https://a.example/path", "names no site"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_the_start(setting: str, value: str, message: str) -> None:
    """With what to give instead."""
    with pytest.raises(SettingsError, match=message):
        offer_of(Settings.from_environment({f"BUDGET_GRAPH_{setting}": value}), ())


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_log_can_be_configured(form: str) -> None:
    """As its documentation says."""
    before = logging.getLogger().handlers[:]
    try:
        logging.config.dictConfig(logging_of(form))
        assert logging.getLogger("budget_graph.requests").isEnabledFor(logging.INFO) is (form == "json")
    finally:
        logging.getLogger().handlers[:] = before


def test_a_collector_without_its_packages_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spans that go nowhere would be missed too late."""
    monkeypatch.delenv(ENDPOINT, raising=False)
    trace_to_collector()
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:4318")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match="OpenTelemetry is not installed"):
        trace_to_collector()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_store_that_is_away_does_not_flood_the_log(form: str) -> None:
    """The driver has a line for every question that it cannot ask; ours say it once."""
    command = [sys.executable, "-c", LOGGED, form]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert ["Neo4j does not answer." in line for line in told.splitlines()] == [True]
