"""A number that is longer than its cell → one number again, in the cell that holds most of it.

A cell too narrow for its amount prints the last digits beyond the rule. By their centres they belong to the next cell,
where they would read as an amount of their own, while the number that they left still reads as one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final

from graph.facts import BoundingBox
from loaders.pdf.marks import Glyph

NUMERALS: Final = frozenset("0123456789,.")
TOUCHING: Final = 0.1  # of a character's width or height: how far the characters of one number may miss each other
BEYOND: Final = 40.0  # points behind the last rule of a row that are searched for the rest of its last number


def keep_numbers_whole(
    inside: Mapping[BoundingBox, list[Glyph]], beyond: Callable[[BoundingBox], Iterable[Glyph]]
) -> None:
    """Moves the digits of each number that crosses a rule into the cell that holds more of them.

    `beyond` says which characters stand in a box, for those that the last column's number leaves outside the table.
    """
    for box, following in _neighbours(inside):
        last = [glyph for glyph in _numerals(inside[box]) if glyph.x1 > box[2] - (glyph.x1 - glyph.x0)]
        if not last:
            continue
        outside = [] if following else list(beyond((box[2], box[1], box[2] + BEYOND, box[3])))
        behind = inside[following] if following else outside
        for end in last:
            start = next((glyph for glyph in _numerals(behind) if _touches(end, glyph)), None)
            if start:
                _join(inside[box], _run(end, inside[box], backwards=True), behind, _run(start, behind))


def _neighbours(boxes: Iterable[BoundingBox]) -> Iterator[tuple[BoundingBox, BoundingBox | None]]:
    """Each cell with the one to its right; with None at the end of a row."""
    for _, row in groupby(sorted(boxes, key=itemgetter(1, 0)), key=itemgetter(1)):
        cells = list(row)
        yield from pairwise(cells)
        yield cells[-1], None


def _numerals(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.text in NUMERALS]


def _touches(left: Glyph, right: Glyph) -> bool:
    """Whether one character of a number follows the other without any gap, on the same baseline."""
    across, down = TOUCHING * (left.x1 - left.x0), TOUCHING * (left.bottom - left.top)
    return abs(right.x0 - left.x1) <= across and abs(right.bottom - left.bottom) <= down


def _run(first: Glyph, glyphs: Iterable[Glyph], *, backwards: bool = False) -> list[Glyph]:
    """The characters of a number from one on, in a direction."""
    run = [first]
    for glyph in sorted(_numerals(glyphs), key=lambda glyph: glyph.x0, reverse=backwards):
        if _touches(glyph, run[-1]) if backwards else _touches(run[-1], glyph):
            run.append(glyph)
    return run


def _join(left: list[Glyph], before: list[Glyph], right: list[Glyph], behind: list[Glyph]) -> None:
    source, target, moved = (left, right, before) if len(before) < len(behind) else (right, left, behind)
    source[:] = [glyph for glyph in source if glyph not in moved]
    target.extend(moved)
