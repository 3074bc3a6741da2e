"""Amounts that stand apart from their labels → the boxes they were printed in, where arithmetic leaves no choice."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from loaders.document import Ledger
from loaders.forms.answers import Answer, Answers
from loaders.forms.vocabulary import ANNUAL_PARTS, Label
from loaders.money import CELL_AMOUNT

# The right-hand boxes of the form's four rows of amounts, from above.
BOXES: Final = (Label.ANNUAL, *ANNUAL_PARTS)

UNPLACED: Final = "amounts that stand apart from their labels"


def place_amounts(answers: Answers, loose: Sequence[Sequence[Answer]], ledger: Ledger) -> None:
    """Gives the amounts without a label, by line, to the boxes of the year.

    The year's total is the sum of its three parts, and extractors keep the rows in their order. So four lines are the
    four rows, if the sum confirms it; one missing part is the difference, if that figure is printed; and where all
    amounts but zeros are equal, that is the total.
    """
    if len(loose) == len(BOXES) and not any(box in answers.given for box in BOXES):
        by_row = dict(zip(BOXES, (line[-1] for line in loose), strict=True))
        if _figure(by_row[Label.ANNUAL]) == sum(_figure(by_row[part]) or 0 for part in ANNUAL_PARTS):
            answers.given.update({box: [answer] for box, answer in by_row.items()})
            if len(loose[0]) == 2 and Label.TOTAL not in answers.given:
                answers.add(Label.TOTAL, loose[0][0])  # the left-hand box of the first row: 项目资金总额
            return
    everything = [answer for line in loose for answer in line]
    _place_total(answers, everything)
    _place_missing_part(answers, everything)
    if everything and Label.ANNUAL not in answers.given:
        ledger.problem(everything[0].source, UNPLACED)


def _place_total(answers: Answers, loose: Sequence[Answer]) -> None:
    printed = [
        *loose,
        *(answer for label in (Label.TOTAL, Label.FISCAL_TOTAL) for answer in answers.given.get(label, ())),
    ]
    filled = [answer for answer in printed if _figure(answer)]
    if Label.ANNUAL not in answers.given and len({_figure(answer) for answer in filled}) == 1:
        answers.add(Label.ANNUAL, filled[0])


def _place_missing_part(answers: Answers, loose: Sequence[Answer]) -> None:
    missing = [part for part in ANNUAL_PARTS if part not in answers.given]
    total = answers.first(Label.ANNUAL)
    if total is None or len(missing) != 1:
        return
    whole = _figure(total)
    known = [_figure(answers.given[part][0]) for part in ANNUAL_PARTS if part not in missing]
    if whole is None or None in known:
        return
    rest = whole - sum(figure for figure in known if figure)
    fitting = [answer for answer in loose if _figure(answer) == rest]
    if fitting:
        answers.add(missing[0], fitting[-1])


def _figure(answer: Answer) -> Decimal | None:
    """The answer's figure; None for words, which a disturbed order may have put behind a label of an amount."""
    matched = CELL_AMOUNT.fullmatch(answer.text)
    return Decimal(matched.group().replace(",", "")) if matched else None
