"""The seeds, those that once failed among them, and a few inputs that are drawn anew."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import SEEDS
from tests.fuzz.targets import TARGETS, words

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*/*")), ids=lambda seed: f"{seed.parent.name}-{seed.name}")
def test_a_seed_is_answered_or_refused(seed: Path) -> None:
    """What once failed does not fail again."""
    TARGETS[seed.parent.name](seed.read_bytes())


def test_every_target_has_seeds() -> None:
    """The driver takes the targets from the folders of seeds."""
    assert {seed.parent.name for seed in SEEDS.glob("*/*")} == set(TARGETS)


def test_the_fuzzer_knows_the_names_of_filters() -> None:
    """Those of every level."""
    assert {"name", "legalBasis", "or", "startsWith"} <= set(words())


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(TARGETS)), st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_answered_or_refused(target: str, data: bytes) -> None:
    """Where there is no fuzzer for the platform, a little of it."""
    TARGETS[target](data)
