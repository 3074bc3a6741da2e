"""Whether an answer is one that the data, or the fault in force, explain."""

import gzip
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Any

import orjson

from benchmarks.soak.history import History
from benchmarks.soak.questions import Refusal, Request


class Verdict(StrEnum):
    """What an answer was."""

    RIGHT = "right"
    KNOWN = "not modified, and right"
    REFUSED = "refused, as it should be"
    UNAVAILABLE = "refused while the store was away, or came back"
    WRONG = "wrong"
    FAILED = "an error without a cause"
    HUNG = "never answered"


EXPLAINED = frozenset({Verdict.RIGHT, Verdict.KNOWN, Verdict.REFUSED, Verdict.UNAVAILABLE})


@dataclass(slots=True)
class Exchange:
    """A request and what came back."""

    request: Request
    begun: float
    had: tuple[bytes, int] | None = (
        None  # the tag of the answer that the client has and asks with, and the answer's hash
    )
    ended: float = 0.0
    status: int = 0
    answered_tag: bytes | None = None
    is_compressed: bool = False
    parts: list[bytes] = field(default_factory=list)

    @property
    def written(self) -> bytes:
        """The request as it is sent."""
        return self.request.written(self.had[0] if self.had else None)

    @property
    def body(self) -> bytes:
        """The answer as it was written."""
        body = b"".join(self.parts)
        return gzip.decompress(body) if self.is_compressed else body


@dataclass(slots=True)
class Checker:
    """Holds every answer against those that its time allows, and counts."""

    answers: Sequence[Mapping[int, int]]  # of each question the states that give an answer, by the hash of its body
    history: History
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    server_errors: Counter[str] = field(default_factory=Counter)  # answers with 5xx, by why
    known: dict[bytes, tuple[bytes, int]] = field(default_factory=dict)  # of a request's head: the last tag and hash
    told: list[str] = field(default_factory=list)  # what was wrong, the first few
    _began: float = field(default_factory=monotonic)

    def judge(self, exchange: Exchange) -> Verdict:
        """The verdict on one answer."""
        verdict = self._verdict(exchange)
        self.verdicts[verdict] += 1
        if verdict not in EXPLAINED:
            self._tell(verdict, exchange)
        return verdict

    def lost(self, exchange: Exchange, verdict: Verdict) -> Verdict:
        """Counts a request that got no answer, or none in time."""
        exchange.ended = monotonic()
        self.verdicts[verdict] += 1
        self._tell(verdict, exchange)
        return verdict

    def _verdict(self, exchange: Exchange) -> Verdict:
        asks = exchange.request.asks
        if isinstance(asks, Refusal):
            return self._refusal(exchange, asks)
        if exchange.status == 304:
            return self._not_modified(exchange, asks)
        if exchange.status == 200:
            body = exchange.body
            given = hash(body)
            if self._holds(asks, given, exchange):
                if exchange.answered_tag:
                    self.known[exchange.request.head] = (exchange.answered_tag, given)
                return Verdict.RIGHT
            if b'"errors":' not in body[:20]:
                return Verdict.WRONG
        return self._error(exchange)

    def _holds(self, question: int, given: int, exchange: Exchange) -> bool:
        states = self.answers[question].get(given, 0)
        return bool(states and states & self.history.held(exchange.begun, exchange.ended))

    def _not_modified(self, exchange: Exchange, question: int) -> Verdict:
        """The answer that the client has is the right one."""
        is_right = exchange.had is not None and self._holds(question, exchange.had[1], exchange)
        return Verdict.KNOWN if is_right else Verdict.WRONG

    def _refusal(self, exchange: Exchange, refusal: Refusal) -> Verdict:
        is_as_told = exchange.status == refusal.status and codes_of(exchange) == [refusal.code]
        return Verdict.REFUSED if is_as_told else Verdict.WRONG

    def _error(self, exchange: Exchange) -> Verdict:
        codes = codes_of(exchange)
        reason = ", ".join(sorted(set(codes))) or "no code"
        if exchange.status >= 500:
            self.server_errors[f"{exchange.status} {reason}"] += 1
        # 200 of a response with data, which is null, 503 of one without; TIMEOUT where a store that has just begun was too slow
        is_told = exchange.status in (200, 503) and set(codes) in ({"UNAVAILABLE"}, {"TIMEOUT"})
        is_away = self.history.was_away(exchange.begun, exchange.ended)
        return Verdict.UNAVAILABLE if is_told and is_away else Verdict.FAILED

    def _tell(self, verdict: Verdict, exchange: Exchange) -> None:
        if len(self.told) < 20:
            asked = (exchange.request.head + exchange.request.body).decode(errors="replace")[:300]
            body = exchange.body.decode(errors="replace")[:300]
            seconds = exchange.ended - exchange.begun
            at = f"{exchange.begun - self._began:.0f} s, for {seconds:.2f} s"
            self.told.append(f"{verdict} at {at}: {exchange.status} {body!r} to {asked!r}")


def codes_of(exchange: Exchange) -> list[str]:
    """The codes of an answer's errors; none of what is no GraphQL."""
    try:
        answer: Any = orjson.loads(exchange.body)
        return [str(error["extensions"]["code"]) for error in answer.get("errors", ())]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
