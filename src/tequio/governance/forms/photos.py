"""A photograph of a paper sheet: what it is, is read from its bytes, not from its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
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
