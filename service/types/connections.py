"""Relay connections over any kind of node, with sums over the whole filter where the nodes have an amount."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import strawberry

from graph.plan import GroupKey, GroupOrder
from service.sizes import GROUPS, MAX_GROUPS
from service.types.declare import Argument, asked, documented, money

if TYPE_CHECKING:
    from service.types.nodes import Node

N = TypeVar("N")


@documented
class PageInfo:
    """Where a page begins and ends, and what lies beyond it."""

    has_next_page: bool = asked("Whether nodes follow the page.")
    has_previous_page: bool = asked("Whether nodes precede the page.")
    start_cursor: str | None = asked("The cursor of the page's first node; null on an empty page.")
    end_cursor: str | None = asked("The cursor of the page's last node; null on an empty page.")


@documented
class Edge(Generic[N]):
    """A node at its place in a connection."""

    cursor: str = asked(
        "The node's place: valid at any page size and after a reload, for this field, filter and order only."
    )
    node: N = asked("The node.")


@documented
class Connection(Generic[N]):
    """One page of the nodes that satisfy a filter, in an order."""

    edges: list[Edge[N]] = asked("The nodes of the page with their cursors.")
    nodes: list[N] = asked("The nodes of the page.")
    page_info: PageInfo = asked("Where the page begins and ends, and whether more follows.")
    total_count: int = asked("How many nodes satisfy the filter, on all pages together.")


@documented
class AmountAggregate:
    """What the amounts of the nodes add up to; null where no node has an amount."""

    sum: Decimal | None = money("All amounts together.")
    min: Decimal | None = money("The smallest amount.")
    max: Decimal | None = money("The largest amount.")
    avg: Decimal | None = money("The average, rounded half to even to the fen (分).")
    missing: int = asked("How many nodes have no amount; they count in none of the figures.")


@documented
class Aggregate:
    """Counts and sums over all nodes that satisfy the filter, and not over the page."""

    count: int = asked("How many nodes there are.")
    amount: AmountAggregate = asked("What their amounts add up to.")


@documented
class GroupValue:
    """One of the keys that make a group."""

    key: GroupKey = asked("What the group is made by.")
    label: str = asked("The key's value as printed: a year, a name; empty where the nodes have none.")
    entity: Annotated[Node, strawberry.lazy("service.types.nodes")] | None = asked(
        "The node that the key stands for; null for a key that is no node, such as a year."
    )


@documented
class Group:
    """The nodes of a connection that share the values of some keys."""

    keys: list[GroupValue] = asked("The shared values, in the order in which the keys were asked for.")
    aggregate: Aggregate = asked("Counts and sums over the group.")


_GROUPS = {
    "by": Argument(list[GroupKey], "The keys to make groups by, each at most once."),
    "order_by": Argument(GroupOrder | None, "What decides the groups' order; the keys, unless it is given."),
    "first": Argument(int | None, f"How many groups: {GROUPS} unless it is given, at most {MAX_GROUPS}."),
}


@strawberry.type(
    name="Connection", description="One page of nodes that have an amount, and sums over all of the filter."
)
class MeasuredConnection(Connection[N]):
    """A connection with sums, under the same name: ProjectConnection, BudgetLineConnection."""

    aggregate: Aggregate = asked("Counts and sums over all nodes that satisfy the filter.")
    groups: list[Group] = asked("The same for each group of them.", _GROUPS)
