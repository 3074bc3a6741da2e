"""The samples' facts as text, one line each: `python -m tests.golden_facts` writes them, a test compares, review reads the diff."""

from pathlib import Path

from graph.facts import (
    ContentsEntry,
    DatedHeading,
    Fact,
    LineItem,
    ListedSection,
    OrganisationMention,
    ProjectFact,
    Source,
    StatedFigure,
    TablePlace,
    TemplateRemnant,
    UnreadCells,
)
from loaders.load import load_file

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "disclosures"
GOLDEN = Path(__file__).resolve().parent / "golden"


def facts_as_text(path: Path) -> str:
    """A document's facts, in printed order, with what was left unread."""
    facts = load_file(path)
    disclosure, coverage = facts.disclosure, facts.coverage
    head = f"{disclosure.kind.value} {disclosure.year} {disclosure.organisation} “{disclosure.title}”"
    read = f"tables {coverage.tables_found}/{coverage.tables_expected}, rows {coverage.rows_read}"
    left = [f"left {_place(line.source)} {line.source.text} — {line.reason}" for line in coverage.unread]
    return "\n".join([head, read, *(line for fact in facts.facts for line in _lines(fact)), *left]) + "\n"


def _place(source: Source) -> str:
    return f"p{source.page}" if source.page else f"l{source.line}"


def _lines(fact: Fact) -> list[str]:
    match fact:
        case LineItem():
            code = fact.code or (fact.side.value.lower() if fact.side else "-")
            return [
                f"{fact.table.value} {fact.stage.value} {fact.measure.value} {code} {fact.label} {fact.amount.fen} {_place(fact.source)}"
            ]
        case UnreadCells():
            column = fact.measure.value if fact.measure else "-"
            return [f"unread {fact.table.value} {column} {fact.code or '-'} {fact.label} {_place(fact.source)}"]
        case OrganisationMention():
            marks = [*(["own office"] if fact.is_own_office else []), *([] if fact.has_own_budget else ["no budget"])]
            return [" ".join(["unit", fact.name, *marks, _place(fact.source)])]
        case StatedFigure():
            figure = fact.amount.fen if fact.amount else fact.count
            moved = (
                f" {fact.direction.value} {fact.change.fen if fact.change else ''} {fact.ratio or ''}"
                if fact.direction
                else ""
            )
            rates = (fact.share, fact.share_of, fact.completion, fact.against_budget)
            rated = f" {fact.share} of {fact.share_of} {fact.completion} {fact.against_budget}" if any(rates) else ""
            return [f"stated {fact.topic.value} {fact.year} {fact.label} {figure}{moved}{rated} {_place(fact.source)}"]
        case ProjectFact():
            return _project_lines(fact)
        case ContentsEntry():
            return [f"listed {fact.table.value} {fact.title} {_place(fact.source)}"]
        case ListedSection():
            return [f"listed {fact.title} {_place(fact.source)} at {_place(fact.place) if fact.place else 'nowhere'}"]
        case TablePlace():
            note = f" empty by {_place(fact.empty_note)}" if fact.empty_note else ""
            return [f"placed {fact.table.value} {fact.title} {_place(fact.source)}{note}"]
        case DatedHeading():
            return [f"heading {fact.text} {_place(fact.source)}"]
        case TemplateRemnant():
            return [f"template {fact.text} {_place(fact.source)}"]


def _project_lines(fact: ProjectFact) -> list[str]:
    kind = "form" if fact.is_form else "statement"
    amount = fact.amount.fen if fact.amount else None
    lines = [f"{kind} {fact.name} {fact.year} {amount} {fact.start}…{fact.end} {_place(fact.sources[0])}"]
    lines += [f"  part {part.name} {part.amount.fen if part.amount else None}" for part in fact.sub_items]
    lines += [
        f"  broken down {whole.label} {[part.amount.fen if part.amount else None for part in whole.parts]}"
        for whole in fact.breakdowns
    ]
    lines += [f"  worked out {one.expression} = {one.result.fen}" for one in fact.calculations]
    lines += [f"  counted {one.total}{one.counter} {one.parts}" for one in fact.counted_parts]
    lines += [
        f"  basis {cited.title} {cited.document_number} {cited.article or ''} {cited.relation.value}"
        for cited in fact.citations
    ]
    lines += [f"  funding {part.source_code} {part.amount.fen}" for part in fact.funding]
    lines += [
        f"  indicator {one.level1}/{one.level2} {one.name} {one.operator or ''} {one.value} {one.unit or ''}"
        for one in fact.indicators
    ]
    return lines


def golden_of(path: Path) -> Path:
    """The file that holds a sample's golden facts."""
    return GOLDEN / f"{path.stem}.facts.txt"


def main() -> None:
    """Writes the golden facts of every sample."""
    GOLDEN.mkdir(exist_ok=True)
    for path in sorted(SAMPLES.iterdir()):
        golden_of(path).write_text(facts_as_text(path), encoding="utf-8")


if __name__ == "__main__":
    main()
