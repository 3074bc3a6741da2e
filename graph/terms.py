"""The closed vocabularies of the budget graph: one enum for each, each value with its meaning and Chinese term.

A member's value is its GraphQL name, so that a fact, a stored record and an answer carry the same word.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A member of a closed vocabulary that explains itself."""

    says: str

    def __new__(cls, value: str, says: str) -> Self:
        """Makes the member of that name; `says` is its description in the schema and the documentation."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.says = says
        return member


class MoneyUnit(Term):
    """The unit that an amount is printed in or asked for."""

    YUAN = "YUAN", "Yuan (元)."
    WAN_YUAN = "WAN_YUAN", "Ten thousand yuan (万元)."
    YI_YUAN = "YI_YUAN", "A hundred million yuan (亿元)."

    @property
    def fen(self) -> int:
        """How many fen (分) one of this unit is."""
        return {"YUAN": 100, "WAN_YUAN": 1_000_000, "YI_YUAN": 10_000_000_000}[self.value]


class Stage(Term):
    """Whether an amount was planned or spent."""

    BUDGET = "BUDGET", "Planned in the year's budget (预算)."
    FINAL_ACCOUNTS = "FINAL_ACCOUNTS", "Reported in the year's final accounts (决算)."


class OrganisationKind(Term):
    """The place of an organisation in the budget hierarchy."""

    DEPARTMENT = (
        "DEPARTMENT",
        "A department that is responsible for a budget with its subordinate units (预算主管部门).",
    )
    UNIT = "UNIT", "A single budget unit, the department's own office among them (预算单位)."


class GovernmentLevel(Term):
    """The level of government that a region or a policy belongs to."""

    CENTRAL = "CENTRAL", "The state (中央)."
    MUNICIPAL = (
        "MUNICIPAL",
        "A province, a municipality under the central government, or a city of a province (省、直辖市、地级市).",
    )
    DISTRICT = "DISTRICT", "A district or county (区、县)."
    TOWNSHIP = "TOWNSHIP", "A town or sub-district (镇、街道)."
    UNKNOWN = "UNKNOWN", "Of a region that no document names (未注明)."


class ClassificationScheme(Term):
    """A list of the state's classification of revenue and expenditure (政府收支分类科目)."""

    FUNCTIONAL = (
        "FUNCTIONAL",
        "What money is spent for: class, group and item by 3, 5 and 7 digits (支出功能分类 类、款、项).",
    )
    DEPARTMENT_ECONOMIC = "DEPARTMENT_ECONOMIC", "How a department spends it: 3 and 5 digits (部门预算支出经济分类)."
    GOVERNMENT_ECONOMIC = "GOVERNMENT_ECONOMIC", "How a government spends it: 3 and 5 digits (政府预算支出经济分类)."


class DisclosureKind(Term):
    """What a published document is."""

    DEPARTMENT_BUDGET = "DEPARTMENT_BUDGET", "The budget of a department with all its units (部门预算)."
    UNIT_BUDGET = "UNIT_BUDGET", "The budget of one unit (单位预算)."
    DEPARTMENT_FINAL_ACCOUNTS = "DEPARTMENT_FINAL_ACCOUNTS", "The final accounts of a department (部门决算)."
    UNIT_FINAL_ACCOUNTS = "UNIT_FINAL_ACCOUNTS", "The final accounts of one unit (单位决算)."
    PROJECT_STATEMENTS = "PROJECT_STATEMENTS", "Statements about projects and their money (项目经费情况说明)."
    PERFORMANCE_TARGETS = "PERFORMANCE_TARGETS", "Forms with the performance targets of projects (绩效目标申报表)."


