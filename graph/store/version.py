"""Which data answer: a version that changes exactly when they do."""

from collections.abc import Mapping
from typing import Final, cast

from graph.plan import AboutDataset, Field, Plan, Selection
from graph.store import Reader

_VERSION: Final = Plan(
    AboutDataset(), Field("dataset", "dataset", Selection({"Dataset": (Field("version", "version"),)}))
)


async def version_of(reader: Reader) -> str | None:
    """The version of the data that answer now; None where nothing was ever loaded.

    Raises:
        StoreUnavailable: the store does not answer.
        StoreTimeout: it took too long.
    """
    (dataset,) = await reader.answer([_VERSION])
    return cast("Mapping[str, str | None]", dataset)["version"]
