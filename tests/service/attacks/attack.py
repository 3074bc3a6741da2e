"""What an attack is: a request with a name, where it comes from, and what the service says to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

from service.http.request import GRAPHQL_RESPONSE, JSON
from service.masking import ErrorCode

Outcome: TypeAlias = tuple[int, ErrorCode | None]
"""The status, and the code of every error of the response; None where there is no error."""

ANSWERED: Final[Outcome] = 200, None
WRONG_INPUT: Final[Outcome] = 400, ErrorCode.BAD_USER_INPUT
WRONG_DOCUMENT: Final[Outcome] = 400, ErrorCode.GRAPHQL_VALIDATION_FAILED
NO_DOCUMENT: Final[Outcome] = 400, ErrorCode.GRAPHQL_PARSE_FAILED
BEYOND_LIMIT: Final[Outcome] = 400, ErrorCode.LIMIT_EXCEEDED
FIELD_WRONG: Final[Outcome] = 200, ErrorCode.BAD_USER_INPUT
FIELD_BEYOND_LIMIT: Final[Outcome] = 200, ErrorCode.LIMIT_EXCEEDED


class Source(StrEnum):
    """Who has such a request on a list."""

    ARMOR = "graphql-armor"
    OWASP = "OWASP GraphQL cheat sheet"
    HTTP = "GraphQL over HTTP"
    RELAY = "Relay"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Attack:
    """One request."""

    name: str
    source: Source
    outcome: Outcome
    method: str = "POST"
    path: str = "/graphql"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def sent(self) -> str:
        """All that a response may repeat."""
        return self.path + " ".join(self.headers.values()) + self.body.decode(errors="replace")


def posted(
    name: str,
    source: Source,
    outcome: Outcome,
    query: str,
    variables: Mapping[str, Any] | None = None,
    **members: Any,
) -> Attack:
    """A document as an ordinary client posts it."""
    return with_body(name, source, outcome, json.dumps({"query": query, "variables": variables, **members}).encode())


def with_body(name: str, source: Source, outcome: Outcome, body: bytes, **headers: str) -> Attack:
    """Bytes that are said to be JSON, unless the headers say otherwise."""
    named = {"Content-Type": JSON, "Accept": GRAPHQL_RESPONSE}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Attack(name, source, outcome, headers=named, body=body)


def linked(name: str, source: Source, outcome: Outcome, **parameters: str) -> Attack:
    """A GET with these parameters."""
    path = f"/graphql?{urlencode(parameters)}"
    return Attack(name, source, outcome, "GET", path, {"Accept": GRAPHQL_RESPONSE})


def nested(opening: str, depth: int, innermost: str, closing: str) -> str:
    """A text within itself, so many times."""
    return opening * depth + innermost + closing * depth


def many(template: str, count: int) -> str:
    """A text so many times, each with its number for #."""
    return " ".join(template.replace("#", str(number)) for number in range(count))
