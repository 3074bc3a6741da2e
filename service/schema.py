"""The schema: the types, their scalars, and the extension that answers from the store."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import strawberry
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig

from service.answer import AnswerFromStore, read_answers
from service.query import Query
from service.types.scalars import SCALARS

Extension: TypeAlias = type[SchemaExtension] | Callable[[], SchemaExtension]


def build_schema(extensions: Sequence[Extension] = ()) -> strawberry.Schema:
    """The GraphQL schema, answered by the reader of each request's context.

    A service adds `service.limits.EXTENSIONS`, which refuse before anything is compiled: answering comes last.
    """
    schema = strawberry.Schema(
        query=Query, extensions=(*extensions, AnswerFromStore), config=StrawberryConfig(scalar_map=SCALARS)
    )
    read_answers(schema)
    return schema


def schema_text() -> str:
    """The schema's public form, as it stands in schema.graphql."""
    return f"{build_schema().as_str()}\n"
