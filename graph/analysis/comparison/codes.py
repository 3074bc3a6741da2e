"""The codes that a comparison's rows are made of."""

from dataclasses import dataclass

from graph.analysis.asking import every, is_one_of, key_of, selection
from graph.plan import All, Compare, Comparison, Operator, Predicate
from graph.plan import Any as Either
from graph.store import Reader

CLASSES = 1
"""The level of the classes (类), whose amounts make up a table."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code, with the names that the lists of each year give it."""

    key: str
    code: str
    name: str
    names: tuple[str, ...]  # 2024 行政运行
    is_row: bool  # else it is read for tables that print no total
    is_known: bool = True

    @property
    def scheme(self) -> str:
        """The list that it is of, which its key begins with."""
        return self.key.partition("/")[0]

    def named_in(self, year: int) -> frozenset[str]:
        """What documents of a year call it."""
        return frozenset(name for given, _, name in (one.partition(" ") for one in self.names) if given == str(year))

    @classmethod
    def never_printed(cls, digits: str) -> "Code":
        """A code that is asked for and that no document prints."""
        return cls(f"/{digits}", digits, digits, (), is_row=True, is_known=False)


async def read_codes(asked: Comparison, reader: Reader) -> list[Code]:
    """The codes of the rows, and the classes, in their order."""
    level = Compare("level", Operator.EQUAL, asked.level)
    wanted: Predicate = level if asked.codes is None else is_one_of("code", asked.codes)
    if asked.scheme:
        wanted = All((wanted, Compare("scheme", Operator.EQUAL, asked.scheme.value)))
    classes = Compare("level", Operator.EQUAL, CLASSES)
    members = selection("ClassificationCode", "id", "code", "name", "level", "scheme", "names")
    (found,) = await reader.answer([every("ClassificationCode", Either((classes, wanted)), members)])
    assert isinstance(found, list)
    codes = [
        Code(
            key_of(one),
            one["code"],
            one["name"],
            tuple(one["names"]),
            _is_row(asked, one["scheme"], one["code"], one["level"]),
        )
        for one in found
    ]
    return sorted(codes, key=lambda code: (code.code, code.key))


def _is_row(asked: Comparison, scheme: str, code: str, level: int) -> bool:
    of_scheme = asked.scheme is None or asked.scheme.value == scheme
    return of_scheme and (level == asked.level if asked.codes is None else code in asked.codes)
