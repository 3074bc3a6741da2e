"""Funding paths (资金路径): how money leads from one node to another, each step with its evidence.

Followed from both ends at once, through projects, bodies and policies; a funding source and a region, which join everything
with everything, are passed only at a path's end, from a whole to its parts. A path goes from sources and regions over bodies
and projects to policies, or back; between two nodes of one rank it turns once, where they meet. All its steps are of one
year, and it can carry what its narrowest step does.
"""

from collections.abc import Mapping
from typing import Any

from graph.analysis.asking import SourcesAsked, entities
from graph.analysis.paths.around import read_around, read_ends
from graph.analysis.paths.evidence import Evidence, read_evidence
from graph.analysis.paths.search import Path, Search
from graph.analysis.paths.steps import Ref
from graph.errors import LimitExceeded
from graph.plan import Field, FundingPaths
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import MoneyUnit


async def funding_paths(asked: FundingPaths, field: Field, reader: Reader) -> Value:
    """The values of kind FundingPath that a question asks for, shortest and largest first.

    Raises:
        BadUserInput: an end is not there.
        LimitExceeded: nothing was found, and more lies around the ends than is read.
    """
    paths, is_cut = await _found(asked, reader)
    if is_cut and not paths:
        raise LimitExceeded(
            "No path was found among the largest projects and bodies beside the two ends, and more lie beside them than are "
            "followed. Ask from a project, a unit or a department that is nearer to the other end."
        )
    wanted = field.selection.fields.get("FundingPath", ()) if field.selection else ()
    refs = list(dict.fromkeys(ref for path in paths for ref in path.nodes))
    known = {part.key: await entities(reader, refs, part) for part in wanted if part.name == "nodes"}
    sources = SourcesAsked("FundingPath", field)
    steps = {step for path in paths for step in path.steps} if any(part.name == "sources" for part in wanted) else ()
    evidence = await read_evidence(steps, sources, reader)
    return [
        {
            part.key: _printed(path, part, sources, evidence)
            if part.name == "sources"
            else _member(path, part, known.get(part.key, {}), is_cut=is_cut)
            for part in wanted
        }
        for path in paths
    ]


async def _found(asked: FundingPaths, reader: Reader) -> tuple[list[Path], bool]:
    """The best paths, and whether there may be others."""
    ends = await read_ends(asked, reader)
    if len(ends.years) > 1:
        return [], False
    around = await read_around(ends, reader)
    search = Search(around.steps.values(), asked)
    return search.best(), around.is_cut or around.is_full or search.is_cut


def _printed(path: Path, asked: Field, sources: SourcesAsked, evidence: Evidence) -> Value:
    """Where the steps are printed, each place once."""
    places = sources.answered(asked, [place for step in path.steps for place in evidence.of(step, path.year)])
    return list({repr(place): place for place in places}.values())[: asked.size]


def _member(path: Path, asked: Field, known: Mapping[Ref, Any], *, is_cut: bool) -> Value:
    match asked.name:
        case "nodes":
            return [known[ref] for ref in path.nodes]
        case "relations":
            return [step.relation for step in path.steps]
        case "amount":
            return money_in(asked.unit or MoneyUnit.YUAN)(path.fen)
        case "truncated":
            return is_cut
        case _:
            return asked.word