class BudgetTable(Term):
    """A table of the official layout; budgets and final accounts share these names."""

    BALANCE_SUMMARY = "BALANCE_SUMMARY", "All income beside all expenditure (财务收支总表, 收入支出决算总表)."
    REVENUE_BY_FUNCTION = "REVENUE_BY_FUNCTION", "Income by functional code and source (收入总表, 收入决算表)."
    EXPENDITURE_BY_FUNCTION = "EXPENDITURE_BY_FUNCTION", "Expenditure by functional code (支出总表, 支出决算表)."
    APPROPRIATION_SUMMARY = "APPROPRIATION_SUMMARY", "Fiscal appropriation beside what it pays for (财政拨款收支总表)."
    GENERAL_BUDGET_BY_FUNCTION = (
        "GENERAL_BUDGET_BY_FUNCTION",
        "Expenditure from the general public budget by functional code (一般公共预算支出功能分类表).",
    )
    GOVERNMENT_FUND_BY_FUNCTION = (
        "GOVERNMENT_FUND_BY_FUNCTION",
        "Expenditure from government funds by functional code (政府性基金预算支出功能分类表).",
    )
    STATE_CAPITAL_BY_FUNCTION = (
        "STATE_CAPITAL_BY_FUNCTION",
        "Expenditure from the state capital budget by functional code (国有资本经营预算支出功能分类表).",
    )
    BASIC_BY_ECONOMIC = (
        "BASIC_BY_ECONOMIC",
        "Basic expenditure from the general public budget by economic code (一般公共预算基本支出经济分类表).",
    )
    THREE_PUBLIC = (
        "THREE_PUBLIC",
        "Travel abroad, receptions and vehicles, and agency operation (“三公”经费和机关运行经费).",
    )


class Measure(Term):
    """Which column of a table an amount stands in."""

    TOTAL = "TOTAL", "The row's total (合计, 预算数, 决算数)."
    BASIC = "BASIC", "Basic expenditure (基本支出)."
    PROJECT = "PROJECT", "Project expenditure (项目支出)."
    PERSONNEL = "PERSONNEL", "Basic expenditure for persons (人员经费)."
    PUBLIC = "PUBLIC", "Basic expenditure for running the office (公用经费)."
    FISCAL_APPROPRIATION = "FISCAL_APPROPRIATION", "Income from fiscal appropriation (财政拨款收入)."
    APPROPRIATION_EXPLAINED = (
        "APPROPRIATION_EXPLAINED",
        "How the appropriation moved, as the reason for it has it (财政拨款收入支出增加的主要原因).",
    )
    UNDERTAKING_INCOME = "UNDERTAKING_INCOME", "Income from a public institution's professional work (事业收入)."
    BUSINESS_INCOME = "BUSINESS_INCOME", "Income from a public institution's business (事业单位经营收入)."
    OTHER_INCOME = "OTHER_INCOME", "Other income (其他收入)."
    SUPERIOR_SUBSIDY = "SUPERIOR_SUBSIDY", "Subsidy from a superior body (上级补助收入)."
    AFFILIATE_REMITTANCE = "AFFILIATE_REMITTANCE", "Remittance from affiliated units (附属单位上缴收入)."
    GENERAL_PUBLIC_BUDGET = "GENERAL_PUBLIC_BUDGET", "Paid from the general public budget (一般公共预算)."
    GOVERNMENT_FUND = "GOVERNMENT_FUND", "Paid from government funds (政府性基金预算)."
    STATE_CAPITAL = "STATE_CAPITAL", "Paid from the state capital budget (国有资本经营预算)."
    REMITTED_TO_SUPERIOR = "REMITTED_TO_SUPERIOR", "Remitted to a superior body (上缴上级支出)."
    BUSINESS_EXPENDITURE = "BUSINESS_EXPENDITURE", "Expenditure of a public institution's business (经营支出)."
    SUBSIDY_TO_AFFILIATES = "SUBSIDY_TO_AFFILIATES", "Subsidy to affiliated units (对附属单位补助支出)."
    OVERSEAS_TRAVEL = "OVERSEAS_TRAVEL", "Official travel abroad (因公出国（境）费)."
    RECEPTION = "RECEPTION", "Official receptions (公务接待费)."
    VEHICLES = "VEHICLES", "Purchase and running of official vehicles (公务用车购置及运行费)."
    VEHICLE_PURCHASE = "VEHICLE_PURCHASE", "Purchase of official vehicles (公务用车购置费)."
    VEHICLE_OPERATION = "VEHICLE_OPERATION", "Running of official vehicles (公务用车运行费)."
    AGENCY_OPERATION = "AGENCY_OPERATION", "Running cost of administrative bodies (机关运行经费)."
    OPENING_BALANCE = "OPENING_BALANCE", "Carried over from the year before (年初结转和结余)."
    CURRENT_REVENUE = "CURRENT_REVENUE", "Income of the year (本年收入)."
    CURRENT_EXPENDITURE = "CURRENT_EXPENDITURE", "Expenditure of the year (本年支出)."
    CLOSING_BALANCE = "CLOSING_BALANCE", "Carried over to the next year (年末结转和结余)."


