"""Bases that name no document: what a text calls upon without saying which (根据上级要求), recorded as such and never a policy."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.terms import UnspecificKind
from loaders.citations.marks import Marks, Span
from loaders.citations.reading import CitedDocument
from loaders.citations.words import PAUSE

# "根据上级要求" "按照有关文件精神" "落实区委、区政府工作部署" -> a basis without a name
NAMES_NOTHING: Final = re.compile(
    rf"(?:根据|依据|按照|依照|遵照|贯彻|落实)[^{PAUSE}《》№]{{1,40}}?"
    rf"(?:要求|规定|精神|部署|安排|政策|指示|文件|法律法规|意见|通知|制度|办法|要点)(?:要求|精神|规定)?(?=[{PAUSE}、的]|$)"
)


def find_unspecific(
    marks: Marks, read: Sequence[CitedDocument], known: Sequence[CitedDocument]
) -> Iterator[tuple[Span, UnspecificKind]]:
    """The places that call upon no document by name, and those that point back at none; `known` are those that name one."""
    named = [Span(document.start, document.end) for document in known]
    starts = {span.start for span in named}
    for document in read:
        if document.start not in starts:
            yield Span(document.start, document.end), UnspecificKind.POINTS_AT_NOTHING
    for matched in NAMES_NOTHING.finditer(marks.skeleton):
        span = Span(*matched.span())
        if not any(span.overlaps(other) for other in named):
            yield span, UnspecificKind.NAMES_NOTHING
