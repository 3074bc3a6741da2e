"""Who issues documents whose number begins with a head: 沪财行 is 上海市财政局's, 普商务规范 上海市普陀区商务委员会's.

A head is region, organ, topic and sort of document. Heads that are known whole are told as they are; else the region's
abbreviation and the organ's behind it compose the name. One head may belong to two governments: then both are told, and who
cites the number decides, or the issuer stays open.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from graph.reference import number_heads, regions

STATE: Final = "000000"
"""The state's place among the codes of regions."""

_SHANGHAI: Final = "310000"

_FIRST: Final = "沪国中"

# "商政" "建政办" "中府办" "中卫政发" -> a city's or a county's, though a ministry's begins alike: 政 and 府 are governments
OF_A_PLACE: Final = re.compile(r"[交体农卫司商审建教林水环组署中](?:[政府]|卫[政府])")
# "财政部财行" "区财政局普财" -> 财政部, 区财政局: a body's name, and no part of the head behind it
BODY_BEFORE_HEAD: Final = re.compile(
    r"(?:.{2,}(?:部|局|厅|署|政府|委员会)|国务院|.{0,12}(?:办公厅|办公室)|(?:中共)?中央)(?=[\u3400-\u9fff]{2})"
)
# "政发" behind 青 -> not a district's of Shanghai, whose governments print 府
OF_A_PROVINCE: Final = re.compile("政")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that a head may stand for; `name` is None where only its region is known. `evidence` says how it is known."""

    name: str | None
    region: str
    evidence: str
    is_sure: bool

    @property
    def is_of_state(self) -> bool:
        """Whether it is one of the state's own bodies."""
        return self.region == STATE


def issuers_of(head: str) -> tuple[Issuer, ...]:
    """The bodies that a head may stand for; none for a head that nothing is known of.

    A district's head of one character is not sure by itself, since other places begin theirs with the same one.
    """
    if OF_A_PLACE.match(head):
        return ()
    known = _longest(head, number_heads().heads)
    if known:
        return (Issuer(known.get("issuer"), known["region"], _evidence(known), is_sure=True),)
    prefix = max((prefix for prefix in number_heads().regions if head.startswith(prefix)), key=len, default="")
    is_province = OF_A_PROVINCE.match(head[len(prefix) :])
    return tuple(
        _composed(head, entry)
        for entry in number_heads().regions.get(prefix, ())
        if not (is_province and regions()[entry["region"]].parent)
    )


@cache
def start_of_known_head(words: str) -> int:
    """Where a head begins behind words of a sentence that run into it: 2 in 详见沪财行; 0 where nothing better is known.

    Only characters that begin heads and hardly stand within one are taken for a beginning: 穗财行 is not the state's 财行.
    """
    body = BODY_BEFORE_HEAD.match(words)
    if body and any(one.name or not one.is_of_state for one in issuers_of(words[body.end() :])):
        return body.end()
    if issuers_of(words):
        return 0
    starts = (start for start, character in enumerate(words) if character in _FIRST)
    return next((start for start in starts if any(one.name for one in issuers_of(words[start:]))), 0)


def codes_to_tell_apart() -> frozenset[str]:
    """The regions whose heads are not sure by themselves: of the regions that cite a number these matter."""
    return frozenset(
        entry["region"]
        for prefix, entries in number_heads().regions.items()
        for entry in entries
        if not _is_sure(prefix)
    )


def _composed(head: str, region: Mapping[str, Any]) -> Issuer:
    prefix, code = region["prefix"], region["region"]
    is_sure = _is_sure(prefix)
    place = regions()[code]
    organ = _longest(head[len(prefix) :], number_heads().organs) if _SHANGHAI in {code, place.parent} else None
    if organ is None or "name" not in organ:
        return Issuer(None, code, _evidence(region), is_sure)
    name = organ["name"] if place.parent is None else organ.get("district_name", organ["name"])
    whole = f"{regions()[place.parent].name}{place.name}" if place.parent else place.name
    return Issuer(name.format(region=whole), code, _evidence(organ), is_sure)


def _is_sure(prefix: str) -> bool:
    """Whether no other government's numbers begin so: a district's own character is also some other place's."""
    entries = number_heads().regions[prefix]
    return len(entries) == 1 and (len(prefix) > 1 or regions()[entries[0]["region"]].parent is None)


def _longest(text: str, entries: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return entries[max(fitting, key=len)] if (fitting := list(_beginnings(text, entries))) else None


def _beginnings(text: str, entries: Mapping[str, Any]) -> Iterator[str]:
    return (text[:length] for length in range(1, len(text) + 1) if text[:length] in entries)


def _evidence(entry: Mapping[str, Any]) -> str:
    return str(entry.get("evidence") or entry["rule"])
