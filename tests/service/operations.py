"""Operations that hypothesis makes up: whatever the schema lets a client write, and some of what it does not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st

from service.execution import Operation


class Given(NamedTuple):
    """A value as a document writes it and as JSON has it."""

    literal: str
    value: Any


def text(value: str | float | None) -> Given:
    """A value that a document writes as JSON does."""
    return Given(json.dumps(value, ensure_ascii=False), value)


VALUES: Final = {
    "Int": [0, *range(1, 9), 100, -1, 101],
    "Decimal": ["0", "1000", "1234567.5", "-1"],
    "Boolean": [True, False],
    "String": ["财政", "上海市", "2010601", "1", ""],
}
"""What an argument may be: most of it has a meaning, and some is too much."""

RARE: Final = {"after": 12, "before": 12, "last": 12}
"""How seldom an argument is given that makes most pages an error; any other is given once in four times."""


OF_THE_STORE: Final = {"store", "loadedAt"}
"""Fields of the dataset that tell one store from another."""


@dataclass
class Draft:
    """An operation while it is drawn: what its parts must agree on."""

    schema: GraphQLSchema
    pools: Mapping[str, Sequence[str | int]]
    draw: st.DrawFn
    variables: dict[str, Any] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    arguments: dict[tuple[str, str], str] = field(default_factory=dict)

    def one_in(self, count: int) -> bool:
        """Sometimes."""
        return self.draw(st.integers(1, count)) == count

    def text(self) -> str:
        """The whole document."""
        query = self.schema.query_type
        assert query
        selected = self.selection(query, 4)
        defined = f"({', '.join(self.definitions.values())})" if self.definitions else ""
        fragments = (f"fragment {name} on {on} {body}" for name, (on, body) in self.fragments.items())
        return " ".join([f"query Drawn{defined} {selected}", *fragments])

    def selection(self, parent: GraphQLNamedType, depth: int, prefix: str = "") -> str:
        """Some fields and fragments; below an interface or union, each kind's keys begin with its name."""
        entries = [self.entry(parent, depth, prefix) for _ in range(self.draw(st.integers(1, 3)))]
        return f"{{ {' '.join(entries)} }}"

    def entry(self, parent: GraphQLNamedType, depth: int, prefix: str) -> str:
        """A field, an inline fragment, or the spread of a named one."""
        shape = self.draw(st.sampled_from(["field"] * 6 + ["inline", "inline", "spread", "name"]))
        if shape == "name" or (shape == "field" and not self.fields_of(parent, depth)):
            return f"{self.draw(st.sampled_from(['', 'word: ', f'{prefix}word: ']))}__typename{self.directive()}"
        if shape == "field":
            return self.field(parent, depth, prefix)
        on = self.draw(st.sampled_from(self.narrower(parent)))
        inner = prefix if on == parent or isinstance(on, GraphQLInterfaceType) else f"{on.name}_"
        if shape == "inline":
            condition = f" on {on.name}" if on != parent or self.one_in(2) else ""
            return f"...{condition}{self.directive()} {self.selection(on, depth, inner)}"
        known = [name for name, (kind, _) in self.fragments.items() if kind == on.name and name.endswith(f"_{depth}")]
        if not known or self.one_in(2):
            body = self.selection(on, depth, inner)
            known = [f"F{len(self.fragments)}_{depth}"]
            self.fragments[known[0]] = on.name, body
        return f"...{self.draw(st.sampled_from(known))}{self.directive()}"

    def narrower(self, parent: GraphQLNamedType) -> list[GraphQLNamedType]:
        """The type itself, and the kinds that may stand in its place."""
        kinds = self.schema.get_possible_types(parent) if is_abstract_type(parent) else ()
        return [parent, *kinds]

    def fields_of(self, parent: GraphQLNamedType, depth: int) -> list[str]:
        """The fields that can still be asked at that depth."""
        declared = parent.fields if isinstance(parent, (GraphQLObjectType, GraphQLInterfaceType)) else {}
        flat = {name: is_leaf_type(get_named_type(line.type)) for name, line in declared.items()}
        return [name for name, is_flat in flat.items() if (depth or is_flat) and name not in OF_THE_STORE]

    def field(self, parent: GraphQLNamedType, depth: int, prefix: str) -> str:
        """A field under its name or an alias; the same arguments wherever one type has the same key."""
        assert isinstance(parent, (GraphQLObjectType, GraphQLInterfaceType))
        name = self.draw(st.sampled_from(self.fields_of(parent, depth)))
        line = parent.fields[name]
        key = prefix + self.draw(st.sampled_from(["", "", "", "a_"])) + name
        place = parent.name, key
        if place not in self.arguments:
            self.arguments[place] = self.given(line)
        returned = get_named_type(line.type)
        below = "" if is_leaf_type(returned) else f" {self.selection(returned, depth - 1)}"
        return f"{f'{key}: ' if key != name else ''}{name}{self.arguments[place]}{self.directive()}{below}"

    def given(self, line: GraphQLField) -> str:
        """Arguments: those that must be there, and some of the others."""
        parts = []
        for name, argument in line.args.items():
            if is_required_argument(argument) or self.one_in(RARE.get(name, 4)):
                parts.append(f"{name}: {self.argument(name, argument.type)}")
        return f"({', '.join(parts)})" if parts else ""

    def argument(self, name: str, declared: GraphQLInputType) -> str:
        """A literal, or a variable: with a default or without, given or not, or null."""
        value = self.value(name, declared)
        if not self.one_in(3):
            return value.literal
        variable = f"v{len(self.definitions)}"
        is_bound = self.one_in(5)
        default = self.value(name, declared).literal if self.one_in(4) else None
        self.definitions[variable] = f"${variable}: {declared}{f' = {default}' if default else ''}"
        if not is_bound or not default:
            self.variables[variable] = None if self.one_in(12) else value.value
        return f"${variable}"

    def directive(self) -> str:
        """Nothing, mostly; else @skip or @include with a truth or a variable."""
        if not self.one_in(8):
            return ""
        name = self.draw(st.sampled_from(["skip", "include"]))
        truth = self.draw(st.booleans())
        if self.one_in(2):
            return f" @{name}(if: {str(truth).lower()})"
        variable = f"{str(truth).lower()}{self.draw(st.integers(0, 1))}"
        default = " = false" if self.one_in(3) else "!"
        self.definitions.setdefault(variable, f"${variable}: Boolean{default}")
        self.variables.setdefault(variable, truth)
        return f" @{name}(if: ${variable})"

    def value(self, name: str, declared: GraphQLInputType, depth: int = 2) -> Given:
        """A value of a type; null where it may be, now and then."""
        if not is_non_null_type(declared) and self.one_in(12):
            return text(None)
        nullable = get_nullable_type(declared)
        if isinstance(nullable, GraphQLList):
            count = self.draw(st.integers(1, 3))
            items = [self.value(name, nullable.of_type, depth) for _ in range(count)]
            return Given(f"[{', '.join(item.literal for item in items)}]", [item.value for item in items])
        named = get_named_type(nullable)
        if isinstance(named, GraphQLEnumType):
            member = self.draw(st.sampled_from([*named.values]))
            return Given(member, member)
        if isinstance(named, GraphQLInputObjectType):
            return self.object(named, depth)
        pool = self.pools.get(name) or VALUES.get(named.name) or self.pools[named.name]
        return text(self.draw(st.sampled_from(pool)))

    def object(self, declared: GraphQLInputObjectType, depth: int) -> Given:
        """A filter or an order: the lines that must be there, and one more."""
        lines = {name: line.type for name, line in declared.fields.items()}
        required = [name for name, line in declared.fields.items() if is_required_input_field(line)]
        flat = [name for name in lines if depth or is_leaf_type(get_named_type(lines[name]))]
        chosen = required or self.draw(
            st.lists(st.sampled_from(flat), max_size=2, unique=True) if flat else st.just([])
        )
        values = {name: self.value(name, lines[name], depth - 1) for name in chosen}
        written = ", ".join(f"{name}: {value.literal}" for name, value in values.items())
        return Given(f"{{{written}}}", {name: value.value for name, value in values.items()})


@st.composite
def operations(draw: st.DrawFn, schema: GraphQLSchema, pools: Mapping[str, Sequence[str | int]]) -> Operation:
    """An operation with its variables. `pools` has texts that mean something: by an argument's name, or its type's."""
    draft = Draft(schema, pools, draw)
    document = draft.text()
    return Operation(document, draft.variables)
