"""The measurement of `make bench-parse` measures what it says."""

from pathlib import Path

import pytest

from benchmarks.parse import Comparison, compare, readable
from loaders.pdf import read_pdf
from tests.loaders.pdf.drawing import pdf, show


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two PDFs, one of them damaged."""
    (tmp_path / "a.pdf").write_bytes(pdf(show("A", 10, 20)))
    (tmp_path / "b.pdf").write_bytes(b"dummy pdf content")
    return tmp_path


def test_what_cannot_be_read_is_left_out_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other documents are measured."""
    assert list(readable([folder], lambda path: read_pdf(path.read_bytes(), path.name, ""))) == [folder / "a.pdf"]
    assert "b.pdf" in capsys.readouterr().err


def test_each_document_is_timed_by_both_readers(folder: Path) -> None:
    """As often as asked for, and by the reader that is given."""
    times_read: list[Path] = []
    (comparison,) = compare([folder / "a.pdf"], times_read.append, repetitions=3)
    assert (times_read, comparison.path) == ([folder / "a.pdf"] * 3, folder / "a.pdf")
    assert comparison.bare > 0


def test_a_ratio_below_one_is_faster_than_pdfplumber() -> None:
    """Ours over theirs."""
    assert Comparison(Path("a.pdf"), ours=1, bare=4).ratio == 0.25
