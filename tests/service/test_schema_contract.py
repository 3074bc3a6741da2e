"""The schema against the public contract: every operation that it allows works under the same names and types."""

from collections.abc import Iterator
from pathlib import Path

import strawberry
from graphql import (
    DefinitionNode,
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    UnionTypeDefinitionNode,
    parse,
    print_ast,
)

Lines = dict[str, str]


def test_every_line_of_the_contract_stands_in_the_schema(shared: Path, schema: strawberry.Schema) -> None:
    """Types, fields, arguments with their defaults, enum values, interfaces and members of unions are the contract's."""
    contract = lines_of(parse((shared / "contract.graphql").read_text(encoding="utf-8")))
    ours = lines_of(parse(schema.as_str()))
    missing = {line: expected for line, expected in contract.items() if ours.get(line) != expected}
    assert missing == {}


def test_the_lines_of_a_document_name_what_is_compared() -> None:
    """A document becomes a line for each field, argument, value and interface."""
    document = parse("type A implements I { d(e: String): A } enum E { X } union U = A | E")
    assert lines_of(document) == {
        "A": "ObjectTypeDefinitionNode",
        "A implements I": "",
        "A.d": "A",
        "A.d(e)": "String",
        "E": "EnumTypeDefinitionNode",
        "E.X": "",
        "U": "UnionTypeDefinitionNode",
        "U = A": "",
        "U = E": "",
    }


def lines_of(document: DocumentNode) -> Lines:
    """What a schema document declares, one line each."""
    return {name: stated for definition in document.definitions for name, stated in lines_of_type(definition)}


def lines_of_type(definition: DefinitionNode) -> Iterator[tuple[str, str]]:
    """A type's own line, and those of its parts."""
    assert isinstance(
        definition,
        (
            EnumTypeDefinitionNode,
            InputObjectTypeDefinitionNode,
            InterfaceTypeDefinitionNode,
            ObjectTypeDefinitionNode,
            ScalarTypeDefinitionNode,
            UnionTypeDefinitionNode,
        ),
    )
    name = definition.name.value
    yield name, type(definition).__name__
    if isinstance(definition, EnumTypeDefinitionNode):
        yield from ((f"{name}.{value.name.value}", "") for value in definition.values or ())
    elif isinstance(definition, UnionTypeDefinitionNode):
        yield from ((f"{name} = {member.name.value}", "") for member in definition.types or ())
    elif isinstance(definition, InputObjectTypeDefinitionNode):
        yield from ((f"{name}.{line.name.value}", value_stated(line)) for line in definition.fields or ())
    elif isinstance(definition, (InterfaceTypeDefinitionNode, ObjectTypeDefinitionNode)):
        yield from ((f"{name} implements {one.name.value}", "") for one in definition.interfaces or ())
        for field in definition.fields or ():
            yield from lines_of_field(name, field)


def lines_of_field(owner: str, field: FieldDefinitionNode) -> Iterator[tuple[str, str]]:
    """A field's type, and the types of its arguments."""
    name = f"{owner}.{field.name.value}"
    yield name, print_ast(field.type)
    yield from ((f"{name}({argument.name.value})", value_stated(argument)) for argument in field.arguments or ())


def value_stated(value: InputValueDefinitionNode) -> str:
    """The type of an argument or an input field, with its default."""
    default = f" = {print_ast(value.default_value)}" if value.default_value else ""
    return f"{print_ast(value.type)}{default}"
