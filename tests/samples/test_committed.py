"""The committed files: what a reader finds in them, how large they are, and that the facts still give these bytes."""

from pathlib import Path

import pdfplumber
import pytest

from samples.reading import sample_names

MOST_BYTES = 150_000
MOST_BYTES_TOGETHER = 1_500_000


@pytest.mark.usefixtures("_fonts")
def test_the_facts_give_the_committed_bytes(samples: Path) -> None:
    """A change of the facts or of the generator is committed together with what it renders."""
    generate = pytest.importorskip("samples.generate")
    if not generate.compresses_like_the_committed():
        pytest.skip("this machine's zlib compresses in another way than the one that wrote the committed files")

    differing = [name for name, content in generate.rendered().items() if (samples / name).read_bytes() != content]

    assert differing == []


def test_every_facts_file_has_its_sample_and_no_other_is_there(samples: Path) -> None:
    """`make run` loads the whole folder."""
    files = {file.stem for file in samples.iterdir() if file.suffix in {".pdf", ".txt"}}

    assert files == set(sample_names())


def test_the_samples_are_small(samples: Path) -> None:
    """They are cloned by everyone."""
    sizes = {file.name: file.stat().st_size for file in samples.glob("*.pdf")}

    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
    assert sum(sizes.values()) <= MOST_BYTES_TOGETHER


def test_all_characters_can_be_extracted(samples: Path) -> None:
    """A glyph without a character would come out as (cid:12)."""
    for file in samples.glob("*.pdf"):
        with pdfplumber.open(file) as pdf:
            unmapped = {char["text"] for page in pdf.pages for char in page.chars if "(cid:" in char["text"]}
        assert unmapped == set(), file.name


def test_a_total_stands_alone_on_a_page(samples: Path) -> None:
    """合计 spans the cells of code and name, so that the page's grid has four columns only."""
    with pdfplumber.open(samples / "putuo_wanli_2025_department.pdf") as pdf:
        alone = [table for page in pdf.pages for table in page.extract_tables() if len(table) == 1]

    assert alone == [[["合计", "189,767,551", "101,341,746", "88,425,805"]]]


def test_a_header_is_repeated_in_one_table_and_not_in_the_other(samples: Path) -> None:
    """A reader may not count on a header on each page, nor take a repeated one for a row."""
    with pdfplumber.open(samples / "putuo_commerce_2025_department.pdf") as pdf:
        firsts = [page.extract_text().splitlines()[0] for page in pdf.pages]

    assert firsts[firsts.index("2025年部门支出预算总表") + 1].startswith("208 05 99")
    assert firsts[firsts.index("2025年部门一般公共预算支出功能分类预算表") + 1] == "项目 一般公共预算支出"


def test_a_cell_of_a_form_runs_over_a_page_break(samples: Path) -> None:
    """年度总体目标 of 干部工作 begins on one page and ends on the next, under the same merged label."""
    with pdfplumber.open(samples / "songjiang_organisation_2025_statements.pdf") as pdf:
        grids = [table for page in pdf.pages for table in page.extract_tables()]

    begun = next(index for index, grid in enumerate(grids) if grid[0][1] == "干部工作")
    label, *_, goal = [cell for cell in grids[begun + 1][0] if cell]

    assert "".join(label.split()) == "项目绩效目标"
    assert goal.startswith("健康问题及早发现。")


def test_a_nested_title_keeps_its_inner_brackets(samples: Path) -> None:
    """No font of the samples has 〈〉; what is extracted is 〈〉 all the same."""
    with pdfplumber.open(samples / "songjiang_organisation_2025_statements.pdf") as pdf:
        text = "".join("".join(page.extract_text().split()) for page in pdf.pages)

    assert "《关于印发〈上海市新录用公务员基层实习锻炼试行办法〉的通知》（沪人〔2005〕88号）" in text