class Side(Term):
    """The half of a two-sided table that a row stands in."""

    REVENUE = "REVENUE", "The left half: income (收入)."
    EXPENDITURE = "EXPENDITURE", "The right half: expenditure (支出)."


class Direction(Term):
    """How a figure moved against the one it is compared with."""

    INCREASE = "INCREASE", "It grew (增加, 增长)."
    DECREASE = "DECREASE", "It shrank (减少, 下降)."
    UNCHANGED = "UNCHANGED", "It stayed (持平)."
    NEARLY_UNCHANGED = "NEARLY_UNCHANGED", "It nearly stayed (基本持平)."


class Topic(Term):
    """What a figure in a document's sentences is about."""

    REVENUE = "REVENUE", "Total income (收入预算, 收入决算)."
    EXPENDITURE = "EXPENDITURE", "Total expenditure (支出预算, 支出决算)."
    REVENUE_AND_EXPENDITURE = "REVENUE_AND_EXPENDITURE", "Income and expenditure, stated as one total (收入支出总计)."
    FISCAL_APPROPRIATION = "FISCAL_APPROPRIATION", "Fiscal appropriation (财政拨款收入, 财政拨款支出)."
    APPROPRIATION_EXPLAINED = (
        "APPROPRIATION_EXPLAINED",
        "How the appropriation moved, as the reason for it has it (财政拨款收入支出增加的主要原因).",
    )
    UNDERTAKING_INCOME = "UNDERTAKING_INCOME", "Income from professional work (事业收入)."
    BUSINESS_INCOME = "BUSINESS_INCOME", "Income from business (事业单位经营收入)."
    OTHER_INCOME = "OTHER_INCOME", "Other income (其他收入)."
    GENERAL_PUBLIC_BUDGET = "GENERAL_PUBLIC_BUDGET", "The general public budget's part (一般公共预算拨款支出)."
    GOVERNMENT_FUND = "GOVERNMENT_FUND", "The government funds' part (政府性基金拨款支出)."
    STATE_CAPITAL = "STATE_CAPITAL", "The state capital budget's part (国有资本经营预算拨款支出)."
    FUNCTION = "FUNCTION", "Expenditure under a functional code (科目)."
    BASIC = "BASIC", "Basic expenditure (基本支出)."
    PROJECT = "PROJECT", "Project expenditure (项目支出)."
    PERSONNEL = "PERSONNEL", "Basic expenditure for persons (人员经费)."
    PUBLIC = "PUBLIC", "Basic expenditure for running the office (公用经费)."
    THREE_PUBLIC = "THREE_PUBLIC", "Travel abroad, receptions and vehicles together (“三公”经费)."
    OVERSEAS_TRAVEL = "OVERSEAS_TRAVEL", "Official travel abroad (因公出国（境）费)."
    VEHICLES = "VEHICLES", "Purchase and running of official vehicles (公务用车购置及运行费)."
    VEHICLE_PURCHASE = "VEHICLE_PURCHASE", "Purchase of official vehicles (公务用车购置费)."
    VEHICLE_OPERATION = "VEHICLE_OPERATION", "Running of official vehicles (公务用车运行费)."
    RECEPTION = "RECEPTION", "Official receptions (公务接待费)."
    AGENCY_OPERATION = "AGENCY_OPERATION", "Running cost of administrative bodies (机关运行经费)."
    PROCUREMENT = "PROCUREMENT", "Government procurement (政府采购)."
    PROCUREMENT_GOODS = "PROCUREMENT_GOODS", "Procurement of goods (政府采购货物)."
    PROCUREMENT_WORKS = "PROCUREMENT_WORKS", "Procurement of works (政府采购工程)."
    PROCUREMENT_SERVICES = "PROCUREMENT_SERVICES", "Procurement of services (政府采购服务)."
    PROCUREMENT_SMALL_AND_MEDIUM = (
        "PROCUREMENT_SMALL_AND_MEDIUM",
        "Reserved for small and medium enterprises (中小企业).",
    )
    PROCUREMENT_SMALL_AND_MICRO = (
        "PROCUREMENT_SMALL_AND_MICRO",
        "Reserved for small and micro enterprises (小型和微型企业).",
    )
    PERFORMANCE_PROJECTS = "PERFORMANCE_PROJECTS", "How many projects have performance targets (编报绩效目标的项目)."
    PERFORMANCE_AMOUNT = "PERFORMANCE_AMOUNT", "How much money has performance targets (涉及项目预算资金)."
    VEHICLE_FLEET = "VEHICLE_FLEET", "How many vehicles the body holds (共有车辆)."
    VEHICLE_PURCHASE_PLAN = "VEHICLE_PURCHASE_PLAN", "How many vehicles the budget buys (购置车辆)."
    VEHICLE_FLEET_BY_KIND = "VEHICLE_FLEET_BY_KIND", "One kind of the vehicles that the body holds (执法执勤用车)."
    VEHICLE_PURCHASE_PLAN_BY_KIND = (
        "VEHICLE_PURCHASE_PLAN_BY_KIND",
        "One kind of the vehicles that the budget buys (执法执勤用车).",
    )
    VEHICLES_KEPT = "VEHICLES_KEPT", "How many vehicles the appropriation pays for (公务用车保有量)."
    DOMESTIC_RECEPTION = "DOMESTIC_RECEPTION", "Receptions at home (国内公务接待)."
    RECEPTIONS_HELD = "RECEPTIONS_HELD", "How many receptions were held (公务接待批次)."
    GUESTS_RECEIVED = "GUESTS_RECEIVED", "How many guests were received (公务接待人次)."
    DELEGATIONS_SENT = "DELEGATIONS_SENT", "How many delegations went abroad (因公出国（境）团组)."
    TRAVELLERS_SENT = "TRAVELLERS_SENT", "How many persons went abroad (因公出国（境）人次)."
    PROBLEMS_FOUND = "PROBLEMS_FOUND", "How many problems the body's own assessment found (发现问题)."
    PROBLEMS_SETTLED = "PROBLEMS_SETTLED", "How many of the problems are settled (已经完成整改)."
    PROBLEMS_OPEN = "PROBLEMS_OPEN", "How many of the problems are being settled (正在整改)."
    LARGE_EQUIPMENT = (
        "LARGE_EQUIPMENT",
        "Equipment of a million yuan and more that the body holds (单价100万元以上设备).",
    )
    LARGE_EQUIPMENT_PLAN = (
        "LARGE_EQUIPMENT_PLAN",
        "Equipment of a million yuan and more that the budget buys (购置设备).",
    )


