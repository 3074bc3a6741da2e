"""Whose money: organisation names as printed → departments and units of a region, each once.

A key is the region, the kind, and the folded name without what only names the region. `上海市普陀区法律援助中心` and
`普陀区法律援助中心` (司法局 2026, page 6) are one unit of 310107; a department's own office (本级, 本部, 机关) is the unit that
bears the department's name.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from graph.assembly.regions import UNKNOWN, Place, own_name, region_of
from graph.identity import fold, without_own_office
from graph.model import Graph, NodeRef, NodeRow
from graph.terms import OrganisationKind


@dataclass(slots=True)
class _Body:
    """What is known of an organisation before all documents are read."""

    region: Place
    name: str  # of the key
    printed: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class OrganisationIndex:
    """The organisations met so far, the printed forms of their names, and which document puts a unit under which body."""

    graph: Graph
    _bodies: dict[NodeRef, _Body] = field(default_factory=dict)
    _claims: dict[NodeRef, set[tuple[int, NodeRef]]] = field(default_factory=lambda: defaultdict(set))

    def resolve(self, name: str, kind: OrganisationKind, region: Place | None) -> NodeRef:
        """The organisation of that printed name; `region` is where the document stands, for names that say none."""
        place = region_of(name, region) or region or UNKNOWN
        return self._node(kind, place, own_name(fold(without_own_office(fold(name))), place), name)

    def own_office(self, department: NodeRef, printed: str) -> NodeRef:
        """The unit that is the department's own office, under whatever short name it is printed: 商务委本部."""
        body = self._bodies[department]
        return self._node(OrganisationKind.UNIT, body.region, body.name, printed)

    def claim(self, unit: NodeRef, department: NodeRef, year: int) -> None:
        """Notes that a document of that year puts the unit under the department."""
        self._claims[unit].add((year, department))

    def finish(self) -> None:
        """Names every organisation by its fullest form, and puts every unit under one department."""
        for ref, body in self._bodies.items():
            own = self._department_of_own_office(ref, body)
            forms = body.printed + self._bodies[own].printed if own else body.printed
            properties = self.graph.nodes[ref].properties
            properties["name"] = _fullest(forms)
            properties["aliases"] = tuple(sorted(set(body.printed) - {properties["name"]}))
            above = own or self._claimed(ref)
            if above:
                self.graph.connect("UNIT_OF", ref, above)

    def _department_of_own_office(self, ref: NodeRef, body: _Body) -> NodeRef | None:
        """The department that bears the unit's name: the unit is its own office, whether or not a document says so."""
        department = ("Department", _key(body.region, OrganisationKind.DEPARTMENT, body.name))
        return department if ref[0] == "Unit" and department in self._bodies else None

    def _claimed(self, unit: NodeRef) -> NodeRef | None:
        """The department that the latest documents name; of two in one year the first by key."""
        claims = self._claims.get(unit)
        return min(claims, key=lambda claim: (-claim[0], claim[1]))[1] if claims else None

    def _node(self, kind: OrganisationKind, region: Place, name: str, printed: str) -> NodeRef:
        label = "Department" if kind is OrganisationKind.DEPARTMENT else "Unit"
        node = self.graph.add(NodeRow(label, _key(region, kind, name)))
        if node.ref not in self._bodies:
            node.properties["kind"] = kind.value
            self._bodies[node.ref] = _Body(region, name)
            self.graph.connect("IN_REGION", node.ref, self._region(region))
        self._bodies[node.ref].printed[printed.strip()] += 1
        return node.ref

    def _region(self, place: Place) -> NodeRef:
        node = self.graph.add(NodeRow("Region", place.key))
        node.properties.update(code=place.code, name=place.name, level=place.level.value)
        if place.parent:
            self.graph.connect("PART_OF", node.ref, self._region(place.parent))
        return node.ref


def _key(region: Place, kind: OrganisationKind, name: str) -> str:
    return f"{region.key}/{kind.value.lower()}/{name}"


def _fullest(forms: Counter[str]) -> str:
    """The longest printed form, the mark of an own office aside; of equally long ones the one printed most often."""
    bare = Counter[str]()
    for form, count in forms.items():
        bare[without_own_office(form)] += count
    return min(bare, key=lambda form: (-len(fold(form)), -bare[form], form))
