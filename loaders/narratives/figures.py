"""What the sentences call their figures, as data."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from graph.terms import Stage, Topic


@dataclass(frozen=True, slots=True)
class FigureName:
    """One name, or one family of names, of the template's figures; without a topic it is known and not kept."""

    topic: Topic | None
    words: re.Pattern[str]
    words_anywhere: re.Pattern[str] | None = None
    is_counted: bool = False
    stage: Stage | None = None
    parts: "tuple[FigureName, ...]" = ()

    def part(self, words: str) -> "FigureName | None":
        """The figure that these words name behind this one, and nowhere else."""
        return next((part for part in self.parts if part.words.fullmatch(words)), None)


class Named(NamedTuple):
    """A figure's name as found: the words that are the name, and where they begin."""

    name: FigureName
    label: str
    start: int


@cache
def figure_names() -> tuple[FigureName, ...]:
    """All names, in the order in which they are tried."""
    text = resources.files(__package__).joinpath("figures.toml").read_text(encoding="utf-8")
    return tuple(_figure_name(entry) for entry in tomllib.loads(text)["figure"])


def name_of(words: str, *, is_counted: bool, is_first: bool) -> Named | None:
    """The figure that words name; before the first of a sentence, the name of a body may stand."""
    for name in figure_names():
        if name.is_counted != is_counted:
            continue
        if name.words.fullmatch(words):
            return Named(name, words, 0)
        inside = name.words_anywhere.fullmatch(words) if is_first and name.words_anywhere else None
        if inside:
            return Named(name, inside["label"], inside.start("label"))
    return None


def _figure_name(entry: dict[str, Any]) -> FigureName:
    words, topic, stage = entry["words"], entry.get("topic"), entry.get("stage")
    parts: dict[str, str] = entry.get("parts", {})
    return FigureName(
        topic=Topic[topic] if topic else None,
        words=re.compile(words),
        words_anywhere=re.compile(f".*?(?P<label>{words})") if entry.get("anywhere") else None,
        is_counted=entry.get("counted", False),
        stage=Stage[stage] if stage else None,
        parts=tuple(_figure_name({"words": part, "topic": topic}) for part, topic in parts.items()),
    )
