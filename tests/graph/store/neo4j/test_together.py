"""Quick questions of one statement that wait at the same time are asked together, and each gets its own answer."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

import pytest

from graph.errors import StoreTimeout, StoreUnavailable
from graph.store.neo4j.statements import Question, Statement
from graph.store.neo4j.together import APART, FLIGHTS, MOST, Answered, Together

STATEMENT = Statement("", "", {}, lambda value: value)
QUICK, SLOW = 0.0001, 1.0
"""Seconds of the server for one question."""


class Server:
    """Answers each question with its value, after it has kept the batch for a moment; notes what was asked together.

    It takes `seconds` for each. `faulty` values fail with `error`, and so does any batch that holds one; `stuck` ones take for
    ever, and `held` ones until an event.
    """

    def __init__(
        self,
        seconds: float = QUICK,
        error: Exception | None = None,
        faulty: str = "",
        stuck: str = "",
        *,
        held: str = "",
        until: asyncio.Event | None = None,
    ) -> None:
        self.batches: list[list[str]] = []
        self.ended: list[list[str]] = []
        self._seconds = seconds
        self._error = error
        self._faulty = faulty
        self._stuck = stuck
        self._held = held
        self._until = until

    async def ask(self, questions: Sequence[Question]) -> Answered:
        """The values of questions, as their answers."""
        values = [str(question.values[0]) for question in questions]
        self.batches.append(values)
        try:
            await asyncio.sleep(1000 if set(values) & set(self._stuck) else 0.01)
            if self._until and set(values) & set(self._held):
                await self._until.wait()
        except asyncio.CancelledError:
            self.ended.append(values)
            raise
        if self._error and set(values) & set(self._faulty):
            raise self._error
        return Answered(values, self._seconds * len(values))


async def known(server: Server) -> Together:
    """Questions for a server of which it is known how long it takes."""
    together = Together(server.ask)
    await together.answer(Question(STATEMENT, "0"))
    server.batches.clear()
    return together


def ask_all(server: Server, values: Sequence[str]) -> list[Any]:
    """The answers to questions that come all at once; an exception stands for itself."""

    async def ask() -> list[Any]:
        together = await known(server)
        asked = (together.answer(Question(STATEMENT, [value])) for value in values)
        return await asyncio.gather(*asked, return_exceptions=True)

    return asyncio.run(ask())


def test_those_that_come_at_once_go_together_and_each_gets_its_own_answer() -> None:
    """However many they are, they take one way to the server."""
    server, values = Server(), list("abcdefghij")
    assert ask_all(server, values) == values
    assert server.batches == [values]


@pytest.mark.parametrize(("seconds", "flights"), [(QUICK, 1), (0.001, FLIGHTS)])
def test_those_that_come_while_others_are_on_their_way_wait_and_go_together(seconds: float, flights: int) -> None:
    """The first go at once, each alone; of those that the server takes next to nothing for only one."""
    server, values = Server(seconds), "abcdefghij"

    async def ask() -> list[Any]:
        together, tasks = await known(server), []
        for value in values:
            tasks.append(asyncio.create_task(together.answer(Question(STATEMENT, value))))
            await asyncio.sleep(0.0005)
        return await asyncio.gather(*tasks)

    assert asyncio.run(ask()) == list(values)
    assert server.batches[:flights] == [[value] for value in values[:flights]]
    assert max(len(batch) for batch in server.batches[flights:]) > 1


def test_no_batch_is_larger_than_a_statement_may_be() -> None:
    """However many wait."""
    server, values = Server(), [f"{number}" for number in range(3 * MOST)]
    assert ask_all(server, values) == values
    assert max(map(len, server.batches)) == MOST


def test_a_batch_holds_no_more_than_the_server_answers_soon() -> None:
    """Five at four milliseconds each."""
    server = Server(seconds=0.004)
    assert ask_all(server, list("abcdefghij")) == list("abcdefghij")
    assert [len(batch) for batch in server.batches] == [5, 5]


def test_slow_ones_go_alone_and_at_once() -> None:
    """They would keep one another waiting."""
    server, values = Server(SLOW), list("abcdefgh")
    assert ask_all(server, values) == values
    assert server.batches == [[value] for value in values]


def test_before_it_is_known_how_long_they_take_none_waits() -> None:
    """The first of all is slow, since the server has to plan it."""
    server = Server()

    async def ask() -> list[Any]:
        together = Together(server.ask)
        return await asyncio.gather(*(together.answer(Question(STATEMENT, value)) for value in "abcd"))

    assert asyncio.run(ask()) == list("abcd")
    assert server.batches == [["a"], ["b"], ["c"], ["d"]]


def test_that_the_server_is_away_is_the_answer_to_each() -> None:
    """Nobody waits for ever, and a server that is away is not asked again for each of them."""
    server = Server(error=StoreUnavailable("gone"), faulty="abcdef")
    assert [str(error) for error in ask_all(server, list("abcdef"))] == ["gone"] * 6
    assert len(server.batches) == 1


@pytest.mark.parametrize("error", [StoreTimeout("late"), ValueError("wrong")])
def test_what_one_question_fails_with_is_no_other_ones_answer(error: Exception) -> None:
    """The others of its batch are asked again, each alone."""
    server = Server(error=error, faulty="d")
    assert ask_all(server, list("abcdef")) == ["a", "b", "c", error, "e", "f"]
    assert server.batches == [list("abcdef"), *([value] for value in "abcdef")]


def test_after_a_failure_questions_go_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then together again, as soon as one was quick."""

    async def ask() -> list[list[str]]:
        server = Server(error=ValueError("wrong"), faulty="d")
        together = await known(server)
        for seconds, values in ((0, "abcd"), (1, "ef"), (APART, "g"), (0, "hijk")):
            now = monotonic() + seconds
            monkeypatch.setattr("graph.store.neo4j.together.monotonic", lambda now=now: now)
            asked = (together.answer(Question(STATEMENT, value)) for value in values)
            await asyncio.gather(*asked, return_exceptions=True)
        return server.batches

    assert asyncio.run(ask())[-4:] == [["e"], ["f"], ["g"], list("hijk")]


