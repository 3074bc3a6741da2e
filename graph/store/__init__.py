"""The protocol that every store implements, and the way to the configured one.

The service asks a `Reader`: all plans of an operation in one call, answered from one snapshot. Whoever loads writes
through a `Writer`. No driver type, no Cypher and no GraphQL type crosses this line.
"""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from graph.plan import Plan

Value: TypeAlias = object
"""A plain nested value: what a plan's selection asked for, by response key. Dictionaries, lists, texts, numbers, booleans,
Decimals for amounts, None for what is not there."""


class Reader(Protocol):
    """Answers plans from one snapshot of the graph."""

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order; what does not exist is None in its place."""
        ...

    async def close(self) -> None:
        """Gives back what the reader holds."""
        ...
