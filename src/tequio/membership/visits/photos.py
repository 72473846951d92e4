"""Photographs of paper sheets: what one is, is read from its bytes, not from its name; each is
kept for its group under its digest: a group that names the digest of another's has no picture."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024
"""Bytes of a photograph: a phone's picture of a sheet has two to five million."""


def type_of_image(beginning: bytes) -> str:
    """The media type of an image by its first bytes; empty if it is none that is accepted."""
    if beginning.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    return ""


class PhotoField(forms.FileField):
    """A photograph of at most 10 MB: JPEG, PNG or WebP."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Photograph of the sheet"))
        options.setdefault(
            "help_text", _("If you counted on paper. At most 10 MB; JPEG, PNG or WebP.")
        )
        accepted = {"accept": "image/jpeg,image/png,image/webp"}
        options.setdefault("widget", forms.FileInput(attrs=accepted))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload.  Raises ValidationError for what is too large or no such image."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > LARGEST:
            raise ValidationError(_("The photograph is larger than 10 MB; take a smaller one."))
        kind = type_of_image(upload.read(16))
        upload.seek(0)
        if not kind:
            raise ValidationError(_("This file is not a photograph (JPEG, PNG or WebP)."))
        return upload


def show_photo(organisation: int, digest: str) -> HttpResponseBase:
    """The photograph that this group keeps; 404 if it keeps none with this digest.
    Ask before who may see it."""
    place = _place(organisation, digest)
    if not place.is_file():
        raise Http404
    with place.open("rb") as file:
        kind = type_of_image(file.read(16))
    answer = FileResponse(place.open("rb"), content_type=kind or "application/octet-stream")
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer


@contextmanager
def photo_kept(organisation: int, upload: Any) -> Iterator[str]:
    """Keep what a group uploaded while an act names it: gives its digest, empty for no upload.

    If the act is refused, what was not there before is taken away again.
    """
    with kept_at(lambda digest: _place(organisation, digest), upload) as digest:
        yield digest


@contextmanager
def kept_at(place_of: Callable[[str], Path], upload: Any) -> Iterator[str]:
    """The same for any upload; `place_of`: where what has this digest is kept."""
    if upload is None:
        yield ""
        return
    sha = hashlib.sha256()
    for part in upload.chunks():
        sha.update(part)
    place = place_of(sha.hexdigest())
    is_new = not place.exists()
    if is_new:
        _write(place, upload)
    try:
        yield sha.hexdigest()
    except BaseException:
        if is_new:
            place.unlink(missing_ok=True)
        raise


def _write(place: Path, upload: Any) -> None:
    """Whole or not at all: under another name first."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{secrets.token_hex(8)}")
    with unfinished.open("wb") as file:
        upload.seek(0)
        for part in upload.chunks():
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(place)


def _place(organisation: int, digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / f"{organisation}-{digest}"
