"""Where the root fields begin: their arguments → the root of a plan."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias, TypeVar

from graph.errors import BadUserInput, LimitExceeded
from graph.identity import fold, parse_node_id
from graph.ontology import kinds_of
from graph.plan import (
    AboutDataset,
    All,
    Any,
    ByKeys,
    Compare,
    Comparison,
    Every,
    First,
    FundingPaths,
    Lineage,
    Operator,
    Predicate,
    Related,
    Root,
    Search,
    Shared,
    Timeline,
)
from graph.policies.numbers import document_number_key
from graph.policies.titles import title_key
from graph.store.search import fold_for_search
from graph.terms import BudgetTable
from service.predicates import Given
from service.sizes import (
    CODE_LEVEL,
    HITS,
    LINEAGE_LEVELS,
    LONGEST_SEARCH,
    MAX_CODES,
    MAX_COLUMNS,
    MAX_HITS,
    MAX_IDS,
    MAX_PATH_LENGTH,
    MAX_PATHS,
    MAX_SHARED,
    MAX_YEARS,
    PATH_LENGTH,
    PATHS,
    SHARED,
    SHARERS,
    SHORTEST_SEARCH,
)
from service.windows import size

T = TypeVar("T")

PATH_ENDS: Final = ("FundingSource", "Department", "Unit", "Project", "LegalBasis", "Region")

Begin: TypeAlias = Callable[[Given], Root]
"""What a root field's line in `service.query` names: its coerced arguments → its root."""


def every(kind: str) -> Begin:
    """All nodes of a kind."""
    return lambda _: Every((kind,))


def dataset(_given: Given) -> Root:
    """The data that answers."""
    return AboutDataset()


def node(given: Given) -> Root:
    """The node of an id."""
    return ByKeys(_keys([given["id"]]), single=True)


def nodes(given: Given) -> Root:
    """The nodes of some ids, in their order."""
    ids = given["ids"]
    if len(ids) > MAX_IDS:
        raise LimitExceeded(f"{len(ids)} ids are given; at most {MAX_IDS} can be asked for at once.")
    return ByKeys(_keys(ids))


def organisation(given: Given) -> Root:
    """The organisation of a name, a department before a unit; in a region by name, code or id."""
    named: Predicate = Compare("name", Operator.NAMED, given["name"])
    region = given.get("region")
    return First(kinds_of("Organisation"), All((named, Related("region", _is_region(region)))) if region else named)


def classification_code(given: Given) -> Root:
    """The code of a list."""
    scheme = Compare("scheme", Operator.EQUAL, given["scheme"].value)
    return First(("ClassificationCode",), All((scheme, Compare("code", Operator.EQUAL, given["code"]))))


def legal_basis(given: Given) -> Root:
    """The policy of a number or title, however both are printed."""
    parts: list[Predicate] = []
    if number := given.get("documentNumber"):
        parts.append(Compare("key", Operator.EQUAL, document_number_key(number)))
    if title := given.get("title"):
        parts.append(Compare("title", Operator.NAMED, title_key(title)))
    if not parts:
        raise BadUserInput("Neither documentNumber nor title is given. A legal basis is found by one of them or both.")
    return First(("LegalBasis",), All(tuple(parts)))


def search(given: Given) -> Root:
    """The nodes whose names hold a text."""
    text = fold(given["query"])
    if len(fold_for_search(text)) < SHORTEST_SEARCH or len(text) > LONGEST_SEARCH:
        raise BadUserInput(
            f"A search takes {SHORTEST_SEARCH} to {LONGEST_SEARCH} characters, white space and punctuation not counted."
        )
    return Search(text, size(given, "first", HITS, MAX_HITS))


def spending_lineage(given: Given) -> Root:
    """How money flows: of a department or a unit, of a region, or of everybody."""
    body, region = given.get("organisation"), given.get("region")
    if body and region:
        raise BadUserInput("Both organisation and region are given. Ask for the money of one of them.")
    levels = given.get("levels")
    levels = LINEAGE_LEVELS if levels is None else tuple(levels)
    if not levels or len(set(levels)) < len(levels):
        raise BadUserInput("levels names no level, or one of them twice. Give each level of the diagram once.")
    keys = _regions([region]) if region else None
    return Lineage(_body(body) if body else None, keys[0] if keys else None, given["year"], given["stage"], levels)


