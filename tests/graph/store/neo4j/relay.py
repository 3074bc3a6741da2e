"""A relay before a server, whose connections a test cuts, as a network or a restart does."""

import asyncio
from contextlib import suppress


class Relay:
    """Passes bytes between its clients and the server at host and port; lives in one event loop."""

    def __init__(self, host: str, port: int) -> None:
        self._server_place = (host, port)
        self._listener: asyncio.Server | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self.port = 0

    async def open(self) -> None:
        """Listens, on the same port as before."""
        self._listener = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Breaks every connection, and takes new ones."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def close(self) -> None:
        """Breaks every connection, and takes no new one."""
        assert self._listener
        self._listener.close()
        await self.cut()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection(*self._server_place)
        self._writers += [writer, server_writer]
        await asyncio.gather(_pass(reader, server_writer), _pass(server_reader, writer))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while content := await reader.read(65536):
            writer.write(content)
            await writer.drain()
    writer.close()
