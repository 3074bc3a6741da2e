"""What a policy's title says: which title it only carries, which documents it speaks of, and what tells two titles apart.

Titles come folded (`graph.identity.fold_title`): one form of brackets, marks and quotes, no white space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.identity import fold_title
from graph.regions import own_name, region_at_start
from graph.terms import GovernmentLevel, LegalBasisRelation

_PROMULGATION: Final = r"(?:印发|发布|公布|颁布|颁发|下发)"
_FORWARDING: Final = r"(?:转发|批转)"
_IMPLEMENTATION: Final = r"(?:贯彻|落实|实施|(?<!停止)(?<!继续)执行)"
_AMENDMENT: Final = r"(?:修改|修订|修正|废止)"
_NOTICE: Final = r"(?:通知|公告|通告|决定|令)"
_ISSUER: Final = r"(?P<issuer>(?:(?!关于|转发|批转)[^《》])*?(?<=[央部委局厅署会院处室办府组等]))?"
_VERSION: Final = r"(?:（[^（）《》]{1,12}）)?"

# "关于印发《某办法》的通知" "中共中央关于印发《某条例》的通知" "市政府办公厅印发《某意见》的通知"
# "关于印发修订后的《某办法》的通知" "关于印发《某办法》（试行）的通知" -> inner=某办法, version=（试行）
CARRIES_MARKED: Final = re.compile(
    rf"""{_ISSUER}(?:关于)?{_PROMULGATION}(?:(?:新?修订|修改|修正)后?的)?
         《(?P<inner>[^《》]*(?:《[^《》]*》[^《》]*)*)》(?P<version>{_VERSION})的{_NOTICE}""",
    re.VERBOSE,
)
# "关于印发上海市碳达峰实施方案的通知" -> inner=上海市碳达峰实施方案; not "关于发布上海市2024年最低工资标准等的通知"
CARRIES_UNMARKED: Final = re.compile(
    rf"""{_ISSUER}关于{_PROMULGATION}
         (?P<inner>[^《》、和]{{4,}}?(?:条例|规定|办法|细则|意见|规划|纲要|方案|要点|任务书|措施|规则|规程|章程|准则|计划|标准|指南|大纲|目录){_VERSION})
         的{_NOTICE}""",
    re.VERBOSE,
)

# "中华人民共和国预算法" -> the state's name, which 预算法 is printed without
STATE_BEFORE_LAW: Final = re.compile(r"^中华人民共和国(?=[^《》]*(?:法|法典|条例|细则)(?:（[^（）]*）)?$)")

# "上海市干部教育培训规划（2023-2027年）" "2023—2027年上海市干部教育培训规划" -> first, last
YEAR_RANGE: Final = re.compile(
    r"[（(]?(?P<first>(?:19|20)\d{2})年?\s*[-—–－~～至]+\s*(?P<last>(?:19|20)\d{2})年?度?[）)]?"
)

# What the words just before a title inside a title say that the outer document does with it; the first that fits holds.
RELATIONS: Final = (
    (re.compile(rf"{_FORWARDING}[^《》]{{0,20}}$"), LegalBasisRelation.FORWARDS),  # 关于转发《…》的通知
    (
        re.compile(rf"{_PROMULGATION}(?:(?:新?修订|修改|修正)后?的?)?$"),
        LegalBasisRelation.PROMULGATES,
    ),  # 关于印发《…》的通知
    (re.compile(rf"{_AMENDMENT}[^《》]{{0,4}}$"), LegalBasisRelation.AMENDS),  # 关于修改《…》的决定
    (re.compile(rf"{_IMPLEMENTATION}[^《》]{{0,8}}$"), LegalBasisRelation.IMPLEMENTS),  # 关于贯彻《…》的实施意见
    (re.compile(r"[、和及与]$"), None),  # the second of 关于印发《…》和《…》的通知: as the one before it
)
# "…《…》实施细则" "《…》实施办法": what follows the title inside says it as well
# not "…《…》落实情况督查的意见"
IMPLEMENTS_AFTER: Final = re.compile(r"(?:的)?(?:实施|贯彻|落实)(?!情况|进展)[^《》]{0,6}(?:细则|办法|意见|方案)")
# "关于转发财政部关于进一步加强经费保障的意见的通知" -> inner=财政部关于进一步加强经费保障的意见
FORWARDS_UNMARKED: Final = re.compile(rf"[^《》]*?{_FORWARDING}(?P<inner>[^《》]*?关于[^《》]+)的通知")
# "关于贯彻实施公务员法建设高素质队伍的意见" -> inner=公务员法
IMPLEMENTS_UNMARKED: Final = re.compile(
    rf"[^《》]*?关于[^《》]{{0,4}}?{_IMPLEMENTATION}{{1,2}}(?P<inner>[^《》的]{{2,20}}?(?:法(?!律|规|治|定|人|制|院)|条例))[^《》]*"
)
# "松江区落实《上海市某规划（2023-2027年）实施方案" -> inner=上海市某规划（2023-2027年）: the marks are not closed
UNCLOSED: Final = re.compile(
    rf"(?P<before>[^《》]*)《(?P<inner>[^《》]+?(?:规划|纲要|意见|条例|规定|办法|方案|计划){_VERSION})(?:的)?(?:实施|行动|工作|贯彻)[^《》]{{0,4}}"
)

# "上海市干部教育培训规划（2023-2027）"
PLAN: Final = re.compile(r"[^《》]+(?:规划|纲要|计划)(?:（[^（）]*）)?（\d{4}-\d{4}）")
NATIONAL: Final = "全国"

LONGEST: Final = 300
"""Characters of a title at most: a longer text is none, and is not searched for what titles hold."""

SURE: Final = 1.0
UNMARKED: Final = 0.9
"""How sure a reading is that had to tell where the inner title ends."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A document that a title speaks of, as a folded title, and what the title's own document does with it."""

    relation: LegalBasisRelation
    title: str
    confidence: float = SURE


