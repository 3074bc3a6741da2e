"""What an assistant sees of mcp_server.py: its tools, a type, an answer, and an error that says what to put right."""

import asyncio
import os
import sys
from pathlib import Path

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import TextContent

SERVER = StdioServerParameters(
    command=sys.executable, args=[str(Path(__file__).with_name("mcp_server.py"))], env=dict(os.environ)
)


async def main() -> None:
    """Asks the server as an assistant does."""
    async with Client(stdio_client(SERVER)) as assistant:
        print(*(tool.name for tool in (await assistant.list_tools()).tools))
        for tool, arguments in (
            ("describe_types", {"names": ["BoundingBox"]}),
            ("ask", {"query": '{ search(query: "人民调解", first: 1) { matched hit { __typename } } }'}),
            ("ask", {"query": "{ spending }"}),
        ):
            answer = await assistant.call_tool(tool, arguments)
            print(*(content.text for content in answer.content if isinstance(content, TextContent)))


if __name__ == "__main__":
    asyncio.run(main())
