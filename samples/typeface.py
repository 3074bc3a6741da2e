"""The two fonts that the samples are set in, found on the machine and embedded as subsets.

Droid Sans Fallback has the Chinese characters and nothing of ASCII; DejaVu Sans has what it lacks: digits, “”, ≥, ①.
A machine that only reads the committed PDFs needs neither.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from graph.errors import BudgetGraphError

CHINESE: Final = "DroidSansFallbackFull"
LATIN: Final = "DejaVuSans"

DEBIAN_PACKAGES: Final = {CHINESE: "fonts-droid-fallback", LATIN: "fonts-dejavu-core"}

FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "/opt/homebrew/share/fonts",
)

# Neither font has 〈〉; DejaVu draws ⟨⟩ in their shape. What is printed, and what a reader extracts, is 〈〉.
BORROWED_SHAPES: Final = {"〈": "⟨", "〉": "⟩"}


class MissingFont(BudgetGraphError):
    """A font that the generator needs is on none of the usual places."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The font {name}.ttf was not found in {', '.join(FOLDERS)}. "
            f"Install it (Debian: apt-get install {DEBIAN_PACKAGES[name]}); the committed samples can be used without it."
        )


class UnprintableCharacter(BudgetGraphError):
    """A character of a facts file that neither font can draw: it would come out as an empty box and be unreadable."""

    def __init__(self, character: str) -> None:
        super().__init__(f"No font of the samples has “{character}” (U+{ord(character):04X}). Write it in another way.")


def find(name: str) -> Path:
    """The font's file.

    Raises:
        MissingFont: no usual folder has it.
    """
    for folder in FOLDERS:
        for file in sorted(Path(folder).expanduser().rglob(f"{name}.ttf")):
            return file
    raise MissingFont(name)


def register() -> None:
    """Makes both fonts known to reportlab, for all documents of this process."""
    for name in (CHINESE, LATIN):
        registerFont(TTFont(name, find(name), asciiReadable=False))
    latin = getFont(LATIN).face
    for character, shape in BORROWED_SHAPES.items():
        latin.charToGlyph[ord(character)] = latin.charToGlyph[ord(shape)]
        latin.charWidths[ord(character)] = latin.charWidths[ord(shape)]
    font_of.cache_clear()
    width_of.cache_clear()


@cache
def font_of(character: str) -> str:
    """The font that draws the character.

    Raises:
        UnprintableCharacter: neither does.
    """
    for name in (CHINESE, LATIN):
        if ord(character) in getFont(name).face.charToGlyph:
            return name
    raise UnprintableCharacter(character)


@cache
def width_of(character: str) -> float:
    """The character's width at a size of 1 point."""
    width: float = getFont(font_of(character)).stringWidth(character, 1)
    return width


def text_width(text: str, size: float) -> float:
    """How wide the text is when it is set in one line."""
    return sum(map(width_of, text)) * size


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text as (font, part) in reading order."""
    for name, characters in groupby(text, key=font_of):
        yield name, "".join(characters)
