"""What is visible on a page: characters and straight rules, each with its box.

Boxes are those of `graph.facts.BoundingBox`: points from the top left corner of the page as a viewer shows it.
"""

from typing import NamedTuple

from pdfminer.utils import Matrix, Rect, apply_matrix_rect

from graph.facts import BoundingBox


class Glyph(NamedTuple):
    """One printed character, or the letters of one ligature."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Rule(NamedTuple):
    """A horizontal or vertical stroke, or one side of a filled box: what a ruled table is made of."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom

    @property
    def length(self) -> float:
        """How far it runs."""
        return max(self.x1 - self.x0, self.bottom - self.top)


def intersection(one: BoundingBox, other: BoundingBox) -> BoundingBox:
    """What both boxes cover; where they do not meet, a box that ends before it begins."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def placed(box: Rect, matrix: Matrix) -> BoundingBox:
    """The box that the matrix makes of this one; most text stands upright, which needs two corners only."""
    a, b, c, d, e, f = matrix
    if b or c:
        return apply_matrix_rect(matrix, box)
    left, right = a * box[0] + e, a * box[2] + e
    top, bottom = d * box[3] + f, d * box[1] + f
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def rounded(box: BoundingBox) -> BoundingBox:
    """The box as facts keep it: to a hundredth of a point."""
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)
