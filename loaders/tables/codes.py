"""Classification codes as printed, in one cell or in three → normalised codes.

The state's list writes a class with three digits and each level below it with two. Documents print a level without its
leading zero (万里街道 2024, page 29: 301 | 2 for 30102) or lose digits of the class; what the open hierarchy of the table
proves is restored and the printed form kept, anything else stays undecided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.identity import fold
from graph.terms import ClassificationScheme

# "204" "302" -> how a class is printed, whether the state's list has it or not: one that it lacks is a finding, not unread
_CLASSES: Final = {
    ClassificationScheme.FUNCTIONAL: re.compile(r"2\d\d"),
    ClassificationScheme.DEPARTMENT_ECONOMIC: re.compile(r"3\d\d"),
}

CLASS_LENGTH: Final = 3

UNDECIDED_CODE: Final = "a code that no class or open group of the table explains"

# "2080505" "20805" "208" in one cell, "3012" for 30102 -> class, group, item
_WHOLE_CODE: Final = re.compile(r"(\d{3})(?:(\d{2})(\d{2})?|(\d))?")


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and how it is printed where that differs."""

    code: str
    printed: str | None


def read_code(cells: Sequence[str], scheme: ClassificationScheme, previous: str | None) -> Code | None:
    """The code that a row's code cells print, one cell for each level or one for all; `previous` is the row's above.

    None where no code stands, or where one stands that cannot be decided.
    """
    parts = [fold(part) for cell in cells for part in cell.split()]
    if not all(part.isdecimal() for part in parts):
        return None
    levels = _levels_of([fold(cell) for cell in cells], parts, previous)
    if levels is None:
        return None
    code = "".join(levels)
    if not _CLASSES[scheme].fullmatch(levels[0]):
        repaired = _with_class_of(levels, previous)
        if repaired is None:
            return None
        code = repaired
    printed = " ".join(parts)
    return Code(code, printed if printed.replace(" ", "") != code else None)


def _levels_of(texts: Sequence[str], parts: Sequence[str], previous: str | None) -> list[str] | None:
    """Class, group and item; `texts` are the cells without blanks, `parts` what blanks and line breaks part in them."""
    filled = [text for text in texts if text]
    if not filled:
        return None
    if "" in texts[: len(filled)] and (levels := _below_open_levels(texts, previous)):
        return levels
    if len(filled) > 1:
        return None if "" in texts[: len(filled)] else _levels(filled) or _levels(parts)
    by_blanks, as_one = _levels(parts), _levels(filled)  # "208 5 5" has blanks between levels, "2 01" within one
    return (by_blanks or as_one) if len(parts[0]) == CLASS_LENGTH else (as_one or by_blanks)


def _below_open_levels(texts: Sequence[str], previous: str | None) -> list[str] | None:
    """The levels of a row that leaves out those it shares with the row above: blank, 03 below 201; 201, blank, 02 below 20103."""
    open_levels = [previous[:3], previous[3:5], previous[5:]] if previous else []
    last = max(place for place, text in enumerate(texts) if text)
    levels: list[str] = []
    for place, text in enumerate(texts[: last + 1]):
        shared = open_levels[place] if open_levels[:place] == levels and place < len(open_levels) else ""
        level = text.zfill(2) if text else shared
        if not level or len(level) != (2 if place else CLASS_LENGTH):
            return None
        levels.append(level)
    return levels


def _levels(parts: Sequence[str]) -> list[str] | None:
    if len(parts) == 1:
        whole = _WHOLE_CODE.fullmatch(parts[0])
        return [level.zfill(2) for level in whole.groups() if level] if whole else None
    if not 1 < len(parts) < 4 or len(parts[0]) > CLASS_LENGTH or any(len(part) > 2 for part in parts[1:]):
        return None
    return [parts[0], *(part.zfill(2) for part in parts[1:])]


def _with_class_of(levels: Sequence[str], previous: str | None) -> str | None:
    """A code that lost digits of its class, under the class and group that stand open above it.

    71102 below 21011 (a sub-district budget of 2023) reads as 7 | 11 | 02: the group 11 is open under 210.
    """
    below = "".join(levels)[-4:]
    if previous is None or len(previous) < 5 or len(below) < 4 or previous[3:5] != below[:2]:
        return None
    return previous[:3] + below
