"""Bytes → the pages of a PDF, or the one error that says why there are none.

A file that cannot be followed exactly as it is written is damaged: pdfminer can also search a broken file for objects,
but what it finds may be half of a budget, and nobody would notice the tables that are missing.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Final

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1

from graph.errors import DamagedDocument, DocumentError, EmptyDocument, EncryptedDocument, TooManyPages

MOST_PAGES: Final = 1_000  # the longest disclosure known has 33 pages
HEADER_WITHIN: Final = 1_024  # bytes from the start; what stands before it is a mail header or the like

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else its remarks on fonts go to the user's terminal


@contextmanager
def damage_reported(file_name: str) -> Iterator[None]:
    """Makes of whatever pdfminer raises the error that the user meets."""
    try:
        yield
    except DocumentError:
        raise
    except PDFEncryptionError as error:
        raise EncryptedDocument(file_name) from error
    except Exception as error:
        # pdfminer follows a broken file until anything at all breaks: KeyError, struct.error, RecursionError, ...
        raise DamagedDocument(file_name, f"{type(error).__name__}: {error}"[:200]) from error


def open_pages(content: bytes, file_name: str) -> list[PDFPage]:
    """The pages in their order, none of them read yet.

    Raises:
        EmptyDocument: no byte, or a PDF that says that it has no page.
        TooManyPages: by what the PDF says or by what it has, before any page is read.
        DamagedDocument: no PDF, or one with less in it than it says.
    """
    if not content:
        raise EmptyDocument(file_name)
    if b"%PDF-" not in content[:HEADER_WITHIN]:
        raise DamagedDocument(file_name, "it does not begin as a PDF")
    document = PDFDocument(PDFParser(BytesIO(content)), fallback=False)
    stated = resolve1(dict_value(document.catalog.get("Pages")).get("Count"))
    if not isinstance(stated, int):
        raise DamagedDocument(file_name, "its list of pages is missing")
    if stated > MOST_PAGES:
        raise TooManyPages(file_name, f"{stated} pages")
    pages = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1))
    if len(pages) > MOST_PAGES:
        raise TooManyPages(file_name)
    if len(pages) < stated:
        raise DamagedDocument(file_name, f"only {len(pages)} of {stated} pages can be found")
    if not pages:
        raise EmptyDocument(file_name, "no page")
    return pages
