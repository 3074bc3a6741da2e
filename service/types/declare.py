"""How a type of the schema is declared: one line a field, described by the ontology.

The classes of this package are never made into objects. They say what may be asked: `service.compile` turns what is asked
into a plan, the store answers it, and every field is read from that answer under its response key. An attribute's name is
therefore the name of a member of a plan, and its GraphQL name is the same in camelCase.
"""

import inspect
from collections.abc import Mapping
from copy import copy
from typing import Any, Final, NamedTuple, TypeVar, dataclass_transform

import strawberry
from graphql import GraphQLField, GraphQLInputField, GraphQLNamedType
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition
from strawberry.types.field import StrawberryField

from graph.ontology import INTERFACES, Member, kinds_of, members_of, says
from graph.terms import MoneyUnit
from service.sizes import MAX_CRITERIA, MAX_PAGE_SIZE, PAGE_SIZE

T = TypeVar("T")


class Argument(NamedTuple):
    """What a field may be asked with."""

    annotation: object
    says: str
    default: object = strawberry.UNSET


UNIT: Final = Argument(MoneyUnit, "The unit that the amount is given in.", MoneyUnit.YUAN)


def asked(
    description: str | None = None,
    arguments: Mapping[str, Argument] | None = None,
    *,
    graphql_name: str | None = None,
    **meaning: object,
) -> Any:
    """A field that takes arguments, or whose description is not the ontology's.

    `meaning` is for the compiler: what a root field begins with (`root`), or how long a list with `first` is, unless that is
    given, and at most (`sizes`).
    """
    field = StrawberryField(description=description, graphql_name=graphql_name, metadata=meaning)
    field.arguments = [
        StrawberryArgument(
            python_name=name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(argument.annotation),
            description=argument.says,
            default=argument.default,
        )
        for name, argument in (arguments or {}).items()
    ]
    return field


def money(description: str | None = None) -> Any:
    """An amount, in the unit that is asked for."""
    return asked(description, {"unit": UNIT})


def connection(
    description: str | None = None, *, where: type | None = None, order: type | None = None, **meaning: Any
) -> Any:
    """A window over nodes: filtered by `where`, ordered by `order`, one page of it."""
    arguments: dict[str, Argument] = {}
    if where:
        arguments["filter"] = Argument(where | None, "Which nodes; all of them without a filter.")
    if order:
        arguments["order_by"] = Argument(
            list[order] | None,  # type: ignore[valid-type]  # the class is a value here, made into an annotation
            f"What decides the order, the most important first, at most {MAX_CRITERIA}; the nodes' keys decide at the end.",
        )
    return asked(description, arguments | _PAGE, **meaning)


_PAGE: Final = {
    "first": Argument(
        int | None, f"How many nodes from the front: {PAGE_SIZE} unless it is given, at most {MAX_PAGE_SIZE}."
    ),
    "after": Argument(str | None, "The cursor that the page begins after."),
    "last": Argument(int | None, f"How many nodes from the back, at most {MAX_PAGE_SIZE}; not together with first."),
    "before": Argument(str | None, "The cursor that the page ends before."),
}


@dataclass_transform(kw_only_default=True, field_specifiers=(asked, money, connection))
def documented(cls: type[T]) -> type[T]:
    """A type that the ontology does not know, described by its docstring."""
    return strawberry.type(description=inspect.getdoc(cls))(cls)


@dataclass_transform(kw_only_default=True, field_specifiers=(asked, money, connection))
def of_ontology(cls: type[T]) -> type[T]:
    """The GraphQL type of the kind, value or interface of the same name, with the ontology's descriptions.

    A description that a line gives itself wins, and is handed down from an interface only where the ontology has none.
    """
    name = cls.__name__
    declared = strawberry.interface if name in _INTERFACE_NAMES else strawberry.type
    made = declared(description=says(name))(cls)
    definition = get_object_definition(made, strict=True)
    members = members_of(kinds_of(name)[0])
    definition.fields = [_described(field, members, inherited=field.origin is not made) for field in definition.fields]
    return made


def declaration(field: GraphQLField | GraphQLInputField) -> StrawberryField:
    """The line that declares a field of the schema."""
    declared = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    assert isinstance(declared, StrawberryField)
    return declared


def declared_name(type_: GraphQLNamedType) -> str:
    """The name of the class that declares a type, as plans call it: Connection, where GraphQL says ProjectConnection."""
    declared = type_.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    return declared.name if isinstance(declared, StrawberryObjectDefinition) else type_.name


_INTERFACE_NAMES: Final = frozenset(interface.name for interface in INTERFACES)


def _described(field: StrawberryField, members: Mapping[str, Member], *, inherited: bool) -> StrawberryField:
    if field.description and not (inherited and field.python_name in members):
        return field
    described = copy(field)  # an inherited field is one object with the interface's
    described.description = members[field.python_name].says
    return described
