"""What the service's process holds over time: resident memory and file descriptors."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Final

PERIOD: Final = 1.0
PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the process."""

    seconds: float  # since the soak began
    resident: int  # bytes
    descriptors: int


@dataclass(slots=True)
class Resources:
    """The samples of a soak."""

    process: int
    samples: list[Sample] = field(default_factory=list)

    async def run(self) -> None:
        """Looks until it is cancelled."""
        start = monotonic()
        folder = Path(f"/proc/{self.process}")
        while True:
            resident = int((folder / "statm").read_text(encoding="ascii").split()[1]) * PAGE
            self.samples.append(Sample(monotonic() - start, resident, sum(1 for _ in (folder / "fd").iterdir())))
            await asyncio.sleep(PERIOD)


def resident(samples: Sequence[Sample], begun: float, ended: float) -> float:
    """The median of a time that is long against a load, which holds the old and the new data at once."""
    return median(sample.resident for sample in samples if begun <= sample.seconds <= ended)


def descriptors(samples: Sequence[Sample], begun: float, ended: float) -> int:
    """The most of a time: while a store is away, there are fewer."""
    return max(sample.descriptors for sample in samples if begun <= sample.seconds <= ended)
