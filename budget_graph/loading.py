"""Many documents → the folder of facts, in parallel processes, each document for itself.

A worker writes the facts of its document and reports what it read; a document that gives no facts stops no other. Whatever
kills a load leaves whole facts files only, and running it again completes it. No worker outlives its load.
"""

import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from pathlib import Path
from threading import Thread
from typing import Final

from graph.disclosures import Coverage, Disclosure
from graph.errors import (
    BudgetGraphError,
    DamagedFacts,
    DocumentError,
    DuplicateDocument,
    LoaderFault,
    UnreadableFacts,
    UnreadableFile,
    WorkerKilled,
)
from graph.facts_folder import FactsFolder
from loaders.load import load_file, read_content

DOCUMENT_SUFFIXES: Final = {".pdf", ".txt", ".md", ".tsv"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document whose facts were written."""

    path: Path
    disclosure: Disclosure
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that gave no facts, and why."""

    path: Path
    error: BudgetGraphError


def documents_in(paths: Sequence[Path]) -> tuple[list[Path], list[Failed]]:
    """The files to load: those named, and in a named folder every PDF and text below it, by path."""
    files: dict[Path, None] = {}
    failed: list[Failed] = []
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in DOCUMENT_SUFFIXES and file.is_file())
        if not found:
            failed.append(Failed(path, UnreadableFile(str(path), "a folder without PDF or text files")))
        files.update(dict.fromkeys(found))
    return list(files), failed


def load_documents(paths: Sequence[Path], folder: FactsFolder, workers: int) -> Iterator[Loaded | Failed]:
    """Loads documents and yields each as it is done; the longest are begun first, so that no worker ends alone.

    Raises:
        UnwritableFacts: the folder takes no facts, so that no document can be loaded.
    """
    sizes, failed = _without_duplicates(paths, folder)
    yield from failed
    longest_first = sorted(sizes, key=lambda path: (-sizes[path], path))
    if workers == 1 or len(longest_first) <= 1:
        yield from (_load(path, folder) for path in longest_first)
        return
    left = []
    for path, result in _in_processes(longest_first, folder, min(workers, len(longest_first))):
        if result:
            yield result
        else:
            left.append(path)
    # A killed worker takes down the documents of its pool. Alone, only the one that is to blame fails.
    for path in left:
        [(_, result)] = _in_processes([path], folder, 1)
        yield result or Failed(path, WorkerKilled(str(path)))


def _in_processes(
    paths: Sequence[Path], folder: FactsFolder, workers: int
) -> Iterator[tuple[Path, Loaded | Failed | None]]:
    """Each document with its result as it is done; None where a worker was killed before that."""
    pool = ProcessPoolExecutor(max_workers=workers, initializer=_prepare_worker)
    try:
        futures = {pool.submit(_load, path, folder): path for path in paths}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                yield futures[future], None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _without_duplicates(paths: Sequence[Path], folder: FactsFolder) -> tuple[dict[Path, int], list[Failed]]:
    """The sizes of the readable documents, each content once; a file that was loaded under its name is loaded again."""
    sizes: dict[Path, int] = {}
    names: dict[str, str] = {}
    failed: list[Failed] = []
    for path in paths:
        try:
            content = read_content(path)
        except UnreadableFile as error:
            failed.append(Failed(path, error))
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        twin = names.get(sha256) or _loaded_name(folder, sha256)
        if sha256 in names or (twin and twin != path.name):
            failed.append(Failed(path, DuplicateDocument(str(path), f"as {twin}")))
        else:
            names[sha256] = path.name
            sizes[path] = len(content)
    return sizes, failed


def _loaded_name(folder: FactsFolder, sha256: str) -> str | None:
    """The name that a document was loaded under; None for facts that are not there or cannot be read, which a load replaces."""
    if not folder.has(sha256):
        return None
    try:
        return folder.read(sha256).disclosure.file_name
    except (DamagedFacts, UnreadableFacts):
        return None


def _load(path: Path, folder: FactsFolder) -> Loaded | Failed:
    try:
        facts = load_file(path)
    except DocumentError as error:
        return Failed(path, error)
    except Exception as error:  # noqa: BLE001  # a fault that one document meets must not stop the others
        return Failed(path, LoaderFault(str(path), f"{type(error).__name__}: {error}"))
    folder.write(facts)
    return Loaded(path, facts.disclosure, facts.coverage)


def _prepare_worker() -> None:
    """Leaves an interrupt to the parent, so that a worker ends with the document that it is at, and ends with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent
    connection.wait([parent.sentinel])
    os._exit(1)
