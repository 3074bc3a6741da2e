"""Checks of projects: a statement in itself, against its form, and all of them against what the document says of projects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from graph.facts import Breakdown, Calculation, PrintedAmount, ProjectFact, StatedFigure
from graph.identity import fold
from graph.reconciliation.arithmetic import value_of
from graph.reconciliation.figures import Figure, rounded, summed
from graph.reconciliation.outcomes import Evidence
from graph.reconciliation.printed import Printed
from graph.reconciliation.rounding import Interval, half_unit
from graph.reconciliation.rules import Compared, NotExecutable, Verdict, at_most, equal
from graph.reconciliation.tables import MEASURE_NAMES
from graph.terms import BudgetTable, Measure, MoneyUnit, Severity, Stage, Topic

PARTS_OF_A_SPLIT: Final = 3  # 其中 with so many amounts leaves none out, as far as documents were seen
COARSE: Final = Fraction(1, 20)
"""How much of a calculation's value rounding may take: 2万元 is not what 12 times 2000元 come to."""
LEAST_COST: Final = 100 * MoneyUnit.YUAN.fen
FEN: Final = MoneyUnit.YUAN.fen
IN_WAN_YUAN: Final = MoneyUnit.WAN_YUAN.fen


def estimate_is_appropriation(printed: Printed) -> Iterator[Verdict]:
    """What the overview estimates (经测算，预算资金约…) is what 六、年度预算安排 states."""
    for project in _statements(printed):
        if project.appropriated and project.estimated:
            yield equal(
                project.name,
                f"项目“{project.name}”：六、年度预算安排的金额应等于一、项目概述测算的金额",
                _figure(printed, project.estimated),
                _figure(printed, project.appropriated),
            )


def parts_are_project(printed: Printed) -> Iterator[Verdict]:
    """The items of 六、年度预算安排, and those of an item, add up to what they are parts of."""
    forms = forms_by_name(printed)
    for project in _statements(printed):
        for breakdown in project.breakdowns:
            whole = (
                Figure.of(breakdown.total, breakdown.source, printed.sha256)
                if breakdown.total
                else _amount_of_year(printed, project, forms.get(fold(project.name)))
            )
            yield _broken_down(printed, project, breakdown, whole)


def _broken_down(printed: Printed, project: ProjectFact, breakdown: Breakdown, whole: Figure | None) -> Verdict:
    kind = "分项" if breakdown.is_complete else "其中各项"
    subject = f"{project.name}/{breakdown.label}/{kind}"
    parts = [printed.figure(part.amount, part.source) for part in breakdown.parts if part.amount]
    if whole is None or len(parts) < len(breakdown.parts):
        return NotExecutable(subject, "没有读到总额或某一分项的金额")
    message = f"项目“{project.name}”{breakdown.label}：{kind}之和应等于总额"
    compared = equal(subject, message, whole, summed(parts))
    if not breakdown.is_complete and not compared.holds:
        compared = equal(subject, message, whole, summed(_outer(parts)))
    if not breakdown.is_complete and not compared.holds and compared.actual.interval.high < whole.interval.low:
        if len(parts) < PARTS_OF_A_SPLIT:
            return NotExecutable(subject, "“其中”之下各项之和小于总额，所列可能不是全部")
        return replace(compared, severity=Severity.WARNING)
    return compared


def _outer(parts: Sequence[Figure]) -> Sequence[Figure]:
    """The parts without those that the part before them is made of: A 60万元（含a 20万元、b 40万元）."""
    kept: list[Figure] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        kept.append(part)
        for count in range(2, len(rest) + 1):
            if summed(rest[:count]).fen == part.fen:
                del rest[:count]
                break
    return kept


def form_parts_are_form(printed: Printed) -> Iterator[Verdict]:
    """The sub-items of a target form, and its money by source, add up to the year's amount."""
    for project in printed.projects:
        if not project.is_form or project.amount is None:
            continue
        amount = printed.figure(project.amount, project.sources[-1])
        items = [printed.figure(item.amount, item.source) for item in project.sub_items if item.amount]
        funds = [printed.figure(funding.amount, funding.source) for funding in project.funding]
        if items and len(items) == len(project.sub_items):
            message = f"申报表“{project.name}”：子项目之和应等于年度资金"
            yield equal(f"{project.name}/子项目", message, amount, summed(items))
        if len(funds) > 1:
            message = f"申报表“{project.name}”：年度资金应等于各来源之和"
            yield equal(f"{project.name}/资金来源", message, summed(funds), amount)


