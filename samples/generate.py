"""Renders the facts files into the sample disclosures: `python -m samples.generate [--output DIR]`.

Equal facts give equal bytes: no times and no random ids. The one thing of the machine that shows is how its zlib
compresses; `compresses_like_the_committed` tells whether a difference in bytes would mean anything.
"""

import argparse
import hashlib
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final, assert_never

from graph.errors import BudgetGraphError
from samples import account_tables, account_text, budget_tables, budget_text, plain_text, typeface
from samples.accounts import Accounts
from samples.budget import Budget
from samples.project_pages import draw_statement
from samples.reading import Sample, read, sample_names
from samples.sheet import SIDEWAYS, UPRIGHT, Sheet
from samples.statements import Statements, TargetForms, targets_sentence

DISCLOSURES: Final = Path(__file__).parent / "disclosures"

# What the zlib that wrote the committed files (1.2.13) makes of a fixed text. Another one, zlib-ng for instance, may
# write other bytes for the same pages.
ZLIB_PROBE: Final = " ".join(str(number * number) for number in range(20_000)).encode()
ZLIB_PROBE_SHA256: Final = "abbc5be11fb746ab877ef910be0f914df4306b2a8bd84693dce54b04fe357f15"

OTHER_ZLIB: Final = (
    "This machine's zlib compresses in another way than the one that wrote the committed files: the pages are equal, "
    "the bytes are not. Leave the committed files as they are.\n"
)


def compresses_like_the_committed() -> bool:
    """Whether this machine's zlib writes the bytes that the committed samples have."""
    return hashlib.sha256(zlib.compress(ZLIB_PROBE)).hexdigest() == ZLIB_PROBE_SHA256


def file_name(name: str, sample: Sample) -> str:
    """The name of the sample's file."""
    return f"{name}.txt" if isinstance(sample, TargetForms) else f"{name}.pdf"


def render(sample: Sample) -> bytes:
    """The sample's bytes; `typeface.register` has been called."""
    match sample:
        case TargetForms():
            return plain_text.render(sample).encode()
        case Budget():
            return _budget(sample)
        case Accounts():
            return _accounts(sample)
        case Statements():
            return _statements(sample)
        case _:
            assert_never(sample)


def _budget(budget: Budget) -> bytes:
    file = BytesIO()
    sheet = Sheet(file, f"{budget.organisation}{budget.year}年{budget.edition}预算", SIDEWAYS)
    budget_text.draw_cover(sheet, budget)
    budget_text.draw_contents(sheet, budget)
    budget_text.draw_body(sheet, budget)
    budget_tables.draw_tables(sheet, budget)
    budget_text.draw_other_matters(sheet, budget)
    for project in budget.projects:
        draw_statement(sheet, project, budget.year)
    sheet.save()
    return file.getvalue()


def _accounts(accounts: Accounts) -> bytes:
    file = BytesIO()
    sheet = Sheet(file, f"{accounts.organisation}{accounts.year}年度部门决算", UPRIGHT)
    account_text.draw_cover(sheet, accounts)
    account_text.draw_overview(sheet, accounts)
    account_tables.draw_tables(sheet, accounts)
    account_text.draw_explanation(sheet, accounts)
    sheet.save()
    return file.getvalue()


def _statements(statements: Statements) -> bytes:
    file = BytesIO()
    sheet = Sheet(file, f"{statements.organisation}{statements.year}年项目经费情况说明", UPRIGHT)
    sheet.paragraph("四、绩效目标设置情况")
    sheet.paragraph(targets_sentence(statements))
    for project in statements.projects:
        draw_statement(sheet, project, statements.year)
    sheet.save()
    return file.getvalue()


def rendered() -> dict[str, bytes]:
    """All samples by file name.

    Raises:
        MissingFont: a font is not on this machine.
        UnprintableCharacter: a facts file has a character that no font can draw.
    """
    typeface.register()
    samples = {name: read(name) for name in sample_names()}
    return {file_name(name, sample): render(sample) for name, sample in samples.items()}


def main() -> int:
    """Writes the samples and names them; 1 where a font or a character is missing."""
    parser = argparse.ArgumentParser(prog="python -m samples.generate", description=__doc__)
    parser.add_argument(
        "--output", type=Path, default=DISCLOSURES, help="the folder to write to (default: samples/disclosures)"
    )
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    try:
        for name, content in rendered().items():
            (arguments.output / name).write_bytes(content)
            sys.stdout.write(f"{arguments.output / name}  {len(content):,} bytes\n")
    except BudgetGraphError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not compresses_like_the_committed():
        sys.stderr.write(OTHER_ZLIB)
    return 0


if __name__ == "__main__":
    sys.exit(main())
