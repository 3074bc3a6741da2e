"""docs/api.md says what the service does: its codes and its limits are those of the code."""

import re
from pathlib import Path

from service import extent, limits, sizes
from service.http import endpoint, request
from service.masking import ErrorCode

TEXT = (Path(__file__).resolve().parent.parent / "docs" / "api.md").read_text(encoding="utf-8")

LIMITS = {
    "points of cost": limits.POINTS,
    "characters of the document": limits.CHARACTERS,
    "tokens of the document": limits.TOKENS,
    "levels of fields": extent.DEPTH,
    "fields": extent.FIELDS,
    "root fields": extent.ROOT_FIELDS,
    "aliases": extent.ALIASES,
    "directives": extent.DIRECTIVES,
    "operations of the document": extent.OPERATIONS,
    "fragments of the document": extent.FRAGMENTS,
    "characters of a name": extent.NAME,
    "characters of a number": extent.NUMBER,
    "characters of a text": extent.TEXT,
    "values in the variables": limits.VARIABLE_VALUES,
    "bytes of the body": request.MAX_BODY,
    "seconds, unless the operator says otherwise": int(endpoint.TIMEOUT),
    "nodes of a page": sizes.MAX_PAGE_SIZE,
    "ids of `nodes(ids:)`": sizes.MAX_IDS,
    "criteria of an order": sizes.MAX_CRITERIA,
    "groups": sizes.MAX_GROUPS,
}


def test_every_error_code_is_explained() -> None:
    """A client can tell every code apart before it meets one."""
    assert re.findall(r"^\| `([A-Z_]+)` \|", section("Errors"), re.MULTILINE) == list(ErrorCode)


def test_the_limits_are_those_that_are_enforced() -> None:
    """A client that stays within the table is never refused for its size."""
    rows = re.findall(r"^\| ([^|]+) \| ([\d,]+) \|$", section("Limits"), re.MULTILINE)
    assert {what: int(most.replace(",", "")) for what, most in rows} == LIMITS


def section(heading: str) -> str:
    """What stands under a heading."""
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
