"""One data set in both stores: the facts of a synthetic country in a folder, and the graph of the same facts in Neo4j."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.synthetic import synthetic_facts
from graph.facts_folder import FactsFolder
from neo4j_server import Memory, Server, running_server


def write_facts(folder: Path, nodes: int) -> Path:
    """Writes the facts of a country of about so many nodes into a folder, and gives the folder."""
    facts = FactsFolder(folder)
    for document in synthetic_facts(nodes):
        facts.write(document)
    return folder


@contextmanager
def filled_server(facts: Path, memory: Memory) -> Iterator[Server]:
    """A server with the graph of a folder of facts, filled as a user would for a first load: imported, then indexed."""
    with tempfile.TemporaryDirectory() as folder:
        budget_graph(facts, "export", "--format", "neo4j", "--output", folder)
        with running_server(memory=memory, imported=Path(folder)) as server:
            budget_graph(facts, "build", store=server.store)
            yield server


def budget_graph(facts: Path, *arguments: str, store: str = "memory") -> None:
    """Runs the command line on a folder of facts with a store."""
    settings = {"BUDGET_GRAPH_STORE": store, "BUDGET_GRAPH_DATA": str(facts)}
    command = [sys.executable, "-m", "budget_graph", *arguments]
    subprocess.run(command, env={**os.environ, **settings}, check=True, stdout=subprocess.DEVNULL)
