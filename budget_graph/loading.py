"""Many documents → the folder of facts, in parallel processes, each document for itself.

A worker writes the facts of its document and reports what it read; a document that gives no facts stops no other. Whatever
kills a load leaves whole facts files only, and running it again completes it.
"""

import hashlib
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import (
    BudgetGraphError,
    DamagedDocument,
    DamagedFacts,
    DocumentError,
    DuplicateDocument,
    UnreadableFile,
)
from graph.facts import Coverage, Disclosure
from graph.facts_folder import FactsFolder
from loaders.load import load_file

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
    """Loads documents and yields each as it is done; the longest are begun first, so that no worker ends alone."""
    unique, failed = _without_duplicates(paths, folder)
    yield from failed
    unique.sort(key=lambda path: (-path.stat().st_size, path))
    if workers == 1 or len(unique) <= 1:
        yield from (_load(path, folder) for path in unique)
        return
    pool = ProcessPoolExecutor(max_workers=min(workers, len(unique)), initializer=_ignore_interrupt)
    try:
        futures = {pool.submit(_load, path, folder): path for path in unique}
        for future in as_completed(futures):
            yield _result(future, futures[future])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _without_duplicates(paths: Sequence[Path], folder: FactsFolder) -> tuple[list[Path], list[Failed]]:
    """The readable documents, each content once; a file that was loaded before under its name is loaded again."""
    unique: dict[str, Path] = {}
    failed: list[Failed] = []
    for path in paths:
        try:
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            failed.append(Failed(path, UnreadableFile(str(path), error.strerror or "")))
            continue
        twin = unique[sha256].name if sha256 in unique else _loaded_name(folder, sha256)
        if sha256 in unique or (twin and twin != path.name):
            failed.append(Failed(path, DuplicateDocument(str(path), f"as {twin}")))
        else:
            unique[sha256] = path
    return list(unique.values()), failed


def _loaded_name(folder: FactsFolder, sha256: str) -> str | None:
    """The name that a document was loaded under; None for facts that are not there or damaged, which a load replaces."""
    if not folder.has(sha256):
        return None
    try:
        return folder.read(sha256).disclosure.file_name
    except DamagedFacts:
        return None


def _load(path: Path, folder: FactsFolder) -> Loaded | Failed:
    try:
        facts = load_file(path)
    except DocumentError as error:
        return Failed(path, error)
    folder.write(facts)
    return Loaded(path, facts.disclosure, facts.coverage)


def _result(future: Future[Loaded | Failed], path: Path) -> Loaded | Failed:
    try:
        return future.result()
    except BrokenProcessPool:
        return Failed(path, DamagedDocument(str(path), "its worker process was killed, for memory or by hand"))


def _ignore_interrupt() -> None:
    """Leaves an interrupt to the parent, so that a worker ends with the document that it is at."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
