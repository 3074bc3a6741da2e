"""Why citations are taken for one policy: every printed form with its rule and its places, the issuer, and what it leads to.

It asks the configured store what anyone can ask the service.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from graph.errors import RequestError, UnknownPolicy
from graph.policies.numbers import parse_document_number
from graph.store import Reader
from service.execution import Operation, execute
from service.limits import EXTENSIONS
from service.schema import build_schema

POLICY: Final = """
query ($documentNumber: String, $title: String, $after: String) {
  legalBasis(documentNumber: $documentNumber, title: $title) {
    title documentNumber issuer issuerEvidence level issued address aliases citationCount
    basedOn { relation confidence reason legalBasis { title documentNumber } source { ...place } }
    implementedBy { relation confidence reason legalBasis { title documentNumber } source { ...place } }
    citations(first: 100, after: $after) {
      nodes { title documentNumber identifiedBy project { name year } sources { ...place } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
fragment place on Source { page line text disclosure { fileName } }
"""

RULES: Final = {
    "NUMBER": "the same number",
    "TITLE": "the same title, as far as titles tell documents apart",
    "TITLE_WITH_NUMBER": "a title that stands beside this one number elsewhere",
    "CURATED": "kept apart by graph/reference/policies_apart.toml",
}


async def explain_policy(reader: Reader, name: str) -> list[str]:
    """The lines that explain the policy of a number or a title.

    Raises:
        UnknownPolicy: no loaded document cites it.
        RequestError: the store refused the question.
    """
    schema = build_schema(EXTENSIONS)
    variables: dict[str, Any] = {"documentNumber" if parse_document_number(name) else "title": name}
    cited: list[Mapping[str, Any]] = []
    while True:
        response = await execute(schema, reader, Operation(POLICY, variables), "explain")
        if errors := response.get("errors"):
            raise RequestError(errors[0]["message"])
        policy = response["data"]["legalBasis"]
        if policy is None:
            raise UnknownPolicy(f"No loaded document cites “{name}”. Give the number or the title as it is printed.")
        cited += policy["citations"]["nodes"]
        page = policy["citations"]["pageInfo"]
        if not page["hasNextPage"]:
            return list(_explanation(policy, cited))
        variables["after"] = page["endCursor"]


def _explanation(policy: Mapping[str, Any], citations: list[Mapping[str, Any]]) -> Iterator[str]:
    """The lines that explain a policy, as answered to POLICY, with its citations of all pages."""
    yield f"{policy['title']}  {policy['documentNumber'] or '(no number known)'}"
    yield f"issuer: {policy['issuer'] or 'open'}. {policy['issuerEvidence'] or ''} Level: {policy['level'] or 'open'}."
    if policy["issued"] or policy["address"]:
        yield f"registry: issued {policy['issued'] or 'on an unknown day'}, {policy['address'] or 'without address'}"
    yield f"{policy['citationCount']} citations, by printed form:"
    forms: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for citation in citations:
        form = " ".join(filter(None, (citation["title"], citation["documentNumber"])))
        forms.setdefault((form, citation["identifiedBy"]), []).append(citation)
    for (form, rule), its in sorted(forms.items()):
        yield f"  “{form}”: {RULES[rule]}"
        for citation in its:
            project = citation["project"]
            yield f"    {project['name']} {project['year']}, {_place(citation['sources'][0])}"
    for heading, member in (("leads to", "basedOn"), ("carried out by", "implementedBy")):
        for link in policy[member]:
            other = link["legalBasis"]
            name = " ".join(filter(None, (other["title"], other["documentNumber"])))
            yield f"{heading}: {link['relation']} {name}"
            yield f"    {link['reason']} Confidence {link['confidence']}; {_place(link['source'])}"
    yield "To undo a merge, add the printed form as a line of graph/reference/policies_apart.toml and run `budget-graph build`."


def _place(source: Mapping[str, Any]) -> str:
    where = f"page {source['page']}" if source["page"] else f"line {source['line']}"
    return f"{source['disclosure']['fileName']}, {where}: “{source['text']}”"
