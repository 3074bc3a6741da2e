"""Bodies: departments and units by what their keys are made of.

A key is the region, the kind, and the folded name without what only names the region. `上海市普陀区法律援助中心` and
`普陀区法律援助中心` (司法局 2026, page 6) are one unit of 310107; a department's own office (本级, 本部, 机关) is the unit that
bears the department's name.
"""

from dataclasses import dataclass
from functools import lru_cache

from graph.identity import fold, without_own_office
from graph.model import NodeRef
from graph.regions import UNKNOWN, Place, own_name, region_of
from graph.terms import OrganisationKind


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, by what its key is made of."""

    kind: OrganisationKind
    region: Place
    name: str  # of the key

    @property
    def ref(self) -> NodeRef:
        """Its node."""
        return self.kind.value.capitalize(), f"{self.region.key}/{self.kind.value.lower()}/{self.name}"

    @property
    def own_office(self) -> "Body":
        """The unit that is a department's own office, under whatever short name it is printed: 商务委本部."""
        return Body(OrganisationKind.UNIT, self.region, self.name)


@lru_cache(maxsize=10_000)
def body_named(name: str, kind: OrganisationKind, region: Place | None) -> Body:
    """The organisation of that printed name; `region` is where the document stands, for names that say none."""
    place = region_of(name, region) or region or UNKNOWN
    return Body(kind, place, own_name(fold(without_own_office(fold(name))), place))
