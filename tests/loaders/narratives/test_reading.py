"""Sentences of the template become figures with their year, stage, path and comparison."""

import pytest

from graph.facts import Money
from graph.terms import Direction, MoneyUnit, Stage, Topic
from loaders.document import Ledger
from tests.loaders.narratives.paper import explained


def wan(text: str) -> Money:
    """An amount in 万元 as printed."""
    whole, _, decimals = text.replace(",", "").partition(".")
    return Money(int(whole + decimals.ljust(6, "0")), MoneyUnit.WAN_YUAN, f"{text}万元")


def test_a_figure_has_its_place_and_its_printed_words() -> None:
    """The source is the page and line of the phrase, without the body's name, over a line's end and with its quotes."""
    figure, *_ = explained("2025年，某局“三公”经费预算数为 1.", "20 万元。")

    assert (figure.topic, figure.label, figure.amount) == (Topic.THREE_PUBLIC, "三公经费", wan("1.20"))
    assert figure.source.text == "“三公”经费预算数为 1.20 万元"
    assert (figure.source.page, figure.source.bbox) == (1, (50, 40.0, 500, 52.0))


def test_income_and_expenditure_with_their_comparisons() -> None:
    """A comparison belongs to the figure before it, and its year is the printed one."""
    figures = explained(
        "2025年，某局收入预算1,200万元，其中：财政拨款收入1,190万元，比2024年预算减少10万元；其他收入10万元。",
        "支出预算1,200万元，其中：财政拨款支出预算1,190万元，与2024年预算持平。",
    )

    assert [(figure.topic, figure.amount, figure.compared_year, figure.direction, figure.change) for figure in figures] == [
        (Topic.REVENUE, wan("1,200"), None, None, None),
        (Topic.FISCAL_APPROPRIATION, wan("1,190"), 2024, Direction.DECREASE, wan("10")),
        (Topic.OTHER_INCOME, wan("10"), None, None, None),
        (Topic.EXPENDITURE, wan("1,200"), None, None, None),
        (Topic.FISCAL_APPROPRIATION, wan("1,190"), 2024, Direction.UNCHANGED, None),
    ]  # fmt: skip


@pytest.mark.parametrize("printed", ["0万元", "0.00万元", "为0", "为0.00万元"])
def test_a_printed_zero_is_a_figure(printed: str) -> None:
    """Also without a unit, since zero is zero in any."""
    (figure,) = explained(f"政府性基金拨款支出预算{printed}；")

    assert figure.amount
    assert figure.amount.fen == 0


def test_a_direction_without_an_amount_leaves_the_change_open() -> None:
    """Nothing is made up for 持平 or a bare 增加."""
    (figure,) = explained("公务接待费1.35万元，比2024年预算增加。")

    assert (figure.direction, figure.change, figure.ratio) == (Direction.INCREASE, None, None)


def test_a_code_of_the_list_has_its_path_and_the_execution_of_the_year_before() -> None:
    """The amount and its restatement are one figure, which the comparison is about; the execution is another."""
    planned, executed = explained(
        "财政拨款支出主要内容如下：",
        "1、公共安全支出（204类）司法（06款）行政运行（01项）90万元。主要用于：人员5万元。2024年当年预算执行数为100万元，"
        "2025年预算安排90.00万元，比2024年预算执行数减少10%。",
    )

    assert (planned.topic, planned.code, planned.path) == (
        Topic.FUNCTION,
        "2040601",
        ("公共安全支出", "司法", "行政运行"),
    )
    assert (planned.year, planned.amount, planned.stage) == (2025, wan("90"), Stage.BUDGET)
    assert (planned.compared_year, planned.direction, planned.ratio) == (2024, Direction.DECREASE, "10")
    assert (executed.year, executed.amount, executed.stage) == (2024, wan("100"), Stage.FINAL_ACCOUNTS)
    assert executed.path == planned.path


