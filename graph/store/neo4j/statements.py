"""A plan → one Cypher statement with its parameters, and the function that shapes its one row into the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.ontology import KINDS, kinds_of
from graph.plan import AboutDataset, ByKeys, Every, Field, First, Plan, Predicate, Search, Selection
from graph.store.neo4j.conditions import Scope, condition
from graph.store.neo4j.names import pattern
from graph.store.neo4j.selections import Origin, Part, Shaper, connection, listed, nodes
from graph.store.search import fold_for_search


@dataclass(frozen=True, slots=True)
class Statement:
    """What the driver is given, and what shapes the value that comes back."""

    text: str
    parameters: dict[str, Any]
    shape: Shaper


def statement_of(plan: Plan) -> Statement:
    """The plan's statement."""
    scope = Scope()
    part = _root(plan, scope)
    return Statement(f"RETURN {part.expression} AS answer", scope.parameters, part.shape)


def _root(plan: Plan, scope: Scope) -> Part:
    root, field = plan.root, plan.field
    match root:
        case ByKeys(keys, single):
            return _by_keys(keys, field, scope, single=single)
        case First(kinds, where):
            return _first(kinds, where, field, scope)
        case Every(kinds, where):
            variable = scope.variable()
            origin = Origin(f"MATCH {pattern(variable, kinds)}", variable, kinds)
            return (connection if field.window else listed)(origin, where, field, scope)
        case Search(text, size):
            return _search(text, size, field, scope)
        case AboutDataset():
            return _dataset(field)


def _by_keys(keys: Sequence[tuple[str, str] | None], field: Field, scope: Scope, *, single: bool) -> Part:
    wanted: dict[str, list[str]] = {}
    for kind, key in (pair for pair in keys if pair):
        wanted.setdefault(kind, []).append(key)
    parts: dict[str, Part] = {}
    for kind in sorted(set(wanted) & set(kinds_of("Node"))):
        variable = scope.variable()
        node = nodes(field.selection, variable, (kind,), scope)
        found = f"MATCH ({variable}:{kind}) WHERE {variable}.key IN {scope.parameter(tuple(wanted[kind]))}"
        parts[kind] = Part(f"COLLECT {{ {found} RETURN [{variable}.key, {node.expression}] }}", node.shape)

    def shape(row: Any) -> Any:
        found = {
            (kind, key): part.shape(value)
            for (kind, part), listed_rows in zip(parts.items(), row, strict=True)
            for key, value in listed_rows
        }
        answers = [found.get(pair) if pair else None for pair in keys]
        return answers[0] if single else answers

    return Part(f"[{', '.join(part.expression for part in parts.values())}]", shape)


def _first(kinds: Sequence[str], where: Predicate, field: Field, scope: Scope) -> Part:
    parts = []
    for kind in kinds:
        variable = scope.variable()
        node = nodes(field.selection, variable, (kind,), scope)
        parts.append(
            Part(
                f"COLLECT {{ MATCH ({variable}:{kind}) WHERE {condition(where, variable, (kind,), scope)} "
                f"WITH {variable} ORDER BY {variable}.key LIMIT 1 RETURN {node.expression} }}",
                node.shape,
            )
        )

    def shape(row: Any) -> Any:
        return next((part.shape(found[0]) for part, found in zip(parts, row, strict=True) if found), None)

    return Part(f"[{', '.join(part.expression for part in parts)}]", shape)


SEARCHED: Final = tuple(kind.name for kind in KINDS if kind.searched)


def _search(text: str, size: int, field: Field, scope: Scope) -> Part:
    """Candidates by the full-text index over pairs of characters, verified and ranked as the embedded store ranks them."""
    wanted = fold_for_search(text)
    fields = (field.selection or Selection()).fields.get("SearchResult", ())
    variable = scope.variable()
    asked = [nodes(part.selection, variable, SEARCHED, scope) for part in fields if part.name == "hit"]
    given = scope.parameter(wanted)
    pairs = " AND ".join(f'"{_escaped(wanted[at : at + 2])}"' for at in range(len(wanted) - 1))
    share = f"toFloat(size({given})) / size(folded)"
    score = f"round(CASE WHEN folded STARTS WITH {given} THEN 0.5 + {share} / 2 ELSE {share} / 2 END, 4)"
    expression = (
        f"COLLECT {{ CALL db.index.fulltext.queryNodes('searched', {scope.parameter(pairs)}) YIELD node AS {variable} "
        f"UNWIND range(0, size({variable}.searched) - 1) AS at "
        f"WITH {variable}, {variable}.searched[at] AS folded, {variable}.searched_as_printed[at] AS printed "
        f"WHERE folded CONTAINS {given} "
        f"WITH {variable}, {score} AS score, printed ORDER BY score DESC "
        f"WITH {variable}, max(score) AS best, head(collect(printed)) AS matched "
        f"ORDER BY best DESC, labels({variable})[0], {variable}.key LIMIT {scope.parameter(size)} "
        f"RETURN [best, matched{''.join(f', {part.expression}' for part in asked)}] }}"
    )

    def shape(row: Any) -> Any:
        best, matched, *rows = row
        hits = iter([part.shape(value) for part, value in zip(asked, rows, strict=True)])
        plain = {"score": best, "matched": matched, "__typename": "SearchResult"}
        return {part.key: next(hits) if part.name == "hit" else plain[part.name] for part in fields}

    return Part(expression, lambda rows: [shape(row) for row in rows])


def _escaped(pair: str) -> str:
    """A pair of characters inside Lucene's quotes."""
    return pair.replace("\\", "\\\\").replace('"', '\\"')


def _dataset(field: Field) -> Part:
    """The counts of what is stored, beside the version that the last load wrote."""
    members = {
        "version": "head(COLLECT { MATCH (d:Dataset) RETURN d.version })",
        "loaded_at": "head(COLLECT { MATCH (d:Dataset) RETURN d.loaded_at })",
        "disclosures": "COUNT { MATCH (:Disclosure) }",
        "nodes": "COUNT { MATCH (n) WHERE NOT n:Dataset }",
        "relationships": "COUNT { MATCH ()-->() }",
        "store": "'neo4j'",
        "__typename": "'Dataset'",
    }
    fields = (field.selection or Selection()).fields.get("Dataset", ())

    def shape(row: Any) -> Any:
        return {part.key: value for part, value in zip(fields, row, strict=True)}

    return Part(f"[{', '.join(members[part.name] for part in fields)}]", shape)
