"""Whose document a title means that does not say it: 会议费管理办法 is one of the state, and one of many a district.

A title that begins with a region is that region's, wherever it is cited. Of another the body that is printed before it tells,
or the head of its number; and 区委 is the citing district's. A year's plan of work (2024年工作要点) without any of them is the
citing body's own. What nothing tells stays open: then the title alone says which policy is meant.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph.policies.heads import issuers_of
from graph.policies.numbers import parse_document_number
from graph.policies.titles import carrying_issuer, title_key
from graph.reference import regions
from graph.regions import CENTRAL, Place, region_at_start, region_of
from graph.terms import GovernmentLevel

STATE: Final = CENTRAL.key

OPEN: Final = ""
"""The government of a title that tells its own, and of one that nothing is known of."""

# "2024年重点工作任务书" "2024年财政工作要点" "“十四五”规划" "会议纪要" "主要职责、内设机构和人员编制规定" -> what every body has of
# its own
WORK_DOCUMENT: Final = re.compile(
    r"""(?:(?:19|20)\d\d年?度?|年度|全年|当年).{0,12}(?:任务书|要点|计划|安排|清单|责任书|工作报告|实事项目)
        |“?十[二三四五六七]五”?(?:发展|专项)?规划|(?:专题)?会议纪要|主要职责、?内设机构和人员编制规定|三定(?:方案|规定)""",
    re.VERBOSE,
)

# "区委、区政府" "县财政局" -> of the citing district
OF_THE_DISTRICT: Final = re.compile(r"(?:本|我)?[区县](?!域)")
# "市政府" "本市教委" -> of its city
OF_THE_CITY: Final = re.compile(r"(?:本|我)?市(?!场)")
# "省财政厅" "自治区财政厅" -> of its province
OF_THE_PROVINCE: Final = re.compile(r"(?:本|我)?(?:省|自治区)")
# "关于加强本区国有资产管理的意见" "区级机关会议费管理办法" -> of the citing district
SAYS_DISTRICT: Final = re.compile(r"(?:本|我)[区县]|^[区县](?:级|政府|委)|[年的][区县](?:级|政府|委)")
# "关于在本市干部教育培训工作中…的实施意见" "市级机关差旅费管理办法" -> of its city
SAYS_CITY: Final = re.compile(r"(?:本|我)市|^市(?:级|政府|委)|[年的]市(?:级|政府|委)")
# "我局" "本单位" "学校" -> the citing body
OWN: Final = re.compile(r"(?:我|本)[局委院所中校办处站队馆司单部机].*|单位|学校")
# "鼓楼区财政局" -> 鼓楼区: a place that no table knows
UNKNOWN_PLACE: Final = re.compile(r"(?P<place>[\u3400-\u9fff]{2,8}?[市区县])(?!域)")
# "府办发" "区府办" "会议纪要" -> a head that every government has
RELATIVE_HEAD: Final = re.compile(r"府|[省市区县](?:人民)?(?:政府|政|府|委)|(?:.*会议)?纪要")

NOWHERE: Final = "nowhere"
"""The region of a document that says none."""


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
    return (
        (_government_of_issuer(named, citing) if named else OPEN)
        or _government_of_title(key, citing)
        or (_government_of_number(number, citing) if number else OPEN)
        or (citing.body or OPEN if not number and WORK_DOCUMENT.fullmatch(key) else OPEN)
    )


def reach_of(title: str, government: str, citing: Citing) -> str:
    """Where a title without its number may mean the document of a number: with its government, or else where it is cited."""
    if government or region_at_start(title_key(title)):
        return government
    return citing.region.key if citing.region else NOWHERE


def owner_of_number(head: str, citing: Citing) -> str:
    """The region whose document a number is that every government may have (府办发〔2020〕3号); `OPEN` for any other."""
    return (citing.region.key if citing.region else NOWHERE) if RELATIVE_HEAD.match(head) else OPEN


def _government_of_issuer(issuer: str, citing: Citing) -> str:
    if OWN.fullmatch(issuer):
        return citing.body or OPEN
    forms = (
        (OF_THE_DISTRICT, GovernmentLevel.DISTRICT), (OF_THE_CITY, GovernmentLevel.MUNICIPAL), (OF_THE_PROVINCE, None),
    )  # fmt: skip
    for form, level in forms:
        if form.match(issuer):
            return _around(citing, level)
    first = re.split("[、，]", issuer)[0]
    place = region_of(first, citing.region) or region_of(first)
    if place:
        return place.key
    unknown = UNKNOWN_PLACE.match(first)
    return f"{_around(citing, None)}/{unknown['place']}" if unknown else OPEN


def _government_of_title(key: str, citing: Citing) -> str:
    if SAYS_DISTRICT.search(key):
        return _around(citing, GovernmentLevel.DISTRICT)
    return _around(citing, GovernmentLevel.MUNICIPAL) if SAYS_CITY.search(key) else OPEN


def _around(citing: Citing, level: GovernmentLevel | None) -> str:
    """The narrowest region of a level around who cites, or the widest at all."""
    path = citing.region.path if citing.region else ()
    if level is None:
        return path[0].key if path else OPEN
    return next((part.key for part in reversed(path) if part.level is level), OPEN)


def _government_of_number(number: str, citing: Citing) -> str:
    parsed = parse_document_number(number)
    if parsed is None:
        return OPEN
    if parsed.kind:
        place = region_of(parsed.head)
        return place.key if place else OPEN
    near = {part.key for part in citing.region.path} if citing.region else set[str]()
    fitting = [
        one for one in issuers_of(parsed.head) if one.is_sure or one.region in near or _is_part(one.region, near)
    ]
    return fitting[0].region if len(fitting) == 1 else OPEN


def _is_part(region: str, near: Collection[str]) -> bool:
    """Whether a district lies in a city that cites: the city knows its districts."""
    entry = regions().get(region)
    return entry is not None and entry.parent in near
