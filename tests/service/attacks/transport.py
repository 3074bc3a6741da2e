"""Requests that are not what HTTP, JSON or GraphQL over HTTP ask for."""

import gzip
import zlib
from typing import Final

from service.http.request import GRAPHQL_RESPONSE, JSON, MAX_BODY
from service.masking import ErrorCode
from tests.service.attacks.attack import (
    ANSWERED,
    WRONG_INPUT,
    Attack,
    Outcome,
    Source,
    linked,
    nested,
    with_body,
)

HTTP, OWASP, OURS = Source.HTTP, Source.OWASP, Source.OURS
ASKED: Final = b'{"query": "{ dataset { nodes } }"}'
WRONG_METHOD: Final[Outcome] = 405, ErrorCode.BAD_USER_INPUT
NOT_ACCEPTABLE: Final[Outcome] = 406, ErrorCode.BAD_USER_INPUT
TOO_LARGE: Final[Outcome] = 413, ErrorCode.LIMIT_EXCEEDED
WRONG_TYPE: Final[Outcome] = 415, ErrorCode.BAD_USER_INPUT
HEAD_TOO_LARGE: Final[Outcome] = 431, ErrorCode.LIMIT_EXCEEDED

NO_REQUESTS: Final = {
    "nothing": b"",
    "null": b"null",
    "true": b"true",
    "a number": b"123",
    "a number beyond floats": b"1e999999",
    "minus": b"-",
    "a string": b'"{ dataset { nodes } }"',
    "an empty object": b"{}",
    "no JSON": b"query { dataset { nodes } }",
    "half an object": b'{"query": "{ dataset',
    "two objects": ASKED * 2,
    "a trailing comma": b'{"query": "{ dataset { nodes } }",}',
    "single quotes": b"{'query': '{ dataset { nodes } }'}",
    "a comment": b'/* */ {"query": "{ dataset { nodes } }"}',
    "bad UTF-8": b'{"query": "\xff\xfe"}',
    "overlong UTF-8": b'{"query": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"query": "\xed\xa0\x80"}',
    "UTF-8 with a byte order mark": b"\xef\xbb\xbf" + ASKED,
    "UTF-16": ASKED.decode().encode("utf-16"),
    "UTF-32": ASKED.decode().encode("utf-32"),
    "NUL bytes": b"\0" * 1_000,
    "half of a surrogate pair": b'{"query": "{ dataset { nodes } } # \\ud800"}',
    "lists nested 100,000 deep": b"[" * 100_000,
    "closed lists nested 100,000 deep": b"[" * 100_000 + b"]" * 100_000,
    "objects nested 100,000 deep": b'{"query":' * 100_000,
    "an integer of 5,000 digits": b'{"query": "{ dataset { nodes } }", "variables": {"n": ' + b"9" * 5_000 + b"}}",
    "NaN": b'{"query": "{ dataset { nodes } }", "variables": {"n": NaN}}',
    "Infinity": b'{"query": "{ dataset { nodes } }", "variables": {"n": -Infinity}}',
    "gzip without a word": gzip.compress(ASKED),
    "query that is null": b'{"query": null}',
    "query that is blank": b'{"query": " \\n\\t"}',
    "query that is a list": b'{"query": ["{ dataset { nodes } }"]}',
    "query that is a number": b'{"query": 1}',
    "query under another name": b'{"mutation": "{ dataset { nodes } }"}',
    "variables that are a list": b'{"query": "{ dataset { nodes } }", "variables": []}',
    "variables that are JSON in a string": b'{"query": "{ dataset { nodes } }", "variables": "{}"}',
    "variables that are a number": b'{"query": "{ dataset { nodes } }", "variables": 0}',
    "extensions that are a string": b'{"query": "{ dataset { nodes } }", "extensions": "x"}',
    "operationName that is a number": b'{"query": "{ dataset { nodes } }", "operationName": 0}',
    "operationName that is a list": b'{"query": "{ dataset { nodes } }", "operationName": ["A"]}',
}

BODIES: Final = (
    *(with_body(f"a body that is {name}", HTTP, WRONG_INPUT, body) for name, body in NO_REQUESTS.items()),
    with_body("query twice, of which the last counts", OURS, ANSWERED, b'{"query": "{ x }", ' + ASKED[1:]),
    with_body("members that nobody knows", HTTP, ANSWERED, b'{"a": [1], "__proto__": {}, ' + ASKED[1:]),
    with_body("a body at its limit", OURS, ANSWERED, ASKED.ljust(MAX_BODY)),
    with_body("a body of a byte too many", OURS, TOO_LARGE, ASKED.ljust(MAX_BODY + 1)),
    with_body("a body of 20 MiB", OURS, TOO_LARGE, b" " * (20 << 20)),
    with_body(
        "100,001 variables of one name",
        OURS,
        ANSWERED,
        b'{"variables": {' + b'"a":1,' * 100_000 + b'"a":1}, ' + ASKED[1:],
    ),
    with_body(
        "extensions nested 900 deep",
        OURS,
        ANSWERED,
        b'{"extensions": {"a": ' + nested("[", 900, "", "]").encode() + b"}, " + ASKED[1:],
    ),
    with_body("a batch", Source.ARMOR, WRONG_INPUT, b"[" + ASKED + b"]"),
    with_body("a batch of 10,000", OWASP, WRONG_INPUT, b"[" + b",".join([ASKED] * 10_000) + b"]"),
    with_body("an empty batch", OWASP, WRONG_INPUT, b"[]"),
)

