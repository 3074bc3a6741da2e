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


def test_a_row_that_fills_every_column_needs_no_proof() -> None:
    """Its amounts can stand nowhere else, whether they add up or not."""
    assert place_amounts([FlatRow("201", (10, 7, 4)), FlatRow(None, (10, 7, 4))], 2) == [(0, 1), (0, 1)]


def test_a_row_that_does_not_add_up_leaves_the_others_their_places() -> None:
    """20102 prints 4 for 3: no placement makes the sums hold, and all but one break more of them."""
    rows = [
        FlatRow("201", (10, 7, 3)),
        FlatRow("20101", (7, 7)),
        FlatRow("20102", (3, 4)),
        FlatRow("202", (5, 5)),
        FlatRow(None, (15, 12, 3)),
    ]
    assert place_amounts(rows, 2) == [(0, 1), (0,), (1,), (0,), (0, 1)]


def test_a_wrong_amount_that_fits_two_columns_leaves_its_rows_open() -> None:
    """7 and 7 under 7 and 3: either may be the wrong one."""
    rows = [FlatRow("20101", (7, 7)), FlatRow("20102", (3, 7)), FlatRow(None, (10, 7, 3))]
    assert place_amounts(rows, 2) == [None, None, (0, 1)]


def test_a_parent_that_lost_an_amount_moves_none_of_its_rows() -> None:
    """201 prints 7 alone, though its rows come to 10: whether 3 or 7 is the lost one stays open."""
    rows = [FlatRow("201", (10, 7)), FlatRow("20101", (7, 7)), FlatRow("20102", (3, 3))]
    assert place_amounts(rows, 2) == [None, None, None]


def test_without_its_total_row_a_table_is_placed_by_its_classes() -> None:
    """The line of 合计 may be lost."""
    rows = [FlatRow("201", (10, 7, 3)), FlatRow("20101", (7, 7)), FlatRow("20102", (3, 3))]
    assert place_amounts(rows, 2) == [(0, 1), (0,), (1,)]


def test_a_row_of_more_amounts_than_columns_stays_open_alone() -> None:
    """The amounts of the others still add up."""
    rows = [
        FlatRow("201", (1, 1, 1, 1)),
        FlatRow("202", (10, 7, 3)),
        FlatRow("20201", (7, 7)),
        FlatRow("20202", (3, 3)),
    ]
    assert place_amounts(rows, 2) == [None, (0, 1), (0,), (1,)]


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


Pairs = list[tuple[int, int]]


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=4), min_size=1, max_size=3
    ),
    st.data(),
)
def test_one_wrong_amount_misplaces_no_row(classes: list[Pairs], data: st.DataObject) -> None:
    """Any amount of any row may be misprinted: each row stands where it was, or stays open."""
    table: list[tuple[str | None, int, int]] = []
    for number, groups in enumerate(classes):
        table.append((f"20{number}", sum(basic for basic, _ in groups), sum(project for _, project in groups)))
        table += [(f"20{number}0{index}", *group) for index, group in enumerate(groups)]
    highest = [row for row in table if row[0] and len(row[0]) == 3]
    table.append((None, sum(row[1] for row in highest), sum(row[2] for row in highest)))
    rows = [[basic + project, *(amount for amount in (basic, project) if amount)] for _, basic, project in table]
    wrong = data.draw(st.sampled_from([(i, j) for i, row in enumerate(rows) for j in range(len(row))]))
    rows[wrong[0]][wrong[1]] += data.draw(st.integers(1, 60))
    flat = [FlatRow(code, tuple(amounts)) for (code, _, _), amounts in zip(table, rows, strict=True)]
    truth = [tuple(column for column, amount in enumerate(row[1:]) if amount) for row in table]
    for placement, expected in zip(place_amounts(flat, 2), truth, strict=True):
        assert placement in {None, expected}
