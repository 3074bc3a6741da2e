"""The words before a value, or before a change → which figure they mean, of which year and stage."""

from dataclasses import dataclass, replace
from typing import Final

from graph.terms import Stage, Topic
from loaders.narratives.figures import FigureName, name_of
from loaders.narratives.phrases import BEFORE_NAME, CLASS, LINK, PATH, PATH_PART, STAGED, YEAR, stage_of

FUNCTION: Final = FigureName(topic=Topic.FUNCTION, words=PATH)

CODE_LENGTHS: Final = (3, 2, 2)  # of class, group and item where each prints its own digits: 204类 06款 01项


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about; a functional code has its path, and a part the name of its whole."""

    name: FigureName
    label: str
    path: tuple[str, ...] = ()
    code: str | None = None
    whole: FigureName | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean a figure. `start` is where its name begins in them; None is a year or a stage that they do not say."""

    subject: Subject
    start: int = 0
    year: int | None = None
    stage: Stage | None = None


def mention_of(words: str, before: Subject | None, *, is_counted: bool, is_first: bool) -> Mention | None:
    """The figure that a clause's words mean, after the subject of the clauses before; None if none that is known."""
    lead = BEFORE_NAME.match(words)
    assert lead  # all of it is optional
    name = LINK.sub("", words[lead.end() :], count=1)
    mention = _mention(name, before, is_counted=is_counted, is_first=is_first)
    if mention is None:
        return None
    year = YEAR.search(lead.group()) or YEAR.search(name)
    return replace(mention, start=lead.end() + mention.start, year=int(year["year"]) if year else None)


def function_of(words: str) -> Subject | None:
    """The functional code whose class, group and item the words name."""
    only_class = CLASS.fullmatch(words)
    if only_class:
        return Subject(FUNCTION, only_class["name"], (only_class["name"],))
    if not PATH.fullmatch(words):
        return None
    parts = list(PATH_PART.finditer(words))
    path = tuple(part["name"] for part in parts)
    return Subject(FUNCTION, path[-1], path, _code_of([part["code"] for part in parts]))


def _code_of(printed: list[str]) -> str | None:
    """2040601 of 204, 06 and 01, or of a last part that prints all of its digits; None where one is missing."""
    if tuple(map(len, printed)) == CODE_LENGTHS[: len(printed)]:
        return "".join(printed)
    return printed[-1] if len(printed[-1]) == sum(CODE_LENGTHS[: len(printed)]) else None


def _mention(name: str, before: Subject | None, *, is_counted: bool, is_first: bool) -> Mention | None:
    staged = STAGED.fullmatch(name)
    stage = stage_of(staged) if staged else None
    names = [name, *([staged["what"]] if staged else [])]
    function = next((found for words in names if (found := function_of(words))), None)
    if function:
        return Mention(function, stage=stage)
    whole = (before.whole or before.name) if before else None
    part = whole.part(name) if whole else None
    if whole and part:
        return Mention(Subject(part, name, whole=whole), stage=stage or whole.stage)
    if staged and not staged["what"]:  # 支出决算, 预算安排: more about the figure before
        return Mention(before, stage=stage) if before else None
    for words in names:
        named = name_of(words, is_counted=is_counted, is_first=is_first)
        if named:
            return Mention(Subject(named.name, named.label), named.start, stage=stage or named.name.stage)
    return None
