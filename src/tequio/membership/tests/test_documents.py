"""A document is what its bytes say; it is kept for whoever brought it and opened by no browser."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from tequio.membership.visits import (
    DocumentField,
    document_kept,
    kind_of_document,
    show_document,
    show_photo,
)
from tequio.membership.visits.documents import LARGEST, MIMETYPE

PDF = b"%PDF-1.7 and more"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/").replace("_ct", "[Content_Types].xml"), content)
    return out.getvalue()


WORKBOOK = {"_ct": b"", "xl__workbook.xml": b""}
FILES = {
    "pdf": PDF,
    "jpg": JPEG,
    "xlsx": archive(**WORKBOOK),
    "ods": archive(mimetype=MIMETYPE),
    "csv": "Jahr;Überschuss\n2025;1200\n".encode(),
    "txt": "कार्यवाही पुस्तिका, पृष्ठ 4".encode(),
}


@pytest.mark.parametrize("ending", FILES)
def test_what_it_is_stands_in_its_bytes(ending):
    found = kind_of_document(io.BytesIO(FILES[ending]))
    assert found is not None
    assert found.ending == ending


NONE = {
    "a program": b"MZ\x90\x00\x03",
    "a text in another encoding": "Überschuss".encode("latin-1"),
    "cut off in a sign": "ü".encode()[:1],
    "blank": b" \n",
    "a workbook with a program": archive(**WORKBOOK, **{"xl__vbaProject.bin": b""}),
    "any archive": archive(page=b"1"),
    "half an archive": archive(page=b"1")[:40],
    "another office file": archive(mimetype=b"application/vnd.oasis.opendocument.text"),
}


@pytest.mark.parametrize("what", NONE)
def test_nothing_else_is_taken(what):
    upload = SimpleUploadedFile("minutes.pdf", NONE[what], "application/pdf")
    with pytest.raises(ValidationError, match="neither a PDF"):
        DocumentField().clean(upload)


def test_a_file_that_is_too_large_is_not_taken():
    upload = SimpleUploadedFile("a.pdf", PDF + bytes(LARGEST))
    with pytest.raises(ValidationError, match="larger than 10 MB"):
        DocumentField().clean(upload)
    assert DocumentField(required=False).clean(None) is None


def kept(content: bytes, owner: int = 7) -> str:
    upload = DocumentField().clean(SimpleUploadedFile("x.html", content, "text/html"))
    with document_kept(owner, upload) as digest:
        return digest


def test_only_pictures_are_shown_and_everything_else_is_a_download():
    page = b"<script>alert(1)</script>"
    for content, how in ((PDF, "attachment"), (JPEG, "inline"), (page, "attachment")):
        digest = kept(content)
        assert digest == hashlib.sha256(content).hexdigest()
        answer = show_document(7, digest, name="evidence-4")
        assert b"".join(answer.streaming_content) == content
        assert answer["Content-Disposition"].startswith(f'{how}; filename="evidence-4.')
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "html" not in answer["Content-Type"]
    assert show_document(7, kept(JPEG), name="x", is_download=True)["Content-Disposition"] == (
        'attachment; filename="x.jpg"'
    )


def test_it_is_reached_by_whoever_brought_it_and_never_as_a_photograph():
    digest = kept(JPEG)
    for tried in (
        lambda: show_document(8, digest, name="x"),
        lambda: show_document(7, "0" * 64, name="x"),
        lambda: show_document(7, "../7", name="x"),
        lambda: show_photo(7, digest),
    ):
        with pytest.raises(Http404):
            tried()


def test_what_a_refused_act_named_is_not_kept(settings):
    upload = SimpleUploadedFile("a.pdf", PDF)
    with pytest.raises(RuntimeError, match="refused"), document_kept(7, upload):
        raise RuntimeError("refused")
    assert list(settings.MEDIA_ROOT.iterdir()) == []
