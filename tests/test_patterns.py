"""Every named pattern of the grammar of citations, and of reconciliation, carries examples in the comment above it: this runs them.

A comment holds examples in quotes, `"该办法" "上述通知" -> kind`; after the word *not* stand texts in which the pattern finds
nothing. Patterns that read the skeleton of a text are given that of the example.
"""

import importlib
import io
import pkgutil
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final, NamedTuple

import pytest

import graph.policies
import graph.reconciliation
import loaders.citations
import loaders.statements.calculations
import loaders.statements.counts
import loaders.structure
from loaders.citations.marks import find_marks

# "“甲”" -> a quoted example
QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
NAME: Final = re.compile(r"(?P<name>[A-Z_]+): Final = ")


class Pattern(NamedTuple):
    """A named pattern with the texts that it finds something in, and those that it finds nothing in."""

    name: str
    pattern: re.Pattern[str]
    finds: list[str]
    finds_not: list[str]


def modules() -> Iterator[ModuleType]:
    """The modules of the grammar, of reconciliation, and of what reconciliation reads."""
    for package in (loaders.citations, graph.policies, graph.reconciliation):
        for found in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{found.name}")
    yield from (loaders.statements.calculations, loaders.statements.counts, loaders.structure)


def patterns() -> Iterator[Pattern]:
    """Every compiled pattern of a module, with the comment that stands directly above it."""
    for module in modules():
        comments = comments_above(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and name in comments:
                examples, _, others = re.sub(r"\bnot\b(?=[^\n]*\")", "\0", comments[name], count=1).partition("\0")
                said = examples.split("->")[0]
                yield Pattern(f"{module.__name__}.{name}", value, QUOTED.findall(said), QUOTED.findall(others))


def comments_above(source: str) -> dict[str, str]:
    """The comment above each assignment of a constant; empty where there is none."""
    found: dict[str, str] = {}
    comment: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and token.line.startswith("#"):
            comment.append(token.string.removeprefix("#").strip())
        elif token.type == tokenize.NAME and token.start[1] == 0:
            if named := NAME.match(token.line):
                found[named["name"]] = "\n".join(comment)
            comment = []
        elif token.type == tokenize.NL and not token.line.strip():
            comment = []
    return found


@pytest.mark.parametrize("one", list(patterns()), ids=lambda one: one.name)
def test_a_pattern_finds_what_its_comment_says(one: Pattern) -> None:
    """In the example itself or in its skeleton; and it has one."""
    assert one.finds, f"{one.name} has no example"
    missed = [text for text in one.finds if not finds(one, unescaped(text))]
    assert missed == []
    assert [text for text in one.finds_not if finds(one, text)] == []


def unescaped(text: str) -> str:
    """An example with what a comment cannot hold: a line end, a character without width."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda escaped: chr(int(escaped[1], 16)), text)


def finds(one: Pattern, text: str) -> bool:
    """Whether the pattern finds something in a text or in its skeleton."""
    return bool(one.pattern.search(text) or one.pattern.search(find_marks(text).skeleton))
