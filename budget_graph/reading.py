"""From the settings to what they name: the facts of the folder, and the store that answers."""

import logging

from budget_graph.settings import Settings
from graph.disclosures import DisclosureFacts
from graph.errors import DamagedFacts
from graph.facts_folder import FactsFolder
from graph.store import Reader
from graph.store.memory import MemoryReader
from graph.store.neo4j import Neo4jReader

_log = logging.getLogger(__name__)


def read_facts(settings: Settings, *, strict: bool = False) -> list[DisclosureFacts]:
    """All facts of the configured folder; a damaged file is told to the log, which is the error stream, and the others serve.

    Raises:
        DamagedFacts: a facts file is damaged, so that a graph that is to be complete would lack a document.
        UnreadableFacts: a file cannot be opened; no graph is made without it.
    """
    folder = FactsFolder(settings.data)
    facts: list[DisclosureFacts] = []
    for read in folder.read_all():
        if not isinstance(read, DamagedFacts):
            facts.append(read)
        elif strict:
            raise read
        else:
            _log.warning("%s", read)
    if not facts:
        _log.warning("%s holds no facts: the graph is empty. Run `budget-graph load PATH…` first.", folder.path)
    return facts


def embedded_store(settings: Settings) -> MemoryReader:
    """The embedded store of the configured folder, as it is now."""
    return MemoryReader.of(read_facts(settings), FactsFolder(settings.data).registry())


def configured_store(settings: Settings) -> Reader:
    """The configured store, as it is now."""
    return Neo4jReader.at(settings.neo4j, settings.limits) if settings.neo4j else embedded_store(settings)
