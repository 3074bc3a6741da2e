"""五、实施周期 → the first and the last day of a project."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_TO: Final = r"\s*起?(?:至|到|[-—–－~～―]{1,2})\s*"
_DAY: Final = r"\d{1,2}\s*(?:[月./-]\s*\d{1,2}\s*日?|月)"

# "2024年1月1日至2024年12月31日" "2025.1.1-2025.12.31" "2025年1月至12月" -> year, first, last_year, last
PERIOD: Final = re.compile(
    rf"(?P<year>20\d\d)\s*[年./-]\s*(?P<first>{_DAY}){_TO}(?:(?P<last_year>20\d\d)\s*[年./-]\s*)?(?P<last>{_DAY})"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days between which a project runs, both included."""

    start: date
    end: date
    place: tuple[int, int]  # where in the text it is printed


def read_period(schedule: str) -> Period | None:
    """The period that a schedule begins with, or the only one in it; None where it prints none or an impossible day.

    Months without days mean the first day of the first and the last day of the last.
    """
    printed = list(PERIOD.finditer(schedule))
    matched = printed[0] if printed else None
    if not matched or (matched.start() > 0 and len(printed) > 1):
        return None
    start = _day(matched["year"], matched["first"], is_last=False)
    end = _day(matched["last_year"] or matched["year"], matched["last"], is_last=True)
    return Period(start, end, matched.span()) if start and end and start <= end else None


def _day(year: str, printed: str, *, is_last: bool) -> date | None:
    month, *days = [int(number) for number in re.findall(r"\d+", printed)]
    try:
        last_of_month = monthrange(int(year), month)[1]
        return date(int(year), month, days[0] if days else last_of_month if is_last else 1)
    except ValueError:
        return None
