"""Tallies: what documents say of a node that many of them share, summed so that no document has to be kept for it.

A tally counts short tuples of texts: that a name is printed so, that a year's document puts a unit under a department. The
tallies of a set of documents are the sum of each one's, so a document is taken out by subtracting what it added, and the
node is a function of its tally alone. A node that nothing is said of does not exist.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from graph.model import NodeRef

Entry: TypeAlias = tuple[str, ...]
Tally: TypeAlias = Counter[Entry]
Tallies: TypeAlias = dict[NodeRef, Tally]


def tally_in(tallies: Tallies, ref: NodeRef) -> Tally:
    """The tally of a node, to count into."""
    return tallies.setdefault(ref, Counter())


def summed(many: Iterable[Mapping[NodeRef, Tally]]) -> Tallies:
    """The sum of tallies, without what adds up to nothing; a summand may be a difference, with counts below zero."""
    total: Tallies = {}
    for tallies in many:
        for ref, tally in tallies.items():
            tally_in(total, ref).update(tally)
    return {ref: kept for ref, tally in total.items() if (kept := Counter({e: n for e, n in tally.items() if n}))}


def negated(tallies: Mapping[NodeRef, Tally]) -> Tallies:
    """The tallies as what is to be taken away."""
    return {ref: Counter({entry: -count for entry, count in tally.items()}) for ref, tally in tallies.items()}
