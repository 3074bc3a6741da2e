"""Which data answer: a version that changes exactly when they do."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader

_ASKED: Final = ("version", "changes")
_STATE: Final = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": tuple(Field(name, name) for name in _ASKED)}))
)


class DataState(NamedTuple):
    """The data at one time. Two states of one version hold the same, and between them the data may have been others."""

    version: str | None  # None where nothing was ever loaded
    changes: int = 0  # until then, as a store counts them that changes under its readers


async def state_of_data(reader: Reader) -> DataState:
    """The data that answer now.

    Raises:
        StoreUnavailable: the store does not answer.
        StoreTimeout: it took too long.
    """
    (dataset,) = await reader.answer([_STATE])
    about = cast("Mapping[str, Any]", dataset)
    return DataState(about["version"], about.get("changes", 0))
