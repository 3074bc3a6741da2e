"""Answers that a client has already: entity tags from the version of the data, the operation and its variables.

The tag is known before the document is even parsed, so an answer that has not changed costs a look at the version of the data.
"""

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import orjson

import graph
import service
from service.execution import Operation

ANSWERS_KEPT: Final = 64 << 20
"""Bytes of memory for the answers to persisted operations, by their tags. A tag never means another answer, so none is ever stale."""

TAGS_KEPT: Final = 20_000

# "{ dataset { version loadedAt } }" -> a field that the version of the data does not decide: what was loaded, removed and loaded
# again has the same version, and so has another store. A name cannot be written in any other way.
_OF_THE_LOAD: Final = re.compile(r"\b(?:loadedAt|store)\b")


@cache
def release() -> str:
    """A digest of the code and the curated tables that answers are made by: another release may answer in other words."""
    folders = [Path(package.__file__ or "").parent for package in (graph, service)]
    files = sorted(file for folder in folders for pattern in ("*.py", "*.toml") for file in folder.rglob(pattern))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def entity_tag(data: str, operation: Operation, media: str) -> str | None:
    """What an answer is known by; weak, since it may be sent compressed or not. None where the data do not decide all of it."""
    if _OF_THE_LOAD.search(operation.query):
        return None
    asked = [release(), data, media, operation.query, operation.name, operation.variables]
    return f'W/"{hashlib.blake2b(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()}"'


@dataclass(slots=True)
class KnownTags:
    """The tags of requests that were answered lately, and the names of their operations: nothing of them need be read again."""

    _known: "OrderedDict[bytes, tuple[str, str | None]]" = field(default_factory=OrderedDict)

    def find(self, query: bytes, media: str, data: str) -> tuple[str, str | None] | None:
        """The tag of a GET's answer from some data, by its query string."""
        return self._known.get(_request(query, media, data))

    def keep(self, query: bytes, media: str, data: str, tag: str, name: str | None) -> None:
        """Keeps a tag, in the place of those that were kept longest ago."""
        self._known[_request(query, media, data)] = (tag, name)
        if len(self._known) > TAGS_KEPT:
            self._known.popitem(last=False)


def _request(query: bytes, media: str, data: str) -> bytes:
    return hashlib.blake2b(f"{data} {media} ".encode() + query, digest_size=16).digest()


def is_known(tag: str, if_none_match: str | None) -> bool:
    """Whether a client says by If-None-Match that it has the answer of that tag.

    `*` is no tag: it would confirm whatever is asked, before anyone knows whether it can be answered.
    """
    if not if_none_match:
        return False
    opaque = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == opaque for one in if_none_match.split(","))
