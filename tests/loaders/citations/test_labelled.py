"""The grammar and the identity of policies against a set that was labelled by reading: labelled.toml."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from graph.assembly.policies import Policies
from graph.assembly.shared import tallies_of
from graph.assembly.tallies import summed
from graph.documents import Document
from graph.facts import Citation
from graph.identity import fold_title
from graph.policies.names import name_of
from loaders.citations import CitedDocument, find_citations, find_mentioned_documents
from loaders.document import Line
from loaders.passage import Passage
from tests.factories import disclosure, project

PRECISION: Final = 0.99
RECALL: Final = 0.97

SPANS: Final = 150
TRAPS: Final = 40
"""How many spans the set has at least, and how many of them in traps."""


class Found(NamedTuple):
    """A span as labelled, and what the grammar reads exactly there; None where it reads nothing or another span."""

    case: str
    labelled: dict[str, Any]
    read: CitedDocument | None


@cache
def cases() -> list[dict[str, Any]]:
    """The labelled texts."""
    return tomllib.loads(Path(__file__).with_name("labelled.toml").read_text(encoding="utf-8"))["case"]  # type: ignore[no-any-return]


def place(text: str, span: dict[str, Any]) -> tuple[int, int]:
    """Where a labelled span stands."""
    start = -1
    for _ in range(span.get("occurrence", 1)):
        start = text.index(span["text"], start + 1)
    return start, start + len(span["text"])


@cache
def found() -> list[Found]:
    """Every labelled span with what was read there."""
    return [
        Found(case["name"], span, read.get(place(case["text"], span)))
        for case in cases()
        for read in [{(one.start, one.end): one for one in find_mentioned_documents(case["text"])}]
        for span in case["spans"]
    ]


def test_the_set_is_large_and_full_of_traps() -> None:
    """Of every kind: nested, forwarded, near-equal titles, plans of three levels, back references, brackets, lists."""
    traps = Counter(case["trap"] for case in cases() for _ in case["spans"] if "trap" in case)
    assert len(found()) >= SPANS
    assert sum(traps.values()) >= TRAPS
    assert min(traps[kind] for kind in ("nested", "forwarded", "near-equal", "levels", "containing", "list")) >= 10


def test_spans_are_found_with_the_precision_and_recall_that_are_asked_for() -> None:
    """A span counts only from its first to its last character."""
    hits = sum(one.read is not None for one in found())
    read = sum(len(find_mentioned_documents(case["text"])) for case in cases())
    assert hits / read >= PRECISION
    assert hits / len(found()) >= RECALL


def test_a_basis_that_names_nothing_gives_no_citation() -> None:
    """Contracts, newspapers, films, plans of work, orders of nobody in particular."""
    texts = [case["text"] for case in cases() if not case["spans"]]
    assert {text: find_mentioned_documents(text) for text in texts} == {text: [] for text in texts}


@pytest.mark.parametrize("field", ["title", "number", "article", "issuer", "relation"])
def test_what_is_read_of_a_span_is_what_was_labelled(field: str) -> None:
    """Titles are compared folded, the rest as it is."""
    differing = [
        (one.case, one.labelled.get(field), value)
        for one in found()
        if one.read
        for value in [getattr(one.read, field)]
        if normal(field, one.labelled.get(field, "CITES" if field == "relation" else None)) != normal(field, value)
    ]
    assert differing == []


def test_no_two_policies_are_merged_and_none_is_split() -> None:
    """Over all texts together, as documents of one city; a text's own mentions are one project's bases."""
    labels: dict[str, set[str]] = {}
    keys: dict[str, set[str]] = {}
    for label, key in identities():
        labels.setdefault(key, set()).add(label)
        keys.setdefault(label, set()).add(key)
    assert {key: its for key, its in labels.items() if len(its) > 1} == {}
    assert {label: its for label, its in keys.items() if len(its) > 1} == {}


def identities() -> Iterator[tuple[str, str]]:
    """The label of each span that a project cites by, with the policy that the graph gives it."""
    documents: list[Document] = []
    cited: list[tuple[str, Citation]] = []
    for number, case in enumerate(cases()):
        lines = [Line(text, line) for line, text in enumerate(case["text"].split("\n"), 1)]
        citations = find_citations(Passage.of(lines))
        labels = {normal("text", span["text"]): span["policy"] for span in case["spans"]}
        cited += [(labels[text], one) for one in citations if (text := normal("text", one.text)) in labels]
        documents.append(Document.of(disclosure(project("甲", *citations), sha256=f"{number:064}")))
    policies = Policies(summed(map(tallies_of, documents)))
    return ((label, policies.policy(name_of(one, documents[0].citing))) for label, one in cited)


def normal(field: str, value: Any) -> Any:
    """A labelled or read value as it is compared."""
    if field == "text":
        return "".join(value.split()).replace("\u200b", "")
    return fold_title(value) if field == "title" and value else value
