"""Reference tables that the documents presuppose: regions, funding sources, what a policy's text says of it.

Each table is a TOML file with its source; this module reads them once into frozen values.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.terms import GovernmentLevel


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region of the reference table."""

    code: str
    name: str
    parent: str | None  # a code


@dataclass(frozen=True, slots=True)
class FundingSourceEntry:
    """A funding source, and which tables, columns and rows are money from it."""

    code: str
    name: str
    parent: str | None
    measures: tuple[str, ...]
    labels: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundingPlaces:
    """The code of the funding source that a column, a row or a whole table is money from."""

    by_measure: dict[str, str]
    by_label: dict[str, str]
    by_table: dict[str, str]


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What the text of a citation says of a policy."""

    document_types: tuple[str, ...]
    levels_by_number_head: dict[str, GovernmentLevel]
    districts_by_number_head: dict[str, str]
    levels_by_title: dict[str, GovernmentLevel]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def regions() -> dict[str, RegionEntry]:
    """The regions by code."""
    return {
        code: RegionEntry(code, entry["name"], entry.get("parent"))
        for code, entry in _table("regions.toml")["regions"].items()
    }


@cache
def state_bodies() -> tuple[str, ...]:
    """How the names of the state's own bodies begin."""
    return tuple(_table("regions.toml")["state"])


@cache
def no_regions() -> tuple[str, ...]:
    """What ends like a region's name and is none."""
    return tuple(_table("regions.toml")["no_regions"])


@cache
def funding_sources() -> dict[str, FundingSourceEntry]:
    """The funding sources by code, in the order that documents print them."""
    return {
        code: FundingSourceEntry(
            code,
            entry["name"],
            entry.get("parent"),
            tuple(entry.get("measures", ())),
            tuple(entry.get("labels", ())),
            tuple(entry.get("tables", ())),
        )
        for code, entry in _table("funding_sources.toml").items()
    }


@cache
def funding_places() -> FundingPlaces:
    """The funding sources by where their money is printed."""
    entries = funding_sources().values()
    return FundingPlaces(
        {measure: entry.code for entry in entries for measure in entry.measures},
        {label: entry.code for entry in entries for label in entry.labels},
        {table: entry.code for entry in entries for table in entry.tables},
    )


@cache
def policy_terms() -> PolicyTerms:
    """Document types and levels of policies."""
    table = _table("policies.toml")
    return PolicyTerms(
        tuple(table["document_types"]),
        {head: GovernmentLevel[level] for head, level in table["levels_by_number_head"].items()},
        table["districts_by_number_head"],
        {title: GovernmentLevel[level] for title, level in table["levels_by_title"].items()},
    )
