"""The protocol that every store implements, and the way to the configured one.

The service asks a `Reader`: all plans of an operation in one call, answered from one snapshot. Whoever loads writes
through a `Writer`. No driver type, no Cypher and no GraphQL type crosses this line.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from graph.disclosures import DisclosureFacts
from graph.plan import Plan

Value: TypeAlias = object
"""A plain nested value: what a plan's selection asked for, by response key. Dictionaries, lists, texts, numbers, booleans,
Decimals for amounts, None for what is not there."""


class Reader(Protocol):
    """Answers plans from one snapshot of the graph."""

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order; what does not exist is None in its place."""
        ...

    def snapshot(self) -> "Reader":
        """A reader for all calls of one operation: it goes on with the data as they are, where the store can keep them."""
        ...

    async def close(self) -> None:
        """Gives back what the reader holds."""
        ...


class Writer(Protocol):
    """Changes a store that outlives the process, one document in one transaction.

    After any sequence of changes the store holds what `assemble` makes of the documents that are left.
    """

    async def digests(self) -> Mapping[str, str]:
        """The digest of each document's facts that the store holds, by sha256: what is equal need not be written."""
        ...

    async def replace(self, document: DisclosureFacts) -> None:
        """Puts the facts of a document in the place of what the store holds of it."""
        ...

    async def remove(self, sha256: str) -> None:
        """Takes away what a document says."""
        ...

    async def load(self, documents: Iterable[DisclosureFacts]) -> None:
        """Replaces many documents, in their order."""
        ...
