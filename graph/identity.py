"""Stable keys from raw source values, and the foldings that say which printed forms are one name.

A key is readable and a function of what is printed: it does not change with load order, with a better parser of
anything else, or between stores. A GraphQL id is the base64url of kind and key.
"""

import base64
import binascii
import re
import unicodedata
from typing import Final

from graph.errors import BadUserInput

MAX_ID_LENGTH: Final = 2_048
"""Of an id that is read: the id of a policy whose title has 300 characters is 1,200 long."""

_OF_URLS: Final = bytes.maketrans(b"-_", b"+/")

_BRACKETS: Final = str.maketrans("(){}[]【】﹝﹞〚〛〈〉﹤﹥<>", "（）（）〔〕〔〕〔〕〔〕《》《》《》")
_INVISIBLE: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_QUOTES: Final = re.compile("[“”\"'‘’「」『』＂＇]")

_OWN_OFFICE: Final = re.compile(r"[（(]?(?:本级|本部|机关本级|机关)[）)]?$")


def fold(text: str) -> str:
    """A name without what differs between printings: width, white space, the form of brackets and quotes."""
    folded = unicodedata.normalize("NFKC", text)
    return _QUOTES.sub("", _INVISIBLE.sub("", folded)).translate(_BRACKETS)


def without_own_office(name: str) -> str:
    """A unit's name without the mark of the department's own office: 中共上海市委组织部（本级） → 中共上海市委组织部."""
    return _OWN_OFFICE.sub("", name.strip())


def fold_title(title: str) -> str:
    """A policy's title as a key: folded, without the outermost 《》."""
    folded = fold(title)
    inner = re.fullmatch(r"《(.*)》", folded)
    return inner[1] if inner and inner[1].count("《") == inner[1].count("》") else folded


def node_id(kind: str, key: str) -> str:
    """The opaque id of a node: base64url of its kind and key, without padding."""
    return base64.urlsafe_b64encode(f"{kind}:{key}".encode()).decode().rstrip("=")


def parse_node_id(text: str) -> tuple[str, str]:
    """Kind and key of an id.

    Raises:
        BadUserInput: the text is no id of this graph's form.
    """
    try:
        padded = text[: MAX_ID_LENGTH + 1].encode("ascii").translate(_OF_URLS) + b"=" * (-len(text) % 4)
        # base64.b64decode does the same in four times the time, and an analysis reads ids by the ten thousand.
        decoded = binascii.a2b_base64(padded, strict_mode=True).decode() if len(text) <= MAX_ID_LENGTH else ""
    except ValueError:
        decoded = ""
    kind, separator, key = decoded.partition(":")
    if not separator:
        raise BadUserInput(f"“{text[:40]}” is not an id. Use an id that an earlier answer gave.")
    return kind, key
