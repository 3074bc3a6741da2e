"""The figures that the sentences of a budget or of final accounts state about their ledger."""

from random import Random

from benchmarks.synthetic.amounts import in_words
from benchmarks.synthetic.country import Edition
from benchmarks.synthetic.ledgers import APPROPRIATED, Ledger, function_names
from benchmarks.synthetic.names import NAMES
from benchmarks.synthetic.sheet import Sheet
from benchmarks.synthetic.tables import rows_of
from graph.facts import StatedFigure
from graph.terms import BudgetTable, Direction, Measure, Topic


def print_figures(sheet: Sheet, dice: Random, edition: Edition, ledger: Ledger, before: Ledger) -> None:
    """The sentences: totals compared with the year before, the items of the general public budget, and counts."""
    earlier = _totals(before)
    for topic, fen in _totals(ledger).items():
        sheet.facts.append(_figure(sheet, edition, topic, fen, earlier[topic]))
    for row in rows_of(ledger, BudgetTable.GENERAL_BUDGET_BY_FUNCTION, edition.stage):
        if row.code and len(row.code) == 7:
            path = tuple(function_names()[row.code[:length]] for length in (3, 5, 7))
            amount = in_words(row.cells[Measure.TOTAL])
            source = sheet.next_line(f"“{path[0]}（类）{path[1]}（款）{path[2]}（项）”科目{amount.text}")
            sheet.facts.append(
                StatedFigure(Topic.FUNCTION, edition.stage, edition.year, row.label, source, amount, path=path)
            )
    for name, label in NAMES["counts"].items():
        number = dice.choice((0, 0, dice.randint(1, 12)))
        source = sheet.next_line(f"{label}{number}")
        sheet.facts.append(StatedFigure(Topic[name], edition.stage, edition.year, label, source, count=number))


def _totals(ledger: Ledger) -> dict[Topic, int]:
    """What a budget's sentences say first: each topic's amount."""
    everything = ledger.amount(Measure.BASIC, Measure.PROJECT)
    three_public = ledger.for_three_public()
    special = {
        Topic.REVENUE: everything,
        Topic.EXPENDITURE: everything,
        Topic.FISCAL_APPROPRIATION: ledger.amount(*APPROPRIATED),
        Topic.PERSONNEL: ledger.personnel(),
        Topic.PUBLIC: sum(ledger.economy.values()) - ledger.personnel(),
        Topic.THREE_PUBLIC: three_public[Measure.TOTAL],
    }
    totals = {}
    for topic in (Topic[name] for name in NAMES["figures"]):
        if topic in special:
            totals[topic] = special[topic]
        else:
            measure = Measure[topic]
            totals[topic] = three_public[measure] if measure in three_public else ledger.amount(measure)
    return totals


def _figure(sheet: Sheet, edition: Edition, topic: Topic, fen: int, before: int) -> StatedFigure:
    """An amount, and how it moved; a figure that was nothing before has no rate."""
    change = abs(fen - before)
    direction = Direction.UNCHANGED if not change else Direction.INCREASE if fen > before else Direction.DECREASE
    label, amount = NAMES["figures"][topic], in_words(fen)
    rate = (change * 20_000 + before) // (2 * before) if before else 0
    return StatedFigure(
        topic,
        edition.stage,
        edition.year,
        label,
        sheet.next_line(f"{label}{amount.text}"),
        amount,
        compared_year=edition.year - 1,
        direction=direction,
        change=in_words(change) if change else None,
        ratio=f"{rate // 100}.{rate % 100:02}" if before and change else None,
    )
