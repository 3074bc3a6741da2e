"""Places → Region nodes: each region that a body lies in, with those around it."""

from graph.assembly.tallies import Tallies, Tally, tally_in
from graph.model import Graph, NodeRef, NodeRow
from graph.regions import Place


def count_region(tallies: Tallies, place: Place) -> None:
    """Counts that something lies in the region, and so in every region around it."""
    for part in place.path:
        said = (part.code or "", part.name, part.level.value, part.parent.key if part.parent else "")
        tally_in(tallies, ("Region", part.key))[said] += 1


def add_region(graph: Graph, ref: NodeRef, tally: Tally) -> None:
    """Adds a region below the wider one; its key says all of it, so that every entry of the tally says the same."""
    code, name, level, parent = next(iter(tally))
    node = graph.add(NodeRow(*ref))
    node.properties.update(code=code or None, name=name, level=level)
    if parent:
        graph.connect("PART_OF", ref, ("Region", parent))
