"""What a project is called, by the heading of its statement, its target form, or its overview.

项目经费情况说明 is the template's own phrase, and a name may end in 项目, 经费 or 项目经费 as well: 人民调解项目经费情况说明
(普陀区司法局 2026, page 23) is about 人民调解项目经费, 交通工具购置及更新项目经费情况说明 (上海市委组织部 2024) about
交通工具购置及更新. The second document tells by a heading of its own that it adds the whole phrase:
在线学习工作经费项目经费情况说明.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graph.identity import fold

# "项目经费" "2025年度项目经费" "某区财政局项目经费" -> a heading that names no project: none is called after its bureau
NAMELESS: Final = re.compile(
    r"(?:.*(?:局|委员会|办公室|办事处|人民政府))?(?:20\d\d年度?)?(?:部门|单位)?(?:预算)?(?:项目)?(?:经费|支出|资金)?"
)

# "交通工具购置及更新项目经费" -> name=交通工具购置及更新
PHRASE_AT_END: Final = re.compile(r"(?P<name>.+?)项目(?:经费|支出|资金)")

# "在线学习工作经费项目经费" -> the name is over before the phrase
PHRASE_ADDED: Final = re.compile(r".+(?:经费|资金|专项|费用?)项目(?:经费|支出|资金)")

# "由某街道办事处建设的某中心新建工程，位于…" -> name=某中心新建工程
WORK_IN_OVERVIEW: Final = re.compile(
    r"(?:建设|实施|承建)的(?P<name>[^，,。；、]{2,40}?(?:工程|项目))\s*[，,]\s*(?:位于|地处|坐落)"
)

# "某委员会拟于2025年1月至2025年12月实施党建工作项目，主要…" -> name=党建工作
PROJECT_IN_OVERVIEW: Final = re.compile(r"拟?于[^，。；]{0,40}?实施(?P<name>[^，,。；、]{2,40}?)项目[，,。]")


def adds_phrase(subjects: Iterable[str]) -> bool:
    """Whether a document's headings put 项目经费情况说明 behind a project's whole name."""
    return any(PHRASE_ADDED.fullmatch(subject) for subject in subjects)


def names_of_subject(subject: str, *, phrase_is_added: bool) -> Sequence[str]:
    """The names that a heading's words may mean, the likeliest first; none for a bare 项目经费情况说明."""
    compact = "".join(subject.split())
    if NAMELESS.fullmatch(compact):
        return []
    phrase = PHRASE_AT_END.fullmatch(compact)
    if not phrase:
        return [compact, compact.removesuffix("项目")]
    readings = [compact, phrase["name"], phrase["name"] + "项目"]
    return [readings[1], readings[0], readings[2]] if phrase_is_added else readings


def name_of_project(names: Sequence[str], form_names: Sequence[str], overview: str) -> str | None:
    """A project's name; None where nothing decides it.

    `names` are the readings of the heading and `form_names` the projects of the forms behind the statement. A form decides
    between the readings, and names a project whose heading does not, if it is the only one (松江区委组织部 2025).
    """
    for form_name in form_names:
        if fold(form_name) in map(fold, names):
            return form_name
    if names:
        return names[0]
    return form_names[0] if len(form_names) == 1 else _name_in_overview(overview)


def _name_in_overview(overview: str) -> str | None:
    """The one project that an overview names as its subject; None where it names several."""
    found = {
        "".join(matched["name"].split())
        for pattern in (WORK_IN_OVERVIEW, PROJECT_IN_OVERVIEW)
        for matched in pattern.finditer(overview)
    }
    return found.pop() if len(found) == 1 else None
