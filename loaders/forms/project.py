"""The answers of one form → the fact about its project."""

from datetime import date
from typing import Final

from graph.facts import Funding, Money, PrintedAmount, ProjectFact, Source, SubItem
from loaders.document import Ledger
from loaders.forms.answers import Answer, Answers
from loaders.forms.target import dates
from loaders.forms.vocabulary import AMOUNTS, Label
from loaders.money import cell_amount, stated_amounts

# The boxes that split the year's money, and the funding source each stands for.
FUNDING_SOURCES: Final = {
    Label.CURRENT_APPROPRIATION: "FISCAL_APPROPRIATION",
    Label.CARRIED_OVER: "CARRIED_OVER",
    Label.OTHER: "OTHER_INCOME",
}

NO_NAME: Final = "a target form whose 项目名称 is blank"
NO_YEAR: Final = "a target form that prints no year"
NO_UNIT: Final = "an amount without a printed unit"
NO_AMOUNT: Final = "an answer that is no amount"
NO_DATE: Final = "an answer that is no date"
SEVERAL: Final = "several answers where the form takes one"


def project_fact(answers: Answers, year: int | None, place: Source, ledger: Ledger) -> ProjectFact | None:
    """The project of a form; `year` is the document's, for a form that prints none.

    The amount is the year's (年度资金申请总额, 项目当年预算). 项目资金总额 covers all years of a staged project, so it
    counts only on a form that asks for nothing else. `place` is the form's, for what is missing in it.
    """
    name, year = answers.text(Label.NAME), answers.year or year
    if name is None or year is None:
        ledger.problem(place, NO_NAME if name is None else NO_YEAR)
        return None
    reader = _AnswerReader(answers, ledger)
    asked_amount = Label.ANNUAL if Label.ANNUAL in answers.asked else Label.TOTAL
    located = [answers.first(label) for label in (Label.NAME, asked_amount)]
    starts, ends = reader.dates(Label.START), reader.dates(Label.END)
    period = reader.dates(Label.PERIOD)
    return ProjectFact(
        name=name,
        year=year,
        is_form=True,
        sources=tuple(answer.source for answer in located if answer),
        department=answers.text(Label.DEPARTMENT),
        unit=answers.text(Label.UNIT),
        nature=reader.choice(Label.NATURE),
        category=reader.choice(Label.CATEGORY),
        start=next(iter([*starts, *period]), None),
        end=next(iter([*ends, *period[1:]]), None),
        amount=reader.amount(asked_amount),
        whole=reader.printed_amount(Label.TOTAL) if asked_amount is Label.ANNUAL else None,
        prior_year_budget=reader.amount(Label.PRIOR_YEAR_BUDGET),
        prior_year_actual=reader.amount(Label.PRIOR_YEAR_ACTUAL),
        funding=reader.funding(),
        sub_items=reader.sub_items(),
        indicators=tuple(answers.indicators),
        overview=answers.text(Label.OVERVIEW),
        basis=answers.text(Label.BASIS),
        plan=answers.text(Label.PLAN),
        goal=answers.text(Label.GOAL_OF_YEAR) or answers.text(Label.GOAL_OF_PROJECT),
        schedule_source=next(
            (answer.source for label in (Label.START, Label.PERIOD) if (answer := answers.first(label))), None
        ),
    )


class _AnswerReader:
    """Reads answers as what they should be, and reports those that are not."""

    def __init__(self, answers: Answers, ledger: Ledger) -> None:
        self._answers = answers
        self._ledger = ledger

    def amount(self, label: Label) -> Money | None:
        assert label in AMOUNTS
        return self._money(self._answers.first(label))

    def printed_amount(self, label: Label) -> PrintedAmount | None:
        answer, money = self._answers.first(label), self.amount(label)
        return PrintedAmount(money, answer.source) if answer and money else None

    def funding(self) -> tuple[Funding, ...]:
        found = []
        for label, source_code in FUNDING_SOURCES.items():
            answer = self._answers.first(label)
            money = self._money(answer)
            if answer and money:
                found.append(Funding(source_code, money, answer.source))
                self._ledger.rows_read += 1
        return tuple(found)

    def sub_items(self) -> tuple[SubItem, ...]:
        return tuple(
            SubItem(item.name.text, item.name.source, self._money(item.amount)) for item in self._answers.sub_items
        )

    def choice(self, label: Label) -> str | None:
        """The one option that is chosen."""
        given = self._answers.given.get(label, [])
        if len(given) > 1:
            self._ledger.problem(given[1].source, SEVERAL)
            return None
        return given[0].text if given else None

    def dates(self, label: Label) -> list[date]:
        answer = self._answers.first(label)
        found = dates(answer.text) if answer else []
        if answer and not found:
            self._ledger.problem(answer.source, NO_DATE)
        return found

    def _money(self, answer: Answer | None) -> Money | None:
        if answer is None:
            return None
        stated = [amount.money for amount in stated_amounts(answer.text)]
        if len(stated) == 1:
            return stated[0]
        unit = answer.unit or self._answers.unit
        money = cell_amount(answer.text, unit) if unit else None
        if money is None:
            self._ledger.problem(answer.source, NO_AMOUNT if unit else NO_UNIT)
        return money
