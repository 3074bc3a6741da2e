"""What goes on over the years, under the same name or another."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.terms import Stage
from service.types.declare import asked, documented, money
from service.types.values import Source

if TYPE_CHECKING:
    from service.types.nodes import Node, Organisation, Project

_NODES = strawberry.lazy("service.types.nodes")


@documented
class ProjectLink:
    """A project of another year that is taken for the same one (延续项目)."""

    project: Annotated[Project, _NODES] = asked("The project of the other year.")
    confidence: float = asked("How sure that is: 1 for the same name and unit, less for a judgement.")
    reason: str = asked("What it rests on, in words.")


@documented
class Succession:
    """A body that follows upon another: renamed, merged or split (机构承继)."""

    from_: Annotated[Organisation, _NODES] = asked("The earlier body.", graphql_name="from")
    to: Annotated[Organisation, _NODES] = asked("The later body.")
    year: int | None = asked("The first year of the later body, as far as documents tell.")
    confidence: float = asked("How sure that is: 1 for an official act, less for a judgement.")
    evidence: str = asked("What it rests on.")


@documented
class TimelinePoint:
    """The money of one year and stage."""

    year: int = asked("The budget year.")
    stage: Stage = asked("Whether it was planned or spent.")
    amount: Decimal | None = money("The amount; null where the year's documents print none, or several.")
    change: Decimal | None = money(
        "How much more it is than what it goes on from, of the same stage: the point before, or all parts of a merger together; "
        "null where the note says why."
    )
    change_ratio: Decimal | None = asked(
        "The change as a part of the amount before, to six digits; null where that was zero."
    )
    note: str | None = asked("What the point goes on by, which changed names and bodies, and why no change is told.")
    entity: Annotated[Node, _NODES] | None = asked("The project or the body of that year.")
    sources: list[Source] = asked("Where it is printed.")


@documented
class Timeline:
    """The money of a project, a body or a row of a table over the years (时间序列)."""

    points: list[TimelinePoint] = asked(
        "The years, the earliest first; of one year the budget before the final accounts."
    )