def test_a_code_restated_with_another_amount_is_another_figure() -> None:
    """A contradiction stays visible, and the comparison stays with the amount that it follows."""
    figures = explained("住房改革支出（款）住房公积金（项）”20万元，2025年预算安排21万元，比2024年预算执行数增加5%。")

    assert [(figure.amount, figure.ratio) for figure in figures] == [(wan("20"), None), (wan("21"), "5")]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("1.“一般公共服务支出”科目16,699万元，主要用于人员经费。", ("一般公共服务支出",)),
        ("2. “卫生健康支出（类）行政事业单位医疗（款)行政单位医疗（项）”3万元", ("卫生健康支出", "行政事业单位医疗", "行政单位医疗")),
        ("一般公共服务支出（类）党委办公厅（室）及相关机构事务（款）3万元", ("一般公共服务支出", "党委办公厅（室）及相关机构事务")),
    ],
)  # fmt: skip
def test_the_forms_of_a_codes_name(line: str, path: tuple[str, ...]) -> None:
    """Quoted, with brackets of either width, with brackets of its own, down to any level."""
    figure, *_ = explained(line)

    assert figure.path == path


def test_a_list_begins_though_the_sentence_before_lacks_its_full_stop() -> None:
    """An explanation ends where a numbered paragraph begins."""
    _, figure = explained("财政拨款收入支出增加的主要原因是工作量增加", "1、教育支出（类）3万元。")

    assert figure.path == ("教育支出",)


def test_accounts_state_budget_and_outcome_of_a_code() -> None:
    """年初预算 and 支出决算 are of the code that the paragraph names."""
    budget, outcome = explained(
        "（三）一般公共预算财政拨款支出决算具体情况",
        "1、教育支出（类）普通教育（款）小学教育（项）。主要用于：学校。年初预算为10.00万元，支出决算为9.00万元，完成年初",
        "预算的90%。决算数小于预算数的主要原因：项目支出比2023年减少1万元。",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
    )

    assert (budget.stage, budget.amount) == (Stage.BUDGET, wan("10.00"))
    assert (outcome.stage, outcome.amount, outcome.change) == (Stage.FINAL_ACCOUNTS, wan("9.00"), None)
    assert budget.path == outcome.path == ("教育支出", "普通教育", "小学教育")


def test_accounts_compare_by_name_and_add_the_rate() -> None:
    """与…相比 dates the clauses behind it; a figure stated again in another section stays one."""
    total, again = explained(
        "一、收入支出决算总体情况说明",
        "某局2024年度收入支出总计50万元。与2023年度相比，收入支出总计减少5万元，下降9.09%。",
        "五、一般公共预算财政拨款支出决算情况说明",
        "一般公共预算财政拨款支出40万元，占本年支出合计的80%。一般公共预算财政拨款支出40.00万元，主要用于以下方面：",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
    )

    assert (total.label, total.compared_year, total.change, total.ratio) == ("收入支出总计", 2023, wan("5"), "9.09")
    assert (again.label, again.amount) == ("一般公共预算财政拨款支出", wan("40"))


def test_parts_are_compared_where_the_total_gave_the_year() -> None:
    """其中：…持平 compares with the year of the sentence before, 上年 with the year before the document's."""
    lines = (
        "“三公”经费财政拨款支出年初预算为2万元，支出决算为1万元，其中：公务接待费支出决算为1万元。",
        "2024年度“三公”经费财政拨款支出决算数比2023年度减少1万元。其中：公务接待费支出决算减少1万元，下降50%。",
        "因公出国（境）费支出与上一年度持平。",
    )

    budget, outcome, reception, travel = explained(*lines, stage=Stage.FINAL_ACCOUNTS, year=2024)

    assert (budget.stage, budget.direction) == (Stage.BUDGET, None)
    assert (outcome.compared_year, outcome.change) == (2023, wan("1"))
    assert (reception.compared_year, reception.direction, reception.ratio) == (2023, Direction.DECREASE, "50")
    assert (travel.amount, travel.compared_year, travel.direction) == (None, 2023, Direction.UNCHANGED)


def test_a_movement_against_nothing_is_no_comparison() -> None:
    """Without a year there is nothing that the figure moved against."""
    ledger = Ledger()

    (figure,) = explained("公用经费5万元，增加1万元。", ledger=ledger)

    assert (figure.direction, figure.change) == (None, None)
    assert [source.text for source, _ in ledger.problems] == ["1万元"]


