"""What lives as long as one request."""

from dataclasses import dataclass

from graph.store import Reader


@dataclass(frozen=True, slots=True)
class Context:
    """The context of a GraphQL request: who answers its plans."""

    reader: Reader
