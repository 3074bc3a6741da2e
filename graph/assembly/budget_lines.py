"""Line items → BudgetLine nodes with their codes and funding sources.

Two documents that print the same amount in the same place of the same organisation's table are two sources of one line. If
they print different amounts, both stand, the second under a key that names its document: a conflict is shown, not hidden.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from graph.assembly.sources import source_row
from graph.facts import Disclosure, DisclosureFacts, LineItem
from graph.identity import fold
from graph.model import Graph, NodeRef, NodeRow
from graph.reference import funding_sources
from graph.terms import BudgetTable, Measure, Side, Stage

RowPlace: TypeAlias = tuple[BudgetTable, Stage, int, Side | None]
"""A row of one of a document's tables; the halves of a two-sided table count apart."""

# "一、财政拨款收入" "1、一般公共预算资金" "2．政府性基金" "（一）…" -> what stands before the name of a row
_ORDINAL: Final = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[、.．]?|（[一二三四五六七八九十\d]+）)")


@dataclass(slots=True)
class CodeIndex:
    """The classification codes met, with the names that each year's documents print."""

    graph: Graph
    _names: dict[NodeRef, Counter[tuple[int, str]]] = field(default_factory=lambda: defaultdict(Counter))

    def resolve(self, scheme: str, code: str, name: str, year: int) -> NodeRef:
        """The code's node."""
        node = self.graph.add(NodeRow("ClassificationCode", f"{scheme}/{code}"))
        node.properties.update(scheme=scheme, code=code, level=(len(code) - 1) // 2)
        self._names[node.ref][year, name] += 1
        return node.ref

    def finish(self) -> None:
        """Names each code as its latest year does, and puts it under the nearest class or group that was printed."""
        for ref, names in self._names.items():
            latest = max(year for year, _ in names)
            candidates = {name: count for (year, name), count in names.items() if year == latest}
            properties = self.graph.nodes[ref].properties
            properties["name"] = min(candidates, key=lambda name: (-candidates[name], name))
            properties["names"] = tuple(sorted({f"{year} {name}" for year, name in names}))
            scheme, code = ref[1].split("/")
            parents = [("ClassificationCode", f"{scheme}/{code[:length]}") for length in range(len(code) - 2, 2, -2)]
            parent = next((candidate for candidate in parents if candidate in self.graph.nodes), None)
            if parent:
                self.graph.connect("PART_OF_CODE", ref, parent)


def add_lines(graph: Graph, codes: CodeIndex, document: DisclosureFacts, organisation: NodeRef) -> None:
    """Adds the printed amounts of a document's tables as lines of the organisation that published it."""
    items = [fact for fact in document.facts if isinstance(fact, LineItem)]
    rows = rows_apart(items)
    for item in items:
        line = _line(graph, document.disclosure, organisation, item, rows[_place_of(item)])
        line.values["sources"] = (
            *line.values.get("sources", ()),
            source_row(document.disclosure.sha256, item.source),
        )
        graph.connect("LINE_OF", line.ref, organisation)
        graph.connect("PRINTED_IN", line.ref, ("Disclosure", document.disclosure.sha256))
        if item.code and item.scheme:
            code = codes.resolve(item.scheme.value, item.code, item.label, document.disclosure.year)
            graph.connect("LINE_UNDER", line.ref, code)
        source = funding_source_of(item)
        if source:
            graph.connect("LINE_FROM", line.ref, ("FundingSource", source))


def _line(graph: Graph, disclosure: Disclosure, organisation: NodeRef, item: LineItem, row: str) -> NodeRow:
    key = "|".join(
        (organisation[1], disclosure.kind.value, str(disclosure.year), item.stage.value, item.table.value, row, item.measure.value)
    )  # fmt: skip
    known = graph.nodes.get(("BudgetLine", key))
    if known and known.properties["amount"] != item.amount.fen:
        key = f"{key}|{disclosure.sha256[:12]}"
    line = graph.add(NodeRow("BudgetLine", key))
    line.properties.update(
        year=disclosure.year,
        stage=item.stage.value,
        table=item.table.value,
        measure=item.measure.value,
        label=item.label,
        code=item.code,
        amount=item.amount.fen,
    )
    return line


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
        name = (
            item.code or f"{item.side.value.lower()}:{fold(item.label)}" if item.side else item.code or fold(item.label)
        )
        seen[item.table, item.stage, name] += 1
        occurrence = seen[item.table, item.stage, name]
        names[_place_of(item)] = name if occurrence == 1 else f"{name}#{occurrence}"
    return names


def _place_of(item: LineItem) -> RowPlace:
    """The row that the item stands in."""
    return item.table, item.stage, item.row, item.side


def funding_source_of(item: LineItem) -> str | None:
    """The code of the funding source that a line's money comes from, by its column, its row or its table."""
    label = _ORDINAL.sub("", fold(item.label))
    for code, entry in funding_sources().items():
        if item.measure.value in entry.measures or (_names_sources(item) and label in entry.labels):
            return code
    return next((code for code, entry in funding_sources().items() if item.table.value in entry.tables), None)


def _names_sources(item: LineItem) -> bool:
    return (
        item.table in (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY)
        and item.side is not Side.EXPENDITURE
        and item.measure is Measure.TOTAL
    )
