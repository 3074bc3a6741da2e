"""Who issues a number is told by a table whose entries all show how they are known."""

import pytest

from graph.policies.heads import issuers_of, start_of_known_head
from graph.policies.numbers import parse_document_number
from graph.reference import number_heads, regions

SHANGHAI = "310000"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("国发", "国务院"),
        ("国办发", "国务院办公厅"),
        ("中组发", "中共中央组织部"),
        ("财行", "财政部"),
        ("沪财行", "上海市财政局"),
        ("沪府办规", "上海市人民政府办公厅"),
        ("沪金融", "上海市地方金融监督管理局"),
        ("普商务规范", "上海市普陀区商务委员会"),
        ("沪松委组", "中共上海市松江区委组织部"),
        ("松委办发", "中共上海市松江区委办公室"),
    ],
)
def test_a_head_stands_for_one_body(head: str, name: str) -> None:
    """The longest known beginning decides: 沪金融 is no body of 金山区."""
    assert [issuer.name for issuer in issuers_of(head)] == [name]


def test_a_head_that_two_governments_use_tells_both() -> None:
    """青 begins the numbers of 青海省 and of 青浦区."""
    assert {issuer.region for issuer in issuers_of("青人社规")} == {"630000", "310118"}
    assert not any(issuer.is_sure for issuer in issuers_of("青人社规"))


def test_of_an_unknown_head_nothing_is_told_and_of_an_unknown_organ_the_region() -> None:
    """Nothing is guessed."""
    assert issuers_of("惠府") == ()
    assert [(issuer.name, issuer.region) for issuer in issuers_of("普投资规范")] == [(None, "310107")]


def test_a_province_tells_its_region_only() -> None:
    """Its bodies are called otherwise than Shanghai's: 江苏省财政厅."""
    assert [(issuer.name, issuer.region) for issuer in issuers_of("苏财行")] == [(None, "320000")]


def test_every_district_of_shanghai_has_its_heads() -> None:
    """With 沪 before it and without."""
    districts = {code for code, entry in regions().items() if entry.parent == SHANGHAI}
    assert len(districts) == 16
    told = [{entry["region"] for entry in entries} for entries in number_heads().regions.values()]
    bare = {
        code
        for prefix, entries in number_heads().regions.items()
        if len(prefix) == 1
        for code in (entry["region"] for entry in entries)
    }
    assert districts <= set().union(*told)
    assert districts <= bare


def test_every_entry_shows_how_it_is_known() -> None:
    """By a number that begins with it and the title that goes with the number, or by a rule in words."""
    table = number_heads()
    for prefix, entry in [
        *table.heads.items(),
        *((prefix, one) for prefix, its in table.regions.items() for one in its),
    ]:
        assert_evidence(prefix, entry, begins=True)
    for abbreviation, entry in table.organs.items():
        assert_evidence(abbreviation, entry, begins=False)


def assert_evidence(prefix: str, entry: dict[str, str], *, begins: bool) -> None:
    """An entry's evidence is a number of its head with a title; its region is one of the table of regions."""
    assert entry.get("region", "000000") in {"000000", *regions()}
    if "evidence" not in entry:
        assert entry["rule"]
        return
    number, _, title = entry["evidence"].partition(" ")
    parsed = parse_document_number(number)
    assert parsed, entry
    assert title, entry
    assert parsed.head.startswith(prefix) if begins else prefix in parsed.head, entry


@pytest.mark.parametrize(
    ("words", "start"), [("详情沪财行", 2), ("沪财行", 0), ("穗财行", 0), ("总投资额普发改投", 0), ("配套国办发", 2)]
)
def test_words_before_a_head_are_told_from_it_where_that_is_sure(words: str, start: int) -> None:
    """穗财行 is Guangzhou's, and not the state's 财行 behind a word."""
    assert start_of_known_head(words) == start


@pytest.mark.parametrize("head", ["商政", "建政办", "卫政发", "水政发", "中府办", "中卫政发", "徐政发"])
def test_a_places_head_is_not_the_states_and_not_a_districts(head: str) -> None:
    """政 and 府 are governments of places that nothing here is known of."""
    assert issuers_of(head) == ()


@pytest.mark.parametrize(("head", "region"), [("普洱财", "530000"), ("松原政发", "220000"), ("长春府", "220000")])
def test_a_place_that_begins_like_a_district_is_told_from_it(head: str, region: str) -> None:
    """The longer beginning decides."""
    assert [(issuer.name, issuer.region) for issuer in issuers_of(head)] == [(None, region)]
