"""The two services that are measured, each in one process of its own on a free port of this machine."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from neo4j_server import Server

PEER: Final = Path(__file__).resolve().parent.parent / "peer"
INSTALLED: Final = Path(__file__).resolve().parents[2] / ".cache" / "peer"
START_TIMEOUT: Final = 600.0
"""Seconds until a service must answer: the embedded store builds its graph of a million nodes first."""


class BenchmarkError(Exception):
    """What keeps a benchmark from being made, and how to change it."""


@contextmanager
def our_service(settings: Mapping[str, str]) -> Iterator[str]:
    """`budget-graph serve` with these settings; gives the address of its GraphQL."""
    port = free_port()
    command = [sys.executable, "-m", "budget_graph", "serve"]
    with answering(command, f"http://127.0.0.1:{port}/readyz", {**settings, "BUDGET_GRAPH_PORT": str(port)}):
        yield f"http://127.0.0.1:{port}/graphql"


@contextmanager
def peer_service(server: Server) -> Iterator[str]:
    """@neo4j/graphql on the server; gives the address of its GraphQL."""
    install_peer()
    url = f"http://127.0.0.1:{(port := free_port())}/graphql"
    settings = {
        "NODE_ENV": "production",
        "NEO4J_URI": server.uri,
        "NEO4J_USER": server.user,
        "NEO4J_PASSWORD": server.password,
        "PORT": str(port),
    }
    with answering([_program("node"), str(INSTALLED / "server.mjs")], f"{url}?query=%7B__typename%7D", settings):
        yield url


def install_peer() -> None:
    """Brings the peer's packages by npm, exactly those of its lock file; a lock that is installed is left alone."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for path in PEER.iterdir():
        shutil.copy(path, INSTALLED)
    digest = hashlib.sha256((PEER / "package-lock.json").read_bytes()).hexdigest()
    stamp = INSTALLED / "installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != digest:
        command = [_program("npm"), "ci", "--no-audit", "--ignore-scripts", "--loglevel=error"]
        subprocess.run(command, cwd=INSTALLED, check=True)
        stamp.write_text(digest, encoding="utf-8")


@contextmanager
def answering(command: list[str], sign_of_life: str, settings: Mapping[str, str]) -> Iterator[int]:
    """A program that answers at an address, until the end of the context; gives the id of its process."""
    with subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(sign_of_life, process)
            yield process.pid
        finally:
            process.terminate()


def _program(name: str) -> str:
    program = shutil.which(name)
    if program is None:
        raise BenchmarkError(f"The peer needs Node.js 20 or later; {name} is not installed.")
    return program


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise BenchmarkError("A service ended before it answered; what it said stands above.")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise BenchmarkError(f"A service did not answer within {START_TIMEOUT:.0f} seconds.")
