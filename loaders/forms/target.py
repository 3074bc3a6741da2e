"""The target of an indicator as printed (≥95.00(%), 大于等于10000kb, 年内完成) → sign, figure, unit; and dates."""

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from loaders.forms.vocabulary import vocabulary

_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９，．％＝＞＜（）", "0123456789,.%=><()")

# "2018/1/1" "2018. 1. 1" "2018年1月1日" "2025-01-01" "20230101" -> year, month, day
DATE: Final = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<compact>\d{8})(?!\d)"
)


class Target(NamedTuple):
    """What an indicator must reach. `value` is the figure, or the whole text where it is no figure."""

    operator: str | None
    value: str
    unit: str | None

    @property
    def is_figure(self) -> bool:
        """Whether the target can be measured: it compares with a figure."""
        return self.operator is not None or self.value[:1].isdigit()


@cache
def _figure() -> re.Pattern[str]:
    """A target that is a figure, alone or behind what it counts.

    "≥95.00 (%)" -> ≥, 95.00, %; "约50(人)" -> 约, 50, 人; "考务完成量≥1500人次" -> label=考务完成量, ≥, 1500, 人次
    """
    words = sorted(vocabulary().operators, key=len, reverse=True)
    signs = "".join(word for word in words if len(word) == 1 and not word.isalpha())
    return re.compile(
        rf"""
        (?P<label>[^\d{signs}]{{1,20}}(?=[{signs}]))?
        \s*(?P<operator>{"|".join(map(re.escape, words))})?
        \s*(?P<value>-?\d[\d,]*(?:\.\d+)?)
        \s*(?:\((?P<bracketed>[^()]{{1,12}})\)|(?P<unit>[^\d\s()，。；、,;]{{1,8}}))?
        """,
        re.VERBOSE,
    )


def read_target(text: str) -> Target:
    """A printed target in its parts.

    Without a sign, only a bare figure or one with a unit of the closed list is a figure: 100% is, 3月底前 is words.
    """
    printed = text.strip()
    matched = _figure().fullmatch(printed.translate(_HALF_WIDTH))
    if not matched:
        return Target(None, printed, None)
    operator = vocabulary().operators[matched["operator"]] if matched["operator"] else None
    unit = (matched["bracketed"] or matched["unit"] or "").strip() or None
    if operator is None and unit is not None and unit not in vocabulary().units:
        return Target(None, printed, None)
    return Target(operator, matched["value"], unit)


def dates(text: str) -> list[date]:
    """All full dates of a text, in their order. A month without a day is no date."""
    found = []
    for matched in DATE.finditer(text):
        compact = matched["compact"]
        parts = (compact[:4], compact[4:6], compact[6:]) if compact else matched.group("year", "month", "day")
        try:
            found.append(date(*map(int, parts)))
        except ValueError:
            continue
    return found
