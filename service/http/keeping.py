"""What is kept for who asks again, as much of it as fits: bounded by the memory that it takes, however small each piece is."""

import sys
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

T = TypeVar("T", str, bytes)

ENTRY: Final = 100
"""Bytes that an entry takes beside its key and its value: 66 to 92 were measured of 20,000 to 400,000 entries."""

LARGEST: Final = 1 << 20
"""Bytes of one value; a larger one would drive out too many others."""


@dataclass(slots=True)
class Kept(Generic[T]):
    """Texts or bytes by their keys; the ones that were not asked for longest give way."""

    limit: int  # bytes
    _kept: "OrderedDict[str, T]" = field(default_factory=OrderedDict)
    _bytes: int = 0

    def __iter__(self) -> Iterator[str]:
        """The keys, beginning with the one that would give way next."""
        return iter(self._kept)

    def find(self, key: str) -> T | None:
        """What was kept under a key."""
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def keep(self, key: str, value: T) -> None:
        """Keeps a value under a key that never means another."""
        if key in self._kept or len(value) > LARGEST:
            return
        self._kept[key] = value
        self._bytes += memory_of(key, value)
        while self._bytes > self.limit:
            self._bytes -= memory_of(*self._kept.popitem(last=False))


def memory_of(key: str, value: str | bytes) -> int:
    """The bytes that an entry takes."""
    return sys.getsizeof(key) + sys.getsizeof(value) + ENTRY
