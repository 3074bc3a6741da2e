"""The table of a soak, and what it must not show."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Final

from benchmarks.soak.checker import EXPLAINED, Verdict
from benchmarks.soak.clients import Traffic
from benchmarks.soak.faults import Faults
from benchmarks.soak.process import Sample, descriptors, resident

SETTLED: Final = 300.0
"""Seconds until memory must have come to its height; of a shorter soak a quarter of it."""
GROWTH: Final = 1.05
MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Soaked:
    """What a soak on one store has shown."""

    store: str
    minutes: float
    traffic: Traffic
    samples: list[Sample]
    faults: Faults

    @property
    def resident(self) -> tuple[float, float]:
        """Bytes once it had settled, and at the end."""
        settled, last = self._settled, self.samples[-1].seconds
        return (
            resident(self.samples, settled, settled + self._span),
            resident(self.samples, last - self._span, last),
        )

    @property
    def descriptors(self) -> tuple[int, int]:
        """The most until it had settled, and at the end."""
        last = self.samples[-1].seconds
        return (
            descriptors(self.samples, 0, self._settled + self._span),
            descriptors(self.samples, last - self._span, last),
        )

    def percentile(self, part: float) -> float:
        """The latency in milliseconds that this part of the ordinary requests did not exceed."""
        ordered = sorted(self.traffic.latencies)
        return ordered[max(ceil(part * len(ordered)) - 1, 0)] * 1000

    def violations(self) -> Iterator[str]:
        """What a soak must not show."""
        checker = self.traffic.checker
        verdicts = checker.verdicts
        for verdict in Verdict:
            if verdict not in EXPLAINED and verdicts[verdict]:
                yield f"{self.store}: {verdicts[verdict]} answers were {verdict}"
        yield from (f"{self.store}: {text}" for text in chain(self.faults.missed, checker.told))
        before, after = self.resident
        if after > before * GROWTH:
            yield f"{self.store}: resident memory grew by {after / before - 1:.1%}"
        before, after = self.descriptors
        if after > before * GROWTH:
            yield f"{self.store}: descriptors grew from {before} to {after}"
        if not self.faults.loads:
            yield f"{self.store}: no load was answered: nothing was tried"

    @property
    def _settled(self) -> float:
        return min(SETTLED, self.minutes * 60 / 4)

    @property
    def _span(self) -> float:
        return min(60.0, self.minutes * 60 / 4)


def table(soaked: Soaked) -> Iterator[str]:
    """What the soak on one store has shown."""
    yield f"| | {soaked.store} |"
    yield "|---|--:|"
    for name, shown in _rows(soaked):
        yield f"| {name} | {shown} |"


def _rows(soaked: Soaked) -> Iterator[tuple[str, str]]:
    traffic, faults = soaked.traffic, soaked.faults
    verdicts, errors = traffic.checker.verdicts, traffic.checker.server_errors
    settled, last = (size / MEBIBYTE for size in soaked.resident)
    yield "minutes", f"{soaked.minutes:.0f}"
    yield "requests that waited for their answer", f"{traffic.sent:,}"
    yield "requests whose client left", f"{traffic.left:,}"
    yield "loads while they ran", f"{faults.loads:,}"
    yield "times that Neo4j was killed", f"{faults.kills:,}" if faults.server else "–"
    yield (
        "seconds from its start to a right answer, at most",
        f"{max(faults.recoveries):.0f}" if faults.recoveries else "–",
    )
    for verdict in Verdict:
        yield verdict.value, f"{verdicts[verdict]:,}"
    yield "5xx, by code", ", ".join(f"{count:,} × {reason}" for reason, count in errors.most_common()) or "none"
    yield "p50 / p99 in ms", f"{soaked.percentile(0.5):.1f} / {soaked.percentile(0.99):.1f}"
    yield "resident MiB, settled and at the end", f"{settled:.0f} / {last:.0f}"
    yield "descriptors, settled and at the end", "{} / {}".format(*soaked.descriptors)
