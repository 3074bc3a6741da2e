"""Values that are too many, too long, or code in another language; and numbers, dates and terms that are none."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tests.service.attacks.attack import (
    ANSWERED,
    BEYOND_LIMIT,
    FIELD_BEYOND_LIMIT,
    FIELD_WRONG,
    NO_DOCUMENT,
    WRONG_DOCUMENT,
    WRONG_INPUT,
    Attack,
    Outcome,
    Source,
    many,
    nested,
    posted,
)

ARMOR, OWASP, OURS = Source.ARMOR, Source.OWASP, Source.OURS

INJECTIONS: Final = {
    "Cypher": "x'}) DETACH DELETE n //",
    "Cypher with a backtick": "x`}) MATCH (m) RETURN m //",
    "Cypher as a parameter": "$name",
    "an escaped quote": "x\\' OR 1=1 //",
    "a Unicode escape": "\\u0027 OR true //",
    "a call": "CALL dbms.components()",
    "SQL": "' OR '1'='1'; DROP TABLE projects; --",
    "a document store's operator": '{"$gt": ""}',
    "a regular expression": "(a+)+$" * 10,
    "a wildcard": "*" * 50 + "?",
    "Lucene": 'name:* OR (a~2 AND b^4) [* TO *] "',
    "a template": "{{7*7}}${7*7}<%= 7*7 %>#{7*7}",
    "a format": "%s%n{0.__class__}%(x)s",
    "a look-up": "${jndi:ldap://127.0.0.1/a}",
    "a script": "<script>alert(1)</script>",
    "a line break": "预算\r\nSet-Cookie: a=b",
    "NUL": "预算\0",
    "a direction mark": "\u202e预算\u2066",
    "an emoji of many parts": "👨‍👩‍👧‍👦" * 10,
    "marks on one letter": "a" + "\u0301" * 90,
    "what folds to 18 letters": "\ufdfa" * 5,
}

TEXTS: Final[Mapping[str, str]] = {
    "search": "query($t: String!) { search(query: $t) { score matched } }",
    "organisation": "query($t: String!) { organisation(name: $t, region: $t) { id } }",
    "legalBasis": "query($t: String!) { legalBasis(documentNumber: $t, title: $t) { id } }",
    "classificationCode": "query($t: String!) { classificationCode(scheme: FUNCTIONAL, code: $t) { id } }",
    "a filter": (
        "query($t: String!) { projects(filter: { or: [{ name: { eq: $t } }, { name: { contains: $t } },"
        " { name: { startsWith: $t } }, { name: { in: [$t] } }] }) { totalCount } }"
    ),
}

INJECTED: Final = tuple(
    posted(f"{name} in {field}", OWASP, ANSWERED, document, {"t": text})
    for field, document in TEXTS.items()
    for name, text in INJECTIONS.items()
    if not (field == "search" and name == "what folds to 18 letters")
)

SEARCHED: Final = tuple(
    posted(
        f"a search for {name}",
        OURS,
        outcome,
        "query($t: String!) { search(query: $t, first: 100) { score } }",
        {"t": text},
    )
    for name, text, outcome in (
        ("nothing", "", FIELD_WRONG),
        ("white space", " \t\u3000\u200b", FIELD_WRONG),
        ("punctuation", "《》（）、。", FIELD_WRONG),
        ("one character", "预", FIELD_WRONG),
        ("two characters", "预算", ANSWERED),
        ("100 characters", "预" * 100, ANSWERED),
        ("101 characters", "预" * 101, FIELD_WRONG),
        ("2,048 characters that fold to 18 each", "\ufdfa" * 2_048, FIELD_WRONG),
        ("100,000 characters", "预" * 100_000, BEYOND_LIMIT),
    )
)

NUMBERED: Final = tuple(
    posted(
        f"a document number of {name}",
        OURS,
        ANSWERED,
        "query($t: String) { legalBasis(documentNumber: $t) { id } }",
        {"t": text},
    )
    for name, text in {
        "2,000 zeros": "令" + "0" * 2_000,
        "1,000 pairs of brackets": "（" * 1_000 + "）" * 1_000,
        "140 pairs of brackets": "（" * 140 + "）" * 140,
        "280 zeros in brackets": "（" * 8 + "令第" + "0" * 280 + "）" * 8,
        "many orders": "令第1号" * 400,
        "other digits": "沪府发〔２０２０〕٣号",
        "a year of many digits": "国发〔" + "2" * 200 + "〕1号",
    }.items()
)


def filtered(name: str, outcome: Outcome, where: Any, source: Source = OURS) -> Attack:
    """Budget lines that satisfy a filter, which comes as a variable."""
    document = "query($where: BudgetLineFilter) { budgetLines(filter: $where, first: 1) { totalCount } }"
    return posted(name, source, outcome, document, {"where": where})


FILTERS: Final = (
    filtered("a filter of nothing", ANSWERED, {}),
    filtered("a filter of null", ANSWERED, None),
    filtered("an operator of null", FIELD_WRONG, {"code": {"eq": None}}),
    filtered(
        "a filter nested 10 deep",
        ANSWERED,
        {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"code": {"eq": "1"}}}}}}}}}},
    ),
    filtered(
        "a filter nested 11 deep",
        FIELD_BEYOND_LIMIT,
        {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"not": {"code": {"eq": "1"}}}}}}}}}}},
    ),
    filtered("an empty or", ANSWERED, {"or": []}),
    filtered("an empty in", ANSWERED, {"code": {"in": []}}),
    filtered("an in of 1,000", ANSWERED, {"code": {"in": ["2010601"] * 1_000}}),
    filtered("an in of 1,001", FIELD_BEYOND_LIMIT, {"code": {"in": ["2010601"] * 1_001}}),
    filtered("an in of 100,000", BEYOND_LIMIT, {"code": {"in": ["1"] * 100_000}}),
    filtered("an in of texts and numbers", WRONG_INPUT, {"code": {"in": ["1", 2]}}),
    filtered("an in of null", WRONG_INPUT, {"code": {"in": [None]}}),
    filtered("100 lines", ANSWERED, {"stage": "BUDGET", "or": [{"code": {"contains": str(n)}} for n in range(49)]}),
    filtered("101 lines", FIELD_BEYOND_LIMIT, {"or": [{"code": {"contains": str(n)}} for n in range(50)]}),
    filtered("1,201 lines", BEYOND_LIMIT, {"or": [{"code": {"contains": str(n)}} for n in range(600)]}),
    filtered("a filter of a prototype", WRONG_INPUT, {"__proto__": {"eq": "1"}}, OWASP),
    filtered("a filter of a class", WRONG_INPUT, {"__class__": 1}, OWASP),
    filtered("a filter that is a list", WRONG_INPUT, [1]),
    filtered("a filter that is a text", WRONG_INPUT, "code = 1"),
    filtered("contains of nothing", ANSWERED, {"code": {"contains": ""}}),
    filtered("contains of 100,000 characters", BEYOND_LIMIT, {"code": {"contains": "1" * 100_000}}),
    filtered("a name of a line of 100,000 characters", WRONG_INPUT, {"x" * 100_000: 1}),
    filtered("ids of another kind", ANSWERED, {"fundingSource": {"in": ["UHJvamVjdDp4"] * 100}}),
    filtered("ids that are none", FIELD_WRONG, {"fundingSource": {"in": ["x"] * 100}}),
    filtered("a year beyond 32 bits", WRONG_INPUT, {"year": {"eq": 2**31}}),
    filtered("a year beyond 64 bits", WRONG_INPUT, {"year": {"eq": 2**63}}),
    filtered("a year of the distant past", ANSWERED, {"year": {"gte": -(2**31)}}),
    filtered("a year that is a fraction", WRONG_INPUT, {"year": {"eq": 2024.5}}),
    filtered("a year that is a text", WRONG_INPUT, {"year": {"eq": "2024"}}),
    filtered("a year that is a truth", WRONG_INPUT, {"year": {"eq": True}}),
    filtered("a term that there is not", WRONG_INPUT, {"stage": "PAID"}),
    filtered("a term in small letters", WRONG_INPUT, {"stage": "budget"}),
    filtered("a term of 100,000 characters", BEYOND_LIMIT, {"stage": "A" * 100_000}),
    filtered("a term that is a number", WRONG_INPUT, {"stage": 0}),
    filtered("500 tables", ANSWERED, {"table": ["THREE_PUBLIC"] * 500}),
    posted(
        "six criteria of an order",
        OURS,
        FIELD_BEYOND_LIMIT,
        "{ projects(orderBy: [" + "{ field: AMOUNT }" * 6 + "]) { totalCount } }",
    ),
    posted(
        "a filter nested 100 deep in a document",
        ARMOR,
        BEYOND_LIMIT,
        "{ projects(filter: " + nested("{ not: ", 100, "{}", " }") + ") { totalCount } }",
    ),
    posted(
        "a list nested 180 deep in a document",
        ARMOR,
        WRONG_DOCUMENT,
        "{ nodes(ids: " + nested("[", 180, "", "]") + ") { id } }",
    ),
    posted(
        "lists nested 500 deep in a variable",
        ARMOR,
        BEYOND_LIMIT,
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        {"ids": json.loads(nested("[", 500, "", "]"))},
    ),
)


def decimal(value: Any, outcome: Outcome) -> Attack:
    """Budget lines of an amount."""
    return filtered(f"an amount of {value!r:.40}", outcome, {"amount": {"gte": value}})


NO_DECIMALS: Final[Sequence[Any]] = (
    *(
        "",
        " 7 ",
        "+1",
        ".5",
        "5.",
        "1_000",
        "1,000",
        "1e5",
        "1e999999",
        "-1E-999999",
        "0x10",
        "1\n",
        "1\0",
        "--1",
        "1.2.3",
    ),
    *(
        "NaN",
        "sNaN",
        "Infinity",
        "-Infinity",
        "１２３",
        "١٢٣",
        "१२३",
        "²",
        "一百",
        "9" * 35,
        "0." + "1" * 34,
        "9" * 1_000,
    ),
    *(1.5, 1e300, True, [], {}),
)
DECIMALS: Final = ("0", "-0", "-0.00", "9" * 34, "-" + "9" * 34, "0." + "0" * 32 + "1", 0, 2**63)
AMOUNTS: Final = (
    *(decimal(value, WRONG_INPUT) for value in NO_DECIMALS),
    *(decimal(value, ANSWERED) for value in DECIMALS),
)

VARIABLES: Final = (
    posted("400 variables", OURS, WRONG_DOCUMENT, "query(" + many("$v#: Int", 400) + ") { dataset { nodes } }"),
    posted(
        "3,000 values that nobody asked for",
        OURS,
        BEYOND_LIMIT,
        "{ dataset { nodes } }",
        {f"v{n}": n for n in range(3_000)},
    ),
    posted("a variable of no type", OURS, WRONG_DOCUMENT, "query($v: Nothing) { dataset { nodes } }", {"v": 1}),
    posted("a variable of an output type", OURS, WRONG_DOCUMENT, "query($v: Project) { dataset { nodes } }", {"v": 1}),
    posted("a variable that is missing", OURS, WRONG_INPUT, "query($v: ID!) { node(id: $v) { id } }"),
    posted("a variable that is null", OURS, WRONG_INPUT, "query($v: ID!) { node(id: $v) { id } }", {"v": None}),
    posted(
        "a variable twice",
        OURS,
        WRONG_DOCUMENT,
        'query($v: ID! = "x", $v: ID!) { node(id: $v) { id } }',
    ),
    posted(
        "a variable in a default",
        OURS,
        NO_DOCUMENT,
        "query($v: ID!, $w: ID! = $v) { node(id: $w) { id } }",
        {"v": "x"},
    ),
    posted(
        "a type nested 180 deep",
        OURS,
        WRONG_DOCUMENT,
        "query($v: " + nested("[", 180, "ID", "]") + ") { nodes(ids: $v) { id } }",
    ),
    posted("a variable's name with an escape", OURS, ANSWERED, "{ dataset { nodes } }", {"\u202e\0": 1}),
)

ATTACKS: Final = (*INJECTED, *SEARCHED, *NUMBERED, *FILTERS, *AMOUNTS, *VARIABLES)