def test_nobody_waits_behind_a_question_that_is_slow_for_its_values() -> None:
    """Neither those that waited when it turned out, nor those that come later."""

    async def ask() -> list[Any]:
        server = Server(stuck="s")
        together = await known(server)
        stuck = asyncio.create_task(together.answer(Question(STATEMENT, "s")))
        await asyncio.sleep(0.01)
        waiting = [asyncio.create_task(together.answer(Question(STATEMENT, value))) for value in "abc"]
        answers = await asyncio.gather(*waiting)
        answers.append(await together.answer(Question(STATEMENT, "d")))
        stuck.cancel()
        await asyncio.sleep(0.001)
        return [*answers, server.ended]

    assert asyncio.run(asyncio.wait_for(ask(), 2)) == ["a", "b", "c", "d", [["s"]]]


def test_a_batch_is_ended_when_all_who_asked_have_gone() -> None:
    """And those that waited behind it go on."""

    async def ask() -> list[Any]:
        server = Server(stuck="s")
        together = await known(server)
        leaving = [asyncio.create_task(together.answer(Question(STATEMENT, value))) for value in "st"]
        await asyncio.sleep(0.01)
        staying = asyncio.create_task(together.answer(Question(STATEMENT, "a")))
        await asyncio.sleep(0.01)
        for task in leaving:
            task.cancel()
        return [await staying, server.ended]

    assert asyncio.run(asyncio.wait_for(ask(), 2)) == ["a", [["s", "t"]]]


def test_who_leaves_takes_nobody_along() -> None:
    """A client that disconnects cancels its own question alone."""

    async def ask() -> list[Any]:
        together = await known(Server())
        tasks = [asyncio.create_task(together.answer(Question(STATEMENT, value))) for value in "abcdef"]
        await asyncio.sleep(0.001)
        for place in (0, 3):
            tasks[place].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, *others = asyncio.run(ask())
    assert isinstance(first, asyncio.CancelledError)
    assert [isinstance(other, asyncio.CancelledError) or other for other in others] == ["b", "c", True, "e", "f"]


def test_who_leaves_as_the_answer_comes_does_not_end_the_next_batch() -> None:
    """Found by the soak: two searches hung, since the flight that had taken them up ended with a client of the batch before."""

    async def ask() -> Any:
        returned = asyncio.Event()
        server = Server(held="s", until=returned)
        together = await known(server)
        leaving = asyncio.create_task(together.answer(Question(STATEMENT, "s")))
        await asyncio.sleep(0.01)
        staying = asyncio.create_task(together.answer(Question(STATEMENT, "a")))
        await asyncio.sleep(0.01)
        returned.set()
        leaving.cancel()
        return await staying

    assert asyncio.run(asyncio.wait_for(ask(), 2)) == "a"


def test_questions_of_other_statements_do_not_wait() -> None:
    """Each statement has a lane of its own."""
    server = Server()

    async def ask() -> list[Any]:
        together = await known(server)
        others = [Statement("", "", {}, lambda value: value) for _ in "abcdef"]
        return await asyncio.gather(
            *(together.answer(Question(other, value)) for other, value in zip(others, "abcdef", strict=True))
        )

    assert asyncio.run(ask()) == list("abcdef")
    assert all(len(batch) == 1 for batch in server.batches)
