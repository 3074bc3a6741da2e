"""The records that belong to one node and have no key of their own: sources, indicators, coverage."""

from typing import Final

from graph import terms
from graph.ontology.declare import (
    Property,
    Reference,
    ValueKind,
    ValueMember,
    ValueType,
    integer_property,
    money_property,
    term_property,
    text_property,
)

SOURCES: Final = ValueMember("sources", "Source", "Where this is printed; every fact has at least one source (出处).")

VALUE_KINDS: Final = (
    ValueKind(
        "BoundingBox",
        "A rectangle on a page, in PDF points (1/72 inch) with the origin at the top left.",
        (
            Property("x0", ValueType.FRACTION, "Distance of the left edge from the page's left edge.", required=True),
            Property("top", ValueType.FRACTION, "Distance of the upper edge from the page's top.", required=True),
            Property("x1", ValueType.FRACTION, "Distance of the right edge from the page's left edge.", required=True),
            Property("bottom", ValueType.FRACTION, "Distance of the lower edge from the page's top.", required=True),
        ),
    ),
    ValueKind(
        "Source",
        "Where something is printed: a document with the page and box, or with the line of a text (出处).",
        (
            integer_property("page", "The page of the PDF, from 1; null for plain text."),
            integer_property("line", "The line of the text file, from 1; null for a PDF."),
            text_property("text", "What stands there, exactly as printed.", required=True),
        ),
        (ValueMember("bbox", "BoundingBox", "The rectangle on the page; null for plain text.", many=False),),
        (Reference("disclosure", "Disclosure", "The document that it is printed in."),),
    ),
    ValueKind(
        "Funding",
        "How much of a project's year one funding source pays (资金来源构成).",
        (money_property("amount", "What this source pays.", required=True),),
        (SOURCES,),
        (Reference("source", "FundingSource", "The funding source."),),
    ),
    ValueKind(
        "SubItem",
        "A part of a project's budget, as its statement or form lists it (子项目).",
        (
            text_property("name", "The part's name as printed, without its number.", required=True),
            money_property("amount", "What the part costs; null where the source prints no amount for it."),
        ),
        (SOURCES,),
    ),
    ValueKind(
        "Indicator",
        "A performance indicator of a project with its target (绩效指标).",
        (
            text_property(
                "level1", "The indicator's first level (一级指标): 产出指标; null where it cannot be decided."
            ),
            text_property(
                "level2", "The indicator's second level (二级指标): 数量指标; null on the 2018 form, which has none."
            ),
            text_property("name", "The indicator itself (三级指标).", required=True),
            text_property(
                "operator", "How the target bounds the value: ≥ ≤ = > < 约; null where the target is in words."
            ),
            text_property(
                "value", "The target without operator and unit, or its words; null where it could not be read."
            ),
            text_property("unit", "The target's unit as printed: %, 人次, 元/人/天."),
            text_property("text", "The target exactly as printed: ≥95.00(%).", required=True),
        ),
        (SOURCES,),
    ),
    ValueKind(
        "StatedFigure",
        "A figure of a document's sentences, and how it moved (文字说明中的数字).",
        (
            term_property("topic", terms.Topic, "What the figure is about.", required=True),
            term_property("stage", terms.Stage, "Whether it was planned or spent.", required=True),
            integer_property("year", "The year that the figure is for.", required=True),
            text_property("label", "What the sentence calls it.", required=True),
            text_property("code", "The functional code, where the sentence prints it."),
            money_property("amount", "The amount; null where the figure is a count."),
            integer_property("count", "The count; null where the figure is an amount."),
            integer_property("compared_year", "The year that the sentence compares with."),
            term_property("direction", terms.Direction, "How the figure moved, in the sentence's words."),
            money_property("change", "By how much, as printed; null where the sentence prints none."),
            text_property("ratio", "By how many percent, as printed."),
        ),
        (SOURCES,),
    ),
    ValueKind(
        "UnspecificBasis",
        "A part of a 立项依据 that names no document, so that it is no policy (未指明文件的依据).",
        (
            term_property("kind", terms.UnspecificKind, "Why it is no policy.", required=True),
            text_property("text", "What stands there, as printed.", required=True),
        ),
        (SOURCES,),
    ),
    ValueKind(
        "LegalBasisLink",
        "What one policy does with another (政策之间的关系).",
        (
            term_property(
                "relation", terms.LegalBasisRelation, "What the later policy does with the other.", required=True
            ),
            Property(
                "confidence",
                ValueType.FRACTION,
                "1 where title or text say so; less for a judgement, as of a misquoted title.",
                required=True,
            ),
            text_property("reason", "On what it rests.", required=True),
        ),
        (ValueMember("source", "Source", "Where the later policy is cited, with the words that tell.", many=False),),
        (Reference("legal_basis", "LegalBasis", "The policy at the other end."),),
    ),
    ValueKind(
        "Coverage",
        "What the loader understood of a document, and what it left (覆盖情况).",
        (
            integer_property("tables_found", "How many of the official tables were found.", required=True),
            integer_property("tables_expected", "How many tables a document of this kind has.", required=True),
            integer_property("rows_read", "How many rows of tables, forms and lists became facts.", required=True),
            integer_property(
                "unread_lines", "How many lines or rows no rule read or deliberately ignored.", required=True
            ),
            integer_property(
                "checks_run", "How many comparisons the rules of reconciliation (勾稽) made within it.", required=True
            ),
            integer_property("checks_failed", "How many of them failed: its findings.", required=True),
            integer_property(
                "checks_not_run",
                "How many could not be made, since a figure is not printed or not read.",
                required=True,
            ),
        ),
        (ValueMember("unread", "UnreadLine", "What was left unread, where it stands and why."),),
    ),
    ValueKind(
        "UnreadLine",
        "A line, row or value that no rule could read: the honest rest of a document (未识别内容).",
        (text_property("reason", "Why it was left.", required=True),),
        (ValueMember("source", "Source", "Where it stands, with its text.", many=False),),
    ),
)
