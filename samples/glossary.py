"""名词解释: the terms that a disclosure explains, in words of our own."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

TERMS: Final = Path(__file__).with_name("facts") / "glossary.toml"


@cache
def _listed() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = tomllib.loads(TERMS.read_text(encoding="utf-8"))
    return listed


def terms(family: str, *, level: str = "") -> list[str]:
    """The paragraphs for a family of documents (budget, accounts); a budget's name the level (市级, 区级)."""
    return [paragraph.format(level=level) for paragraph in _listed()[family]]
