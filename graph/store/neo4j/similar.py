"""Projects that are alike by their legal bases as Cypher: only the bases of the one project are followed."""

from graph.plan import Field
from graph.store.neo4j.columns import Part, column, made, record, rows, word
from graph.store.neo4j.conditions import Scope
from graph.store.neo4j.groups import Nodes, selected
from graph.store.similar import WHOLE, score_of


def similar(asked: Field, variable: str, scope: Scope, nodes: Nodes) -> Part:
    """The projects that share a legal basis with a variable's project; how many name a basis is its degree."""
    basis, share, other, parts = (scope.variable() for _ in range(4))
    order = f"{parts} DESC, {other}.key"
    found = (
        f"MATCH ({variable})-[:BASED_ON]->({basis}:LegalBasis) "
        f"WITH {basis}, {WHOLE} / COUNT {{ ({basis})<-[:BASED_ON]-() }} AS {share} "
        f"MATCH ({basis})<-[:BASED_ON]-({other}:Project) WHERE {other} <> {variable} "
        f"WITH {other}, sum({share}) AS {parts} ORDER BY {order} LIMIT {scope.parameter(asked.size)}"
    )
    members: list[tuple[str, Part]] = []
    lists: list[str] = []
    for one in selected(asked, "SimilarProject"):
        match one.name:
            case "project":
                part = nodes(one.selection, other, ("Project",), scope)
            case "shared_bases":
                bases = scope.variable()
                lists.append(bases)
                found = f"{found} WITH *, {_bases_of_both(variable, other, one.size, scope)} AS {bases}"
                part = unwound(bases, "LegalBasis", one, scope, nodes)
            case "score":
                part = made(score_of, column(parts))
            case _:
                part = word(one.word)
        members.append((one.key, part))
    result = record(members)
    found = with_clauses(found, (other, *lists), order, scope)
    scope.found_by_sums(other)
    return rows(scope.rows(variable, found, other, result.columns, order), result)


def _bases_of_both(one: str, other: str, size: int, scope: Scope) -> str:
    basis = scope.variable()
    return (
        f"COLLECT {{ MATCH ({one})-[:BASED_ON]->({basis}:LegalBasis)<-[:BASED_ON]-({other}) "
        f"RETURN {basis} ORDER BY {basis}.key LIMIT {scope.parameter(size)} }}"
    )


def unwound(several: str, kind: str, asked: Field, scope: Scope, nodes: Nodes) -> Part:
    """The nodes of one kind that stand in a variable, by key and cut at the field's size."""
    one = scope.variable()
    node = nodes(asked.selection, one, (kind,), scope)
    order = f"{one}.key"
    found = f"UNWIND {several} AS {one} WITH {one} ORDER BY {order} LIMIT {scope.parameter(asked.size)}"
    return rows(scope.rows(several, found, one, node.columns, order), node)


def with_clauses(found: str, variables: tuple[str, ...], order: str, scope: Scope) -> str:
    """The found rows with the joins and sums around several of their variables, in their order still."""
    clauses = " ".join(filter(None, map(scope.clauses, variables)))
    return f"{found} {clauses} WITH * ORDER BY {order}" if clauses else found
