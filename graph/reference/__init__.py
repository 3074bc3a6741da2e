"""Reference tables that the documents presuppose: regions, funding sources, what the title and the number of a policy say of it.

Each table is a TOML file with its source; this module reads them once into frozen values.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from graph.identity import fold, fold_title
from graph.terms import ClassificationScheme, GovernmentLevel

EARLIEST_EDITION: Final = 2018
"""The list of 2018 renamed and renumbered most economic codes; names before it are not judged."""

CLASS_DIGITS: Final = 3


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
class CodeEntry:
    """What the state's classification calls a code, from an edition on; before, it had another name."""

    name: str
    since: int
    formerly: str | None


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes of a list that are certain, up to its latest known edition, and the classes whose groups are all there."""

    codes: dict[str, CodeEntry]
    classes: frozenset[str]
    complete: tuple[str, ...]
    latest: int


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What the text of a citation says of a policy."""

    document_types: tuple[str, ...]
    levels_by_title: dict[str, GovernmentLevel]


@dataclass(frozen=True, slots=True)
class SuccessionEntry:
    """What goes on under another name from a year on, by folded names; several where it was merged or split.

    `of` is the folded name of the body whose projects are meant; None for bodies. `is_whole` is False where others were
    merged into it, or split from it, that are not named.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    year: int
    confidence: float
    evidence: str
    of: str | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class NumberHeads:
    """How document numbers begin, by what they begin with; a region's beginning may be that of several regions."""

    heads: dict[str, dict[str, str]]
    regions: dict[str, list[dict[str, str]]]
    organs: dict[str, dict[str, str]]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def digest() -> str:
    """16 hexadecimal digits that differ when any of the tables does."""
    tables = sorted(
        (table.name, table.read_bytes())
        for table in resources.files(__package__).iterdir()
        if table.name.endswith(".toml")
    )
    return hashlib.sha256(repr(tables).encode()).hexdigest()[:16]


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
def classification_codes() -> dict[ClassificationScheme, CodeList]:
    """The lists of 政府收支分类科目, as far as they are certain."""
    table = _table("classification_codes.toml")
    lists = {}
    for scheme in ClassificationScheme:
        codes = {
            code: CodeEntry(fold(entry["name"]), entry.get("since", EARLIEST_EDITION), entry.get("formerly"))
            for code, entry in table[scheme.value.lower()].items()
        }
        classes = frozenset(code for code in codes if len(code) == CLASS_DIGITS)
        lists[scheme] = CodeList(codes, classes, tuple(table["complete"]), table["latest"])
    return lists


@cache
def policy_terms() -> PolicyTerms:
    """Document types and levels of policies."""
    table = _table("policies.toml")
    return PolicyTerms(
        tuple(table["document_types"]),
        {title: GovernmentLevel[level] for title, level in table["levels_by_title"].items()},
    )


@cache
def number_heads() -> NumberHeads:
    """Heads of document numbers with their issuers."""
    table = _table("number_heads.toml")
    regions_by_prefix: dict[str, list[dict[str, str]]] = {}
    for entry in table["regions"]:
        regions_by_prefix.setdefault(entry["prefix"], []).append(entry)
    return NumberHeads(
        {entry["prefix"]: entry for entry in table["heads"]},
        regions_by_prefix,
        {entry["abbreviation"]: entry for entry in table["organs"]},
    )


@cache
def policies_apart() -> frozenset[tuple[str, str | None]]:
    """The folded titles, each with its number or None, that the curated list keeps apart from all others."""
    entries = _table("policies_apart.toml")["apart"]
    return frozenset((fold_title(entry["title"]), entry.get("number")) for entry in entries)


@cache
def organisation_successions() -> tuple[SuccessionEntry, ...]:
    """Bodies that were renamed, merged or split."""
    return tuple(map(_succession, _table("successions.toml")["organisations"]))


@cache
def project_successions() -> tuple[SuccessionEntry, ...]:
    """Projects that go on under another name."""
    return tuple(map(_succession, _table("successions.toml")["projects"]))


def _succession(entry: dict[str, Any]) -> SuccessionEntry:
    return SuccessionEntry(
        tuple(map(fold, entry["from"])),
        tuple(map(fold, entry["to"])),
        entry["year"],
        entry["confidence"],
        entry["evidence"],
        fold(entry["of"]) if "of" in entry else None,
        entry.get("is_whole", True),
    )


@dataclass(frozen=True, slots=True)
class OrganNames:
    """Which names of departments mean the same organ, and how names end that mean none."""

    known_as: dict[str, str]
    endings: tuple[str, ...]


@cache
def organ_names() -> OrganNames:
    """Names of organs by the names that other governments give them."""
    table = _table("organs.toml")
    known_as = {name: entry["names"][0] for entry in table["same"] for name in entry["names"]}
    return OrganNames(known_as, tuple(table["none"]["endings"]))


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """The words of projects' names that mean nothing or the same, and those that tell one thing from another."""

    words: re.Pattern[str]  # generic ones, and those that have another of their meaning
    meanings: dict[str, str]  # of a word, the word that stands for all of its meaning
    telling: frozenset[str]


@cache
def project_names() -> ProjectNames:
    """How the names of projects differ from year to year."""
    table = _table("project_names.toml")
    meanings = {word: words[0] for words in table["same"] for word in words}
    patterns = [*map(re.escape, (*table["generic"], *meanings)), *(f"{ending}(?=（|$)" for ending in table["endings"])]
    return ProjectNames(re.compile("|".join(patterns)), meanings, frozenset(table["telling"]))
