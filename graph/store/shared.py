"""Policies that several projects are based on: which projects count, and how widely each policy is shared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, TypeAlias

from graph.plan import Shared
from graph.store.aggregates import region_of
from graph.store.records import Record, Snapshot
from graph.store.turns import in_time

Projects: TypeAlias = list[Any]


@dataclass(frozen=True, slots=True)
class SharedCitation:
    """A legal basis with those of its projects that count, by key, and with the departments and regions that they are of."""

    legal_basis: Record
    projects: Projects
    departments: list[Record]
    regions: list[Record]

    @property
    def project_count(self) -> int:
        """How many projects share it."""
        return len(self.projects)

    @property
    def years(self) -> list[int]:
        """The projects' years, each once."""
        return sorted({project.year for project in self.projects})

    @property
    def total_amount(self) -> int:
        """The fen that the projects disclose, each project once."""
        return sum(project.amount or 0 for project in self.projects)

    @property
    def missing(self) -> int:
        """How many projects disclose no amount."""
        return sum(project.amount is None for project in self.projects)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """What it is ordered by."""
        return -len(self.projects), -len(self.departments), -len(self.regions), self.legal_basis.key


def shared_citations(snapshot: Snapshot, asked: Shared) -> list[SharedCitation]:
    """The legal bases that are shared as widely as is asked, the most widely shared first."""
    counts = _test(snapshot, asked)
    found: list[SharedCitation] = []
    for basis in in_time([*snapshot.records["LegalBasis"].values()]):
        linked: Projects = getattr(basis, asked.link)
        if len(linked) < asked.min_projects:
            continue
        projects = [project for project in linked if counts(project)]
        if len(projects) < asked.min_projects:
            continue
        shared = SharedCitation(
            basis,
            projects,
            _by_key(project.department for project in projects),
            _by_key(map(region_of, projects)),
        )
        if len(shared.departments) >= asked.min_departments and len(shared.regions) >= asked.min_regions:
            found.append(shared)
    return nsmallest(asked.size, found, key=lambda shared: shared.rank)


def _by_key(records: Iterable[Record | None]) -> list[Record]:
    """The records that are there, each once."""
    return sorted({record for record in records if record}, key=lambda record: record.key)


def _test(snapshot: Snapshot, asked: Shared) -> Callable[[Any], bool]:
    """Whether a project counts."""
    years = None if asked.years is None else set(asked.years)
    regions = None if asked.regions is None else _within(snapshot, asked.regions)
    return lambda project: (
        (years is None or project.year in years) and (regions is None or region_of(project) in regions)
    )


def _within(snapshot: Snapshot, keys: Iterable[str]) -> set[Any]:
    """The regions of these keys, and all that lie in one of them."""
    known = snapshot.records["Region"]
    within: set[Any] = set()
    found: list[Any] = [known[key] for key in keys if key in known]
    while found:
        within.update(found)
        found = [part for region in found for part in region.children]
    return within
