"""A project as continuity knows it: its name, its year, and whose it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """A project of one year, with whose it is: keys of the department and the unit as far as they are told."""

    key: str
    name: str
    year: int
    department: str | None
    unit: str | None