def test_a_rate_without_a_unit_is_reported() -> None:
    """增长 13.95 may be a rate or an amount (规划资源局 2024, page 21)."""
    ledger = Ledger()

    (figure,) = explained("公用经费5万元，比2023年增加1万元，增长 13.95。", ledger=ledger)

    assert (figure.change, figure.ratio) == (wan("1"), None)
    assert [(source.text, reason) for source, reason in ledger.problems] == [("增长 13.95", "a change without a unit")]


def test_a_second_comparison_that_contradicts_the_first_is_reported() -> None:
    """The first stays."""
    ledger = Ledger()

    (figure,) = explained("公用经费5万元，比2024年增加1万元，比2023年增加2万元。", ledger=ledger)

    assert (figure.compared_year, figure.change) == (2024, wan("1"))
    assert len(ledger.problems) == 1


@pytest.mark.parametrize("said", ["减少1万元，增长25%", "增长25%，减少1万元"])
def test_a_rate_that_moves_against_its_change_keeps_its_word(said: str) -> None:
    """Both words stand: which is wrong is for the figures to tell."""
    ledger = Ledger()

    (figure,) = explained(f"公用经费5万元，比2024年{said}。", ledger=ledger)

    assert (figure.direction, figure.change, figure.ratio) == (Direction.DECREASE, wan("1"), "25")
    assert figure.ratio_direction is Direction.INCREASE
    assert ledger.problems == []


def test_an_unknown_amount_is_reported_and_takes_its_comparison_along() -> None:
    """A comparison behind it must not fall to the figure before."""
    ledger = Ledger()

    (figure,) = explained("公用经费5万元，社会团体会费2万元，比2024年增加1万元。", ledger=ledger)

    assert figure.direction is None
    assert [source.text for source, _ in ledger.problems] == ["2万元", "1万元"]


def test_only_the_first_figure_of_a_sentence_may_stand_behind_a_name() -> None:
    """Another fund's 收入预算 is not the body's."""
    ledger = Ledger()

    (figure,) = explained("2025年，某局收入预算9万元，其中：某基金收入预算2万元。", ledger=ledger)

    assert figure.amount == wan("9")
    assert [source.text for source, _ in ledger.problems] == ["2万元"]


def test_procurement_and_its_parts() -> None:
    """Planned in the budget; in the accounts contracts are final, and what is reserved is still a budget."""
    planned = explained(
        "2025年度本单位政府采购预算6万元，其中：政府采购货物预算1万元、政府采购工程预算2万元、政府采购服务预算3万元。",
        "2025年本单位面向中小企业预留政府采购项目预算金额4万元，其中，预留给小型和微型企业的政府采购项目预算为1万元。",
    )
    final = explained(
        "某局2024年度政府采购金额（以合同签订为准）为6万元，其中：货物采购金额1万元、工程采购金额2万元、服务采购金额3万元。",
        "2024年度本部门面向中小企业预留政府采购项目预算金额4万元，面向小微企业预留政府采购项目预算金额1万元。在面向中小企业预留的",
        "政府采购项目中，由中小企业供应商中标或成交的，采购金额4万元。",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
    )

    topics = [
        Topic.PROCUREMENT,
        Topic.PROCUREMENT_GOODS,
        Topic.PROCUREMENT_WORKS,
        Topic.PROCUREMENT_SERVICES,
        Topic.PROCUREMENT_SMALL_AND_MEDIUM,
        Topic.PROCUREMENT_SMALL_AND_MICRO,
    ]
    amounts = [wan(text) for text in ("6", "1", "2", "3", "4", "1")]
    assert [(figure.topic, figure.amount) for figure in planned] == list(zip(topics, amounts, strict=True))
    assert [(figure.topic, figure.amount) for figure in final] == list(zip(topics, amounts, strict=True))
    assert [figure.stage for figure in final] == [Stage.FINAL_ACCOUNTS] * 4 + [Stage.BUDGET] * 2


