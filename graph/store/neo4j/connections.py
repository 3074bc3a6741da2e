"""Connections as Cypher: one page of a window, read once, and what is asked of all that the filter keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.cursor import encode_cursor
from graph.plan import All, Field, Predicate, Selection, Window
from graph.store.neo4j.columns import Functions, Part, Place, call, column, each, record, word
from graph.store.neo4j.conditions import Scope
from graph.store.neo4j.groups import Nodes, aggregate, grouped, selected, totals_of
from graph.store.neo4j.pages import Bound, Ordered, Origin, Summed, bounds_of


def connection(origin: Origin, where: Predicate, asked: Field, scope: Scope, nodes: Nodes) -> Part:
    """One page of a window over the origin's nodes, and what is asked of all of them."""
    window = asked.window
    assert window
    fields = selected(asked, "Connection")
    page = _Page(Ordered(origin, All((where, window.where)), window.order, scope), window, nodes)
    members = [(part.key, _member(part, page)) for part in fields]
    head = page.columns(further=any(part.name == "page_info" for part in fields))

    def written(place: Place, functions: Functions) -> str:
        entries: list[str] = []
        own = place.moved(len(head))
        for key, member in members:
            entries.append(f"{key!r}: {member.written(place, own, functions)}")
            own = own.moved(len(member.columns))
        return f"{{{', '.join(entries)}}}"

    return Part((*head, *(expression for _, member in members for expression in member.columns)), written)


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a connection: what is asked of all its nodes, and what writes its value.

    It is written with the place of the page's rows, which the mark of the window stands behind, and that of its own columns.
    """

    written: Callable[[Place, Place, Functions], str]
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class _Page:
    """The page of a connection: each node as the columns that the connection's members ask for, and the mark of cursors."""

    ordered: Ordered
    window: Window
    nodes: Nodes
    row: list[str] = field(default_factory=list[str])
    is_marked: bool = False

    @property
    def origin(self) -> Origin:
        return self.ordered.origin

    @property
    def scope(self) -> Scope:
        return self.ordered.scope

    def node(self, selection: Selection | None) -> Part:
        """What is asked of a node of the page."""
        return self.nodes(selection, self.origin.variable, self.origin.kinds, self.scope)

    def added(self, columns: Sequence[str]) -> int:
        """The number of the first of some columns in every row."""
        self.row += columns
        return len(self.row) - len(columns)

    def position(self) -> str:
        """The sort values of a node and its key, which become its cursor."""
        self.is_marked = True
        members = [*(criterion.member for criterion in self.window.order), "key"]
        return f"[{', '.join(f'{self.origin.variable}.{member}' for member in members)}]"

    def columns(self, *, further: bool) -> tuple[str, ...]:
        """The rows and the mark of the window; `further` for one row more, which tells that the page is not the last."""
        if not self.row:
            return ()
        page, origin = self.window.page, self.origin
        limit = self.scope.parameter(page.size + further)
        found = self.ordered.first(bounds_of(page), limit, backward=page.backward)
        rows = (
            self.scope.rows(origin.around, found, origin.variable, self.row, self.ordered.by(backward=page.backward))
            if found
            else "[]"
        )
        return (rows, self.scope.parameter(self.window.fingerprint)) if self.is_marked else (rows,)

    def shown(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The page's rows from the front."""
        cut = rows[: self.window.page.size]
        return cut[::-1] if self.window.page.backward else cut

    def each(self, part: Part, first: int, page: Place, functions: Functions) -> str:
        """The text of a list of what is made of each row."""
        return each(part, call(self.shown, [str(page)], functions), page.level + 1, functions, first=first)

    def preceded(self) -> str:
        """Whether a node stands at the position that the page begins after, or before it."""
        after = self.window.page.after
        return self.ordered.any([Bound(after, after=False, inclusive=True)]) if after else "false"

    def followed(self) -> str:
        """Whether a node stands at the position that the page ends before, or after it; where they cross, the page is empty."""
        after, before = self.window.page.after, self.window.page.before
        begin = [Bound(after, after=True)] if after else []
        return self.ordered.any([Bound(before, after=True, inclusive=True), *begin]) if before else "false"

    def summed(self) -> Summed:
        """All that the filter keeps, for a sum."""
        return self.origin.summed(self.ordered.where, self.scope)


def _member(asked: Field, page: _Page) -> _Member:
    match asked.name:
        case "nodes":
            node = page.node(asked.selection)
            first = page.added(node.columns or ("0",))
            return _Member(lambda place, _, functions: page.each(node, first, place, functions))
        case "edges":
            return _edges(asked, page)
        case "page_info":
            return _page_info(asked, page)
        case "total_count":
            return _of_all(column(f"COUNT {{ {page.summed().match} }}"))
        case "aggregate":
            sums = page.scope.sum(page.origin.around, page.summed().match, totals_of(page.origin.variable))
            return _of_all(aggregate(asked, sums))
        case "groups":
            return _of_all(grouped(asked, page.origin, page.summed(), page.scope, page.nodes))
        case _:
            return _of_all(word(asked.word))


def _of_all(part: Part) -> _Member:
    """What is asked of all nodes that the filter keeps."""
    return _Member(lambda _, own, functions: part.written(own, functions), part.columns)


def _edges(asked: Field, page: _Page) -> _Member:
    """The page's nodes with their cursors."""
    fields = selected(asked, "Edge")
    nodes = [page.node(edge.selection) if edge.name == "node" else None for edge in fields]
    position = page.position() if any(edge.name == "cursor" for edge in fields) else ""

    def edge(mark: str) -> Part:
        """An edge, where the mark of the window stands there."""
        cursor = Part((position,), lambda place, functions: call(encode_cursor, [mark, str(place)], functions))
        return record(
            [
                (one.key, node or (cursor if one.name == "cursor" else word(one.word)))
                for one, node in zip(fields, nodes, strict=True)
            ]
        )

    first = page.added(edge("").columns or ("0",))
    return _Member(lambda place, _, functions: page.each(edge(str(place.moved(1))), first, place, functions))


def _page_info(asked: Field, page: _Page) -> _Member:
    """Where the page's ends are, and whether nodes lie beyond them: one more was read, or stands outside its positions."""
    position, backward, size = page.added([page.position()]), page.window.page.backward, page.window.page.size

    def shape(rows: Sequence[Any], mark: str, preceded: bool, followed: bool) -> Any:
        shown, is_more = page.shown(rows), len(rows) > size
        ends = [encode_cursor(mark, shown[at][position]) if shown else None for at in (0, -1)]
        values = {
            "has_previous_page": preceded or (is_more and backward),
            "has_next_page": followed or (is_more and not backward),
            "start_cursor": ends[0],
            "end_cursor": ends[1],
        }
        return {part.key: values.get(part.name, part.word) for part in selected(asked, "PageInfo")}

    def written(place: Place, own: Place, functions: Functions) -> str:
        return call(shape, map(str, (place, place.moved(1), own, own.moved(1))), functions)

    return _Member(written, (page.preceded(), page.followed()))
