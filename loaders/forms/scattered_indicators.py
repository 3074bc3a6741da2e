"""Indicators of a form without rules: name and target are paired where they share a line, or where nothing else fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

from graph.facts import Indicator
from loaders.document import Ledger, Line
from loaders.forms.target import read_target
from loaders.forms.vocabulary import vocabulary

UNDECIDED: Final = "words of a target form whose place in it the lines do not decide"
NO_TARGET: Final = "an indicator whose target stands apart and could be one of several"
NO_NAME: Final = "a target whose indicator stands apart and could be one of several"


class _Piece(NamedTuple):
    """Text that belongs together: one line, or the lines that a cell was wrapped over."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    name: _Piece
    target: _Piece | None
    levels: tuple[str, ...] = ()  # those printed before the name on its own line


def read_scattered_indicators(lines: Sequence[Line], levels: frozenset[str], ledger: Ledger) -> list[Indicator]:
    """The indicators among the lines of one page; `levels` are the levels that the form prints somewhere.

    A name keeps its level only where its own last word decides it (…满意度, …人数): the heads stand anywhere.
    """
    pairs, orphans = _pairs_and_orphans(lines)
    pairs += _pairs_by_unit(orphans, ledger)
    pairs.sort(key=lambda pair: pair.name.lines[0].number)
    for pair in pairs:
        ledger.read(*pair.name.lines, *(pair.target.lines if pair.target else ()))
    ledger.rows_read += len(pairs)
    return [_indicator(pair, levels) for pair in pairs]


def _pairs_and_orphans(lines: Sequence[Line]) -> tuple[list[_Pair], list[_Piece]]:
    pairs: list[_Pair] = []
    orphans: list[_Piece] = []
    index = 0
    while index < len(lines):
        wrapped = _wrapped(lines[index:])
        if pair := _pair_on(lines[index]):
            pairs.append(pair)
        elif isinstance(wrapped, _Pair):
            assert wrapped.target is not None
            pairs.append(wrapped)
            index += len(wrapped.target.lines)
        elif wrapped:
            orphans.append(wrapped)
            index += len(wrapped.lines) - 1
        else:
            orphans.append(_Piece(lines[index].text.strip(), (lines[index],)))
        index += 1
    return pairs, orphans


def _pair_on(line: Line) -> _Pair | None:
    """Name and target on one line: two words, or words before a target that is a figure (≥90.00 (%))."""
    words = line.text.split()
    levels = tuple(takewhile(vocabulary().level_word, words[:-2]))
    words = words[len(levels) :]
    cuts = [cut for cut in range(1, len(words)) if read_target(" ".join(words[cut:])).operator]
    cut = cuts[0] if cuts else 1
    if len(words) != 2 and not cuts:
        return None
    piece = (line,)
    return _Pair(_Piece(" ".join(words[:cut]), piece), _Piece(" ".join(words[cut:]), piece), levels)


def _wrapped(lines: Sequence[Line]) -> _Pair | _Piece | None:
    """Two lines without a blank line between, each of one word: a wrapped cell, or a name with its wrapped target.

    All lines of a wrapped cell but the last are full, so a first line shorter than the second is a cell of its own: the
    name. It stands beside the middle of its target, so the extractor puts the target's last line behind a blank one.
    """
    if len(lines) < 2 or not all(_is_alone(line) for line in lines[:2]) or not _follows(lines[0], lines[1], within=1):
        return None
    first, second = lines[0].text.strip(), lines[1].text.strip()
    if len(first) >= len(second):
        return _Piece(first + second, (lines[0], lines[1]))
    target = [lines[1]]
    if len(lines) > 2 and _is_alone(lines[2]) and _follows(lines[1], lines[2], within=2) and _is_tail(lines[1:]):
        target.append(lines[2])
    text = "".join(line.text.strip() for line in target)
    return _Pair(_Piece(first, (lines[0],)), _Piece(text, tuple(target)))


def _is_alone(line: Line) -> bool:
    return len(line.text.split()) == 1 and read_target(line.text).operator is None


def _is_tail(lines: Sequence[Line]) -> bool:
    """Whether the second line is the last one of a wrapped cell: shorter, and no first line of another cell."""
    ends = len(lines) == 2 or not _follows(lines[1], lines[2], within=1)
    return ends and len(lines[1].text.strip()) <= len(lines[0].text.strip())


def _follows(first: Line, second: Line, *, within: int) -> bool:
    return second.number - first.number <= within


def _pairs_by_unit(orphans: Sequence[_Piece], ledger: Ledger) -> list[_Pair]:
    """Pairs a name and a target that fit each other and nothing else on the page: …次数 and ≥4（次）.

    A name is known by its last word (…人数, …率); other words may be a name or a target, and stay unread.
    """
    targets = [piece for piece in orphans if read_target(piece.text).operator]
    names = [piece for piece in orphans if piece not in targets and _units(piece)]
    pairs = []
    for name in names:
        fitting = [target for target in targets if _fits(name, target)]
        is_only = len(fitting) == 1 and [other for other in names if _fits(other, fitting[0])] == [name]
        pairs.append(_Pair(name, fitting[0] if is_only else None))
        if not is_only:
            ledger.problem(name.lines[0].source_of(name.text), NO_TARGET)
    paired = [pair.target for pair in pairs]
    for piece in orphans:
        if piece not in names and piece not in paired:
            reason = NO_NAME if piece in targets else UNDECIDED
            ledger.problem(piece.lines[0].source_of(piece.text), reason, *piece.lines)
    return pairs


def _units(name: _Piece) -> frozenset[str]:
    measure = vocabulary().measure(name.text)
    return measure.units if measure else frozenset()


def _fits(name: _Piece, target: _Piece) -> bool:
    return read_target(target.text).unit in _units(name)


def _indicator(pair: _Pair, levels: frozenset[str]) -> Indicator:
    target = read_target(pair.target.text) if pair.target else None
    level1, level2 = _levels(pair, levels)
    lines = dict.fromkeys([*pair.name.lines, *(pair.target.lines if pair.target else ())])
    return Indicator(
        name=pair.name.text,
        text=pair.target.text if pair.target else "",
        sources=tuple(line.source for line in lines),
        level1=level1,
        level2=level2,
        operator=target.operator if target else None,
        value=target.value if target else None,
        unit=target.unit if target else None,
    )


def _levels(pair: _Pair, printed: frozenset[str]) -> tuple[str | None, str | None]:
    """First and second level: those on the name's own line, else those that its last word decides."""
    words = vocabulary()
    first = next((word for word in pair.levels if words.level1(word)), None)
    second = next((word for word in pair.levels if words.level2(word) and word != first), None)
    measure = words.measure(pair.name.text)
    if not pair.levels and measure and measure.level2 in printed:
        second = measure.level2
    return first or (words.owner(second, None) if second else None), second
