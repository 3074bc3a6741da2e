"""How long the embedded store may work at one root field: meanwhile the process answers nobody else.

The time is the processor's, so that another program's load ends no operation, and it is looked at wherever work can grow:
once for each linked list, and once for each batch of the records that are gone through.
"""

from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from math import inf
from time import thread_time
from typing import Final

from graph.errors import StoreTimeout
from graph.store.records import Record

SECONDS: Final = 5.0
"""Of the processor. Sums by three keys over all budget lines of a million nodes take two."""

BATCH: Final = 1_000

_end: ContextVar[float] = ContextVar("_end", default=inf)


def begin_turn() -> None:
    """The work at a root field begins."""
    _end.set(thread_time() + SECONDS)


def check_turn() -> None:
    """Ends work that takes too long.

    Raises:
        StoreTimeout: the time is over.
    """
    if thread_time() > _end.get():
        raise StoreTimeout("The store gave up: one field kept others waiting for too long. Ask for less at once.")


def in_time(records: Sequence[Record]) -> Iterator[Record]:
    """The records, as long as there is time."""
    for start in range(0, len(records), BATCH):
        check_turn()
        yield from records[start : start + BATCH]
