"""Answers of several calls come from one version of the data."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

import pytest

from graph.analysis import AnalysingReader
from graph.errors import StoreUnavailable
from graph.plan import AboutDataset, Field, Lineage, Plan
from graph.store import Value
from graph.store.memory import MemoryReader
from graph.terms import LineageLevel, Stage
from tests.factories import disclosure, line_item
from tests.graph.analysis.flowing import GRAPH

DEPARTMENT = ("Department", "310107/department/商务委员会")
LINEAGE = Plan(
    Lineage(DEPARTMENT, None, 2025, Stage.BUDGET, (LineageLevel.DEPARTMENT,)),
    Field("lineage", "lineage", selection=GRAPH),
)


class Changing(MemoryReader):
    """A store that is in another state at each look, until it comes to rest."""

    states: Iterator[tuple[str, int]] = repeat(("1", 0))
    calls = 0

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """What the store answers, with a state of its own."""
        if isinstance(plans[0].root, AboutDataset):
            version, changes = next(self.states)
            return [{"version": version, "changes": changes}]
        self.calls += 1
        return await super().answer(plans)


def changing(*states: tuple[str, int]) -> Changing:
    """A store whose states follow one another, the last for ever."""
    reader = Changing.of([disclosure(line_item(None, 100, label="合计"))])
    assert isinstance(reader, Changing)
    reader.states = chain(states, repeat(states[-1]))
    return reader


@pytest.mark.parametrize("after", [("2", 1), ("1", 2)])
def test_an_answer_over_which_the_data_changed_is_read_again(after: tuple[str, int]) -> None:
    """Its parts may be of two versions, also where the first has come back."""
    quiet, changed = changing(("1", 0)), changing(("1", 0), after, after)
    expected, answered = (asyncio.run(AnalysingReader(one).answer([LINEAGE])) for one in (quiet, changed))
    assert answered == expected
    assert changed.calls == 2 * quiet.calls


def test_data_that_never_rest_are_told() -> None:
    """An answer that may be wrong is none."""
    with pytest.raises(StoreUnavailable, match="The data changed while they were being read"):
        asyncio.run(AnalysingReader(changing(*((str(at), at) for at in range(100)))).answer([LINEAGE]))
