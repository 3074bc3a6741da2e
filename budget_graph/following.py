"""The embedded store of a folder of facts that goes on changing: whatever is loaded is answered, without a restart."""

import asyncio
import gc
import logging
from collections.abc import Callable, Sequence
from typing import Final

from graph.errors import BudgetGraphError
from graph.facts_folder import FactsFolder, Mark
from graph.plan import Plan
from graph.store import Value
from graph.store.memory import MemoryReader
from service.observing import Observer

PERIOD: Final = 1.0
"""Seconds between two looks at the folder; it is read when two looks find the same, and read again if it changed meanwhile."""

PAUSE: Final = 10.0
"""Seconds until a look that failed is tried again: what the machine lacked may be there."""

_log = logging.getLogger(__name__)


class FollowingReader:
    """Answers from the facts as the folder holds them; operations that are under way end with the data they began with."""

    def __init__(self, folder: FactsFolder, read: Callable[[], MemoryReader]) -> None:
        """A reader of what `read` makes of the folder, which is read for the first time here.

        Raises:
            BudgetGraphError: the folder cannot be read.
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

    async def follow(self, observer: Observer) -> None:
        """Reads the folder anew whenever it has changed and has come to rest; the observer is told while that fails."""
        before = self._mark
        while True:
            await asyncio.sleep(PERIOD)
            try:
                before = await self._look(before)
            except Exception as error:  # noqa: BLE001  # whatever one reading meets must not end the following, and nobody be told
                is_ours = not isinstance(error, BudgetGraphError)
                level = logging.ERROR if is_ours else logging.WARNING
                _log.log(level, "The facts cannot be read; the older ones still answer. %s", error, exc_info=is_ours)
                observer.data_behind.set(1)
                await asyncio.sleep(PAUSE)
            else:
                if before == self._mark:
                    observer.data_behind.set(0)

    async def _look(self, before: Mark) -> Mark:
        """What the folder holds now; it is read, in a thread of its own, if that is new and is what it held before."""
        now = await asyncio.to_thread(self._folder.mark)
        if now != before or now == self._mark:
            return now
        read = await asyncio.to_thread(self._read)
        after = await asyncio.to_thread(self._folder.mark)
        if after == now:
            self._current, self._mark = read, now
            settle()
            _log.info("The facts have changed and are answered now.")
        return after


def settle() -> None:
    """Leaves what stands now out of garbage collection: it stands as long as the service, or until the next reading."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
