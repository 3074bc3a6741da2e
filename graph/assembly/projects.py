"""Project facts → Project nodes: what a statement and a target form say of one project of one year stands in one node.

A project is told apart by who carries it out: the unit where one is printed, else the department. Names alone do not do,
since units of one department give their projects the same ones (信息化运维项目 of 组织部本级 2024 and of its training centre 2025).
That a department's statement means the project of one of its units is a judgement, which a link may state and no key. Where
no body is known at all, the document tells projects apart.

The form's exact amount in yuan wins over the statement's, which is rounded to 万元 (网络信息系统运行与维护 2025: 543,050.00 on
the form, 54.31万元 in the statement); of texts the first in the order of documents stands. Every source is kept.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.assembly.policies import Policies
from graph.assembly.sources import source_row, source_rows
from graph.documents import Document
from graph.facts import Citation, Indicator, ProjectFact, SubItem
from graph.identity import fold
from graph.model import Graph, NodeRef, NodeRow, RowValue
from graph.policies.names import name_of, rule_of, title_in
from graph.policies.numbers import normalise_document_number

_TEXTS: Final = ("nature", "category", "overview", "basis", "implementer", "plan", "schedule", "goal")


@dataclass(slots=True)
class ProjectIndex:
    """The projects met so far, and the policies that their citations name; of the projects only `wanted`, if given."""

    graph: Graph
    policies: Policies
    wanted: Collection[str] | None = None
    _departments: dict[NodeRef, NodeRef] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Adds what a document says of projects; of two departments the first in the order of documents stands."""
        for fact in document.projects:
            key = project_key(document, fact)
            if self.wanted is None or key in self.wanted:
                self._add(document, fact, key)

    def _add(self, document: Document, fact: ProjectFact, key: str) -> None:
        department, unit = document.bodies_of(fact)
        sha256 = document.disclosure.sha256
        node = self.graph.add(NodeRow("Project", key))
        _merge_properties(node, fact)
        _merge_values(node, fact, sha256)
        if department and self._departments.setdefault(node.ref, department.ref) == department.ref:
            self.graph.connect("PROJECT_OF", node.ref, department.ref)
        if unit:
            self.graph.connect("CARRIED_OUT_BY", node.ref, unit.ref)
        self.graph.connect("DESCRIBED_IN", node.ref, ("Disclosure", sha256))
        for citation in fact.citations:
            self._add_citation(node, citation, document)

    def _add_citation(self, project: NodeRow, citation: Citation, document: Document) -> None:
        name, sha256 = name_of(citation, document.citing), document.disclosure.sha256
        policy = self.policies.policy(name)
        node = self.graph.add(NodeRow("Citation", "|".join((project.key, policy, citation.article or ""))))
        printed = {
            "article": citation.article,
            "text": citation.text,
            "title": citation.title,
            "document_number": normalise_document_number(citation.document_number)
            if citation.document_number
            else None,
            "issuer": citation.issuer,
            "relation": citation.relation.value,
            "identified_by": rule_of(name, policy).value,
        }
        node.properties = {**printed, **node.properties}
        node.values["sources"] = (*node.values.get("sources", ()), *source_rows(sha256, citation.sources))
        self.graph.connect("CITED_BY_PROJECT", node.ref, project.ref)
        self.graph.connect("CITES", node.ref, ("LegalBasis", policy))
        self.graph.connect("BASED_ON", project.ref, ("LegalBasis", policy))
        for base in (policy, *self.policies.bases(policy)):
            self.graph.connect("RESTS_ON", project.ref, ("LegalBasis", base))


def project_key(document: Document, fact: ProjectFact) -> str:
    """The project that a document's fact speaks of."""
    department, unit = document.bodies_of(fact)
    owner = unit or department
    return f"{owner.ref[1] if owner else document.disclosure.sha256}|{fact.year}|{fold(fact.name)}"


def titles_named(document: Document) -> Iterator[tuple[str, str]]:
    """The projects with each title by which a document's fact of them cites, where no number stands beside it."""
    for fact in document.projects:
        for citation in fact.citations:
            if title := title_in(name_of(citation, document.citing)):
                yield project_key(document, fact), title


def _merge_properties(node: NodeRow, fact: ProjectFact) -> None:
    properties = node.properties
    properties.setdefault("name", fact.name)
    properties.setdefault("year", fact.year)
    for name in _TEXTS:
        if properties.get(name) is None:
            properties[name] = getattr(fact, name)
    for name, day in (("start_date", fact.start), ("end_date", fact.end)):
        if day and (fact.is_form or properties.get(name) is None):
            properties[name] = day.isoformat()
    for name in ("amount", "prior_year_budget", "prior_year_actual"):
        money = getattr(fact, name)
        if money and (fact.is_form or properties.get(name) is None):
            properties[name] = money.fen
    if fact.has_specific_basis is not None:
        properties["has_specific_basis"] = bool(properties.get("has_specific_basis")) or fact.has_specific_basis


def _merge_values(node: NodeRow, fact: ProjectFact, sha256: str) -> None:
    values = node.values
    values["sources"] = (*values.get("sources", ()), *source_rows(sha256, fact.sources))
    if fact.funding and not values.get("funding"):
        values["funding"] = tuple(
            {"source": part.source_code, "amount": part.amount.fen, "sources": (source_row(sha256, part.source),)}
            for part in fact.funding
        )
    values["unspecific_bases"] = (
        *values.get("unspecific_bases", ()),
        *(
            {"kind": basis.kind.value, "text": basis.text, "sources": source_rows(sha256, basis.sources)}
            for basis in fact.unspecific_bases
        ),
    )
    values["sub_items"] = _united(
        values.get("sub_items", ()), [_sub_item(sha256, item) for item in fact.sub_items], "amount"
    )
    values["indicators"] = _united(
        values.get("indicators", ()), [_indicator(sha256, indicator) for indicator in fact.indicators], "text"
    )


def _united(known: tuple[RowValue, ...], new: Sequence[Mapping[str, Any]], distinguishing: str) -> tuple[RowValue, ...]:
    """The values of both documents: the same one printed in both is one value with the sources of both."""
    united: list[dict[str, Any]] = [dict(value) for value in known]
    remaining = Counter((value["name"], value[distinguishing]) for value in known)
    for value in new:
        identity = (value["name"], value[distinguishing])
        if remaining[identity] > 0:
            remaining[identity] -= 1
            twin = next(old for old in united if (old["name"], old[distinguishing]) == identity)
            twin["sources"] = (*twin["sources"], *value["sources"])
        else:
            united.append(dict(value))
    return tuple(united)


def _sub_item(sha256: str, item: SubItem) -> RowValue:
    return {
        "name": item.name,
        "amount": item.amount.fen if item.amount else None,
        "sources": (source_row(sha256, item.source),),
    }


def _indicator(sha256: str, indicator: Indicator) -> RowValue:
    return {
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "operator": indicator.operator,
        "value": indicator.value,
        "unit": indicator.unit,
        "text": indicator.text,
        "sources": source_rows(sha256, indicator.sources),
    }
