"""Classification codes as printed, in one cell or in three → normalised codes.

The state's list writes a class with three digits and each level below it with two. Documents print a level without its
leading zero (万里街道 2024, page 29: 301 | 2 for 30102) or lose digits of the class; what the open hierarchy of the table
proves is restored and the printed form kept, anything else stays undecided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.terms import ClassificationScheme

# classes that exist: functional 201–235, economic 301–313 and 399
_CLASSES: Final = {
    ClassificationScheme.FUNCTIONAL: re.compile(r"2[0-3]\d"),
    ClassificationScheme.DEPARTMENT_ECONOMIC: re.compile(r"30[1-9]|31[0-3]|399"),
}

# "2080505" "20805" "208" in one cell -> class, group, item
_WHOLE_CODE: Final = re.compile(r"(\d{3})(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and how it is printed where that differs."""

    code: str
    printed: str | None


def read_code(cells: Sequence[str], scheme: ClassificationScheme, previous: str | None) -> Code | None:
    """The code that a row's code cells print; `previous` is the code of the row above.

    None where no code stands, or where one stands that cannot be decided.
    """
    parts = [part for cell in cells for part in cell.split() if part]
    if not parts or not all(part.isdigit() for part in parts):
        return None
    printed = " ".join(parts)
    levels = _levels(parts) or (_levels(["".join(parts)]) if len(cells) == 1 else None)  # a narrow cell wraps its code
    if levels is None:
        return None
    code = "".join(levels)
    if not _CLASSES[scheme].fullmatch(levels[0]):
        repaired = _with_class_of(levels, previous)
        if repaired is None:
            return None
        code = repaired
    return Code(code, printed if printed.replace(" ", "") != code else None)


def _levels(parts: Sequence[str]) -> list[str] | None:
    if len(parts) == 1:
        whole = _WHOLE_CODE.fullmatch(parts[0])
        return [level for level in whole.groups() if level] if whole else None
    if not 1 < len(parts) < 4 or len(parts[0]) > 3 or any(len(part) > 2 for part in parts[1:]):
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
