"""How money leads from one node to another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from service.types.declare import asked, documented, money
from service.types.values import Source

if TYPE_CHECKING:
    from service.types.nodes import Node


@documented
class FundingPath:
    """A way that money takes: all its steps are of one year, and each is printed or follows from whose a body is (资金路径)."""

    nodes: list[Annotated[Node, strawberry.lazy("service.types.nodes")]] = asked(
        "The nodes on the way, both ends included."
    )
    relations: list[str] = asked(
        "What joins each node with the next: a relationship of the graph, or PAYS for a printed amount of a funding source."
    )
    amount: Decimal | None = money(
        "What the whole path can carry: the least amount of a step; null where none has one."
    )
    sources: list[Source] = asked(
        "Where the steps are printed, in their order; the titles of a body's documents tell whose it is and where it lies."
    )
    truncated: bool = asked(
        "Whether more lies around the two ends than was followed, so that a shorter or a larger path may be missing."
    )
