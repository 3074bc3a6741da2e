"""How an analysis asks the store: selections in few words, and amounts back as fen."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from graph.identity import parse_node_id
from graph.plan import EVERYTHING, ByKeys, Field, Page, Plan, Predicate, Selection, Window
from graph.store import Reader
from graph.terms import MoneyUnit

LONGEST_PAGE: Final = 100_000
"""Linked nodes that an analysis reads at most of one body: far more than any body's documents of a year print."""


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


def all_linked(name: str, below: Selection, where: Predicate = EVERYTHING) -> Field:
    """A connection, all of its nodes."""
    nodes = Selection({"Connection": (Field("nodes", "nodes", selection=below),)})
    return Field(name, name, selection=nodes, window=Window(where, (), Page(LONGEST_PAGE), fingerprint=""))


def key_of(node: Mapping[str, Any]) -> str:
    """The key of a node whose id was asked for."""
    return parse_node_id(node["id"])[1]


def fen(yuan: str | None) -> int | None:
    """An amount as the store answers it, in fen."""
    return None if yuan is None else int(Decimal(yuan) * 100)


async def entities(
    reader: Reader, keys: Sequence[tuple[str, str]], asked: Field | None
) -> Mapping[tuple[str, str], Any]:
    """Nodes by kind and key as a field asks for them; None for one that is not there."""
    if asked is None or not keys:
        return {}
    (found,) = await reader.answer([Plan(ByKeys(tuple(keys)), asked)])
    assert isinstance(found, list)
    return dict(zip(keys, found, strict=True))