def years_are_part(printed: Printed) -> Iterator[Verdict]:
    """What a form asks for the year is no more than what it asks for all years of the project."""
    for project in printed.projects:
        if project.whole and project.amount:
            amount = printed.figure(project.amount, project.sources[-1])
            message = f"申报表“{project.name}”：年度资金不应大于项目总预算"
            yield at_most(f"{project.name}/项目总预算", message, _figure(printed, project.whole), amount)


def statement_is_form(printed: Printed) -> Iterator[Verdict]:
    """A project's statement and its target form ask for the same money."""
    forms = forms_by_name(printed)
    for project in _statements(printed):
        form = forms.get(fold(project.name))
        if form:
            yield from statement_against_form(printed, project, printed, form)


def statement_against_form(
    printed: Printed, project: ProjectFact, of_form: Printed, form: ProjectFact
) -> Iterator[Verdict]:
    """Each amount of a statement against the form's, which may stand in another document.

    54.31万元 is how 543 050 yuan round; but where items make up 543 100 yuan to the last digit, nothing was rounded
    (网络信息系统运行与维护, 松江区委组织部 2025).
    """
    if form.amount is None:
        yield NotExecutable(project.name, "申报表没有印年度资金")
        return
    asked = of_form.figure(form.amount, form.sources[-1])
    amounts = [("年度预算安排", project.appropriated), ("项目概述", project.estimated)]
    if not any(amount for _, amount in amounts):
        yield NotExecutable(project.name, "项目说明没有印总额")
    for part, amount in amounts:
        if amount is None:
            continue
        figure = _figure(printed, amount)
        compared = equal(
            f"{project.name}/{part}", f"项目“{project.name}”：{part}的金额应等于申报表的年度资金申请总额", asked, figure
        )
        exact = _made_up_exactly(printed, project, figure)
        is_tie = figure.fen != asked.fen and asked.interval.low in (figure.interval.low, figure.interval.high)
        if exact and is_tie:
            sources = (*figure.sources, *exact.sources)
            compared = Compared(
                compared.subject,
                f"{compared.message}（各分项之和恰为{rounded(Fraction(exact.fen or 0, 100))}元，并非四舍五入）",
                asked,
                Figure(figure.text, figure.interval, sources, figure.fen),
                holds=False,
            )
        yield compared


def _made_up_exactly(printed: Printed, project: ProjectFact, figure: Figure) -> Figure | None:
    """The sum of a statement's listed items where they make up a figure to the last digit."""
    for breakdown in project.breakdowns:
        if breakdown.is_complete and breakdown.total is None:
            total = summed([printed.figure(part.amount, part.source) for part in breakdown.parts if part.amount])
            if total.fen == figure.fen:
                return total
    return None


def calculations_hold(printed: Printed) -> Iterator[Verdict]:
    """A calculation that a statement writes out comes to the amount behind the equals sign."""
    yield from _calculated(printed, is_written_out=True)


def prices_hold(printed: Printed) -> Iterator[Verdict]:
    """A price and its quantities, printed in words, come to the item's amount."""
    yield from _calculated(printed, is_written_out=False)


def _calculated(printed: Printed, *, is_written_out: bool) -> Iterator[Verdict]:
    for project in _statements(printed):
        for calculation in project.calculations:
            if calculation.is_written_out is is_written_out:
                yield _recalculated(printed, project, calculation)


def _recalculated(printed: Printed, project: ProjectFact, calculation: Calculation) -> Verdict:
    subject = f"{project.name}/{calculation.expression}"
    yuan = value_of(calculation.expression)
    if yuan is None:
        return NotExecutable(subject, "算式无法计算")
    result = printed.figure(calculation.result, calculation.source)
    if result.interval.overlaps(Interval.exactly(yuan * IN_WAN_YUAN)):
        yuan *= IN_WAN_YUAN // FEN  # the numbers are in 万元: 3×8=24万元
    fen = yuan * FEN
    evidence = (Evidence(printed.sha256, calculation.source),)
    expected = Figure(
        f"{calculation.expression}＝{rounded(yuan)}元",
        Interval.exactly(fen),
        evidence,
        int(fen) if fen.denominator == 1 else None,
    )
    message = f"项目“{project.name}”：{calculation.expression}的得数应等于所印金额"
    compared = equal(subject, message, expected, result)
    difference = abs(fen - calculation.result.fen)
    if compared.holds and difference > COARSE * fen:
        return replace(compared, message=f"{message}（所印金额舍去过多）", holds=False, severity=Severity.WARNING)
    if not compared.holds and difference < 2 * half_unit(calculation.result):
        return replace(compared, message=f"{message}（相差不足末位一个单位）", severity=Severity.WARNING)
    return compared


