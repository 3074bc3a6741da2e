"""The node kinds of the graph and the relationships between them."""

from typing import Final

from graph import terms
from graph.ontology.declare import (
    Interface,
    Kind,
    Property,
    Relationship,
    ValueMember,
    ValueType,
    integer_property,
    money_property,
    term_property,
    text_property,
)
from graph.ontology.values import SOURCES

KINDS: Final = (
    Kind(
        "Region",
        "行政区划",
        "An administrative region whose bodies publish budgets.",
        "GB/T 2260 code, else the path of names",
        (
            text_property(
                "code", "The region's GB/T 2260 code; null for a region that the reference table lacks.", indexed=True
            ),
            text_property("name", "The region's name: 上海市, 普陀区.", required=True, indexed=True),
            term_property("level", terms.GovernmentLevel, "The level of its government.", required=True),
        ),
    ),
    Kind(
        "Department",
        "预算主管部门",
        "A body that answers for its own budget and that of its units.",
        "region, kind and folded name",
        (
            text_property("name", "The fullest printed form of the name.", required=True, indexed=True),
            term_property("kind", terms.OrganisationKind, "Always DEPARTMENT.", required=True),
            Property("aliases", ValueType.TEXTS, "Every other printed form of the name.", required=True),
            text_property(
                "organ",
                "What it is among the organs of its government, whatever the region (财政局); null for sub-districts and towns, "
                "and where the region is not known.",
                indexed=True,
            ),
        ),
        searched=("name", "aliases"),
    ),
    Kind(
        "Unit",
        "预算单位",
        "A single budget unit: an institution, or a department's own office (本级).",
        "region, kind and folded name without the mark of the own office",
        (
            text_property("name", "The fullest printed form of the name.", required=True, indexed=True),
            term_property("kind", terms.OrganisationKind, "Always UNIT.", required=True),
            Property("aliases", ValueType.TEXTS, "Every other printed form of the name.", required=True),
        ),
        searched=("name", "aliases"),
    ),
    Kind(
        "Project",
        "项目",
        "A project of one year: what its statement (项目经费情况说明) and its target form (绩效目标申报表) say of it.",
        "organisation, year and folded name",
        (
            text_property("name", "The project's name.", required=True, indexed=True),
            integer_property("year", "The budget year.", required=True, indexed=True),
            text_property("nature", "Its nature (项目性质): 经常性专项业务费."),
            text_property("category", "Its category (项目类别): 特定目标类."),
            Property("start_date", ValueType.DATE, "The planned first day (计划开始日期)."),
            Property("end_date", ValueType.DATE, "The planned last day (计划完成日期)."),
            money_property(
                "amount",
                "The year's budget; null where the source prints none. The target form's 年度资金申请总额 wins over the "
                "statement's rounded amount.",
                indexed=True,
            ),
            money_property(
                "prior_year_budget", "The budget of the year before for the project of the same name (上年预算额)."
            ),
            money_property("prior_year_actual", "What of it was spent (上年预算执行数)."),
            Property(
                "has_specific_basis",
                ValueType.BOOLEAN,
                "Whether 立项依据 names a document; false where it names none; null where the source has no 立项依据.",
            ),
            text_property("overview", "What the project is (项目概述)."),
            text_property("basis", "The wording of its legal basis (立项依据)."),
            text_property("implementer", "Who carries it out, in the source's words (实施主体)."),
            text_property("plan", "How it is carried out (实施方案)."),
            text_property("schedule", "When it is carried out, in the source's words (实施周期)."),
            text_property("goal", "What it is for: the year's goal (年度总体目标, 绩效目标)."),
        ),
        (
            ValueMember("funding", "Funding", "Who pays how much, where the form says so; printed zeros included."),
            ValueMember("sub_items", "SubItem", "The parts of the budget, in printed order."),
            ValueMember("indicators", "Indicator", "The performance indicators, in printed order."),
            ValueMember(
                "unspecific_bases",
                "UnspecificBasis",
                "What its 立项依据 calls upon without naming a document, as printed.",
            ),
            SOURCES,
        ),
        searched=("name",),
    ),
    Kind(
        "FundingSource",
        "资金来源",
        "Where money comes from; a small fixed tree.",
        "code of the project's own list",
        (
            text_property("code", "The code of this graph's own list of funding sources.", required=True, indexed=True),
            text_property("name", "The source's Chinese name.", required=True),
        ),
    ),
    Kind(
        "ClassificationCode",
        "收支分类科目",
        "A code of the state's classification; its name is that of the latest year printed, since the list changes.",
        "scheme and code",
        (
            term_property(
                "scheme", terms.ClassificationScheme, "The list that the code belongs to.", required=True, indexed=True
            ),
            text_property("code", "The digits: 3, 5 or 7 of them.", required=True, indexed=True),
            text_property("name", "The name as printed in the latest year that was loaded.", required=True),
            integer_property("level", "1 for a class (类), 2 for a group (款), 3 for an item (项).", required=True),
            Property("names", ValueType.TEXTS, "Every printed name with its year: 2024 行政运行.", required=True),
        ),
        searched=("code", "name"),
    ),
    Kind(
        "BudgetLine",
        "预算数据",
        "One printed amount: who, when, under which code, in which column of which table.",
        "organisation, kind of disclosure, year, stage, table, row and measure",
        (
            integer_property("year", "The budget year.", required=True, indexed=True),
            term_property("stage", terms.Stage, "Whether it was planned or spent.", required=True),
            term_property("table", terms.BudgetTable, "The table that it stands in.", required=True, indexed=True),
            term_property("measure", terms.Measure, "The column that it stands in.", required=True),
            text_property("label", "The row as printed, without white space: 行政运行, 合计.", required=True),
            text_property("code", "The row's code, as a filter and an order need it.", indexed=True),
            money_property("amount", "The amount, exactly.", required=True, indexed=True),
        ),
        (SOURCES,),
        covered=(
            ("table", "measure", "year", "stage", "label", "amount"),
            ("year", "table", "code", "stage", "measure", "amount"),
        ),
    ),
    Kind(
        "LegalBasis",
        "立项依据",
        "A law, regulation, plan or notice that projects are based on.",
        "document number where any citation gives one, else the folded title",
        (
            text_property("title", "The title as printed most often.", required=True, indexed=True),
            text_property("document_number", "The number in its one form: 沪财行〔2017〕45号.", indexed=True),
            text_property(
                "issuer",
                "Who issued it, where a citation, the title or the number's head says so; null where it is open.",
            ),
            text_property(
                "issuer_evidence", "How the issuer is known: the words, or a known document of the same head."
            ),
            term_property(
                "level", terms.GovernmentLevel, "The level of the issuer; null where text and number leave it open."
            ),
            integer_property("year", "The year of its number; null where it has none.", indexed=True),
            text_property("document_type", "What kind of document its title says it is: 条例, 通知, 办法."),
            Property("issued", ValueType.DATE, "The day of its issue, by the registry of official documents."),
            text_property("address", "Where it is officially published, by the registry of official documents."),
            Property("aliases", ValueType.TEXTS, "Every other printed form of title and number.", required=True),
            integer_property("citation_count", "How many citations name it.", required=True, indexed=True),
        ),
        (
            ValueMember(
                "based_on", "LegalBasisLink", "The policies that it carries out, forwards, promulgates or amends."
            ),
            ValueMember("implemented_by", "LegalBasisLink", "The policies that do so with it."),
        ),
        searched=("title", "document_number", "aliases"),
    ),
    Kind(
        "Citation",
        "引用",
        "A place where a project's 立项依据 names a document.",
        "project, legal basis and article",
        (
            text_property("article", "The article that is named: 第四条."),
            text_property("text", "The citation exactly as printed.", required=True),
            text_property("title", "The title that it prints; null for a number alone.", indexed=True),
            text_property("document_number", "The number that it prints, in its one form; null where it prints none."),
            text_property("issuer", "The body that it prints before the title."),
            term_property(
                "identified_by", terms.IdentityRule, "Why it is taken to name this policy and no other.", required=True
            ),
            term_property(
                "relation",
                terms.LegalBasisRelation,
                "What the text says that it does with the document.",
                required=True,
            ),
        ),
        (SOURCES,),
    ),
    Kind(
        "Disclosure",
        "公开文件",
        "A published document that was loaded.",
        "sha256 of its bytes",
        (
            text_property("title", "The document's title as printed on it.", required=True, indexed=True),
            term_property("kind", terms.DisclosureKind, "What the document is.", required=True),
            integer_property("year", "The budget year that it is for.", required=True, indexed=True),
            text_property("file_name", "The name of the file that was loaded.", required=True, indexed=True),
            text_property("sha256", "The SHA-256 of the file's bytes, in hexadecimal digits.", required=True),
            integer_property("page_count", "How many pages it has; null for plain text."),
        ),
        (
            ValueMember("coverage", "Coverage", "What the loader understood of it, and what it left.", many=False),
            ValueMember("stated_figures", "StatedFigure", "The figures of its sentences, in printed order."),
        ),
        searched=("title",),
    ),
    Kind(
        "Finding",
        "勾稽问题",
        "Two figures that have to agree and do not: in one document, or between documents.",
        "rule, documents and subject",
        (
            text_property(
                "rule", "The rule of reconciliation, as docs/reconciliation.md lists it.", required=True, indexed=True
            ),
            term_property("severity", terms.Severity, "How much the broken rule weighs.", required=True, indexed=True),
            text_property("subject", "What was compared: a code, a label, a project.", required=True),
            text_property("message", "What has to equal what, in words.", required=True),
            money_property("expected", "What the other figures lead to; null for counts, percentages and words."),
            money_property("actual", "What is printed; null for counts, percentages and words."),
            text_property("expected_text", "What the other figures lead to, with how they do.", required=True),
            text_property("actual_text", "What is printed.", required=True),
        ),
        (
            SOURCES,
            ValueMember("expected_sources", "Source", "Where the figures are printed that lead to what is expected."),
            ValueMember("actual_sources", "Source", "Where the figure is printed that is not as expected."),
        ),
    ),
)

