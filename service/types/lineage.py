"""How money flows, as nodes and links of a Sankey diagram."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.terms import LineageLevel
from service.types.declare import asked, documented, money
from service.types.values import Source

if TYPE_CHECKING:
    from service.types.nodes import Node


@documented
class LineageNode:
    """A place that money passes on its way: a source, a body, a code, a kind of expenditure, a project, a policy."""

    key: str = asked("What the links call it; one key for each place and level.")
    level: LineageLevel = asked("The level that it stands at.")
    label: str = asked(
        "What it is called; 未披露 for what no document says, 非项目支出 for what is spent on no project, 四舍五入差额 for "
        "what rounded figures of one sum differ by."
    )
    entity: Annotated[Node, strawberry.lazy("service.types.nodes")] | None = asked(
        "The node of the graph that it is; null for kinds of expenditure, sub-items, what is not disclosed, and several "
        "policies of one project together, since no text divides its money among them."
    )
    undisclosed: bool = asked("Whether it stands for money of which no document says where it is at this level.")
    amount: Decimal = money("The money that passes it.")


@documented
class LineageLink:
    """Money that goes from a place of one level to a place of the next."""

    source: str = asked("The key of the node that it comes from.")
    target: str = asked("The key of the node that it goes to.")
    amount: Decimal = money("How much it is.")
    sources: list[Source] = asked("Where the amounts are printed that it is made of.")


@documented
class LineageGraph:
    """Where money comes from and goes to (资金流向).

    At every level the nodes add up to the total, and each node's inflow is its outflow. Money counts once, though it stands in
    several tables, in the department's document and in its units'. A link is stated only where documents print it: which
    project an item of the classification pays for is not, unless only one is possible, so beside functional codes projects
    are undisclosed, and beside 项目支出 they are told.
    """

    nodes: list[LineageNode] = asked("The places, by level and amount; of each level what is undisclosed comes last.")
    links: list[LineageLink] = asked("What goes from place to place, in the order of their nodes.")
    total: Decimal = money("All the money: the expenditure of the bodies that disclose it.")
    traced: Decimal = money("What of it is disclosed at every level that is asked for.")
    undisclosed: Decimal = money("What of it is not disclosed at one of the levels or more.")
    warnings: list[str] = asked(
        "What the total lacks, and why: bodies that published nothing, tables that are not there, projects of more money than "
        "there is, figures that do not add up to the printed total."
    )
