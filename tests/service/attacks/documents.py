"""Documents that are too large, too deep or too clever."""

from typing import Final

from tests.service.attacks.attack import (
    ANSWERED,
    BEYOND_LIMIT,
    NO_DOCUMENT,
    WRONG_DOCUMENT,
    WRONG_INPUT,
    Source,
    many,
    nested,
    posted,
)

ARMOR, OWASP, HTTP, OURS = Source.ARMOR, Source.OWASP, Source.HTTP, Source.OURS
DATA: Final = "dataset { nodes }"
DEEP_TYPE: Final = nested("ofType { ", 30, "name", " }")

SHAPES: Final = (
    posted("51 aliases", ARMOR, BEYOND_LIMIT, "{ dataset { " + many("a#: nodes", 51) + " } }"),
    posted("aliases of 20 root fields", ARMOR, ANSWERED, "{ " + many(f"a#: {DATA}", 20) + " }"),
    posted("aliases of 400 root fields", ARMOR, BEYOND_LIMIT, "{ " + many(f"a#: {DATA}", 400) + " }"),
    posted(
        "a batch of log-ins by aliases",
        OWASP,
        BEYOND_LIMIT,
        "{ " + many('a#: search(query: "1#") { score }', 100) + " }",
    ),
    posted("an alias of 40,000 characters", OURS, BEYOND_LIMIT, f"{{ {'a' * 40_000}: {DATA} }}"),
    posted("one field 1,000 times", ARMOR, BEYOND_LIMIT, "{ dataset { " + "nodes " * 1_000 + "} }"),
    posted("one field 400 times", OWASP, ANSWERED, "{ dataset { " + "nodes " * 400 + "} }"),
    posted("one connection 100 times", OURS, BEYOND_LIMIT, "{ " + "projects { nodes { name } } " * 100 + "}"),
    posted(
        "one field with a conflict each time",
        OURS,
        WRONG_DOCUMENT,
        "{ projects { nodes { " + many("amount(unit: YUAN) amount(unit: WAN_YUAN)", 100) + " } } }",
    ),
    posted("1,000 __typename", ARMOR, BEYOND_LIMIT, "{ " + "__typename " * 1_000 + "}"),
    posted("40 levels above __typename", OURS, BEYOND_LIMIT, nested("{ node(id: 1) ", 40, "{ __typename }", " }")),
    posted("fields nested 100 deep", ARMOR, BEYOND_LIMIT, "{ " + nested("node(id: 1) { ", 100, "id", " }") + " }"),
    posted("fields nested 10,000 deep", OWASP, BEYOND_LIMIT, nested("{ a ", 10_000, "", " }")),
    posted("brackets that are never closed", OWASP, NO_DOCUMENT, "{" * 50_000),
    posted(
        "a circle of projects and departments",
        OWASP,
        BEYOND_LIMIT,
        "{ projects { nodes { " + nested("department { projects { nodes { ", 10, "name", " } } }") + " } } }",
    ),
    posted("inline fragments nested 500 deep", OURS, BEYOND_LIMIT, "{ " + nested("... { ", 500, DATA, " }") + " }"),
    posted("inline fragments nested 190 deep", OURS, ANSWERED, "{ " + nested("... { ", 190, DATA, " }") + " }"),
    posted("3,000 tokens", ARMOR, BEYOND_LIMIT, "{ dataset { " + "nodes " * 3_000 + "} }"),
    posted("200,000 characters", ARMOR, BEYOND_LIMIT, f"{{ {DATA} }}" + " " * 200_000),
    posted("a comment of 99,000 characters", OURS, ANSWERED, f"{{ {DATA} }}" + "\n#" + "x" * 99_000),
    posted("40,000 comments", OURS, BEYOND_LIMIT, f"{{ {DATA} }}" + "\n#" * 40_000),
    posted("90,000 commas", OURS, ANSWERED, f"{{ {DATA} }}" + "," * 90_000),
)

