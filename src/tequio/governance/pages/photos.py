"""Photographs of paper sheets: kept under their digest, shown to members of their group only."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from tequio.governance import queries
from tequio.governance.forms.photos import type_of_image
from tequio.membership.visits import visit as visit_of


def photo(request: HttpRequest, slug: str, digest: str) -> HttpResponseBase:
    """A photograph that a count of hands in this group names; 404 for everybody else."""
    visit = visit_of(request, slug)
    place = _place(digest)
    if not queries.has_photo(visit.organisation.id, digest) or not place.is_file():
        raise Http404
    with place.open("rb") as file:
        kind = type_of_image(file.read(16))
    answer = FileResponse(place.open("rb"), content_type=kind or "application/octet-stream")
    answer["Cache-Control"] = "private, max-age=86400"
    answer["Content-Security-Policy"] = "default-src 'none'"
    return answer


@contextmanager
def kept(upload: Any) -> Iterator[str]:
    """Keep an uploaded photograph while an act names it: gives its digest, empty for no upload.

    If the act is refused, what was not there before is taken away again.
    """
    if upload is None:
        yield ""
        return
    sha = hashlib.sha256()
    for part in upload.chunks():
        sha.update(part)
    place = _place(sha.hexdigest())
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


def _place(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest
