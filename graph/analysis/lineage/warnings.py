"""What the total of a lineage lacks, and what documents say that was not believed: each rule says one thing, or nothing."""

from collections.abc import Iterator, Sequence

from graph.analysis.asking import few
from graph.analysis.continuity.successions import following
from graph.analysis.lineage.bodies import Body
from graph.analysis.lineage.spending import Spending
from graph.plan import Lineage
from graph.store.aggregates import money_in
from graph.terms import LineageLevel, MoneyUnit


def warnings_of(asked: Lineage, spent: Sequence[Spending], years: Sequence[int]) -> list[str]:
    """What is missing, the widest first; `years` are those that there are, of a question that nothing answers."""
    if all(is_silent(spending.body) for spending in spent):
        return [*_nothing(asked, years)]
    rules = (_silent, _without_tables, _left_out, _contradictions, _other_totals)
    return [warning for rule in rules for warning in rule(asked, spent)]


def is_silent(body: Body) -> bool:
    """Whether neither a body nor a unit of it published anything that tells of money."""
    return not any(one.amounts or one.described for one in (body, *body.units))


def _nothing(asked: Lineage, years: Sequence[int]) -> Iterator[str]:
    """A year and stage of which nothing is loaded."""
    others = f"there is one of {', '.join(map(str, years))}" if years else "nor of any other year"
    yield f"Nothing of the {_period(asked)} is loaded, {others}."


def _silent(asked: Lineage, spent: Sequence[Spending]) -> Iterator[str]:
    """Bodies that published nothing, whose money is in no total; and units whose money is only in their departments'.

    A body that another one of them follows upon by then is no more, and publishes nothing.
    """
    missing: list[str] = []
    within: list[str] = []
    bodies = [spending.body for spending in spent]
    for body in bodies:
        units = [
            _called(unit, body) for unit in body.units if is_silent(unit) and not _goes_on(unit, body.units, asked)
        ]
        if body.rows:
            within += units
        elif is_silent(body):
            missing += [] if _goes_on(body, bodies, asked) else [body.name]
        else:
            missing += units
    if missing:
        yield f"Not in the total, since nothing of their {_period(asked)} is loaded: {few(missing)}."
    if within and LineageLevel.UNIT in asked.levels:
        yield (
            f"Without a document of the {_period(asked)}: {few(within)}. What they spend is in the total of their department, "
            "where no unit is told."
        )


def _goes_on(body: Body, others: Sequence[Body], asked: Lineage) -> bool:
    """Whether one of some others follows upon a body by the year that is asked for."""
    return not following(body.ref, asked.year).isdisjoint(other.ref for other in others)


def _without_tables(asked: Lineage, spent: Sequence[Spending]) -> Iterator[str]:
    """Bodies of which only projects are known."""
    names = [body.name for spending in spent for body in spending.without_tables]
    if names:
        yield f"No table of the {_period(asked)} is loaded of {few(names)}: only the money of described projects is told."


def _left_out(_asked: Lineage, spent: Sequence[Spending]) -> Iterator[str]:
    """Projects of more money than there is."""
    names = [f"{project.name} of {spending.body.name}" for spending in spent for project in spending.left_out]
    if names:
        yield f"Left out, since there is less project expenditure (项目支出) than they come to: {few(names)}."


def _contradictions(_asked: Lineage, spent: Sequence[Spending]) -> Iterator[str]:
    """Documents that cannot both be right."""
    found: dict[str, list[str]] = {}
    for body, says in (one for spending in spent for one in spending.contradictions):
        found.setdefault(says, []).append(body.name)
    for says, names in found.items():
        yield f"The documents of {few(names)} contradict each other: {says}."


def _other_totals(asked: Lineage, spent: Sequence[Spending]) -> Iterator[str]:
    """Bodies whose printed totals are not what their parts come to."""
    totals = ((spending.body.name, spending.total_at(asked.levels), spending.printed) for spending in spent)
    names = [
        f"{name} {_yuan(told)} for {_yuan(printed)} yuan"
        for name, told, printed in totals
        if printed is not None and told != printed
    ]
    if names:
        yield f"Printed parts come to another sum than the printed total, by rounding or by mistake: {few(names)}."


def _called(unit: Body, department: Body) -> str:
    """The name of a unit; that of a department's own office, which bears the department's, with 本级."""
    is_own_office = unit.key.replace("/unit/", "/department/", 1) == department.key
    return f"{unit.name}本级" if is_own_office else unit.name


def _period(asked: Lineage) -> str:
    return f"{asked.year} {asked.stage.value.lower().replace('_', ' ')}"


def _yuan(fen: int) -> str | None:
    return money_in(MoneyUnit.YUAN)(fen)
