"""What the service's process holds over time: resident memory and file descriptors."""

import asyncio
import os
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


@dataclass(frozen=True, slots=True)
class Held:
    """What the process held, as a median over a time that is long against a load: a load holds old and new data at once."""

    resident: float
    descriptors: float


def held(samples: list[Sample], begun: float, ended: float) -> Held:
    """What was held between two moments."""
    some = [sample for sample in samples if begun <= sample.seconds <= ended]
    return Held(median(one.resident for one in some), median(one.descriptors for one in some))
