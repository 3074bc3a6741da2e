"""The findings of reconciliation, as a reader or a program takes them: each with its places, and how every rule ended."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import click

from budget_graph.loading import documents_in
from graph.disclosures import DisclosureFacts
from graph.documents import Document
from graph.reconciliation import RULES, RULES_ACROSS, Evidence, Outcome, reconcile, reconcile_across
from graph.terms import CheckStatus
from loaders.load import load_file

RULE_IDS: Final = (*(rule.id for rule in RULES), *(rule.id for rule in RULES_ACROSS))
PLACES_SHOWN: Final = 6


def chosen(names: Sequence[str], loaded: Sequence[DisclosureFacts]) -> list[DisclosureFacts]:
    """The facts to check: of files and folders by their paths, of loaded documents by file name or sha256; all without a name.

    Raises:
        click.UsageError: a name is neither a path nor a loaded document.
        DocumentError: a file gives no facts.
    """
    if not names:
        return list(loaded)
    found: dict[str, DisclosureFacts] = {}
    for name in names:
        for facts in _named(name, loaded):
            found.setdefault(facts.disclosure.sha256, facts)
    return list(found.values())


def _named(name: str, loaded: Sequence[DisclosureFacts]) -> list[DisclosureFacts]:
    path = Path(name)
    if path.exists():
        files, failed = documents_in([path])
        if failed:
            raise failed[0].error
        return [load_file(file) for file in files]
    matching = [
        facts
        for facts in loaded
        if facts.disclosure.file_name == name or (len(name) >= 8 and facts.disclosure.sha256.startswith(name))
    ]
    if not matching:
        raise click.UsageError(f"{name} is no file, and no loaded document bears that name or sha256.")
    return matching


def outcomes_of(facts: Sequence[DisclosureFacts], rules: Sequence[str]) -> list[Outcome]:
    """How the rules ended, those within documents first; only the named rules where some are named."""
    documents = sorted(map(Document.of, facts), key=lambda document: document.disclosure.sha256)
    within = [outcome for document in documents for outcome in reconcile(document)]
    outcomes = [*within, *reconcile_across(documents)]
    return [outcome for outcome in outcomes if not rules or outcome.rule in rules]


def report(facts: Sequence[DisclosureFacts], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The findings document by document, and the counts of how the rules ended on each."""
    names = _names(facts)
    for one in facts:
        sha256 = one.disclosure.sha256
        own = [outcome for outcome in outcomes if sha256 in outcome.sha256s]
        yield f"{one.disclosure.file_name}  {one.disclosure.title}"
        for outcome in own:
            if outcome.status is CheckStatus.FAILED:
                yield from _finding(outcome, names, sha256)
        yield f"  {_counted(own)}"
        yield ""


def _finding(outcome: Outcome, names: Mapping[str, str], sha256: str) -> Iterator[str]:
    yield f"  {outcome.severity.value} {outcome.rule}  {outcome.message}"
    yield f"    应为 {outcome.expected}{_yuan(outcome.expected_fen)}  {_places(outcome.expected_sources, names, sha256)}"
    yield f"    印为 {outcome.actual}{_yuan(outcome.actual_fen)}  {_places(outcome.actual_sources, names, sha256)}"


def _yuan(fen: int | None) -> str:
    """An amount in yuan, beside the printed text, which may be a sum or in 万元."""
    if fen is None:
        return ""
    yuan = Decimal(fen) / 100
    return f"（{yuan:,.0f}元）" if yuan == yuan.to_integral_value() else f"（{yuan:,.2f}元）"


def _places(sources: Sequence[Evidence], names: Mapping[str, str], sha256: str) -> str:
    """The pages or lines; those of another document with its name."""
    told = [
        evidence.place if evidence.sha256 == sha256 else f"{names.get(evidence.sha256, '')} {evidence.place}"
        for evidence in sources
    ]
    places = list(dict.fromkeys(told))
    more = f" 等{len(places)}处" if len(places) > PLACES_SHOWN else ""
    return f"[{'、'.join(places[:PLACES_SHOWN])}{more}]"


def _counted(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.status for outcome in outcomes)
    words = {
        CheckStatus.PASSED: "passed",
        CheckStatus.FAILED: "failed",
        CheckStatus.NOT_APPLICABLE: "not applicable",
        CheckStatus.NOT_EXECUTABLE: "not executable",
    }
    return ", ".join(f"{counts[status]} {word}" for status, word in words.items())


def json_lines(facts: Sequence[DisclosureFacts], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Each finding as a JSON object, then each document with its counts."""
    names = _names(facts)
    for outcome in outcomes:
        if outcome.status is CheckStatus.FAILED:
            yield json.dumps(_as_json(outcome, names), ensure_ascii=False)
    for one in facts:
        counts = Counter(outcome.status.value for outcome in outcomes if one.disclosure.sha256 in outcome.sha256s)
        told = {status.value: counts[status.value] for status in CheckStatus}
        document = {"document": one.disclosure.file_name, "sha256": one.disclosure.sha256, "outcomes": told}
        yield json.dumps(document, ensure_ascii=False)


def _as_json(outcome: Outcome, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "key": outcome.key,
        "rule": outcome.rule,
        "severity": outcome.severity.value,
        "documents": [names[sha256] for sha256 in outcome.sha256s],
        "subject": outcome.subject,
        "message": outcome.message,
        "expected": outcome.expected,
        "actual": outcome.actual,
        "expectedFen": outcome.expected_fen,
        "actualFen": outcome.actual_fen,
        "expectedSources": [_source(evidence, names) for evidence in outcome.expected_sources],
        "actualSources": [_source(evidence, names) for evidence in outcome.actual_sources],
    }


def _source(evidence: Evidence, names: Mapping[str, str]) -> dict[str, object]:
    source = evidence.source
    return {
        "document": names[evidence.sha256],
        "sha256": evidence.sha256,
        "page": source.page,
        "line": source.line,
        "bbox": source.bbox,
        "text": source.text,
    }


def _names(facts: Sequence[DisclosureFacts]) -> dict[str, str]:
    return {one.disclosure.sha256: one.disclosure.file_name for one in facts}
