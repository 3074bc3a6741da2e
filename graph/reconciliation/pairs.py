"""Which documents can be held against each other: of one body, one kind, and the years that a rule asks for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from graph.bodies import Body, body_named
from graph.documents import Document
from graph.reconciliation.printed import Printed
from graph.terms import DisclosureKind, OrganisationKind, Stage

Key: TypeAlias = tuple[str, str, OrganisationKind, Stage, int]
"""Region, body, department or unit, budget or accounts, year."""

TABLED_KINDS = frozenset(kind for kind in DisclosureKind if kind.value.endswith(("BUDGET", "FINAL_ACCOUNTS")))


@dataclass(frozen=True, slots=True)
class Pair:
    """A document, and the one that it is held against."""

    one: Printed
    other: Printed


def by_key(documents: Sequence[Printed]) -> Mapping[Key, tuple[Printed, ...]]:
    """The budgets and accounts by whose they are; several where one was published twice."""
    found: dict[Key, list[Printed]] = defaultdict(list)
    for printed in documents:
        body = printed.document.publisher
        if body and printed.kind in TABLED_KINDS:
            found[body.region.key, body.name, body.kind, printed.stage, printed.year].append(printed)
    return {key: tuple(several) for key, several in sorted(found.items())}


Edition: TypeAlias = tuple[str, int]
"""The key of a body, and a year."""


def editions_around(document: Document, claiming: Iterable[str]) -> set[Edition]:
    """Whose documents of which years decide what rules between documents say of this one, or of others because of it.

    `claiming` are the keys of the departments that list its body among their units; the units that these list are told by
    `units_listed`, once their documents are known.
    """
    year, body = document.disclosure.year, document.publisher
    near = {(body.ref[1], year + step) for step in (-1, 0, 1)} if body else set()
    departments = ((document.bodies_of(project)[0], project.year) for project in document.projects)
    described = {(department.ref[1], of) for department, of in departments if department}
    return near | described | {(department, year) for department in claiming} | units_listed(document)


def units_listed(document: Document) -> set[Edition]:
    """The units that a department's document lists, in its year."""
    return {(body.ref[1], document.disclosure.year) for body in _units_of(document)}


def year_before(documents: Sequence[Printed]) -> Iterator[Pair]:
    """Each document with that of the year before, of the same body and kind; each copy of one that was published twice."""
    keyed = by_key(documents)
    for (region, name, kind, stage, year), found in keyed.items():
        for one, before in product(found, keyed.get((region, name, kind, stage, year - 1), ())):
            yield Pair(one, before)


def accounts_with_budget(documents: Sequence[Printed]) -> Iterator[Pair]:
    """Each final accounts with the budget of the same year and body."""
    keyed = by_key(documents)
    for (region, name, kind, stage, year), found in keyed.items():
        if stage is Stage.FINAL_ACCOUNTS:
            for one, budget in product(found, keyed.get((region, name, kind, Stage.BUDGET, year), ())):
                yield Pair(one, budget)


def copies(documents: Sequence[Printed]) -> Iterator[Pair]:
    """The documents of one body, kind and year, each with the next, where it was published more than once."""
    for found in by_key(documents).values():
        for one, other in pairwise(found):
            yield Pair(one, other)


@dataclass(frozen=True, slots=True)
class Family:
    """A department's document with those of its units, as far as they are there."""

    department: Printed
    units: tuple[Printed, ...]
    missing: tuple[str, ...]  # the units that the department lists and of which there is no document

    @property
    def is_one_unit(self) -> bool:
        """Whether the only unit is the department."""
        return len(self.units) == 1 and not self.missing


def families(documents: Sequence[Printed]) -> Iterator[Family]:
    """Each department's document with the documents of the units that it lists, of its year and stage; none without units."""
    keyed = by_key(documents)
    for (_, _, kind, stage, year), found in keyed.items():
        if kind is not OrganisationKind.DEPARTMENT:
            continue
        for department in found:
            bodies = _units_of(department.document)
            keys = {body: (body.region.key, body.name, OrganisationKind.UNIT, stage, year) for body in bodies}
            missing = tuple(body.name for body, key in keys.items() if key not in keyed)
            for units in _one_of_each([keyed[key] for key in keys.values() if key in keyed]):
                yield Family(department, units, missing)


def _one_of_each(several: Sequence[tuple[Printed, ...]]) -> Iterator[tuple[Printed, ...]]:
    """The first copies of all units, and each other copy beside the first ones of the other units."""
    first = tuple(found[0] for found in several)
    if first:
        yield first
    for position, found in enumerate(several):
        for other in found[1:]:
            yield (*first[:position], other, *first[position + 1 :])


def _units_of(document: Document) -> tuple[Body, ...]:
    """The units with a budget of their own that a department's document lists, its own office among them."""
    bodies: dict[Body, None] = {}
    for mention in document.mentions:
        if mention.kind is OrganisationKind.UNIT and mention.department is None and mention.has_own_budget:
            own = document.publisher.own_office if document.publisher and mention.is_own_office else None
            bodies[own or body_named(mention.name, OrganisationKind.UNIT, document.region)] = None
    return tuple(bodies)
