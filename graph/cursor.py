"""Keyset cursors: opaque positions in an ordered window, valid at any page size and after a reload."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec

from graph.errors import BadUserInput
from graph.plan import Order, Predicate, Scalar

VERSION: Final = 1
MAX_CURSOR_LENGTH: Final = 2048


def fingerprint(connection: str, where: Predicate, order: Sequence[Order]) -> str:
    """A short mark of a connection with its filter and order: a cursor of another window is refused instead of misread.

    The connection is that of a kind, `LegalBasis.projects`. Which legal basis it is of is not in the mark: a position is one
    of values, and as good a place among the projects of any.
    """
    return hashlib.sha256(repr((connection, where, tuple(order))).encode()).hexdigest()[:12]


def encode_cursor(mark: str, position: Sequence[Scalar]) -> str:
    """The cursor of a node: its sort values and its key."""
    payload = msgspec.json.encode([VERSION, mark, *position])
    return base64.urlsafe_b64encode(payload).decode().rstrip("=")


def decode_cursor(text: str, mark: str, length: int) -> tuple[Scalar, ...]:
    """The position that a cursor stands for, in the window with that mark and so many sort values.

    Raises:
        BadUserInput: no cursor of this window.
    """
    refusal = BadUserInput(
        "The cursor is of another field, filter or order. Take it from an answer to the same field, asked alike."
    )
    if len(text) > MAX_CURSOR_LENGTH:
        raise refusal
    try:
        payload = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        version, cursor_mark, *position = msgspec.json.decode(payload, type=list[str | int | bool | None])
    except (ValueError, binascii.Error, msgspec.MsgspecError):
        raise refusal from None
    if version != VERSION or cursor_mark != mark or len(position) != length:
        raise refusal
    return tuple(position)
