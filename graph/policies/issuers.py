"""Who issued a policy, and at which level of government: from the words before its title, its title and its number's head.

One head can belong to two governments: then the region of the documents that cite it decides, or the region that the title
begins with, or the issuer stays open.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph.identity import fold, fold_title
from graph.policies.heads import Issuer, issuers_of
from graph.policies.numbers import parse_document_number
from graph.policies.titles import carrying_issuer, title_key
from graph.reference import policy_terms, regions
from graph.regions import CENTRAL, Place, region_at_start, region_of
from graph.terms import GovernmentLevel

# "财政部、司法部关于进一步加强人民调解经费保障的意见" "中共上海市委办公厅印发《甲》的通知" -> issuer
BEFORE_SUBJECT: Final = re.compile(
    r"(?P<issuer>[^《》（）]{2,60}?(?:中央|国务院|[部委局厅署会院处室]|党组|政府|办公厅|办公室))(?:关于|印发|转发|批转|发布)"
)

# "主席" "国家税务总局" "市场监管总局" "人力资源社会保障部" -> a body of the state's, in whatever words; a place's has its region
OF_THE_STATE: Final = re.compile(r"主席|[^省市区县]{1,12}(?:部|总局|总署)")


@dataclass(frozen=True, slots=True)
class Issued:
    """The body that issued a policy, its level, and how both are known; None for what is open."""

    issuer: str | None
    level: GovernmentLevel | None
    evidence: str | None


def issued_by(title: str, number: str | None, printed: str | None, citing: Collection[str]) -> Issued:
    """Who issued the policy of a title and number.

    `printed` is what most citations print before the title, `citing` the codes of the regions that cite it.
    """
    by_head = _by_head(title, number, printed, citing)
    named = printed or carrying_issuer(title) or body_before_subject(title)
    level = (_level_of(by_head) if by_head else None) or (_level_of_body(named) if named else None)
    level = level or _level_of_title(title)
    if named:
        return Issued(named, level, f"“{named}” is printed before the title.")
    if by_head and by_head.name:
        return Issued(by_head.name, level, f"The number begins like {by_head.evidence}")
    return Issued(None, level, None)


def _by_head(title: str, number: str | None, printed: str | None, citing: Collection[str]) -> Issuer | None:
    """The body that the number's head stands for, where that is decided."""
    parsed = parse_document_number(number) if number else None
    if parsed is None:
        return None
    if parsed.kind:
        return _by_order(parsed.head, parsed.head + parsed.kind)
    candidates = issuers_of(parsed.head)
    place = region_of(printed or "") or region_at_start(title)
    if place and place.level is not GovernmentLevel.CENTRAL:
        candidates = tuple(one for one in candidates if one.is_of_state or _lies_around(one.region, place))
    if len(candidates) == 1 and candidates[0].is_sure:
        return candidates[0]
    near = {*citing, *(part.key for part in (place.path if place else ()))}
    fitting = [one for one in candidates if one.region in near]
    return fitting[0] if len(fitting) == 1 else None


def _by_order(head: str, printed: str) -> Issuer | None:
    """The body that an order's or an announcement's own words name: 江苏省人民政府令, 教育部令."""
    place = region_of(head)
    if place is None and not OF_THE_STATE.fullmatch(head):
        return None
    return Issuer(head, place.key if place else CENTRAL.key, printed, is_sure=True)


def _lies_around(region: str, place: Place) -> bool:
    """Whether a head of this region may be that of a document on a place: one of a district of the city, or of the city."""
    known = regions().get(region)
    return region in {part.key for part in place.path} or (known is not None and known.parent == place.key)


def body_before_subject(title: str) -> str | None:
    """The body that a title begins with: 财政部、司法部 in 财政部、司法部关于…."""
    matched = BEFORE_SUBJECT.match(fold_title(title))
    return matched["issuer"] if matched else None


def _level_of(issuer: Issuer) -> GovernmentLevel | None:
    if issuer.is_of_state or issuer.region == CENTRAL.key or not issuer.region:
        return GovernmentLevel.CENTRAL
    known = regions().get(issuer.region)
    return None if known is None else GovernmentLevel.DISTRICT if known.parent else GovernmentLevel.MUNICIPAL


def _level_of_body(name: str) -> GovernmentLevel | None:
    place = region_of(re.split("[、，]", name)[0])
    return place.level if place else None


def _level_of_title(title: str) -> GovernmentLevel | None:
    """The level of the region or the body that a title begins with; a policy without a known level is left open."""
    levels = policy_terms().levels_by_title
    key = title_key(title)
    known = next((levels[head] for head in levels if fold(title).startswith(head) or key.startswith(head)), None)
    place = region_at_start(key)
    return known or (place.level if place else None)
