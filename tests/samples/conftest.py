"""Fixtures of the generator: rendering needs reportlab and two fonts, which a machine that only runs the project lacks."""

from pathlib import Path

import pytest

from samples.reading import FACTS

SAMPLES = FACTS.parent / "disclosures"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the committed samples."""
    return SAMPLES


@pytest.fixture(scope="session")
def _fonts() -> None:
    """Registers the fonts, or skips with what is missing."""
    typeface = pytest.importorskip("samples.typeface", reason="reportlab renders the samples and is not installed")
    try:
        typeface.register()
    except typeface.MissingFont as missing:
        pytest.skip(str(missing))
