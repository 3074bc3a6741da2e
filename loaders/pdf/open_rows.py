"""The rules that a page break left out of a table.

A row that goes on on the next page may be open at its foot, and there at its head. Without the rule it is no row, and its
amounts would stand outside the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from loaders.pdf.marks import Rule

FEWEST_SIDES: Final = 3  # vertical rules that make an open row: two are the sides of a frame, or of a picture


def closing_rules(rules: Sequence[Rule], tolerance: float) -> Iterator[Rule]:
    """A horizontal rule wherever the vertical ones of a table begin or end together and nothing crosses them.

    `tolerance` is how far rules that should meet may miss each other.
    """
    across = [rule for rule in rules if rule.is_horizontal]
    down = [rule for rule in rules if not rule.is_horizontal]
    tops, bottoms = [(side.top, side.x0) for side in down], [(side.bottom, side.x0) for side in down]
    for ends in (*_together(tops, tolerance), *_together(bottoms, tolerance)):
        height = ends[0][0]
        rule = Rule(min(x for _, x in ends), height, max(x for _, x in ends), height)
        if (
            len(ends) >= FEWEST_SIDES
            and not any(_covers(other, rule, tolerance) for other in across)
            and not any(_crosses(other, rule, tolerance) for other in down)
        ):
            yield rule


def _together(ends: Iterable[tuple[float, float]], tolerance: float) -> Iterator[list[tuple[float, float]]]:
    """The ends of vertical rules, height and place, by their height."""
    together: list[tuple[float, float]] = []
    for height, x in sorted(ends):
        if together and height - together[0][0] > tolerance:
            yield together
            together = []
        together.append((height, x))
    if together:
        yield together


def _covers(rule: Rule, other: Rule, tolerance: float) -> bool:
    is_at_height = abs(rule.top - other.top) <= tolerance
    return is_at_height and rule.x0 <= other.x0 + tolerance and rule.x1 >= other.x1 - tolerance


def _crosses(side: Rule, rule: Rule, tolerance: float) -> bool:
    return rule.x0 <= side.x0 <= rule.x1 and side.top < rule.top - tolerance and side.bottom > rule.top + tolerance
