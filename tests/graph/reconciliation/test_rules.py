"""Each rule within a document passes on facts that keep it and fails on facts that break it, with places on both sides."""

import pytest

from graph.documents import Document
from graph.reconciliation import RULES, reconcile
from graph.terms import CheckStatus, DisclosureKind
from tests.factories import disclosure
from tests.graph.reconciliation.cases import CASES
from tests.graph.reconciliation.printing import Case, ended, statuses

FAILED, PASSED = CheckStatus.FAILED, CheckStatus.PASSED


def test_every_rule_has_a_case() -> None:
    """A rule without one is not tested."""
    assert {rule.id for rule in RULES} == CASES.keys()
    assert len(RULES) == len(CASES)


@pytest.mark.parametrize(("rule", "case"), CASES.items())
def test_a_rule_passes_where_it_is_kept(rule: str, case: Case) -> None:
    """And finds nothing there."""
    found = statuses(ended(rule, *case.keeps, kind=case.kind))
    assert PASSED in found
    assert FAILED not in found


@pytest.mark.parametrize(("rule", "case"), CASES.items())
def test_a_rule_fails_where_it_is_broken(rule: str, case: Case) -> None:
    """And says what stands against what, and where."""
    failed = [outcome for outcome in ended(rule, *case.breaks, kind=case.kind) if outcome.status is FAILED]
    assert failed
    for outcome in failed:
        assert outcome.message
        assert outcome.expected != outcome.actual
        assert all(evidence.place for evidence in (*outcome.expected_sources, *outcome.actual_sources))
        assert outcome.expected_sources
        assert outcome.actual_sources


@pytest.mark.parametrize("kind", list(DisclosureKind))
def test_every_rule_ends_on_every_document(kind: DisclosureKind) -> None:
    """On an empty one, none of them as passed but the search for the template's words, if there was one."""
    outcomes = reconcile(Document.of(disclosure(kind=kind)))
    assert {outcome.rule for outcome in outcomes} == {rule.id for rule in RULES}
    assert statuses(list(outcomes)) == {CheckStatus.NOT_APPLICABLE, CheckStatus.NOT_EXECUTABLE}
    assert all(outcome.reason for outcome in outcomes)
