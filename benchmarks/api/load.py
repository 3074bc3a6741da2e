"""wrk, a real load generator: how many requests a second a service answers, and how long each takes."""

import json
import shutil
import subprocess
import urllib.request
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import orjson

from benchmarks.api.services import BenchmarkError

SCRIPT: Final = Path(__file__).with_name("rotate.lua")
CONNECTIONS: Final = 8
TIMEOUT: Final = 300
"""Seconds after which wrk counts a request as lost: the slowest answers must be measured, too."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: requests a second, and the latency in milliseconds."""

    rate: float
    p50: float
    p95: float


def write_bodies(path: Path, document: str, variables: Iterable[object]) -> None:
    """Writes the bodies that wrk sends in turn."""
    path.write_bytes(b"".join(body(document, values) + b"\n" for values in variables))


def body(document: str, variables: object) -> bytes:
    """What a request carries."""
    return orjson.dumps({"query": document, "variables": variables})


def post(url: str, asked: bytes) -> bytes:
    """The answer to one request.

    Raises:
        BenchmarkError: it holds errors.
    """
    request = urllib.request.Request(url, asked, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
        answer: bytes = response.read()
    if b'"errors":' in answer:
        raise BenchmarkError(f"{answer[:2000].decode()}\nis answered to\n{asked.decode()}")
    return answer


def measure(url: str, requests: Path, seconds: float, status: int = 200, encoding: str = "identity") -> Measured:
    """Sends the requests in turn over all connections; every answer must have that status.

    Raises:
        BenchmarkError: wrk is missing, or an answer failed or was lost.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        raise BenchmarkError(
            "The load comes from wrk, which is not installed. Install it, as by `apt-get install wrk`."
        )
    options = [f"-c{CONNECTIONS}", "-t1", f"-d{seconds:.0f}s", f"--timeout={TIMEOUT}s", "-s", str(SCRIPT)]
    arguments = [str(requests), str(status), encoding]
    run = subprocess.run([wrk, *options, url, "--", *arguments], capture_output=True, text=True, check=True)
    result = json.loads(run.stdout.strip().splitlines()[-1])
    if result["failed"] or not result["requests"]:
        raise BenchmarkError(
            f"{result['failed']} of {result['requests']} answers to {requests.stem} failed or were lost."
        )
    return Measured(result["requests"] / result["seconds"], result["p50"], result["p95"])


def middle(runs: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    return Measured(median(run.rate for run in runs), median(run.p50 for run in runs), median(run.p95 for run in runs))
