"""One engine evaluates all rules: each ends on each document with at least one outcome."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from graph.disclosures import Checks, DisclosureFacts
from graph.documents import Document
from graph.reconciliation.declared import RULES, RULES_ACROSS
from graph.reconciliation.outcomes import Outcome
from graph.reconciliation.printed import Printed
from graph.reconciliation.rules import Compared, NotApplicable, NotExecutable, Rule, RuleAcross, Verdict
from graph.terms import CheckStatus

OTHER_KIND: Final = "本规则不适用于此类文件"
NOTHING_PRINTED: Final = "文件没有印本规则所比较的内容"
NO_COUNTERPART: Final = "没有可与之对照的另一份文件"


def reconcile(document: Document) -> tuple[Outcome, ...]:
    """How every rule within one document ends on it, in the order of the rules and of the page."""
    printed = Printed(document)
    return tuple(_keyed_apart(outcome for rule in RULES for outcome in _of_rule(rule, printed)))


def checked(facts: DisclosureFacts) -> DisclosureFacts:
    """The facts with how the rules within the document ended on them."""
    outcomes = reconcile(Document.of(facts))
    ended = Counter(outcome.status for outcome in outcomes)
    findings = tuple(outcome.finding for outcome in outcomes if outcome.status is CheckStatus.FAILED)
    checks = Checks(ended[CheckStatus.PASSED], ended[CheckStatus.NOT_EXECUTABLE], findings)
    return msgspec.structs.replace(facts, checks=checks)


def reconcile_across(documents: Sequence[Document]) -> tuple[Outcome, ...]:
    """How every rule between documents ends on them; their order does not matter."""
    ordered = sorted({document.disclosure.sha256: document for document in documents}.items())
    printed = tuple(Printed(document) for _, document in ordered)
    return tuple(_keyed_apart(outcome for rule in RULES_ACROSS for outcome in _of_rule_across(rule, printed)))


def _keyed_apart(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes with a number behind a subject that a document prints again, so that each key is one outcome."""
    seen: Counter[str] = Counter()
    for outcome in outcomes:
        seen[outcome.key] += 1
        again = seen[outcome.key]
        yield msgspec.structs.replace(outcome, subject=f"{outcome.subject}#{again}") if again > 1 else outcome


def _of_rule(rule: Rule, printed: Printed) -> Iterator[Outcome]:
    if printed.kind not in rule.kinds:
        yield _outcome(rule, NotApplicable(OTHER_KIND), (printed.sha256,))
        return
    verdicts = list(rule.check(printed)) or [NotApplicable(NOTHING_PRINTED)]
    for verdict in verdicts:
        yield _outcome(rule, verdict, (printed.sha256,))


def _of_rule_across(rule: RuleAcross, printed: tuple[Printed, ...]) -> Iterator[Outcome]:
    verdicts = dict.fromkeys(rule.check(printed))  # copies of one document may lead to one verdict twice
    spoken_of: set[str] = set()
    for verdict in verdicts:
        outcome = _outcome(rule, verdict, ())
        spoken_of.update(outcome.sha256s)
        yield outcome
    for one in printed:
        if one.sha256 not in spoken_of:
            yield _outcome(rule, NotApplicable(NO_COUNTERPART), (one.sha256,))


def _outcome(rule: Rule | RuleAcross, verdict: Verdict, sha256s: Iterable[str]) -> Outcome:
    match verdict:
        case NotApplicable(reason=reason):
            return Outcome(rule.id, CheckStatus.NOT_APPLICABLE, rule.severity, tuple(sha256s), reason=reason)
        case NotExecutable(subject=subject, reason=reason):
            shas = verdict.sha256s or tuple(sha256s)
            return Outcome(rule.id, CheckStatus.NOT_EXECUTABLE, rule.severity, shas, subject=subject, reason=reason)
        case Compared(subject=subject, message=message, expected=expected, actual=actual, holds=holds):
            places = (*expected.sources, *actual.sources)
            return Outcome(
                rule=rule.id,
                status=CheckStatus.PASSED if holds else CheckStatus.FAILED,
                severity=verdict.severity or rule.severity,
                sha256s=tuple(sorted({evidence.sha256 for evidence in places})) or tuple(sha256s),
                subject=subject,
                message=message,
                expected=expected.text,
                actual=actual.text,
                expected_fen=expected.fen,
                actual_fen=actual.fen,
                expected_sources=expected.sources,
                actual_sources=actual.sources,
            )
