"""The policies that a change concerns, before and after, from the tallies that the store keeps of titles and policies."""

from collections.abc import Iterable, Iterator, Mapping

from neo4j import AsyncManagedTransaction

from graph.assembly.policies import BASED_ON, Policies, link_ends
from graph.assembly.tallies import Tallies, Tally
from graph.model import NodeRef
from graph.policies.names import Name, Policy, title_in
from graph.policies.registry import Registry
from graph.store.neo4j.reading import read_tallies


async def read_policies(
    transaction: AsyncManagedTransaction, registry: Registry, names: Iterable[Name], before: Tallies, after: Tallies
) -> tuple[Policies, Policies]:
    """The policies of names, with all that they carry out, before and after a change; the rest is the same in both."""
    names, unchanged, asked = [*names], Tallies(), before.keys() | after.keys()
    while True:
        policies = Policies({**unchanged, **before}, registry), Policies({**unchanged, **after}, registry)
        wanted = {ref for one in policies for ref in _deciding(one, names)} - asked
        if not wanted:
            return policies
        asked |= wanted
        unchanged |= await read_tallies(transaction, wanted)


def linked_names(*states: Mapping[NodeRef, Tally]) -> set[Name]:
    """The names by which policies lead to others, and are led to, and those of the policies that lead anywhere."""
    found: set[Name] = set()
    for tallies in states:
        for (kind, key), tally in tallies.items():
            ends = list(link_ends(tally)) if kind == "LegalBasis" else []
            found.update(end.name for end in ends)
            found.update(key for end in ends if end.direction == BASED_ON)
    return found


def moved_titles(before: Policies, after: Policies) -> set[str]:
    """The titles that are another policy after than before."""
    old, new = before.named.by_title, after.named.by_title
    return {title for title in old.keys() & new.keys() if old[title] != new[title]}


def redirected_policies(before: Policies, after: Policies) -> set[Policy]:
    """The policies that carry out others after than before."""
    keys = {key for tallies in (before.tallies, after.tallies) for kind, key in tallies if kind == "LegalBasis"}
    return {key for key in keys if before.bases(key) != after.bases(key)}


def _deciding(policies: Policies, names: Iterable[Name]) -> Iterator[NodeRef]:
    """The nodes whose tallies decide what names stand for, and what the policies carry out."""
    waiting, seen = [*names], set[Name]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if (title := title_in(name)) is not None:
            yield "Title", title
        ref = ("LegalBasis", policies.policy(name))
        yield ref
        waiting += [end.name for end in link_ends(policies.tallies.get(ref, Tally())) if end.direction == BASED_ON]