DIRECTIVES: Final = (
    posted("600 directives that nobody knows", ARMOR, BEYOND_LIMIT, "{ dataset " + "@aa" * 600 + " { nodes } }"),
    posted("50 directives that nobody knows", OWASP, WRONG_DOCUMENT, "{ dataset " + "@aa" * 50 + " { nodes } }"),
    posted("@skip 50 times", ARMOR, WRONG_DOCUMENT, "{ dataset " + "@skip(if: false)" * 50 + " { nodes } }"),
    posted("@include of 51 fields", ARMOR, BEYOND_LIMIT, "{ dataset { " + "nodes @include(if: true) " * 51 + "} }"),
    posted("@deprecated in a document", OURS, WRONG_DOCUMENT, "{ dataset @deprecated { nodes } }"),
    posted("@defer", OURS, WRONG_DOCUMENT, "{ ... @defer { " + DATA + " } }"),
    posted("@stream", OURS, WRONG_DOCUMENT, "{ regions @stream(initialCount: 1) { name } }"),
    posted("@oneOf in a document", OURS, WRONG_DOCUMENT, "{ dataset @oneOf { nodes } }"),
    posted("@skip of everything", OURS, ANSWERED, "{ dataset @skip(if: true) { nodes } }"),
    posted("@skip without a truth", OURS, WRONG_INPUT, "query($if: Boolean!) { dataset @skip(if: $if) { nodes } }"),
)

FRAGMENTS: Final = (
    posted("a fragment in itself", ARMOR, WRONG_DOCUMENT, "{ ...A } fragment A on Query { ...A }"),
    posted(
        "fragments in a circle",
        OWASP,
        WRONG_DOCUMENT,
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
    ),
    posted(
        "fragments in a circle through fields",
        OURS,
        WRONG_DOCUMENT,
        "{ regions { ...A } } fragment A on Region { partOf { ...B } } fragment B on Region { partOf { ...A } }",
    ),
    posted(
        "fragments that double 24 times",
        OURS,
        BEYOND_LIMIT,
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(24))
        + f" fragment F24 on Query {{ {DATA} }}",
    ),
    posted(
        "fragments that double 45 times",
        OURS,
        BEYOND_LIMIT,
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(45))
        + f" fragment F45 on Query {{ {DATA} }}",
    ),
    posted(
        "200 fragments one behind the other",
        OURS,
        BEYOND_LIMIT,
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(200))
        + f" fragment F200 on Query {{ {DATA} }}",
    ),
    posted(
        "100 fragments that nobody spreads",
        OURS,
        BEYOND_LIMIT,
        f"{{ {DATA} }} " + many("fragment F# on Query { __typename }", 100),
    ),
    posted(
        "a fragment twice",
        OURS,
        WRONG_DOCUMENT,
        "{ ...A } fragment A on Query { __typename } fragment A on Query { __typename }",
    ),
    posted("a fragment on an input type", OURS, WRONG_DOCUMENT, "{ ... on ProjectFilter { name } }"),
    posted("a fragment on a type that never is there", OURS, WRONG_DOCUMENT, "{ dataset { ... on Project { name } } }"),
    posted("a fragment that nobody defined", OURS, WRONG_DOCUMENT, "{ ...Nowhere }"),
)

INTROSPECTION: Final = (
    posted("the whole schema", OWASP, ANSWERED, "{ __schema { types { name fields { name type { name } } } } }"),
    posted(
        "a circle in the schema",
        ARMOR,
        WRONG_DOCUMENT,
        "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }",
    ),
    posted(
        "a circle in the schema 25 times",
        ARMOR,
        BEYOND_LIMIT,
        "{ " + many("a#: __schema { types { fields { type { fields { type { name } } } } } }", 25) + " }",
    ),
    posted(
        "the whole schema 8 times",
        OURS,
        ANSWERED,
        "{ " + many("a#: __schema { types { name fields { name args { name } } } }", 8) + " }",
    ),
    posted(
        "the whole schema 19 times",
        OURS,
        BEYOND_LIMIT,
        "{ "
        + many("a#: __schema { types { fields { name args { name type { kind name } } type { kind name } } } }", 19)
        + " }",
    ),
    posted(
        "types of types 30 deep",
        ARMOR,
        BEYOND_LIMIT,
        '{ __type(name: "Query") { fields { type { ' + DEEP_TYPE + " } } } }",
    ),
    posted("a type that there is not", OWASP, ANSWERED, '{ __type(name: "Passwords") { name } }'),
    posted("a meta field that there is not", OWASP, WRONG_DOCUMENT, "{ __passwords }"),
    posted("suggestions for 15 guesses", OWASP, WRONG_DOCUMENT, "{ " + many("projec# { nodes }", 15) + " }"),
    posted(
        "_entities of a federation",
        OWASP,
        WRONG_DOCUMENT,
        "{ _entities(representations: []) { __typename } _service { sdl } }",
    ),
)