def counts_hold(printed: Printed) -> Iterator[Verdict]:
    """The parts of a count are no more than the count: 13人次（其中10人…，6人…）."""
    for project in _statements(printed):
        for counted in project.counted_parts:
            subject = f"{project.name}/{counted.total}{counted.counter}"
            parts = sum(counted.parts)
            if parts < counted.total and not counted.is_complete:
                yield NotExecutable(subject, "“其中”所列可能不是全部")
                continue
            terms = "＋".join(map(str, counted.parts))
            evidence = (Evidence(printed.sha256, counted.source),)
            expected = Figure(f"{terms}＝{parts}{counted.counter}", Interval.exactly(parts), evidence)
            actual = Figure.of_count(counted.total, counted.source, printed.sha256, counted.counter)
            message = f"项目“{project.name}”：{counted.total}{counted.counter}应等于其中各项之和"
            yield equal(subject, message, expected, actual)


def counts_are_calculated_with(printed: Printed) -> Iterator[Verdict]:
    """A count that a sentence states is the one that the calculation behind it uses: 面试约4天, ×4天."""
    for project in _statements(printed):
        for count in project.counts_in_formulas:
            yield equal(
                f"{project.name}/{count.stated}{count.counter}/算式",
                f"项目“{project.name}”：算式中的数量应等于其前所述的{count.stated}{count.counter}",
                Figure.of_count(count.stated, count.source, printed.sha256, count.counter),
                Figure.of_count(count.calculated, count.source, printed.sha256, count.counter),
            )


def overview_period_is_schedule(printed: Printed) -> Iterator[Verdict]:
    """拟于2025年1月至2025年12月实施 in the overview is 五、实施周期."""
    for project in _statements(printed):
        overview = project.overview_period
        if overview is None or project.start is None or project.end is None:
            continue
        subject = f"{project.name}/项目概述/实施期间"
        if project.start.year < project.end.year:
            yield NotExecutable(subject, "实施周期跨年度，项目概述可能只述本年度")
            continue
        place = project.schedule_source or project.sources[0]
        yield Compared(
            subject,
            f"项目“{project.name}”：一、项目概述所述的实施期间应与五、实施周期一致",
            Figure.words(f"{project.start}至{project.end}", place, printed.sha256),
            Figure.words(f"{overview.start}至{overview.end}", overview.source, printed.sha256),
            (project.start, project.end) == (overview.start, overview.end),
        )


def period_fits_year(printed: Printed) -> Iterator[Verdict]:
    """A project's period holds the year whose budget it is in, and does not end before it begins."""
    for project in printed.projects:
        if project.start is None or project.end is None:
            continue
        place = project.schedule_source or project.sources[0]
        period = f"{project.start.isoformat()}至{project.end.isoformat()}"
        kind = "申报表" if project.is_form else "项目说明"
        holds = project.start <= project.end and project.start.year <= project.year <= project.end.year
        yield Compared(
            f"{project.name}/{kind}/实施周期",
            f"{kind}“{project.name}”：实施周期应包含预算年度，且不早于开始日期结束",
            Figure.words(f"{project.year}年", place, printed.sha256),
            Figure.words(period, place, printed.sha256),
            holds,
        )


def amounts_have_their_unit(printed: Printed) -> Iterator[Verdict]:
    """No project and no item of one costs less than a hundred yuan: 1.8元 is 1.8万元 (党代表工作经费, 松江区委组织部 2025)."""
    for project in _statements(printed):
        items = [item for whole in project.breakdowns for item in whole.parts if item.amount]
        amounts = [("金额", amount) for amount in (project.appropriated, project.estimated) if amount]
        amounts += [(item.name, PrintedAmount(item.amount, item.source)) for item in items if item.amount]
        for name, amount in amounts:
            figure = _figure(printed, amount)
            is_plain = 0 < amount.amount.fen < LEAST_COST and amount.amount.unit is MoneyUnit.YUAN
            in_wan = Figure(f"{amount.amount.text.removesuffix('元')}万元", figure.interval, figure.sources)
            yield Compared(
                f"{project.name}/{name}/{amount.amount.text}",
                f"项目“{project.name}”{name}：以元为单位的金额不足100元，单位应为万元",
                in_wan if is_plain else figure,
                figure,
                not is_plain,
            )


