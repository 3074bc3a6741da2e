"""Substring search over names, titles, numbers and codes, tolerant of width, brackets, quotes and white space.

Two-character words are the norm in Chinese, so the index holds pairs of neighbouring characters; a hit is verified in the
folded text. Word segmentation finds a substring in a third of the cases only (measured/performance.md §7).
"""

import re
from array import array
from dataclasses import dataclass
from typing import Final

from graph.identity import fold
from graph.ontology import KINDS
from graph.store.records import Record, Snapshot

_PUNCTUATION: Final = re.compile(r"[《》〔〕（）、，。：；·\-—–]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that the search found, how well it fits (1 is an exact name), and the printed text that matched."""

    record: Record
    score: float
    matched: str


def fold_for_search(text: str) -> str:
    """A text without all that may differ between how it is printed and how it is typed."""
    return _PUNCTUATION.sub("", fold(text)).lower()


class SearchIndex:
    """The searched texts of a snapshot by their pairs of neighbouring characters."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Indexes every property that the ontology calls searched."""
        self._entries: list[tuple[Record, str, str]] = []
        self._pairs: dict[str, array[int]] = {}
        for kind in KINDS:
            for record in snapshot.records[kind.name].values():
                for name in kind.searched:
                    value = getattr(record, name)
                    for text in (value,) if isinstance(value, str) else value or ():
                        self._add(record, text)

    def search(self, text: str, size: int) -> list[Hit]:
        """The nodes that hold the text, best first: an exact name, then a beginning, then the largest share of the name."""
        wanted = fold_for_search(text)
        best: dict[int, Hit] = {}
        for number in self._candidates(wanted):
            record, printed, folded = self._entries[number]
            if wanted in folded:
                hit = Hit(record, _score(wanted, folded), printed)
                known = best.get(id(record))
                if known is None or hit.score > known.score:
                    best[id(record)] = hit
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.record.kind_name, hit.record.key))
        return ranked[:size]

    def _add(self, record: Record, text: str) -> None:
        folded = fold_for_search(text)
        number = len(self._entries)
        self._entries.append((record, text, folded))
        for pair in {folded[at : at + 2] for at in range(len(folded) - 1)}:
            self._pairs.setdefault(pair, array("I")).append(number)

    def _candidates(self, wanted: str) -> "array[int]":
        postings = [self._pairs.get(wanted[at : at + 2], array("I")) for at in range(len(wanted) - 1)]
        return min(postings, key=len, default=array("I"))


def _score(wanted: str, folded: str) -> float:
    """Half of the share of the name that is wanted, and another half for a beginning: in whole ten thousandths.

    Rounded half up in whole numbers, as every store can.
    """
    share = (10_000 * len(wanted) + len(folded)) // (2 * len(folded))
    return (share + 5_000 * folded.startswith(wanted)) / 10_000
