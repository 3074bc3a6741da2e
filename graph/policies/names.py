"""Which policy a citation names: one for each document, and never two documents in one.

Two citations name one policy if they print the same number; or the same title after folding, unless their numbers differ. A
title whose citations print two different numbers stays apart from both: wrongly merging two policies is worse than leaving
them apart (design.md §5). A line of `graph/reference/policies_apart.toml` undoes a merge.

A *name* is what a citation calls its policy by: the number that it prints, or else 《title》 in its folded form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.facts import Citation
from graph.identity import fold_title
from graph.policies.numbers import document_number_key
from graph.policies.titles import title_key
from graph.reference import policies_apart
from graph.terms import IdentityRule

Name: TypeAlias = str
Policy: TypeAlias = str
"""The key of a policy: its number where one is known, else the name by its title."""

APART: Final = "="
"""Between the number and the title of a policy that the curated list keeps apart."""


@dataclass(frozen=True, slots=True)
class Named:
    """The policies that titles name where no number stands beside them."""

    by_title: Mapping[str, Policy]

    def policy(self, name: Name) -> Policy:
        """The policy of a name."""
        title = title_in(name)
        return name if title is None else self.by_title.get(title, name)


def name_of(citation: Citation) -> Name:
    """What the citation calls its policy by."""
    return name_by(citation.title, citation.document_number)


def name_by(title: str | None, number: str | None) -> Name:
    """What a printed title and a printed number call a policy by."""
    key = document_number_key(number) if number else None
    if is_apart(title, key):
        return f"{key or ''}{APART}{fold_title(title or '')}"
    return key or f"《{title_key(title or '')}》"


def is_apart(title: str | None, number: str | None) -> bool:
    """Whether the curated list keeps what is printed so apart from whatever else has its number or its title."""
    return bool(title) and (fold_title(title or ""), number) in policies_apart()


def title_in(name: Name) -> str | None:
    """The folded title of a name by title; None for a number."""
    return name[1:-1] if name.startswith("《") and name.endswith("》") else None


def rule_of(citation: Citation, policy: Policy) -> IdentityRule:
    """Why the citation is taken for one of this policy."""
    name = name_of(citation)
    if APART in name:
        return IdentityRule.CURATED
    if title_in(name) is None:
        return IdentityRule.NUMBER
    return IdentityRule.TITLE if name == policy else IdentityRule.TITLE_WITH_NUMBER
