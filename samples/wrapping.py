"""Where a line of Chinese ends: anywhere but in a number or a word, before a closing mark, or after an opening one."""

import re
from collections.abc import Iterator
from typing import Final

from samples.typeface import text_width

# "2025年预算38.20万元" -> 2025 | 年 | 预 | 算 | 38.20 | 万 | 元
UNBREAKABLE: Final = re.compile(r"[0-9A-Za-z.,%-]+|.", re.DOTALL)

NEVER_FIRST: Final = frozenset("，。、；：！？）》〉〕】”’)")
NEVER_LAST: Final = frozenset("（《〈〔【“‘(")


def wrap(text: str, size: float, width: float, indent: float = 0) -> list[str]:
    """The lines of a text in a column of this width; the first one begins `indent` further right.

    A line break in the text stays one, since officials break names in narrow cells by hand.
    """
    return [line for part in text.split("\n") for line in _wrap_part(part, size, width, indent)]


def _wrap_part(text: str, size: float, width: float, indent: float) -> Iterator[str]:
    line: list[str] = []
    room = width - indent
    for token in _tokens(text, size, width):
        if line and text_width("".join(line) + token, size) > room:
            carried = _carried(line, token)
            yield "".join(line)
            line, room = carried, width
        line.append(token)
    yield "".join(line)


def _carried(line: list[str], following: str) -> list[str]:
    """Takes off the line's end what has to go to the next line with the token that did not fit."""
    carried: list[str] = []
    while len(line) > 1 and ((carried or [following])[0] in NEVER_FIRST or line[-1] in NEVER_LAST):
        carried.insert(0, line.pop())
    return carried


def _tokens(text: str, size: float, width: float) -> Iterator[str]:
    for matched in UNBREAKABLE.finditer(text):
        if text_width(matched[0], size) > width:
            yield from matched[0]
        else:
            yield matched[0]
