"""The same project in several years: equal names, curated renamings, and names that hardly differ, each with its reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from graph.identity import fold
from graph.reference import SuccessionEntry, project_successions

SAME_UNIT: Final = 1.0
SAME_DEPARTMENT: Final = 0.95
SUCCEEDING_UNIT: Final = 0.9
ALIKE: Final = 0.7
"""How sure it is that a name goes on: in the same unit, in the same department where a unit is not told, in a unit that follows
upon the other, and where the names differ."""

LEAST_ALIKE: Final = 0.8
"""The least part of two names that must be alike (Ratcliff and Obershelp's ratio of matching characters)."""

# "工作经费" "（非信息化项目）" -> words that a project's name has one year and lacks the next
GENERIC: Final = re.compile(r"[（）]|工作|专项|项目|经费|费用")


@dataclass(frozen=True, slots=True)
class Described:
    """A project of one year, with whose it is: keys of the department and the unit as far as they are told."""

    key: str
    name: str
    year: int
    department: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """Two projects that are taken for one in two years."""

    earlier: str
    later: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Family:
    """Projects of a department and its units over the years; `successors` are units that follow upon others."""

    projects: tuple[Described, ...]
    successors: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()  # folded names of its bodies

    def links(self) -> list[ProjectLink]:
        """Each project with those of the nearest earlier year that has any for it."""
        years = sorted({project.year for project in self.projects})
        found: list[ProjectLink] = []
        for later in self.projects:
            for year in (year for year in reversed(years) if year < later.year):
                earlier = [project for project in self.projects if project.year == year]
                links = self._links_between(earlier, later)
                if links:
                    found += links
                    break
        return sorted(found, key=lambda link: (link.later, link.earlier))

    def _links_between(self, earlier: Sequence[Described], later: Described) -> list[ProjectLink]:
        """A curated decision, else the same name, else the one name that is alike and has no other fellow."""
        curated = [link for entry in self._curated(later) for link in _renamed(entry, earlier, later)]
        if curated:
            return curated
        same = [one for one in earlier if fold(one.name) == fold(later.name)]
        named = [link for one in same if (link := self._of_one_name(one, later))]
        return named or list(self._alike(earlier, later))

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
        if earlier.department and earlier.department == later.department and not (earlier.unit or later.unit):
            return SAME_UNIT, "同一主管部门"
        if earlier.department and earlier.department == later.department:
            return SAME_DEPARTMENT, "同一主管部门，其中一年未注明实施单位"
        return SUCCEEDING_UNIT, "实施单位或其承继单位属同一主管部门"

    def _alike(self, earlier: Sequence[Described], later: Described) -> Iterator[ProjectLink]:
        ratios = sorted(
            ((_likeness(one.name, later.name), one) for one in earlier if self._sameness(one, later)[0]),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        best = ratios[:1]
        if best and best[0][0] >= LEAST_ALIKE and (len(ratios) == 1 or ratios[1][0] < LEAST_ALIKE):
            yield ProjectLink(best[0][1].key, later.key, ALIKE, f"名称相近：{best[0][1].name}。")


def _renamed(entry: SuccessionEntry, earlier: Iterable[Described], later: Described) -> Iterator[ProjectLink]:
    for one in earlier:
        if fold(one.name) in entry.before and one.year < entry.year:
            yield ProjectLink(one.key, later.key, entry.confidence, entry.evidence)


def _likeness(one: str, other: str) -> float:
    """What part of two names is alike, words aside that say nothing of the project."""
    own, others = (GENERIC.sub("", fold(name)) for name in (one, other))
    return SequenceMatcher(a=own, b=others, autojunk=False).ratio() if own and others else 0.0
