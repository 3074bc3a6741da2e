"""Facts on disk."""

from pathlib import Path

import pytest

from graph.errors import DamagedFacts, UnreadableFacts
from graph.facts_folder import FactsFolder
from graph.policies.registry import NO_REGISTRY
from tests.factories import disclosure, line_item, project


def test_what_was_written_is_read_back_equal(tmp_path: Path) -> None:
    """A facts file loses nothing."""
    facts = disclosure(line_item(), project("甲"))
    folder = FactsFolder(tmp_path / "data")
    folder.write(facts)
    assert list(folder.read_all()) == [facts]


def test_writing_again_replaces_the_document_and_nothing_else(tmp_path: Path) -> None:
    """One file for each document."""
    folder = FactsFolder(tmp_path)
    other = disclosure(line_item(), sha256="b" * 64)
    for facts in (disclosure(line_item(amount=1)), other, disclosure(line_item(amount=2))):
        folder.write(facts)
    assert list(folder.read_all()) == [disclosure(line_item(amount=2)), other]


@pytest.mark.parametrize("content", [b"", b"{", b'{"disclosure": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_named_and_hides_no_other(tmp_path: Path, content: bytes) -> None:
    """The error stands in the place of the file's facts."""
    folder = FactsFolder(tmp_path)
    facts = disclosure(line_item(), sha256="b" * 64)
    folder.write(facts)
    damaged = folder.write(disclosure(line_item()))
    damaged.write_bytes(content)
    first, second = folder.read_all()
    assert isinstance(first, DamagedFacts)
    assert str(damaged) in str(first)
    assert second == facts


def test_a_killed_write_leaves_no_half_file(tmp_path: Path) -> None:
    """A temporary file of a writer that died is not read as facts."""
    folder = FactsFolder(tmp_path)
    path = folder.write(disclosure(line_item()))
    (tmp_path / f".{path.name}.4711").write_bytes(b"half")
    assert len(list(folder.read_all())) == 1


def test_facts_under_another_documents_name_are_refused(tmp_path: Path) -> None:
    """A renamed file would make one document answer for another."""
    folder = FactsFolder(tmp_path)
    path = folder.write(disclosure(line_item()))
    path.rename(path.with_name(path.name.replace("a" * 64, "c" * 64)))
    [error] = folder.read_all()
    assert isinstance(error, DamagedFacts)


def test_a_file_that_cannot_be_opened_is_not_taken_for_damaged(tmp_path: Path) -> None:
    """Nobody is told to delete it, and no graph is made without it."""
    folder = FactsFolder(tmp_path)
    path = folder.write(disclosure(line_item()))
    path.unlink()
    path.mkdir()
    with pytest.raises(UnreadableFacts, match="Is a directory"):
        list(folder.read_all())


def test_a_link_that_leads_nowhere_is_no_file(tmp_path: Path) -> None:
    """And hides none."""
    folder = FactsFolder(tmp_path)
    path = folder.write(disclosure(line_item()))
    path.with_name(path.name.replace("a" * 64, "c" * 64)).symlink_to(tmp_path / "gone")
    assert (folder.sha256s(), len(list(folder.read_all()))) == (["a" * 64], 1)


def test_a_folder_whose_file_is_written_over_has_another_mark(tmp_path: Path) -> None:
    """The registry's as well; what is being written has none."""
    folder = FactsFolder(tmp_path)
    path = folder.write(disclosure(line_item()))
    registry = folder.write_registry(NO_REGISTRY)
    marks = {folder.mark()}
    for file in (path, registry):
        file.write_bytes(b"longer than before" * 1000)
        marks.add(folder.mark())
    assert len(marks) == 3
    (tmp_path / f".{path.name}.4711").write_bytes(b"half")
    assert folder.mark() in marks
