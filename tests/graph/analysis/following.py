"""Questions for timelines, and what of their answers tests compare."""

import asyncio
from typing import Any, Final

from graph.analysis import AnalysingReader
from graph.plan import Field, Plan, Selection, Timeline
from graph.store import Reader
from graph.terms import MoneyUnit


def asked(reader: Reader, plan: Plan) -> Any:
    """The answer to one plan."""
    (answer,) = asyncio.run(AnalysingReader(reader).answer([plan]))
    return answer


POINT: Final = Selection(
    {
        "TimelinePoint": (
            Field("year", "year"),
            *(Field(name, name, unit=MoneyUnit.YUAN) for name in ("amount", "change")),
            Field("ratio", "change_ratio"),
            Field("note", "note"),
        )
    }
)


def points(reader: Reader, question: Timeline) -> list[tuple[int, str | None, str | None, str | None]]:
    """Year, amount, change and ratio."""
    below = Selection({"Timeline": (Field("points", "points", selection=POINT),)})
    found = asked(reader, Plan(question, Field("timeline", "timeline", selection=below)))["points"]
    return [(one["year"], one["amount"], one["change"], one["ratio"]) for one in found]


def notes(reader: Reader, question: Timeline) -> list[str | None]:
    """What is noted at each point."""
    below = Selection({"Timeline": (Field("points", "points", selection=POINT),)})
    return [
        one["note"] for one in asked(reader, Plan(question, Field("timeline", "timeline", selection=below)))["points"]
    ]
