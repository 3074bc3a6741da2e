"""A plan → one Cypher statement with its parameters, and the function that shapes its one row into the answer."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graph.ontology import KINDS, RELATIONSHIPS
from graph.plan import AboutDataset, Every, Field, First, Plan, Predicate, Search, Selection, Shared
from graph.store.neo4j.columns import Part, Shaper, column, made, optional, record, rows, word
from graph.store.neo4j.commits import LOOK, STATE
from graph.store.neo4j.conditions import Scope, named, sought
from graph.store.neo4j.connections import connection
from graph.store.neo4j.names import kind_of, pattern
from graph.store.neo4j.pages import Origin
from graph.store.neo4j.selections import listed, nodes
from graph.store.neo4j.shared import shared
from graph.store.neo4j.slots import Emptied, KeysByKind, Slot, emptied, filled, made_of
from graph.store.search import fold_for_search

KEPT: Final = 1024
"""How many statements are kept: those of some hundred documents."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Statement:
    """The Cypher of all plans that differ in nothing but what a request gives them, and what shapes its answer.

    Its one row is the answer and the state of the data, as `commits` tells it. `together` answers several plans, each in a row
    that begins with its place; their values stand in `$calls`.
    """

    text: str
    together: str
    parameters: dict[str, Any]
    shape: Shaper


@dataclass(frozen=True, slots=True)
class Question:
    """A plan as it is asked: its statement, and the values of its request."""

    statement: Statement
    values: Sequence[Any]

    @property
    def parameters(self) -> dict[str, Any]:
        """The statement's parameters."""
        return filled(self.statement.parameters, self.values)


def question_of(plan: Plan) -> Question:
    """The plan's statement with its values."""
    general, values = emptied(plan)
    return Question(_statement(general), values)


def parameters_together(questions: Sequence[Question]) -> dict[str, Any]:
    """The parameters of one statement for several questions."""
    given = questions[0].statement.parameters
    slots = {name: value for name, value in given.items() if isinstance(value, Slot)}
    alike = {name: value for name, value in given.items() if name not in slots}
    return {**alike, "calls": [filled(slots, one.values) | {"at": at} for at, one in enumerate(questions)]}


@lru_cache(KEPT)
def _statement(plan: Emptied) -> Statement:
    """The statement of a plan that holds slots in the place of values."""
    scope = Scope()
    part = _root(plan, scope)
    clauses, answer = scope.clauses("").lstrip(), f"[{', '.join(part.columns)}] AS answer"
    slots = [name for name, value in scope.parameters.items() if isinstance(value, Slot)]
    alone = f"{clauses} WITH {answer} {LOOK} RETURN answer, {STATE}"
    return Statement(alone, _together(f"{clauses} RETURN {answer}", slots), scope.parameters, part.shaper())


def _together(text: str, slots: Collection[str]) -> str:
    """The statement for several calls: what differs between them are variables there, which every subquery is given."""
    called = re.sub(r"\$(\w+)", lambda found: found[1] if found[1] in slots else found[0], text)
    called = re.sub(
        r"\bCALL \(([\w, ]*)\)", lambda found: f"CALL ({', '.join(filter(None, (found[1], *slots)))})", called
    )
    values = ", ".join(["call", *(f"call.{name} AS {name}" for name in slots)])
    called = f"CALL ({', '.join(slots)}) {{ {called} }}"
    return f"UNWIND $calls AS call WITH {values} {called} {LOOK} RETURN call.at AS at, answer, {STATE}"


def _root(plan: Emptied, scope: Scope) -> Part:
    root, field = plan.root, plan.field
    match root:
        case KeysByKind():
            return _by_keys(root, field, scope)
        case First(kinds, where):
            return _first(kinds, where, field, scope)
        case Every(kinds, where):
            origin = Origin.every(kinds, scope)
            return (
                connection(origin, where, field, scope, nodes) if field.window else listed(origin, where, field, scope)
            )
        case Search(text, size):
            return _search(text, size, field, scope)
        case Shared():
            return shared(root, field, scope, nodes)
        case AboutDataset():
            return _dataset(field)


def _by_keys(root: KeysByKind, field: Field, scope: Scope) -> Part:
    """The nodes of some keys in their order, with None in the place of an unknown one."""
    parts = {kind: _of_kind(kind, keys, field, scope) for kind, keys in root.keys}

    def shape(kinds: list[str], *found: list[Any]) -> Any:
        remaining = dict(zip(parts, map(iter, found), strict=True))
        answers = [next(remaining[kind]) if kind else None for kind in kinds]
        return answers[0] if root.single else answers

    return made(shape, column(scope.parameter(root.kinds)), *parts.values())


