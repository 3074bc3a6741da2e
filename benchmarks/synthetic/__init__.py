"""Synthetic disclosures in a country's proportions, to any size: what benchmarks and load tests fill a store with.

    python -m benchmarks.synthetic --nodes N --seed S --output FOLDER

Departments follow one another without end, each with its units, its years and the documents of both; the size only says
where to stop, so that a smaller set is a prefix of a larger one. What a unit plans or spends in a year is one ledger, a
department's is the sum of its units', and every table, figure and project is a sum over a ledger: the identities inside
a document, and those between the units' documents and the department's, hold because nothing else is printed.
"""

from collections.abc import Iterator
from itertools import count

from benchmarks.synthetic.census import Census
from benchmarks.synthetic.country import departments, editions
from benchmarks.synthetic.documents import print_document
from graph.disclosures import DisclosureFacts

__all__ = ["Census", "synthetic_facts"]


def synthetic_facts(nodes: int, seed: int = 0) -> Iterator[DisclosureFacts]:
    """Disclosures whose graph has about so many nodes; the memory that they take does not grow with their number."""
    census = Census()
    number = count()
    for department in departments(seed):
        census.enter(department)
        for edition in editions(department):
            document = print_document(department, edition, next(number))
            before = census.nodes
            census.add(document)
            if census.nodes - nodes > nodes - before:
                return
            yield document
