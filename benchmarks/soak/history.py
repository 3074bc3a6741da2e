"""What held when: the states of the data that could be answered, and the times at which the store was away."""

from dataclasses import dataclass, field
from math import inf


@dataclass(slots=True)
class History:
    """The soak's own knowledge of its faults; times are those of one clock, states are bits."""

    _held: list[tuple[float, int]] = field(default_factory=lambda: [(-inf, 1)])
    _away: list[tuple[float, float]] = field(default_factory=list)

    def begin(self, now: float, state: int) -> None:
        """The data begin to change: from now on the old state may be answered, and the new one."""
        self._held.append((now, self._held[-1][1] | 1 << state))

    def settle(self, now: float, state: int) -> None:
        """The new state has been answered: who asks from now on gets it and no other."""
        self._held.append((now, 1 << state))

    def goes(self, now: float) -> None:
        """The store is killed."""
        self._away.append((now, inf))

    def returns(self, now: float) -> None:
        """The store has answered again."""
        begun, _ = self._away[-1]
        self._away[-1] = (begun, now)

    def held(self, begun: float, ended: float) -> int:
        """The states that held at some moment of a request."""
        states = 0
        for since, held in reversed(self._held):
            if since <= ended:
                states |= held
            if since <= begun:
                break
        return states

    def was_away(self, begun: float, ended: float) -> bool:
        """Whether the store was away during a request."""
        return any(since <= ended and begun <= until for since, until in self._away)
