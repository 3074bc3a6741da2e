"""How the service is run: what its log says, and what it leaves to health and metrics."""

import subprocess
import sys

import pytest

LOGGED = """
import logging, logging.config, sys
from budget_graph.serving import logging_of
logging.config.dictConfig(logging_of(sys.argv[1]))
logging.getLogger("neo4j.io").error("Failed to read from defunct connection")
logging.getLogger("service.app").warning("Neo4j does not answer.")
"""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_store_that_is_away_does_not_flood_the_log(form: str) -> None:
    """The driver has a line for every question that it cannot ask; ours say it once."""
    command = [sys.executable, "-c", LOGGED, form]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert ["Neo4j does not answer." in line for line in told.splitlines()] == [True]
