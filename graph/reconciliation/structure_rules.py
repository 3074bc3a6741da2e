"""What has to hold of a document's structure, and of the codes that it prints."""

from typing import Final

from graph.reconciliation import structures
from graph.reconciliation.rules import ALL, NO_TOLERANCE, TABLED, Rule
from graph.terms import Severity

_STRUCTURE: Final = "disclosures.md, Identities inside one document: Structure"
_EMPTY: Final = "disclosures.md, Identities inside one document: An empty T6, T7, T9 carries its own note"

STRUCTURE_RULES: Final = (
    Rule(
        "CONTENTS",
        "目录所列的表格、其他相关情况和项目经费情况说明正文中都有",
        structures.contents_are_printed,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
    ),
    Rule(
        "NOT-LISTED",
        "正文中的表格目录都列出",
        structures.tables_are_listed,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "TITLE-YEAR",
        "表题、目录、空表说明的年份＝文件年度",
        structures.titles_are_of_the_year,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "HEADING-YEAR",
        "编制说明、情况说明等标题和表格栏目的年份＝文件年度",
        structures.headings_are_of_the_year,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule("EMPTY-NOTE", "注明为空表的表格没有金额", structures.empty_tables_are_empty, TABLED, _EMPTY, NO_TOLERANCE),
    Rule(
        "EMPTY-WITHOUT-NOTE",
        "没有金额的政府性基金、国有资本经营、“三公”表注明为空表",
        structures.empty_tables_say_so,
        TABLED,
        _EMPTY,
        NO_TOLERANCE,
        Severity.INFO,
    ),
    Rule(
        "TEMPLATE",
        "没有遗留的模板用语（XX局、某某局、（单位名称）、下降（增长））",
        structures.template_is_filled,
        ALL,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "CODE-CLASS",
        "科目编码的类（及301至303的款）在政府收支分类科目之中",
        structures.classes_are_listed,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
    ),
    Rule(
        "CODE-LISTED-NAME",
        "科目名称＝政府收支分类科目该年度的名称",
        structures.names_are_listed,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "CODE-PARENT",
        "科目在其上级科目之下",
        structures.codes_have_parents,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "CODE-PARTS",
        "有金额的类、款之下列有款、项（该表列有款、项时）",
        structures.codes_have_parts,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
    Rule(
        "CODE-NAME",
        "同一科目编码在各表中名称相同",
        structures.codes_have_one_name,
        TABLED,
        _STRUCTURE,
        NO_TOLERANCE,
        Severity.WARNING,
    ),
)
