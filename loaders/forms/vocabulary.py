"""The printed words of target forms: labels, choices, indicator levels; the words themselves stand in vocabulary.toml."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from graph.identity import fold
from graph.terms import MoneyUnit
from loaders.money import UNIT_WORDS


class Label(StrEnum):
    """What a box of the form asks for; the value is the key in vocabulary.toml."""

    NAME = "name"
    NATURE = "nature"
    CATEGORY = "category"
    DEPARTMENT = "department"
    UNIT = "unit"
    START = "start"
    END = "end"
    PERIOD = "period"
    TOTAL = "total"
    ANNUAL = "annual"
    FISCAL_TOTAL = "fiscal_total"
    CURRENT_APPROPRIATION = "current_appropriation"
    CARRIED_OVER = "carried_over"
    OTHER = "other"
    PRIOR_YEAR_BUDGET = "prior_year_budget"
    PRIOR_YEAR_ACTUAL = "prior_year_actual"
    OVERVIEW = "overview"
    BASIS = "basis"
    NECESSITY = "necessity"
    MEASURES = "measures"
    PLAN = "plan"
    GOAL_OF_PROJECT = "goal_of_project"
    GOAL_OF_YEAR = "goal_of_year"
    SUB_ITEM_NAME = "sub_item_name"
    SUB_ITEM_AMOUNT = "sub_item_amount"
    REMARKS = "remarks"


class Column(StrEnum):
    """What a column of the indicators' table holds."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    NAME = "name"
    TARGET = "target"


GOALS: Final = (Label.GOAL_OF_PROJECT, Label.GOAL_OF_YEAR)
WITHOUT_FACT: Final = (Label.NECESSITY, Label.MEASURES, Label.FISCAL_TOTAL, Label.REMARKS)
TEXTS: Final = (Label.OVERVIEW, Label.BASIS, Label.NECESSITY, Label.MEASURES, Label.PLAN, *GOALS)
ANNUAL_PARTS: Final = (Label.CURRENT_APPROPRIATION, Label.CARRIED_OVER, Label.OTHER)
AMOUNTS: Final = (
    Label.TOTAL,
    Label.ANNUAL,
    Label.FISCAL_TOTAL,
    *ANNUAL_PARTS,
    Label.PRIOR_YEAR_BUDGET,
    Label.PRIOR_YEAR_ACTUAL,
)

# "其中：当年财政拨款" "项目总预算（元）" "项目资金 (元)" "填报单位：" -> word, unit
WORD_AND_UNIT: Final = re.compile(r"(?:其中:)?(?P<word>.+?)(?:（(?:单位:)?(?P<unit>亿元|万元|元)）)?:?")

# "财政项目支出绩效目标申报表" "2023年度项目绩效目标填报表（2023年度）"; not "详见单位的项目绩效目标表", nor the list
# of all of them (项目绩效目标汇总表)
HEADING: Final = re.compile(
    r"""
    (?!.*(?:详见|附后))
    [^\d。,;:]{0,30}
    (?:（?(?P<year_before>\d{4})年度?）?[^\d。,;:]{0,30})?
    绩效目标(?:申报|填报)?表
    (?:（?(?P<year_behind>\d{4})年度?）?)?
    """,
    re.VERBOSE,
)

# "单位：元" "金额单位：万元" -> unit
UNIT_NOTE: Final = re.compile(r"(?:金额)?单位:(?P<unit>亿元|万元|元)")

# "中共上海市委组织部2024年度项目绩效目标汇总表": the title of a document of forms
TITLE: Final = re.compile(r".*绩效目标汇总表")

# "（2024年度）" "(2018年)" "（2025 年度）" -> year
FORM_YEAR: Final = re.compile(r"（?(?P<year>\d{4})年度?）?")

# "培训成本（局级）" -> （局级）
BRACKETED_END: Final = re.compile(r"（[^（）]*）$")


class LabelWord(NamedTuple):
    """A label as printed: what it asks for, and the money unit that it carries."""

    label: Label
    unit: MoneyUnit | None


@dataclass(frozen=True, slots=True)
class NameMeasure:
    """What the last word of an indicator's name says about it."""

    level2: str | None
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, folded, by what they are."""

    labels: dict[str, Label]
    groups: frozenset[str]
    assessment: frozenset[str]
    columns: dict[str, Column]
    options: dict[str, Label]
    levels: dict[str, tuple[str, ...]]
    measures: dict[str, NameMeasure]
    operators: dict[str, str]
    units: frozenset[str]

    def label(self, text: str) -> LabelWord | None:
        """The label that a cell or a word is; None for anything else."""
        matched = WORD_AND_UNIT.fullmatch(fold(text))
        label = self.labels.get(matched["word"]) if matched else None
        if matched is None or label is None:
            return None
        return LabelWord(label, UNIT_WORDS.get(matched["unit"]))

    def group_unit(self, text: str) -> tuple[bool, MoneyUnit | None]:
        """Whether a cell only names a group of boxes, and the money unit that it gives them: 项目资金（元）."""
        matched = WORD_AND_UNIT.fullmatch(fold(text))
        if not matched or matched["word"] not in self.groups:
            return False, None
        return True, UNIT_WORDS.get(matched["unit"])

    def level1(self, text: str) -> str | None:
        """The first level that a cell names, without its wrapping."""
        return folded if (folded := fold(text)) in self.levels else None

    def level2(self, text: str) -> str | None:
        """The second level that a cell names, without its wrapping."""
        folded = fold(text)
        return folded if any(folded in seconds for seconds in self.levels.values()) else None

    def owner(self, level2: str, carried: str | None) -> str | None:
        """The first level that a second level belongs to: the one above it where that fits, else the only one."""
        owners = [first for first, seconds in self.levels.items() if level2 in seconds]
        return owners[0] if carried not in owners and len(owners) == 1 else carried

    def level_word(self, text: str) -> str | None:
        """The level, first or second, that a text names."""
        return self.level1(text) or self.level2(text)

    def measure(self, name: str) -> NameMeasure | None:
        """What an indicator's last word says about it: 成本 of 培训成本（局级）; the longest word that fits."""
        folded = BRACKETED_END.sub("", fold(name))
        fitting = [word for word in self.measures if folded.endswith(word)]
        return self.measures[max(fitting, key=len)] if fitting else None


@cache
def vocabulary() -> Vocabulary:
    """The words of vocabulary.toml."""
    words = tomllib.loads(files("loaders.forms").joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        labels={word: Label(key) for key, word in _folded(words["labels"])},
        groups=frozenset(map(fold, words["groups"]["words"])),
        assessment=frozenset(map(fold, words["assessment"]["words"])),
        columns={word: Column(key) for key, word in _folded(words["columns"])},
        options={word: Label(key) for key, word in _folded(words["options"])},
        levels={first: tuple(seconds) for first, seconds in words["levels"].items()},
        measures={
            word: NameMeasure(says.get("level2"), frozenset(says["units"])) for word, says in words["measures"].items()
        },
        operators={word: sign for sign, word in _folded(words["operators"], fold_words=False)},
        units=frozenset(words["units"]["words"]),
    )


def _folded(table: dict[str, list[str]], *, fold_words: bool = True) -> Iterable[tuple[str, str]]:
    return ((key, fold(word) if fold_words else word) for key, words in table.items() for word in words)
