"""Columns restored by arithmetic, and left open where it proves nothing."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.tables.arithmetic import FlatRow, place_amounts


def test_the_sums_decide_which_column_a_lone_amount_stands_in() -> None:
    """10 = 7 + 3 leaves one way."""
    rows = [
        FlatRow("201", (10, 7, 3)),
        FlatRow("20101", (7, 7)),
        FlatRow("20102", (3, 3)),
        FlatRow(None, (10, 7, 3)),
    ]
    assert place_amounts(rows, 2) == [(0, 1), (0,), (1,), (0, 1)]


def test_two_equal_amounts_that_could_change_places_stay_open() -> None:
    """Nothing is guessed where two solutions exist."""
    rows = [FlatRow("20101", (5, 5)), FlatRow("20102", (5, 5)), FlatRow(None, (10, 5, 5))]
    assert place_amounts(rows, 2) == [None, None, (0, 1)]


def test_another_tables_totals_tell_columns_apart_that_sums_cannot() -> None:
    """The balance summary says that only the last source has money."""
    rows = [FlatRow("201", (9, 8, 1)), FlatRow(None, (9, 8, 1))]
    assert place_amounts(rows, 4) == [None, None]
    assert place_amounts(rows, 4, {0: 8, 1: 0, 2: 0, 3: 1}) == [(0, 3), (0, 3)]


def test_a_row_that_does_not_add_up_decides_nothing() -> None:
    """A printed error is not explained away."""
    assert place_amounts([FlatRow("201", (10, 7, 4)), FlatRow(None, (10, 7, 4))], 2) == [None, None]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6))
def test_a_placement_is_never_wrong(table: list[tuple[int, int]]) -> None:
    """Rows are printed without their empty cells; whatever is placed stands where it was."""
    parts = [(basic, project) for basic, project in table if basic or project]
    printed = [(sum(pair), *(amount for amount in pair if amount)) for pair in parts]
    total = (sum(basic for basic, _ in parts), sum(project for _, project in parts))
    rows = [FlatRow(f"2{index:02}", amounts) for index, amounts in enumerate(printed)]
    rows.append(FlatRow(None, (sum(total), *(amount for amount in total if amount))))
    truth = [tuple(column for column, amount in enumerate(pair) if amount) for pair in [*parts, total]]
    for placement, expected in zip(place_amounts(rows, 2), truth, strict=True):
        assert placement in {None, expected}
