"""A title that many governments use names one policy for each of them; so does a number that is given again and again."""

from typing import Final

import msgspec
import pytest

from graph.assembly import assemble
from graph.facts import Citation
from graph.policies.governments import Citing, government_of
from graph.regions import region_of
from tests.factories import citation, disclosure, project

PUTUO: Final = "上海市普陀区商务委员会"
SONGJIANG: Final = "上海市松江区教育局"
MEETINGS: Final = "会议费管理办法"


def policies(*cited: tuple[str, Citation]) -> list[str]:
    """The policies that citations name, in their order, each in a document of a body of its own."""
    graph = assemble(
        [
            disclosure(project(f"项目{number}", one), sha256=f"{number:064}", organisation=body)
            for number, (body, one) in enumerate(cited)
        ]
    )
    named = {source: target[1] for source, target in graph.edges["CITES"]}
    return [
        next(target for source, target in named.items() if f"|项目{number}|" in source[1])
        for number in range(len(cited))
    ]


def issued(title: str, issuer: str) -> Citation:
    """A citation with the body before its title."""
    return msgspec.structs.replace(citation(title), issuer=issuer)


def test_two_governments_have_each_their_own_document_of_a_name() -> None:
    """By the body that is printed before the title; 区财政局 is the citing district's."""
    state, putuo, songjiang, own = policies(
        (PUTUO, issued(MEETINGS, "财政部")),
        (PUTUO, issued(MEETINGS, "普陀区财政局")),
        (SONGJIANG, issued(MEETINGS, "松江区财政局")),
        (SONGJIANG, issued(MEETINGS, "区财政局")),
    )
    assert len({state, putuo, songjiang}) == 3
    assert own == songjiang


def test_the_number_of_a_district_does_not_name_the_document_of_another() -> None:
    """Where everybody who prints the title alone is in the district, it is meant."""
    numbered = (PUTUO, citation(MEETINGS, "普财〔2014〕3号"))
    assert policies(numbered, (PUTUO, citation(MEETINGS)))[1] == "普财〔2014〕3号"
    assert policies(numbered, (SONGJIANG, citation(MEETINGS)))[1] == f"《{MEETINGS}》"
    assert policies(numbered, (PUTUO, citation(MEETINGS)), (SONGJIANG, citation(MEETINGS)))[1] == f"《{MEETINGS}》"
    assert policies(numbered, (PUTUO, issued(MEETINGS, "区财政局")))[1] == "普财〔2014〕3号"


def test_a_number_of_nobody_known_names_the_document_where_it_is_cited() -> None:
    """穗财行 is in no table: a title alone is its document in the same district, and elsewhere nobody's."""
    numbered = (PUTUO, citation(MEETINGS, "穗财行〔2014〕1号"))
    assert policies(numbered, (PUTUO, citation(MEETINGS)))[1] == "穗财行〔2014〕1号"
    assert policies(numbered, (SONGJIANG, citation(MEETINGS)))[1] == f"《{MEETINGS}》"


def test_a_number_that_every_government_has_is_the_citing_regions() -> None:
    """府办发〔2020〕3号 of 普陀区 and of 松江区 are two."""
    offices = citation(None, "府办发〔2020〕3号")
    assert len(set(policies((PUTUO, offices), (SONGJIANG, offices)))) == 2
    assert len(set(policies((PUTUO, offices), (PUTUO, offices)))) == 1


def test_the_number_of_the_state_names_the_document_everywhere() -> None:
    """A title alone is the one that has a number, if only the state's has."""
    assert (
        policies((PUTUO, citation(MEETINGS, "财行〔2016〕214号")), (SONGJIANG, citation(MEETINGS)))[1]
        == "财行〔2016〕214号"
    )


def test_a_plan_of_work_is_the_citing_bodys_own() -> None:
    """Every body has its 2024年重点工作任务书."""
    plan = citation("2024年重点工作任务书")
    assert len(set(policies((PUTUO, plan), (SONGJIANG, plan)))) == 2
    assert len(set(policies((PUTUO, plan), (PUTUO, plan)))) == 1


def test_an_order_without_year_and_term_names_a_policy_only_with_its_title() -> None:
    """主席令第68号 is a law of each term; the State Council counts its orders through."""
    one, other, alone, same = policies(
        (PUTUO, citation("甲法", "主席令第68号")),
        (PUTUO, citation("乙法", "主席令第68号")),
        (PUTUO, citation(None, "主席令第68号")),
        (SONGJIANG, citation("中华人民共和国甲法", "中华人民共和国主席令第六十八号")),
    )
    assert len({one, other, alone}) == 3
    assert same == one
    assert (
        len(set(policies((PUTUO, citation("甲条例", "国务院令第752号")), (PUTUO, citation(None, "国务院令第752号")))))
        == 1
    )


@pytest.mark.parametrize(
    ("title", "number", "issuer", "expected"),
    [
        ("上海市会议费管理办法", None, "市财政局", ""),
        (MEETINGS, None, None, ""),
        (MEETINGS, None, "财政部、司法部", "000000"),
        (MEETINGS, None, "市财政局", "310000"),
        (MEETINGS, None, "区委、区政府", "310107"),
        (f"普陀区财政局关于印发《{MEETINGS}》的通知", None, None, "310107"),
        (MEETINGS, "普财〔2014〕3号", None, "310107"),
        (MEETINGS, "沪财行〔2014〕3号", None, "310000"),
        (MEETINGS, "财行〔2014〕3号", None, "000000"),
        (MEETINGS, "上海市人民政府令第3号", None, "310000"),
        ("2024年工作要点", None, None, "the body"),
        ("2024年工作要点", None, "区委", "310107"),
        ("2024年财政工作要点", None, None, "the body"),
        ("关于加强本区国有资产管理的意见", None, None, "310107"),
        (MEETINGS, None, "普陀区", "310107"),
        (MEETINGS, None, "我局", "the body"),
        (MEETINGS, None, "省财政厅", "310000"),
        (MEETINGS, None, "江苏省南京市鼓楼区财政局", "江苏省/南京市/鼓楼区"),
    ],
)
def test_whose_document_is_meant(title: str, number: str | None, issuer: str | None, expected: str) -> None:
    """The title, the body before it, the head of the number; of a plan of work the body that cites it."""
    citing = Citing(region_of("上海市普陀区"), "the body")
    assert government_of(title, number, issuer, citing) == expected
