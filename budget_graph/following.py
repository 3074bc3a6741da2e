"""The embedded store of a folder of facts that goes on changing: whatever is loaded is answered, without a restart."""

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from typing import Final

from graph.errors import BudgetGraphError
from graph.facts_folder import FactsFolder
from graph.plan import Plan
from graph.store import Value
from graph.store.memory import MemoryReader

PERIOD: Final = 1.0
"""Seconds between two looks at the folder; it is read when two looks find the same, so a load is not read half way."""

_log = logging.getLogger(__name__)


class FollowingReader:
    """Answers from the facts as the folder holds them; operations that are under way end with the data they began with."""

    def __init__(self, folder: FactsFolder, read: Callable[[], MemoryReader]) -> None:
        """A reader of what `read` makes of the folder, which is read for the first time here.

        Raises:
            DamagedFacts: a file of the folder is not what was written.
        """
        self._folder = folder
        self._read = read
        self._mark = folder.mark()
        self._current = read()

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order."""
        return await self._current.answer(plans)

    def snapshot(self) -> MemoryReader:
        """The data as they are now."""
        return self._current

    async def close(self) -> None:
        """Nothing is held but memory."""

    async def follow(self) -> None:
        """Reads the folder anew whenever it has changed and has come to rest."""
        before = self._mark
        while True:
            await asyncio.sleep(PERIOD)
            try:
                now = await asyncio.to_thread(self._folder.mark)
            except OSError as error:
                _log.warning("The folder of facts cannot be looked at (%s); what it held still answers.", error)
                continue
            if now == before and now != self._mark:
                await self._follow_to(now)
            before = now

    async def _follow_to(self, mark: int) -> None:
        """Reads in a thread of its own while requests are answered from what stood before."""
        self._mark = mark
        try:
            self._current = await asyncio.to_thread(self._read)
        except BudgetGraphError as error:
            _log.warning("The facts have changed and cannot be read; the older ones still answer. %s", error)
            return
        except Exception:  # noqa: BLE001  # a fault that one document meets must not end the following, and nobody be told
            _log.exception("The facts have changed and cannot be read; the older ones still answer.")
            return
        settle()
        _log.info("The facts have changed and are answered now.")


def settle() -> None:
    """Leaves what stands now out of garbage collection: it stands as long as the service, or until the next reading."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
