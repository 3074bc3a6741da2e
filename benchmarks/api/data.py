"""One data set in both stores: the facts of a synthetic country in a folder, and the graph of the same facts in Neo4j."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.synthetic import synthetic_facts
from graph.facts_folder import FactsFolder
from neo4j_server import Server


def write_facts(folder: Path, nodes: int) -> Path:
    """Writes the facts of a country of about so many nodes into a folder, and gives the folder."""
    facts = FactsFolder(folder)
    for document in synthetic_facts(nodes):
        facts.write(document)
    return folder


def fill(server: Server, facts: Path) -> None:
    """Makes the server's graph that of a folder of facts, as a user would: `budget-graph build`."""
    settings = {"BUDGET_GRAPH_STORE": server.store, "BUDGET_GRAPH_DATA": str(facts)}
    subprocess.run([sys.executable, "-m", "budget_graph", "build"], env={**os.environ, **settings}, check=True)
