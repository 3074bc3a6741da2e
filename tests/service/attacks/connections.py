"""Pages, cursors and ids that no answer gave."""

import base64
from collections.abc import Sequence
from typing import Any, Final

from graph.cursor import encode_cursor, fingerprint
from graph.identity import node_id
from graph.plan import EVERYTHING, OfKind, Order
from tests.service.attacks.attack import (
    ANSWERED,
    BEYOND_LIMIT,
    FIELD_BEYOND_LIMIT,
    FIELD_WRONG,
    WRONG_DOCUMENT,
    WRONG_INPUT,
    Attack,
    Outcome,
    Source,
    posted,
)

RELAY, OWASP, OURS = Source.RELAY, Source.OWASP, Source.OURS
NO_SIZES: Final[Sequence[Any]] = ("100", 1.5, True, [1], {}, 2**31)
PAGE: Final = "{ projects(#) { nodes { name } pageInfo { hasNextPage endCursor } totalCount } }"


def page(arguments: str, outcome: Outcome, name: str = "") -> Attack:
    """A page of projects with these arguments."""
    return posted(name or f"projects({arguments})", RELAY, outcome, PAGE.replace("#", arguments))


PAGES: Final = (
    page("first: 0", ANSWERED),
    page("last: 0", ANSWERED),
    page("first: 100", ANSWERED),
    page("first: null, last: null", ANSWERED),
    page("first: -1", FIELD_WRONG),
    page("last: -1", FIELD_WRONG),
    page("first: 101", FIELD_BEYOND_LIMIT),
    page("last: 101", FIELD_BEYOND_LIMIT),
    page("first: 2147483647", BEYOND_LIMIT),
    page("last: 2147483647", BEYOND_LIMIT),
    page("first: -2147483648", FIELD_WRONG),
    page("first: 2147483648", WRONG_DOCUMENT),
    page("first: 1.0", WRONG_DOCUMENT),
    page('first: "1"', WRONG_DOCUMENT),
    page("first: true", WRONG_DOCUMENT),
    page("first: 1, last: 1", FIELD_WRONG),
    page("first: 0, last: 0", FIELD_WRONG),
    page('first: 1, last: 1, before: "x"', FIELD_WRONG),
    page("offset: 100000000", WRONG_DOCUMENT),
    page("first: 1, first: 100", WRONG_DOCUMENT),
    *(
        posted(
            f"a first of {value!r} in a variable",
            RELAY,
            WRONG_INPUT,
            "query($n: Int) { projects(first: $n) { totalCount } }",
            {"n": value},
        )
        for value in NO_SIZES
    ),
    posted(
        "a first of 10^18 in a variable",
        RELAY,
        WRONG_INPUT,
        "query($n: Int) { projects(first: $n) { nodes { name } } }",
        {"n": 10**18},
    ),
    posted(
        "a first of 1e300 in a variable",
        RELAY,
        WRONG_INPUT,
        "query($n: Int) { projects(first: $n) { nodes { name } } }",
        {"n": 1e300},
    ),
    posted(
        "pages of 100.0 within one another",
        OURS,
        BEYOND_LIMIT,
        "query($n: Int) { budgetLines(first: $n) { nodes { organisation { budgetLines(first: $n) { nodes { organisation {"
        " budgetLines(first: $n) { nodes { year } } } } } } } } }",
        {"n": 100.0},
    ),
    posted(
        "pages of 100 within one another",
        OWASP,
        BEYOND_LIMIT,
        "{ projects(first: 100) { nodes { department { projects(first: 100) { nodes { department {"
        " projects(first: 100) { nodes { name } } } } } } } } }",
    ),
    posted(
        "pages of 100 for 20 aliases",
        OWASP,
        ANSWERED,
        "{ " + " ".join(f"a{n}: projects(first: 100) {{ nodes {{ name }} }}" for n in range(20)) + " }",
    ),
)


