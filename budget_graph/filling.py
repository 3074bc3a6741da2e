"""Facts → the Neo4j server that is the store: what differs is written, one transaction for each disclosure.

Whatever ends it leaves whole disclosures only, and running it again completes it. Facts are read one by one, so that the
memory that it takes does not grow with their number.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from graph.assembly import digest_of
from graph.disclosures import DisclosureFacts
from graph.errors import StoreUnavailable
from graph.facts_folder import FactsFolder
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.policies.registry import NO_REGISTRY, Registry
from graph.store.neo4j import Neo4jReader
from graph.store.neo4j.connection import Address, Limits, connect
from graph.store.neo4j.database import check_graph, clear, stored_reference, stored_schema
from graph.store.neo4j.schema import SCHEMA, reference_of
from graph.store.neo4j.writer import Neo4jWriter

Advance: TypeAlias = Callable[[str], None]
"""Told the name of each document that is done."""

WRITING: Final = 2
"""Connections at the least: one for a change, and one to announce that it is committed."""

DATASET: Final = ("version", "disclosures", "nodes", "relationships")
ABOUT: Final = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": tuple(Field(name, name) for name in DATASET)}))
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of the documents, and what the store holds now."""

    written: int
    unchanged: int
    removed: int
    dataset: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filling:
    """The server that is to be filled, and the facts to fill it with."""

    address: Address
    limits: Limits
    folder: FactsFolder
    registry: Registry = NO_REGISTRY

    async def check(self) -> None:
        """Makes sure that documents can be added to what the server holds.

        Raises:
            StoreUnavailable: the server cannot be used, or stores the graph in another form than this release does.
        """
        async with connect(self.address, self.limits) as driver:
            if await stored_schema(driver, self.address.database) is not None:
                await check_graph(driver, self.address.database)
                if await stored_reference(driver, self.address.database) != reference_of(self.registry):
                    raise StoreUnavailable(
                        "The stored graph was made with other reference tables or another registry. "
                        "Run `budget-graph build` to store it anew from the facts."
                    )

    async def run(self, sha256s: Sequence[str], advance: Advance, *, whole: bool) -> Filled:
        """Makes the server say of these documents what their facts say; with `whole`, and nothing of any other.

        Raises:
            StoreUnavailable: the server cannot be used.
            DamagedFacts: of one of the documents; those before it are written, and nothing is removed.
        """
        database = self.address.database
        async with connect(
            self.address, replace(self.limits, connections=max(self.limits.connections, WRITING))
        ) as driver:
            form = await stored_schema(driver, database), await stored_reference(driver, database)
            if whole and form[0] is not None and form != (SCHEMA, reference_of(self.registry)):
                await clear(driver, database)
            writer = Neo4jWriter(driver, database, self.registry)
            await writer.prepare()
            known = await writer.digests()
            written: list[str] = []

            def stored(facts: DisclosureFacts) -> None:
                written.append(facts.disclosure.sha256)
                advance(facts.disclosure.file_name)

            await writer.load(self._changed(sha256s, known, advance), stored)
            gone = sorted(known.keys() - set(sha256s)) if whole else []
            for sha256 in gone:
                await writer.remove(sha256)
            (dataset,) = await Neo4jReader(driver, database, self.limits).answer([ABOUT])
        assert isinstance(dataset, dict)
        return Filled(len(written), len(sha256s) - len(written), len(gone), dataset)

    def _changed(self, sha256s: Sequence[str], known: Mapping[str, str], advance: Advance) -> Iterator[DisclosureFacts]:
        for sha256 in sha256s:
            facts = self.folder.read(sha256)
            if digest_of(facts) == known.get(sha256):
                advance(facts.disclosure.file_name)
            else:
                yield facts
