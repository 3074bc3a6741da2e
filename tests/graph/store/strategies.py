"""Facts and plans that hypothesis makes up: any plan that the ontology allows, over a small graph with every kind of null."""

from typing import Any, Final

import msgspec
from hypothesis import strategies as st

from graph.disclosures import DisclosureFacts
from graph.facts import Money
from graph.model import Graph
from graph.ontology import Link, Property, Reference, ValueMember, ValueType, kinds_of, members_of
from graph.plan import (
    COMPUTED_MEMBERS,
    CONNECTION_MEMBERS,
    EVERYTHING,
    GROUPED_BY,
    All,
    ByKeys,
    Compare,
    Every,
    Field,
    First,
    Grouping,
    GroupOrder,
    Not,
    OfKind,
    Operator,
    Order,
    Page,
    Plan,
    Predicate,
    Related,
    Selection,
    Shared,
    Window,
)
from graph.plan import Any as Either
from graph.terms import BudgetTable, DisclosureKind, Measure, MoneyUnit
from tests.factories import citation, disclosure, line_item, project, unit

KINDS: Final = ("Project", "BudgetLine", "Project", "Organisation", "Unit", "LegalBasis", "Region", "Disclosure")
"""Where a plan begins: projects twice, since they have nulls to be ordered and summed."""

BODIES: Final = ("上海市普陀区商务委员会", "上海市财政局", "中共上海市松江区委组织部", None)
COMPARED: Final = {
    ValueType.TEXT: (Operator.CONTAINS, Operator.STARTS_WITH),
    ValueType.INTEGER: (Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL),
    ValueType.MONEY: (Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL),
    ValueType.TERM: (),
    ValueType.DATE: (),
    ValueType.BOOLEAN: (),
}
"""Beside equality and absence, by what a property holds; lists and coordinates are never compared."""

TYPE_NAME: Final = Field("type", "__typename", word="Word")
"""A plan's own word for what stands in a place, whatever the ontology calls it."""

small = st.integers(0, 3)
odd_money = st.builds(lambda fen: Money(fen, MoneyUnit.YUAN, str(fen)), small)  # averages end in half a fen

articles = st.sampled_from([None, "第一条"])
numbers = st.sampled_from(["沪财〔2020〕1号", "普商〔2023〕2号"])
titles = st.sampled_from(
    ["某办法", "某规划（2023-2027年）", "关于转发《某办法》的通知", "关于贯彻《关于转发〈某办法〉的通知》的意见"]
)
citations = st.builds(citation, titles, st.none() | numbers, articles) | st.builds(
    citation, st.none(), numbers, articles
)
projects = st.builds(
    lambda name, cited, amount, is_form, own_unit: msgspec.structs.replace(
        project(name, *cited, is_form=is_form), amount=amount, unit=own_unit
    ),
    st.sampled_from(["甲项目", "乙项目", "丙项目"]),
    st.lists(citations, max_size=2),
    st.none() | odd_money,
    st.booleans(),
    st.sampled_from([None, "上海市甲中心"]),
)
lines = st.builds(
    lambda code, amount, **printed: msgspec.structs.replace(line_item(code, **printed), amount=amount),
    st.sampled_from(["201", "20106", "2010601", None]),
    odd_money,
    label=st.sampled_from(["行政运行", "合计", "财政拨款收入"]),
    measure=st.sampled_from([Measure.TOTAL, Measure.BASIC, Measure.GENERAL_PUBLIC_BUDGET]),
    table=st.sampled_from([BudgetTable.EXPENDITURE_BY_FUNCTION, BudgetTable.BALANCE_SUMMARY]),
    row=small,
)
units = st.builds(unit, st.sampled_from(["上海市甲中心", "乙中心", "本部"]), is_own_office=st.booleans())
documents = st.builds(
    lambda facts, digit, body, kind, year: disclosure(
        *facts, sha256=f"{digit:064x}", organisation=body, kind=kind, year=2024 + year, file_name=f"{digit}.pdf"
    ),
    st.lists(lines | projects | units, max_size=9),
    small,
    st.sampled_from(BODIES),
    st.sampled_from([DisclosureKind.DEPARTMENT_BUDGET, DisclosureKind.UNIT_BUDGET]),
    small,
)
fact_sets: st.SearchStrategy[list[DisclosureFacts]] = st.lists(
    documents, min_size=1, max_size=4, unique_by=lambda one: one.disclosure.sha256
)


@st.composite
def plans(draw: st.DrawFn, graph: Graph) -> Plan:
    """A plan of any root but a search."""
    kind = draw(st.sampled_from(KINDS))
    kinds = kinds_of(kind)
    selection = draw(selections(graph, kind, 2))
    match draw(st.sampled_from(["connection", "connection", "every", "first", "keys", "shared"])):
        case "every":
            root = Every(kinds, draw(predicates(graph, kind)))
            return Plan(root, Field("all", "all", selection, size=draw(st.integers(0, 5))))
        case "first":
            return Plan(First(kinds, draw(predicates(graph, kind))), Field("one", "one", selection))
        case "keys":
            refs = st.none() | st.just((kinds[0], "nowhere")) | st.sampled_from(sorted(graph.nodes))
            return Plan(ByKeys(tuple(draw(st.lists(refs, max_size=4)))), Field("nodes", "nodes", selection))
        case "shared":
            return draw(shared_plans(graph))
        case _:
            root = Every(kinds, draw(predicates(graph, kind)))
            return Plan(root, draw(connections(graph, "all", kind, 2)))


