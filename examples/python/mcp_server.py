"""The API for an assistant that speaks MCP, over standard input and output: the same operations, for reading only.

`python mcp_server.py`, beside a service at GRAPHQL_ENDPOINT, whose limits hold. An assistant looks up the types that it needs,
writes a query, and gets the answer as the service gives it, errors and places of print included.
"""

import json
import os
from pathlib import Path
from typing import Any

import httpx
from graphql import build_schema, print_type
from mcp.server import MCPServer
from mcp.types import ToolAnnotations

ENDPOINT = os.environ.get("GRAPHQL_ENDPOINT", "http://127.0.0.1:8000/graphql")
ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)

server = MCPServer(
    "budget-graph",
    log_level="WARNING",
    instructions=(
        "Chinese government budgets as a graph. Describe Query first, then the types that you need; find ids with search. "
        "Amounts are exact decimal texts in yuan. Null is “not disclosed” and never zero: say so, and tell the warnings and "
        "what is missing with every figure. Cite sources by document and page."
    ),
)


@server.tool(annotations=READING)
def describe_types(names: list[str]) -> str:
    """Types of the GraphQL schema with the meaning of their fields; Query has all that can be asked."""
    known = [SCHEMA.type_map[name] for name in names if name in SCHEMA.type_map]
    return "\n\n".join(map(print_type, known)) or f"There are: {', '.join(sorted(SCHEMA.type_map))}"


@server.tool(annotations=READING)
async def ask(query: str, variables: dict[str, Any] | None = None) -> str:
    """The answer to a GraphQL query as JSON; its errors say what to put right."""
    async with httpx.AsyncClient(timeout=60) as client:
        response = await client.post(ENDPOINT, json={"query": query, "variables": variables or {}})
    return json.dumps(response.json(), ensure_ascii=False)


@server.prompt()
def worked_queries() -> str:
    """Questions that people ask of the graph, as queries that can be changed and sent."""
    queries = sorted((ROOT / "docs" / "queries").rglob("*.graphql"))
    return "\n\n".join(path.read_text(encoding="utf-8") for path in queries)


if __name__ == "__main__":
    server.run("stdio")