def encoded(text: str) -> str:
    """As cursors and ids are."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


CURSORS: Final = {
    "nothing": "",
    "text": "abc",
    "not ASCII": "预算",
    "no base64": "!!!!",
    "white space": " \n ",
    "no UTF-8": "_____w",
    "NUL": "\0",
    "no JSON": encoded("x"),
    "an offset of Relay's reference": encoded("arrayconnection:1000"),
    "null": encoded("null"),
    "an object": encoded("{}"),
    "an empty list": encoded("[]"),
    "another version": encoded('[2,"e3b0c44298fc","x"]'),
    "another window": encoded('[1,"000000000000","x"]'),
    "another field": encode_cursor(fingerprint("Query.departments", EVERYTHING, ()), ("310107/department/1",)),
    "the projects of a body": encode_cursor(fingerprint("Organisation.projects", EVERYTHING, ()), ("310107",)),
    "another filter": encode_cursor(fingerprint("Query.projects", OfKind(("Project",)), ()), ("310107",)),
    "another order": encode_cursor(fingerprint("Query.projects", EVERYTHING, (Order("name"),)), ("道路养护", "310107")),
    "too many values": encoded('[1,"000000000000",1,2,3,4,5,6,7,8,9]'),
    "a huge number": encoded("[" + "9" * 1_000 + "]"),
    "deep lists": encoded("[" * 1_000),
    "NaN": encoded("[NaN]"),
    "half of a surrogate pair": encoded('[1,"\\ud800"]'),
    "Cypher": encoded('[1,"\'}) DETACH DELETE n //"]'),
    "a pickle": encoded("cos\nsystem\n(S'id'\ntR."),
    "2,048 characters": "A" * 2_048,
}

FORGED: Final = (
    *(
        posted(
            f"{side} of {name}",
            RELAY,
            FIELD_WRONG,
            f"query($cursor: String) {{ projects({side}: $cursor) {{ totalCount }} }}",
            {"cursor": cursor},
        )
        for side in ("after", "before")
        for name, cursor in CURSORS.items()
    ),
    posted(
        "a cursor of 900,000 characters",
        RELAY,
        BEYOND_LIMIT,
        "query($cursor: String) { projects(before: $cursor) { totalCount } }",
        {"cursor": "A" * 900_000},
    ),
    posted("a cursor that is a number", RELAY, WRONG_DOCUMENT, "{ projects(after: 1) { totalCount } }"),
    posted("after and before of nothing", RELAY, FIELD_WRONG, '{ projects(after: "", before: "") { totalCount } }'),
)

IDS: Final = {
    "nothing": "",
    "a number": "1",
    "no base64": "%%%",
    "not ASCII": "部门",
    "no separator": encoded("Project"),
    "no UTF-8": "_____w",
    "NUL": "\0",
    "a path": "../../etc/passwd",
    "SQL": "' OR 1=1 --",
    "Cypher": "') MATCH (n) DETACH DELETE n //",
    "a script": "<script>alert(1)</script>",
}
UNKNOWN: Final = {
    "no key": encoded("Project:"),
    "no kind": encoded(":x"),
    "a kind that there is not": encoded("Password:1"),
    "a class of Python": encoded("__class__:__init__"),
    "an unknown key": node_id("Project", "x"),
    "a key of Cypher": node_id("Project", "'}) DETACH DELETE n //"),
    "a key with NUL": node_id("Project", "\0"),
    "a long key": node_id("Project", "x" * 1_500),
}

NODES: Final = (
    *(
        posted(f"an id of {name}", RELAY, FIELD_WRONG, "query($id: ID!) { node(id: $id) { id } }", {"id": text})
        for name, text in IDS.items()
    ),
    *(
        posted(f"an id of {name}", RELAY, ANSWERED, "query($id: ID!) { node(id: $id) { id } }", {"id": text})
        for name, text in UNKNOWN.items()
    ),
    posted(
        "an id of 2,048 characters", RELAY, FIELD_WRONG, "query($id: ID!) { node(id: $id) { id } }", {"id": "B" * 2_048}
    ),
    posted(
        "an id of 900,000 characters",
        RELAY,
        BEYOND_LIMIT,
        "query($id: ID!) { node(id: $id) { id } }",
        {"id": "B" * 900_000},
    ),
    posted(
        "100 ids",
        RELAY,
        ANSWERED,
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": [node_id("Unit", "x")] * 100},
    ),
    posted(
        "101 ids",
        RELAY,
        FIELD_BEYOND_LIMIT,
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": [node_id("Unit", "x")] * 101},
    ),
    posted(
        "20,000 ids",
        RELAY,
        BEYOND_LIMIT,
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": [node_id("Unit", "x")] * 20_000},
    ),
    posted(
        "one wrong id of 100",
        RELAY,
        FIELD_WRONG,
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": [node_id("Unit", "x")] * 99 + ["x"]},
    ),
    posted("ids of one id", RELAY, FIELD_WRONG, '{ nodes(ids: "x") { id } }'),
    posted("ids of nothing", RELAY, ANSWERED, "{ nodes(ids: []) { id } }"),
    posted("ids of null", RELAY, WRONG_DOCUMENT, "{ nodes(ids: [null]) { id } }"),
    posted("an id of an object", RELAY, WRONG_DOCUMENT, "{ node(id: {}) { id } }"),
    posted(
        "20 fields that fail",
        OURS,
        FIELD_WRONG,
        "{ " + " ".join(f'a{n}: node(id: "x") {{ id }}' for n in range(20)) + " }",
    ),
)

ATTACKS: Final = (*PAGES, *FORGED, *NODES)
