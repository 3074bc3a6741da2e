"""Which organ of a government a department is: what makes the departments of different regions counterparts (对口部门)."""

import re
from typing import Final

from graph.reference import organ_names, regions
from graph.regions import UNKNOWN

# "中共上海市松江区委组织部" -> 中共: a party committee's name begins with the party, and the region follows
_PARTY: Final = re.compile(r"^(?:中国共产党|中共|共青团)")

# "委员会组织部" -> 委组织部: a committee's full name and its short form, behind the party and the region
_COMMITTEE: Final = re.compile(r"^委员会(?=.)")


def organ_of(own_name: str, region: str) -> str | None:
    """The organ, by a department's name without its region and the region's key.

    上海市教育委员会 and 普陀区教育局 are 教育局, by the curated table; 中共上海市委组织部 and 中共上海市松江区委组织部 are
    中共委组织部. None for sub-districts and towns, which govern places of their own, and where the region is not known.
    """
    known = organ_names()
    if region == UNKNOWN.key or own_name.endswith(known.endings):
        return None
    party = _PARTY.match(own_name)
    start, name = (party[0], own_name[party.end() :]) if party else ("", own_name)
    if party:
        for place in _names_of(region):
            name = name.removeprefix(place)
        name = _COMMITTEE.sub("委", name)
    name = f"{start}{name}"
    return known.known_as.get(name, name)


def _names_of(region: str) -> list[str]:
    """The names of a region and of those that it lies in, the widest first; a key without a code is their path."""
    entry = regions().get(region)
    if entry is None:
        return region.split("/")
    return [*(_names_of(entry.parent) if entry.parent else ()), entry.name]
