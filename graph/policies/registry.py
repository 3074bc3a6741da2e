"""A list of official documents that enriches policies with number, date of issue and address, where it is given.

It is matched beyond doubt or not at all. Such lists (joined from sites) give some documents the number of another one that
their text cites: an entry whose title begins with another body than its number's head stands for tells no number.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import msgspec

from graph.errors import UnreadableRegistry
from graph.policies.heads import issuers_of
from graph.policies.issuers import body_before_subject
from graph.policies.names import is_of_government, number_in, title_in
from graph.policies.numbers import document_number_key, parse_document_number
from graph.policies.titles import title_key

COLUMNS: Final = ("title", "document_number", "issued", "url")


class RegistryEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """An official document: its title, its number, its day of issue (ISO 8601) and where it is published."""

    title: str
    number: str | None = None
    issued: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Registry:
    """The entries of a list, found by number and by title."""

    entries: tuple[RegistryEntry, ...] = ()

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that differ when the entries do; empty for no entries."""
        return hashlib.sha256(msgspec.json.encode(self.entries)).hexdigest()[:16] if self.entries else ""

    @cached_property
    def _by_number(self) -> Mapping[str, list[RegistryEntry]]:
        numbered = ((document_number_key(entry.number), entry) for entry in self.entries if entry.number)
        return _grouped(numbered)

    @cached_property
    def _by_title(self) -> Mapping[str, list[RegistryEntry]]:
        return _grouped((title_key(entry.title), entry) for entry in self.entries)

    def number_of(self, title: str) -> str | None:
        """The number of the document of a folded title; None where several have the title, or the number is in doubt."""
        entries = self._by_title.get(title, [])
        numbers = {document_number_key(entry.number) if entry.number else None for entry in entries}
        return numbers.pop() if len(numbers) == 1 and all(map(_has_own_number, entries)) else None

    def of(self, policy: str, titles: Iterable[str]) -> RegistryEntry | None:
        """The entry of a policy by its key and its printed titles; None where it is not there, or not beyond doubt.

        One entry of the title, with the same number or none; or one of the number, where no title is printed and the entry's
        own title does not say that it is another document's number. Of a title that several governments use, none is beyond
        doubt.
        """
        keys = self._titles(policy, titles)
        titled = [entry for key in keys for entry in self._by_title.get(key, [])]
        if is_of_government(policy):
            return None
        number = number_in(policy)
        if number is None:
            return _only(titled)
        numbered = self._by_number.get(number, [])
        if not keys:
            return _only([entry for entry in numbered if _has_own_number(entry)])
        return _only([entry for entry in titled if entry in numbered]) or _only(
            [one for one in titled if not one.number]
        )

    def may_hold(self, policy: str, titles: Iterable[str]) -> bool:
        """Whether any entry has the number or a title of the policy."""
        return number_in(policy) in self._by_number or any(
            key in self._by_title for key in self._titles(policy, titles)
        )

    def _titles(self, policy: str, titles: Iterable[str]) -> list[str]:
        own = title_in(policy)
        return sorted({*([own] if own else []), *map(title_key, titles)})


NO_REGISTRY: Final = Registry()


def read_registry(content: bytes, name: str) -> Registry:
    """The registry of a CSV file with a header line; equal entries count once.

    Raises:
        UnreadableRegistry: it is no CSV in UTF-8, or lacks a column.
    """
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        missing = set(COLUMNS) - set(rows.fieldnames or ())
        if missing:
            raise UnreadableRegistry(name, f"it has no column {', '.join(sorted(missing))}")
        return Registry(tuple(dict.fromkeys(_entry(row) for row in rows if (row["title"] or "").strip())))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableRegistry(name, str(error)) from None


def _entry(row: Mapping[str, str | None]) -> RegistryEntry:
    title, number, issued, address = ((row[column] or "").strip() or None for column in COLUMNS)
    return RegistryEntry(title or "", number, issued, address)


def _grouped(pairs: Iterable[tuple[str, RegistryEntry]]) -> Mapping[str, list[RegistryEntry]]:
    groups: dict[str, list[RegistryEntry]] = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return groups


def _only(entries: list[RegistryEntry]) -> RegistryEntry | None:
    return entries[0] if len(entries) == 1 else None


def _has_own_number(entry: RegistryEntry) -> bool:
    """Whether the entry's number is its own, as far as its title tells: 国发… is no number of 上海市财政局."""
    parsed = parse_document_number(entry.number) if entry.number else None
    if parsed is None:
        return False
    body = body_before_subject(entry.title)
    names = [issuer.name for issuer in issuers_of(parsed.head) if issuer.name]
    return body is None or not names or any(name in body or body in name for name in names)
