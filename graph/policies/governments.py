"""Whose document a title means that does not say it: 会议费管理办法 is one of the state, and one of many a district.

A title that begins with a region is that region's, wherever it is cited. Of another the body that is printed before it tells,
or the head of its number; and 区委 is the citing district's. A year's plan of work (2024年工作要点) without any of them is the
citing body's own. What nothing tells stays open: then the title alone says which policy is meant.
"""

import re
from dataclasses import dataclass
from typing import Final

from graph.policies.heads import issuers_of
from graph.policies.numbers import parse_document_number
from graph.policies.titles import carrying_issuer, title_key
from graph.regions import CENTRAL, Place, region_at_start, region_of
from graph.terms import GovernmentLevel

STATE: Final = CENTRAL.key

OPEN: Final = ""
"""The government of a title that tells its own, and of one that nothing is known of."""

# "2024年重点工作任务书" "年度工作要点" -> what every body has of its own
WORK_DOCUMENT: Final = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:全?年度?|当年)?(?:重点|主要|党建|业务)*(?:工作|任务|目标|项目)*(?:任务书|要点|计划|安排|清单|责任书)"
)

# "区委、区政府" "县财政局" -> of the citing district
OF_THE_DISTRICT: Final = re.compile(r"(?:本|我)?[区县]")
# "市政府" "本市教委" -> of its city
OF_THE_CITY: Final = re.compile(r"(?:本|我)?市")


@dataclass(frozen=True, slots=True)
class Citing:
    """Who cites: the region of the document, and the key of the body that published it."""

    region: Place | None = None
    body: str | None = None


NOBODY: Final = Citing()


def government_of(title: str, number: str | None, issuer: str | None, citing: Citing) -> str:
    """The key of the region, or of the citing body, whose document is meant; `STATE` for the state's."""
    key = title_key(title)
    if region_at_start(key):
        return OPEN
    named = issuer or carrying_issuer(title)
    place = _place_of(named, citing) if named else None
    if place:
        return place.key
    if number:
        return _government_of_number(number, citing)
    return citing.body or OPEN if WORK_DOCUMENT.fullmatch(key) else OPEN


def _place_of(issuer: str, citing: Citing) -> Place | None:
    path = citing.region.path if citing.region else ()
    for form, level in ((OF_THE_DISTRICT, GovernmentLevel.DISTRICT), (OF_THE_CITY, GovernmentLevel.MUNICIPAL)):
        if form.match(issuer):
            return next((part for part in path if part.level is level), None)
    return region_of(re.split("[、，]", issuer)[0])


def _government_of_number(number: str, citing: Citing) -> str:
    parsed = parse_document_number(number)
    if parsed is None:
        return OPEN
    if parsed.kind:
        place = region_of(parsed.head)
        return place.key if place else OPEN
    near = {part.key for part in citing.region.path} if citing.region else set[str]()
    candidates = issuers_of(parsed.head)
    fitting = [one for one in candidates if one.is_sure or one.region in near]
    return fitting[0].region if len(fitting) == 1 else OPEN