def period_is_form(printed: Printed) -> Iterator[Verdict]:
    """五、实施周期 is the form's 计划开始日期 and 计划完成日期."""
    forms = forms_by_name(printed)
    for project in _statements(printed):
        form = forms.get(fold(project.name))
        dates = (project.start, project.end)
        if form is None or None in dates or None in (form.start, form.end):
            continue
        yield Compared(
            f"{project.name}/实施周期",
            f"项目“{project.name}”：实施周期应与申报表的计划开始、完成日期一致",
            Figure.words(f"{form.start}至{form.end}", form.schedule_source or form.sources[0], printed.sha256),
            Figure.words(
                f"{project.start}至{project.end}", project.schedule_source or project.sources[0], printed.sha256
            ),
            dates == (form.start, form.end),
        )


def targets_are_projects(printed: Printed) -> Iterator[Verdict]:
    """编报绩效目标的项目N个，涉及M万元: N and M are those of the forms, where the document prints all N of them."""
    count = _stated(printed, Topic.PERFORMANCE_PROJECTS)
    amount = _stated(printed, Topic.PERFORMANCE_AMOUNT)
    forms = [project for project in printed.projects if project.is_form]
    if count is None or amount is None or amount.amount is None:
        return
    if len(forms) != count.count:
        reason = f"文件印有{len(forms)}份申报表，不是全部{count.count}个项目" if forms else "文件没有印申报表"
        yield NotExecutable("编报绩效目标的项目", reason)
        return
    figures = [printed.figure(form.amount, form.sources[-1]) for form in forms if form.amount]
    if len(figures) < len(forms):
        yield NotExecutable("涉及项目预算资金", "某份申报表没有印年度资金")
        return
    stated = printed.figure(amount.amount, amount.source)
    yield equal("涉及项目预算资金", "绩效目标涉及的预算资金应等于各申报表年度资金之和", summed(figures), stated)


def targets_are_part(printed: Printed) -> Iterator[Verdict]:
    """The money with performance targets is no more than a budget's project expenditure, and than all that accounts spent."""
    amount = _stated(printed, Topic.PERFORMANCE_AMOUNT)
    total = printed.total_row(BudgetTable.EXPENDITURE_BY_FUNCTION)
    measure = Measure.PROJECT if printed.stage is Stage.BUDGET else Measure.TOTAL
    whole = total.figure(measure) if total else None
    if amount is None or amount.amount is None:
        return
    if whole is None:
        yield NotExecutable("涉及项目预算资金", f"没有读到支出表合计的{MEASURE_NAMES[measure]}")
        return
    stated = printed.figure(amount.amount, amount.source)
    message = f"绩效目标涉及的预算资金不应大于支出表合计的{MEASURE_NAMES[measure]}"
    yield at_most("涉及项目预算资金", message, whole, stated)


def projects_are_part(printed: Printed) -> Iterator[Verdict]:
    """The projects that a document describes take no more than its project expenditure."""
    total = printed.total_row(BudgetTable.EXPENDITURE_BY_FUNCTION)
    whole = total.figure(Measure.PROJECT) if total else None
    projects = {fold(project.name): project for project in printed.projects if project.amount}
    figures = [printed.figure(project.amount, project.sources[-1]) for project in projects.values() if project.amount]
    if not figures:
        return
    if whole is None:
        if total:
            yield NotExecutable("项目支出", "支出表合计没有印项目支出")
        return
    yield at_most("项目支出", "所公开项目的金额之和不应大于支出表的项目支出", whole, summed(figures))


def forms_by_name(printed: Printed) -> Mapping[str, ProjectFact]:
    """The target forms by the folded names of their projects; none of a name that two forms bear."""
    names = [fold(project.name) for project in printed.projects if project.is_form]
    return {
        fold(project.name): project
        for project in printed.projects
        if project.is_form and names.count(fold(project.name)) == 1
    }


def _statements(printed: Printed) -> Sequence[ProjectFact]:
    return [project for project in printed.projects if not project.is_form]


def _amount_of_year(printed: Printed, project: ProjectFact, form: ProjectFact | None) -> Figure | None:
    """The year's amount that items are parts of: the appropriation's total, else the form's, else the estimate."""
    if project.appropriated:
        return _figure(printed, project.appropriated)
    if form and form.amount:
        return printed.figure(form.amount, form.sources[-1])
    return _figure(printed, project.estimated) if project.estimated else None


def _figure(printed: Printed, amount: PrintedAmount) -> Figure:
    return printed.figure(amount.amount, amount.source)


def _stated(printed: Printed, topic: Topic) -> StatedFigure | None:
    found = [figure for figure in printed.figures if figure.topic is topic and figure.year == printed.year]
    return found[0] if len(found) == 1 else None
