"""Codes that tables print → ClassificationCode nodes, named as their latest year names them."""

from collections.abc import Mapping

from graph.assembly.tallies import Tallies, Tally, tally_in
from graph.facts import LineItem
from graph.model import Graph, NodeRef, NodeRow


def code_of(item: LineItem) -> NodeRef | None:
    """The node of a row's code, whose name the row prints; None for a row without one."""
    return ("ClassificationCode", f"{item.scheme.value}/{item.code}") if item.code and item.scheme else None


def count_code(tallies: Tallies, item: LineItem, year: int) -> None:
    """Counts the name that a year's document prints beside the code."""
    ref = code_of(item)
    if ref:
        tally_in(tallies, ref)[str(year), item.label] += 1


def codes_above(ref: NodeRef) -> list[NodeRef]:
    """The group and the class that a code would lie in, the nearest first."""
    scheme, code = ref[1].split("/")
    return [(ref[0], f"{scheme}/{code[:length]}") for length in range(len(code) - 2, 2, -2)]


def add_code(graph: Graph, ref: NodeRef, tallies: Mapping[NodeRef, Tally]) -> None:
    """Names a code as its latest year does, and puts it under the nearest group or class that was printed."""
    names = tallies[ref]
    latest = max(int(year) for year, _ in names)
    candidates = {name: count for (year, name), count in names.items() if int(year) == latest}
    scheme, code = ref[1].split("/")
    node = graph.add(NodeRow(*ref))
    node.properties.update(
        scheme=scheme,
        code=code,
        level=(len(code) - 1) // 2,
        name=min(candidates, key=lambda name: (-candidates[name], name)),
        names=tuple(sorted({f"{year} {name}" for year, name in names})),
    )
    parent = next((above for above in codes_above(ref) if above in tallies), None)
    if parent:
        graph.connect("PART_OF_CODE", ref, parent)
