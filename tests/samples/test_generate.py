"""The generator as a command."""

from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="reportlab renders the samples and is not installed")

from samples import generate, typeface


def test_a_missing_font_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A message that says what to install, a non-zero exit, and no half-written folder."""
    monkeypatch.setattr(typeface, "FOLDERS", (str(tmp_path),))
    monkeypatch.setattr("sys.argv", ["generate", "--output", str(tmp_path / "rendered")])

    assert generate.main() == 1
    assert "apt-get install fonts-droid-fallback" in capsys.readouterr().err
    assert list((tmp_path / "rendered").iterdir()) == []


@pytest.mark.usefixtures("_fonts")
def test_rendering_twice_gives_equal_bytes() -> None:
    """Fonts are subset in the order of their first use, which nothing else may change."""
    assert generate.rendered() == generate.rendered()
