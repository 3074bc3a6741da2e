"""Projects that are alike by their legal bases: the resource-allocation index over the policies that both name.

Two projects score Σ 1/k over the policies that both are based on, where k is how many projects are based on the policy: one
that everybody names says little, one that only these two name says most (Zhou, Lü and Zhang, “Predicting missing links via
local information”, The European Physical Journal B 71 (2009) 623–630).
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final

from graph.store.records import Record
from graph.store.turns import check_turn

WHOLE: Final = 10**12
"""A share of one is counted in so many whole parts: their sum is the same in whatever order a store adds them up."""


def score_of(parts: int) -> float:
    """The score of that many parts."""
    return parts / WHOLE


@dataclass(frozen=True, slots=True)
class Similar:
    """A project that shares legal bases with another."""

    other: Any
    project: Any
    parts: int

    @property
    def score(self) -> float:
        """The resource-allocation index."""
        return score_of(self.parts)

    @property
    def shared_bases(self) -> list[Record]:
        """What both are based on, by key."""
        return [basis for basis in self.other.legal_bases if basis in self.project.legal_bases]


def similar_to(project: Any, size: int) -> list[Similar]:
    """The projects that share a legal basis with one, the highest score first; the key decides between equals."""
    check_turn()
    parts: defaultdict[Any, int] = defaultdict(int)
    for basis in project.legal_bases:
        share = WHOLE // len(basis.projects)
        for sharer in basis.projects:
            parts[sharer] += share
    parts.pop(project, None)
    best = nsmallest(size, parts.items(), key=lambda found: (-found[1], found[0].key))
    return [Similar(project, *found) for found in best]
