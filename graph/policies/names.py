"""Which policy a citation names: one for each document, and never two documents in one.

Two citations name one policy if they print the same number; or the same title after folding, unless their numbers or their
governments differ. A title whose citations print two different numbers stays apart from both: wrongly merging two policies is
worse than leaving them apart (design.md §5). A line of `graph/reference/policies_apart.toml` undoes a merge.

A *name* is what a citation calls its policy by: the number that it prints, or else 《title》 in its folded form, with the
government whose document it is where the title does not say it (《会议费管理办法＠310107》). A number that its issuer gives again
and again (主席令第68号) names a policy only together with the title, and one that every government has (府办发〔2020〕3号) only
together with the region that cites it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.facts import Citation, RelatedDocument
from graph.identity import fold_title
from graph.policies.governments import OPEN, STATE, Citing, government_of, owner_of_number
from graph.policies.numbers import document_number_key, parse_document_number
from graph.policies.titles import title_key
from graph.reference import policies_apart
from graph.terms import IdentityRule

Name: TypeAlias = str
Policy: TypeAlias = str
"""The key of a policy: its number where one is known, else the name by its title."""

APART: Final = "="
"""Between the number and the title of a policy that the curated list keeps apart."""

OF: Final = "＠"
"""Between a title and its government; no folded title holds it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The policies that titles name where no number stands beside them."""

    by_title: Mapping[str, Policy]

    def policy(self, name: Name) -> Policy:
        """The policy of a name."""
        title = title_in(name)
        return name if title is None else self.by_title.get(title, name)


def name_of(cited: Citation | RelatedDocument, citing: Citing) -> Name:
    """What a document that is cited so calls its policy by."""
    title, number = cited.title, cited.document_number
    key = document_number_key(number) if number else None
    if is_apart(title, key):
        return f"{key or ''}{APART}{fold_title(title or '')}"
    if key is None:
        return name_by_title(title or "", government_of(title or "", None, cited.issuer, citing))
    parsed = parse_document_number(key)
    if parsed and (owner := owner_of_number(parsed.head, citing)):
        key = f"{key}{OF}{owner}"
    return f"{key}{name_by_title(title)}" if title and parsed and parsed.begins_anew else key


def name_by_title(title: str, government: str = OPEN) -> Name:
    """What a title calls a policy by, and the place whose document it is, where that is known and the title silent."""
    return f"《{title_key(title)}》" if government in {OPEN, STATE} else f"《{title_key(title)}{OF}{government}》"


def is_apart(title: str | None, number: str | None) -> bool:
    """Whether the curated list keeps what is printed so apart from whatever else has its number or its title."""
    return bool(title) and (fold_title(title or ""), number) in policies_apart()


def title_in(name: Name) -> str | None:
    """The folded title of a name by title; None for a number."""
    return name[1:-1] if name.startswith("《") and name.endswith("》") else None


def number_in(policy: Policy) -> str | None:
    """The number that a policy's key begins with."""
    return policy.partition("《")[0].partition(APART)[0].partition(OF)[0] or None


def is_of_government(policy: Policy) -> bool:
    """Whether only the government tells a policy without a number from others of its title."""
    return OF in policy


def rule_of(name: Name, policy: Policy) -> IdentityRule:
    """Why what is cited by a name is taken for this policy."""
    if APART in name:
        return IdentityRule.CURATED
    if title_in(name) is None:
        return IdentityRule.NUMBER
    return IdentityRule.TITLE if title_in(policy) is not None else IdentityRule.TITLE_WITH_NUMBER
