"""A plan → one Cypher statement with its parameters, and the function that shapes its one row into the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graph.ontology import KINDS, RELATIONSHIPS
from graph.plan import AboutDataset, ByKeys, Every, Field, First, Plan, Predicate, Search, Selection
from graph.store.neo4j.conditions import Scope, condition, named
from graph.store.neo4j.names import kind_of, pattern
from graph.store.neo4j.pages import Origin
from graph.store.neo4j.selections import Part, Shaper, connection, listed, nodes
from graph.store.neo4j.slots import emptied, filled, made
from graph.store.search import fold_for_search

KEPT: Final = 1024
"""How many statements are kept: those of some hundred documents."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the driver is given, and what shapes the value that comes back."""

    text: str
    parameters: dict[str, Any]
    shape: Shaper


def statement_of(plan: Plan) -> Statement:
    """The plan's statement."""
    general, values = emptied(plan)
    statement = _general_statement(general)
    return Statement(statement.text, filled(statement.parameters, values), statement.shape)


@lru_cache(KEPT)
def _general_statement(plan: Plan) -> Statement:
    """The statement of all plans that differ in their values alone; its parameters hold slots for them."""
    scope = Scope()
    part = _root(plan, scope)
    return Statement(f"{scope.sums('')} RETURN {part.expression} AS answer".lstrip(), scope.parameters, part.shape)


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
    """The nodes of some keys in their order, with None in the place of an unknown one."""
    keys_by_kind = dict(pair for pair in keys if pair)
    parts = {kind: _of_kind(kind, given, field, scope) for kind, given in keys_by_kind.items()}

    def shape(row: Any) -> Any:
        rows = {kind: iter(found) for kind, found in zip(parts, row, strict=True)}
        answers = [parts[pair[0]].shape(next(rows[pair[0]])) if pair else None for pair in keys]
        return answers[0] if single else answers

    return Part(f"[{', '.join(part.expression for part in parts.values())}]", shape)


def _of_kind(kind: str, keys: object, field: Field, scope: Scope) -> Part:
    variable, key = scope.variable(), scope.variable()
    node = nodes(field.selection, variable, (kind,), scope)
    found = f"UNWIND {scope.parameter(keys)} AS {key} OPTIONAL MATCH {pattern(variable, (kind,))} WHERE {variable}.key = {key}"
    # A list for each key, since `collect` leaves nulls out.
    shown = f"CASE WHEN {variable} IS NULL THEN [] ELSE [{node.expression}] END"
    return Part(scope.rows("", found, variable, shown), lambda row: node.shape(row[0]) if row else None)


def _first(kinds: Sequence[str], where: Predicate, field: Field, scope: Scope) -> Part:
    parts: list[Part] = []
    for kind in kinds:
        variable = scope.variable()
        node = nodes(field.selection, variable, (kind,), scope)
        found = (
            f"{_candidates(where, variable, kind, scope)} AND ({condition(where, variable, (kind,), scope)}) "
            f"WITH {variable} ORDER BY {variable}.key LIMIT 1"
        )
        parts.append(Part(scope.rows("", found, variable, node.expression), node.shape))

    def shape(row: Any) -> Any:
        return next((part.shape(found[0]) for part, found in zip(parts, row, strict=True) if found), None)

    return Part(f"[{', '.join(part.expression for part in parts)}]", shape)


def _candidates(where: Predicate, variable: str, kind: str, scope: Scope) -> str:
    """The nodes of a kind to look at: those that bear the name that is asked for, where one is."""
    name = named(where)
    if name is None:
        return f"MATCH ({variable}:{kind}) WHERE true"
    given = scope.parameter(made(_quoted, name))
    return f"CALL db.index.fulltext.queryNodes('named', {given}) YIELD node AS {variable} WHERE {variable}:{kind}"


SEARCHED: Final = tuple(kind.name for kind in KINDS if kind.searched)


def _search(text: str, size: int, field: Field, scope: Scope) -> Part:
    """Candidates by the full-text index over pairs of characters, verified and ranked as the embedded store ranks them."""
    fields = (field.selection or Selection()).fields.get("SearchResult", ())
    variable = scope.variable()
    asked = [nodes(part.selection, variable, SEARCHED, scope) for part in fields if part.name == "hit"]
    given, pairs = scope.parameter(made(fold_for_search, text)), scope.parameter(made(_pairs, text))
    share = f"toFloat(size({given})) / size(folded)"
    score = f"round(CASE WHEN folded STARTS WITH {given} THEN 0.5 + {share} / 2 ELSE {share} / 2 END, 4)"
    found = (
        f"CALL db.index.fulltext.queryNodes('searched', {pairs}) YIELD node AS {variable} "
        f"UNWIND range(0, size({variable}.searched) - 1) AS at "
        f"WITH {variable}, {variable}.searched[at] AS folded, {variable}.searched_as_printed[at] AS printed "
        f"WHERE folded CONTAINS {given} "
        f"WITH {variable}, {score} AS score, printed ORDER BY score DESC "
        f"WITH {variable}, max(score) AS best, head(collect(printed)) AS matched "
        f"ORDER BY best DESC, {kind_of(variable)}, {variable}.key LIMIT {scope.parameter(size)}"
    )
    row = ", ".join(["best", "matched", *(part.expression for part in asked)])

    def shape(row: Any) -> Any:
        best, matched, *rows = row
        hits = iter([part.shape(value) for part, value in zip(asked, rows, strict=True)])
        plain = {"score": best, "matched": matched}
        return {part.key: next(hits) if part.name == "hit" else plain.get(part.name, part.word) for part in fields}

    return Part(scope.rows("", found, variable, f"[{row}]"), lambda rows: [shape(row) for row in rows])


def _quoted(text: str) -> str:
    """A text inside Lucene's quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pairs(text: str) -> str:
    """What Lucene is asked for: all pairs of neighbouring characters of a text."""
    folded = fold_for_search(text)
    return " AND ".join(_quoted(folded[at : at + 2]) for at in range(len(folded) - 1))


def _dataset(field: Field) -> Part:
    """The counts of what is stored, beside the version that the last load wrote."""
    members = {
        "version": "head(COLLECT { MATCH (d:Dataset) RETURN d.version })",
        "loaded_at": "head(COLLECT { MATCH (d:Dataset) RETURN d.loaded_at })",
        "disclosures": "COUNT { MATCH (:Disclosure) }",
        "nodes": " + ".join(f"COUNT {{ MATCH (:{kind.name}) }}" for kind in KINDS),
        "relationships": " + ".join(f"COUNT {{ MATCH ()-[:{one.name}]->() }}" for one in RELATIONSHIPS),
        "store": "'neo4j'",
    }
    fields = (field.selection or Selection()).fields.get("Dataset", ())

    def shape(row: Any) -> Any:
        return {part.key: part.word or value for part, value in zip(fields, row, strict=True)}

    return Part(f"[{', '.join(members.get(part.name, '0') for part in fields)}]", shape)
