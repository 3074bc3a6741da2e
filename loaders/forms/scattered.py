"""A form whose boxes were read without their rules → its answers, as far as its lines decide them.

The lines come in a disturbed order: a label stands apart from its answer, the heading behind the indicators. What is
decided is what stands on one line, what a closed list of words recognises anywhere, and what only one box can hold.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from graph.identity import fold
from graph.terms import MoneyUnit
from loaders.document import Ledger, Line
from loaders.forms.answers import Answer, Answers
from loaders.forms.boxes import place_amounts
from loaders.forms.extent import ScatteredPage
from loaders.forms.scattered_indicators import read_scattered_indicators
from loaders.forms.target import dates
from loaders.forms.vocabulary import AMOUNTS, FORM_YEAR, HEADING, TITLE, Label, vocabulary
from loaders.page_numbers import is_page_number

# "13,740,200.00" "0.00" -> an amount; a count of the indicators has no two decimals without a sign before it
AMOUNT: Final = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d{2}")

# The first line of a paragraph: "    不断加强党的理论教育…"
INDENT: Final = re.compile(r"\s{2,}\S")

MOST_LINES_OF_A_WORD: Final = 6  # 项目绩效目标, one character a line
TWO_DATES: Final = "dates that are not a beginning and an end"


def read_scattered_form(pages: Sequence[ScatteredPage], ledger: Ledger) -> Answers:
    """The answers of a form on these pages."""
    answers = Answers()
    readers = [_PageReader(page.lines, answers, ledger) for page in pages]
    for reader in readers:
        reader.read()
    levels = frozenset().union(*(reader.levels for reader in readers))
    for reader in readers:
        answers.indicators.extend(read_scattered_indicators(reader.rest, levels, ledger))
    place_amounts(answers, [line for reader in readers for line in reader.amounts], ledger)
    _place_dates(answers, [found for reader in readers for found in reader.dates], ledger)
    return answers


def _place_dates(answers: Answers, found: list[Answer], ledger: Ledger) -> None:
    """Beginning and end: both are printed beside the first of their labels, so their order tells them apart."""
    ordered = sorted(found, key=lambda answer: dates(answer.text))
    if len(ordered) == 2:
        answers.add(Label.START, ordered[0])
        answers.add(Label.END, ordered[1])
    elif ordered:
        ledger.problem(ordered[0].source, TWO_DATES)


@dataclass(slots=True)
class _PageReader:
    """Goes down the lines of a page; `rest` keeps what only the indicators can explain."""

    lines: Sequence[Line]
    answers: Answers
    ledger: Ledger
    levels: set[str] = field(default_factory=set)
    amounts: list[list[Answer]] = field(default_factory=list)  # those without a label, by line
    dates: list[Answer] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            steps = (self._read_title, self._read_words, self._read_goal, self._read_field)
            taken = next((count for step in steps if (count := step(index))), 0)
            if not taken:
                self.rest.append(self.lines[index])
            index += taken or 1

    def _read_title(self, index: int) -> int:
        text = fold(self.lines[index].text)
        heading, year = HEADING.fullmatch(text), FORM_YEAR.fullmatch(text)
        if heading:
            printed = heading["year_before"] or heading["year_behind"]
            self.answers.year = int(printed) if printed else self.answers.year
        elif year:
            self.answers.year = int(year["year"])
        elif not TITLE.fullmatch(text) and not is_page_number(self.lines[index].text):
            return 0
        self.ledger.ignore("heading of a target form", self.lines[index])
        return 1

    def _read_words(self, index: int) -> int:
        """Words of the template that say nothing by themselves here, also where they are cut over several lines."""
        for count in range(MOST_LINES_OF_A_WORD, 0, -1):
            cut = self.lines[index : index + count]
            is_one = all(later.number - earlier.number <= 2 for earlier, later in pairwise(cut))
            words = ["".join(piece.text.strip() for piece in cut)] if count > 1 else cut[0].text.split()
            if is_one and all(_is_word(word) for word in words):
                self.levels.update(level for word in words if (level := vocabulary().level_word(word)))
                self.answers.unit = next((unit for word in words if (unit := _group_unit(word))), self.answers.unit)
                self.ledger.ignore("word of a target form", *cut)
                return len(cut)
        return 0

    def _read_goal(self, index: int) -> int:
        """The goal: the form's only paragraph, indented, its lines without blank lines between."""
        first = self.lines[index]
        if not INDENT.match(first.text) or AMOUNT.fullmatch(first.text.split()[0]):
            return 0
        end = index + 1
        while end < len(self.lines) and self.lines[end].number - self.lines[end - 1].number == 1:
            end += 1
        lines = tuple(self.lines[index:end])
        self.answers.add(Label.GOAL_OF_YEAR, Answer("".join(line.text.strip() for line in lines), lines))
        self.ledger.read(*lines)
        return len(lines)

    def _read_field(self, index: int) -> int:
        """A line of labels, choices, dates and amounts; with the lines below where a label's answer is wrapped there."""
        line = self.lines[index]
        tokens = line.text.split()
        if not (vocabulary().label(tokens[0]) or all(_is_answer(token) for token in tokens)):
            return 0
        label: Label | None = None
        loose: list[Answer] = []
        for token in tokens:
            answer = Answer(token, (replace(line, text=token),))
            if word := vocabulary().label(token):
                label = word.label
                self.answers.asked.add(label)
            elif AMOUNT.fullmatch(token) and label not in AMOUNTS:
                loose.append(answer)
            else:
                self._add(label, answer)
        if loose:
            self.amounts.append(loose)
        self.ledger.read(line)
        return 1 + (self._read_below(index, label) if label and label not in self.answers.given else 0)

    def _add(self, label: Label | None, answer: Answer) -> None:
        """Files an answer under what it is, then under the label before it.

        主管部门 and 实施单位 are printed side by side: a second name behind 主管部门 is the unit's.
        """
        if option := vocabulary().options.get(fold(answer.text)):
            self.answers.add(option, answer)
        elif dates(answer.text):
            self.dates.append(answer)
        elif label is Label.DEPARTMENT and label in self.answers.given:
            self.answers.add(Label.UNIT, answer)
        elif label in AMOUNTS:
            self.answers.given[label] = [answer]  # of 其他资金, asked twice, the year's stands behind the second
        elif label:
            self.answers.add(label, answer)

    def _read_below(self, index: int, label: Label) -> int:
        """An answer that is wrapped below its label: its first line at once, the others behind a blank line at most."""
        taken: list[Line] = []
        for before, line in pairwise(self.lines[index:]):
            most = 1 if not taken else 2
            if line.number - before.number > most or len(line.text.split()) != 1 or _is_of_template(line):
                break
            taken.append(line)
            whole = "".join(piece.text.strip() for piece in taken)
            if label in (Label.NATURE, Label.CATEGORY) and fold(whole) in vocabulary().options:
                break
        if not taken or not (label is Label.NAME or fold(whole) in vocabulary().options):
            return 0
        self.answers.add(label, Answer(whole, tuple(taken)))
        self.ledger.read(*taken)
        return len(taken)


def _is_word(text: str) -> bool:
    words = vocabulary()
    return words.level_word(text) is not None or words.group_unit(text)[0] or fold(text) in words.columns


def _group_unit(text: str) -> MoneyUnit | None:
    return vocabulary().group_unit(text)[1]


def _is_answer(text: str) -> bool:
    return bool(fold(text) in vocabulary().options or AMOUNT.fullmatch(text) or dates(text))


def _is_of_template(line: Line) -> bool:
    text = line.text.strip()
    return bool(vocabulary().label(text) or _is_word(text) or _is_answer(text) or HEADING.fullmatch(fold(text)))
