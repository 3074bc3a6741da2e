"""The way to a Neo4j server: its address, and what becomes of a question when the server is away, refuses or is slow."""

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from neo4j import AsyncDriver
from neo4j.exceptions import Neo4jError

from graph.errors import BudgetGraphError, SettingsError, StoreTimeout, StoreUnavailable
from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import neo4j
from graph.store.neo4j import AWAY_FOR, Neo4jReader, database
from graph.store.neo4j.connection import Address, Limits, connect, failures_explained
from graph.store.neo4j.statements import Question, Statement
from tests.factories import disclosure, line_item
from tests.graph.store.neo4j.relay import Relay
from tests.neo4j_store import Neo4jStore

VERSION = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": (Field("disclosures", "disclosures"),)}))
)
ANSWER = {"disclosures": 1}
SHORT = Limits(connections=2, connect=1, wait=1, query=1)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("neo4j://host", Address("neo4j://host", "neo4j", "", "neo4j")),
        ("bolt+s://reader@host:7688/budget", Address("bolt+s://host:7688", "reader", "", "budget")),
        ("neo4j+ssc://a:p%2Fw%40@[::1]:7687", Address("neo4j+ssc://[::1]:7687", "a", "p/w@", "neo4j")),
    ],
)
def test_an_address_names_server_user_password_and_database(text: str, address: Address) -> None:
    """What is not given has Neo4j's own default."""
    assert Address.parse(text) == address


def test_a_password_that_is_given_apart_wins() -> None:
    """So that the address can stand in a file that anyone may read."""
    assert Address.parse("neo4j://neo4j:old@host", "new").password == "new"


@pytest.mark.parametrize(
    "text",
    [
        "memroy",
        "neo4j:secret",
        "http://neo4j:secret@host",
        "neo4j://:secret@",
        "neo4j://neo4j:sec/ret@host",
        "neo4j://neo4j:secret@host:0",
        "neo4j://neo4j:secret#1@host",
        "neo4j://neo4j:secret@host/a/b",
        "neo4j://neo4j:secret@host/?database=a",
        "neo4j://neo4j:secret@[host",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(text: str) -> None:
    """A mistyped address holds the password all the same."""
    with pytest.raises(SettingsError, match="Give one like neo4j://USER@HOST:7687/DATABASE") as refused:
        Address.parse(text)
    assert "sec" not in str(refused.value)


def test_a_password_is_not_shown() -> None:
    """Neither to a debugger nor to a terminal."""
    address = Address.parse("neo4j://neo4j:secret@host/budget")
    assert str(address) == "neo4j://host/budget"
    assert "secret" not in repr(address)


def failure_at(address: Address, limits: Limits = SHORT) -> tuple[BudgetGraphError, float]:
    """What a question at that address ends with, and after how many seconds."""

    async def ask() -> None:
        reader = Neo4jReader.at(address, limits)
        try:
            await reader.answer([VERSION])
        finally:
            await reader.close()

    began = time.monotonic()
    with pytest.raises(BudgetGraphError) as failed:
        asyncio.run(ask())
    return failed.value, time.monotonic() - began


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    """A socket of this machine, with its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener, f"127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_away_is_said(scheme: str) -> None:
    """At once where its machine refuses."""
    with listening() as (_, place):
        pass
    error, seconds = failure_at(Address.parse(f"{scheme}://{place}"))
    assert (type(error), error.code) == (StoreUnavailable, "UNAVAILABLE")
    assert str(error) == "Neo4j does not answer. Is it running, and is BUDGET_GRAPH_STORE its bolt address?"
    assert seconds < 1


def test_a_server_that_is_away_is_not_looked_for_by_each_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under load they would keep the machine busy on which it starts."""
    looks: list[float] = []

    async def look(*_: object) -> None:
        looks.append(time.monotonic())
        await asyncio.sleep(0.01)
        raise StoreUnavailable("It is away.")

    async def ask() -> list[str]:
        with listening() as (_, place):
            async with connect(Address.parse(f"bolt://{place}"), SHORT) as driver:
                reader = Neo4jReader(driver)
                said = await asyncio.gather(*(outcome(reader) for _ in range(20)))
                await asyncio.sleep(AWAY_FOR)
                return [*said, await outcome(reader)]

    monkeypatch.setattr(neo4j, "check_graph", look)
    assert asyncio.run(ask()) == ["It is away."] * 21
    assert len(looks) == 2


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_takes_connections_and_says_nothing_is_given_up(scheme: str) -> None:
    """Within the time for a connection."""
    with listening() as (_, place):
        error, seconds = failure_at(Address.parse(f"{scheme}://{place}"))
    assert str(error).startswith("Neo4j does not answer.")
    assert seconds < SHORT.answer + 1


def test_something_else_than_neo4j_is_no_answer() -> None:
    """A web server at the address, as when HTTP's port is given for that of bolt."""
    with listening() as (listener, place):
        answering = asyncio.to_thread(_answer_as_a_web_server, listener)

        async def both() -> tuple[BudgetGraphError, float]:
            _, failure = await asyncio.gather(
                answering, asyncio.to_thread(failure_at, Address.parse(f"bolt://{place}"))
            )
            return failure

        error, _ = asyncio.run(both())
    assert str(error).startswith("Neo4j does not answer.")


def _answer_as_a_web_server(listener: socket.socket) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(1024)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"password": "wrong"},
            "Neo4j refuses the user or the password. Check BUDGET_GRAPH_STORE and BUDGET_GRAPH_STORE_PASSWORD.",
        ),
        ({"user": "nobody"}, "Neo4j refuses the user or the password."),
        ({"database": "nothing"}, "Neo4j has no database of this name."),
    ],
)
def test_what_neo4j_refuses_is_said(neo4j_address: Address, changed: dict[str, str], message: str) -> None:
    """With the setting to check."""
    error, _ = failure_at(replace(neo4j_address, **changed))
    assert str(error).startswith(message)


