"""What no document prints and no store holds: flows, paths and comparisons, worked out from what a store answers.

An analysis asks the store by ordinary plans, computes with plain values, and asks once more for the nodes that its answer
leads to. So it is the same on every store, and it reads what it is asked about and not the whole graph.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.analysis.comparison import compare
from graph.analysis.continuity.timeline import timeline
from graph.analysis.lineage import spending_lineage
from graph.analysis.members import fill, rewritten
from graph.analysis.paths import funding_paths
from graph.errors import StoreUnavailable
from graph.plan import Comparison, FundingPaths, Lineage, Plan, StoredRoot, Timeline
from graph.store import Reader, Value
from graph.store.version import state_of_data

ATTEMPTS: Final = 3
"""How often an answer of several calls is begun, where the data change under it."""


class AnalysingReader:
    """Answers every plan: what a store can answer by its reader, the rest by analysis of the reader's answers.

    What takes several calls is answered from one state of the data, whether or not the store can keep one for a reader.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order.

        Raises:
            StoreUnavailable: the data changed again and again while they were read.
        """
        if not any(_takes_several_calls(plan) for plan in plans):
            return await self._reader.answer(plans)
        for _ in range(ATTEMPTS):
            state = await state_of_data(self._reader)
            answered = await _Analyses(self._reader).answer(plans)
            if state == await state_of_data(self._reader):
                return answered
        raise StoreUnavailable("The data changed while they were being read. Ask again, or when the load has ended.")

    def snapshot(self) -> "AnalysingReader":
        """One over a snapshot of its reader."""
        return AnalysingReader(self._reader.snapshot())

    async def close(self) -> None:
        """Gives back what the store's reader holds."""
        await self._reader.close()


def _takes_several_calls(plan: Plan) -> bool:
    selection = plan.field.selection
    return not isinstance(plan.root, StoredRoot) or (selection is not None and rewritten(selection).has_members)


class _Analyses:
    """Answers as the reader above, of whatever version the data are at each call."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order; all plans of the store in one call."""
        stored = [plan for plan in plans if isinstance(plan.root, StoredRoot)]
        values = iter(await self._stored(stored) if stored else ())
        return [next(values) if isinstance(plan.root, StoredRoot) else await self._analyse(plan) for plan in plans]

    def snapshot(self) -> "_Analyses":
        """One over a snapshot of its reader."""
        return _Analyses(self._reader.snapshot())

    async def close(self) -> None:
        """Gives back what the store's reader holds."""
        await self._reader.close()

    async def _stored(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """The store's values, with the members filled in that it does not know."""
        asked = [rewritten(plan.field.selection) if plan.field.selection else None for plan in plans]
        values = await self._reader.answer(
            [
                replace(plan, field=replace(plan.field, selection=one.selection)) if one and one.has_members else plan
                for plan, one in zip(plans, asked, strict=True)
            ]
        )
        await fill([(value, one) for value, one in zip(values, asked, strict=True) if one and one.has_members], self)
        return values

    async def _analyse(self, plan: Plan) -> Value:
        match plan.root:
            case Lineage():
                return await spending_lineage(plan.root, plan.field, self)
            case FundingPaths():
                return await funding_paths(plan.root, plan.field, self)
            case Timeline():
                return await timeline(plan.root, plan.field, self)
            case Comparison():
                return await compare(plan.root, plan.field, self)
            case _:
                raise AssertionError(plan.root)
