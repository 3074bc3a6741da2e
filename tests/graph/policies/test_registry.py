"""A list of official documents enriches policies beyond doubt or not at all."""

import pytest

from graph.assembly import assemble, registry_matches
from graph.errors import UnreadableRegistry
from graph.policies.registry import Registry, RegistryEntry, read_registry
from tests.factories import citation, disclosure, project

RULES = RegistryEntry(
    "上海市财政局关于印发《某办法》的通知", "沪财行〔2020〕1号", "2020-01-02", "https://example.org/1"
)
HEADER = "title,document_number,issued,url\n"


def properties(registry: Registry, *citations: tuple[str | None, str | None]) -> dict[str, object]:
    """The one policy of a project that cites it in these forms."""
    graph = assemble([disclosure(project("甲", *(citation(*one) for one in citations)))], registry)
    [node] = [node for node in graph.nodes.values() if node.kind == "LegalBasis"]
    return {"key": node.key, **node.properties}


@pytest.mark.parametrize("cited", [("某办法", None), ("某办法", "沪财行〔2020〕1号"), (None, "沪财行〔2020〕1号")])
def test_a_policy_is_enriched_by_title_or_number(cited: tuple[str | None, str | None]) -> None:
    """With its number, the day of its issue and its address."""
    told = properties(Registry((RULES,)), cited)
    assert told["key"] == "沪财行〔2020〕1号"
    assert (told["issued"], told["address"]) == ("2020-01-02", "https://example.org/1")


def test_citations_by_title_and_by_number_become_one_policy() -> None:
    """The registry says that they are one document."""
    assert properties(Registry((RULES,)), ("某办法", None), (None, "沪财行〔2020〕1号"))["citation_count"] == 2


def test_a_title_that_several_documents_bear_is_left_alone() -> None:
    """And told as ambiguous."""
    registry = Registry((RULES, RegistryEntry("某办法", "沪财行〔2023〕9号", "2023-01-01")))
    facts = [disclosure(project("甲", citation("某办法"), citation("乙办法")))]
    told = registry_matches(facts, registry)
    assert (told.policies, told.matched, told.ambiguous, told.unknown) == (2, 0, 1, 1)
    assert properties(registry, ("某办法", None))["key"] == "《某办法》"


def test_a_number_that_an_entry_only_cites_enriches_nothing() -> None:
    """The state's number beside a title of the city's bureau is that of a document which the bureau cites."""
    registry = Registry((RegistryEntry("上海市财政局关于落实资金的通知", "国办发〔2015〕15号", "2016-11-02"),))
    assert properties(registry, (None, "国办发〔2015〕15号"))["issued"] is None
    assert properties(registry, ("关于加强网站管理的意见", "国办发〔2015〕15号"))["issued"] is None
    assert properties(registry, ("上海市财政局关于落实资金的通知", None))["key"] == "《上海市财政局关于落实资金的通知》"


def test_the_registry_changes_the_version_of_the_data() -> None:
    """Answers differ, so does the mark of the data."""
    facts = [disclosure(project("甲", citation("某办法")))]
    assert assemble(facts).version != assemble(facts, Registry((RULES,))).version


def test_a_csv_file_is_read_with_its_labels_and_blanks() -> None:
    """Equal lines count once; a line without title is none."""
    content = f"\ufeff{HEADER}某办法,文号：沪财行〔2020〕 1号 ,2020-01-02,\n某办法,文号：沪财行〔2020〕 1号 ,2020-01-02,\n,,,\n"
    registry = read_registry(content.encode(), "policies.csv")
    assert registry.entries == (RegistryEntry("某办法", "文号：沪财行〔2020〕 1号", "2020-01-02"),)
    assert registry.number_of("某办法") == "沪财行〔2020〕1号"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"title,number\n", "document_number, issued, url"), (b"\xff\xfe\x00", "utf-8"), (b"", "no column")],
)
def test_a_file_that_is_no_registry_is_refused_with_the_reason(content: bytes, said: str) -> None:
    """It names the columns that it lacks."""
    with pytest.raises(UnreadableRegistry, match=said):
        read_registry(content, "policies.csv")