@st.composite
def shared_plans(draw: st.DrawFn, graph: Graph) -> Plan:
    """A plan for the policies that several projects are based on, with everything that can be asked of one."""
    regions = st.sampled_from(["nowhere", *(key for kind, key in graph.nodes if kind == "Region")])
    root = Shared(
        draw(st.sampled_from(["projects", "dependent_projects"])),
        draw(st.none() | st.lists(st.integers(2024, 2027), max_size=3).map(tuple)),
        draw(st.none() | st.lists(regions, max_size=3).map(tuple)),
        draw(st.integers(1, 3)),
        draw(st.integers(0, 2)),
        draw(st.integers(0, 2)),
        draw(st.integers(0, 5)),
    )
    lists = {"legal_basis": "LegalBasis", "projects": "Project", "departments": "Department", "regions": "Region"}
    asked = (
        *(Field(name, name, draw(selections(graph, kind, 1)), size=draw(small)) for name, kind in lists.items()),
        Field("years", "years", size=draw(small)),
        Field("project_count", "project_count"),
        TYPE_NAME,
        Field("total_amount", "total_amount", unit=draw(st.sampled_from([None, *MoneyUnit]))),
        Field("missing", "missing"),
    )
    return Plan(root, Field("shared", "shared", Selection({"SharedCitation": asked})))


@st.composite
def similar(draw: st.DrawFn, graph: Graph, name: str, depth: int) -> Field:
    """The projects that are alike by their legal bases."""
    asked = (
        Field("project", "project", draw(selections(graph, "Project", depth))),
        TYPE_NAME,
        Field("shared_bases", "shared_bases", draw(selections(graph, "LegalBasis", depth)), size=draw(small)),
        Field("score", "score"),
    )
    parts = tuple(draw(st.lists(st.sampled_from(asked), max_size=4, unique_by=lambda one: one.key)))
    return Field(name, name, Selection({"SimilarProject": parts}), size=draw(small))


@st.composite
def predicates(draw: st.DrawFn, graph: Graph, kind: str, depth: int = 2) -> Predicate:
    """A predicate about nodes of a kind or interface."""
    shapes = ["everything", "everything", "compare", "kind"] + ["and", "or", "not", "related"] * (depth > 0)
    shape = draw(st.sampled_from(shapes))
    match shape:
        case "and" | "or":
            parts = tuple(draw(st.lists(predicates(graph, kind, depth - 1), max_size=3)))
            return All(parts) if shape == "and" else Either(parts)
        case "not":
            return Not(draw(predicates(graph, kind, depth - 1)))
        case "related":
            link = draw(st.sampled_from(links_of(kind)))
            return Related(link.name, draw(predicates(graph, link.target, depth - 1)))
        case "kind":
            return OfKind(tuple(draw(st.lists(st.sampled_from(kinds_of(kind)), max_size=1))))
        case "compare":
            return draw(comparisons(graph, kind))
        case _:
            return EVERYTHING


@st.composite
def comparisons(draw: st.DrawFn, graph: Graph, kind: str) -> Predicate:
    """A property or the key against a value that stands somewhere in the graph, or does not."""
    name = draw(st.sampled_from(["key", *(member.name for member in comparable(kind))]))
    declared = members_of(kinds_of(kind)[0]).get(name)
    value_type = declared.value_type if isinstance(declared, Property) else ValueType.DATE
    operators = [Operator.EQUAL, Operator.IN, *COMPARED[value_type]]
    operators += [Operator.IS_NULL] * (name != "key") + [Operator.NAMED] * (name in {"name", "title"})
    operator = draw(st.sampled_from(operators))
    if operator is Operator.IS_NULL:
        return Compare(name, operator, draw(st.booleans()))
    rows = [row for row in graph.nodes.values() if row.kind in kinds_of(kind)]
    known: list[Any] = [row.key if name == "key" else row.properties.get(name) for row in rows]
    other = 1 if value_type in {ValueType.INTEGER, ValueType.MONEY} else "x"
    values = st.sampled_from([other, *(value for value in known if value is not None)])
    if operator is Operator.IN:
        return Compare(name, operator, tuple(draw(st.lists(values, max_size=3))))
    value = draw(values)
    if operator in {Operator.CONTAINS, Operator.STARTS_WITH} and isinstance(value, str):
        value = value[draw(small) :][: draw(small)]
    return Compare(name, operator, value)


