"""Whose money: organisation names as printed → departments and units of a region, each once.

A key is the region's code, the kind, and the folded name without what only names the region. `上海市普陀区法律援助中心` and
`普陀区法律援助中心` (司法局 2026, page 6) are one unit of 310107; a department's own office (本级, 本部, 机关) is the unit that
bears the department's name.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from graph.identity import fold, without_own_office
from graph.model import Graph, NodeRef, NodeRow
from graph.reference import RegionEntry, regions
from graph.terms import OrganisationKind

CENTRAL: Final = RegionEntry("000000", "中央", None)
"""Where a body belongs whose name and document name no region: the state's own ministries print none (财政部)."""


def region_of(name: str) -> RegionEntry | None:
    """The region that an organisation's name says: the narrowest one that it names, or None.

    A district counts only where the name of its city does not contradict it; two districts in one name decide nothing.
    """
    folded = fold(name)
    named = [entry for entry in regions().values() if entry.name in folded]
    districts = [entry for entry in named if entry.parent]
    if len(districts) == 1:
        return districts[0]
    provinces = [entry for entry in named if not entry.parent]
    return provinces[0] if len(provinces) == 1 and not districts else None


def own_name(name: str, region: RegionEntry | None) -> str:
    """The folded name without its region: 上海市普陀区商务委员会 → 商务委员会; a party committee keeps its whole name."""
    folded = fold(without_own_office(fold(name)))
    if region is None:
        return folded
    parent = regions()[region.parent].name if region.parent else ""
    for prefix in (parent + region.name, region.name):
        if prefix and folded.startswith(prefix) and len(folded) > len(prefix):
            return folded[len(prefix) :]
    return folded


@dataclass(slots=True)
class OrganisationIndex:
    """The organisations met so far, with how often each printed form of their names was met."""

    graph: Graph
    _printed: dict[NodeRef, Counter[str]] = field(default_factory=dict)

    def resolve(self, name: str, kind: OrganisationKind, region: RegionEntry | None) -> NodeRef:
        """The organisation of that printed name; `region` is where the document stands, for names that say none."""
        place = region_of(name) or region or CENTRAL
        return self._node(kind, place.code, own_name(name, place), name)

    def own_office(self, department: NodeRef, printed: str) -> NodeRef:
        """The unit that is the department's own office, under whatever short name it is printed: 商务委本部."""
        place, _, name = department[1].split("/", 2)
        full_name = _fullest(self._printed[department])
        self._node(OrganisationKind.UNIT, place, name, full_name)
        return self._node(OrganisationKind.UNIT, place, name, printed)

    def finish(self) -> None:
        """Names every organisation by its fullest form without the mark of an own office; the others are aliases.

        A unit under a department's own name is that department's own office, whether or not a document says so.
        """
        for ref, forms in self._printed.items():
            properties = self.graph.nodes[ref].properties
            properties["name"] = _fullest(forms)
            properties["aliases"] = tuple(sorted(set(forms) - {properties["name"]}))
            place, kind, name = ref[1].split("/", 2)
            department = ("Department", f"{place}/department/{name}")
            if kind == "unit" and department in self.graph.nodes:
                self.graph.connect("UNIT_OF", ref, department)

    def _node(self, kind: OrganisationKind, place: str, name: str, printed: str) -> NodeRef:
        label = "Department" if kind is OrganisationKind.DEPARTMENT else "Unit"
        node = self.graph.add(NodeRow(label, f"{place}/{kind.value.lower()}/{name}"))
        node.properties["kind"] = kind.value
        self._printed.setdefault(node.ref, Counter())[printed.strip()] += 1
        self.graph.connect("IN_REGION", node.ref, self._region(regions().get(place, CENTRAL)))
        return node.ref

    def _region(self, entry: RegionEntry) -> NodeRef:
        node = self.graph.add(NodeRow("Region", entry.code))
        node.properties.update(code=entry.code, name=entry.name, level=entry.level.value)
        if entry.parent:
            self.graph.connect("PART_OF", node.ref, self._region(regions()[entry.parent]))
        return node.ref


def _fullest(forms: Counter[str]) -> str:
    bare = Counter[str]()
    for form, count in forms.items():
        bare[without_own_office(form)] += count
    return min(bare, key=lambda form: (-len(fold(form)), -bare[form], form))
