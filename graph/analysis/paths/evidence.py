"""Where the steps of paths are printed: read for the steps that an answer has, and for no others."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from graph.analysis.asking import SourcesAsked, all_linked, entities, fields, first_linked, key_of, linked, selection
from graph.analysis.paths.steps import PAYS, Ref, Step
from graph.identity import parse_node_id
from graph.plan import ByKeys, Field, Plan, Selection
from graph.store import Reader

Place: TypeAlias = Mapping[str, Any]

OF_BODIES: Final = {"UNIT_OF", "IN_REGION"}
"""Steps that no amount prints: the documents of the body stand for them (of a department, which lists its units), or of its
first project where it published none."""


class Evidence:
    """The places that print some steps."""

    def __init__(self, found: Mapping[Ref, Any], titles: Mapping[str, Place]) -> None:
        """What the nodes print that tell the steps, and the titles of documents by key."""
        self._found = found
        self._titles = titles

    def of(self, step: Step, year: int | None) -> list[Place]:
        """Where a step of a year's path is printed; nowhere where a reference table tells it (普陀区 lies in 上海市)."""
        node = self._found.get(_told_by(step))
        if node is None:
            return []
        match step.relation:
            case "BASED_ON":
                named = [one for one in node["citations"]["nodes"] if _is(one["legal_basis"], step.target)]
                return [place for one in named for place in one["sources"]]
            case "PAYS" if step.line is None:
                paid = [one for one in node["funding"] if _is(one["source"], step.source)]
                return [place for one in paid for place in one["sources"]]
            case relation if relation in OF_BODIES:
                documents = _documents(node)
                of_year = [document for document in documents if document["year"] == year]
                return [self._titles[key_of(document)] for document in of_year or documents]
            case _:
                return list(node["sources"])


async def read_evidence(steps: Iterable[Step], sources: SourcesAsked, reader: Reader) -> Evidence:
    """What prints some steps, as the places are asked for."""
    refs = sorted({_told_by(step) for step in steps if step.relation not in {"PART_OF", "PART_OF_SOURCE"}})
    if not refs:
        return Evidence({}, {})
    (found,) = await reader.answer([Plan(ByKeys(tuple(refs)), Field("told", "told", selection=_telling(sources)))])
    assert isinstance(found, list)
    nodes = {ref: node for ref, node in zip(refs, found, strict=True) if node}
    documents = {key_of(one): one["title"] for node in nodes.values() for one in _documents(node)}
    return Evidence(nodes, await _titles(documents, sources, reader))


def _told_by(step: Step) -> Ref:
    """The node that prints a step."""
    if step.relation == PAYS and step.line is not None:
        return "BudgetLine", step.line
    return step.source if step.relation in {"BASED_ON", "UNIT_OF"} else step.target


def _documents(node: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The documents of a body, or of its first project where it published none; of no other node any."""
    if "disclosures" not in node:
        return ()
    return node["disclosures"] or [one for project in node["projects"]["nodes"] for one in project["disclosures"]]


def _is(node: Mapping[str, Any], ref: Ref) -> bool:
    return parse_node_id(node["id"]) == ref


def _telling(sources: SourcesAsked) -> Selection:
    """What is asked of the nodes that print steps."""
    printed = linked("sources", sources.selection)
    basis = linked("legal_basis", selection("LegalBasis", "id"))
    payer = linked("source", selection("FundingSource", "id"))
    documents = linked("disclosures", selection("Disclosure", "id", "title", "year"))
    of_project = selection("Project", disclosures=documents)
    body = fields("id", disclosures=documents, projects=first_linked("projects", of_project))
    return Selection(
        {
            **selection("BudgetLine", "id", sources=printed).fields,
            **selection(
                "Project",
                "id",
                sources=printed,
                funding=linked("funding", selection("Funding", source=payer, sources=printed)),
                citations=all_linked("citations", selection("Citation", legal_basis=basis, sources=printed)),
            ).fields,
            "Department": body,
            "Unit": body,
        }
    )


async def _titles(titles: Mapping[str, str], sources: SourcesAsked, reader: Reader) -> dict[str, Place]:
    """The titles of documents as places that are printed: on no page that is told."""
    asked: Sequence[Field] = sources.selection.fields["Source"]
    refs = [("Disclosure", key) for key in titles]
    known = {part.key: await entities(reader, refs, part) for part in asked if part.name == "disclosure"}
    said = {
        key: {part.key: title if part.name == "text" else part.word for part in asked if part.key not in known}
        for key, title in titles.items()
    }
    return {
        key: place | {name: documents["Disclosure", key] for name, documents in known.items()}
        for key, place in said.items()
    }
