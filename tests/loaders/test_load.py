"""The whole way from a document to its facts, on the samples and on the real documents."""

from pathlib import Path

import pytest

from graph.errors import NotADisclosure, UnreadableFile
from loaders.load import load_file
from tests.golden_facts import SAMPLES, facts_as_text, golden_of


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_a_sample_gives_its_golden_facts(path: Path) -> None:
    """Every fact with its page; `make golden` writes them anew, and review reads the diff."""
    assert facts_as_text(path) == golden_of(path).read_text(encoding="utf-8")


def test_every_fact_knows_where_it_is_printed() -> None:
    """A page and a box in a PDF, a line in a text."""
    for path in sorted(SAMPLES.iterdir()):
        for fact in load_file(path).facts:
            sources = [fact.source] if hasattr(fact, "source") else list(fact.sources)
            assert sources
            for source in sources:
                assert (source.page and source.bbox) if path.suffix == ".pdf" else source.line, fact


def test_every_seed_and_disclosure_loads(shared: Path) -> None:
    """All tables of all real documents are found."""
    documents = [*sorted((shared / "seeds").iterdir()), *sorted((shared / "disclosures").iterdir())]
    coverages = {path.name: load_file(path).coverage for path in documents}
    assert len(coverages) == 12
    assert {name: one for name, one in coverages.items() if one.tables_found != one.tables_expected} == {}


def test_a_readable_text_that_is_no_disclosure_is_refused(tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "novel.txt"
    path.write_text("从前有座山，2024年山里有座庙。\n", encoding="utf-8")
    with pytest.raises(NotADisclosure, match=r"novel\.txt"):
        load_file(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The reason is the system's."""
    with pytest.raises(UnreadableFile, match="No such file"):
        load_file(tmp_path / "nowhere.pdf")


def test_what_a_rule_could_not_decide_is_reported_once(tmp_path: Path) -> None:
    """Neither its lines once more as unread, nor the same words twice."""
    path = tmp_path / "targets.txt"
    fields = "主管部门 某委\n\n项目资金\n（元）\n\n年度资金申请总额 500.00\n\n当年财政拨款 500.00\n\n"
    words = "数量指标\n\n≥200（人）\n\n≥450（人）\n\n培训人数\n\n参训人数\n\n"
    path.write_text(f"{fields}{words}财政项目支出绩效目标申报表\n（2024年度）\n\n项目名称 甲\n", encoding="utf-8")
    unread = [line.source.text for line in load_file(path).coverage.unread]
    assert sorted(unread) == ["≥200（人）", "≥450（人）", "参训人数", "培训人数"]
