"""The projects of a body, each once, and what each tells of its money: its sub-items and its policies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.analysis.lineage.bodies import Body, Part, Printed, Project
from graph.analysis.lineage.cells import KINDS, source_station
from graph.analysis.lineage.portions import CELL_LEVELS, Level, Portion, Share, Station
from graph.identity import fold
from graph.reference import funding_sources
from graph.terms import Measure

LONGEST_LABEL: Final = 60


def distinct(body: Body) -> list[Project]:
    """The projects of a department and of its units, each once: its statement may describe what a unit's form asks for.

    What a statement has beyond the forms of its name stays a project of the department. Of a unit, those that it carries out.
    """
    every = {one.key: one for some in (body, *body.units) for one in (*some.projects, *some.statements)}
    projects = [project for _, project in sorted(every.items())]
    statements = {fold(one.name): one for one in projects if not one.unit}
    forms: dict[str, list[Project]] = {}
    for one in projects:
        if one.unit and fold(one.name) in statements:
            forms.setdefault(fold(one.name), []).append(one)
    found = [one for one in projects if fold(one.name) not in forms]
    for name, carried_out in forms.items():
        found += _told_once(statements[name], carried_out, are_all=body.kind == "Department")
    return [one for one in found if body.kind == "Department" or one.unit]


def _told_once(statement: Project, forms: Sequence[Project], *, are_all: bool) -> Iterator[Project]:
    """The units' projects of one name with what the department's statement says of them, and what it has beyond them."""
    joined = [_joined(form, statement, is_same=are_all and len(forms) == 1) for form in forms]
    yield from joined
    left = (statement.fen or 0) - sum(one.fen or 0 for one in joined)
    if left > statement.rounding + sum(one.rounding for one in joined):
        same = joined[0] if len(joined) == 1 else statement
        yield replace(statement, key=same.key, name=same.name, fen=left, sub_items=())


def _joined(form: Project, statement: Project, *, is_same: bool) -> Project:
    """A unit's project with what the department's statement of its name says of it.

    A statement of several units' projects does not divide its money among them.
    """
    has_parts = any(part.fen for part in form.sub_items) or not (is_same or form.fen == statement.fen)
    bases = {part.key: part for part in (*statement.bases, *form.bases)}
    places = {
        key: _united(part.printed for part in (*form.bases, *statement.bases) if part.key == key) for key in bases
    }
    return replace(
        form,
        fen=statement.fen if form.fen is None and is_same else form.fen,
        funding=form.funding or statement.funding,
        sub_items=form.sub_items if has_parts else statement.sub_items,
        bases=tuple(replace(part, printed=places[key]) for key, part in sorted(bases.items())),
        printed=_united((form.printed, statement.printed)),
    )


def _united(places: Iterable[Printed]) -> Printed:
    return tuple(source for some in places for source in some)


def shares_of(project: Project) -> Iterator[Share]:
    """A project's money by its sub-items, as far as they have amounts, and its policies."""
    whole = project.fen or 0
    at = {Level.PROJECT: Station(project.key, project.name, ("Project", project.key))}
    printed = {Level.PROJECT: project.printed, Level.SUB_ITEM: project.printed, Level.LEGAL_BASIS: project.printed}
    if project.bases:
        at[Level.LEGAL_BASIS] = _basis_station(project.bases)
        printed[Level.LEGAL_BASIS] = tuple(source for basis in project.bases for source in basis.printed)
    parts = [part for part in project.sub_items if part.fen]
    listed = sum(part.fen or 0 for part in parts)
    if listed > whole:
        parts, listed = [], 0  # sub-items of more money than the project has: which of them is wrong is not known
    for number, part in enumerate(parts):
        station = Station(f"{project.key}|{number}", part.label)
        yield Share(part.fen or 0, {**at, Level.SUB_ITEM: station}, {**printed, Level.SUB_ITEM: part.printed})
    yield Share(whole - listed, at, printed, project.rounding)


def _basis_station(bases: Sequence[Part]) -> Station:
    """The policies of a project: one is a node of the graph, several together are one station, since no text divides money."""
    first = bases[0]
    if len(bases) == 1:
        return Station(first.key, first.label, ("LegalBasis", first.key))
    return Station("+".join(basis.key for basis in bases), f"{first.label[:LONGEST_LABEL]}等{len(bases)}项依据")


def paid_from(project: Project) -> str | None:
    """The one funding source of a project; None where it names several or none."""
    sources = [code for code, fen in project.funding if fen > 0]
    return sources[0] if len(sources) == 1 else None


def is_paid_from(portion: Portion, source: str, *, if_undisclosed: bool = False) -> bool:
    """Whether a portion's money comes from a source or from a part of it; from no source in particular all does."""
    if not source or (if_undisclosed and portion.station(Level.FUNDING_SOURCE).undisclosed):
        return True
    entry = funding_sources().get(portion.station(Level.FUNDING_SOURCE).key)
    return entry is not None and source in {entry.code, entry.parent}


def alone(projects: Iterable[Project]) -> Iterator[Portion]:
    """The money of projects whose body prints no table: what statements and forms tell of it is all that is known."""
    for project in projects:
        at = {Level.EXPENDITURE_KIND: KINDS[Measure.PROJECT]}
        if source := paid_from(project):
            at[Level.FUNDING_SOURCE] = source_station(source)
        printed = dict.fromkeys((*CELL_LEVELS, Level.FUNDING_SOURCE), project.printed)
        for share in shares_of(project):
            if share.fen > 0:
                yield Portion(share.fen, {**at, **share.at}, {**printed, **share.printed}, project.rounding)
