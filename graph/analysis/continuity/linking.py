"""The same project in several years: equal names, curated renamings, and names that hardly differ, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from graph.analysis.continuity.described import Described
from graph.analysis.continuity.names import Candidates
from graph.identity import fold
from graph.reference import SuccessionEntry, project_successions

SAME_UNIT: Final = 1.0
SAME_DEPARTMENT: Final = 0.95
SUCCEEDING_UNIT: Final = 0.9
ALIKE: Final = 0.7
"""How sure it is that a name goes on: in the same unit, in the same department where a unit is not told, in a body that follows
upon the other, and where the names differ."""


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """Two projects that are taken for one in two years; `entry` is the curated decision, where one says so."""

    earlier: str
    later: str
    confidence: float
    reason: str
    entry: SuccessionEntry | None = None


@dataclass(frozen=True)
class Family:
    """Projects of a department and its units over the years; `successors` are bodies that follow upon others."""

    projects: tuple[Described, ...]
    successors: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()  # folded names of its bodies
    departments: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  # of units, and of those that follow upon them

    @cached_property
    def links(self) -> list[ProjectLink]:
        """Each project with those of the nearest earlier year that has any for it.

        A curated decision, else the same name, of whatever earlier year; what neither tells is guessed from what is left.
        """
        named: dict[str, list[Described]] = {}
        for project in self.projects:
            named.setdefault(fold(project.name), []).append(project)
        told = [link for later in self.projects for link in self._told(later, named)]
        laters, earliers = {link.later for link in told}, {link.earlier for link in told}
        left = [project for project in self.projects if project.key not in laters]
        candidates = Candidates([project for project in self.projects if project.key not in earliers])
        guessed = [link for later in left for link in self._alike(candidates, later)]
        claims = Counter(link.earlier for link in guessed)
        told += (link for link in guessed if claims[link.earlier] == 1)
        return sorted(told, key=lambda link: (link.later, link.earlier))

    def _told(self, later: Described, named: Mapping[str, Sequence[Described]]) -> list[ProjectLink]:
        curated = [link for entry in self._curated(later) for link in _renamed(entry, named, later)]
        if curated:
            return self._nearest(curated)
        same = [one for one in named[fold(later.name)] if one.year < later.year]
        return self._nearest([link for one in same if (link := self._of_one_name(one, later))])

    def _nearest(self, links: Sequence[ProjectLink]) -> list[ProjectLink]:
        """Those to the latest year."""
        years = {project.key: project.year for project in self.projects}
        latest = max((years[link.earlier] for link in links), default=0)
        return [link for link in links if years[link.earlier] == latest]

    def _curated(self, later: Described) -> Iterator[SuccessionEntry]:
        for entry in project_successions():
            if entry.of in self.names and fold(later.name) in entry.after and later.year >= entry.year:
                yield entry

    def _of_one_name(self, earlier: Described, later: Described) -> ProjectLink | None:
        confidence, reason = self._sameness(earlier, later)
        return ProjectLink(earlier.key, later.key, confidence, f"同名，{reason}。") if confidence else None

    def _sameness(self, earlier: Described, later: Described) -> tuple[float, str]:
        """How sure it is that two projects of one name are one, by whose they are."""
        if earlier.unit and later.unit:
            if earlier.unit == later.unit:
                return SAME_UNIT, "同一实施单位"
            if (earlier.unit, later.unit) in self.successors:
                return SUCCEEDING_UNIT, "实施单位有承继关系"
            return 0.0, ""
        if earlier.department and earlier.department == later.department:
            if earlier.unit or later.unit:
                return SAME_DEPARTMENT, "同一主管部门，其中一年未注明实施单位"
            return SAME_UNIT, "同一主管部门"
        ones, others = self._departments(earlier), self._departments(later)
        if ones & others:
            return SUCCEEDING_UNIT, "实施单位或其承继单位属同一主管部门"
        if any((one, other) in self.successors for one in ones for other in others):
            return SUCCEEDING_UNIT, "主管部门有承继关系"
        return 0.0, ""

    def _departments(self, project: Described) -> frozenset[str]:
        """The department that answers for a project; where none is told, that of its unit."""
        return (
            frozenset({project.department})
            if project.department
            else self.departments.get(project.unit or "", frozenset())
        )

    def _alike(self, candidates: Candidates, later: Described) -> Iterator[ProjectLink]:
        """The one name of the nearest year that is alike and has no other fellow there."""
        alike = [one for one in candidates.alike(later) if self._sameness(one, later)[0]]
        latest = max((one.year for one in alike), default=0)
        nearest = [one for one in alike if one.year == latest]
        if len(nearest) == 1:
            yield ProjectLink(nearest[0].key, later.key, ALIKE, f"名称相近：{nearest[0].name}。")


def _renamed(
    entry: SuccessionEntry, named: Mapping[str, Sequence[Described]], later: Described
) -> Iterator[ProjectLink]:
    for one in (one for name in entry.before for one in named.get(name, ())):
        if one.year < entry.year:
            yield ProjectLink(one.key, later.key, entry.confidence, entry.evidence, entry)
