"""The embedded store follows the folder that it is made of."""

import asyncio
import errno
import logging
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from budget_graph.following import FollowingReader
from budget_graph.reading import embedded_store
from budget_graph.settings import Settings
from graph.facts_folder import FactsFolder
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader
from graph.store.memory import MemoryReader
from service.observing import Observer
from tests.factories import disclosure, line_item

COUNT = Plan(AboutDataset(), Field("d", "d", Selection({"Dataset": (Field("disclosures", "disclosures"),)})))
SHA256 = "{:064x}"


async def disclosures(reader: Reader) -> int:
    """How many disclosures answer."""
    (dataset,) = await reader.answer([COUNT])
    assert isinstance(dataset, dict)
    count: int = dataset["disclosures"]
    return count


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FactsFolder:
    """A folder with the facts of one document, which is looked at often."""
    monkeypatch.setattr("budget_graph.following.PERIOD", 0.02)
    monkeypatch.setattr("budget_graph.following.PAUSE", 0.02)
    folder = FactsFolder(tmp_path)
    folder.write(disclosure(sha256=SHA256.format(1)))
    return folder


def following(folder: FactsFolder) -> FollowingReader:
    """A reader of the folder that passes over no damaged file."""

    def read() -> MemoryReader:
        facts = []
        for one in folder.read_all():
            if isinstance(one, Exception):
                raise one
            facts.append(one)
        return MemoryReader.of(facts)

    return FollowingReader(folder, read)


async def until(reader: Reader, count: int) -> None:
    """Waits until so many disclosures answer."""
    for _ in range(1000):
        if await disclosures(reader) == count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(await disclosures(reader))


def test_what_is_loaded_and_removed_is_answered(folder: FactsFolder) -> None:
    """Without a restart; an operation that is under way ends with the data that it began with."""

    async def live() -> None:
        reader = following(folder)
        begun = reader.snapshot()
        task = asyncio.create_task(reader.follow(Observer()))
        written = folder.write(disclosure(sha256=SHA256.format(2)))
        await until(reader, 2)
        assert await disclosures(begun) == 1
        written.unlink()
        await until(reader, 1)
        task.cancel()

    asyncio.run(live())


def test_facts_that_cannot_be_read_leave_the_older_ones(folder: FactsFolder, caplog: pytest.LogCaptureFixture) -> None:
    """Until they can: whoever operates the service is told."""

    async def live() -> None:
        reader = following(folder)
        task = asyncio.create_task(reader.follow(Observer()))
        damaged = folder.write(disclosure(sha256=SHA256.format(2)))
        damaged.write_text("{", encoding="utf-8")
        for _ in range(1000):
            if caplog.messages:
                break
            await asyncio.sleep(0.01)
        assert await disclosures(reader) == 1
        folder.write(disclosure(sha256=SHA256.format(2)))
        await until(reader, 2)
        task.cancel()

    asyncio.run(live())
    assert caplog.messages[0].startswith("The facts cannot be read; the older ones still answer.")


def test_a_folder_that_is_not_there_has_a_mark(tmp_path: Path) -> None:
    """It is made by the first load."""
    folder = FactsFolder(tmp_path / "data")
    before = folder.mark()
    folder.write(disclosure())
    assert folder.mark() != before


def test_a_fault_of_ours_does_not_end_the_following(folder: FactsFolder, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged with its trace, and what is loaded next is answered."""

    def read() -> MemoryReader:
        facts = [one for one in folder.read_all() if not isinstance(one, Exception)]
        if len(facts) == 2:
            raise ValueError("a fault")
        return MemoryReader.of(facts)

    async def live() -> None:
        reader = FollowingReader(folder, read)
        task = asyncio.create_task(reader.follow(Observer()))
        folder.write(disclosure(sha256=SHA256.format(2)))
        while not caplog.records:
            assert not task.done()
            await asyncio.sleep(0.01)
        assert await disclosures(reader) == 1
        folder.write(disclosure(sha256=SHA256.format(3)))
        await until(reader, 3)
        task.cancel()

    asyncio.run(live())
    assert {bool(record.exc_info) for record in caplog.records} == {True}


def is_behind(observer: Observer) -> bool:
    """Whether the metrics say that the data are older than the folder."""
    return b"budget_graph_data_behind 1.0" in observer.exposition()


async def until_true(holds: Callable[[], bool]) -> None:
    """Waits until it holds."""
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(holds)


def refuse(*_: object) -> None:
    """What the system says to a process whose connections have taken every descriptor."""
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


@pytest.mark.parametrize("lacking", ["pathlib.Path.read_bytes", "os.scandir"])
def test_a_file_that_cannot_be_opened_takes_no_document_from_the_answers(
    folder: FactsFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lacking: str
) -> None:
    """The older data answer, the metrics say so, and nothing but the descriptors is needed to answer the newer ones."""
    settings = Settings(data=folder.path)

    async def live() -> None:
        reader, observer = FollowingReader(folder, partial(embedded_store, settings)), Observer()
        task = asyncio.create_task(reader.follow(observer))
        with monkeypatch.context() as while_lacking:
            while_lacking.setattr(lacking, refuse)
            folder.write(disclosure(sha256=SHA256.format(2)))
            await until_true(lambda: is_behind(observer))
            assert await disclosures(reader) == 1
        await until(reader, 2)
        await until_true(lambda: not is_behind(observer))
        task.cancel()

    asyncio.run(live())
    assert "Too many open files" in caplog.messages[0]
    assert "delete the file" not in caplog.text


def test_facts_that_are_copied_over_older_ones_are_answered(folder: FactsFolder, tmp_path: Path) -> None:
    """As of a backup, without a rename or a new name."""
    target = folder.files()[0]
    backup = FactsFolder(tmp_path / "backup").write(disclosure(line_item(), sha256=SHA256.format(1)))
    lines = Plan(AboutDataset(), Field("d", "d", Selection({"Dataset": (Field("nodes", "nodes"),)})))

    async def live() -> None:
        reader = following(folder)
        before = await reader.answer([lines])
        task = asyncio.create_task(reader.follow(Observer()))
        shutil.copyfile(backup, target)
        for _ in range(1000):
            if await reader.answer([lines]) != before:
                break
            await asyncio.sleep(0.01)
        assert await reader.answer([lines]) != before
        task.cancel()

    asyncio.run(live())


def test_a_folder_that_changes_while_it_is_read_is_read_again(folder: FactsFolder) -> None:
    """What came of it would be neither the state before nor the one after."""
    read_counts: list[int] = []

    def read() -> MemoryReader:
        facts = [one for one in folder.read_all() if not isinstance(one, Exception)]
        read_counts.append(len(facts))
        if len(facts) == 2:
            folder.write(disclosure(sha256=SHA256.format(3)))
        return MemoryReader.of(facts)

    async def live() -> None:
        reader, answered = FollowingReader(folder, read), set()
        task = asyncio.create_task(reader.follow(Observer()))
        folder.write(disclosure(sha256=SHA256.format(2)))
        while 3 not in answered:
            answered.add(await disclosures(reader))
            await asyncio.sleep(0)
        assert answered == {1, 3}
        task.cancel()

    asyncio.run(live())
    assert read_counts == [1, 2, 3]


def test_a_damaged_file_is_told_to_the_log(folder: FactsFolder, caplog: pytest.LogCaptureFixture) -> None:
    """In whatever form the log is written, and not beside it."""
    damaged = folder.files()[0]
    damaged.write_text("{", encoding="utf-8")
    embedded_store(Settings(data=folder.path))
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert caplog.messages[0].startswith(f"{damaged}: the facts file is damaged")
