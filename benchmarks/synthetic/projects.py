"""The projects of a unit, and their statements and target forms.

A unit's projects of a year share out a part of its project expenditure, and a project's parts are the whole of it.
"""

from datetime import date
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from benchmarks.synthetic.amounts import GRAIN, in_words, money, split
from benchmarks.synthetic.country import Department, Edition
from benchmarks.synthetic.ledgers import unit_ledger
from benchmarks.synthetic.names import NAMES
from benchmarks.synthetic.policies import Policy, cited_policies
from benchmarks.synthetic.sheet import Sheet
from graph.facts import Citation, Funding, Indicator, ProjectFact, SubItem
from graph.terms import Measure, MoneyUnit, Stage
from samples.numerals import numeral


class Project(NamedTuple):
    """A unit's project of a year."""

    name: str
    unit: str
    amount: int
    parts: tuple[tuple[str, int], ...]
    policies: tuple[Policy, ...]


def print_projects(sheet: Sheet, department: Department, edition: Edition, *, statements: bool, forms: bool) -> None:
    """Statements and forms of the publisher's projects, at most seven."""
    units = range(len(department.units)) if edition.unit is None else (edition.unit,)
    projects = [project for unit in units for project in _projects(department, unit, edition.year)][:7]
    owner = department.units[edition.unit] if edition.unit is not None else None
    for project in projects if statements else ():
        sheet.turn()
        sheet.facts.append(_statement(sheet, department, edition.year, project, owner))
    for project in projects if forms else ():
        sheet.turn()
        sheet.facts.append(_form(sheet, department, edition.year, project))


@lru_cache(maxsize=16)
def _projects(department: Department, unit: int, year: int) -> tuple[Project, ...]:
    """A unit's projects of a year: four fifths of its project expenditure from the general public budget."""
    lasting, dice = department.dice("projects", unit), department.dice("projects", unit, year)
    order = lasting.sample(range(len(NAMES["projects"]["names"])), 7)
    names = order[: dice.randint(0 if unit else 1, 2 if unit else 7)]
    if not names:
        return ()
    ledger = unit_ledger(department, unit, year, Stage.BUDGET)
    spent = ledger.functions.items()
    general = sum(
        fen
        for (_, purpose, payer), fen in spent
        if purpose is Measure.PROJECT and payer is Measure.GENERAL_PUBLIC_BUDGET
    )
    where = department.stem + (department.units[unit].rpartition(department.stem)[2] if unit else "")
    amounts = split(general * 4 // 5 // GRAIN * GRAIN, [dice.randint(1, 100) for _ in names])
    projects = []
    for name, amount in zip(names, amounts, strict=True):
        parts = sorted(lasting.sample(NAMES["projects"]["parts"], dice.choice((0, 0, 2, 3, 4, 5))))
        shares = split(amount, [dice.randint(1, 100) for _ in parts]) if parts else []
        subject = f"{where}{NAMES['projects']['names'][name]}"
        projects.append(
            Project(
                f"{subject}{NAMES['projects']['ending']}",
                department.units[unit],
                amount,
                tuple(zip(parts, shares, strict=True)),
                cited_policies(department, dice, subject, 20 * unit + name),
            )
        )
    return tuple(projects)


def _statement(sheet: Sheet, department: Department, year: int, project: Project, owner: str | None) -> ProjectFact:
    """A project's statement (项目经费情况说明)."""
    dice = department.dice("statement", project.name, year)
    heading = sheet.source(f"{project.name}情况说明")
    citations = tuple(_citation(sheet, dice, policy) for policy in project.policies)
    amount = in_words(project.amount)
    source = sheet.next_line(amount.text)
    named = [f"{number}.{citation.text}" for number, citation in enumerate(citations, 1)]
    return ProjectFact(
        project.name,
        year,
        is_form=False,
        sources=(heading, source),
        unit=owner,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        amount=amount,
        sub_items=_sub_items(sheet, project),
        citations=citations,
        has_specific_basis=bool(citations),
        overview=_passage(dice, "overview", project),
        basis="；".join(named) or "根据上级部门的工作要求。",
        implementer=project.unit,
        plan=_passage(dice, "plan", project),
        schedule=f"{year}年1月1日至{year}年12月31日",
        appropriation=f"{year}年度预算安排{amount.text}。",
        goal=_passage(dice, "goal", project),
    )


def _citation(sheet: Sheet, dice: Random, policy: Policy) -> Citation:
    number = policy.number if dice.random() < 0.8 else None
    article = f"第{numeral(dice.randint(1, 60))}条" if policy.is_law and dice.random() < 0.5 else None
    text = f"《{policy.title}》{f'（{number}）' if number else ''}{article or ''}"
    return Citation(text, (sheet.next_line(text),), policy.title, number, article)


def _sub_items(sheet: Sheet, project: Project) -> tuple[SubItem, ...]:
    return tuple(
        SubItem(name, sheet.next_line(f"{name}{in_words(fen).text}"), in_words(fen)) for name, fen in project.parts
    )


def _form(sheet: Sheet, department: Department, year: int, project: Project) -> ProjectFact:
    """A project's target form (绩效目标申报表)."""
    dice = department.dice("form", project.name, year)
    heading = sheet.source(project.name)
    amount = money(project.amount, MoneyUnit.YUAN)
    payments = {
        "FISCAL_APPROPRIATION": amount,
        "CARRIED_OVER": money(0, amount.unit),
        "OTHER_INCOME": money(0, amount.unit),
    }
    before = project.amount * dice.randint(70, 120) // 100 // GRAIN * GRAIN
    rows = NAMES["indicators"]["rows"]
    chosen = sorted(dice.sample(range(len(rows)), dice.randint(10, len(rows))))
    return ProjectFact(
        project.name,
        year,
        is_form=True,
        sources=(heading, sheet.next_line(amount.text)),
        department=department.name,
        unit=project.unit,
        nature=dice.choice(NAMES["projects"]["natures"]),
        category=dice.choice(NAMES["projects"]["categories"]),
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        amount=amount,
        prior_year_budget=money(before, MoneyUnit.YUAN),
        prior_year_actual=money(before * dice.randint(80, 100) // 100 // GRAIN * GRAIN, MoneyUnit.YUAN),
        funding=tuple(Funding(code, part, sheet.next_line(part.text)) for code, part in payments.items()),
        indicators=tuple(_indicator(sheet, dice, *rows[row]) for row in chosen),
        goal=_passage(dice, "goal", project),
    )


def _indicator(sheet: Sheet, dice: Random, *row: Any) -> Indicator:
    level1, level2, name, operator, largest, unit = row
    value = f"{dice.randint(largest * 4 // 5, largest)}.00"
    text = f"{operator}{value}({unit})"
    return Indicator(name, text, (sheet.next_line(name), sheet.source(text, 3)), level1, level2, operator, value, unit)


def _passage(dice: Random, part: str, project: Project) -> str:
    sentences = NAMES["statements"][part]
    return "".join(sentences[: dice.randint(1, len(sentences))]).format(name=project.name, body=project.unit)
