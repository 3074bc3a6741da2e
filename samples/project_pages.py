"""Project statements with their seven parts, and target forms with three levels of indicators."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from samples.project import Form, Indicator, Project
from samples.ruled import Align, Box, Row, RuledTable, draw
from samples.sheet import Sheet

WAN: Final = Decimal(10_000)


def draw_statement(sheet: Sheet, project: Project, year: int) -> None:
    """One statement from a new page; its form follows on the same page, so that a page break falls into it."""
    sheet.turn()
    sheet.title(project.heading or "项目经费情况说明")
    for heading, paragraphs in parts(project, year):
        sheet.paragraph(heading)
        for paragraph in paragraphs:
            sheet.paragraph(paragraph)
    if project.form:
        draw_form(sheet, project, project.form, year)


def parts(project: Project, year: int) -> list[tuple[str, Iterable[str]]]:
    """The seven parts with their headings."""
    return [
        ("一、项目概述", project.overview),
        ("二、立项依据", project.basis),
        ("三、实施主体", [project.implementer]),
        ("四、实施方案", project.plan),
        ("五、实施周期", [project.schedule]),
        ("六、年度预算安排", [appropriation(project, year)]),
        ("七、绩效目标", [project.goal]),
    ]


def appropriation(project: Project, year: int) -> str:
    """六、年度预算安排: the project's amount and its parts, so that they cannot differ from its facts."""
    if project.quarters:
        planned = zip("一二三四", project.quarters, strict=True)
        return "，".join(f"第{number}季度用款计划{_wan(amount)}万元" for number, amount in planned) + "。"
    lead = project.lead or f"{year}年度项目总预算"
    sentence = f"{lead}{_wan(project.amount)}{project.unit}"
    if project.items:
        listed = "，".join(f"{item.name}{_wan(item.amount)}{project.unit}" for item in project.items)
        sentence += f"，其中：{listed}"
    return f"{sentence}。"


def _wan(yuan: Decimal) -> str:
    return format(yuan / WAN, ".2f")


def draw_form(sheet: Sheet, project: Project, form: Form, year: int) -> None:
    """财政项目支出绩效目标申报表: what the project is, its money, its goal and its indicators."""
    sheet.skip(12)
    sheet.title("财政项目支出绩效目标申报表", 14)
    sheet.title(f"（{year}年度）", 11)
    widths = (52, 78, 88, 88, 72, 103)
    rows = [*_facts(project, form), *_goal(form), *_indicators(form.indicators)]
    draw(sheet, RuledTable(widths, rows=rows, size=9, row_height=20))


def _facts(project: Project, form: Form) -> list[Row]:
    money = format(project.amount, ",.2f")
    return [
        [Box("项目名称"), Box(project.name), Box("项目性质"), Box(form.nature), Box("项目类别"), Box(form.category)],
        [Box("主管部门"), Box(form.department, columns=2), None, Box("实施单位"), Box(form.unit, columns=2), None],
        [
            Box("计划开始日期"),
            Box(f"{form.start}", columns=2),
            None,
            Box("计划完成日期"),
            Box(f"{form.end}", columns=2),
            None,
        ],
        [
            Box("项目资金\n（元）", rows=4),
            Box("项目资金总额"),
            Box(money),
            Box("年度资金申请总额", columns=2),
            None,
            Box(money),
        ],
        [None, Box("其中：财政资金"), Box(money), Box("其中：当年财政拨款", columns=2), None, Box(money)],
        [None, Box(), Box(), Box("上年结转资金", columns=2), None, Box("0.00")],
        [None, Box("其他资金"), Box("0.00"), Box("其他资金", columns=2), None, Box("0.00")],
    ]


def _goal(form: Form) -> list[Row]:
    goal = Box(form.goal, columns=3, align=Align.LEFT)
    return [
        [Box("项目绩效目标", rows=2), Box("项目总目标", columns=2), None, Box("年度总体目标", columns=3), None, None],
        [None, Box(columns=2), None, goal, None, None],
    ]


def _indicators(listed: Sequence[Indicator]) -> list[Row]:
    """The indicators under their levels, a level merged over its indicators."""
    label = Box("绩效指标", rows=len(listed) + 1)
    rows: list[Row] = [
        [label, Box("一级指标"), Box("二级指标"), Box("三级指标", columns=2), None, Box("年度(/项目)指标值")]
    ]
    for level1, below in groupby(listed, key=lambda indicator: indicator.level1):
        members = list(below)
        first: Box | None = Box(level1, rows=len(members))
        for level2, leaves in groupby(members, key=lambda indicator: indicator.level2):
            indicators = list(leaves)
            second: Box | None = Box(level2, rows=len(indicators))
            for indicator in indicators:
                named = Box(indicator.name, columns=2, align=Align.LEFT)
                rows.append([None, first, second, named, None, Box(indicator.target)])
                first = second = None
    return rows
