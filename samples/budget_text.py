"""What a budget says in sentences: cover, contents, duties, units, terms, the explanation, and other matters.

The sentences that carry figures keep the template's fixed frames, which every body of the city prints; what surrounds
the figures is our own.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from samples.budget import Budget, ThreePublicItem, total_of
from samples.budget_tables import titles
from samples.classification import name_of, path_of
from samples.glossary import terms
from samples.rounding import YUAN_PER_WAN, percent
from samples.sheet import SIDEWAYS, Sheet

VEHICLE_KINDS: Final = (
    "部级领导干部用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
    "其他用车",
)


def draw_cover(sheet: Sheet, budget: Budget) -> None:
    """The first page: whose budget of which year it is."""
    body = {"部门": "预算主管部门", "单位": "预算单位"}[budget.edition]
    sheet.skip(150)
    sheet.title(f"{budget.region}{budget.year}年{budget.level}{budget.edition}预算", 26)
    sheet.skip(90)
    sheet.title(f"{body}：{budget.organisation}", 18)


def draw_contents(sheet: Sheet, budget: Budget) -> None:
    """目录: the sections, and the nine tables under the fifth."""
    edition = budget.edition
    sheet.turn(SIDEWAYS)
    sheet.title("目 录")
    entries = [
        f"一、{edition}主要职能",
        f"二、{edition}机构设置",
        "三、名词解释",
        f"四、{edition}预算编制说明",
        f"五、{edition}预算表",
        *(f"{number}. {title}" for number, title in enumerate(titles(budget), 1)),
        "六、其他相关情况说明",
        *(["七、项目经费情况说明"] if budget.projects else []),
    ]
    for entry in entries:
        sheet.paragraph(entry, indent=4 if entry[0].isdigit() else 2)


def draw_body(sheet: Sheet, budget: Budget) -> None:
    """Duties, units, terms and the explanation, each from a new page."""
    subject = budget.organisation + ("（单位）" if budget.edition == "单位" else "")
    _section(sheet, f"{subject}主要职能", budget.duties)
    units = [f"{number}. {unit}" for number, unit in enumerate(budget.structure.units, 1)]
    _section(sheet, f"{subject}机构设置", [*budget.structure.opening, *units])
    _section(sheet, "名词解释", terms("budget", level=budget.level))
    _section(sheet, f"{budget.year}年{budget.edition}预算编制说明", explanation(budget))


def draw_other_matters(sheet: Sheet, budget: Budget) -> None:
    """其他相关情况说明."""
    _section(sheet, "其他相关情况说明", other_matters(budget))


def _section(sheet: Sheet, title: str, paragraphs: Iterable[str]) -> None:
    sheet.turn(SIDEWAYS)
    sheet.title(title)
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)


def explanation(budget: Budget) -> Iterator[str]:
    """预算编制说明: the totals, how they moved, and what the money is for."""
    style, year = budget.style, budget.year
    revenue = style.total(total_of(budget.rows).total)
    appropriated = style.total(total_of(budget.appropriated).total)
    zero = style.total_nothing
    spent = _moved(budget, budget.expenditure_change.amount, budget.expenditure_change.base)
    received = _moved(budget, budget.revenue_change.amount, budget.revenue_change.base)
    still = f"与{year - 1}年预算持平"
    yield (
        f"{year}年，{budget.organisation}收入预算{revenue}万元，其中：财政拨款收入{appropriated}万元，{received}；"
        f"事业收入{zero}万元；事业单位经营收入{zero}万元；其他收入{style.total(budget.other_income)}万元。"
    )
    yield (
        f"支出预算{revenue}万元，其中：财政拨款支出预算{appropriated}万元，{spent}。财政拨款支出预算中，"
        f"一般公共预算拨款支出预算{appropriated}万元，{spent}；政府性基金拨款支出预算{zero}万元，{still}；"
        f"国有资本经营预算拨款支出预算{zero}万元，{still}。"
    )
    direction = "增加" if budget.expenditure_change.amount > 0 else "减少"
    yield f"财政拨款收入支出{direction}的主要原因是{budget.change_reason}。"
    yield "财政拨款支出主要内容如下："
    yield from _by_class(budget) if style.by_class else _by_item(budget)


def _by_class(budget: Budget) -> Iterator[str]:
    classes = [row for row in budget.appropriated if len(row.code) == 3]
    for number, row in enumerate(classes, 1):
        amount = budget.style.total(row.total)
        yield f"{number}.“{name_of(row.code)}”科目{amount}万元，主要用于{budget.class_purposes[row.code]}。"


def _by_item(budget: Budget) -> Iterator[str]:
    amounts = {row.code: row for row in budget.appropriated}
    for number, item in enumerate(budget.items, 1):
        amount = budget.style.total(amounts[item.code].total)
        path = "".join(f"{title}（{part}）" for title, part in zip(path_of(item.code), "类款项", strict=True))
        sentence = f"{number}. “{path}”{budget.style.item_word}{amount}万元，主要用于{item.purpose}。"
        if item.executed is not None:
            sentence += _against_executed(budget, amount, item.executed, item.reason)
        yield sentence


def _against_executed(budget: Budget, amount: str, executed: Decimal, reason: str) -> str:
    """The comparison with what was spent under the code in the year before."""
    year = budget.year
    planned = Decimal(amount.replace(",", ""))
    moved = "持平"
    if executed and planned != executed:
        moved = f"{'增加' if planned > executed else '减少'}{percent(abs(planned - executed), executed)}"
    elif not executed:
        moved = f"增加{amount}万元"
    return (
        f"{year - 1}年当年预算执行数为{budget.style.wan(executed)}万元，{year}年预算安排{amount}万元，"
        f"比{year - 1}年预算执行数{moved}。主要原因是：{reason}。"
    )


def other_matters(budget: Budget) -> Iterator[str]:
    """三公, agency operation, procurement, performance targets and assets."""
    year, style = budget.year, budget.style
    items = budget.three_public
    yield f"一、{year}年“三公”经费预算情况说明"
    yield f"{year}年“三公”经费预算数为{style.wan(items.total.amount)}万元，{_against(budget, items.total)}。其中："
    yield f"（一）因公出国（境）费{_item(budget, items.travel)}。"
    yield (
        f"（二）公务用车购置及运行费{_item(budget, items.vehicles)}。"
        f"其中：公务用车购置费{_item(budget, items.purchase)}；公务用车运行费{_item(budget, items.operation)}。"
    )
    yield f"（三）公务接待费{_item(budget, items.reception)}。"
    yield "二、机关运行经费预算"
    operation = format(items.agency_operation, ",.2f")
    yield f"{year}年{budget.organisation}{items.agencies}财政拨款的机关运行经费预算为{operation}万元。"
    yield "三、政府采购预算情况"
    yield from _procurement(budget)
    yield "四、绩效目标设置情况"
    yield _performance(budget)
    yield "五、国有资产占有使用情况"
    yield from _assets(budget)


def _procurement(budget: Budget) -> Iterator[str]:
    style, bought = budget.style, budget.procurement
    total = bought.goods + bought.works + bought.services
    yield (
        f"{budget.year}年度本{budget.edition}政府采购预算{style.wan(total)}万元，"
        f"其中：政府采购货物预算{style.wan(bought.goods)}万元、政府采购工程预算{style.wan(bought.works)}万元、"
        f"政府采购服务预算{style.wan(bought.services)}万元。"
    )
    if bought.small_and_medium is not None and bought.small_and_micro is not None:
        yield (
            f"{budget.year}年本{budget.edition}面向中小企业预留政府采购项目预算金额{style.wan(bought.small_and_medium)}"
            f"万元，其中，预留给小型和微型企业的政府采购项目预算为{style.wan(bought.small_and_micro)}万元。"
        )


def _performance(budget: Budget) -> str:
    targets = budget.performance
    amount = format(targets.amount, ",.2f")
    if targets.units is None:
        return (
            f"{budget.year}年度，本{budget.edition}编报绩效目标的项目共{targets.projects}个，"
            f"涉及项目预算资金{amount}万元。"
        )
    return (
        f"{budget.year}年，本{budget.edition}有{targets.units}个预算单位开展了项目预算绩效目标编报工作，"
        f"编报绩效目标的项目{targets.projects}个，涉及项目预算资金{amount}万元。"
    )


def _assets(budget: Budget) -> Iterator[str]:
    held = budget.assets
    yield (
        f"截至{budget.year - 1}年8月31日，{budget.organisation}共有车辆{_vehicles(held.vehicles)}；"
        f"单价100万元（含）以上设备（不含车辆）{held.equipment}台（套）。"
    )
    yield (
        f"{budget.year}年部门预算安排购置车辆{_vehicles(held.planned_vehicles)}；"
        f"部门预算安排购置单价100万元（含）以上设备（不含车辆）{held.planned_equipment}台（套）。"
    )


def _vehicles(kinds: dict[str, int]) -> str:
    listed = "、".join(f"{kind}{kinds.get(kind, 0)}辆" for kind in VEHICLE_KINDS)
    return f"{sum(kinds.values())}辆，其中：{listed}"


def _item(budget: Budget, item: ThreePublicItem) -> str:
    reason = f"，主要原因是{item.reason}" if item.reason else ""
    return f"{budget.style.wan(item.amount)}万元，{_against(budget, item)}{reason}"


def _against(budget: Budget, item: ThreePublicItem) -> str:
    if not item.change:
        return f"与{budget.year - 1}年预算持平"
    direction = "增加" if item.change > 0 else "减少"
    return f"比{budget.year - 1}年预算{direction}{budget.style.wan(abs(item.change))}万元"


def _moved(budget: Budget, change: Decimal, base: str) -> str:
    direction = "增加" if change > 0 else "减少"
    moved = budget.style.total(abs(change) * YUAN_PER_WAN)
    return f"比{budget.year - 1}年{base}{direction}{moved}万元"
