"""Rules and characters → grids."""

from itertools import pairwise

from loaders.document import Grid
from loaders.pdf.grids import find_grids
from loaders.pdf.marks import Glyph, Rule


def ruled(across: list[float], down: list[float]) -> list[Rule]:
    """The rules of a table whose columns begin and end at `across` and its rows at `down`."""
    return [Rule(across[0], y, across[-1], y) for y in down] + [Rule(x, down[0], x, down[-1]) for x in across]


def word(text: str, x: float, top: float) -> list[Glyph]:
    """A word in characters of 10 points."""
    return [Glyph(char, x + 10 * i, top, x + 10 * (i + 1), top + 10) for i, char in enumerate(text)]


def only_grid(rules: list[Rule], glyphs: list[Glyph]) -> Grid:
    """The one grid that they make."""
    (grid,) = find_grids(rules, glyphs, 7)[0]
    return grid


def test_a_cell_holds_the_text_between_its_rules() -> None:
    """Each cell's text stands at its row and column."""
    glyphs = word("项目", 5, 5) + word("预算数", 65, 5) + word("合计", 5, 25) + word("1.00", 65, 25)
    grid = only_grid(ruled([0, 60, 120], [0, 20, 40]), glyphs)
    assert grid.texts() == [["项目", "预算数"], ["合计", "1.00"]]


def test_a_cell_knows_its_page_and_box() -> None:
    """So that a reader can follow an amount to where it is printed."""
    grid = only_grid(ruled([0.123, 60.456, 120], [0, 20, 40]), word("款", 5, 5))
    cell = grid.rows[0][0]
    assert cell is not None
    assert (cell.page, cell.bbox, grid.page, grid.bbox) == (7, (0.12, 0, 60.46, 20), 7, (0.12, 0, 120, 40))


def test_a_wrapped_name_keeps_its_line_break() -> None:
    """Whether the break is part of the name is for the template to say."""
    glyphs = word("事业单位", 5, 2) + word("经营收入", 5, 14)
    assert only_grid(ruled([0, 60, 120], [0, 30]), glyphs).texts() == [["事业单位\n经营收入", ""]]


def test_what_a_merged_cell_covers_is_none() -> None:
    """And an empty cell is not: it holds an empty text."""
    rules = [rule for rule in ruled([0, 60, 120], [0, 20, 40]) if rule.x0 != 60 or rule.is_horizontal]
    rules.append(Rule(60, 20, 60, 40))
    assert only_grid(rules, word("本年收入", 30, 5)).texts() == [["本年收入", None], ["", ""]]


def test_all_rows_have_the_same_number_of_places() -> None:
    """Wherever the rows' own cells begin."""
    rules = [Rule(0, y, 120, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 120)]
    rules += [Rule(40, 0, 40, 20), Rule(80, 20, 80, 40)]
    grid = only_grid(rules, word("一", 5, 5) + word("二", 95, 25))
    assert grid.texts() == [["一", "", None], ["", None, "二"]]


def test_thin_boxes_rule_a_table_as_strokes_do() -> None:
    """Word fills a box of half a point for each side of each cell; its two long sides count as one rule."""
    boxes = [Rule(x0, y + dy, x1, y + dy) for y in (0, 20) for dy in (0, 0.48) for x0, x1 in ((0, 59.8), (60.2, 120))]
    boxes += [Rule(x + dx, 0.5, x + dx, 19.5) for x in (0, 60, 120) for dx in (0, 0.48)]
    assert only_grid(boxes, word("甲", 5, 5) + word("乙", 65, 5)).texts() == [["甲", "乙"]]


def test_a_frame_around_text_is_no_table() -> None:
    """One column alone is a frame, in however many boxes."""
    glyphs = word("目录", 5, 5) + word("名词解释", 5, 25)
    assert find_grids(ruled([0, 120], [0, 20, 40]), glyphs, 1) == ([], glyphs)


def test_an_empty_grid_is_dropped() -> None:
    """The tail of a table that reaches over a page break may have no text at all."""
    assert find_grids(ruled([0, 60, 120], [0, 20]), [Glyph(" ", 5, 5, 10, 15)], 1)[0] == []


def test_a_table_with_one_filled_cell_is_kept() -> None:
    """A table left empty on purpose says 无 in one cell."""
    assert only_grid(ruled([0, 60, 120], [0, 20, 40]), word("无", 5, 25)).texts() == [["", ""], ["无", ""]]