def test_projects_with_targets_and_their_money() -> None:
    """What is tracked and assessed is known and not kept."""
    ledger = Ledger()

    projects, amount = explained(
        "编报绩效目标的2024年度项目4个，涉及项目预算资金598.42万元；绩效自评的2024年度项目3个，涉及预算金额5万元，平均得分99.43分。",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
        ledger=ledger,
    )

    assert (projects.topic, projects.count, projects.stage) == (Topic.PERFORMANCE_PROJECTS, 4, Stage.BUDGET)
    assert (amount.topic, amount.amount, amount.stage) == (Topic.PERFORMANCE_AMOUNT, wan("598.42"), Stage.BUDGET)
    assert ledger.problems == []


def test_kinds_of_vehicles_are_told_apart_by_their_names() -> None:
    """Two kinds of which there is none are two figures; those to be bought are no part of those held."""
    figures = explained(
        "截至2024年8月31日，某局共有车辆0辆，其中：机要通信用车0辆、其他用车0辆；",
        "2025年部门预算安排购置车辆1辆，其中：机要通信用车0辆、其他用车1辆；",
    )

    assert [(figure.topic, figure.label, figure.count) for figure in figures] == [
        (Topic.VEHICLE_FLEET, "共有车辆", 0),
        (Topic.VEHICLE_FLEET_BY_KIND, "机要通信用车", 0),
        (Topic.VEHICLE_FLEET_BY_KIND, "其他用车", 0),
        (Topic.VEHICLE_PURCHASE_PLAN, "部门预算安排购置车辆", 1),
        (Topic.VEHICLE_PURCHASE_PLAN_BY_KIND, "机要通信用车", 0),
        (Topic.VEHICLE_PURCHASE_PLAN_BY_KIND, "其他用车", 1),
    ]


def test_accounts_count_their_guests_and_travellers() -> None:
    """Those from abroad are a part of the guests that has no topic."""
    figures = explained(
        "1、因公出国（境）费支出1.00万元。全年安排因公出国（境）团组2个、累计3人次。",
        "国内公务接待支出0.39万元（含外宾接待支出0.00万元）。主要用于接待上级部门，列明公务接待2批次、26人次，",
        "其中：接待外宾0批次、0人次。",
        stage=Stage.FINAL_ACCOUNTS,
    )

    assert [(figure.topic, figure.count) for figure in figures if figure.count is not None] == [
        (Topic.DELEGATIONS_SENT, 2),
        (Topic.TRAVELLERS_SENT, 3),
        (Topic.RECEPTIONS_HELD, 2),
        (Topic.GUESTS_RECEIVED, 26),
    ]


def test_problems_found_settled_and_open() -> None:
    """Of the body's own assessment."""
    figures = explained("绩效自评中共发现问题3个，已经完成整改的2个，正在整改的1个。", stage=Stage.FINAL_ACCOUNTS)

    assert [(figure.topic, figure.count) for figure in figures] == [
        (Topic.PROBLEMS_FOUND, 3),
        (Topic.PROBLEMS_SETTLED, 2),
        (Topic.PROBLEMS_OPEN, 1),
    ]


def test_an_explanation_takes_a_movement_for_granted() -> None:
    """It is a figure without a value, only compared with the year before."""
    _, reason = explained(
        "财政拨款收入1,190万元，比2024年预算减少10万元。", "财政拨款收入支出增加的主要原因是人员变动。"
    )

    assert (reason.label, reason.amount, reason.direction) == ("财政拨款收入支出", None, Direction.INCREASE)


@pytest.mark.parametrize(
    ("word", "direction"), [("持平", Direction.UNCHANGED), ("基本持平", Direction.NEARLY_UNCHANGED)]
)
def test_nearly_is_not_exactly(word: str, direction: Direction) -> None:
    """Against the year before and against the budget."""
    compared, accounted = explained(
        f"公务接待费1.35万元，与2024年预算{word}。",
        f"1、教育支出（类）普通教育（款）学前教育（项）支出决算为2.00万元。决算数与预算数{word}。",
        stage=Stage.FINAL_ACCOUNTS,
    )

    assert (compared.direction, accounted.against_budget) == (direction, direction)


