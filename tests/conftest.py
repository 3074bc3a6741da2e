"""Fixtures that every part uses.

Policy: a test builds what it needs from small inputs of its own; the embedded store is the default; nothing listens on
a port or reads outside the project, but for the tests that name `shared`, which stands beside a checkout and which a
clone may lack.
"""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real disclosures and their truth, or a skip that says that it is not here."""
    if not SHARED.is_dir():
        pytest.skip("../shared (real disclosures and what they contain) is not beside this checkout")
    return SHARED
