"""What final accounts say in sentences: the parts before and after the nine tables.

As in a budget, the frames around figures are the template's, and the reasons are our own.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from samples.account_tables import TITLES
from samples.accounts import AccountRow, Accounts, Moved
from samples.classification import name_of, path_of
from samples.glossary import terms
from samples.numerals import numeral
from samples.rounding import percent
from samples.ruled import Box, Row, RuledTable, draw, name
from samples.sheet import UPRIGHT, Sheet

MATTERS: Final = (
    "收入支出决算总体情况说明",
    "收入决算情况说明",
    "支出决算情况说明",
    "财政拨款收入支出决算总体情况说明",
    "一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款基本支出决算情况说明",
    "财政拨款“三公”经费支出决算情况说明",
    "政府性基金预算财政拨款收入支出决算情况说明",
    "国有资本经营预算财政拨款收入支出决算情况说明",
    "预算绩效管理情况",
    "其他重要事项的情况说明",
)


def draw_cover(sheet: Sheet, accounts: Accounts) -> None:
    """The first page, and the contents on the second."""
    sheet.skip(220)
    sheet.title(accounts.organisation, 26)
    sheet.title(f"{accounts.year}年度部门决算", 26)
    sheet.turn(UPRIGHT)
    sheet.title("目 录")
    whose = f"{accounts.organisation}{accounts.year}年度"
    entries = [
        f"第一部分 {accounts.organisation}概况",
        "一、主要职能",
        "二、部门决算单位构成",
        f"第二部分 {whose}部门决算表",
        *(f"{numeral(number)}、{title}" for number, title in enumerate(TITLES, 1)),
        f"第三部分 {whose}部门决算情况说明",
        *(f"{numeral(number)}、{matter}" for number, matter in enumerate(MATTERS, 1)),
        "第四部分 名词解释",
    ]
    for entry in entries:
        sheet.paragraph(entry, indent=0 if entry.startswith("第") else 2)


def draw_overview(sheet: Sheet, accounts: Accounts) -> None:
    """第一部分: duties, and the units in a ruled list."""
    sheet.turn(UPRIGHT)
    sheet.title(f"第一部分 {accounts.organisation}概况")
    sheet.paragraph("一、主要职能")
    for duty in accounts.duties:
        sheet.paragraph(duty)
    sheet.paragraph("二、部门决算单位构成")
    sheet.paragraph(f"纳入{accounts.organisation}{accounts.year}年度部门决算编制范围的单位包括：")
    header: Row = [Box("序号"), Box("单位名称"), Box("备注")]
    rows: list[Row] = [
        [Box(f"{number}"), name(unit.name), name(unit.remark)] for number, unit in enumerate(accounts.units, 1)
    ]
    sheet.skip(6)
    draw(sheet, RuledTable((40, 230, 170), [header], rows))


def draw_explanation(sheet: Sheet, accounts: Accounts) -> None:
    """第三部分 with its eleven sections, and 第四部分."""
    sheet.turn(UPRIGHT)
    sheet.title(f"第三部分 {accounts.organisation}{accounts.year}年度部门决算情况说明")
    for paragraph in explanation(accounts):
        sheet.paragraph(paragraph)
    sheet.turn(UPRIGHT)
    sheet.title("第四部分 名词解释")
    for paragraph in terms("accounts"):
        sheet.paragraph(paragraph)


def explanation(accounts: Accounts) -> Iterator[str]:
    """The eleven sections with their headings."""
    sections = (
        _overall(accounts),
        _revenue(accounts),
        _expenditure(accounts),
        _appropriation(accounts),
        _general_budget(accounts),
        _basic(accounts),
        _three_public(accounts),
        _no_fund(accounts, "政府性基金预算"),
        _no_fund(accounts, "国有资本经营预算"),
        _performance(accounts),
        _other_matters(accounts),
    )
    for number, (heading, sentences) in enumerate(zip(MATTERS, sections, strict=True), 1):
        yield f"{numeral(number)}、{heading}"
        yield from sentences


def _overall(accounts: Accounts) -> Iterator[str]:
    total = accounts.total.received + accounts.balance.opening
    moved = _moved(accounts, "收入支出总计", total, accounts.total_moved)
    yield f"{accounts.organisation}{accounts.year}年度收入支出总计{total}万元。{moved}"


def _revenue(accounts: Accounts) -> Iterator[str]:
    total = accounts.total
    yield (
        f"本年收入合计{total.received}万元，其中：财政拨款收入{total.spent}万元，占{percent(total.spent, total.received)}；"
        f"其他收入{total.other_income}万元，占{percent(total.other_income, total.received)}。"
    )


def _expenditure(accounts: Accounts) -> Iterator[str]:
    total = accounts.total
    yield (
        f"本年支出合计{total.spent}万元，其中：基本支出{total.basic}万元，占{percent(total.basic, total.spent)}；"
        f"项目支出{total.project}万元，占{percent(total.project, total.spent)}。"
    )


def _appropriation(accounts: Accounts) -> Iterator[str]:
    total = accounts.total.spent + accounts.appropriation_balance.opening
    yield f"{accounts.organisation}{accounts.year}年度财政拨款收入支出总计{total}万元。"


def _general_budget(accounts: Accounts) -> Iterator[str]:
    spent = accounts.total.spent
    moved = _moved(accounts, "一般公共预算财政拨款支出", spent, accounts.spending_moved)
    yield "（一）一般公共预算财政拨款支出决算总体情况"
    yield f"一般公共预算财政拨款支出{spent}万元，占本年支出合计的100.00%。{moved}"
    yield "（二）一般公共预算财政拨款支出决算结构情况"
    classes = "；".join(
        f"{name_of(code)}（类）{amount}万元，占{percent(amount, spent)}" for code, amount in accounts.classes.items()
    )
    yield f"一般公共预算财政拨款支出{spent}万元，主要用于以下方面：{classes}。"
    yield "（三）一般公共预算财政拨款支出决算具体情况"
    items = [row for row in accounts.rows if row.budget is not None]
    planned = accounts.total.budget or sum((row.budget or Decimal(0) for row in items), Decimal(0))
    yield (
        f"一般公共预算财政拨款支出年初预算为{planned}万元，支出决算为{spent}万元，"
        f"完成年初预算的{percent(spent, planned)}。决算数小于预算数的主要原因：{accounts.total.reason}。其中："
    )
    for number, row in enumerate(items, 1):
        yield _item(number, row)


def _item(number: int, row: AccountRow) -> str:
    path = "".join(f"{title}（{part}）" for title, part in zip(path_of(row.code), "类款项", strict=True))
    planned = row.budget or Decimal(0)
    compared = "决算数与预算数持平。"
    if row.spent != planned:
        compared = f"决算数{'大于' if row.spent > planned else '小于'}预算数的主要原因：{row.reason}。"
    return (
        f"{number}、{path}。主要用于：{row.purpose}。年初预算为{planned}万元，支出决算为{row.spent}万元，"
        f"完成年初预算的{percent(row.spent, planned)}。{compared}"
    )


def _basic(accounts: Accounts) -> Iterator[str]:
    yield (
        f"一般公共预算财政拨款基本支出{accounts.total.basic}万元。"
        f"其中：人员经费{accounts.personnel}万元，主要包括：{_spent_on(accounts, ('301', '303'))}；"
        f"公用经费{accounts.public}万元，主要包括：{_spent_on(accounts, ('302', '310'))}。"
    )


def _spent_on(accounts: Accounts, classes: tuple[str, ...]) -> str:
    return "、".join(name_of(code) for code in accounts.economic if code.startswith(classes) and len(code) == 5)


def _three_public(accounts: Accounts) -> Iterator[str]:
    budget = accounts.reception_budget
    yield "（一）“三公”经费财政拨款支出决算总体情况说明。"
    yield (
        f"“三公”经费财政拨款支出年初预算为{budget}万元，支出决算为0.00万元，完成预算的0.00%，"
        "其中：因公出国（境）费支出决算为0.00万元；公务用车购置及运行维护费支出决算为0.00万元；"
        f"公务接待费支出决算为0.00万元，完成预算的0.00%。{accounts.year}年度“三公”经费支出决算数小于预算数的主要原因："
        "全年没有发生“三公”经费。"
    )
    yield "（二）“三公”经费财政拨款支出决算具体情况说明。"
    yield f"{accounts.organisation}{accounts.year}年度无“三公”经费财政拨款支出。"


def _no_fund(accounts: Accounts, fund: str) -> Iterator[str]:
    yield f"{accounts.organisation}{accounts.year}年度无{fund}财政拨款收入和支出。"


def _performance(accounts: Accounts) -> Iterator[str]:
    year, done = accounts.year, accounts.evaluated
    each = f"的{year}年度项目{done.projects}个，涉及预算金额{done.amount}万元"
    yield (
        f"本部门对项目的事前、事中和事后都作绩效管理：编报绩效目标{each}；绩效跟踪评价{each}；绩效自评{each}，"
        f"平均得分{done.score}分。"
    )


def _other_matters(accounts: Accounts) -> Iterator[str]:
    year, bought = accounts.year, accounts.bought
    moved = _change(accounts.public, accounts.agency_moved.amount)
    yield "（一）机关运行经费支出情况"
    yield f"机关运行经费支出{accounts.public}万元，比{year - 1}年度{moved}。主要原因是{accounts.agency_moved.reason}。"
    yield "（二）政府采购支出情况"
    yield (
        f"{accounts.organisation}{year}年度政府采购金额（以合同签订为准）为{bought.total}万元，"
        f"其中：货物采购金额{bought.goods:.2f}万元、工程采购金额{bought.works:.2f}万元、"
        f"服务采购金额{bought.services:.2f}万元。"
    )
    yield (
        f"{year}年度本部门面向中小企业预留政府采购项目预算金额{bought.small_and_medium:.2f}万元，"
        f"面向小微企业预留政府采购项目预算金额{bought.small_and_micro:.2f}万元。"
    )
    yield "（三）国有资产占有使用情况说明"
    yield (
        f"截至{year}年12月31日，{accounts.organisation}共有车辆0辆。"
        f"单价100万元（含）以上设备（不含车辆）{accounts.equipment}台（套）。"
    )


def _moved(accounts: Accounts, what: str, amount: Decimal, moved: Moved) -> str:
    change = _change(amount, moved.amount)
    return f"与{accounts.year - 1}年度相比，{what}{change}。主要原因：{moved.reason}。"


def _change(amount: Decimal, change: Decimal) -> str:
    """减少56.95万元，下降1.87%: the rate is against the figure of the year before."""
    more, rose = ("增加", "增长") if change > 0 else ("减少", "下降")
    return f"{more}{abs(change)}万元，{rose}{percent(abs(change), amount - change)}"