def funding_paths(given: Given) -> Root:
    """How money leads from one node to another."""
    ends = [parse_node_id(given[name]) for name in ("from", "to")]
    unknown = [kind for kind, _ in ends if kind not in PATH_ENDS]
    if unknown:
        raise BadUserInput(f"No money is followed from or to a {unknown[0]}. Give the ids of {', '.join(PATH_ENDS)}.")
    if ends[0] == ends[1]:
        raise BadUserInput("Both ends are the same node. A path leads from one node to another.")
    longest = given.get("maxLength")
    longest = PATH_LENGTH if longest is None else longest
    if not 1 <= longest <= MAX_PATH_LENGTH:
        raise BadUserInput(f"maxLength is {longest}. It must be 1 to {MAX_PATH_LENGTH}.")
    return FundingPaths(ends[0], ends[1], longest, size(given, "first", PATHS, MAX_PATHS))


def timeline(given: Given) -> Root:
    """The money of a project, a body or a budget line over the years."""
    return Timeline(parse_node_id(given["entity"]), given.get("table"), given.get("measure"), given.get("code"))


def compare(given: Given) -> Root:
    """One column of one table, side by side."""
    table, level = given["table"], given.get("level")
    if table in (BudgetTable.BALANCE_SUMMARY, BudgetTable.APPROPRIATION_SUMMARY):
        raise BadUserInput(
            f"{table.value} prints no codes to compare by. Ask for the table of the expenditure or the income by function."
        )
    if level is not None and level not in (1, 2, 3):
        raise BadUserInput(f"level is {level}. It must be 1, 2 or 3.")
    bodies = _few(given.get("organisations"), "organisations", MAX_COLUMNS)
    return Comparison(
        given["by"],
        None if bodies is None else tuple(map(_body, bodies)),
        _regions(_few(given.get("regions"), "regions", MAX_COLUMNS)),
        _few(given.get("years"), "years", MAX_COLUMNS),
        given["stage"],
        table,
        given["measure"],
        given.get("scheme"),
        _few(given.get("codes"), "codes", MAX_CODES),
        level or CODE_LEVEL,
        given["normalise"],
    )


def _few(values: Sequence[T] | None, name: str, most: int) -> tuple[T, ...] | None:
    """The values of a list, each once, in their order."""
    if values is not None and len(values) > most:
        raise LimitExceeded(f"{len(values)} {name} are given; at most {most} can be asked for at once.")
    return None if values is None else tuple(dict.fromkeys(values))


def _body(text: str) -> tuple[str, str]:
    """The kind and key of a department or a unit."""
    parsed = parse_node_id(text)
    if parsed[0] not in kinds_of("Organisation"):
        raise BadUserInput(f"“{text}” is the id of no department and no unit.")
    return parsed


def shared_citations(given: Given) -> Root:
    """The policies that several projects of some years and regions are based on."""
    return Shared(
        "dependent_projects" if given.get("throughOthers") else "projects",
        years=_years(given.get("years")),
        regions=_regions(given.get("regions")),
        min_projects=_least(given, "minProjects", SHARERS),
        min_departments=_least(given, "minDepartments", 0),
        min_regions=_least(given, "minRegions", 0),
        size=size(given, "first", SHARED, MAX_SHARED),
    )


def _years(years: Sequence[int] | None) -> tuple[int, ...] | None:
    if years and len(years) > MAX_YEARS:
        raise LimitExceeded(f"{len(years)} years are given; at most {MAX_YEARS} can be asked for at once.")
    return None if years is None else tuple(years)


def _regions(ids: Sequence[str] | None) -> tuple[str, ...] | None:
    """The keys of some regions."""
    if ids is None:
        return None
    if len(ids) > MAX_IDS:
        raise LimitExceeded(f"{len(ids)} regions are given; at most {MAX_IDS} can be asked for at once.")
    parsed = [parse_node_id(text) for text in ids]
    for text, (kind, _) in zip(ids, parsed, strict=True):
        if kind != "Region":
            raise BadUserInput(f"“{text}” is the id of no region.")
    return tuple(key for _, key in parsed)


def _least(given: Given, name: str, default: int) -> int:
    """The least that an argument of that name asks for."""
    number: int | None = given.get(name)
    if number is None:
        return default
    if number < 1:
        raise BadUserInput(f"{name} is {number}. It must be 1 or more.")
    return number


def _keys(ids: Sequence[str]) -> tuple[tuple[str, str] | None, ...]:
    """Kind and key of each id; None for a kind that this graph does not have."""
    parsed = [parse_node_id(text) for text in ids]
    return tuple(found if found[0] in kinds_of("Node") else None for found in parsed)


def _is_region(text: str) -> Predicate:
    parts: list[Predicate] = [Compare("name", Operator.NAMED, text), Compare("code", Operator.EQUAL, text)]
    try:
        kind, key = parse_node_id(text)
    except BadUserInput:
        pass  # a name or a code, which is no id
    else:
        if kind == "Region":
            parts.append(Compare("key", Operator.EQUAL, key))
    return Any(tuple(parts))