def test_assets_are_of_the_day_that_the_sentence_says() -> None:
    """The kinds of vehicles are parts; a million of yuan is a limit and no amount."""
    ledger = Ledger()

    figures = explained(
        "截至2024年8月31日，某局共有车辆3辆，其中：执法执勤用车1辆、其他用车2辆；单价100万元（含）以上设备（不含车辆）1台（套）。",
        "2025年部门预算安排购置车辆2辆；部门预算安排购置单价100万元（含）以上设备（不含车辆）0台（套）。",
        ledger=ledger,
    )

    assert [(figure.topic, figure.year, figure.count) for figure in figures] == [
        (Topic.VEHICLE_FLEET, 2024, 3),
        (Topic.VEHICLE_FLEET_BY_KIND, 2024, 1),
        (Topic.VEHICLE_FLEET_BY_KIND, 2024, 2),
        (Topic.LARGE_EQUIPMENT, 2024, 1),
        (Topic.VEHICLE_PURCHASE_PLAN, 2025, 2),
        (Topic.LARGE_EQUIPMENT_PLAN, 2025, 0),
    ]
    assert ledger.problems == []


def test_the_templates_open_choice_says_no_direction() -> None:
    """增加（减少） was left as printed in the template; the amount is still one."""
    (figure,) = explained("公用经费5万元，比2024年预算增加（减少）1万元。")

    assert (figure.compared_year, figure.direction, figure.change) == (2024, None, wan("1"))


def test_a_code_may_be_named_and_staged_in_one_clause() -> None:
    """Some accounts print no purpose between the code and its 年初预算."""
    budget, outcome = explained(
        "1、教育支出（类）普通教育（款）小学教育（项）年初预算为10万元，支出决算为9万元。",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
    )

    assert (budget.stage, budget.path, outcome.stage) == (
        Stage.BUDGET,
        ("教育支出", "普通教育", "小学教育"),
        Stage.FINAL_ACCOUNTS,
    )


def test_a_funds_figures_are_not_the_bodys() -> None:
    """A fund's 财政拨款支出 is the fund's, behind any name; a bare 本年收入 of a fund's section is reported."""
    ledger = Ledger()

    figures = explained(
        "八、政府性基金预算财政拨款收入支出决算情况说明",
        "某局2024年度政府性基金预算财政拨款收入3万元，本年收入3万元。",
        stage=Stage.FINAL_ACCOUNTS,
        year=2024,
        ledger=ledger,
    )

    assert [(figure.topic, figure.label) for figure in figures] == [
        (Topic.GOVERNMENT_FUND, "政府性基金预算财政拨款收入")
    ]
    assert [source.text for source, _ in ledger.problems] == ["3万元"]


def test_a_figure_that_only_moves_has_no_amount() -> None:
    """A named part that no sentence gives a value still moved."""
    total, part = explained("“三公”经费预算数为1万元，与2024年预算持平。其中：公务接待费持平。")

    assert (part.topic, part.amount, part.direction) == (Topic.RECEPTION, None, Direction.UNCHANGED)
    assert (total.compared_year, part.compared_year) == (2024, 2024)


def test_a_comparison_is_with_a_budget_or_with_what_was_spent() -> None:
    """预算执行数 is no budget, and 2023年度 alone says neither."""
    figures = explained(
        "财政拨款收入12万元，比2024年预算执行数增加1万元；其他收入3万元，比2024年预算减少2万元；事业收入5万元，与2024年度持平。"
    )
    stages = [figure.compared_stage for figure in figures]
    assert stages == [Stage.FINAL_ACCOUNTS, Stage.BUDGET, None]


def test_shares_completion_rates_and_the_budget_go_with_the_figure_before() -> None:
    """占…, 完成年初预算的… and 决算数小于预算数 say more about the accounts' figure."""
    budget, spent = explained(
        "一般公共预算财政拨款支出年初预算为100.00万元，支出决算为98.20万元，占本年支出合计的99.86%，完成年初预算的98.20%。"
        "决算数小于预算数的主要原因：项目调整。",
        stage=Stage.FINAL_ACCOUNTS,
    )

    assert (spent.share, spent.share_of, spent.completion) == ("99.86", "本年支出合计", "98.20")
    assert spent.against_budget is Direction.DECREASE
    assert (budget.share, budget.completion, budget.against_budget) == (None, None, None)
