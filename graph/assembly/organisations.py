"""Whose money: organisation names as printed → departments and units of a region, each once."""

from collections import Counter
from collections.abc import Mapping

from graph.assembly.regions import count_region
from graph.assembly.tallies import Tallies, Tally, tally_in
from graph.bodies import Body
from graph.identity import fold, without_own_office
from graph.model import Graph, NodeRef, NodeRow
from graph.organs import organ_of

_PRINTED = "printed"
_CLAIMED = "claimed"


def count_body(tallies: Tallies, body: Body, printed: str) -> None:
    """Counts that a document prints the organisation in that form."""
    tally_in(tallies, body.ref)[_PRINTED, printed.strip()] += 1
    count_region(tallies, body.region)


def count_claim(tallies: Tallies, unit: Body, department: Body, year: int) -> None:
    """Counts that a document of that year puts the unit under the department."""
    tally_in(tallies, unit.ref)[_CLAIMED, str(year), department.ref[1]] += 1


def departments_claiming(tally: Tally, year: int) -> set[str]:
    """The keys of the departments whose documents of a year list the unit."""
    return {entry[2] for entry in tally if entry[0] == _CLAIMED and entry[1] == str(year)}


def department_of_own_office(unit: NodeRef) -> NodeRef:
    """The department that bears the unit's name, if there is one: the unit is its own office, whoever says so."""
    return "Department", unit[1].replace("/unit/", "/department/", 1)


def own_office_of_department(department: NodeRef) -> NodeRef:
    """The unit that bears the department's name, if there is one."""
    return "Unit", department[1].replace("/department/", "/unit/", 1)


def add_organisation(graph: Graph, ref: NodeRef, tallies: Mapping[NodeRef, Tally]) -> None:
    """Names an organisation by its fullest form, and puts a unit under one department."""
    kind, key = ref
    own = department_of_own_office(ref) if kind == "Unit" else None
    own_tally = tallies.get(own) if own else None
    printed = _printed(tallies[ref])
    name = _fullest(printed + _printed(own_tally) if own_tally else printed)
    node = graph.add(NodeRow(kind, key))
    node.properties.update(kind=kind.upper(), name=name, aliases=tuple(sorted(printed.keys() - {name})))
    region, _, own_name = key.partition(f"/{kind.lower()}/")
    if kind == "Department":
        node.properties.update(organ=organ_of(own_name, region))
    graph.connect("IN_REGION", ref, ("Region", region))
    above = own if own_tally else _claimed(tallies[ref])
    if above:
        graph.connect("UNIT_OF", ref, above)


def _printed(tally: Tally) -> Counter[str]:
    return Counter({entry[1]: count for entry, count in tally.items() if entry[0] == _PRINTED})


def _claimed(tally: Tally) -> NodeRef | None:
    """The department that the latest documents name; of two in one year the first by key."""
    claims = [(-int(entry[1]), entry[2]) for entry in tally if entry[0] == _CLAIMED]
    return ("Department", min(claims)[1]) if claims else None


def _fullest(forms: Counter[str]) -> str:
    """The longest printed form, the mark of an own office aside; of equally long ones the one printed most often."""
    bare = Counter[str]()
    for form, count in forms.items():
        bare[without_own_office(form)] += count
    return min(bare, key=lambda form: (-len(fold(form)), -bare[form], form))
