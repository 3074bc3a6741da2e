"""Names of projects that hardly differ: words were added to one, or left out, and none that tells another thing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from graph.analysis.continuity.described import Described
from graph.identity import fold
from graph.reference import project_names

# "一期工程" "第2幼儿园" "A楼" -> what tells projects apart however alike their names are
NUMERAL: Final = re.compile(r"\d+|[零〇一二三四五六七八九十百千两]+|[A-Za-z]+")

Mark: TypeAlias = tuple[tuple[str, ...], str, str]
"""All numerals of a name, and two characters that stand side by side in it; empty ones stand before it and behind it."""


class Candidates:
    """Projects that a name may go back to, found by the marks of theirs.

    So the names of 900 projects are not each compared with all others.
    """

    def __init__(self, projects: Sequence[Described]) -> None:
        """Of however many projects."""
        self._named = [(project, telling(project)) for project in projects]
        self._by_mark: dict[Mark, list[int]] = {}  # which of the projects
        for number, (_, name) in enumerate(self._named):
            for mark in _marks(name):
                self._by_mark.setdefault(mark, []).append(number)

    def alike(self, later: Described) -> Iterator[Described]:
        """The projects of earlier years whose names hardly differ."""
        name = telling(later)
        marks = _marks(name)
        shared = Counter(number for mark in marks for number in self._by_mark.get(mark, ()))
        for number, times in shared.items():
            one, other = self._named[number]
            # a character that another name has beside this one parts one pair of this; one that it lacks is in two pairs
            parted = max(len(other) - len(name), 2 * (len(name) - len(other)))
            if one.year < later.year and times >= len(marks) - parted and is_alike(name, other):
                yield one


def telling(project: Described) -> str:
    """What of a name tells the project, and not the year: without generic words, of those of one meaning the first."""
    names = project_names()
    name = fold(project.name).replace(str(project.year), "")
    return names.words.sub(lambda word: names.meanings.get(word[0], ""), name)


def is_alike(one: str, other: str) -> bool:
    """Whether one telling name is the other with words added, at most half as long again, and no numeral.

    A word in the place of another is another thing, however much the names share: 甲路小学 and 乙路小学, 招商引资 and
    招商引税. So are words with which a name means a part or the opposite: 信息化运维 and 非信息化运维.
    """
    shorter, longer = sorted((one, other), key=len)
    if not shorter or 2 * len(longer) > 3 * len(shorter):
        return False
    added = _added(shorter, longer)
    return (
        added is not None
        and not project_names().telling & set(added)
        and NUMERAL.findall(shorter) == NUMERAL.findall(longer)
    )


def _added(shorter: str, longer: str) -> list[str] | None:
    """The words that the longer name has beside those of the shorter; None where it lacks some of these."""
    added = [""]
    left = iter(longer)
    for wanted in shorter:
        for character in left:
            if character == wanted:
                break
            added[-1] += character
        else:
            return None
        added.append("")
    added[-1] += "".join(left)
    return [word for word in added if word]


def _marks(name: str) -> set[Mark]:
    numerals = tuple(NUMERAL.findall(name))
    return {(numerals, *pair) for pair in pairwise(("", *name, ""))}
