"""Target forms as the text that others extract from them: tables whose cells are separated by tabs.

A cell that is merged over rows stands in the first of them and is blank in the others.
"""

from collections.abc import Iterator

from samples.project import Form, Project
from samples.statements import TargetForms


def render(forms: TargetForms) -> str:
    """All forms of the disclosure, one after the other."""
    return "\n".join("\n".join(_form(project, project.form, forms.year)) for project in forms.projects if project.form)


def _form(project: Project, form: Form, year: int) -> Iterator[str]:
    money = format(project.amount, ",.2f")
    yield "财政项目支出绩效目标申报表"
    yield ""
    yield f"({year}年度)"
    yield ""
    yield _row("项目名称", project.name, "项目性质", form.nature, "项目类别", form.category)
    yield _row("主管部门", form.department, "实施单位", form.unit)
    yield _row("计划开始日期", f"{form.start}", "计划完成日期", f"{form.end}")
    yield _row("项目资金（元）", "项目资金总额", money, "年度资金申请总额", money)
    yield _row("", "其中：财政资金", money, "其中：当年财政拨款", money)
    yield _row("", "", "", "上年结转资金", "0.00")
    yield _row("", "其他资金", "0.00", "其他资金", "0.00")
    yield _row("项目绩效目标", "项目总目标", "年度总体目标")
    yield _row("", "", form.goal)
    yield _row("", "一级指标", "二级指标", "三级指标", "年度(/项目)指标值")
    yield from _indicators(form)
    yield ""


def _indicators(form: Form) -> Iterator[str]:
    label, level1, level2 = "绩效指标", "", ""
    for indicator in form.indicators:
        first = indicator.level1 if indicator.level1 != level1 else ""
        second = indicator.level2 if first or indicator.level2 != level2 else ""
        yield _row(label, first, second, indicator.name, indicator.target)
        label, level1, level2 = "", indicator.level1, indicator.level2


def _row(*cells: str) -> str:
    return "\t".join(cells)
