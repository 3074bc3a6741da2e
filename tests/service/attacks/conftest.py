"""One server for all attacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.attacks.running import Service, running_service


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """The service over a synthetic country."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("the time and memory of a process are read from /proc, which this system lacks")
    with running_service() as service:
        yield service
