"""How a rule ended on a document, and for a finding, what stands against what and where each side is printed."""

import msgspec

from graph.disclosures import Finding
from graph.facts import Source
from graph.terms import CheckStatus, Severity


class Evidence(msgspec.Struct, frozen=True):
    """A place of a document."""

    sha256: str
    source: Source

    @property
    def place(self) -> str:
        """The page, or the line of a text."""
        if self.source.page is not None:
            return f"第{self.source.page}页"
        return f"第{self.source.line}行" if self.source.line is not None else ""


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """One rule on one subject of a document (or of several), or on a whole document that has no such subject.

    `expected` is what the other figures lead to and `actual` what is printed, each with its printed texts; in fen where the rule
    compares money. `reason` says why a rule was not applicable or not executable.
    """

    rule: str
    status: CheckStatus
    severity: Severity
    sha256s: tuple[str, ...]
    subject: str = ""
    message: str = ""
    reason: str = ""
    expected: str = ""
    actual: str = ""
    expected_fen: int | None = None
    actual_fen: int | None = None
    expected_sources: tuple[Evidence, ...] = ()
    actual_sources: tuple[Evidence, ...] = ()

    @property
    def finding(self) -> Finding:
        """What it says of one document, where it is a finding within it."""
        return Finding(
            self.rule,
            self.severity,
            self.subject,
            self.message,
            self.expected,
            self.actual,
            tuple(evidence.source for evidence in self.expected_sources),
            tuple(evidence.source for evidence in self.actual_sources),
            self.expected_fen,
            self.actual_fen,
        )

    @property
    def key(self) -> str:
        """A readable key that stays the same as long as the rule and its subject do."""
        return "/".join((self.rule, *self.sha256s, self.subject))