COMPRESSED: Final = (
    with_body("gzip", HTTP, WRONG_TYPE, gzip.compress(ASKED), Content_Encoding="gzip"),
    with_body("deflate", HTTP, WRONG_TYPE, zlib.compress(ASKED), Content_Encoding="deflate"),
    with_body("brotli that is none", HTTP, WRONG_TYPE, ASKED, Content_Encoding="br"),
    with_body("two encodings", HTTP, WRONG_TYPE, ASKED, Content_Encoding="gzip, gzip"),
    with_body("a bomb of 200 MB", OWASP, WRONG_TYPE, gzip.compress(b" " * 200_000_000), Content_Encoding="gzip"),
)

TYPES: Final = (
    *(
        with_body(f"a body as {media}", OWASP, WRONG_TYPE, ASKED, Content_Type=media)
        for media in (
            "text/plain",
            "text/plain; application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=application/json",
            "application/graphql",
            "application/jsonp",
            "application/json, text/plain",
            "application/json; charset=utf-16",
            "application/json; charset=utf-7",
            "application/json; charset=" + "x" * 5_000,
            "*/*",
            "",
            ";",
        )
    ),
    with_body("parameters that JSON does not have", HTTP, ANSWERED, ASKED, Content_Type=f"{JSON}; v=1; charset=UTF-8"),
)

ACCEPTED: Final = (
    *(
        with_body(f"Accept: {accept[:40]}", HTTP, NOT_ACCEPTABLE, ASKED, Accept=accept)
        for accept in (
            "text/html",
            "image/*",
            "application/json;q=0, application/graphql-response+json;q=0",
            "*/*;q=0.0",
        )
    ),
    *(
        with_body(f"Accept: {accept[:40]}", HTTP, ANSWERED, ASKED, Accept=accept)
        for accept in (
            "*/*;q=nan",
            "*/*;q=1e400",
            f"{JSON};q=-1, {GRAPHQL_RESPONSE}",
            ",;,;q,;;=,*/*",
            "a/b, " * 5_000 + "*/*",
            f"{GRAPHQL_RESPONSE};" + "q=1;" * 5_000,
        )
    ),
)

METHODS: Final = tuple(
    Attack(f"the method {method}", HTTP, WRONG_METHOD, method, headers={"Accept": GRAPHQL_RESPONSE})
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
)

LINKS: Final = (
    linked("a link with a mutation", HTTP, WRONG_METHOD, query="mutation { load }"),
    linked("a link with a subscription", HTTP, WRONG_METHOD, query="subscription { load }"),
    linked("a link without a query", HTTP, WRONG_INPUT, variables="{}"),
    linked("a link whose variables are no JSON", HTTP, WRONG_INPUT, query="{ dataset { nodes } }", variables="{"),
    linked("a link whose variables are a list", HTTP, WRONG_INPUT, query="{ dataset { nodes } }", variables="[]"),
    linked("a link whose variables are deep", OURS, WRONG_INPUT, query="{ dataset { nodes } }", variables="[" * 20_000),
    linked("a link whose extensions are a number", HTTP, WRONG_INPUT, query="{ dataset { nodes } }", extensions="1"),
    Attack(
        "a link of bad UTF-8",
        OURS,
        (400, ErrorCode.GRAPHQL_PARSE_FAILED),
        "GET",
        "/graphql?query=%ff%fe%00",
        {"Accept": GRAPHQL_RESPONSE},
    ),
    Attack(
        "a link of 5,000 parameters",
        OURS,
        WRONG_INPUT,
        "GET",
        "/graphql?" + "&a=1" * 5_000,
        {"Accept": GRAPHQL_RESPONSE},
    ),
    Attack(
        "a link with the query twice",
        OURS,
        ANSWERED,
        "GET",
        "/graphql?query=x&query=%7Bdataset%7Bnodes%7D%7D",
        {"Accept": GRAPHQL_RESPONSE},
    ),
)

HEADERS: Final = (
    with_body("a header of 100,000 characters", OURS, HEAD_TOO_LARGE, ASKED, X="x" * 100_000),
    with_body("a host of somebody else", OWASP, ANSWERED, ASKED, Host="evil.example"),
    with_body("a host with a script", OWASP, ANSWERED, ASKED, Host='"><script>alert(1)</script>'),
    with_body("a method in a header", OWASP, ANSWERED, ASKED, X_HTTP_Method_Override="DELETE"),
    with_body("an upgrade to a web socket", OURS, ANSWERED, ASKED, Connection="Upgrade", Upgrade="websocket"),
    with_body("an upgrade to HTTP/2", OURS, ANSWERED, ASKED, Connection="Upgrade", Upgrade="h2c"),
    with_body("a range", OURS, ANSWERED, ASKED, Range="bytes=" + "0-," * 5_000),
)

PATHS: Final = tuple(
    Attack(f"the path {path}", OWASP, (status, None), "GET", path)
    for path, status in {
        "/graphql/assets/../../etc/passwd": 404,
        "/graphql/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd": 404,
        "/graphql/assets/..%5c..%5cboot.ini": 404,
        "/graphql/assets/%00": 404,
        "/graphql%00": 404,
        "/graphql/": 404,
        "/.env": 404,
    }.items()
)

ATTACKS: Final = (*BODIES, *COMPRESSED, *TYPES, *ACCEPTED, *METHODS, *LINKS, *HEADERS, *PATHS)
