"""The processes that answer requests, where there are several: begun, replaced and ended by the one that holds their port."""

from collections.abc import Set as AbstractSet

from prometheus_client.multiprocess import mark_process_dead
from uvicorn.supervisors import Multiprocess


class Processes(Multiprocess):
    """As uvicorn keeps them, with two promises more: a port that is closed at the end, and metrics of the living alone."""

    _living: AbstractSet[int | None] = frozenset()

    def terminate_all(self) -> None:
        """Ends them all. Nobody connects to a port whose processes answer no more: uvicorn leaves it open, and who came hung."""
        for socket in self.sockets:
            socket.close()
        super().terminate_all()

    def keep_subprocess_alive(self) -> None:
        """Replaces those that died, and forgets what those that are gone were about: a request that was running runs no more."""
        super().keep_subprocess_alive()
        living = {process.pid for process in self.processes}
        for pid in self._living - living:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]  # it has no types
        self._living = living
