"""What a statement works out: formulas, and prices with quantities.

All of it is printed to be followed by the reader, so all of it can be followed: 3天×50人×300元/人/天=45000元, 每人每天210元
for 200人次 (松江区委组织部 2025).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from graph.facts import Calculation, Money, UnitPrice
from graph.terms import MoneyUnit
from loaders.money import fen_of, stated_amounts
from loaders.passage import Passage
from loaders.statements.amounts import Result, find_results, without_formula_marks
from loaders.statements.sub_items import numbered_items

# "3天×50人×300元/人/天=45000元" "800*10*6+800*6*12=10.5 万元" -> what is calculated, up to the equals sign
FORMULA: Final = re.compile(
    r"(?P<expression>[\d(（](?:[\d.×*＊xX+＋÷()（）\s/]|,(?=\d{3})|(?<=[\d\s/)）元人])[\u4e00-\u9fff]{1,3}?(?=[\s/×*＊xX+＋÷=＝)）元人]))*?)"
    r"\s*[=＝]\s*(?=\d)"
)
# "2万元" -> a number of a formula that is counted in ten thousands
IN_WAN: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*万")
# "元/人/天" " 天" -> what a number of a formula counts
COUNTER: Final = re.compile(r"[\u4e00-\u9fff/\s,]+")
# "3*50" "3x50" -> the signs that stand for ×
TIMES: Final = re.compile(r"[*＊xX]")
# "3×50×300" -> numbers and signs in turn
EXPRESSION: Final = re.compile(r"[(]*\d+(?:\.\d+)?[)]*(?:[×÷+][(]*\d+(?:\.\d+)?[)]*)+")

_COUNTERS: Final = "人次|人|名|天|日|次|期|场|部|个|份|本|批|月|年|套|台|节|堂|课时|张|家|户|辆|篇"
# "每人每天210元" "每期师资费3000元" "每部1万元" "人均500元" -> a price in words; not "每人每天不超过550元"
PRICE_IN_WORDS: Final = re.compile(
    rf"(?P<units>(?:每(?:{_COUNTERS}))+|人均)(?P<what>[^，,。；;：:、不超最约\d]{{0,6}})(?P<price>\d+(?:\.\d+)?)\s*(?P<wan>万)?元"
)
# "每人每天不超过550元" -> the most that one may cost, besides prices in words
PRICE_OR_LIMIT: Final = re.compile(
    rf"(?P<units>(?:每(?:{_COUNTERS}))+|人均)(?P<what>[^，,。；;：:、\d]{{0,6}})(?P<price>\d+(?:\.\d+)?)\s*(?P<wan>万)?元"
)
# "局级干部体检：" "援外干部家属节日慰问17万元：" -> what a list's item is about
ITEM_NAME: Final = re.compile(r"\s*(?P<name>[^，,。；;：:、\d（(]{2,30})")
# "1500元/人" "2000/人/次" "1200元/人·年" -> a price with what it is for
PRICE_WITH_SLASHES: Final = re.compile(
    rf"(?P<price>\d+(?:\.\d+)?)\s*(?P<wan>万)?元?(?P<units>(?:[/·／]\s*(?:{_COUNTERS}))+)"
)
# "每人每天" "/人·年" -> the units one by one
UNIT_OF_PRICE: Final = re.compile(_COUNTERS)
# "200人次" "8期" -> how many of a unit; not "2025年" "8个学时" "第3期"
QUANTITY: Final = re.compile(
    rf"(?<![\d.第×*])(?!20\d\d年)(?P<count>\d+)\s*(?P<unit>{_COUNTERS})(?!学时|工作日|月|单位)"
)
# "另有场地租赁" "其他" "等" -> behind a price: the amount holds more than price and quantity
MORE_THAN_THE_PRICE: Final = re.compile(r"另|其他|其余|包括|包含|以及|和|及|等|至|分别|元以上")
# "场地费" "师资费" -> what money is for; not "费用"
COST: Final = re.compile(r"费(?!用)")


def read_calculations(passage: Passage) -> tuple[Calculation, ...]:
    """The calculations of a passage, in printed order."""
    text = without_formula_marks(passage.text)
    items = numbered_items(text, passage.starts)
    spans = [(item.words, item.end) for item in items] or [(0, len(text))]
    worded = (found for start, end in spans if (found := _in_words(passage, text, start, end)))
    return (*_written_out(passage, text), *worded)


def _written_out(passage: Passage, text: str) -> Iterator[Calculation]:
    for formula in FORMULA.finditer(text):
        result = next((stated for stated in stated_amounts(text[formula.end() :]) if stated.start == 0), None)
        expression = _numbers(formula["expression"])
        if result and EXPRESSION.fullmatch(expression) and expression.count("(") == expression.count(")"):
            source = passage.source(formula.start(), formula.end() + result.end)
            yield Calculation(expression, result.money, source)


def _numbers(printed: str) -> str:
    in_yuan = IN_WAN.sub(lambda wan: f"{(Decimal(wan['number']) * 10_000).normalize():f}", printed)
    plain = COUNTER.sub("", in_yuan).translate(str.maketrans("（）＋", "()+"))
    return TIMES.sub("×", plain)


def _in_words(passage: Passage, text: str, start: int, end: int) -> Calculation | None:
    """The one price of an item with its quantities and the one amount they make; None where more is at play."""
    words = text[start:end]
    prices = [*PRICE_IN_WORDS.finditer(words), *PRICE_WITH_SLASHES.finditer(words)]
    if len(prices) != 1 or "=" in words or "＝" in words:
        return None
    [price] = prices
    results = [result for result in find_results(words) if not _within(result, price)]
    if len(results) != 1 or len(COST.findall(words)) > 1 or MORE_THAN_THE_PRICE.search(words, price.end()):
        return None
    others = words[: price.start()] + "　" * len(price[0]) + words[price.end() :]
    counts = [(quantity["unit"], quantity["count"]) for quantity in QUANTITY.finditer(others)]
    factors = _factors(UNIT_OF_PRICE.findall(price["units"]), counts)
    if factors is None:
        return None
    yuan = Decimal(price["price"]) * (10_000 if price["wan"] else 1)
    source = passage.source(start + min(price.start(), results[0].start), start + max(price.end(), results[0].end))
    expression = "×".join((f"{yuan.normalize():f}", *factors))
    return Calculation(expression, results[0].money, source, is_written_out=False)


def _factors(units: list[str], counts: list[tuple[str, str]]) -> list[str] | None:
    """How many of each unit of a price; None where a unit has no count, or two."""
    factors: list[str] = []
    kinds = {"名": "人", "日": "天"}
    for unit in units:
        kind = kinds.get(unit, unit)
        found = {count for counter, count in counts if kinds.get(counter, counter) == kind}
        both = {count for counter, count in counts if counter == "人次"}
        if kind == "人" and not found:
            found = both
        if kind == "次" and "人" in units and both:
            continue  # 人次 counts both
        if kind == "年" and not found:
            continue  # the year of the budget
        if len(found) != 1:
            return None
        factors.append(found.pop())
    return factors or None


def _within(result: Result, price: re.Match[str]) -> bool:
    return price.start() <= result.start < price.end()


def read_unit_prices(passage: Passage) -> Iterator[UnitPrice]:
    """The prices of a passage for one of something, each with the name of the list's item that prints it."""
    text = without_formula_marks(passage.text)
    items = numbered_items(text, passage.starts)
    for start, end in [(item.words, item.end) for item in items] or [(0, len(text))]:
        words = text[start:end]
        name = ITEM_NAME.match(words) if items else None
        for price in (*PRICE_OR_LIMIT.finditer(words), *PRICE_WITH_SLASHES.finditer(words)):
            unit = MoneyUnit.WAN_YUAN if price["wan"] else MoneyUnit.YUAN
            fen = fen_of(price["price"], unit)
            units = ("人",) if price["units"] == "人均" else tuple(UNIT_OF_PRICE.findall(price["units"]))
            if fen is not None:
                source = passage.source(start + price.start(), start + price.end())
                printed = f"{price['price']}{price['wan'] or ''}元"
                yield UnitPrice(name["name"] if name else "", Money(fen, unit, printed), units, source)
