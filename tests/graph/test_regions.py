"""Names say where a body belongs, and nothing is guessed where they do not."""

import pytest

from graph.assembly import assemble
from graph.regions import CENTRAL, own_name, region_at_start, region_of
from tests.factories import disclosure, unit


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("上海市普陀区商务委员会", "310107"),
        ("上海市浦东新区财政局", "310115"),
        ("中共上海市松江区委组织部", "310117"),
        ("中国人民政治协商会议上海市普陀区委员会", "310107"),
        ("国家税务总局上海市税务局", "310000"),
        ("上海市财政局", "310000"),
        ("普陀区法律援助中心", "310107"),
        ("上海市普陀区静安区对口工作办公室", "310107"),
        ("浙江省舟山市普陀区财政局", "浙江省/舟山市/普陀区"),
        ("江苏省苏州市吴江区财政局", "江苏省/苏州市/吴江区"),
        ("江苏省苏州市城市管理局", "江苏省/苏州市"),
        ("江苏省市场监督管理局", "320000"),
        ("河北省张家口市赤城县财政局", "河北省/张家口市/赤城县"),
        ("北京市朝阳区财政局", "北京市/朝阳区"),
        ("北京市社区服务中心", "110000"),
        ("苏州市吴江区财政局", "苏州市/吴江区"),
        ("财政部", CENTRAL.key),
        ("普陀区和静安区联合中心", None),
        ("城市运行管理中心", None),
        ("信息中心", None),
    ],
)
def test_a_name_says_the_narrowest_region_that_it_names(name: str, key: str | None) -> None:
    """The code where the reference table has one, else the path of names; nothing where no region is named."""
    region = region_of(name)
    assert (region.key if region else None) == key


def test_a_district_that_is_named_alone_counts_only_in_its_own_city() -> None:
    """普陀区 is a district of Shanghai and of Zhoushan."""
    zhoushan, shanghai = region_of("浙江省舟山市财政局"), region_of("上海市财政局")
    assert (region_of("普陀区财政局", zhoushan), region_of("普陀区财政局", shanghai)) == (
        None,
        region_of("上海市普陀区"),
    )


def test_names_with_and_without_their_region_are_one_body() -> None:
    """The region stands in the key already."""
    region = region_of("普陀区法律援助中心")
    assert region
    assert {own_name(name, region) for name in ("上海市普陀区法律援助中心", "普陀区法律援助中心")} == {"法律援助中心"}


@pytest.mark.parametrize(
    ("title", "name"),
    [("中共上海市委关于某事的意见", "上海市"), ("普陀区某办法", "普陀区"), ("关于上海市某事的通知", None)],
)
def test_a_title_is_of_the_region_that_it_begins_with(title: str, name: str | None) -> None:
    """A region in the middle of a title says what it is about."""
    region = region_at_start(title)
    assert (region.name if region else None) == name


def test_every_region_of_a_path_is_a_node_below_the_wider_one() -> None:
    """A city that no table has stands between its province and its district."""
    graph = assemble([disclosure(organisation="江苏省苏州市吴江区财政局")])
    assert {(source[1], target[1]) for source, target in graph.edges["PART_OF"]} == {
        ("江苏省/苏州市/吴江区", "江苏省/苏州市"),
        ("江苏省/苏州市", "320000"),
    }


def test_a_body_that_no_document_places_is_in_no_known_region() -> None:
    """It is neither taken for the state's nor for that of whoever was loaded beside it."""
    graph = assemble([disclosure(unit("信息中心"), organisation="财政局")])
    levels = [node.properties["level"] for node in graph.nodes.values() if node.kind == "Region"]
    assert levels == ["UNKNOWN"]
