"""The embedded store follows the folder that it is made of."""

import asyncio
from pathlib import Path

import pytest

from budget_graph.following import FollowingReader
from graph.facts_folder import FactsFolder
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader
from graph.store.memory import MemoryReader
from tests.factories import disclosure

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
        task = asyncio.create_task(reader.follow())
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
        task = asyncio.create_task(reader.follow())
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
    assert caplog.messages[0].startswith("The facts have changed and cannot be read; the older ones still answer.")


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
        task = asyncio.create_task(reader.follow())
        folder.write(disclosure(sha256=SHA256.format(2)))
        while not caplog.records:
            assert not task.done()
            await asyncio.sleep(0.01)
        assert await disclosures(reader) == 1
        folder.write(disclosure(sha256=SHA256.format(3)))
        await until(reader, 3)
        task.cancel()

    asyncio.run(live())
    assert [record.exc_info is not None for record in caplog.records] == [True]
