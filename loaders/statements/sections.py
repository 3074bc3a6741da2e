"""Finds the project statements (项目经费情况说明) of a document and divides each into its seven parts.

A statement is a heading that ends in 经费情况说明 with a part's heading (一、项目概述) on the next line: the first alone
also stands in tables of contents and over the whole section. It ends where the next one begins, where a target form
begins, at a grid after its last part, or with the document.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import zip_longest
from typing import Final

from loaders.document import Document, Grid, Ledger, Line
from loaders.page_numbers import is_page_number
from loaders.passage import Passage


class Part(Enum):
    """The seven parts of a statement, in their order."""

    OVERVIEW = auto()
    BASIS = auto()
    IMPLEMENTER = auto()
    PLAN = auto()
    SCHEDULE = auto()
    APPROPRIATION = auto()
    GOAL = auto()


PART_NAMES: Final = {
    Part.OVERVIEW: r"(?:项目)?(?:概述|概况|简介|基本情况)|项目背景|项目内容",
    Part.BASIS: r"(?:项目)?(?:立项|设立|政策)依据",
    Part.IMPLEMENTER: r"(?:项目)?实施(?:主体|单位)",
    Part.PLAN: r"(?:项目)?实施(?:方案|内容|计划)",
    Part.SCHEDULE: r"(?:项目)?(?:实施|项目)(?:周期|期限|时间|进度)",
    Part.APPROPRIATION: r"(?:项目)?(?:年度)?(?:项目)?(?:预算|资金)(?:安排)?(?:情况)?",
    Part.GOAL: r"(?:项目)?(?:年度|总体)?绩效目标(?:情况)?",
}

# "一、项目概述" "（二）立项依据：" "3. 实施主体" "六、年度预算安排：795万元" -> numbering, the part's name, colon, rest
PART_HEADING: Final = re.compile(
    r"(?P<numbering>[一二三四五六七]、|[（(][一二三四五六七]+[）)]、?|[1-7][.．、]|[（(][1-7][）)])?\s*(?:"
    + "|".join(f"(?P<{part.name}>{names})" for part, names in PART_NAMES.items())
    + r")(?:(?P<colon>\s*[：:]\s*|\s+)(?P<rest>.+))?[：:]?"
)

# "（一）" "(2)" -> numbered in brackets; "1." "（2）" -> numbered in figures
BRACKET: Final = re.compile("[（(]")
FIGURE: Final = re.compile(r"\d")

# "干部教育工作经费情况说明" "七、项目经费情况说明" "（一）某项目经费情况说明" -> subject=干部教育工作经费, 项目经费, 某项目经费
STATEMENT_HEADING: Final = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、])?\s*"
    r"(?P<subject>.*?(?:经费|支出|资金|项目))\s*情况\s*说明"
)
LINES_OF_A_HEADING: Final = 3

# "财政项目支出绩效目标申报表" -> the title of a form behind the statement; not "详见单位的项目绩效目标表。"
FORM_TITLE: Final = re.compile(r"[^，。；见]*绩效目标(?:申报|填报|汇总)?表")


@dataclass(frozen=True, slots=True)
class Statement:
    """One project's statement: what its heading is about, and the lines of its parts; `end` is its last block."""

    subject: str
    heading: tuple[Line, ...]
    parts: Mapping[Part, Sequence[Line]]
    end: int

    def passage(self, part: Part) -> Passage | None:
        """A part as running text; None where the statement lacks it or says nothing in it."""
        passage = Passage.of(self.parts.get(part, ()))
        return passage if passage.text else None


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where a statement begins: its heading, and the block of its first part's heading behind it."""

    subject: str
    heading: tuple[Line, ...]
    first_part: int

    @property
    def start(self) -> int:
        return self.first_part - len(self.heading)


def find_statements(document: Document, ledger: Ledger, form_starts: Collection[int] = ()) -> list[Statement]:
    """The statements of a document in reading order; `form_starts` are the blocks where target forms begin."""
    blocks = list(document.blocks())
    beginnings = [found for position in range(len(blocks)) if (found := _beginning(blocks, position))]
    statements = []
    for beginning, following in zip_longest(beginnings, [other.start for other in beginnings[1:]]):
        limit = min(
            len(blocks) if following is None else following,
            *(start for start in form_starts if start > beginning.first_part),
            len(blocks),
        )
        statements.append(_divided(beginning, blocks[beginning.first_part : limit], ledger))
        _ignore_section_title(blocks, beginning.start, ledger)
    return statements


def _beginning(blocks: Sequence[Line | Grid], position: int) -> _Beginning | None:
    """The statement whose first part's heading stands at a place; its own heading may be wrapped."""
    if not _part_heading(blocks[position]):
        return None
    heading: list[Line] = []
    for block in reversed(blocks[max(0, position - LINES_OF_A_HEADING) : position]):
        if not isinstance(block, Line):
            return None
        heading.insert(0, block)
        matched = STATEMENT_HEADING.fullmatch("".join(line.text.strip() for line in heading))
        if matched:
            return _Beginning(matched["subject"], tuple(heading), position)
    return None


def _divided(beginning: _Beginning, blocks: Sequence[Line | Grid], ledger: Ledger) -> Statement:
    """A statement's lines by their parts: a heading counts once, and in the numbering of the first."""
    parts: dict[Part, list[Line]] = {}
    current: list[Line] = []
    numbering: tuple[bool, bool, bool] | None = None
    end = beginning.first_part
    ledger.read(*beginning.heading)
    for position, block in enumerate(blocks, beginning.first_part):
        if isinstance(block, Grid):
            if Part.GOAL in parts:
                break
            continue
        if FORM_TITLE.fullmatch(block.text.strip()):
            break
        end = position
        if is_page_number(block.text):
            ledger.ignore("page number", block)
            continue
        ledger.read(block)
        heading = _part_heading(block)
        if heading and heading.part not in parts and numbering in {None, heading.numbering}:
            numbering = heading.numbering
            current = parts.setdefault(heading.part, [replace(block, text=heading.rest)] if heading.rest else [])
        else:
            current.append(block)
    return Statement(beginning.subject, beginning.heading, parts, end)


@dataclass(frozen=True, slots=True)
class _PartHeading:
    part: Part
    numbering: tuple[bool, bool, bool]  # whether it has a number, in brackets, in figures
    rest: str  # what stands on the same line behind it


def _part_heading(block: Line | Grid) -> _PartHeading | None:
    matched = PART_HEADING.fullmatch(block.text.strip()) if isinstance(block, Line) else None
    if not matched or (matched["rest"] and not (matched["numbering"] or matched["colon"].strip())):
        return None
    number = matched["numbering"] or ""
    return _PartHeading(
        part=next(part for part in Part if matched[part.name]),
        numbering=(bool(number), bool(BRACKET.search(number)), bool(FIGURE.search(number))),
        rest=matched["rest"] or "",
    )


def _ignore_section_title(blocks: Sequence[Line | Grid], start: int, ledger: Ledger) -> None:
    """The section's own title (七、项目经费情况说明) over the first statement says nothing about any project."""
    above = blocks[start - 1] if start else None
    if isinstance(above, Line) and STATEMENT_HEADING.fullmatch(above.text.strip()) and not ledger.is_settled(above):
        ledger.ignore("title of the statements", above)