@lru_cache(4096)
def title_key(title: str) -> str:
    """What tells titles apart: folded, without the notice that only carries it, the range of years at the end."""
    folded = fold_title(title)
    if len(folded) > LONGEST:
        return folded
    folded = STATE_BEFORE_LAW.sub("", carried_title(folded))
    ranges = list(YEAR_RANGE.finditer(folded))
    if len(ranges) != 1:
        return folded
    years = ranges[0]
    return f"{folded[: years.start()]}{folded[years.end() :]}（{years['first']}-{years['last']}）"


def carried_title(folded: str) -> str:
    """The title that a notice of promulgation carries, or the title itself: 关于印发《甲》的通知 → 甲."""
    if matched := CARRIES_MARKED.fullmatch(folded):
        return carried_title(matched["inner"]) + matched["version"]
    unmarked = CARRIES_UNMARKED.fullmatch(folded)
    return carried_title(unmarked["inner"]) if unmarked else folded


def carrying_issuer(title: str) -> str | None:
    """The body before 关于印发: 中共中央 in 中共中央关于印发《甲》的通知."""
    folded = fold_title(title)[:LONGEST]
    matched = CARRIES_MARKED.fullmatch(folded) or CARRIES_UNMARKED.fullmatch(folded)
    return (matched["issuer"] or None) if matched else None


def documents_spoken_of(title: str) -> list[Spoken]:
    """The documents that a title names and its own document forwards, implements, amends or promulgates, in their order."""
    folded = carried_title(fold_title(title)[:LONGEST])
    if "《" not in folded:
        return list(_unmarked(folded))
    if folded.count("《") > folded.count("》"):
        unclosed = UNCLOSED.fullmatch(folded)
        if not unclosed:
            return []
        relation = _relation(unclosed["before"]) or LegalBasisRelation.IMPLEMENTS
        return [Spoken(relation, unclosed["inner"], UNMARKED)]
    return list(_marked(folded))


def _unmarked(folded: str) -> Iterator[Spoken]:
    for form, relation in (
        (FORWARDS_UNMARKED, LegalBasisRelation.FORWARDS),
        (IMPLEMENTS_UNMARKED, LegalBasisRelation.IMPLEMENTS),
    ):
        if matched := form.fullmatch(folded):
            yield Spoken(relation, matched["inner"], UNMARKED)
            return


def wider_titles(title: str) -> list[str]:
    """The keys that a plan of the same name and years would have of the wider governments, the nearest first.

    全国…规划（2023-2027） for 上海市…规划（2023-2027）; only for plans with a range of years, which each level makes for itself.
    """
    key = title_key(title)
    region = region_at_start(key) if PLAN.fullmatch(key) else None
    if region is None or region.level is GovernmentLevel.CENTRAL:
        return []
    rest = own_name(key, region)
    return [f"{wider}{rest}" for wider in (*(place.name for place in reversed(region.path[:-1])), NATIONAL)]


def relation_of(title: str) -> LegalBasisRelation:
    """What a document does with the first one that its title names; CITES where the title names none."""
    folded = fold_title(title)[:LONGEST]
    if CARRIES_MARKED.fullmatch(folded) or CARRIES_UNMARKED.fullmatch(folded):
        return LegalBasisRelation.PROMULGATES
    return next((spoken.relation for spoken in documents_spoken_of(title)), LegalBasisRelation.CITES)


def _marked(folded: str) -> Iterator[Spoken]:
    earlier: LegalBasisRelation | None = None
    for start, end in _outermost(folded):
        relation = _relation(folded[:start]) or (earlier if folded[:start].endswith(tuple("、和及与")) else None)
        if relation is None and IMPLEMENTS_AFTER.match(folded, end):
            relation = LegalBasisRelation.IMPLEMENTS
        earlier = relation
        if relation:
            yield Spoken(relation, folded[start + 1 : end - 1])


def _outermost(folded: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    for index, character in enumerate(folded):
        if character == "《":
            start = start if depth else index
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                yield start, index + 1


def _relation(before: str) -> LegalBasisRelation | None:
    return next((relation for pattern, relation in RELATIONS if pattern.search(before)), None)
