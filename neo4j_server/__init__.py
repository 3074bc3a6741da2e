"""A real Neo4j Community server for development and CI, without Docker: Maven brings it, a JVM runs it, nothing stays.

`python -m neo4j_server` runs one until it is interrupted; `running_server()` is the same for tests and benchmarks.
"""

from neo4j_server.release import Neo4jServerError, Release, what_is_missing
from neo4j_server.server import Memory, Server, running_server

__all__ = ["Memory", "Neo4jServerError", "Release", "Server", "running_server", "what_is_missing"]
