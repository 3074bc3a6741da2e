"""What a clause of the template does: states a figure, names a functional code, compares, dates, or explains.

All patterns are for folded text (graph.identity.fold): no white space, no quotes, half-width marks, full-width brackets.
"""

import re
from typing import Final

from graph.terms import Direction, Stage

DIRECTIONS: Final = {
    "增加": Direction.INCREASE,
    "增长": Direction.INCREASE,
    "上升": Direction.INCREASE,
    "提高": Direction.INCREASE,
    "减少": Direction.DECREASE,
    "下降": Direction.DECREASE,
    "降低": Direction.DECREASE,
    "持平": Direction.UNCHANGED,
    "相同": Direction.UNCHANGED,
    "一致": Direction.UNCHANGED,
    "基本持平": Direction.NEARLY_UNCHANGED,
    "基本相同": Direction.NEARLY_UNCHANGED,
    "基本一致": Direction.NEARLY_UNCHANGED,
    "无变化": Direction.UNCHANGED,
    "没有变化": Direction.UNCHANGED,
}

# "下降（增长）27.78%" -> the template's choice, left as it was: 规划资源局 2024, page 25
OPEN_CHOICE: Final = r"(?:增加|增长|减少|下降)（(?:增加|增长|减少|下降)）"

_MOVED: Final = rf"""
    (?:(?P<direction>{"|".join(sorted(DIRECTIONS, key=len, reverse=True))})|{OPEN_CHOICE})了?
    (?:(?P<change>[\d,]+(?:\.\d+)?(?:亿元|亿|万元|万|元))|(?P<ratio>[\d.]+)%|(?P<bare>[\d.]+))?
"""

# "收入支出总计减少56.95万元" "下降1.87%" "因公出国（境）费支出决算持平" -> what, direction, change or ratio
MOVEMENT: Final = re.compile(rf"(?P<what>.*?){_MOVED}", re.VERBOSE)

# "比2023年预算减少27万元" "与2023年度相比" "公务接待费支出与上一年度持平" -> what, year, direction, change or ratio
COMPARISON: Final = re.compile(
    rf"""
    (?P<what>.*?)(?:比|与|较|同|和)(?P<year>\d{{4}}年|上一?年|去年)度?(?:当年)?(?:年初)?
    (?:(?P<base>预算执行|预算安排|预算|支出决算|决算|执行)数?)?(?:相比较?|相较|比较)?
    (?:{_MOVED})?
    """,
    re.VERBOSE,
)

# "占99.79%" "占本年支出合计的100.00%" -> whole, share
SHARE: Final = re.compile(r"占(?:(?P<whole>[^占%\d.]+?)的?(?:比例|比重)?为?)?(?P<share>\d+(?:\.\d+)?)%")

# "完成年初预算的98.20%" "完成预算的0%" -> completion
COMPLETION: Final = re.compile(r"完成(?:年初|年度)?预算数?的(?P<completion>\d+(?:\.\d+)?)%")

# "决算数小于预算数的" "决算数与预算数基本持平" "2024年度三公经费支出决算数小于预算数的" -> what, how it stands to the budget
AGAINST_BUDGET: Final = re.compile(
    r"(?P<what>.*?)决算数(?:(?P<relation>大于|小于|等于)(?:年初)?预算数?|(?:与|同|和)(?:年初)?预算数?(?P<same>(?:基本)?(?:持平|一致|相同)))的?"
)
RELATIONS: Final = {**DIRECTIONS, "大于": Direction.INCREASE, "小于": Direction.DECREASE, "等于": Direction.UNCHANGED}

# "2024年" "2025年度" "截至2025年8月31日" -> year of what the sentence says
DATE: Final = re.compile(r"(?:截至|截止)?(?P<year>\d{4})年度?(?:\d{1,2}月(?:\d{1,2}日|底)?)?")

# "1、" "12." "（一）" "2024年" "其中" -> what stands before the name of a figure
BEFORE_NAME: Final = re.compile(
    r"(?:\d{1,2}[.、](?!\d)|（[一二三四五六七八九十\d]{1,3}）、?|[一二三四五六七八九十]{1,3}、)?(?:其中|含)?(?P<year>\d{4}年度?)?"
)

# "三公经费预算数为" -> what stands between a figure's name and its value
LINK: Final = re.compile(r"(?:为|是|共计|共|有|达)?$")

# "2023年" in "编报绩效目标的2023年度项目" -> year
YEAR: Final = re.compile(r"(?P<year>\d{4})年")

# "为0" "为0.00" -> zero without a unit, which is zero in any: 上海市财政局 2025, page 6
ZERO: Final = re.compile(r"(?<=为)0(?:\.0+)?$")

# "20个" "1,234辆" "0台（套）" "26人次" -> count
COUNT: Final = re.compile(r"(?<![\d,.])(?P<count>\d{1,3}(?:,\d{3})+|\d+)(?:个|辆|家|台（套）|台|套|批次|人次)$")

# "三公经费财政拨款支出年初预算" "支出决算" "当年预算执行数" "预算安排" -> what, budget or accounts
STAGED: Final = re.compile(
    r"""
    (?P<what>.*?)(?:
        (?P<BUDGET>年初预算数?|年度预算数?|预算安排数?|预算金额|预算数?)
      | (?P<FINAL_ACCOUNTS>支出决算数?|决算支出数?|(?:当年)?(?:预算)?执行数|决算数?)
    )
    """,
    re.VERBOSE,
)

# "公共安全支出（204类）" "司法（款）" -> name, code, level; a name may hold brackets of its own: 办公厅（室）
PATH_PART: Final = re.compile(r"(?P<name>.+?)（(?P<code>\d*)(?P<level>[类款项])）")

# "一般公共服务支出（类）统计信息事务（款）专项普查活动（项）科目" -> the whole name of a functional code
PATH: Final = re.compile(r"(?:.+?（\d*[类款项]）){1,3}(?:科目)?(?:支出)?")

# "一般公共服务支出科目" -> class, of a list that stops at the classes
CLASS: Final = re.compile(r"(?P<name>[^（）\d]+支出|转移性[^（）\d]+)科目")

# "财政拨款收入支出增加的主要原因是" "主要用于人员经费" "主要包括" "二是" -> free words until the explanation ends
EXPLANATION: Final = re.compile(r"主要(?:原因|用于(?!以下)|包括|是|由于|为)|^(?:其?原因是?|[一二三四五六七八九]是)")

# "财政拨款收入支出增加的" 主要原因 -> what the explanation takes for granted
EXPLAINED: Final = re.compile(
    rf"(?P<what>财政拨款(?:收入支出|收支))(?P<direction>{'|'.join(sorted(DIRECTIONS, key=len, reverse=True))})的?"
)

# "主要用于接待上级部门及外省市单位调研学习及考察，列明公务接待2批次" -> figures again: 规划和自然资源局 2024, page 26
RESUMED: Final = re.compile(r"列明")


def direction_of(word: str | None) -> Direction | None:
    """The direction that a word says; None for the template's open choice."""
    return DIRECTIONS[word] if word else None


def stage_compared_with(base: str | None) -> Stage | None:
    """What a figure is compared with: a budget, or what was spent; None where the words say the year alone."""
    if base is None:
        return None
    return Stage.BUDGET if base in {"预算", "预算安排"} else Stage.FINAL_ACCOUNTS


def stage_of(matched: re.Match[str]) -> Stage:
    """Whether the words of a STAGED name say planned or spent; an execution (执行数) is what was spent."""
    return Stage.BUDGET if matched["BUDGET"] else Stage.FINAL_ACCOUNTS
