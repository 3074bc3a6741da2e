"""What a body plans or spends in a year: the one ledger that its tables, sentences and projects are sums of.

A department's is the sum of its units', so that their documents and its own agree as real ones have to.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, TypeAlias

from benchmarks.synthetic.amounts import GRAIN, split
from benchmarks.synthetic.country import Department, Edition
from benchmarks.synthetic.names import NAMES
from graph.terms import Measure, Stage
from samples.classification import listed

PERSONNEL: Final = ("301", "303")
"""The economic classes of what is paid for persons."""

APPROPRIATED: Final = (Measure.GENERAL_PUBLIC_BUDGET, Measure.GOVERNMENT_FUND, Measure.STATE_CAPITAL)
EARNED: Final = (Measure.UNDERTAKING_INCOME, Measure.BUSINESS_INCOME, Measure.OTHER_INCOME)

THREE_PUBLIC_ITEMS: Final = {"30212", "30217", "30231", "31013"}
"""Economic items that no ledger has, since their amounts would have to be parts of the 三公 table's."""

Entry: TypeAlias = tuple[str, Measure, Measure]
"""Functional code, basic or project expenditure, and who pays."""


@dataclass(slots=True)
class Ledger:
    """What a body plans or spends in a year, in fen."""

    functions: Counter[Entry] = field(default_factory=Counter)
    economy: Counter[str] = field(default_factory=Counter)  # basic expenditure from the general public budget
    three_public: Counter[Measure] = field(default_factory=Counter)
    carried: int = 0  # of the general public budget, into the year and out of it again

    def add(self, other: "Ledger") -> None:
        """Adds what another body plans or spends."""
        self.functions.update(other.functions)
        self.economy.update(other.economy)
        self.three_public.update(other.three_public)
        self.carried += other.carried

    def amount(self, *of: Measure) -> int:
        """The sum of the entries that are for, or paid from, one of these."""
        return sum(fen for (_, purpose, payer), fen in self.functions.items() if purpose in of or payer in of)

    def personnel(self) -> int:
        """Basic expenditure for persons."""
        return sum(fen for code, fen in self.economy.items() if code.startswith(PERSONNEL))

    def for_three_public(self) -> dict[Measure, int]:
        """The cells of the 三公 table, its sums among them."""
        cells = {measure: self.three_public[measure] for measure in (Measure[name] for name in NAMES["three_public"])}
        cells[Measure.VEHICLES] = cells[Measure.VEHICLE_PURCHASE] + cells[Measure.VEHICLE_OPERATION]
        cells[Measure.TOTAL] = sum(cells[one] for one in (Measure.OVERSEAS_TRAVEL, Measure.RECEPTION, Measure.VEHICLES))
        return cells


def ledger_of(department: Department, edition: Edition, year: int, stage: Stage) -> Ledger:
    """The ledger of the body that publishes."""
    if edition.unit is not None:
        return unit_ledger(department, edition.unit, year, stage)
    ledger = Ledger()
    for unit in range(len(department.units)):
        ledger.add(unit_ledger(department, unit, year, stage))
    return ledger


@lru_cache(maxsize=64)
def unit_ledger(department: Department, unit: int, year: int, stage: Stage) -> Ledger:
    """What a unit plans in a year, or spends of it: the stages differ in the whole and not in the proportions."""
    lasting, dice = department.dice("ledger", unit), department.dice("ledger", unit, year)
    growth, executed = dice.randint(80, 125), dice.randint(880, 1000)
    scale = growth * (executed if stage is Stage.FINAL_ACCOUNTS else 1000)
    basic = lasting.randint(20, 4000) * lasting.randint(20, 400) * scale // 100_000 * GRAIN
    groups = department.groups if unit == 0 else department.groups[:3]
    codes = [f"{groups[0]}{'50' if unit else '01'}", *lasting.sample(list(NAMES["common"]["basic"]), 7)]
    ledger = Ledger(carried=lasting.choice((0, 1, 1)) * lasting.randint(1, 3000) * GRAIN)

    def pay(codes: Sequence[str], purpose: Measure, payer: Measure, fen: int) -> None:
        for code, part in zip(codes, split(fen, [dice.randint(1, 100) for _ in codes]), strict=True):
            ledger.functions[code, purpose, payer] += part

    pay(codes, Measure.BASIC, Measure.GENERAL_PUBLIC_BUDGET, basic)
    ends = NAMES["items"]["project"]
    projects = [f"{group}{end}" for group in groups for end in ends]
    for_projects = basic * lasting.randint(20, 300) // 100 // GRAIN * GRAIN
    pay(projects, Measure.PROJECT, Measure.GENERAL_PUBLIC_BUDGET, for_projects)
    for name, (code, _) in NAMES["common"]["funds"].items():
        if lasting.random() < 0.08:
            pay([code], Measure.PROJECT, Measure[name], basic // 7 // GRAIN * GRAIN)
    if unit and lasting.random() < 0.4:
        pay(projects[:1], Measure.PROJECT, lasting.choice(EARNED), basic // 9 // GRAIN * GRAIN)
    items = sorted(lasting.sample(_economic_items(), lasting.randint(18, 30)))
    ledger.economy.update(dict(zip(items, split(basic, [dice.randint(1, 100) for _ in items]), strict=True)))
    for measure in (Measure.OVERSEAS_TRAVEL, Measure.RECEPTION, Measure.VEHICLE_PURCHASE, Measure.VEHICLE_OPERATION):
        ledger.three_public[measure] = lasting.choice((0, lasting.randint(1, 4000))) * scale // 100_000 * GRAIN
    if unit == 0:
        ledger.three_public[Measure.AGENCY_OPERATION] = basic - ledger.personnel()
    return ledger


@cache
def function_names() -> dict[str, str]:
    """The names of the functional codes."""
    names = {**NAMES["classes"], **NAMES["common"]["groups"], **NAMES["common"]["basic"]}
    names.update(NAMES["common"]["funds"].values())
    for body in (*NAMES["bureaus"], NAMES["towns"]):
        names[body["code"]] = body["group"]
        for items in NAMES["items"].values():
            names.update({f"{body['code']}{end}": name.format(group=body["group"]) for end, name in items.items()})
    return names


@cache
def _economic_items() -> list[str]:
    return [code for code in listed("economic") if len(code) == 5 and code not in THREE_PUBLIC_ITEMS]
