"""The documents that projects cite as their basis: a few by very many, most by one or two."""

from functools import cache
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from benchmarks.synthetic.country import Department, province
from benchmarks.synthetic.names import NAMES
from graph.reference import regions

NATIONAL: Final = 270
REGIONAL: Final = 60
"""How many documents the state has, and each region, that any of their bodies may cite."""

CITATIONS: Final = (15, 18, 20, 14, 8, 7, 7, 3, 2, 3, 3)
"""Of a hundred projects, how many cite no document, one, … ten."""


class Policy(NamedTuple):
    """A document that projects cite: the laws have articles, the others numbers."""

    title: str
    number: str | None
    is_law: bool = False


def cited_policies(department: Department, dice: Random, subject: str, serial: int) -> tuple[Policy, ...]:
    """What a project cites: by Zipf's law the state's documents and the region's, and the body's own on its subject."""
    chosen: dict[Policy, None] = {}
    for _ in range(dice.choices(range(len(CITATIONS)), CITATIONS)[0]):
        level = dice.random()
        if level < 0.4:
            chosen[_national(dice.choices(range(NATIONAL), cum_weights=_zipf(NATIONAL))[0])] = None
        elif level < 0.6:
            place = dice.choice((department.region, province(department.region)))
            chosen[_regional(place, dice.choices(range(REGIONAL), cum_weights=_zipf(REGIONAL))[0])] = None
        else:
            kind = dice.randrange(len(NAMES["policies"]["kinds"]))
            number = 8 * serial + kind + 1
            head = f"{_number_head(department.region)}{department.stem}规〔{2012 + number % 12}〕{number}号"
            title = f"{regions()[department.region].name}{subject}{NAMES['policies']['kinds'][kind]}"
            chosen[Policy(title, head if number % 2 else None)] = None
    return tuple(chosen)


@cache
def shared_titles() -> frozenset[str | None]:
    """The titles that more than one department may cite."""
    regional = (_regional(region, rank).title for region in regions() for rank in range(REGIONAL))
    return frozenset((*(_national(rank).title for rank in range(NATIONAL)), *regional))


@cache
def _national(rank: int) -> Policy:
    words = NAMES["policies"]
    if rank < len(words["laws"]):
        return Policy(f"中华人民共和国{words['laws'][rank]}", None, is_law=True)
    number = rank - len(words["laws"])
    issuers = list(words["issuers"].items())
    topic, which = divmod(number, len(issuers))
    kind, topic = divmod(topic, len(words["topics"]))
    issuer, head = issuers[which]
    title = f"{issuer}关于{words['topics'][topic]}的{words['kinds'][kind]}"
    return Policy(title, f"{head}〔{2003 + number % 22}〕{number + 1}号")


@cache
def _regional(region: str, rank: int) -> Policy:
    words = NAMES["policies"]
    kind, topic = divmod(rank, len(words["topics"]))
    number = f"{_number_head(region)}府规〔{2010 + rank % 15}〕{rank + 1}号"
    return Policy(f"{regions()[region].name}{words['topics'][topic]}{words['kinds'][kind]}", number)


def _number_head(region: str) -> str:
    """What the document numbers of a region begin with: 沪, 沪普."""
    district = "" if region == province(region) else regions()[region].name[0]
    return f"{NAMES['policies']['number_heads'][province(region)]}{district}"


@cache
def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, size + 1)))
