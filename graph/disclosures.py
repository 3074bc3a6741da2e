"""What loaders hand over of a whole document: what it is, how far it was read, its facts, and what checking them found."""

import msgspec

from graph.facts import Fact, Source
from graph.terms import DisclosureKind, OrganisationKind, Severity


class UnreadLine(msgspec.Struct, frozen=True):
    """Something that no rule read or ignored, and why it matters."""

    source: Source
    reason: str


class Coverage(msgspec.Struct, frozen=True):
    """What the loader understood of a document, and what it left."""

    tables_found: int
    tables_expected: int
    rows_read: int
    unread: tuple[UnreadLine, ...] = ()


class Disclosure(msgspec.Struct, frozen=True, omit_defaults=True):
    """The published document itself."""

    sha256: str
    file_name: str
    title: str
    kind: DisclosureKind
    year: int
    organisation: str | None = None  # whose budget it is, as printed; None where several bodies share the document
    organisation_kind: OrganisationKind | None = None
    page_count: int | None = None
    is_searched_for_template: bool = False  # for words that the template left: False of facts that older loaders wrote


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule of reconciliation (勾稽) that a document does not keep, with what both sides print.

    The amounts are None where the rule compares counts or percentages: then only the texts are.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    expected_text: str
    actual_text: str
    expected_sources: tuple[Source, ...]
    actual_sources: tuple[Source, ...]
    expected: int | None = None  # fen
    actual: int | None = None


class Checks(msgspec.Struct, frozen=True):
    """How the rules of reconciliation ended within a document: each comparison that could be made, or could not."""

    passed: int = 0
    not_executable: int = 0
    findings: tuple[Finding, ...] = ()


class DisclosureFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """All facts of one document, and what checking them found: the content of one facts file."""

    disclosure: Disclosure
    coverage: Coverage
    facts: tuple[Fact, ...]
    checks: Checks = Checks()
