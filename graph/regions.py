"""Where a body belongs: the region that its printed name says.

The reference table has the provinces and Shanghai's districts. Elsewhere a region is what the name says after its province
(江苏省苏州市吴江区财政局), with the path of names for a key. A town or sub-district is a department of its district's budget
(上海市普陀区2025年区级部门预算 of 万里街道), so it belongs to the district.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.identity import fold
from graph.reference import no_regions, regions, state_bodies
from graph.terms import GovernmentLevel


@dataclass(frozen=True, slots=True)
class Place:
    """A region: of the reference table, with its code for a key, or of a name, with the path of names for one."""

    key: str
    code: str | None
    name: str
    level: GovernmentLevel
    parent: "Place | None" = None

    @property
    def path(self) -> tuple["Place", ...]:
        """The regions that it lies in, the widest first, and itself."""
        return (*(self.parent.path if self.parent else ()), self)


CENTRAL: Final = Place("000000", None, "中央", GovernmentLevel.CENTRAL)
"""Where the state's own bodies belong: they name no region (财政部)."""

UNKNOWN: Final = Place("unknown", None, "未注明", GovernmentLevel.UNKNOWN)
"""Where a body belongs whose name and document name no region: nothing is guessed."""

_PARTY: Final = re.compile(r"^(?:中国共产党|中共|共青团)")

# "苏州市吴江区财政局" -> 苏州市; "延边朝鲜族自治州财政局" -> 延边朝鲜族自治州
_CITY: Final = re.compile(r"[^省市区县]{2,4}市|[^省市区县]{2,12}(?:自治州|地区|盟)")
# "吴江区财政局" -> 吴江区; "昆山市财政局" -> 昆山市; "赤城县财政局" -> 赤城县; "土默特左旗财政局" -> 土默特左旗
_COUNTY: Final = re.compile(r"[^省市区县]{2,4}[区市]|[^省市区县]{1,8}县|[^省市区县]{2,6}旗")


@cache
def _known() -> tuple[Place, ...]:
    """The places of the reference table."""
    entries = regions().values()
    provinces = {
        entry.code: Place(entry.code, entry.code, entry.name, GovernmentLevel.MUNICIPAL)
        for entry in entries
        if not entry.parent
    }
    districts = [
        Place(entry.code, entry.code, entry.name, GovernmentLevel.DISTRICT, provinces[entry.parent])
        for entry in entries
        if entry.parent
    ]
    return (*provinces.values(), *districts)


def region_of(name: str, around: Place | None = None) -> Place | None:
    """The narrowest region that a name says, or None.

    `around` is where its document stands. A district that is named alone counts only there: 普陀区 is one of 上海市 and one of
    舟山市. Two districts in one name decide nothing.
    """
    folded = fold(name)
    provinces = [entry for entry in _known() if entry.parent is None and entry.name in folded]
    if provinces:
        province = min(provinces, key=lambda entry: folded.index(entry.name))
        return _within(province, folded[folded.index(province.name) + len(province.name) :])
    districts = [entry for entry in _known() if entry.parent and entry.name in folded]
    if len(districts) == 1 and (around is None or around.path[0] == districts[0].parent):
        return districts[0]
    if around is None and not districts:
        return _central(folded) or _city(None, _PARTY.sub("", folded))
    return None


def region_at_start(name: str) -> Place | None:
    """The region whose name a title begins with, the party's word aside: 中共上海市委关于… → 上海市."""
    bare = _PARTY.sub("", fold(name))
    region = next((entry for entry in _known() if entry.parent and bare.startswith(entry.name)), None) or region_of(
        bare
    )
    return region if region and bare.startswith(tuple(entry.name for entry in region.path)) else None


def own_name(folded: str, region: Place) -> str:
    """A folded name without its region: 上海市普陀区商务委员会 → 商务委员会; a party committee keeps its whole name."""
    names = [entry.name for entry in region.path]
    for start in range(len(names)):
        prefix = "".join(names[start:])
        if folded.startswith(prefix) and len(folded) > len(prefix):
            return folded[len(prefix) :]
    return folded


def _within(province: Place, rest: str) -> Place:
    """The region of a province that the rest of a name begins with; of a district of the table also where it only holds it."""
    known = [entry for entry in _known() if entry.parent == province]
    if known:
        named = [entry for entry in known if rest.startswith(entry.name)] or [e for e in known if e.name in rest]
        return named[0] if len(named) == 1 else province
    if province.name.endswith("市"):
        return _county(province, rest) or province
    return _city(province, rest) or province


def _city(province: Place | None, rest: str) -> Place | None:
    city = _named(_CITY, rest, GovernmentLevel.MUNICIPAL, province)
    return (_county(city, rest[len(city.name) :]) or city) if city else None


def _county(above: Place, rest: str) -> Place | None:
    return _named(_COUNTY, rest, GovernmentLevel.DISTRICT, above)


def _named(form: re.Pattern[str], rest: str, level: GovernmentLevel, parent: Place | None) -> Place | None:
    matched = form.match(rest)
    if not matched or matched[0].endswith(no_regions()):
        return None
    names = [entry.name for entry in parent.path] if parent else []
    return Place("/".join([*names, matched[0]]), None, matched[0], level, parent)


def _central(folded: str) -> Place | None:
    return CENTRAL if folded.startswith(state_bodies()) else None
