"""Which departments are counterparts: the same organ of different governments, on both stores."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.organs import organ_of
from graph.plan import ByKeys, Field, Plan, Selection
from graph.store import Reader
from graph.store.memory import MemoryReader
from loaders.load import load_file
from tests.conftest import NEO4J
from tests.factories import disclosure
from tests.neo4j_store import Neo4jStore

NAMES = (
    "上海市财政局",
    "上海市普陀区财政局",
    "上海市松江区财政局",
    "上海市教育委员会",
    "上海市普陀区教育局",
    "中共上海市委组织部",
    "中共上海市松江区委组织部",
    "上海市普陀区人民政府万里街道办事处",
    "上海市松江区人民政府万里街道办事处",
    "江苏省苏州市吴江区财政局",
)


@pytest.fixture(params=["memory", NEO4J])
def reader(request: pytest.FixtureRequest) -> Reader:
    """A store with departments of several regions."""
    documents = [disclosure(organisation=name, sha256=f"{at:064}") for at, name in enumerate(NAMES)]
    if request.param == "memory":
        return MemoryReader.of(documents)
    store: Neo4jStore = request.getfixturevalue("neo4j_store")
    return store.reader_of(documents)


def counterparts(reader: Reader, keys: Sequence[str], size: int = 100) -> dict[str, list[str]]:
    """The names of each department's counterparts."""
    below = Selection({"Department": (Field("name", "name"),)})
    members = (Field("name", "name"), Field("counterparts", "counterparts", selection=below, size=size))
    plan = Plan(
        ByKeys(tuple(("Department", key) for key in keys)),
        Field("d", "d", selection=Selection({"Department": members})),
    )
    (answer,) = asyncio.run(reader.answer([plan]))
    found: Any = answer
    return {one["name"]: [other["name"] for other in one["counterparts"]] for one in found}


def test_counterparts_are_the_same_organ_elsewhere(reader: Reader) -> None:
    """By key, in any region and at any level; names that differ by the curated list; no sub-district is another's."""
    keys = ["310107/department/财政局", "310000/department/教育委员会", "310117/department/中共上海市松江区委组织部"]
    assert counterparts(reader, [*keys, "310107/department/人民政府万里街道办事处"]) == {
        "上海市普陀区财政局": ["上海市财政局", "上海市松江区财政局", "江苏省苏州市吴江区财政局"],
        "上海市教育委员会": ["上海市普陀区教育局"],
        "中共上海市松江区委组织部": ["中共上海市委组织部"],
        "上海市普陀区人民政府万里街道办事处": [],
    }
    assert counterparts(reader, keys[:1], size=1) == {"上海市普陀区财政局": ["上海市财政局"]}


def test_the_own_office_of_an_organ_stands_for_its_department(shared: Path) -> None:
    """The city's bureau of finance has published a unit budget alone, headed （单位）; it is the district's counterpart."""
    files = ("sh_czj_unit_2025.pdf", "putuo_czj_2024_final.pdf")
    reader = MemoryReader.of([load_file(shared / "disclosures" / name) for name in files])
    assert counterparts(reader, ["310107/department/财政局"]) == {"上海市普陀区财政局": ["上海市财政局"]}


@pytest.mark.parametrize(
    ("own_name", "region", "organ"),
    [
        ("财政局", "310107", "财政局"),
        ("教育委员会", "310000", "教育局"),
        ("中共上海市委组织部", "310000", "中共委组织部"),
        ("中共上海市委员会组织部", "310000", "中共委组织部"),
        ("建设和管理委员会", "310107", "住房和城乡建设管理委员会"),
        ("规划和自然资源局", "310107", "规划和自然资源局"),
        ("人民政府万里街道办事处", "310107", None),
        ("财政局", "unknown", None),
    ],
)
def test_an_organ_is_named_without_its_region(own_name: str, region: str, organ: str | None) -> None:
    """And as the curated table calls it."""
    assert organ_of(own_name, region) == organ
