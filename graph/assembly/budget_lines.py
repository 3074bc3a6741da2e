"""Line items → BudgetLine nodes with their codes and funding sources.

Two documents that print the same amount in the same place of the same organisation's table are two sources of one line. If
they print different amounts, both stand, the later ones under a key that names the amount: a conflict is shown, not hidden.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, TypeAlias

from graph.assembly.codes import code_of
from graph.assembly.sources import source_row
from graph.disclosures import Disclosure
from graph.documents import Document
from graph.facts import LineItem
from graph.identity import fold
from graph.model import Graph, NodeRef, NodeRow
from graph.reference import funding_places
from graph.terms import BudgetTable, Measure, Side, Stage

RowPlace: TypeAlias = tuple[BudgetTable, Stage, int, Side | None]
"""A row of one of a document's tables; the halves of a two-sided table count apart."""

# "一、财政拨款收入" "1、一般公共预算资金" "2．政府性基金" "（一）…" -> what stands before the name of a row
_ORDINAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[、.．]?|（[一二三四五六七八九十\d]+）)")


def add_lines(graph: Graph, document: Document) -> None:
    """Adds the printed amounts of a document's tables as lines of the organisation that published it, if one did."""
    if document.publisher is None:
        return  # told as unread: a line has to be somebody's
    disclosure, organisation, items = document.disclosure, document.publisher.ref, document.line_items
    rows = rows_apart(items)
    for item in items:
        line = graph.add(NodeRow("BudgetLine", _key(graph, disclosure, organisation, item, rows[_place_of(item)])))
        if not line.properties:
            _describe(line, item, disclosure.year)
            source = funding_source_of(item)
            ends = (
                ("LINE_OF", organisation),
                ("LINE_UNDER", code_of(item)),
                ("LINE_FROM", source and ("FundingSource", source)),
            )
            for relationship, end in ends:
                if end:
                    graph.connect(relationship, line.ref, end)
        line.values["sources"] = (*line.values.get("sources", ()), source_row(disclosure.sha256, item.source))
        graph.connect("PRINTED_IN", line.ref, ("Disclosure", disclosure.sha256))


def _key(graph: Graph, disclosure: Disclosure, organisation: NodeRef, item: LineItem, row: str) -> str:
    parts = (disclosure.kind.value, str(disclosure.year), item.stage.value, item.table.value, row, item.measure.value)
    key = "|".join((organisation[1], *parts))
    known = graph.nodes.get(("BudgetLine", key))
    return key if known is None or known.properties["amount"] == item.amount.fen else f"{key}|{item.amount.fen}"


def _describe(line: NodeRow, item: LineItem, year: int) -> None:
    """What the first document that prints the line says of it."""
    line.properties.update(
        year=year,
        stage=item.stage.value,
        table=item.table.value,
        measure=item.measure.value,
        label=item.label,
        code=item.code,
        amount=item.amount.fen,
    )


def rows_apart(items: Iterable[LineItem]) -> dict[RowPlace, str]:
    """A name for each row of a document's tables that no other row of its table bears: its code, or side and label.

    一般公共预算财政拨款 stands twice in the accounts' 财政拨款收入支出决算总表: as the year's income and as the balance carried over;
    the second is told apart by its occurrence.
    """
    seen: Counter[tuple[BudgetTable, Stage, str]] = Counter()
    names: dict[RowPlace, str] = {}
    for item in items:
        if _place_of(item) in names:
            continue
        side = f"{item.side.value.lower()}:" if item.side else ""
        name = item.code or f"{side}{fold(item.label)}"
        seen[item.table, item.stage, name] += 1
        occurrence = seen[item.table, item.stage, name]
        names[_place_of(item)] = name if occurrence == 1 else f"{name}#{occurrence}"
    return names


def _place_of(item: LineItem) -> RowPlace:
    """The row that the item stands in."""
    return item.table, item.stage, item.row, item.side


def funding_source_of(item: LineItem) -> str | None:
    """The code of the funding source that a line's money comes from, by its column, its row or its table."""
    places = funding_places()
    source = places.by_measure.get(item.measure.value)
    if source is None and _names_sources(item):
        source = places.by_label.get(_ORDINAL.sub("", fold(item.label)))
    return source or places.by_table.get(item.table.value)


def _names_sources(item: LineItem) -> bool:
    """Whether the table's rows are sources of income."""
    return (
        item.table in (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY)
        and item.side is not Side.EXPENDITURE
        and item.measure is Measure.TOTAL
    )
