"""Members of nodes that are worked out: found in a plan, asked for as ids, and filled into the answer.

No store knows them. Where a plan selects one, the store is asked for the node's id under the same response key, and the id is
replaced by the member's value, for all nodes of the answer together.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

from graph.analysis.asking import entities
from graph.analysis.continuity.families import families_of
from graph.analysis.continuity.successions import successions
from graph.identity import parse_node_id
from graph.plan import ANALYSED_MEMBERS, Field, Selection
from graph.store import Reader, Value

KEPT: Final = 4096

Ref: TypeAlias = tuple[str, str]
"""Kind and key."""

Work: TypeAlias = Callable[[Sequence[Ref], Field, Reader], Awaitable[Mapping[Ref, list[Any]]]]
"""Works out a member of several nodes, as a field asks for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Rewritten:
    """A selection as a store is asked for it, with the members that are to be filled in, here and below."""

    selection: Selection
    own: Mapping[str, Field]
    below: tuple[tuple[str, "Rewritten"], ...]

    @property
    def has_members(self) -> bool:
        """Whether anything is to be filled in."""
        return bool(self.own or self.below)


@lru_cache(KEPT)
def rewritten(selection: Selection) -> Rewritten:
    """The selection with ids in the place of members that are worked out; itself where there are none."""
    own: dict[str, Field] = {}
    below: list[tuple[str, Rewritten]] = []
    fields: dict[str, tuple[Field, ...]] = {}
    for kind, parts in selection.fields.items():
        asked: list[Field] = []
        for part in parts:
            if part.name in ANALYSED_MEMBERS.get(kind, ()):
                own[part.key] = part
                asked.append(Field(part.key, "id"))
            elif part.selection and (deeper := rewritten(part.selection)).has_members:
                below.append((part.key, deeper))
                asked.append(replace(part, selection=deeper.selection))
            else:
                asked.append(part)
        fields[kind] = tuple(asked)
    kept = Selection(fields, selection.is_steady) if own or below else selection
    return Rewritten(kept, own, tuple(below))


async def fill(answers: Sequence[tuple[Value, Rewritten]], reader: Reader) -> None:
    """Puts the members' values in the place of the ids."""
    places: dict[Field, list[tuple[dict[str, Any], Ref]]] = {}
    for value, asked in answers:
        for node, part in _places(value, asked):
            places.setdefault(part, []).append((node, parse_node_id(node[part.key])))
    for part, found in places.items():
        refs = list(dict.fromkeys(ref for _, ref in found))
        worked_out = await _WORK[part.name](refs, part, reader)
        for node, ref in found:
            node[part.key] = worked_out.get(ref, [])


def _places(value: Any, asked: Rewritten) -> Iterator[tuple[dict[str, Any], Field]]:
    """The nodes of an answer with each member that is to be filled in."""
    if isinstance(value, list):
        for one in value:
            yield from _places(one, asked)
    elif isinstance(value, dict):
        for key, part in asked.own.items():
            if isinstance(value.get(key), str):
                yield value, part
        for key, deeper in asked.below:
            yield from _places(value.get(key), deeper)


async def _linked_years(refs: Sequence[Ref], asked: Field, reader: Reader) -> dict[Ref, list[Any]]:
    """The links of projects to those of earlier or later years, the surest first."""
    families = await families_of([key for _, key in refs], reader)
    is_earlier = asked.name == "previous_years"
    links: dict[Ref, list[tuple[Ref, Mapping[str, Any]]]] = {}
    for key, family in families.items():
        for link in family.links:
            here, there = (link.later, link.earlier) if is_earlier else (link.earlier, link.later)
            if here == key:
                said = {"confidence": link.confidence, "reason": link.reason}
                links.setdefault(("Project", key), []).append((("Project", there), said))
    return await _shaped(links, "ProjectLink", "project", asked, reader)


async def _successions(refs: Sequence[Ref], asked: Field, reader: Reader) -> dict[Ref, list[Any]]:
    """What a body follows upon, or what follows upon it."""
    is_earlier = asked.name == "predecessors"
    links: dict[Ref, list[tuple[Ref, Mapping[str, Any]]]] = {}
    for one in successions():
        here, there = (one.later, one.earlier) if is_earlier else (one.earlier, one.later)
        if here in refs:
            said = {"year": one.year, "confidence": one.confidence, "evidence": one.evidence, "here": here}
            links.setdefault(here, []).append((there, said))
    return await _shaped(links, "Succession", "to" if not is_earlier else "from_", asked, reader)


async def _shaped(
    links: Mapping[Ref, Sequence[tuple[Ref, Mapping[str, Any]]]], kind: str, end: str, asked: Field, reader: Reader
) -> dict[Ref, list[Any]]:
    """Links as a field asks for them, with the nodes at both ends; a node that is not there has no link."""
    fields = asked.selection.fields.get(kind, ()) if asked.selection else ()
    ends = [there for found in links.values() for there, _ in found]
    every = list(dict.fromkeys([*ends, *links]))
    known = {part.key: await entities(reader, every, part) for part in fields if part.selection}
    there_are = await entities(reader, every, Field("end", "end", selection=_ID))
    return {
        here: [
            {
                part.key: known[part.key][there if part.name == end else here]
                if part.selection
                else said.get(part.name, part.word)
                for part in fields
            }
            for there, said in sorted(found, key=lambda pair: (-pair[1]["confidence"], pair[0]))
            if there_are.get(there)
        ]
        for here, found in links.items()
    }


_ID: Final = Selection({kind: (Field("id", "id"),) for kind in ("Project", "Department", "Unit")})

_WORK: Final[Mapping[str, Work]] = {
    "previous_years": _linked_years,
    "next_years": _linked_years,
    "predecessors": _successions,
    "successors": _successions,
}
