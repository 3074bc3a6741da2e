"""How an analysis asks the store: selections in few words, and amounts back as fen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from graph.errors import BadUserInput
from graph.identity import node_id, parse_node_id
from graph.plan import (
    EVERYTHING,
    ByKeys,
    Compare,
    Every,
    Field,
    Grouping,
    GroupKey,
    Operator,
    Page,
    Plan,
    Predicate,
    Related,
    Selection,
    Window,
)
from graph.store import Reader
from graph.terms import MoneyUnit

LONGEST_PAGE: Final = 100_000
"""Linked nodes that an analysis reads at most of one body: far more than any body's documents of a year print."""

ROUNDING: Final = 50_00
"""Half of the last printed place of 0.01万元, in fen: by so much each rounded figure may differ (disclosures.md)."""

NAMED: Final = 5
"""How many bodies or projects a warning names; of more it says how many they are."""

_ENTITY: Final = Selection(
    {kind: (Field("id", "id"),) for kind in ("ClassificationCode", "Department", "Region", "Unit")}
)
_GROUP: Final = Selection(
    {
        "Group": (
            Field(
                "keys",
                "keys",
                selection=Selection(
                    {"GroupValue": (Field("label", "label"), Field("entity", "entity", selection=_ENTITY))}
                ),
            ),
            Field(
                "aggregate",
                "aggregate",
                selection=Selection(
                    {
                        "Aggregate": (
                            Field("count", "count"),
                            Field(
                                "amount",
                                "amount",
                                selection=Selection({"AmountAggregate": (Field("sum", "sum", unit=MoneyUnit.YUAN),)}),
                            ),
                        )
                    }
                ),
            ),
        )
    }
)


def selection(kind: str, *names: str, **nested: Field) -> Selection:
    """Members of one kind under their own names, and members with selections of their own."""
    return Selection({kind: fields(*names, **nested)})


def fields(*names: str, **nested: Field) -> tuple[Field, ...]:
    """Members under their own names; amounts in yuan."""
    plain = (Field(name, name, unit=MoneyUnit.YUAN if name == "amount" else None) for name in names)
    return (*plain, *nested.values())


def linked(name: str, below: Selection) -> Field:
    """A member that leads to a node, to several, or to values."""
    return Field(name, name, selection=below)


