"""Stage 1: the text without what wrapping and extraction put between its characters, so that patterns need not know of it.

A title or a number is broken by line ends, by zero-width characters and by digits of full width. A line end that is no
wrapping stays, and no title runs over it; blanks stay, too, since they may separate two titles. Each character keeps its
place in the text as it was printed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

from loaders.citations.words import DOCUMENT, HAN, PAUSE

# "沪财\u200b行〔2017〕45号" "沪财\u000a  行〔2017〕45号" -> between
BETWEEN_CHARACTERS: Final = re.compile(
    r"(?P<line_end>(?<![^\S\r\n])[^\S\r\n]*[\r\n][\s\u200b\ufeff]*)|[\u00ad\u200b-\u200f\u2060\ufeff]+"
)

# "…的通知" "…〔2017〕45号）" "《甲办法》" -> a line that says all
COMPLETE: Final = re.compile(rf"(?:[{PAUSE}、）)》】\]]|{DOCUMENT}|号)$")
# "（二）" "3." "《" "关于" -> a line that begins something new
BEGINNING: Final = re.compile(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）).．、]|[①-⑳《]|关于)")
# "沪松委组〔2006〕21" before "号", "沪财" before "行〔2017〕45号" -> a number that is broken in two
BROKEN_NUMBER: Final = (
    (re.compile(r"[〕】\])）第\d]$"), re.compile(r"(?:第?\d{1,6}号|号|[一二三四五六七八九十百\d]+[条款项章])")),
    (re.compile(rf"{HAN}$"), re.compile(rf"{HAN}{{0,8}}[〔【\[﹝［（(](?:19|20)\d\d[〕】\]﹞］）)]")),
)

# "根据《关于进一步" "（沪财行" -> marks or a bracket that nothing has closed
OPEN: Final = re.compile(r"[《〈〔【\[（(][^》〉〕】\]）)。；]{0,200}$")

FULL_LINE: Final = 20
"""Characters that a line has at least if it was broken for want of room."""

FULL_WIDTH: Final = {ord("０") + digit: ord("0") + digit for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text without wrapping, with the offset of each of its characters in the printed one."""

    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, printed: str) -> Self:
        """The unwrapped form of a printed text."""
        kept = list(_kept(printed))
        text = "".join(printed[part.start : part.stop] for part in kept)
        return cls(text.translate(FULL_WIDTH), list(chain.from_iterable(kept)))

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of this text, which is not empty, stands in the printed one."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def place_of(self, offset: int) -> int:
        """The place of the first character that is printed at an offset or after it."""
        return bisect_left(self.offsets, offset)


def _kept(printed: str) -> Iterator[range]:
    """The stretches of a text that are no wrapping; of the end of a paragraph one character."""
    start = 0
    for between in BETWEEN_CHARACTERS.finditer(printed):
        yield range(start, between.start())
        start = between.end()
        if between["line_end"] and not _is_wrapping(printed, between):
            at = min(between["line_end"].find(mark) for mark in "\r\n" if mark in between["line_end"])
            yield range(between.start() + at, between.start() + at + 1)
    yield range(start, len(printed))


def _is_wrapping(printed: str, between: re.Match[str]) -> bool:
    line = printed[max(0, between.start() - 200) : between.start()]
    next_line = printed[between.end() : between.end() + 200]
    if OPEN.search(line) or any(end.search(line) and begin.match(next_line) for end, begin in BROKEN_NUMBER):
        return True
    line, next_line = re.split(r"[\r\n]", line)[-1], re.split(r"[\r\n]", next_line)[0]
    is_full = len(line) >= max(FULL_LINE, len(next_line) - 2) and between["line_end"].count("\n") < 2
    return is_full and not COMPLETE.search(line) and not BEGINNING.match(next_line)
