"""Spending lineage (资金流向): where a body's money comes from and goes to, ready for a Sankey diagram.

Every portion of money has one station at each level, so what flows into a level flows out of it, whatever the levels. What
no document says is at the station 未披露 (undisclosed); what has no project, since it is basic expenditure, at 非项目支出.
Where rounded figures of one sum differ, the difference is at 四舍五入差额.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.analysis.asking import SourcesAsked, entities
from graph.analysis.lineage.flows import Flows, Link, Node, flows_of
from graph.analysis.lineage.reading import read_bodies, read_years
from graph.analysis.lineage.spending import spending_of
from graph.analysis.lineage.warnings import is_silent, warnings_of
from graph.errors import LimitExceeded
from graph.plan import LIST_LIMIT, Field, Lineage
from graph.store import Reader, Value
from graph.store.aggregates import money_in
from graph.terms import MoneyUnit

__all__ = ["Flows", "Link", "Node", "flows_of", "spending_lineage"]


async def spending_lineage(asked: Lineage, field: Field, reader: Reader) -> Value:
    """The value of kind LineageGraph that a question asks for."""
    wanted = field.selection.fields.get("LineageGraph", ()) if field.selection else ()
    sources = SourcesAsked("LineageLink", field)
    spent = [spending_of(body) for body in await read_bodies(asked, reader, sources.selection)]
    flows = flows_of([portion for spending in spent for portion in spending.portions], asked.levels)
    if max(len(flows.nodes), len(flows.links)) > LIST_LIMIT:
        raise LimitExceeded(
            f"The flows have {len(flows.nodes)} nodes and {len(flows.links)} links; at most {LIST_LIMIT} are answered. "
            "Ask for fewer levels, or for one department."
        )
    years = await read_years(asked, reader) if all(is_silent(spending.body) for spending in spent) else []
    warnings = warnings_of(asked, spent, years)
    return await _shaped(flows, warnings, wanted, sources, reader)


async def _shaped(
    flows: Flows, warnings: Sequence[str], wanted: Sequence[Field], sources: SourcesAsked, reader: Reader
) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for part in wanted:
        match part.name:
            case "nodes":
                answer[part.key] = await _shaped_nodes(flows.nodes, part, reader)
            case "links":
                fields = part.selection.fields.get("LineageLink", ()) if part.selection else ()
                answer[part.key] = [
                    {one.key: _link_member(link, one, sources) for one in fields} for link in flows.links
                ]
            case "warnings":
                answer[part.key] = [*warnings]
            case "total" | "traced" | "undisclosed":
                answer[part.key] = money_in(part.unit or MoneyUnit.YUAN)(getattr(flows, part.name))
            case _:
                answer[part.key] = part.word
    return answer


async def _shaped_nodes(nodes: Sequence[Node], asked: Field, reader: Reader) -> list[dict[str, Any]]:
    fields = asked.selection.fields.get("LineageNode", ()) if asked.selection else ()
    refs = list(dict.fromkeys(node.station.entity for node in nodes if node.station.entity))
    known = {part.key: await entities(reader, refs, part) for part in fields if part.name == "entity"}
    return [{part.key: _node_member(node, part, known.get(part.key, {})) for part in fields} for node in nodes]


def _node_member(node: Node, asked: Field, known: Mapping[tuple[str, str], Any]) -> Value:
    match asked.name:
        case "key":
            return node.key
        case "level":
            return node.level.value
        case "label":
            return node.station.label
        case "entity":
            return known.get(node.station.entity) if node.station.entity else None
        case "undisclosed":
            return node.station.undisclosed
        case "amount":
            return money_in(asked.unit or MoneyUnit.YUAN)(node.fen)
        case _:
            return asked.word


def _link_member(link: Link, asked: Field, sources: SourcesAsked) -> Value:
    match asked.name:
        case "source":
            return link.source
        case "target":
            return link.target
        case "amount":
            return money_in(asked.unit or MoneyUnit.YUAN)(link.fen)
        case "sources":
            places = sources.answered(asked, link.printed)
            return list({repr(place): place for place in places}.values())[: asked.size]
        case _:
            return asked.word
