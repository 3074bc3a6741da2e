"""Counts and areas of a statement with their parts, and counts that a sentence states before it calculates with them."""

import re
from collections.abc import Iterator
from typing import Final

from graph.facts import CountedParts, CountInFormula
from loaders.passage import Passage
from loaders.statements.amounts import without_formula_marks
from loaders.statements.calculations import FORMULA, QUANTITY
from loaders.statements.sub_items import numbered_items

# "13人次（其中10人挂职6个月，6人挂职1年）" "接收16人，其中10人挂职6个月，6人挂职1年。" -> total, counter, the words about its parts
COUNT_WITH_PARTS: Final = re.compile(
    r"(?P<total>\d+)\s*(?P<counter>人次|人|名|个|场|次|期|批次|批|家|辆|台|项)"
    r"(?:[^，,。；;（(]{0,4}[（(]\s*其中[：:，,]?(?P<bracketed>[^（()）]*)[）)]|[，,]\s*其中[：:，,]?(?P<parts>[^。；;（()）]*))"
)
# "10人挂职6个月，" -> a place where a part begins with its count; such parts exclude each other, as those of "党员30人、女性" do not
BEGINS_PART: Final = re.compile(r"(?:^|[，,、；;和及])\s*$")
# "13459平方米，其中地上建筑面积为8013平方米，地下建筑面积为5356平方米" "8013平方米（其中计容面积7998平方米，不计容面积105平方米）"
AREA_WITH_PARTS: Final = re.compile(
    r"(?<![\d.])(?P<total>\d+)\s*平方米\s*(?:，|,|（|\()\s*其中[：:]?(?P<parts>(?:[^，,。；;\d（()）]{0,16}\d+\s*平方米\s*[，,、]?\s*)+)"
)
# "不计容面积105平方米" -> an area in whole square metres
AREA: Final = re.compile(r"(?<![\d.])(?P<area>\d+)\s*平方米")
# "（其中计容面积7998平方米）" -> what stands beside the parts of an area
BRACKETED: Final = re.compile(r"[（(][^（()）]*[）)]")
# all that there is of a building's area
WHOLES: Final = (("地上", "地下"), ("计容", "不计容"))
# "计划共安排24批次" -> how many batches the items behind it share
BATCHES_IN_ALL: Final = re.compile(r"共(?:计)?安排(?P<total>\d+)\s*批次?")
# "上海市保健医疗中心安排7批" -> those of an item
BATCHES: Final = re.compile(r"安排(?P<count>\d+)\s*批(?:次)?(?!\d)")
# "计划安排40人/批" "计划每批安排35人" -> persons of a batch
PERSONS_OF_A_BATCH: Final = re.compile(r"(?:(?P<each>\d+)\s*人\s*/\s*批|每批(?:次)?(?:计划)?安排(?P<every>\d+)\s*人)")
# "合计200人" -> persons of all batches of an item, not "共200人次"
PERSONS_IN_ALL: Final = re.compile(r"(?:合计|共计|共)(?P<total>\d+)\s*人(?!次)")
# "×4天" "60人×" "1,100人*" -> a count in a formula
IN_FORMULA: Final = re.compile(r"(?<![\d.,])(?P<count>\d{1,3}(?:,\d{3})+|\d+)\s*(?P<unit>天|人)")
# "参训学员共50人左右，学习培训计划时长为3天。费用：" -> the sentence before a formula
SENTENCE_BEFORE: Final = re.compile(r"[^。；;]*(?:。\s*费用[：:])?[^。；;]*\Z")

_PERSONS: Final = frozenset({"人次", "人", "名"})


def read_counted_parts(passage: Passage) -> Iterator[CountedParts]:
    """The counts of a passage that name the counts of at least two parts."""
    for matched in COUNT_WITH_PARTS.finditer(passage.text):
        counter = matched["counter"]
        family = _PERSONS if counter in _PERSONS else {counter}
        words = matched["bracketed"] or matched["parts"] or ""
        found = [part for part in QUANTITY.finditer(words) if part["unit"] in family]
        if len(found) > 1 and all(BEGINS_PART.search(words[: part.start()]) for part in found):
            source = passage.source(matched.start(), matched.end())
            yield CountedParts(int(matched["total"]), counter, tuple(int(part["count"]) for part in found), source)
    yield from _batches(passage)


def read_areas(passage: Passage) -> Iterator[CountedParts]:
    """The areas of a passage that name those of at least two parts, within brackets and around them."""
    outside = BRACKETED.sub(lambda bracket: " " * len(bracket[0]), passage.text)
    for area in AREA.finditer(passage.text):
        found = [AREA_WITH_PARTS.match(text, area.start()) for text in (outside, passage.text)]
        for matched in [one for one in found if one][:1]:
            parts = tuple(int(part["area"]) for part in AREA.finditer(matched["parts"]))
            is_complete = any(all(word in matched["parts"] for word in whole) for whole in WHOLES)
            if len(parts) > 1:
                source = passage.source(*matched.span())
                yield CountedParts(int(matched["total"]), "平方米", parts, source, is_complete)


def _batches(passage: Passage) -> Iterator[CountedParts]:
    """The batches that a list's items share, and the persons of a batch times its batches."""
    text = passage.text
    items = numbered_items(text, passage.starts)
    for item in items:
        inner_passage = passage.part(item.words, item.end)
        inner = numbered_items(inner_passage.text, inner_passage.starts)
        lead = inner_passage.text[: inner[0].start] if inner else inner_passage.text
        total = BATCHES_IN_ALL.search(lead)
        shares = [BATCHES.findall(inner_passage.text[one.words : one.end]) for one in inner]
        if total and len(shares) > 1 and all(len(share) == 1 for share in shares):
            parts = tuple(int(share[0]) for share in shares)
            source = inner_passage.source(total.start(), total.end())
            yield CountedParts(int(total["total"]), "批", parts, source, is_complete=True)
        spans = [(one.words, one.end) for one in inner] or [(0, len(inner_passage.text))]
        for start, end in spans:
            yield from _persons(inner_passage.part(start, end))


def _persons(passage: Passage) -> Iterator[CountedParts]:
    text = passage.text
    batches, each = BATCHES.findall(text), list(PERSONS_OF_A_BATCH.finditer(text))
    totals = list(PERSONS_IN_ALL.finditer(text))
    if len(batches) == len(each) == len(totals) == 1:
        parts = (int(each[0]["each"] or each[0]["every"]),) * int(batches[0])
        source = passage.source(min(each[0].start(), totals[0].start()), max(each[0].end(), totals[0].end()))
        yield CountedParts(int(totals[0]["total"]), "人", parts, source, is_complete=True)


def read_counts_in_formulas(passage: Passage) -> Iterator[CountInFormula]:
    """The only count of days or persons stated since the last calculation, with the only one of the next calculation."""
    text = without_formula_marks(passage.text)
    since = 0
    for formula in FORMULA.finditer(text):
        before = SENTENCE_BEFORE.search(text, since, formula.start())
        assert before  # which may be empty
        for counter in ("天", "人"):
            stated = {quantity["count"] for quantity in QUANTITY.finditer(before[0]) if quantity["unit"] == counter}
            used = {
                found["count"].replace(",", "")
                for found in IN_FORMULA.finditer(formula["expression"])
                if found["unit"] == counter
            }
            if len(stated) == len(used) == 1:
                source = passage.source(before.start(), formula.end())
                yield CountInFormula(int(stated.pop()), int(used.pop()), counter, source)
        since = formula.end()
