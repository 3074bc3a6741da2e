"""`python -m interfaces.beside_service COMMAND…`: run a command while the service answers over the samples.

The service is a process of its own, as a user starts it, on a free port of the loopback; GRAPHQL_ENDPOINT tells the command
where. The exit status is the command's.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

SAMPLES: Final = Path(__file__).resolve().parent.parent / "samples" / "disclosures"
BUDGET_GRAPH: Final = (sys.executable, "-m", "budget_graph")
START_SECONDS: Final = 60.0
LOOPBACK: Final = "127.0.0.1"


@contextmanager
def service_over_samples() -> Iterator[str]:
    """The address of a service that has loaded the samples into the embedded store."""
    with TemporaryDirectory() as data:
        settings = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BUDGET_GRAPH_")},
            "BUDGET_GRAPH_STORE": "memory",
            "BUDGET_GRAPH_DATA": data,
            "BUDGET_GRAPH_HOST": LOOPBACK,
            "BUDGET_GRAPH_PORT": str(_free_port()),
        }
        subprocess.run([*BUDGET_GRAPH, "load", str(SAMPLES)], env=settings, check=True, stdout=subprocess.DEVNULL)
        service = subprocess.Popen([*BUDGET_GRAPH, "serve"], env=settings, stdout=subprocess.DEVNULL)
        try:
            yield _address(service, settings)
        finally:
            service.terminate()
            service.wait()


def main() -> None:
    """Runs the command, with the service's address in its environment."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with service_over_samples() as address:
        status = subprocess.run(sys.argv[1:], env={**os.environ, "GRAPHQL_ENDPOINT": address}, check=False).returncode
    sys.exit(status)


def _free_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _address(service: subprocess.Popen[bytes], settings: Mapping[str, str]) -> str:
    """Where GraphQL is served, once it is."""
    origin = f"http://{LOOPBACK}:{settings['BUDGET_GRAPH_PORT']}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with urlopen(f"{origin}/readyz", timeout=START_SECONDS):
                return f"{origin}/graphql"
        except URLError:
            time.sleep(0.1)
    raise SystemExit(f"The service did not start within {START_SECONDS:g} seconds; its messages stand above.")


if __name__ == "__main__":
    main()
