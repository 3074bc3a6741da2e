"""Which documents can be held against each other: of one body, one kind, and the years that a rule asks for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """Each document with that of the year before, of the same body and kind."""
    keyed = by_key(documents)
    for (region, name, kind, stage, year), found in keyed.items():
        before = keyed.get((region, name, kind, stage, year - 1), ())
        if len(found) == 1 and len(before) == 1:
            yield Pair(found[0], before[0])


def accounts_with_budget(documents: Sequence[Printed]) -> Iterator[Pair]:
    """Each final accounts with the budget of the same year and body."""
    keyed = by_key(documents)
    for (region, name, kind, stage, year), found in keyed.items():
        budget = keyed.get((region, name, kind, Stage.BUDGET, year), ())
        if stage is Stage.FINAL_ACCOUNTS and len(found) == 1 and len(budget) == 1:
            yield Pair(found[0], budget[0])


@dataclass(frozen=True, slots=True)
class Family:
    """A department's document with those of its units, as far as they are there."""

    department: Printed
    units: tuple[Printed, ...]
    missing: tuple[str, ...]  # the units that the department lists and of which there is no document


def families(documents: Sequence[Printed]) -> Iterator[Family]:
    """Each department's document with the documents of the units that it lists, of its year and stage; none without units."""
    keyed = by_key(documents)
    for (_, _, kind, stage, year), found in keyed.items():
        if kind is not OrganisationKind.DEPARTMENT or len(found) != 1:
            continue
        bodies = _units_of(found[0].document)
        documents_of = {
            body: keyed.get((body.region.key, body.name, OrganisationKind.UNIT, stage, year), ()) for body in bodies
        }
        units = tuple(several[0] for several in documents_of.values() if len(several) == 1)
        missing = tuple(body.name for body, several in documents_of.items() if len(several) != 1)
        if units:
            yield Family(found[0], units, missing)


def _units_of(document: Document) -> tuple[Body, ...]:
    """The units that a department's document lists, its own office among them."""
    bodies: dict[Body, None] = {}
    for mention in document.mentions:
        if mention.kind is OrganisationKind.UNIT and mention.department is None:
            own = document.publisher.own_office if document.publisher and mention.is_own_office else None
            bodies[own or body_named(mention.name, OrganisationKind.UNIT, document.region)] = None
    return tuple(bodies)
