"""What projects share: the policies that several are based on, and the projects that are alike by them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from service.types.declare import asked, documented, money

if TYPE_CHECKING:
    from service.types.nodes import Department, LegalBasis, Project, Region

_NODES = strawberry.lazy("service.types.nodes")


@documented
class SharedCitation:
    """A policy that several projects are based on (共享的立项依据), with those of its projects that the question counts.

    A project that several documents describe, or that cites several articles of the policy, counts once.
    """

    legal_basis: Annotated[LegalBasis, _NODES] = asked("The policy.")
    projects: list[Annotated[Project, _NODES]] = asked("The projects.")
    departments: list[Annotated[Department, _NODES]] = asked("The departments that answer for the projects, each once.")
    regions: list[Annotated[Region, _NODES]] = asked(
        "The regions of the projects' departments, or else of their units, each once."
    )
    years: list[int] = asked("The budget years of the projects, each once, the earliest first.")
    project_count: int = asked("How many projects there are; the list of them may end before.")
    total_amount: Decimal = money(
        "What the projects' budgets add up to, each project once; those that disclose none add nothing."
    )
    missing: int = asked("How many of the projects disclose no amount.")


@documented
class SimilarProject:
    """Another project that is based on some of the same documents.

    Its score is Σ 1/k over the documents that both are based on, where k is how many projects are based on the document: one
    that everybody names counts little. This is the resource-allocation index of Zhou, Lü and Zhang, “Predicting missing
    links via local information”, The European Physical Journal B 71 (2009) 623–630.
    """

    project: Annotated[Project, _NODES] = asked("The other project.")
    shared_bases: list[Annotated[LegalBasis, _NODES]] = asked("The documents that both are based on.")
    score: float = asked("How much they share: the sum, to twelve digits after the point.")
