"""Every error that a user can meet, in one tree.

BudgetGraphError
├── DocumentError            a file could not be turned into facts; the other files of the call still load
│   ├── EmptyDocument            nothing in it
│   ├── NotADisclosure           readable, but no template of a budget disclosure fits
│   ├── NoTextLayer              a PDF of pictures (scanned)
│   ├── EncryptedDocument        a PDF that asks for a password
│   ├── DamagedDocument          truncated, malformed, or no PDF at all
│   ├── TooManyPages             more pages than any disclosure has
│   ├── UnsupportedDocument      neither PDF nor text
│   ├── DuplicateDocument        the same bytes as a document that is loaded under another name
│   ├── UnreadableFile           missing, without permission, or a folder without disclosures
│   ├── WorkerKilled             the process that read it was killed
│   └── LoaderFault              the loader itself failed on it
├── DamagedFacts             a facts file that is not what the loader wrote
├── UnreadableFacts          the file system does not give the facts
├── UnwritableFacts          the folder of facts does not take a file
├── SettingsError            a setting that cannot be used
├── StoreUnavailable         the configured store does not answer
├── StoreTimeout             the configured store ended a query at its time limit
└── RequestError             a GraphQL request that cannot be answered as asked
    ├── BadUserInput             a value that the schema's types cannot refuse: a cursor, an id, a page size
    └── LimitExceeded            more than one request may ask for
"""

from typing import ClassVar


class BudgetGraphError(Exception):
    """An error with a message for a person: what happened, where, and what to do."""

    code: ClassVar[str] = "INTERNAL"

    @property
    def extensions(self) -> dict[str, str]:
        """What a GraphQL error carries beside its message."""
        return {"code": self.code}


class DocumentError(BudgetGraphError):
    """A document that gives no facts: names the file, the reason and the way out."""

    reason: ClassVar[str] = "could not be read"
    advice: ClassVar[str] = "Check the file and load it again."

    def __init__(self, file: str, detail: str = "") -> None:
        self.file = file
        self.detail = detail
        super().__init__(f"{file}: {self.reason}{f' ({detail})' if detail else ''}. {self.advice}")

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        # Workers send errors to the parent process by pickle, which would otherwise pass the whole message as the file.
        return type(self), (self.file, self.detail)


class EmptyDocument(DocumentError):
    """The file holds no byte, or no page."""

    reason = "is empty"
    advice = "Download it again from the government's site."


class NotADisclosure(DocumentError):
    """The file is readable and is not a budget disclosure of a known template."""

    reason = "is not a budget disclosure that the loaders know"
    advice = "See docs/loaders.md for the templates; `budget-graph explain FILE` shows what was seen."


class NoTextLayer(DocumentError):
    """The PDF's pages are pictures."""

    reason = "has no text layer (scanned pages)"
    advice = "Run it through OCR first, or look for the text edition on the government's site."


class EncryptedDocument(DocumentError):
    """The PDF asks for a password."""

    reason = "is encrypted"
    advice = "Remove the password and load it again."


class DamagedDocument(DocumentError):
    """The PDF's structure cannot be followed."""

    reason = "is damaged or is no PDF"
    advice = "Download it again; if it opens in a viewer, save it from there as a new PDF."


class TooManyPages(DocumentError):
    """The PDF is longer than any disclosure."""

    reason = "has more pages than a disclosure"
    advice = "Split it into its disclosures and load those."


class UnsupportedDocument(DocumentError):
    """Neither a PDF nor plain text."""

    reason = "is neither a PDF nor a text file"
    advice = "Convert it to PDF or to UTF-8 text."


class DuplicateDocument(DocumentError):
    """The same bytes as a document that is loaded under another name."""

    reason = "is already loaded"
    advice = "Nothing is missing; leave this copy out."


class UnreadableFile(DocumentError):
    """The file system does not give the file."""

    reason = "cannot be opened"
    advice = "Check the path and its permissions."


class WorkerKilled(DocumentError):
    """The process that read the document was killed, with nothing else to read beside it."""

    reason = "was given up: the process that read it was killed"
    advice = "It may need more memory than there is: close other programs and load it again."


class LoaderFault(DocumentError):
    """The loader failed in a way that nobody foresaw."""

    reason = "made the loader fail"
    advice = (
        "This is a fault of the program: `budget-graph explain FILE` shows where. Please report it with the document."
    )


class DamagedFacts(BudgetGraphError):
    """A facts file that is not what the loader wrote."""

    def __init__(self, file: str, detail: str) -> None:
        self.file = file
        super().__init__(f"{file}: the facts file is damaged ({detail}). Load its document again, or delete the file.")


class UnreadableFacts(BudgetGraphError):
    """The file system does not give the facts, whatever they say: no permission, no descriptor left, a broken disk."""

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        super().__init__(f"{path}: facts cannot be opened ({detail}). Give permission, or see what the machine lacks.")


class UnwritableFacts(BudgetGraphError):
    """The folder of facts does not take a file: no permission, no space, no folder."""


class UnreadableRegistry(BudgetGraphError):
    """A list of official documents that cannot be read."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(
            f"{file}: the registry cannot be read ({detail}). Give a CSV file in UTF-8 with the columns "
            "title, document_number, issued, url."
        )


class UnknownPolicy(BudgetGraphError):
    """A policy that no loaded document cites."""


class SettingsError(BudgetGraphError):
    """A setting whose value cannot be used."""


class StoreUnavailable(BudgetGraphError):
    """The configured store does not answer; why is for whoever runs it."""

    code = "UNAVAILABLE"


class StoreTimeout(BudgetGraphError):
    """The configured store ended a query at its time limit."""

    code = "TIMEOUT"


class RequestError(BudgetGraphError):
    """A GraphQL request that is well-formed and cannot be answered as asked."""

    code = "BAD_USER_INPUT"


class BadUserInput(RequestError):
    """A value that the schema's types let through and that has no meaning: a forged cursor, `first: -1`."""


class LimitExceeded(RequestError):
    """More than one request may ask for."""

    code = "LIMIT_EXCEEDED"
