"""Reads every number of a registry, and cites every entry in sentences: how many are read right, and how fast.

    python -m benchmarks.citations [POLICIES.csv]

A number is right if it parses into head, year and sequence and normalises to itself; each that is not is printed with the
reason. A sentence is right if it gives one citation with the entry's title and number. Exit status 1 if a bar is missed.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from benchmarks.score import SHARED
from graph.identity import fold, fold_title
from graph.policies.numbers import BRACKETED, DocumentNumber, normalise_document_number, parse_document_number
from graph.policies.titles import title_key
from loaders.citations import find_mentioned_documents

REGISTRY: Final = SHARED / "registry" / "policies.csv"

RIGHT: Final = 0.998
NUMBERS_A_SECOND: Final = 50_000
ROUNDS: Final = 5

SENTENCES: Final = {
    "in marks, its number behind": "为落实《{title}》（{number}）要求，安排资金。",
    "in marks, its number before": "按照{number}《{title}》，安排资金。",
    "without marks": "为落实{title}（{number}）要求，安排资金。",
    "the number alone": "根据{number}文件精神，安排资金。",
}
"""How disclosures cite a document; each entry is put into every one."""


class Entry(NamedTuple):
    """A title and a number as published."""

    title: str
    number: str


def main() -> int:
    """Measures, prints and returns the exit status."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REGISTRY
    if not path.is_file():
        print(f"{path} is not there. Give a CSV file with the columns title and document_number.")
        return 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        entries = [Entry(fold_title(row["title"]), row["document_number"]) for row in csv.DictReader(file)]
    entries = [entry for entry in entries if entry.number and entry.title]
    failures = list(_failures([entry.number for entry in entries]))
    right, rate = 1 - len(failures) / len(entries), _rate([entry.number for entry in entries])
    print(f"{len(entries)} numbers: {right:.4%} normalise to themselves (bar {RIGHT:.1%})")
    for number, reason in failures:
        print(f"    {number}: {reason}")
    print(f"{rate:,.0f} numbers a second on one core (bar {NUMBERS_A_SECOND:,})")
    for name, sentence in SENTENCES.items():
        _tell_sentences(name, sentence, entries)
    return 0 if right >= RIGHT and rate >= NUMBERS_A_SECOND else 1


def _failures(numbers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The numbers that do not normalise to themselves, each with the reason."""
    for number in numbers:
        parsed = parse_document_number(number)
        if parsed is None:
            yield number, "it does not parse"
        elif not parsed.head or parsed.year is None:
            yield number, "it has no head or no year"
        elif normalise_document_number(number) != number:
            yield number, f"it becomes {normalise_document_number(number)}: {_difference(number)}"


def _difference(number: str) -> str:
    matched = BRACKETED.fullmatch(fold(number))
    if matched and matched["sequence"] != number.rstrip("号").rpartition("〕")[2]:
        return "the sequence is padded with zeros, which tell no documents apart"
    return "it is printed with blanks, a label or other brackets"


def _rate(numbers: Sequence[str]) -> float:
    """Numbers parsed and written in their one form a second: the median of some rounds."""
    return len(numbers) / sorted(_seconds(numbers) for _ in range(ROUNDS))[ROUNDS // 2]


def _seconds(numbers: Sequence[str]) -> float:
    begin = perf_counter()
    parsed: list[DocumentNumber | None] = [parse_document_number(number) for number in numbers]
    written = [str(number) for number in parsed]
    assert len(written) == len(numbers)
    return perf_counter() - begin


def _tell_sentences(name: str, sentence: str, entries: Sequence[Entry]) -> None:
    begin = perf_counter()
    right = sum(_is_right(sentence, entry) for entry in entries)
    seconds = perf_counter() - begin
    print(f"cited {name}: {right / len(entries):.2%} right, {len(entries) / seconds:,.0f} sentences a second")


def _is_right(sentence: str, entry: Entry) -> bool:
    inside = entry.title.replace("《", "〈").replace("》", "〉") if "《{title}》" in sentence else entry.title
    text = sentence.format(title=inside, number=entry.number)
    found = find_mentioned_documents(text)
    if len(found) != 1 or found[0].number != normalise_document_number(entry.number):
        return False
    return "title" not in sentence or title_key(entry.title).endswith(title_key(found[0].title or "无"))


if __name__ == "__main__":
    sys.exit(main())
