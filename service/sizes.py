"""How much one field may ask for. The compiler holds these numbers, and the schema's descriptions state them."""

from typing import Final

from graph.plan import LIST_LIMIT

PAGE_SIZE: Final = 25
MAX_PAGE_SIZE: Final = 100

MAX_CRITERIA: Final = 5
"""How many criteria an order may have: more than any kind has properties to be ordered by."""

GROUPS: Final = 100
MAX_GROUPS: Final = LIST_LIMIT

MAX_IDS: Final = 100

HITS: Final = 20
MAX_HITS: Final = 100

SHORTEST_SEARCH: Final = 2
"""Two characters are a word in Chinese; one would find everything."""

LONGEST_SEARCH: Final = 100
