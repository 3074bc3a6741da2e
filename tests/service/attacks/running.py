"""A server of its own, since what is measured is a process: its time, its memory and its sockets."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.api.data import write_facts
from benchmarks.api.services import answering, free_port
from tests.service.attacks.attack import Attack

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 30.0
"""Seconds that a client waits; what is held against the service is its processor's time."""

NODES = 20_000
"""Of the country."""

APART = httpx.Limits(max_keepalive_connections=0)
"""Each attack has a connection of its own."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running server, as its clients and its operating system see it."""

    port: int
    process: int
    client: httpx.Client

    @property
    def seconds(self) -> float:
        """Of the processor's time, so far: another program's load is not its fault."""
        times = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def megabytes(self) -> float:
        """Of memory in use."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def send(self, attack: Attack) -> httpx.Response:
        """What it says to an attack."""
        return self.client.request(attack.method, attack.path, headers=dict(attack.headers), content=attack.body)

    def converse(self, *parts: bytes, pause: float = 0.0, patience: float = PATIENCE) -> bytes:
        """What it says to bytes on a socket until it closes the connection, or nothing more comes in time."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port), patience) as connection:
            try:
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
                while piece := connection.recv(1 << 16):
                    answer += piece
            except (ConnectionError, TimeoutError):
                pass
        return answer


@contextmanager
def running_service() -> Iterator[Service]:
    """The service over a synthetic country, as it is deployed, until the block ends."""
    with TemporaryDirectory() as folder:
        port = free_port()
        settings = {"BUDGET_GRAPH_DATA": str(write_facts(Path(folder), NODES)), "BUDGET_GRAPH_PORT": str(port)}
        command, url = [sys.executable, "-m", "budget_graph", "serve"], f"http://127.0.0.1:{port}"
        with (
            answering(command, f"{url}/healthz", settings) as process,
            httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE, limits=APART) as client,
        ):
            yield Service(port, process, client)
