"""Documents that a client sends once and then names by the SHA-256 of their text.

Three ways to say the hash: Apollo's `extensions.persistedQuery.sha256Hash` (automatic persisted queries), the `documentId`
of GraphQL over HTTP (`sha256:…`), and for trusted documents whatever id the operator's manifest gives them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from graph.errors import SettingsError
from service.execution import Operation
from service.http.keeping import Kept
from service.http.request import Asked, Refused
from service.masking import ErrorCode

DOCUMENTS_KEPT: Final = 16 << 20
"""Bytes of memory for the documents that clients have persisted."""

_SHA256: Final = "sha256:"
"""What a documentId begins with that is a hash."""


@dataclass(slots=True)
class PersistedDocuments:
    """The documents that can be named: those that clients have sent, or with a manifest those that the operator trusts."""

    trusted: Mapping[str, str] | None = None  # text by id
    kept: Kept[str] = field(default_factory=lambda: Kept(DOCUMENTS_KEPT))

    def operation_of(self, asked: Asked) -> Operation:
        """The operation that is asked for, by its text or by a name for it.

        Raises:
            Refused: it is not known, its text has another hash, or it is none that the operator trusts.
        """
        sha256 = _hash_of(asked)
        if self.trusted is not None:
            return self._trusted(asked, sha256)
        if asked.query is None:
            named = sha256 or asked.document_id
            if named is None:
                raise Refused(400, "The member query must be the text of a GraphQL document.")
            return asked.with_text(self._found(named), document=named)
        if sha256 is not None and hashlib.sha256(asked.query.encode("utf-8", "surrogatepass")).hexdigest() != sha256:
            raise Refused(400, "The hash is not the SHA-256 of the document. Hash the text exactly as it is sent.")
        return asked.with_text(asked.query, document=sha256)

    def keep(self, operation: Operation) -> None:
        """Keeps a document that its client named and that is one: it can be named alone from now on."""
        if self.trusted is None and operation.document is not None:
            self.kept.keep(operation.document, operation.query)

    def _found(self, name: str) -> str:
        text = self.kept.find(name)
        if text is None:
            # The message and the code are what Apollo's clients look for: they send the text with the hash then.
            raise Refused(None, "PersistedQueryNotFound", ErrorCode.PERSISTED_QUERY_NOT_FOUND)
        return text

    def _trusted(self, asked: Asked, sha256: str | None) -> Operation:
        """A document of the manifest, by its id, or by its own text."""
        assert self.trusted is not None
        named = [name for name in (asked.document_id, sha256) if name]
        if asked.query is not None:
            named = [hashlib.sha256(asked.query.encode("utf-8", "surrogatepass")).hexdigest()]
        for name in named:
            if (text := self.trusted.get(name)) is not None and asked.query in (None, text):
                return asked.with_text(text, document=name)
        raise Refused(
            403,
            "This service answers only documents that its operator has registered.",
            ErrorCode.DOCUMENT_NOT_TRUSTED,
        )


def read_manifest(path: Path) -> Mapping[str, str]:
    """The documents of a manifest, each by its id and by its hash.

    Apollo's form (`{"format": "apollo-persisted-query-manifest", "operations": [{"id", "body"}]}`), or an object of texts by
    id, as Relay's compiler and graphql-codegen write it.

    Raises:
        SettingsError: the file is neither.
    """
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        texts = _texts_of(manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} is no manifest of trusted documents ({type(error).__name__}). Give an object of texts by id, or Apollo's "
            "persisted query manifest."
        ) from None
    return {**{hashlib.sha256(text.encode()).hexdigest(): text for text in texts.values()}, **texts}


def _texts_of(manifest: Any) -> dict[str, str]:
    if isinstance(manifest.get("operations"), list):
        manifest = {one["id"]: one["body"] for one in manifest["operations"]}
    if not all(isinstance(text, str) for text in manifest.values()):
        raise TypeError(manifest)
    return dict(manifest)


def _hash_of(asked: Asked) -> str | None:
    """The hash that a request names its document by.

    Raises:
        Refused: it names one in a form that is not known.
    """
    persisted = asked.extensions.get("persistedQuery")
    if persisted is not None:
        sha256 = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
        if not isinstance(sha256, str) or persisted.get("version") != 1:
            raise Refused(400, "The extension persistedQuery must have the version 1 and a sha256Hash.")
        return sha256.lower()
    if asked.document_id and asked.document_id.startswith(_SHA256):
        return asked.document_id.removeprefix(_SHA256).lower()
    return None