@pytest.mark.parametrize("code", ["AuthenticationRateLimit", "CredentialsExpired"])
def test_a_user_who_is_refused_for_now_is_told_so(code: str) -> None:
    """A wrong password that is tried too often, and the first one that was never changed."""
    refused = Neo4jError._hydrate_neo4j(code=f"Neo.ClientError.Security.{code}", message="secret")
    with pytest.raises(StoreUnavailable, match="Neo4j refuses the user for now") as raised, failures_explained():
        raise refused
    assert "secret" not in str(raised.value)


@pytest.mark.neo4j
def test_a_release_that_is_too_old_is_said(neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the one that was found."""
    monkeypatch.setattr(database, "OLDEST", (9999, 1))
    error, _ = failure_at(neo4j_store.address)
    assert str(error).startswith("The server is Neo4j/")
    assert "and Neo4j 9999.1 or later is needed." in str(error)


@pytest.mark.neo4j
def test_an_empty_database_is_said(neo4j_store: Neo4jStore) -> None:
    """With the commands that fill it."""
    neo4j_store.clear()
    error, _ = failure_at(neo4j_store.address)
    assert str(error) == "The database holds no graph. Run `budget-graph load PATH…`, or `budget-graph build`."


@pytest.mark.neo4j
@pytest.mark.parametrize(("stored", "form"), [("999", 999), ("null", 0)])
def test_a_graph_in_the_form_of_another_release_is_said(neo4j_store: Neo4jStore, stored: str, form: int) -> None:
    """With the command that stores it anew."""
    neo4j_store.clear()
    neo4j_store.execute(f"CREATE (:Dataset {{schema: {stored}}}) RETURN 1 AS answer")
    error, _ = failure_at(neo4j_store.address)
    assert str(error).startswith(f"The graph is stored in form {form}, and this release needs form ")
    assert "Run `budget-graph build`" in str(error)


_SLOWLY = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS answer"
SLOW = Question(Statement(_SLOWLY, _SLOWLY, {}, lambda x: x), ())


@pytest.fixture
def filled(neo4j_store: Neo4jStore) -> Neo4jStore:
    """The store with one disclosure."""
    neo4j_store.reader_of([disclosure(line_item("2011301", 1000))])
    return neo4j_store


def asking(
    store: Neo4jStore,
    address: Address,
    limits: Limits,
    question: Callable[[Neo4jReader, AsyncDriver], Coroutine[Any, Any, Any]],
) -> Any:
    """Puts questions to a reader of its own in the store's loop, and makes sure that it leaves no query running."""

    async def ask() -> Any:
        driver = connect(address, limits)
        async with driver:
            return await question(Neo4jReader(driver, address.database, limits), driver)

    answer = store.run(ask())
    assert (
        store.execute(
            "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND' RETURN count(*) AS answer"
        )
        == 0
    )
    return answer


@pytest.mark.neo4j
@pytest.mark.parametrize("together", [1, 2])
def test_a_query_at_its_time_limit_is_ended_on_the_server(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """Alone and beside another; the reader answers afterwards."""

    async def slowly(reader: Neo4jReader, _: AsyncDriver) -> Any:
        with monkeypatch.context() as patched:
            patched.setattr(neo4j, "question_of", lambda _: SLOW)
            with pytest.raises(StoreTimeout, match="gave up a query at its time limit"):
                await reader.answer([VERSION] * together)
        return await reader.answer([VERSION])

    limits = replace(SHORT, wait=10)  # the server looks for queries past their limit every two seconds
    assert asking(filled, filled.address, limits, slowly) == [ANSWER]


@pytest.mark.neo4j
def test_a_question_that_is_given_up_leaves_no_query_and_no_connection(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With as many given up as there are connections, the next one is answered."""

    async def give_up(reader: Neo4jReader, _: AsyncDriver) -> Any:
        with monkeypatch.context() as patched:
            patched.setattr(neo4j, "question_of", lambda _: SLOW)
            for together in (1, 2):
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.3):
                        await reader.answer([VERSION] * together)
        answer = await reader.answer([VERSION])
        await asyncio.sleep(0.5)  # until the server has seen that the connection is closed
        return answer

    assert asking(filled, filled.address, replace(SHORT, query=20), give_up) == [ANSWER]


def through(relay: Relay, address: Address) -> Address:
    """The server's address behind the relay. With bolt, since a routing table would lead past it."""
    return replace(address, uri=f"bolt://127.0.0.1:{relay.port}")


async def relay_to(address: Address) -> Relay:
    """An open relay to the server."""
    host, _, port = address.uri.partition("://")[2].rpartition(":")
    relay = Relay(host, int(port))
    await relay.open()
    return relay


@pytest.mark.neo4j
def test_a_connection_that_broke_in_the_pool_costs_no_answer(filled: Neo4jStore) -> None:
    """The question is asked once more over a new one."""

    async def break_and_ask() -> Any:
        relay = await relay_to(filled.address)
        address = through(relay, filled.address)
        async with connect(address, SHORT) as driver:
            reader = Neo4jReader(driver, address.database, SHORT)
            before = await reader.answer([VERSION])
            await relay.cut()
            after = await reader.answer([VERSION])
        await relay.close()
        return [before, after]

    assert filled.run(break_and_ask()) == [[ANSWER], [ANSWER]]


@pytest.mark.neo4j
def test_a_server_that_was_lost_is_found_again_and_looked_at_anew(filled: Neo4jStore) -> None:
    """Under questions all the time; what answers afterwards may be another database."""

    async def lose_and_find() -> list[str]:
        relay = await relay_to(filled.address)
        address = through(relay, filled.address)
        async with connect(address, replace(SHORT, connections=20)) as driver:
            reader = Neo4jReader(driver, address.database, SHORT)
            said = [await outcome(reader)]
            await relay.close()
            said += await asyncio.gather(*(outcome(reader) for _ in range(20)))
            await relay.open()
            await asyncio.sleep(AWAY_FOR)
            said.append(await outcome(reader))
            await relay.close()
            said.append(await outcome(reader))
            await asyncio.to_thread(filled.clear)
            await relay.open()
            await asyncio.sleep(AWAY_FOR)
            said.append(await outcome(reader))
        await relay.close()
        return said

    assert filled.run(lose_and_find()) == [
        "answered",
        *["Neo4j does not answer."] * 20,
        "answered",
        "Neo4j does not answer.",
        "The database holds no graph.",
    ]


async def outcome(reader: Neo4jReader) -> str:
    """What becomes of a question: that it is answered, or the first sentence of the reason why not."""
    try:
        await reader.answer([VERSION])
    except StoreUnavailable as error:
        return str(error).partition(". ")[0].removesuffix(".") + "."
    return "answered"


@pytest.mark.neo4j
def test_an_emptied_database_is_noticed_under_a_running_reader(
    filled: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some seconds, which are none here."""
    monkeypatch.setattr(neo4j, "CHECKED_FOR", 0.0)

    async def empty(reader: Neo4jReader, _: AsyncDriver) -> list[str]:
        before = await outcome(reader)
        await asyncio.to_thread(filled.clear)
        return [before, await outcome(reader)]

    assert asking(filled, filled.address, SHORT, empty) == ["answered", "The database holds no graph."]
