"""What is kept for who asks again takes as much memory as it may, and no more."""

import tracemalloc

import pytest

from service.http.keeping import LARGEST, Kept, memory_of


def test_as_much_is_kept_as_fits() -> None:
    """Those that were not asked for longest go first, and none that is too large comes."""
    kept = Kept[str](limit=3 * memory_of("a", "{ a }"))
    for name in "abc":
        kept.keep(name, f"{{ {name} }}")
    assert kept.find("a") == "{ a }"
    kept.keep("d", "{ d }")
    kept.keep("large", "x" * (LARGEST + 1))
    assert list(kept) == ["c", "a", "d"]


def test_what_is_kept_is_kept_once() -> None:
    """However often it is."""
    kept = Kept[str](limit=2 * memory_of("a", "{ a }"))
    for name in ("a", "b", "b", "b"):
        kept.keep(name, f"{{ {name} }}")
    assert list(kept) == ["a", "b"]


@pytest.mark.parametrize("text", ["{a%d:__typename}", '{a%d:echo(text:"' + "预算" * 500 + '")}'])
def test_the_memory_is_bounded_however_small_each_piece_is(text: str) -> None:
    """An entry takes more than its own characters: of the smallest documents twenty times as much."""
    limit = 1 << 20
    tracemalloc.start()
    try:
        kept = Kept[str](limit)
        for number in range(20_000):
            kept.keep(f"{number:064x}", text % number)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert limit / 2 < taken < limit * 1.1
