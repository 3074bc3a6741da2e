"""The embedded store: answers plans over one snapshot in memory. The default, and the reference behaviour of every store."""

import asyncio
import gc
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from graph.assembly import assemble
from graph.disclosures import DisclosureFacts
from graph.plan import (
    AboutDataset,
    All,
    ByKeys,
    Every,
    Field,
    First,
    Order,
    Plan,
    Predicate,
    Search,
    Shared,
    StoredRoot,
    stored_root,
)
from graph.policies.registry import NO_REGISTRY, Registry
from graph.store import Value
from graph.store.predicates import Finder
from graph.store.records import Record, Snapshot
from graph.store.search import SearchIndex
from graph.store.shaping import connection_of, shape_connections, shape_hits, shape_node, shape_nodes, shape_shared
from graph.store.shared import shared_citations
from graph.store.turns import begin_turn
from graph.store.windows import sort_records

KEPT_WINDOWS: Final = 16


class MemoryReader:
    """Answers plans from one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        """A reader of a snapshot that no longer changes."""
        self._snapshot = snapshot
        self._finder = Finder(snapshot)
        self._search = SearchIndex(snapshot)
        self._loaded_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._windows: OrderedDict[tuple[tuple[str, ...], Predicate, tuple[Order, ...]], list[Record]] = OrderedDict()

    @classmethod
    def of(cls, facts: Iterable[DisclosureFacts], registry: Registry = NO_REGISTRY) -> "MemoryReader":
        """A reader of the graph of these facts, enriched by a registry.

        Collecting garbage over a live graph would stop the service for up to a second (measured/performance.md §2), so it
        waits until the graph stands and then leaves it alone.
        """
        gc.disable()
        try:
            reader = cls(Snapshot(assemble(facts, registry)))
        finally:
            gc.enable()
        return reader

    async def answer(self, plans: Sequence[Plan]) -> Sequence[Value]:
        """One value for each plan, in their order; between two, others have their turn, and a time that is over ends it.

        Raises:
            StoreTimeout: one plan takes so long that others wait for too long.
        """
        values: list[Value] = []
        for plan in plans:
            if values:
                await asyncio.sleep(0)
            begin_turn()
            values.append(self._answer(stored_root(plan), plan.field))
        return values

    def snapshot(self) -> "MemoryReader":
        """Itself: it never changes."""
        return self

    async def close(self) -> None:
        """Nothing is held but memory."""

    def _answer(self, root: StoredRoot, field: Field) -> Any:
        match root:
            case ByKeys(keys, single):
                shape = shape_node(field.selection)
                nodes = [shape(self._snapshot.find(*key)) if key else None for key in keys]
                return nodes[0] if single else nodes
            case First(kinds, where):
                found = self._finder.select(kinds, where)
                return shape_node(field.selection)(found[0]) if found else None
            case Every(kinds, where):
                return self._every(kinds, where, field)
            case Search(text, size):
                return shape_hits(field.selection)(self._search.search(text, size))
            case Shared():
                return shape_shared(field.selection)(shared_citations(self._snapshot, root))
            case AboutDataset():
                return self._about(field)

    def _every(self, kinds: tuple[str, ...], where: Predicate, field: Field) -> Any:
        if field.window is None:
            return shape_nodes(field.selection)(self._finder.select(kinds, where)[: field.size])
        ordered = self._window(kinds, All((where, field.window.where)), field.window.order)
        return shape_connections(field.selection)(connection_of(ordered, field.window))

    def _window(self, kinds: tuple[str, ...], where: Predicate, order: tuple[Order, ...]) -> list[Record]:
        """The filtered and ordered records behind a root connection, kept for its next page."""
        ordered = self._windows.get((kinds, where, order))
        if ordered is None:
            ordered = sort_records(self._finder.select(kinds, where), order)
            self._windows[kinds, where, order] = ordered
            while len(self._windows) > KEPT_WINDOWS:
                self._windows.popitem(last=False)
        self._windows.move_to_end((kinds, where, order))
        return ordered

    def _about(self, field: Field) -> Any:
        about = {
            "version": self._snapshot.version,
            "loaded_at": self._loaded_at,
            "changes": 0,
            "disclosures": len(self._snapshot.records["Disclosure"]),
            "nodes": self._snapshot.node_count,
            "relationships": self._snapshot.relationship_count,
            "store": "memory",
        }
        fields = field.selection.fields.get("Dataset", ()) if field.selection else ()
        return {part.key: part.word or about[part.name] for part in fields}