OPERATIONS: Final = (
    posted("two operations without a name", HTTP, WRONG_DOCUMENT, f"{{ {DATA} }} {{ {DATA} }}"),
    posted("two operations and none asked for", HTTP, WRONG_INPUT, f"query A {{ {DATA} }} query B {{ {DATA} }}"),
    posted(
        "two operations of one name",
        HTTP,
        WRONG_DOCUMENT,
        f"query A {{ {DATA} }} query A {{ {DATA} }}",
        operationName="A",
    ),
    posted("an operation that there is not", HTTP, WRONG_INPUT, f"query A {{ {DATA} }}", operationName="B"),
    posted("an operation without a name, by name", HTTP, WRONG_INPUT, f"{{ {DATA} }}", operationName="A"),
    posted(
        "an operation's name of 900,000 characters",
        OURS,
        WRONG_INPUT,
        f"query A {{ {DATA} }}",
        operationName="A" * 900_000,
    ),
    posted("11 operations", OURS, BEYOND_LIMIT, many(f"query A# {{ {DATA} }}", 11), operationName="A1"),
    posted("300 operations", OURS, BEYOND_LIMIT, many(f"query A# {{ {DATA} }}", 300), operationName="A1"),
    posted("a mutation", OWASP, WRONG_INPUT, "mutation { load }"),
    posted("a subscription", OWASP, WRONG_INPUT, "subscription { load }"),
    posted(
        "a query beside a mutation",
        OWASP,
        WRONG_DOCUMENT,
        f"query A {{ {DATA} }} mutation B {{ load }}",
        operationName="A",
    ),
    posted("a definition of a type", OURS, WRONG_DOCUMENT, f"{{ {DATA} }} type Query {{ a: Int }}"),
    posted("only a fragment", HTTP, WRONG_INPUT, "fragment A on Query { __typename }"),
)

TEXTS: Final = (
    posted("no document", HTTP, NO_DOCUMENT, "SELECT * FROM projects"),
    posted("selections of nothing", HTTP, ANSWERED, "{ dataset { } ... { } }"),
    posted("a comment alone", HTTP, NO_DOCUMENT, "# { dataset { nodes } }"),
    posted("a text without an end", OURS, NO_DOCUMENT, '{ search(query: "' + "x" * 5_000),
    posted("a block text without an end", OURS, NO_DOCUMENT, '{ search(query: """' + "x" * 5_000),
    posted(
        "a block text of 25,000 lines", OURS, BEYOND_LIMIT, '{ search(query: """' + "x\n " * 25_000 + '""") { score } }'
    ),
    posted("a text of 90,000 characters", OURS, BEYOND_LIMIT, '{ search(query: "' + "x" * 90_000 + '") { score } }'),
    posted("half of a surrogate pair in an escape", OURS, NO_DOCUMENT, '{ search(query: "\\uD800") { score } }'),
    posted("a character beyond Unicode", OURS, NO_DOCUMENT, '{ search(query: "\\u{110000}") { score } }'),
    posted("an escape that there is not", OURS, NO_DOCUMENT, '{ search(query: "\\x41") { score } }'),
    posted("NUL in a document", OURS, NO_DOCUMENT, "{ dataset\0 { nodes } }"),
    posted("a name of other letters", OURS, NO_DOCUMENT, "{ ｄataset { nodes } }"),
    posted("a direction mark", OURS, NO_DOCUMENT, "{ dataset \u202e { nodes } }"),
    posted("a field's name of 3,000 characters", OURS, BEYOND_LIMIT, "{ " + "x" * 3_000 + " }"),
    posted(
        "an integer of 5,000 digits in a document",
        OURS,
        BEYOND_LIMIT,
        "{ projects(first: " + "9" * 5_000 + ") { totalCount } }",
    ),
    posted(
        "an integer of 5,000 digits as a default",
        OURS,
        BEYOND_LIMIT,
        "query($first: Int = " + "9" * 5_000 + ") { projects(first: $first) { totalCount } }",
    ),
    posted("0123", OURS, NO_DOCUMENT, "{ projects(first: 0123) { totalCount } }"),
    posted("0x10", OURS, NO_DOCUMENT, "{ projects(first: 0x10) { totalCount } }"),
    posted("a script", OWASP, NO_DOCUMENT, "<script>alert(document.cookie)</script>"),
    posted(
        "suggestions with a script",
        OWASP,
        WRONG_INPUT,
        "query($id: ID!) { node(id: $id) { id } }",
        {"id": {"<script>": 1}},
    ),
)

ATTACKS: Final = (*SHAPES, *DIRECTIVES, *FRAGMENTS, *INTROSPECTION, *OPERATIONS, *TEXTS)
