"""A recording that somebody hands in, told by its first bytes."""

from __future__ import annotations

from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits.documents import LARGEST, Kind

_BEGINNINGS: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"OggS", Kind("audio/ogg", "ogg", is_shown=True)),
    (0, b"\x1a\x45\xdf\xa3", Kind("audio/webm", "webm", is_shown=True)),
    (0, b"ID3", Kind("audio/mpeg", "mp3", is_shown=True)),
    (0, b"\xff\xfb", Kind("audio/mpeg", "mp3", is_shown=True)),
    (4, b"ftyp", Kind("audio/mp4", "m4a", is_shown=True)),
    (8, b"WAVE", Kind("audio/wav", "wav", is_shown=True)),
    (0, b"#!AMR", Kind("audio/amr", "amr", is_shown=True)),
)
"""Where a sign stands, and what it tells."""


def kind_of_voice(file: IO[bytes]) -> Kind | None:
    """What a recording is by its content; None if it is none."""
    file.seek(0)
    beginning = file.read(16)
    file.seek(0)
    for place, sign, kind in _BEGINNINGS:
        if beginning[place : place + len(sign)] == sign:
            return kind
    return None


class VoiceField(forms.FileField):
    """A recording of at most 10 MB; a telephone offers to speak it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput(attrs={"accept": "audio/*", "capture": "user"})
        options.setdefault("widget", widget)
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload.  Raises ValidationError for what is too large or no recording."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > LARGEST:
            raise ValidationError(_("The recording is larger than 10 MB; say it shorter."))
        if kind_of_voice(upload) is None:
            raise ValidationError(_("This file is no recording that can be played here."))
        return upload