def test_text_in_no_cell_stays_outside_the_grid() -> None:
    """A character whose centre no cell holds is part of a line, even between the cells of a table."""
    rules = ruled([0, 60, 120], [0, 20]) + ruled([0, 60, 120], [60, 80])
    title, note = word("表一", 5, 40), word("注", 130, 5)
    grids, outside = find_grids(rules, [*word("甲", 5, 5), *title, *note, *word("乙", 5, 65)], 1)
    assert ([grid.texts() for grid in grids], outside) == ([[["甲", ""]], [["乙", ""]]], [*title, *note])


def test_a_character_on_a_rule_belongs_to_one_cell() -> None:
    """The one that its centre stands in."""
    assert only_grid(ruled([0, 60, 120], [0, 20]), word("元", 54, 5)).texts() == [["元", ""]]


def test_a_drawing_is_no_table() -> None:
    """A page with thousands of strokes is read as text, and at once."""
    hatching = [Rule(x, 0, x, 500) for x in range(0, 9000, 8)] + [Rule(0, y, 9000, y) for y in range(0, 9000, 8)]
    assert find_grids(hatching, word("图", 5, 5), 1) == ([], word("图", 5, 5))


def test_graph_paper_is_no_table() -> None:
    """Fewer strokes than a drawing's may still cross too often."""
    paper = [Rule(x, 0, x, 800) for x in range(0, 800, 8)] + [Rule(0, y, 800, y) for y in range(0, 800, 8)]
    assert find_grids(paper, word("图", 5, 5), 1) == ([], word("图", 5, 5))


def test_grids_come_from_top_to_bottom() -> None:
    """Whatever the order of drawing."""
    rules = ruled([0, 60, 120], [60, 80]) + ruled([0, 60, 120], [0, 20])
    grids, _ = find_grids(rules, word("下", 5, 65) + word("上", 5, 5), 1)
    boxes = [grid.bbox for grid in grids]
    assert all(one < other for one, other in pairwise(box[1] for box in boxes if box))


def test_a_number_longer_than_its_cell_stays_one_number() -> None:
    """Its last digits cross the rule, and would read as an amount of the next column."""
    grid = only_grid(ruled([0, 60, 120, 180], [0, 20]), word("1,234,567", 0, 5) + word("8", 160, 5))
    assert grid.texts() == [["1,234,567", "", "8"]]


def test_a_number_that_leaves_the_table_is_whole() -> None:
    """The digits behind the last rule are no line of their own."""
    grids, outside = find_grids(ruled([0, 60, 120], [0, 20]), word("合计", 5, 5) + word("12345", 85, 5), 7)
    assert [grid.texts() for grid in grids] == [[["合计", "12345"]]]
    assert outside == []


def test_numbers_of_two_cells_stay_apart() -> None:
    """A gap at the rule, or another baseline, parts them."""
    glyphs = word("201", 29, 5) + word("03", 62, 5) + word("7", 50, 25) + word("8", 60, 28)
    assert only_grid(ruled([0, 60, 120], [0, 20, 40]), glyphs).texts() == [["201", "03"], ["7", "8"]]


def test_a_row_that_the_page_break_leaves_open_is_a_row() -> None:
    """No rule closes it at the foot of its page, nor at the head of the next."""
    rules = [rule for rule in ruled([0, 60, 120], [0, 20, 40]) if rule.top != 40]
    assert only_grid(rules, word("一", 5, 5) + word("二", 65, 25)).texts() == [["一", ""], ["", "二"]]
    rules = [rule for rule in ruled([0, 60, 120], [0, 20, 40]) if not (rule.is_horizontal and rule.top == 0)]
    assert only_grid(rules, word("一", 5, 5) + word("二", 65, 25)).texts() == [["一", ""], ["", "二"]]


def test_a_tall_cell_that_the_page_break_leaves_open_is_a_cell() -> None:
    """A level of indicators reaches over the break, and the rows beside it are closed."""
    rules = [rule for rule in ruled([0, 60, 120, 180], [0, 20, 40]) if not rule.is_horizontal]
    rules += [Rule(0, 0, 180, 0), Rule(60, 20, 180, 20), Rule(60, 40, 180, 40)]
    grid = only_grid(rules, word("产出", 5, 5) + word("甲", 65, 5) + word("乙", 65, 25) + word("9", 125, 25))
    assert grid.texts() == [["产出", "甲", ""], [None, "乙", "9"]]


def test_the_sides_of_a_frame_are_no_row() -> None:
    """Text stands between them, in no columns."""
    rules = [Rule(0, 0, 120, 0), Rule(0, 0, 0, 40), Rule(120, 0, 120, 40)]
    assert find_grids(rules, word("说明", 5, 5), 7)[0] == []
