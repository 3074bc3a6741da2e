"""Functions that are written as text: what shapes an answer, without a call for each of its members."""

from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any, Final

KEPT: Final = 4096
"""How many texts stay compiled: those of some hundred operations."""


def written(text: str, names: dict[str, Any]) -> Callable[[Any], Any]:
    """The function that a lambda expression is, given what its names stand for.

    Whoever writes the text makes sure that nothing in it is a user's, but as a literal.
    """
    function: Callable[[Any], Any] = eval(_compiled(text), names)  # noqa: S307  # see above
    return function


@lru_cache(KEPT)
def _compiled(text: str) -> CodeType:
    """The code of a function: requests that differ in their variables alone have the same."""
    return compile(text, "<selection>", "eval")
