"""Arguments of connections become windows."""

from collections.abc import Sequence

import pytest

from graph.cursor import encode_cursor, fingerprint
from graph.plan import EVERYTHING, Grouping, GroupKey, GroupOrder, Order, Page, Scalar
from tests.service.conftest import Ask, Plans, RecordingReader, codes, messages

BY_YEAR = (Order("year", descending=True),)
CURSORS = "query($c: String) { projects(after: $c, orderBy: [{field: YEAR, direction: DESC}]) { totalCount } }"

PAGES = [
    ("", Page(25)),
    ("(first: 3)", Page(3)),
    ("(first: 0)", Page(0)),
    ("(first: 100)", Page(100)),
    ("(first: null)", Page(25)),
    ("(last: 2)", Page(2, backward=True)),
    ("(last: 0)", Page(0, backward=True)),
]

ORDERS = [
    ("", ()),
    ("(orderBy: [])", ()),
    ("(orderBy: {field: NAME})", (Order("name"),)),
    (
        "(orderBy: [{field: YEAR, direction: DESC}, {field: AMOUNT, direction: ASC}])",
        (Order("year", descending=True), Order("amount")),
    ),
]

REFUSED = [
    ("projects(first: -1)", "BAD_USER_INPUT", "projects: first is -1. It must be 0 or more."),
    ("projects(last: -1)", "BAD_USER_INPUT", "projects: last is -1. It must be 0 or more."),
    (
        "projects(first: 1, last: 1)",
        "BAD_USER_INPUT",
        "projects: first and last are given together. Ask for one end of the nodes.",
    ),
    (
        "projects(first: 101)",
        "LIMIT_EXCEEDED",
        "projects: first is 101; at most 100 can be asked for at once.",
    ),
    (
        'projects(before: "x", last: 101)',
        "LIMIT_EXCEEDED",
        "projects: last is 101; at most 100 can be asked for at once.",
    ),
    (
        f"projects(orderBy: [{'{field: YEAR}' * 6}])",
        "LIMIT_EXCEEDED",
        "projects: orderBy takes at most 5 criteria.",
    ),
]

GROUPS = [
    ("by: [YEAR]", Grouping((GroupKey.YEAR,))),
    (
        "by: [REGION, YEAR], orderBy: AMOUNT_DESC, first: 3",
        Grouping((GroupKey.REGION, GroupKey.YEAR), GroupOrder.AMOUNT_DESC, 3),
    ),
    ("by: YEAR, orderBy: null, first: 1000", Grouping((GroupKey.YEAR,), size=1000)),
]

REFUSED_GROUPS = [
    ("by: []", "BAD_USER_INPUT", "groups: by takes at least one key, and each key once."),
    ("by: [YEAR, YEAR]", "BAD_USER_INPUT", "groups: by takes at least one key, and each key once."),
    (
        "by: [YEAR, MEASURE]",
        "BAD_USER_INPUT",
        "groups: Project has no MEASURE of its own. It is grouped by YEAR, REGION, ORGANISATION.",
    ),
    ("by: [YEAR], first: -1", "BAD_USER_INPUT", "groups: first is -1. It must be 0 or more."),
]


@pytest.mark.parametrize(("arguments", "page"), PAGES)
def test_a_page_is_asked_for_from_either_end(arguments: str, page: Page, plans: Plans) -> None:
    """25 nodes unless it is said otherwise; none is a page, too."""
    window = plans(f"{{ projects{arguments} {{ totalCount }} }}")["projects"].field.window
    assert window
    assert window.page == page


@pytest.mark.parametrize(("arguments", "order"), ORDERS)
def test_an_order_is_a_list_of_criteria(arguments: str, order: tuple[Order, ...], plans: Plans) -> None:
    """Each criterion is ascending unless it is said otherwise; without any, the key decides."""
    window = plans(f"{{ projects{arguments} {{ totalCount }} }}")["projects"].field.window
    assert window
    assert window.order == order


@pytest.mark.parametrize(("field", "code", "message"), REFUSED)
def test_a_page_without_meaning_is_refused(field: str, code: str, message: str, ask: Ask) -> None:
    """The error says what is asked for, and what can be."""
    reader = RecordingReader()
    result = ask(reader, f"{{ {field} {{ totalCount }} }}")
    assert (codes(result), messages(result), reader.calls) == ([code], [message], [])


def test_a_cursor_is_a_position_in_its_own_window(plans: Plans) -> None:
    """The sort values and the key of a node, for the same filter and order."""
    cursor = encode_cursor(fingerprint("Query.projects", EVERYTHING, BY_YEAR), (2024, "a"))
    window = plans(CURSORS, c=cursor)["projects"].field.window
    assert window
    assert (window.page, window.fingerprint) == (
        Page(25, after=(2024, "a")),
        fingerprint("Query.projects", EVERYTHING, BY_YEAR),
    )


def test_a_cursor_may_stand_where_a_value_is_missing(plans: Plans) -> None:
    """Nodes without a value have a place in the order, so null is a position."""
    cursor = encode_cursor(fingerprint("Query.projects", EVERYTHING, BY_YEAR), (None, "a"))
    window = plans(CURSORS, c=cursor)["projects"].field.window
    assert window
    assert window.page.after == (None, "a")


@pytest.mark.parametrize(
    ("order", "position"),
    [
        pytest.param((), ("a",), id="another order"),
        pytest.param(BY_YEAR, ("2024", "a"), id="a text for a number"),
        pytest.param(BY_YEAR, (True, "a"), id="a truth for a number"),
        pytest.param(BY_YEAR, (2024, 5), id="a number for the key"),
        pytest.param(BY_YEAR, (2**63, "a"), id="a number that no store holds"),
        pytest.param(BY_YEAR, (2024, None), id="no key"),
        pytest.param(BY_YEAR, (2024, "a", "b"), id="too long"),
    ],
)
def test_a_forged_cursor_is_refused(order: Sequence[Order], position: Sequence[Scalar], ask: Ask) -> None:
    """A position that no node can have never reaches the store."""
    cursor = encode_cursor(fingerprint("Query.projects", EVERYTHING, order), position)
    reader = RecordingReader()
    result = ask(reader, CURSORS, c=cursor)
    assert (codes(result), reader.calls) == (["BAD_USER_INPUT"], [])


@pytest.mark.parametrize(("arguments", "grouping"), GROUPS)
def test_groups_are_made_by_keys(arguments: str, grouping: Grouping, plans: Plans) -> None:
    """The groups of a connection, over its whole filter."""
    plan = plans(f"{{ projects {{ groups({arguments}) {{ aggregate {{ count }} }} }} }}")["projects"]
    assert plan.field.selection
    (groups,) = plan.field.selection.fields["Connection"]
    assert groups.grouping == grouping


@pytest.mark.parametrize(("arguments", "code", "message"), REFUSED_GROUPS)
def test_groups_without_meaning_are_refused(arguments: str, code: str, message: str, ask: Ask) -> None:
    """No key, a key twice, or a key that the nodes do not have."""
    query = f"{{ projects {{ groups({arguments}) {{ aggregate {{ count }} }} }} }}"
    result = ask(RecordingReader(), query)
    assert (codes(result), messages(result)) == ([code], [message])
