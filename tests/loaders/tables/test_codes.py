"""Codes as printed."""

import pytest

from graph.terms import ClassificationScheme
from loaders.tables.codes import Code, read_code

FUNCTIONAL, ECONOMIC = ClassificationScheme.FUNCTIONAL, ClassificationScheme.DEPARTMENT_ECONOMIC


@pytest.mark.parametrize(
    ("cells", "scheme", "previous", "expected"),
    [
        (["201", "", ""], FUNCTIONAL, None, Code("201", None)),
        (["201", "32", "01"], FUNCTIONAL, None, Code("2013201", None)),
        (["2080505"], FUNCTIONAL, None, Code("2080505", None)),
        (["20805\n05"], FUNCTIONAL, None, Code("2080505", None)),
        (["2080\n505"], FUNCTIONAL, None, Code("2080505", None)),
        (["201 32 01"], FUNCTIONAL, None, Code("2013201", None)),
        (["301", "2"], ECONOMIC, None, Code("30102", "301 2")),
        (["7", "11", "02"], FUNCTIONAL, "21011", Code("2101102", "7 11 02")),
        (["7", "11", "02"], FUNCTIONAL, "20805", None),
        (["71102"], FUNCTIONAL, "21011", Code("2101102", "71102")),
        (["3012"], ECONOMIC, None, Code("30102", "3012")),
        (["", "03", ""], FUNCTIONAL, "201", Code("20103", "03")),
        (["", "", "02"], FUNCTIONAL, "2010301", Code("2010302", "02")),
        (["201", "", "02"], FUNCTIONAL, "2010301", Code("2010302", "201 02")),
        (["202", "", "02"], FUNCTIONAL, "2010301", None),
        (["", "", "02"], FUNCTIONAL, "201", None),
        (["2 01"], FUNCTIONAL, None, Code("201", None)),
        (["20 1", "03", "0 1"], FUNCTIONAL, None, Code("2010301", None)),
        (["201", "32 01", ""], FUNCTIONAL, None, Code("2013201", None)),
        (["208 5 5"], FUNCTIONAL, None, Code("2080505", "208 5 5")),
        (["２０１", "０３", ""], FUNCTIONAL, None, Code("20103", None)),
        (["2296002"], FUNCTIONAL, None, Code("2296002", None)),
        (["类", "款", "项"], FUNCTIONAL, None, None),
        (["合计"], FUNCTIONAL, None, None),
        (["999"], FUNCTIONAL, None, None),
        (["294", "06", "01"], FUNCTIONAL, None, Code("2940601", None)),
        (["377", "1"], ECONOMIC, None, Code("37701", "377 1")),
    ],
)
def test_a_code_is_read_restored_or_left(
    cells: list[str], scheme: ClassificationScheme, previous: str | None, expected: Code | None
) -> None:
    """What the open hierarchy does not prove stays undecided."""
    assert read_code(cells, scheme, previous) == expected
