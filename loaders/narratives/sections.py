"""A document → its sections, by their headings, and which of them carry figures.

The list of contents prints nearly every heading before its section does: it ends with the first heading that it has
itself listed.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from graph.identity import fold
from graph.terms import Stage
from loaders.document import Document, Ledger, Line
from loaders.money import stated_amounts
from loaders.page_numbers import is_page_number
from loaders.tables.catalogue import layout_titled


class Role(StrEnum):
    """What a section's sentences are to this stage."""

    FIGURES = "figures"
    SILENT = "silent"
    ELSEWHERE = "elsewhere"


@dataclass(slots=True)
class Section:
    """The lines from a heading to the next; `heading` is empty before the first heading of the document."""

    name: str
    role: Role
    heading: tuple[Line, ...] = ()
    lines: list[Line] = field(default_factory=list)


class _Heading(NamedTuple):
    """A heading of one line, or of two where it is wrapped."""

    name: str
    role: Role
    lines: int


CONTENTS: Final = "contents"
COVER: Final = "cover"
TABLES: Final = "tables"
PROJECTS: Final = ("projects", "forms")
LONGEST_HEADING: Final = 60

# "一、部门主要职能…………" "1.2025年部门收入预算总表....12" -> the leaders and page number of a list of contents
LEADERS: Final = re.compile(r"[.·]{2,}\d*$")

# "第三部分" "一、" "（一）" "5." -> the ordinal of a heading
ORDINAL: Final = re.compile(
    r"(?:第[一二三四五六七八九十]部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.、])"
)

# "二、机关运行经费预算" "（一）一般公共预算财政拨款支出决算总体情况" "（一）三公经费财政拨款支出决算总体情况说明。"
SUBHEADING: Final = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(?!.*万元)[^,。;:]{2,40}(?:情况|说明|预算|决算|事项|经费|采购|设置|使用)。?"
)

SENTENCE_MARK: Final = re.compile(r"[,。;]")


def divide(document: Document, stage: Stage) -> list[Section]:
    """The sections in reading order, without page numbers; a subsection of one with figures is a section of its own."""
    numbers = {id(line) for line in _page_numbers(document)}
    lines = [line for line in document.lines() if id(line) not in numbers]
    sections = [Section(COVER, Role.SILENT)]
    listed: set[str] | None = None  # the headings in the list of contents, while it is open
    position = 0
    while position < len(lines):
        section = sections[-1]
        heading = _heading_at(lines, position, stage, section)
        if heading and listed is not None and (heading.name == CONTENTS or heading.name not in listed):
            listed.add(heading.name)
            heading = None
        if heading is None:
            section.lines.append(lines[position])
            position += 1
            continue
        listed = set() if heading.name == CONTENTS else None
        end = position + heading.lines
        sections.append(Section(heading.name, heading.role, tuple(lines[position:end])))
        position = end
    _judge_opening(sections)
    return sections


def settle(document: Document, sections: Sequence[Section], ledger: Ledger) -> None:
    """Settles what carries no figure: page numbers, headings, and the silent sections by their names."""
    _ignore("page number", _page_numbers(document), ledger)
    for section in sections:
        if section.role is Role.SILENT:
            _ignore(section.name, [*section.heading, *section.lines], ledger)
        elif section.role is Role.FIGURES or section.name == TABLES:
            _ignore("heading", section.heading, ledger)


def _ignore(rule: str, lines: Iterable[Line], ledger: Ledger) -> None:
    unsettled = [line for line in lines if not ledger.is_settled(line)]
    if unsettled:
        ledger.ignore(rule, *unsettled)


def _page_numbers(document: Document) -> list[Line]:
    """The lines at the edges of a PDF's pages that are nothing but a number; in a text it may be the cell of a table."""
    edges = [line for page in document.pages if page.number for line in (*page.lines[:1], *page.lines[1:][-1:])]
    return [line for line in edges if is_page_number(line.text)]


def _judge_opening(sections: list[Section]) -> None:
    """What stands before the first heading is the cover, but for texts that are a part of a disclosure.

    One begins in the middle of a section with figures (松江区委组织部 2025), others with a form or a statement of which no
    heading is known here.
    """
    opening = sections[0]
    if any(True for line in opening.lines for _ in stated_amounts(line.text)):
        opening.role = Role.FIGURES
    elif len(sections) == 1 or sections[1].role is Role.ELSEWHERE:
        opening.role = Role.ELSEWHERE


def _heading_at(lines: Sequence[Line], position: int, stage: Stage, section: Section) -> _Heading | None:
    """The heading that begins at a line; one with an ordinal may run over two lines.

    In a project's statement and in a form a line like 主要职责 is their own, since the silent sections all stand before them.
    """
    text = _heading_text(lines[position])
    if text is None:
        return None
    heading, length = _heading(text, stage, section.role), 1
    following = _heading_text(lines[position + 1]) if position + 1 < len(lines) else None
    if heading is None and following and ORDINAL.match(text) and not ORDINAL.match(following):
        heading, length = _heading(text + following, stage, section.role), 2
    if heading is None or (section.name in PROJECTS and heading[1] is Role.SILENT):
        return None
    return _Heading(*heading, length)


def _heading_text(line: Line) -> str | None:
    """A line as a heading may read, folded; None for one that is too long."""
    if len(line.text) > 4 * LONGEST_HEADING:
        return None
    text = LEADERS.sub("", fold(line.text))
    return text if 0 < len(text) <= LONGEST_HEADING else None


def section_titled(text: str) -> str | None:
    """The name of the section whose heading a line of the list of contents is; None of a table and of what is no heading."""
    title = ORDINAL.sub("", LEADERS.sub("", fold(text)), count=1)
    return next((name for name, _, pattern in _catalogue() if pattern.fullmatch(title)), None)


def _heading(text: str, stage: Stage, role: Role) -> tuple[str, Role] | None:
    if SUBHEADING.fullmatch(text) and role is Role.FIGURES:
        return text, Role.FIGURES
    if SENTENCE_MARK.search(text):
        return None
    rest = ORDINAL.sub("", text, count=1)
    for name, printed_role, pattern in _catalogue():
        if pattern.fullmatch(rest) or pattern.fullmatch(text):
            return name, printed_role
    layout = layout_titled(text, stage)
    return (layout.table, Role.ELSEWHERE) if layout else None


@cache
def _catalogue() -> tuple[tuple[str, Role, re.Pattern[str]], ...]:
    text = resources.files(__package__).joinpath("sections.toml").read_text(encoding="utf-8")
    return tuple(
        (entry["name"], Role(entry["role"]), re.compile(heading))
        for entry in tomllib.loads(text)["section"]
        for heading in entry["heading"]
    )
