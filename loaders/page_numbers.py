"""Lines that only number a page: they interrupt nothing, and say nothing."""

import re
from typing import Final

from graph.identity import fold

# "-23-" "— 23 —" "23" "第3页" "第12页 共40页" "3/40" -> a page's number
PAGE_NUMBER: Final = re.compile(r"[-—–]*\d{1,3}[-—–]*|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}")

LONGEST: Final = 20


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page's number; a bare figure may also be the only cell of a row of a text."""
    return len(text) <= LONGEST and PAGE_NUMBER.fullmatch(fold(text)) is not None
