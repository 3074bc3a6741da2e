"""What a rule is, and what a check says: compared, not executable, or nothing to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph.reconciliation.figures import Figure
from graph.reconciliation.printed import Printed
from graph.terms import DisclosureKind, Severity


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides that were compared; `message` says what of what, `holds` whether the rule is kept."""

    subject: str
    message: str
    expected: Figure
    actual: Figure
    holds: bool


@dataclass(frozen=True, slots=True)
class NotExecutable:
    """A subject of the rule that could not be compared, and why."""

    subject: str
    reason: str
    sha256s: tuple[str, ...] = ()  # of rules between documents


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The document has nothing that the rule speaks of."""

    reason: str


Verdict: TypeAlias = Compared | NotExecutable | NotApplicable
Check: TypeAlias = Callable[[Printed], Iterator[Verdict]]
"""Compares what a document prints; nothing at all is said where it prints nothing of the kind."""
CheckAcross: TypeAlias = Callable[[tuple[Printed, ...]], Iterator[Verdict]]
"""Compares documents with each other."""

BUDGETS = frozenset({DisclosureKind.DEPARTMENT_BUDGET, DisclosureKind.UNIT_BUDGET})
ACCOUNTS = frozenset({DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS, DisclosureKind.UNIT_FINAL_ACCOUNTS})
TABLED = BUDGETS | ACCOUNTS
ALL = frozenset(DisclosureKind)


@dataclass(frozen=True, slots=True)
class Rule:
    """An identity that a document has to keep, declared once.

    `says` is its wording (what equals what), `source` the paragraph of disclosures.md or the document that it is from,
    `tolerance` what rounding may explain.
    """

    id: str
    says: str
    check: Check
    kinds: frozenset[DisclosureKind]
    source: str
    tolerance: str = "万元 ±50 元每数（按末位小数），元表为 0"
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class RuleAcross:
    """An identity between documents."""

    id: str
    says: str
    check: CheckAcross
    source: str
    tolerance: str = "万元 ±50 元每数（按末位小数），元表为 0"
    severity: Severity = Severity.ERROR


def equal(subject: str, message: str, expected: Figure, actual: Figure) -> Compared:
    """Both sides are one amount, as far as rounding tells."""
    return Compared(subject, message, expected, actual, expected.interval.overlaps(actual.interval))


def at_most(subject: str, message: str, whole: Figure, part: Figure) -> Compared:
    """A part is no larger than its whole."""
    return Compared(subject, message, whole, part, part.interval.may_be_at_most(whole.interval))