def _of_kind(kind: str, keys: object, field: Field, scope: Scope) -> Part:
    """A row for each key, in their order."""
    variable, place, given = scope.variable(), scope.variable(), scope.parameter(keys)
    node = optional(nodes(field.selection, variable, (kind,), scope), f"{variable}.key")
    found = (
        f"UNWIND range(0, size({given}) - 1) AS {place} "
        f"OPTIONAL MATCH {pattern(variable, (kind,))} WHERE {variable}.key = {given}[{place}]"
    )
    return rows(scope.rows("", found, variable, node.columns, place), node)


def _first(kinds: Sequence[str], where: Predicate, field: Field, scope: Scope) -> Part:
    parts: list[Part] = []
    for kind in kinds:
        variable = scope.variable()
        node = nodes(field.selection, variable, (kind,), scope)
        found = sought(where, variable, (kind,), scope).after(_candidates(where, variable, kind, scope))
        order = f"{variable}.key"
        found = f"{found} WITH {variable} ORDER BY {order} LIMIT 1"
        parts.append(rows(scope.rows("", found, variable, node.columns, order), node))
    return made(lambda *found: next((nodes[0] for nodes in found if nodes), None), *parts)


def _candidates(where: Predicate, variable: str, kind: str, scope: Scope) -> str:
    """The nodes of a kind to look at: those that bear the name that is asked for, where one is."""
    name, match = named(where), f"MATCH ({variable}:{kind})"
    if name is None:
        return match
    given = scope.parameter(made_of(_quoted, name))
    return f"CALL db.index.fulltext.queryNodes('named', {given}) YIELD node AS {variable} {match}"


SEARCHED: Final = tuple(kind.name for kind in KINDS if kind.searched)


def _search(text: str, size: int, field: Field, scope: Scope) -> Part:
    """Candidates by the full-text index over pairs of characters, verified and ranked as the embedded store ranks them."""
    fields = (field.selection or Selection()).fields.get("SearchResult", ())
    variable = scope.variable()
    result = record([(part.key, _result(part, variable, scope)) for part in fields])
    given, pairs = scope.parameter(made_of(fold_for_search, text)), scope.parameter(made_of(_pairs, text))
    share = f"(10000 * size({given}) + size(folded)) / (2 * size(folded))"
    score = f"({share} + CASE WHEN folded STARTS WITH {given} THEN 5000 ELSE 0 END) / 10000.0"
    order = f"best DESC, {kind_of(variable)}, {variable}.key"
    found = (
        f"CALL db.index.fulltext.queryNodes('searched', {pairs}) YIELD node AS {variable} "
        f"UNWIND range(0, size({variable}.searched) - 1) AS at "
        f"WITH {variable}, {variable}.searched[at] AS folded, {variable}.searched_as_printed[at] AS printed "
        f"WHERE folded CONTAINS {given} "
        f"WITH {variable}, {score} AS score, printed ORDER BY score DESC "
        f"WITH {variable}, max(score) AS best, head(collect(printed)) AS matched "
        f"ORDER BY {order} LIMIT {scope.parameter(size)}"
    )
    scope.found_by_sums(variable)
    return rows(scope.rows("", found, variable, result.columns, order), result)


def _result(asked: Field, variable: str, scope: Scope) -> Part:
    match asked.name:
        case "hit":
            return nodes(asked.selection, variable, SEARCHED, scope)
        case "score":
            return column("best")
        case "matched":
            return column("matched")
        case _:
            return word(asked.word)


def _quoted(text: str) -> str:
    """A text inside Lucene's quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pairs(text: str) -> str:
    """What Lucene is asked for: all pairs of neighbouring characters of a text, or nothing where there are none."""
    folded = fold_for_search(text)
    return " AND ".join(_quoted(folded[at : at + 2]) for at in range(len(folded) - 1)) or _quoted("")


def _dataset(field: Field) -> Part:
    """The counts of what is stored, beside the version that the last load wrote."""
    members = {
        "version": "head(COLLECT { MATCH (d:Dataset) RETURN d.version })",
        "loaded_at": "head(COLLECT { MATCH (d:Dataset) RETURN d.loaded_at })",
        "changes": "head(COLLECT { MATCH (d:Dataset) RETURN coalesce(d.changes, 0) })",
        "disclosures": "COUNT { MATCH (:Disclosure) }",
        "nodes": " + ".join(f"COUNT {{ MATCH (:{kind.name}) }}" for kind in KINDS),
        "relationships": " + ".join(f"COUNT {{ MATCH ()-[:{one.name}]->() }}" for one in RELATIONSHIPS),
        "store": "'neo4j'",
    }
    fields = (field.selection or Selection()).fields.get("Dataset", ())
    return record([(one.key, column(members[one.name]) if one.name in members else word(one.word)) for one in fields])
