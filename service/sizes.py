"""How much one field may ask for. The compiler holds these numbers, and the schema's descriptions state them."""

from typing import Final

from graph.plan import LIST_LIMIT
from graph.terms import LineageLevel

PAGE_SIZE: Final = 25
MAX_PAGE_SIZE: Final = 100

MAX_CRITERIA: Final = 5
"""How many criteria an order may have: more than any kind has properties to be ordered by."""

GROUPS: Final = 100
MAX_GROUPS: Final = LIST_LIMIT

MAX_IDS: Final = 100

HITS: Final = 20
MAX_HITS: Final = 100

SHARED: Final = 20
MAX_SHARED: Final = 100

SHARERS: Final = 2
"""How many projects make a policy a shared one, unless a question says."""

MAX_YEARS: Final = 100

SIMILAR: Final = 10
MAX_SIMILAR: Final = 50

COUNTERPARTS: Final = 100
MAX_COUNTERPARTS: Final = LIST_LIMIT

LINEAGE_LEVELS: Final = (
    LineageLevel.FUNDING_SOURCE,
    LineageLevel.DEPARTMENT,
    LineageLevel.FUNCTION_CLASS,
    LineageLevel.EXPENDITURE_KIND,
    LineageLevel.PROJECT,
)
"""The levels of a diagram, unless a question says."""

MAX_COLUMNS: Final = 50
"""How many columns a comparison may name."""

MAX_CODES: Final = 100

CODE_LEVEL: Final = 1
"""The level of a comparison's rows, unless a question says: the classes (类)."""

PATHS: Final = 10
MAX_PATHS: Final = 50
PATH_LENGTH: Final = 6
MAX_PATH_LENGTH: Final = 8

SHORTEST_SEARCH: Final = 2
"""Two characters are a word in Chinese; one would find everything."""

LONGEST_SEARCH: Final = 100