INTERFACES: Final = (
    Interface(
        "Organisation", "A body with a budget: a department or a unit (预算部门、预算单位).", ("Department", "Unit")
    ),
    Interface("Node", "Anything that has an id and can be fetched by it.", tuple(kind.name for kind in KINDS)),
)

RELATIONSHIPS: Final = (
    Relationship(
        "PART_OF", "Region", "Region", "parent", "children",
        "The region that it belongs to.", "The regions that belong to it.",
    ),
    Relationship(
        "IN_REGION", "Organisation", "Region", "region", "organisations",
        "The region whose government it belongs to.", "The region's departments and units.", required=True,
    ),
    Relationship(
        "UNIT_OF", "Unit", "Department", "department", "units",
        "The department that answers for it; null where no document says.", "The units whose budgets it answers for.",
    ),
    Relationship(
        "PROJECT_OF", "Project", "Department", "department", "projects",
        "The department that answers for the project; null where the source names none.",
        "The projects that it answers for.",
    ),
    Relationship(
        "CARRIED_OUT_BY", "Project", "Unit", "unit", "projects",
        "The budget unit that carries the project out; null where the source does not say.",
        "The projects that it carries out.",
    ),
    Relationship(
        "CLASSIFIED_AS", "Project", "ClassificationCode", "classifications", None,
        "The codes that the source prints for the project.", forward_many=True,
    ),
    Relationship(
        "PART_OF_SOURCE", "FundingSource", "FundingSource", "parent", "children",
        "The source that it is part of.", "The sources that are parts of it.",
    ),
    Relationship(
        "PART_OF_CODE", "ClassificationCode", "ClassificationCode", "parent", "children",
        "The class or group that it belongs to; null where that was never printed.", "The codes under it.",
    ),
    Relationship(
        "LINE_OF", "BudgetLine", "Organisation", "organisation", "budget_lines",
        "Whose money it is.", "The printed amounts of its tables.", required=True, ordered=("key", "amount"),
    ),
    Relationship(
        "LINE_UNDER", "BudgetLine", "ClassificationCode", "classification", "budget_lines",
        "The row's code; null on a table's total and on rows without a code.", "The printed amounts under the code.",
    ),
    Relationship(
        "LINE_FROM", "BudgetLine", "FundingSource", "funding_source", None,
        "Where the money comes from, where the table or column says so.",
    ),
    Relationship(
        "CITED_BY_PROJECT", "Citation", "Project", "project", "citations",
        "The project whose 立项依据 it stands in.", "The documents that its 立项依据 names.", required=True,
    ),
    Relationship(
        "CITES", "Citation", "LegalBasis", "legal_basis", "citations",
        "The document that is named.", "Where it is named.", required=True,
    ),
    *(
        Relationship(relation.value, "LegalBasis", "LegalBasis", None, None, relation.says)
        for relation in terms.LegalBasisRelation
        if relation is not terms.LegalBasisRelation.CITES
    ),
    Relationship(
        "BASED_ON", "Project", "LegalBasis", "legal_bases", "projects",
        "The documents that its 立项依据 names, each once.", "The projects whose 立项依据 names it.", forward_many=True,
    ),
    Relationship(
        "RESTS_ON", "Project", "LegalBasis", None, "dependent_projects",
        "", "The projects that rest on it: those that name it, and those that name a document which carries it out.",
        forward_many=True,
    ),
    Relationship(
        "PUBLISHED_BY", "Disclosure", "Organisation", "organisation", "disclosures",
        "Whose budget the document is; null where several bodies share it.", "The documents that it published.",
    ),
    Relationship(
        "DESCRIBED_IN", "Project", "Disclosure", "disclosures", "projects",
        "The documents that describe the project.", "The projects that the document describes.", forward_many=True,
    ),
    Relationship(
        "FOUND_IN", "Finding", "Disclosure", "disclosures", "findings",
        "The documents whose figures do not agree.", "What does not agree in the document, or with another one.",
        forward_many=True,
    ),
    Relationship(
        "PRINTED_IN", "BudgetLine", "Disclosure", "disclosures", "budget_lines",
        "The documents that print the amount.", "The amounts that the document prints.", forward_many=True,
    ),
)  # fmt: skip