class SourcesAsked:
    """The places of print that an answer's values are asked for, under however many aliases.

    The store is asked once for what all of them select together, each member under a key of its own, so that neither two
    aliases of one list nor one key for two members can be mistaken for each other. What the analysis itself reads of a place
    is its text.
    """

    def __init__(self, kind: str, asked: Field) -> None:
        """Of the `sources` of the values of a kind, wherever they stand below a field."""
        self._parts = tuple(_parts_of(kind, asked))
        members = (replace(part, key=key) for one in self._parts for key, part in self._members(one))
        self.selection: Final = Selection({"Source": (Field("text", "text"), *members)})

    def answered(self, asked: Field, printed: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The places that the store answered, as one of the lists is asked for."""
        members = [(part.key, key) for key, part in self._members(asked)]
        return [{key: place[stored] for key, stored in members} for place in printed]

    def _members(self, asked: Field) -> Iterator[tuple[str, Field]]:
        """What a list selects of a place, with the keys that the store answers it under."""
        number = self._parts.index(asked)
        for part in asked.selection.fields.get("Source", ()) if asked.selection else ():
            yield f"{number} {part.key}", part


def _parts_of(kind: str, asked: Field) -> Iterator[Field]:
    """The `sources` of a kind below a field."""
    for one, parts in asked.selection.fields.items() if asked.selection else ():
        for part in parts:
            if one == kind and part.name == "sources":
                yield part
            else:
                yield from _parts_of(kind, part)


def all_linked(name: str, below: Selection, where: Predicate = EVERYTHING) -> Field:
    """A connection, all of its nodes."""
    return _connection(name, below, where, LONGEST_PAGE)


def first_linked(name: str, below: Selection) -> Field:
    """A connection, the first of its nodes by key."""
    return _connection(name, below, EVERYTHING, 1)


def _connection(name: str, below: Selection, where: Predicate, size: int) -> Field:
    nodes = Selection({"Connection": (Field("nodes", "nodes", selection=below),)})
    return Field(name, name, selection=nodes, window=_window(where, size))


def counted(name: str, where: Predicate = EVERYTHING) -> Field:
    """A connection, how many nodes it has."""
    total = Selection({"Connection": (Field("total_count", "total_count"),)})
    return Field(name, name, selection=total, window=_window(where, 0))


def every(kind: str, where: Predicate, below: Selection, size: int = LONGEST_PAGE) -> Plan:
    """The nodes of a kind that satisfy a predicate, by key."""
    return Plan(Every((kind,), where), Field(kind, kind, selection=below, size=size))


@dataclass(frozen=True, slots=True)
class Group:
    """What the lines of some keys add up to; of a key that is a node its own key, else what it prints."""

    keys: tuple[str, ...]
    count: int
    fen: int


def linked_groups(name: str, where: Predicate, *by: GroupKey) -> Field:
    """A connection, its nodes that satisfy a predicate added up."""
    groups = Field("groups", "groups", selection=_GROUP, grouping=Grouping(by, size=LONGEST_PAGE))
    return Field(name, name, selection=Selection({"Connection": (groups,)}), window=_window(where, 0))


def grouped(where: Predicate, *by: GroupKey, kind: str = "BudgetLine") -> Plan:
    """The budget lines or projects that satisfy a predicate, added up."""
    return Plan(Every((kind,), where), linked_groups(kind, EVERYTHING, *by))


def groups_of(answer: Any) -> list[Group]:
    """The groups that `grouped` found."""
    return [
        Group(
            tuple(key_of(one["entity"]) if one["entity"] else one["label"] for one in group["keys"]),
            group["aggregate"]["count"],
            fen(group["aggregate"]["amount"]["sum"]) or 0,
        )
        for group in answer["groups"]
    ]


def _window(where: Predicate, size: int) -> Window:
    return Window(where, (), Page(size), fingerprint="")


def is_one_of(member: str, values: Iterable[str | int]) -> Compare:
    """The member is one of some values."""
    return Compare(member, Operator.IN, tuple(values))


def led_to(link: str, member: str, values: Iterable[str | int]) -> Related:
    """The link leads to a node whose member is one of some values."""
    return Related(link, is_one_of(member, values))


def key_of(node: Mapping[str, Any]) -> str:
    """The key of a node whose id was asked for."""
    return parse_node_id(node["id"])[1]


def fen(yuan: str | None) -> int | None:
    """An amount as the store answers it, in fen."""
    return None if yuan is None else int(Decimal(yuan) * 100)


# "1,000" "2,946.25" -> the amounts of a printed text, and their decimals
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")


def rounding_of(amount: int, texts: Iterable[str]) -> int:
    """How far an amount may be from what is printed of it, in fen: 13.58 for 135800 yuan is 万元, rounded to 100 yuan.

    Amounts in 元 are exact, and so is one of which no text tells the unit: nothing is excused then.
    """
    printed = printed_units(amount, texts)
    return min(
        (0 if unit is MoneyUnit.YUAN else unit.fen // (2 * 10**decimals) for unit, decimals in printed), default=0
    )


def printed_units(amount: int, texts: Iterable[str]) -> set[tuple[MoneyUnit, int]]:
    """The units that an amount in fen may be printed in by some texts, each with its decimals: 2,946.25 is 万元 of 29462500 yuan."""
    return {
        (unit, len(number["decimals"] or ""))
        for text in texts
        for number in _NUMBER.finditer(text)
        for unit in MoneyUnit
        if amount and Decimal(number[0].replace(",", "")) * unit.fen == abs(amount)
    }


def refuse_unknown(ref: tuple[str, str], *, is_known: bool) -> None:
    """Raises BadUserInput for what is not there, which an empty answer would hide."""
    if not is_known:
        raise BadUserInput(f"“{node_id(*ref)}” is the id of nothing that is loaded.")


def few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


async def entities(
    reader: Reader, keys: Sequence[tuple[str, str]], asked: Field | None
) -> Mapping[tuple[str, str], Any]:
    """Nodes by kind and key as a field asks for them; None for one that is not there."""
    if asked is None or not keys:
        return {}
    (found,) = await reader.answer([Plan(ByKeys(tuple(keys)), asked)])
    assert isinstance(found, list)
    return dict(zip(keys, found, strict=True))
