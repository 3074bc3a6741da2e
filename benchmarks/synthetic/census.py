"""How many nodes the graph of some disclosures has, counted while they are made."""

from collections.abc import Iterable

from benchmarks.synthetic.country import Department, province
from benchmarks.synthetic.policies import shared_titles
from graph.disclosures import DisclosureFacts
from graph.facts import LineItem, ProjectFact
from graph.reference import funding_sources


class Census:
    """Counts the nodes that documents make; what one department alone can name is forgotten with it."""

    def __init__(self) -> None:
        self.nodes = len(funding_sources())
        self._lasting: set[object] = set()
        self._passing: set[object] = set()

    def enter(self, department: Department) -> None:
        """Goes to the next department: it, its units and its region."""
        self._passing.clear()
        self.nodes += 1 + len(department.units)
        self._note(self._lasting, {department.region, province(department.region)})

    def add(self, document: DisclosureFacts) -> None:
        """Adds a document of that department."""
        self.nodes += 1
        for fact in document.facts:
            if isinstance(fact, LineItem):
                self.nodes += 1
                self._note(self._lasting, [(fact.scheme, fact.code)] if fact.code else ())
            elif isinstance(fact, ProjectFact):
                project = (fact.unit, fact.year, fact.name)
                titles = {citation.title for citation in fact.citations}
                self._note(
                    self._passing, (project, *((project, title) for title in titles), *(titles - shared_titles()))
                )
                self._note(self._lasting, titles & shared_titles())

    def _note(self, known: set[object], names: Iterable[object]) -> None:
        before = len(known)
        known.update(names)
        self.nodes += len(known) - before
