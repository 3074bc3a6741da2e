"""What a rule is, and what a check says: compared, not executable, or nothing to say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from graph.reconciliation.figures import Figure, summed
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
    severity: Severity | None = None  # where it is not the rule's


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

YUAN: Final = 100  # fen

NO_TOLERANCE: Final = "—"
"""Of rules that compare words, codes or dates."""

BUDGETS: Final = frozenset({DisclosureKind.DEPARTMENT_BUDGET, DisclosureKind.UNIT_BUDGET})
ACCOUNTS: Final = frozenset({DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS, DisclosureKind.UNIT_FINAL_ACCOUNTS})
TABLED: Final = BUDGETS | ACCOUNTS
ALL: Final = frozenset(DisclosureKind)


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


def equal_sum(subject: str, message: str, parts: Sequence[Figure], whole: Figure) -> Compared:
    """Parts add up to their whole.

    In 元 nothing is rounded, so that a yuan too few is a contradiction; but one that rounding each figure to whole yuan would make
    weighs little (城乡社区管理事务, 万里街道 2025, page 12).
    """
    compared = equal(subject, message, summed(parts), whole)
    if compared.holds or compared.expected.fen is None or whole.fen is None:
        return compared
    difference = abs(compared.expected.fen - whole.fen)
    if 2 * difference > YUAN * (len(parts) + 1) or whole.interval.low != whole.interval.high:
        return compared
    said = f"{message}（相差{difference // YUAN}元，或出自各数取整）"
    return replace(compared, message=said, severity=Severity.INFO)


def at_most(subject: str, message: str, whole: Figure, part: Figure) -> Compared:
    """A part is no larger than its whole."""
    return Compared(subject, message, whole, part, part.interval.may_be_at_most(whole.interval))
