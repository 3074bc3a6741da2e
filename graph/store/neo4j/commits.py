"""Every answer is of one state of the data, though Neo4j shows a reader parts of what is being committed meanwhile.

A writer announces its commit by a node and takes it away when the commit is done, and every change counts one up. A statement
looks for both when its answer is complete: the answer is of one state if nothing is announced, and if the count is the one that
was known before it was asked. Otherwise it is asked again.
"""

from dataclasses import dataclass, field
from typing import Final, LiteralString
from uuid import uuid4

from neo4j import AsyncDriver

ANNOUNCED_FOR: Final = 10_000
"""Milliseconds that an announcement counts, so that a writer that was killed behind one is forgotten. A commit takes a few
hundred at most; readers wait for longer, so that they are answered then."""

_COUNT: Final = "MATCH (s:Dataset) RETURN max(coalesce(s.changes, 0))"

LOOK: Final = (
    f"CALL () {{ {_COUNT} AS changes }} "
    "CALL () { MATCH (c:Commit) WHERE c.until > timestamp() RETURN count(c) AS commits } "
    f"CALL () {{ {_COUNT} AS changes_still }}"
)
"""The count, announcements, and the count once more, in this order.

Before the announcements, since who finds the new count while it is being committed must find the announcement, too; behind them,
since who found the old one may have been held up until the commit was done.
"""

STATE: Final = "CASE WHEN changes < 0 OR (commits = 0 AND changes = changes_still) THEN changes END AS state"
"""The count of a settled state; null while something is committed, or where nothing is stored."""

FIRST: Final = "timestamp()"
"""The count of a database that begins, so that none is the continuation of another, or of itself before it was emptied."""

COUNTED: Final = "s.changes = coalesce(s.changes, 0) + 1"
"""What a change writes about itself into the Dataset `s`."""

EMPTYING: Final = -1
"""The count until the database is empty, which takes more than one transaction."""

_ANNOUNCED: Final = "MERGE (c:Commit {key: $key}) SET c.until = timestamp() + $milliseconds"
_WITHDRAWN: Final = "MATCH (c:Commit) WHERE c.key = $key OR c.until < timestamp() DELETE c"


@dataclass(slots=True)
class Announcement:
    """That a writer commits now; what of others has outlived its time is cleared away with it."""

    driver: AsyncDriver
    database: str
    key: str = field(default_factory=lambda: uuid4().hex)
    is_made: bool = False

    async def make(self) -> None:
        """Tells readers that a commit begins."""
        await self._run(_ANNOUNCED, key=self.key, milliseconds=ANNOUNCED_FOR)
        self.is_made = True

    async def withdraw(self) -> None:
        """Tells them that it is done, if they were told of it."""
        if self.is_made:
            await self._run(_WITHDRAWN, key=self.key)

    async def _run(self, statement: LiteralString, **parameters: str | int) -> None:
        async with self.driver.session(database=self.database) as session:
            await (await session.run(statement, parameters)).consume()
