"""The tallies of policies → LegalBasis nodes, each under the title that is printed most often, with what it leads to."""

import re

from graph.assembly.policies import (
    BASED_ON,
    CITED,
    CITED_IN,
    FORM,
    IMPLEMENTED_BY,
    ISSUED,
    NUMBERED,
    SPOKEN_OF,
    TITLED,
    LinkEnd,
    Policies,
    link_ends,
    texts,
)
from graph.assembly.tallies import Tally
from graph.identity import fold_title
from graph.model import Graph, NodeRef, NodeRow, RowValue
from graph.policies.issuers import issued_by
from graph.policies.names import number_in
from graph.policies.numbers import parse_document_number
from graph.reference import policy_terms


def add_legal_basis(graph: Graph, ref: NodeRef, tally: Tally, policies: Policies) -> None:
    """Adds a policy; what it carries out, and what carries it out, by the names that stand for policies."""
    key = ref[1]
    printed_number = _most_printed(tally, NUMBERED) or number_in(key)
    known = policies.registry.of(key, texts(tally, TITLED))
    title = _most_printed(tally, TITLED) or (known.title if known else None) or _most_printed(tally, SPOKEN_OF)
    parsed = parse_document_number(printed_number) if printed_number else None
    shown = title or printed_number or key
    issued = issued_by(shown, printed_number, _most_printed(tally, ISSUED), texts(tally, CITED_IN))
    node = graph.add(NodeRow(*ref))
    node.properties.update(
        title=shown,
        document_number=printed_number,
        issuer=issued.issuer,
        issuer_evidence=issued.evidence,
        level=issued.level.value if issued.level else None,
        year=parsed.year if parsed else None,
        document_type=document_type(shown),
        issued=known.issued if known else None,
        address=known.address if known else None,
        aliases=tuple(sorted(texts(tally, FORM).keys() - {shown, printed_number or ""})),
        citation_count=tally[CITED,],
    )
    for member, direction in (("based_on", BASED_ON), ("implemented_by", IMPLEMENTED_BY)):
        node.values[member] = _links(key, tally, direction, policies)
    for link in node.values["based_on"]:
        graph.connect(str(link["relation"]), ref, ("LegalBasis", str(link["legal_basis"])))


def _links(key: str, tally: Tally, direction: str, policies: Policies) -> tuple[RowValue, ...]:
    """The links in one direction, each relation to a policy once: the surest, and where it is printed first."""
    best: dict[tuple[str, str], LinkEnd] = {}
    for end in link_ends(tally):
        other = policies.policy(end.name)
        known = best.get((other, end.relation))
        if end.direction == direction and other != key and (known is None or end.confidence > known.confidence):
            best[other, end.relation] = end
    return tuple(
        {
            "legal_basis": other,
            "relation": relation,
            "confidence": float(end.confidence),
            "reason": end.reason,
            "source": end.source_row,
        }
        for (other, relation), end in sorted(best.items())
    )


def document_type(title: str) -> str | None:
    """What kind of document the title says that it is: the last of the known words that it ends with, 试行 and years aside."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", fold_title(title)).rstrip("》")
    endings = [word for word in policy_terms().document_types if bare.endswith(word)]
    return max(endings, key=len, default=None)


def _most_printed(tally: Tally, said: str) -> str | None:
    forms = texts(tally, said)
    return min(forms, key=lambda form: (-forms[form], -len(form), form), default=None)