class LineageLevel(Term):
    """A stage that money passes on its way from its source to what it is spent on."""

    FUNDING_SOURCE = "FUNDING_SOURCE", "Where it comes from (资金来源)."
    REGION = "REGION", "The region whose government spends it (行政区划)."
    DEPARTMENT = "DEPARTMENT", "The department that answers for it (预算主管部门)."
    UNIT = "UNIT", "The budget unit that spends it (预算单位)."
    FUNCTION_CLASS = "FUNCTION_CLASS", "What it is for, by 3 digits (功能分类 类)."
    FUNCTION_GROUP = "FUNCTION_GROUP", "What it is for, by 5 digits (功能分类 款)."
    FUNCTION_ITEM = "FUNCTION_ITEM", "What it is for, by 7 digits (功能分类 项)."
    EXPENDITURE_KIND = "EXPENDITURE_KIND", "Basic or project expenditure (基本支出、项目支出)."
    ECONOMIC_CLASS = "ECONOMIC_CLASS", "How it is spent, by 3 digits (部门预算支出经济分类 类)."
    ECONOMIC_ITEM = "ECONOMIC_ITEM", "How it is spent, by 5 digits (部门预算支出经济分类 款)."
    PROJECT = "PROJECT", "The project that it is spent on (项目)."
    SUB_ITEM = "SUB_ITEM", "The part of the project's budget (子项目)."
    LEGAL_BASIS = "LEGAL_BASIS", "The policies that the project rests on (立项依据)."


