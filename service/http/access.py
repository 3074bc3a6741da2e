"""Who may ask, and how often: keys, rates, and the origins of other sites.

Everything published is public, so reading needs no key unless the operator says so. A key is known by the SHA-256 of its 256
random bits: nobody who reads the file of keys can use one.
"""

import hashlib
import json
import math
import secrets
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network
from pathlib import Path
from typing import Annotated, Final

import msgspec
from starlette.requests import Request

from graph.errors import SettingsError
from service.http.request import FETCHES, Refused
from service.masking import ErrorCode

CLIENTS_KEPT: Final = 100_000
"""Whose rates are remembered; the ones that asked longest ago are forgotten first."""

PERIOD: Final = 60.0
"""Seconds that a rate is told for."""

ANYONE: Final = "anyone"


@dataclass(frozen=True, slots=True)
class Key:
    """Who a key belongs to, and how many requests a minute it may send; 0 for any number."""

    name: str
    rate: int


@dataclass(slots=True)
class Rates:
    """How many requests each client may still send: a bucket that fills evenly and holds a minute's worth (GCRA)."""

    now: Callable[[], float] = time.monotonic
    _empty_until: "OrderedDict[str, float]" = field(default_factory=OrderedDict)

    def take(self, client: str, rate: int) -> dict[str, str]:
        """Takes a request of a client's rate, and gives the headers that tell what is left (RateLimit of the IETF's draft).

        Raises:
            Refused: nothing is left.
        """
        if rate <= 0:
            return {}
        cost, now = PERIOD / rate, self.now()
        taken = max(self._empty_until.pop(client, now), now) + cost
        policy = {"RateLimit-Policy": f'"minute";q={rate};w={PERIOD:.0f}'}
        if taken - now > PERIOD + cost / 2:  # half a request of tolerance for what floats lose
            self._empty_until[client] = taken - cost
            wait = math.ceil(taken - now - PERIOD)
            raise Refused(
                429,
                f"More than {rate} requests in a minute. Wait {wait} seconds, or ask for more at once.",
                ErrorCode.RATE_LIMITED,
                {**policy, "RateLimit": f'"minute";r=0;t={wait}', "Retry-After": str(wait)},
            )
        self._empty_until[client] = taken
        while len(self._empty_until) > CLIENTS_KEPT:
            self._empty_until.popitem(last=False)
        left = int((PERIOD - (taken - now)) / cost + 0.5)
        return {**policy, "RateLimit": f'"minute";r={left};t={math.ceil(taken - now)}'}


@dataclass(frozen=True, slots=True)
class Access:
    """The service's rules of who may ask."""

    keys: Mapping[str, Key] = field(default_factory=dict)  # by the SHA-256 of the key
    rate: int = 0  # of a client without a key, by its address or IPv6 network; 0 for any
    needs_key: bool = False
    origins: tuple[str, ...] = ()  # of other sites whose pages may ask
    rates: Rates = field(default_factory=Rates)

    def admit(self, request: Request) -> tuple[str, dict[str, str]]:
        """Who asks, and the headers that tell what is left of the rate.

        Raises:
            Refused: a page of a site that is not listed embeds the request, the key is unknown or missing, or the rate is
                used up.
        """
        self._refuse_embedded(request)
        key = self._key(request)
        if key:
            return key.name, self.rates.take(f"key {key.name}", key.rate)
        if self.needs_key:
            raise Refused(
                401,
                "This service needs a key. Send it as “Authorization: Bearer KEY”.",
                ErrorCode.UNAUTHENTICATED,
                {"WWW-Authenticate": "Bearer"},
            )
        address = request.client.host if request.client else "unknown"
        return ANYONE, self.rates.take(_network_of(address), self.rate)

    def _key(self, request: Request) -> Key | None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        given = given.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
        if not given:
            return None
        key = self.keys.get(hashlib.sha256(given.encode()).hexdigest())
        if key is None:
            raise Refused(
                401,
                "The key is not known.",
                ErrorCode.UNAUTHENTICATED,
                {"WWW-Authenticate": 'Bearer error="invalid_token"'},
            )
        return key

    def _refuse_embedded(self, request: Request) -> None:
        """Refuses what another site's page makes a browser send without asking first: an image, a script, a form.

        A page that may read the answer asks by fetch, whose origin is listed or else kept from reading by the browser.
        """
        cross_site = request.headers.get("sec-fetch-site") == "cross-site"
        embedded = request.headers.get("sec-fetch-mode") in ("no-cors", "navigate")
        navigates = request.method in FETCHES and request.headers.get("sec-fetch-dest") == "document"
        if cross_site and embedded and not navigates and request.headers.get("origin") not in self.origins:
            raise Refused(403, "Another site's page may not embed requests. Ask by fetch.", ErrorCode.BAD_USER_INPUT)


def _network_of(address: str) -> str:
    """Whose rate an address has: of IPv6 its first 64 bits, since a household is given all that begin with them."""
    if ":" not in address:
        return address
    try:
        given = IPv6Address(address)
    except ValueError:  # whatever else a proxy names
        return address
    return str(given.ipv4_mapped or IPv6Network((int(given), 64), strict=False))


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A key in the file of keys."""

    name: Annotated[str, msgspec.Meta(min_length=1)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-fA-F]{64}$")]
    rate: Annotated[int, msgspec.Meta(ge=0)] = 0


class _KeysFile(msgspec.Struct, forbid_unknown_fields=True):
    """The file of keys."""

    key: list[_Entry] = []


def new_key(name: str, rate: int) -> tuple[str, str]:
    """A new key, and its entry for the file of keys."""
    key = secrets.token_urlsafe(32)
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    # TOML quotes as JSON does, but for the one control character that JSON leaves alone.
    quoted = json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")
    return key, f'[[key]]\nname = {quoted}\nsha256 = "{sha256}"\nrate = {rate}\n'


def read_keys(path: Path) -> Mapping[str, Key]:
    """The keys of a file of `[[key]]` tables, each with name, sha256 and rate.

    Raises:
        SettingsError: the file is no such file, or two of its keys have one name, and so one rate.
    """
    try:
        entries = msgspec.toml.decode(path.read_bytes(), type=_KeysFile).key
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise SettingsError(
            f"{path} is no file of keys ({error}). Make an entry by `budget-graph key NAME`, and add it to the file."
        ) from None
    for what, values in {
        "name": [one.name for one in entries],
        "sha256": [one.sha256.lower() for one in entries],
    }.items():
        twice = [value for value, count in Counter(values).items() if count > 1]
        if twice:
            raise SettingsError(f"{path} has two keys of the {what} “{twice[0]}”. Give each its own.")
    return {one.sha256.lower(): Key(one.name, one.rate) for one in entries}
