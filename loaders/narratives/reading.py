"""Clauses, one after the other → figures: a clause states one, goes on about it, or says how it moved.

What a clause leaves out, an earlier one of its section has said: 支出决算 is that of the code named before, 下降1.87% goes
with the 减少56.95万元 before it. Free words that explain (主要原因, 主要用于) carry no figure of the template. An amount outside
of them that no clause explains is reported.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.facts import UNREAD_AMOUNT, Money, StatedFigure
from graph.terms import MoneyUnit, Stage
from loaders.document import Ledger, Line
from loaders.money import stated_amounts
from loaders.narratives.clauses import Clause, clauses_of
from loaders.narratives.drafts import Comparison, Draft, Drafts, Matter, Rates, Value
from loaders.narratives.folded import FoldedPassage
from loaders.narratives.naming import Mention, Subject, function_of, mention_of
from loaders.narratives.phrases import (
    AGAINST_BUDGET,
    BEFORE_NAME,
    COMPARISON,
    COMPLETION,
    COUNT,
    DATE,
    EXPLAINED,
    EXPLANATION,
    MOVEMENT,
    RELATIONS,
    RESUMED,
    SHARE,
    ZERO,
    direction_of,
    stage_compared_with,
)


class Reading:
    """The figures of a document so far, section by section."""

    def __init__(self, stage: Stage, year: int, ledger: Ledger) -> None:
        self.stage = stage
        self.year = year
        self.ledger = ledger
        self.drafts = Drafts()

    def read(self, lines: Sequence[Line]) -> None:
        """Reads one section and settles its lines."""
        _SectionReading(self, FoldedPassage.of(lines)).read()
        self.ledger.read(*lines)

    def figures(self) -> list[StatedFigure]:
        """The figures in printed order."""
        return self.drafts.figures()


class _SectionReading:
    """What the clauses of one section have said so far."""

    def __init__(self, reading: Reading, passage: FoldedPassage) -> None:
        self._reading = reading
        self._passage = passage
        self._subject: Subject | None = None
        self._last: Draft | None = None  # what a comparison without a name is about
        self._date: int | None = None  # of the sentence: 截至2025年8月31日
        self._compared_year: int | None = None
        self._compared_stage: Stage | None = None
        self._is_first = True  # no figure of the sentence yet
        self._is_explaining = False

    def read(self) -> None:
        """Takes all clauses."""
        for clause in clauses_of(self._passage):
            if RESUMED.match(clause.text):
                self._is_explaining = False
            if clause.text and not self._is_explaining:
                self._take(clause)
            if clause.ends_sentence:
                self._date, self._is_first = None, True
            if clause.ends_explanation:
                self._is_explaining = False

    def _take(self, clause: Clause) -> None:
        explanation = EXPLANATION.search(clause.text)
        if explanation:
            self._is_explaining = True
            self._explains(clause, clause.text[: explanation.start()])
            clause = replace(clause, text=clause.text[: explanation.start()])
        if not (
            self._dates(clause)
            or self._rates(clause)
            or self._compares(clause)
            or self._states(clause)
            or self._opens(clause)
        ):
            self._report(clause)

    def _explains(self, clause: Clause, words: str) -> None:
        """How the appropriation moved, as the beginning of an explanation has it: a figure without a value, only compared."""
        explained = EXPLAINED.fullmatch(words)
        mention = self._mention(explained["what"], is_counted=False) if explained else None
        if explained and mention:
            year = self._matter(mention).year - 1
            draft = self._add(mention, Value(), replace(clause, text=words))
            draft.compare(Comparison(year, direction_of(explained["direction"])))

    def _dates(self, clause: Clause) -> bool:
        date = DATE.fullmatch(clause.text)
        if date:
            self._date = int(date["year"])
        return bool(date)

    def _rates(self, clause: Clause) -> bool:
        """A share, a completion rate, or how the accounts stand to the budget: of the figure before, or the one it names."""
        against = AGAINST_BUDGET.fullmatch(clause.text)
        share, completion = SHARE.fullmatch(clause.text), COMPLETION.fullmatch(clause.text)
        draft = self._last
        if against and against["what"]:
            mention = self._mention(against["what"], is_counted=False)
            draft = self._reading.drafts.latest(self._matter(mention)) if mention else None
        if draft and (against or share or completion):
            draft.rate(
                Rates(
                    share=share["share"] if share else None,
                    share_of=share["whole"] if share else None,
                    completion=completion["completion"] if completion else None,
                    against_budget=RELATIONS[against["relation"] or against["same"]] if against else None,
                )
            )
        return bool(against or share or completion)

    def _opens(self, clause: Clause) -> bool:
        """A functional code on its own is what the next clauses are about."""
        lead = BEFORE_NAME.match(clause.text)
        function = function_of(clause.text[lead.end() :]) if lead else None
        if function:
            self._subject, self._last, self._compared_year = function, None, None
        return bool(function)

    def _states(self, clause: Clause) -> bool:
        stated = _value_at_end(clause.text)
        if stated is None:
            return False
        value, start = stated
        mention = self._mention(clause.text[:start], is_counted=value.count is not None)
        if mention is None:
            return False
        names_its_code = bool(mention.subject.path) and mention.subject is not self._subject
        known = None if names_its_code else self._reading.drafts.latest(self._matter(mention), value)
        self._last = known or self._add(mention, value, clause)
        self._subject, self._compared_year, self._is_first = mention.subject, None, False
        return True

    def _compares(self, clause: Clause) -> bool:
        matched = COMPARISON.fullmatch(clause.text)
        if matched:
            self._compared_year = self._year_compared_with(matched["year"])
            self._compared_stage = stage_compared_with(matched["base"])
        else:
            matched = MOVEMENT.fullmatch(clause.text)
        if not matched or self._compared_year is None:
            return False
        if not any(matched[part] for part in ("direction", "change", "ratio", "bare")):
            return True
        draft = self._compared(matched["what"], clause)
        if draft:
            self._compare(draft, matched, self._compared_year, clause)
            self._last = draft
        return bool(draft)

    def _compared(self, what: str, clause: Clause) -> Draft | None:
        """The figure that a comparison is about: the one it names, else the last; one that nothing stated is new."""
        mention = self._mention(what, is_counted=False) if what else None
        if mention is None:
            return None if what else self._last
        return self._reading.drafts.latest(self._matter(mention)) or self._add(mention, Value(), clause)

    def _compare(self, draft: Draft, matched: re.Match[str], year: int, clause: Clause) -> None:
        change = next(stated_amounts(matched["change"] or ""), None)
        comparison = Comparison(
            year,
            direction_of(matched["direction"]),
            change.money if change else None,
            matched["ratio"],
            self._compared_stage,
        )
        if not draft.compare(comparison):
            self._problem("a second comparison of one figure, other than the first", clause.start, clause.end)
        if matched["bare"]:
            self._problem("a change without a unit", clause.start, clause.end)

    def _add(self, mention: Mention, value: Value, clause: Clause) -> Draft:
        source = self._passage.source(clause.start + mention.start, clause.end)
        return self._reading.drafts.add(Draft(self._matter(mention), value, source))

    def _mention(self, words: str, *, is_counted: bool) -> Mention | None:
        return mention_of(words, self._subject, is_counted=is_counted, is_first=self._is_first)

    def _matter(self, mention: Mention) -> Matter:
        return Matter(
            mention.subject, mention.stage or self._reading.stage, mention.year or self._date or self._reading.year
        )

    def _year_compared_with(self, printed: str) -> int:
        """A year as printed, wrong ones too (比2026年预算 in the budget of 2026: 司法局, page 8); 上年 is the one before."""
        return int(printed[:4]) if printed[0].isdigit() else self._reading.year - 1

    def _report(self, clause: Clause) -> None:
        for stated in stated_amounts(clause.text):
            self._last = None  # a comparison behind it is about this amount
            self._problem(UNREAD_AMOUNT, clause.start + stated.start, clause.start + stated.end)

    def _problem(self, reason: str, start: int, end: int) -> None:
        self._reading.ledger.problem(self._passage.source(start, end), reason)


def _value_at_end(text: str) -> tuple[Value, int] | None:
    """The value that a clause ends with, and where it begins."""
    counted = COUNT.search(text)
    if counted:
        return Value(count=int(counted["count"].replace(",", ""))), counted.start()
    zero = ZERO.search(text)
    if zero:
        return Value(amount=Money(fen=0, unit=MoneyUnit.WAN_YUAN, text=zero.group())), zero.start()
    for stated in stated_amounts(text):
        if stated.end == len(text):
            return Value(amount=stated.money), stated.start
    return None
