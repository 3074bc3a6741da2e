"""The nodes that many documents speak of: what each document adds to their tallies, and the nodes that the tallies are.

`add_shared` looks at the tallies of few other nodes beside the node's own; `looked_at` tells which, so that a store can read
them before.
"""

from collections.abc import Mapping
from typing import Final

from graph.assembly.codes import add_code, codes_above, count_code
from graph.assembly.legal_bases import add_legal_basis
from graph.assembly.organisations import add_organisation, count_body, count_claim, department_of_own_office
from graph.assembly.policies import Policies, count_citation
from graph.assembly.regions import add_region
from graph.assembly.tallies import Tallies, Tally
from graph.bodies import body_named
from graph.documents import Document
from graph.facts import OrganisationMention, ProjectFact
from graph.model import Graph, NodeRef
from graph.terms import OrganisationKind

SHARED: Final = ("Region", "Department", "Unit", "ClassificationCode", "LegalBasis", "Title")
"""The kinds that have tallies. A title is no node of the graph: it says which policy is named where no number is printed."""


def tallies_of(document: Document) -> Tallies:
    """What a document says of nodes that it shares with others."""
    tallies: Tallies = {}
    publisher, disclosure = document.publisher, document.disclosure
    if publisher:
        count_body(tallies, publisher, disclosure.organisation or "")
        for item in document.line_items:
            count_code(tallies, item, disclosure.year)
    for mention in document.mentions:
        _count_mention(tallies, document, mention)
    for project in document.projects:
        _count_project(tallies, document, project)
    return tallies


def add_shared(graph: Graph, ref: NodeRef, tallies: Mapping[NodeRef, Tally], policies: Policies) -> None:
    """Adds the node that a tally is, with the relationships that begin at it; `policies` are those of the tallies."""
    match ref[0]:
        case "Region":
            add_region(graph, ref, tallies[ref])
        case "ClassificationCode":
            add_code(graph, ref, tallies)
        case "LegalBasis":
            add_legal_basis(graph, ref, tallies[ref], policies)
        case "Department" | "Unit":
            add_organisation(graph, ref, tallies)


def looked_at(ref: NodeRef) -> list[NodeRef]:
    """The other nodes whose tallies decide about the node."""
    match ref[0]:
        case "Unit":
            return [department_of_own_office(ref)]
        case "ClassificationCode":
            return codes_above(ref)
        case _:
            return []


def _count_mention(tallies: Tallies, document: Document, mention: OrganisationMention) -> None:
    department = document.department_of(mention)
    if department and mention.department:
        count_body(tallies, department, mention.department)
    if not mention.is_own_office:
        named = body_named(mention.name, mention.kind, document.region)
    elif department:
        named = department.own_office
    else:
        return  # told as unread: 本部 of no department is no body
    count_body(tallies, named, mention.name)
    if mention.kind is OrganisationKind.UNIT and department and department.kind is OrganisationKind.DEPARTMENT:
        count_claim(tallies, named, department, document.disclosure.year)


def _count_project(tallies: Tallies, document: Document, project: ProjectFact) -> None:
    department, unit = document.bodies_of(project)
    for body, printed in ((department, project.department), (unit, project.unit)):
        if body and printed:
            count_body(tallies, body, printed)
    for citation in project.citations:
        count_citation(tallies, citation, document.citing, document.disclosure.sha256)