class ComparisonDimension(Term):
    """What the columns of a comparison are."""

    REGION = "REGION", "A region each, with the bodies of its own government (行政区划)."
    DEPARTMENT = "DEPARTMENT", "A department each, with all its units (预算主管部门)."
    UNIT = "UNIT", "A budget unit each (预算单位)."
    YEAR = "YEAR", "A budget year each (年度)."
    STAGE = "STAGE", "The budget beside the final accounts (预算、决算)."


class Normalisation(Term):
    """What columns of different size are compared by."""

    NONE = "NONE", "By their amounts."
    SHARE_OF_TOTAL = (
        "SHARE_OF_TOTAL",
        "By their shares (占比): amounts stay as they are, and warnings tell the columns that have no total to divide by.",
    )


class IdentityRule(Term):
    """Why a citation is taken to name a policy."""

    NUMBER = "NUMBER", "It prints the policy's number (文号相同)."
    TITLE = "TITLE", "It prints the policy's title, as far as titles tell documents apart (标题相同)."
    TITLE_WITH_NUMBER = (
        "TITLE_WITH_NUMBER",
        "It prints a title without a number, and that title stands beside this one number elsewhere (标题对应同一文号).",
    )
    CURATED = "CURATED", "A curated list keeps it apart from policies of the same title or number (人工指定)."


class UnspecificKind(Term):
    """Why a basis is no policy."""

    NAMES_NOTHING = "NAMES_NOTHING", "It calls upon a document, or upon an order, without naming it (根据上级要求)."
    POINTS_AT_NOTHING = (
        "POINTS_AT_NOTHING",
        "It points back at a document that the text does not name (该办法, 《办法》).",
    )


class LegalBasisRelation(Term):
    """What a project's text, or another policy, does with a policy (与依据的关系)."""

    CITES = "CITES", "It rests on the document (根据, 依据)."
    PROMULGATES = "PROMULGATES", "A notice that promulgates the document (印发)."
    FORWARDS = "FORWARDS", "A notice that forwards the document (转发)."
    IMPLEMENTS = "IMPLEMENTS", "A document that carries it out (贯彻, 落实, 实施)."
    AMENDS = "AMENDS", "A document that changes it (修订)."


class Severity(Term):
    """How much a broken rule weighs."""

    ERROR = "ERROR", "Two figures that have to agree do not (错误)."
    WARNING = "WARNING", "Something that is nearly always a mistake, and need not be one (疑点)."
    INFO = "INFO", "Worth a look (提示)."


class CheckStatus(Term):
    """How a rule ended on a document: what was not checked never counts as passed."""

    PASSED = "PASSED", "The figures were compared and agree (通过)."
    FAILED = "FAILED", "The figures were compared and do not agree: a finding (不符)."
    NOT_APPLICABLE = "NOT_APPLICABLE", "The document has nothing that the rule speaks of (不适用)."
    NOT_EXECUTABLE = "NOT_EXECUTABLE", "A figure that the rule needs is not printed, or was not read (无法执行)."
