"""Files that show something: what one is, is read from its bytes, not from its name; each is kept
for whoever brought it under its digest, and nobody's browser opens it but as a download or a
picture."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits.photos import kept_at, type_of_image

LARGEST = 10 * 1024 * 1024
"""Bytes of a document: a scanned year of minutes has three to eight million."""
MOST_PARTS = 5_000
AT_ONCE = 1 << 16
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Kind:
    """What a file is: its media type and the ending of its name; whether a page may show it."""

    media: str
    ending: str
    is_shown: bool = False


PDF = Kind("application/pdf", "pdf")
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
ODS = Kind(MIMETYPE.decode(), "ods")
CSV, TXT = Kind("text/csv; charset=utf-8", "csv"), Kind("text/plain; charset=utf-8", "txt")
IMAGES = {
    "image/jpeg": Kind("image/jpeg", "jpg", is_shown=True),
    "image/png": Kind("image/png", "png", is_shown=True),
    "image/webp": Kind("image/webp", "webp", is_shown=True),
}
ACCEPTED = ".pdf,.xlsx,.ods,.csv,.txt,image/jpeg,image/png,image/webp"


def kind_of_document(file: IO[bytes]) -> Kind | None:
    """What a file is by its content; None if it is nothing that is accepted."""
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    if beginning.startswith(b"%PDF-"):
        return PDF
    if image := IMAGES.get(type_of_image(beginning)):
        return image
    found = _spreadsheet(file) if beginning.startswith(b"PK\x03\x04") else _text(file)
    file.seek(0)
    return found


def _spreadsheet(file: IO[bytes]) -> Kind | None:
    """A workbook without programs in it; nothing is unpacked but one short part."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {one.filename: one for one in archive.infolist()[:MOST_PARTS]}
            if any(name.lower().endswith("vbaproject.bin") for name in parts):
                return None
            if {"[Content_Types].xml", "xl/workbook.xml"} <= parts.keys():
                return XLSX
            said = parts.get("mimetype")
            is_short = said is not None and said.file_size == len(MIMETYPE)
            return ODS if is_short and archive.read("mimetype") == MIMETYPE else None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError):
        return None


def _text(file: IO[bytes]) -> Kind | None:
    """A text in UTF-8 without control signs; a table if its first lines have as many cells."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    first = ""
    try:
        while part := file.read(AT_ONCE):
            text = decoder.decode(part)
            if _CONTROL.search(text):
                return None
            first = first or text
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return (CSV if _is_table(first) else TXT) if first.strip() else None


def _is_table(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()][:2]
    counts = ([line.count(sign) for line in lines] for sign in _SEPARATORS)
    return len(lines) == 2 and any(one == other > 0 for one, other in counts)


class DocumentField(forms.FileField):
    """A document of at most 10 MB: PDF, JPEG, PNG, WebP, XLSX, ODS, CSV or plain text."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("File"))
        options.setdefault(
            "help_text",
            _("At most 10 MB: PDF, photograph (JPEG, PNG, WebP), XLSX, ODS, CSV or plain text."),
        )
        options.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload.  Raises ValidationError for what is too large or no such document."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > LARGEST:
            raise ValidationError(_("The file is larger than 10 MB; divide it or make it smaller."))
        if kind_of_document(upload) is None:
            raise ValidationError(
                _("This file is neither a PDF, a photograph, a spreadsheet nor a plain text.")
            )
        return upload


@contextmanager
def document_kept(owner: int, upload: Any) -> Iterator[str]:
    """Keep what an organisation uploaded while an act names it: gives its digest, empty for no
    upload.  If the act is refused, what was not there before is taken away again.

    owner  in whose name it is handed in
    """
    with kept_at(lambda digest: _place(owner, digest), upload) as digest:
        yield digest


def has_document(owner: int, digest: str) -> bool:
    """Whether a document with this digest is kept in the name of an organisation."""
    return bool(_DIGEST.fullmatch(digest)) and _place(owner, digest).is_file()


def show_document(
    owner: int,
    digest: str,
    *,
    name: str,
    is_download: bool = False,
    kind_of: Callable[[IO[bytes]], Kind | None] = kind_of_document,
) -> HttpResponseBase:
    """The document that was kept under this digest; 404 if there is none.  Ask before who may see
    it.  Only a picture is shown in the page; everything else is a download.

    name     of the downloaded file, without its ending
    kind_of  tells what it is by its content
    """
    if not has_document(owner, digest):
        raise Http404
    place = _place(owner, digest)
    with place.open("rb") as file:
        kind = kind_of(file) or Kind("application/octet-stream", "bin")
    answer = FileResponse(
        place.open("rb"),
        content_type=kind.media,
        as_attachment=is_download or not kind.is_shown,
        filename=f"{name}.{kind.ending}",
    )
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _place(owner: int, digest: str) -> Path:
    """Apart from the photographs: whoever names the digest of one does not reach the other."""
    return Path(settings.MEDIA_ROOT) / f"{owner}-document-{digest}"