@st.composite
def selections(draw: st.DrawFn, graph: Graph, kind: str, depth: int) -> Selection:
    """Some members of each concrete kind; a kind may be left out."""
    return Selection(
        {
            concrete: tuple(draw(st.lists(fields(graph, concrete, depth), max_size=3, unique_by=lambda one: one.key)))
            for concrete in kinds_of(kind)
            if kind in members_or_values(kind) or draw(st.booleans())
        }
    )


@st.composite
def fields(draw: st.DrawFn, graph: Graph, kind: str, depth: int) -> Field:
    """A member of a kind or value, with what is selected below it."""
    computed = COMPUTED_MEMBERS.get(kind, {}) if depth else {}
    names = {TYPE_NAME.name: None, **members_of(kind)}
    deep = {name: one for name, one in names.items() if depth or one is None or isinstance(one, Property)}
    name = draw(st.sampled_from([*deep, *computed]))
    if name == "counterparts" and name in computed:
        return Field(name, name, draw(selections(graph, "Department", depth - 1)), size=draw(small))
    if name in computed:
        return draw(similar(graph, name, depth - 1))
    match deep[name]:
        case None:
            return TYPE_NAME
        case Link(many=True) as link if draw(st.booleans()):
            return draw(connections(graph, name, link.target, depth - 1))
        case Link(target=target) | Reference(target=target) | ValueMember(kind=target):
            return Field(name, name, draw(selections(graph, target, depth - 1)), size=draw(small))
        case _:
            return Field(name, name, unit=draw(st.sampled_from([None, *MoneyUnit])))


@st.composite
def connections(draw: st.DrawFn, graph: Graph, name: str, kind: str, depth: int) -> Field:
    """A window over nodes, with everything that can be asked of one."""
    window = draw(windows(graph, kind))
    node = draw(selections(graph, kind, depth))
    figures = (Field(one, one, unit=MoneyUnit.WAN_YUAN) for one in CONNECTION_MEMBERS["AmountAggregate"])
    amount = Field("amount", "amount", Selection({"AmountAggregate": (*figures, TYPE_NAME)}))
    aggregate = Selection({"Aggregate": (TYPE_NAME, Field("count", "count"), amount)})
    page_info = (*(Field(one, one) for one in CONNECTION_MEMBERS["PageInfo"]), TYPE_NAME)
    edge = (Field("cursor", "cursor"), TYPE_NAME, Field("node", "node", node))
    asked = [
        TYPE_NAME,
        Field("nodes", "nodes", node),
        Field("edges", "edges", Selection({"Edge": edge})),
        Field("page_info", "page_info", Selection({"PageInfo": page_info})),
        Field("total_count", "total_count"),
        Field("aggregate", "aggregate", aggregate),
    ]
    if kind in GROUPED_BY:
        by = draw(st.lists(st.sampled_from(GROUPED_BY[kind]), min_size=1, max_size=2, unique=True))
        grouping = Grouping(tuple(by), draw(st.sampled_from([*GroupOrder])), draw(st.integers(1, 4)))
        entity = Field("entity", "entity", Selection({"Department": (Field("name", "name"),)}))
        keys = Selection({"GroupValue": (Field("key", "key"), TYPE_NAME, Field("label", "label"), entity)})
        parts = (Field("keys", "keys", keys), Field("aggregate", "aggregate", aggregate), TYPE_NAME)
        asked.append(Field("groups", "groups", Selection({"Group": parts}), grouping=grouping))
    return Field(name, name, Selection({"Connection": tuple(asked)}), window=window)


@st.composite
def windows(draw: st.DrawFn, graph: Graph, kind: str) -> Window:
    """A filter, an order, and a page from either end between the places of any two nodes."""
    names = [member.name for member in comparable(kind) if member.value_type is not ValueType.BOOLEAN]
    order = tuple(
        Order(name, draw(st.booleans())) for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    )
    rows = [row for row in graph.nodes.values() if row.kind in kinds_of(kind)]
    places: list[Any] = [(*(row.properties.get(one.member) for one in order), row.key) for row in rows]
    place = st.none() | st.none() | st.sampled_from(places) if places else st.none()
    page = Page(draw(st.integers(0, 9)), after=draw(place), before=draw(place), backward=draw(st.booleans()))
    return Window(draw(predicates(graph, kind, 1)), order, page, "mark")


def members_or_values(kind: str) -> tuple[str, ...]:
    """The kind itself where it is no interface: what is selected of it is always given."""
    return tuple(one for one in kinds_of(kind) if one == kind)


def links_of(kind: str) -> list[Link]:
    """The links that all kinds of an interface have."""
    return [
        member
        for name, member in members_of(kinds_of(kind)[0]).items()
        if isinstance(member, Link) and all(name in members_of(one) for one in kinds_of(kind))
    ]


def comparable(kind: str) -> list[Property]:
    """The properties that a predicate or an order may name."""
    own = members_of(kinds_of(kind)[0]).values()
    return [member for member in own if isinstance(member, Property) and member.value_type in COMPARED]
