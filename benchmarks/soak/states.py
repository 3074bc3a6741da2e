"""The states of the data that alternate, and what each of them answers to every question."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from benchmarks.soak.questions import Question, ids_document, questions_of
from benchmarks.synthetic import synthetic_facts
from graph.disclosures import DisclosureFacts
from graph.facts import LineItem, Money, ProjectFact
from graph.facts_folder import FactsFolder
from graph.store.memory import MemoryReader
from service.execution import Operation, execute
from service.http.endpoint import encode
from service.limits import EXTENSIONS
from service.schema import build_schema

CYCLE: Final = (0, 1, 2, 1)
"""The states one after another: from each to the next, one document is replaced, and nothing lies between."""


@dataclass(frozen=True, slots=True)
class States:
    """The data that are served, the states that they take, and the answers.

    `answers` has for each question the states that give an answer, as bits, by the hash of the answer's body.
    """

    folder: Path
    replaced: Sequence[DisclosureFacts]
    questions: Sequence[Question]
    answers: Sequence[dict[int, int]]

    def telling(self) -> int:
        """The number of the question that every state answers otherwise."""
        return next(number for number, question in enumerate(self.questions) if question.name == "dataset")


def prepared(folder: Path, nodes: int) -> States:
    """Writes the first state's facts into a folder, and works out what each state answers."""
    first = list(synthetic_facts(nodes))
    lines = max(range(len(first)), key=lambda place: sum(isinstance(fact, LineItem) for fact in first[place].facts))
    projects = max(
        range(len(first)), key=lambda place: sum(isinstance(fact, ProjectFact) for fact in first[place].facts)
    )
    second = _replaced(first, lines, _doubled(first[lines]))
    third = _replaced(second, projects, _shortened(first[projects]))
    for facts in first:
        FactsFolder(folder).write(facts)
    named = {
        "organisation": first[lines].disclosure.organisation,
        "file": first[lines].disclosure.file_name,
        "other": first[projects].disclosure.file_name,
    }
    questions, answers = asyncio.run(_answered((first, second, third), named))
    return States(folder, (first[lines], second[lines], third[projects], first[projects]), questions, answers)


def change(states: States, before: int, after: int) -> DisclosureFacts:
    """The facts that lead from one state to the one beside it."""
    original, doubled, shortened, whole = states.replaced
    return {(0, 1): doubled, (1, 0): original, (1, 2): shortened, (2, 1): whole}[before, after]


def _replaced(facts: Sequence[DisclosureFacts], place: int, other: DisclosureFacts) -> list[DisclosureFacts]:
    return [other if number == place else one for number, one in enumerate(facts)]


def _doubled(facts: DisclosureFacts) -> DisclosureFacts:
    """The same document with twice the money in its tables and projects."""
    return msgspec.structs.replace(facts, facts=tuple(_with_twice_the_money(fact) for fact in facts.facts))


def _with_twice_the_money(fact: Any) -> Any:
    if isinstance(fact, LineItem | ProjectFact) and fact.amount:
        twice = Money(fact.amount.fen * 2, fact.amount.unit, fact.amount.text)
        return msgspec.structs.replace(fact, amount=twice)
    return fact


def _shortened(facts: DisclosureFacts) -> DisclosureFacts:
    """The same document without the last third of what it says."""
    return msgspec.structs.replace(facts, facts=facts.facts[: len(facts.facts) * 2 // 3])


async def _answered(
    states: Iterable[Sequence[DisclosureFacts]], named: dict[str, Any]
) -> tuple[list[Question], list[dict[int, int]]]:
    """The questions about the first state, and the answers of all of them."""
    schema = build_schema(EXTENSIONS)
    questions: list[Question] = []
    answers: list[dict[int, int]] = []
    for state, facts in enumerate(states):
        reader = MemoryReader.of(facts)
        if not questions:
            found = await execute(schema, reader, Operation(ids_document(), named), "")
            questions = questions_of(found["data"])
            answers = [{} for _ in questions]
        for question, known in zip(questions, answers, strict=True):
            answer = await execute(schema, reader, question.operation, "")
            assert "errors" not in answer, (question, answer["errors"])
            body = hash(encode(answer))
            known[body] = known.get(body, 0) | 1 << state
    return questions, answers
