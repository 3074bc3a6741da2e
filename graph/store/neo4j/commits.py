"""Every answer is of one state of the data, though Neo4j shows a reader parts of what is being committed meanwhile.

A writer announces its commit by a node and takes it away when the commit is done, and every commit counts one up. A statement
looks at the count and then for announcements when its answer is complete: the answer is of one state if there are none, and if
the count is the one that was known before it was asked. Otherwise it is asked again.
"""

from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from neo4j import AsyncDriver

ANNOUNCED_FOR: Final = 10_000
"""Milliseconds that an announcement counts, so that a writer that was killed behind one is forgotten. A commit takes a few
hundred at most; readers wait for longer, so that they are answered then."""

# In this order: who sees the new count while it is being committed must find the announcement, too.
LOOK: Final = (
    "CALL () { MATCH (s:Dataset) RETURN coalesce(max(s.changes), 0) AS changes } "
    "CALL () { MATCH (c:Commit) WHERE c.until > timestamp() RETURN count(c) AS commits }"
)
STATE: Final = "CASE WHEN changes < 0 OR commits = 0 THEN changes END AS state"
"""The count of a settled state; null while something is committed."""

COUNTED: Final = "s.changes = coalesce(s.changes, 0) + 1"
"""What a change writes about itself into the Dataset `s`."""

EMPTYING: Final = -1
"""The count until the database is empty, which takes more than one transaction."""

_ANNOUNCED: Final = "MERGE (c:Commit {key: $key}) SET c.until = timestamp() + $milliseconds"
_WITHDRAWN: Final = "MATCH (c:Commit) WHERE c.key = $key OR c.until < timestamp() DELETE c"


@dataclass(frozen=True, slots=True)
class Announcement:
    """That a writer commits now; what of others has outlived its time is cleared away with it."""

    driver: AsyncDriver
    database: str
    key: str = field(default_factory=lambda: uuid4().hex)

    async def make(self) -> None:
        """Tells readers that a commit begins."""
        async with self.driver.session(database=self.database) as session:
            await (await session.run(_ANNOUNCED, key=self.key, milliseconds=ANNOUNCED_FOR)).consume()

    async def withdraw(self) -> None:
        """Tells them that it is done."""
        async with self.driver.session(database=self.database) as session:
            await (await session.run(_WITHDRAWN, key=self.key)).consume()
