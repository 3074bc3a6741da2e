"""The shared documents: every finding is labelled, the known contradictions are found, and nearly all findings are true."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.documents import Document
from graph.reconciliation import RULES, Outcome, reconcile, reconcile_across
from graph.terms import CheckStatus
from loaders.load import load_file

LABELS = Path(__file__).with_name("findings.toml")


class Found(NamedTuple):
    """The documents by name, and how the rules ended on them."""

    names: dict[str, str]
    documents: list[Document]
    outcomes: list[Outcome]

    def finding(self, rule: str, document: str, *words: str) -> Outcome:
        """The finding of a rule on a document whose message and texts hold the words."""
        [found] = [
            outcome
            for outcome in self.outcomes
            if outcome.status is CheckStatus.FAILED
            and outcome.rule == rule
            and self.names[outcome.sha256s[0]].startswith(document)
            and all(
                word in f"{outcome.subject} {outcome.message} {outcome.expected} {outcome.actual}" for word in words
            )
        ]
        return found


@pytest.fixture(scope="module")
def found(shared: Path) -> Found:
    """How all rules end on all shared documents."""
    facts = [load_file(path) for folder in ("seeds", "disclosures") for path in sorted((shared / folder).iterdir())]
    documents = [Document.of(one) for one in facts]
    outcomes = [outcome for document in documents for outcome in reconcile(document)]
    names = {one.disclosure.sha256: one.disclosure.file_name for one in facts}
    return Found(names, documents, [*outcomes, *reconcile_across(documents)])


def labels() -> list[dict[str, Any]]:
    """The labelled findings."""
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))["finding"]  # type: ignore[no-any-return]


def test_every_finding_is_labelled(found: Found) -> None:
    """And every label is still found."""
    labelled = {(label["rule"], label["document"], label["subject"]) for label in labels()}
    findings = {
        (outcome.rule, found.names[outcome.sha256s[0]], outcome.subject)
        for outcome in found.outcomes
        if outcome.status is CheckStatus.FAILED
    }
    assert findings - labelled == set()
    assert labelled - findings == set()


def test_nearly_all_findings_are_true() -> None:
    """A false finding destroys trust."""
    truths = [label["is_true"] for label in labels()]
    assert sum(truths) / len(truths) >= 0.95
    assert all(label["reason"] for label in labels())


@pytest.mark.parametrize(
    ("rule", "document", "words", "amounts"),
    [
        ("PROJECT-PARTS", "003", ("业务培训",), (96_750_000, 106_750_000)),
        ("PROJECT-PARTS", "003", ("公务员工作经费",), (57_480_000, 57_160_000)),
        ("PROJECT-ESTIMATE", "003", ("1.8元", "1.8万元"), (1_800_000, 180)),
        ("COUNT-PARTS", "003", ("13人次", "10＋6＝16人次"), (None, None)),
        ("PRICE-QUANTITY", "003", ("210×200",), (4_200_000, 5_000_000)),
        ("PROJECT-FORM", "003", ("年度预算安排", "54.31万元", "543,050"), (54_305_000, 54_310_000)),
        ("TEXT=TABLE", "000", ("财政拨款收入", "21,002万元"), (21_001_380_000, 21_002_000_000)),
        ("YEARS", "putuo_sfj_2026", ("财政拨款收入", "2025年", "2026年"), (None, None)),
        ("GROWTH", "putuo_sfj_2026", ("其他司法支出", "43269.3万元"), (None, None)),
        ("DIRECTION", "putuo_sfj_2026", ("其他司法支出", "43269.3万元", "减少"), (None, None)),
        ("TEXT=TABLE", "putuo_czj_2024", ("0.3万元", "2,961.68万元"), (2_961_680_000, 300_000)),
    ],
)
def test_a_known_contradiction_is_found(
    found: Found, rule: str, document: str, words: tuple[str, ...], amounts: tuple[int | None, int | None]
) -> None:
    """With the amounts and the places of both sides."""
    finding = found.finding(rule, document, *words)
    assert (finding.expected_fen, finding.actual_fen) == amounts
    assert all(evidence.place for evidence in (*finding.expected_sources, *finding.actual_sources))
    assert finding.expected_sources
    assert finding.actual_sources


def test_every_rule_ends_on_every_document(found: Found) -> None:
    """What was not checked is told with its reason, and every key is one outcome."""
    ended = {(outcome.sha256s[0], outcome.rule) for outcome in found.outcomes if len(outcome.sha256s) == 1}
    assert ended >= {(sha256, rule.id) for sha256 in found.names for rule in RULES}
    unchecked = (CheckStatus.NOT_APPLICABLE, CheckStatus.NOT_EXECUTABLE)
    assert all(outcome.reason for outcome in found.outcomes if outcome.status in unchecked)
    assert len({outcome.key for outcome in found.outcomes}) == len(found.outcomes)


def test_the_order_of_documents_does_not_matter(found: Found) -> None:
    """Between documents, too."""
    assert reconcile_across(found.documents) == reconcile_across(found.documents[::-1])
