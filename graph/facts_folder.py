"""The folder of facts: one file for each document, named by the sha256 of the document's bytes, and the registry if there is one.

A write is atomic (temporary file, fsync, rename): a load that is killed at any moment leaves the old file or the new one,
and running it again completes it. Loading a document again replaces its facts and nothing else.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from graph.disclosures import DisclosureFacts
from graph.errors import DamagedFacts, UnreadableFacts, UnwritableFacts
from graph.policies.registry import NO_REGISTRY, Registry, RegistryEntry

FORMAT: Final = 1
"""Raised whenever a facts file of an older loader can no longer be read as it is."""

_SUFFIX: Final = f".v{FORMAT}.json"
_REGISTRY: Final = f"registry{_SUFFIX}"

# "0a1b….v1.json" -> the facts of a document; neither "registry.v1.json" nor ".0a1b….v1.json.4711", which is being written
_OF_DOCUMENT: Final = re.compile(rf"[0-9a-f].*{re.escape(_SUFFIX)}")

Mark: TypeAlias = tuple[tuple[str, int, int], ...]
"""What a folder holds, by the name, size and time of each file."""


class FactsFolder:
    """Facts on disk, by document."""

    def __init__(self, path: Path) -> None:
        """The folder at that path; it is made when the first facts are written."""
        self.path = path

    def write(self, facts: DisclosureFacts) -> Path:
        """Writes the facts of one document in the place of what it said before.

        Raises:
            UnwritableFacts: the disk does not take them.
        """
        return self._write(self._file(facts.disclosure.sha256), msgspec.json.encode(facts))

    def write_registry(self, registry: Registry) -> Path:
        """Writes the registry of official documents in the place of the one before.

        Raises:
            UnwritableFacts: the disk does not take it.
        """
        return self._write(self.path / _REGISTRY, msgspec.json.encode(registry.entries))

    def registry(self) -> Registry:
        """The registry of official documents; one without entries where none was given.

        Raises:
            DamagedFacts: the file is not what was written.
            UnreadableFacts: it cannot be opened.
        """
        file = self.path / _REGISTRY
        if not file.is_file():
            return NO_REGISTRY
        try:
            return Registry(msgspec.json.decode(_content(file), type=tuple[RegistryEntry, ...]))
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise DamagedFacts(str(file), str(error)) from None

    def has(self, sha256: str) -> bool:
        """Whether the folder holds facts of the document."""
        return self._file(sha256).is_file()

    def read(self, sha256: str) -> DisclosureFacts:
        """The facts of one document.

        Raises:
            DamagedFacts: the file is not what was written.
            UnreadableFacts: it cannot be opened.
        """
        return _read(self._file(sha256))

    def sha256s(self) -> list[str]:
        """The documents that the folder holds facts of."""
        return [file.name.removesuffix(_SUFFIX) for file in self.files()]

    def files(self) -> list[Path]:
        """The facts files, by name.

        Raises:
            UnreadableFacts: the folder cannot be listed.
        """
        return [self.path / name for name, _, _ in self.mark() if _OF_DOCUMENT.fullmatch(name)]

    def mark(self) -> Mark:
        """Another one after every change: a load, a removal, or a file that was copied over the one before.

        Raises:
            UnreadableFacts: the folder cannot be listed.
        """
        try:
            if not self.path.is_dir():
                return ()
            with os.scandir(self.path) as entries:
                return tuple(sorted(_marks(entries)))
        except OSError as error:
            raise UnreadableFacts(str(self.path), error.strerror or "no reason is given") from None

    def read_all(self) -> Iterator[DisclosureFacts | DamagedFacts]:
        """The facts of every document, by sha256; in the place of a damaged file its error.

        Raises:
            UnreadableFacts: a file cannot be opened, so that nobody knows what its document says.
        """
        for file in self.files():
            try:
                yield _read(file)
            except DamagedFacts as error:
                yield error

    def _file(self, sha256: str) -> Path:
        return self.path / f"{sha256}{_SUFFIX}"

    def _write(self, target: Path, content: bytes) -> Path:
        try:
            self._replace(target, content)
        except OSError as error:
            raise UnwritableFacts(
                f"{self.path}: facts cannot be written ({error.strerror}). "
                "Make room or give permission, or set BUDGET_GRAPH_DATA to another folder."
            ) from None
        return target

    def _replace(self, target: Path, content: bytes) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        self._sync()

    def _sync(self) -> None:
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _marks(entries: Iterable["os.DirEntry[str]"]) -> Iterator[tuple[str, int, int]]:
    for entry in entries:
        if entry.name.endswith(_SUFFIX):
            with suppress(FileNotFoundError):  # it is just being removed, or a link leads nowhere
                stat = entry.stat()
                yield entry.name, stat.st_size, stat.st_mtime_ns


def _read(file: Path) -> DisclosureFacts:
    try:
        facts = msgspec.json.decode(_content(file), type=DisclosureFacts)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedFacts(str(file), str(error)) from None
    if file.name != f"{facts.disclosure.sha256}{_SUFFIX}":
        raise DamagedFacts(str(file), "it holds the facts of another document")
    return facts


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFacts(str(file), error.strerror or "no reason is given") from None
