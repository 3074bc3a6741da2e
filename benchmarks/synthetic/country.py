"""The bodies of a synthetic country, and what each publishes in which year.

Departments follow one another without end, each with its units and its years: what comes first never depends on how many
are wanted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from random import Random
from typing import Final, NamedTuple

from benchmarks.synthetic.names import NAMES
from graph.reference import regions
from graph.terms import DisclosureKind, Stage

LAST_YEAR: Final = 2026


class Edition(NamedTuple):
    """What a department, or one of its units, publishes for a year."""

    kind: DisclosureKind
    year: int
    unit: int | None = None

    @property
    def stage(self) -> Stage:
        """Whether it speaks of plans or of what was spent."""
        return Stage.FINAL_ACCOUNTS if self.kind.value.endswith("FINAL_ACCOUNTS") else Stage.BUDGET


@dataclass(frozen=True, slots=True)
class Department:
    """What stays the same through a department's years; its first unit is its own office."""

    seed: int
    ordinal: int
    region: str  # its code
    name: str
    stem: str
    groups: tuple[str, ...]
    units: tuple[str, ...]
    years: range

    def dice(self, *of: object) -> Random:
        """The chance that decides one thing of the department, the same way whenever it is asked."""
        return _dice(self.seed, self.ordinal, *of)


def departments(seed: int) -> Iterator[Department]:
    """The departments of the country of that seed, without end."""
    return (_department(seed, ordinal) for ordinal in count())


def editions(department: Department) -> Iterator[Edition]:
    """The department's documents; its budget is the first and names all units."""
    units = [unit for unit in range(len(department.units)) if department.dice("published", unit).random() < 0.3]
    for year in department.years:
        dice = department.dice("editions", year)
        yield Edition(DisclosureKind.DEPARTMENT_BUDGET, year)
        yield from (Edition(DisclosureKind.UNIT_BUDGET, year, unit) for unit in units)
        if dice.random() < 0.5:
            yield Edition(DisclosureKind.PROJECT_STATEMENTS, year, 0)
        if dice.random() < 0.5:
            yield Edition(DisclosureKind.PERFORMANCE_TARGETS, year)
        if year < LAST_YEAR and dice.random() < 0.6:
            yield Edition(DisclosureKind.DEPARTMENT_FINAL_ACCOUNTS, year)
            yield from (Edition(DisclosureKind.UNIT_FINAL_ACCOUNTS, year, unit) for unit in units)


def province(region: str) -> str:
    """The code of the province that a region is, or lies in: its first two digits (GB/T 2260)."""
    return f"{region[:2]}0000"


def _department(seed: int, ordinal: int) -> Department:
    """The department of that number: the regions take turns, and in each region two bureaus and a town."""
    dice = _dice(seed, ordinal)
    turn, place = divmod(ordinal, len(regions()))
    region = _regions_in_turn(seed)[place]
    bureaus, offset = NAMES["bureaus"], int(region) + seed
    slot = turn + place % 3
    rank = slot - (slot + 1) // 3
    if slot % 3 == 2 or rank >= len(bureaus):
        body, others = {**NAMES["towns"], "stem": _town(turn, offset)}, dice.randint(12, 18)
        name = f"{body['stem']}{body['name']}"
    else:
        body, others = bureaus[(rank + offset) % len(bureaus)], dice.randint(2, 6)
        name = body["name"]
    where = "".join(regions()[code].name for code in sorted({province(region), region}))
    suffixes = dice.sample(NAMES["units"]["suffixes"], min(int(dice.expovariate(0.7)), 7))
    first = dice.randint(2018, LAST_YEAR)
    return Department(
        seed,
        ordinal,
        region,
        f"{where}{name}",
        body["stem"],
        (body["code"], *dice.sample([one["code"] for one in bureaus if one["code"] != body["code"]], others)),
        (f"{where}{name}", *(f"{where}{body['stem']}{suffix}" for suffix in suffixes)),
        range(first, min(LAST_YEAR, first + dice.choice((0, 0, 0, 1, 1, 2, 3))) + 1),
    )


def _town(turn: int, offset: int) -> str:
    """A town's stem: the turn's digits as syllables, so that no other turn of the region has it."""
    syllables = NAMES["towns"]["syllables"]
    size = len(syllables)
    high, low = divmod(turn, size)
    highest = syllables[high // size] if high >= size else ""
    return f"{syllables[(low + offset) % size]}{syllables[(high + 7 * low + offset) % size]}{highest}"


@lru_cache(maxsize=4)
def _regions_in_turn(seed: int) -> list[str]:
    return _dice(seed).sample(sorted(regions()), len(regions()))


def _dice(*of: object) -> Random:
    return Random("/".join(map(str, of)))
