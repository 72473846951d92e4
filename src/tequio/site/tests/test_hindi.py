"""The Hindi catalogue is whole: nothing missing, nothing guessed, nothing left in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from babel.messages.catalog import Catalog, Message
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import fields
from django.utils import translation

from tequio.site import messages

ALLOWED = re.compile(
    r"""\b(?:META|PROJECTS|VOTES|Pabulib|UTF|CSV|SHA|JSON|UUID|INR|ZAR|GDPR|API|api|openapi|json|CSRFToken|null|greedy|scoring
    |choose|budget|project_id|cost|vote_type|min_project_score_threshold|name|phone|email|offices
    |storekeeper|MB|JPEG|PNG|WebP|PAR30|hledger|docs|acts|act|list|verify|heads|tequio|Tequio)\b""",
    re.X,
)
"""Words that stay as they are: names of formats, columns and commands."""
FIELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^}]*\}|<[^>]*>")
WORD = re.compile(r"[A-Za-z]{2,}")


def parts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def said(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    for message in catalogue:
        if message.id:
            sources = [message.id] if isinstance(message.id, str) else message.id
            yield from zip(sources, parts(message), strict=False)


@pytest.fixture(scope="module")
def hindi() -> Catalog:
    return messages.read()


def test_every_sentence_of_the_house_stands_in_the_catalogue(hindi: Catalog) -> None:
    wanted = {(message.id, message.context) for message in messages.template()}
    held = {(message.id, message.context) for message in hindi}
    assert wanted - held == set(), "run ./tequio messages"
    assert held - wanted == set(), "run ./tequio messages"


def test_no_sentence_is_without_hindi_or_only_guessed(hindi: Catalog) -> None:
    assert messages.missing(hindi) == []


def test_a_missing_a_guessed_and_a_half_sentence_are_found() -> None:
    catalogue = Catalog(locale="hi")
    catalogue.add("Kept", "रखा")
    catalogue.add("Missing", "")
    catalogue.add("Guessed", "शायद", flags=["fuzzy"])
    catalogue.add(("One", "Many"), ("एक", ""))
    assert messages.missing(catalogue) == ["Missing", "Guessed", "One"]


def names(sentence: str) -> set[str]:
    """The named fields of a sentence, in either notation."""
    percent = set(re.findall(r"%\((\w+)\)", sentence))
    if percent:
        return percent
    try:
        return {name for _text, name, *_rest in Formatter().parse(sentence) if name}
    except ValueError:
        return set()


def test_every_field_of_a_sentence_is_kept(hindi: Catalog) -> None:
    lost = [(source, part) for source, part in said(hindi) if part and names(source) != names(part)]
    assert lost == []


def latin(text: str) -> list[str]:
    """Latin words that no list allows."""
    bare = FIELD.sub(" ", re.sub(r"`[^`]*`|\S+@\S+|https?:\S+", " ", text))
    return WORD.findall(ALLOWED.sub(" ", bare))


def test_no_hindi_sentence_keeps_a_latin_word(hindi: Catalog) -> None:
    kept = [(source, latin(part)) for source, part in said(hindi) if latin(part)]
    assert kept == []


def test_a_latin_word_is_found() -> None:
    assert latin("यह assembly है") == ["assembly"]
    assert latin("{assembly} %(member)s <b>INR</b> `./tequio verify`") == []


def test_what_allauth_and_django_say_on_our_pages_has_hindi() -> None:
    said_by_adapters = [
        *DefaultAccountAdapter.error_messages.values(),
        *DefaultMFAAdapter.error_messages.values(),
    ]
    forms = (ChangePasswordForm, SetPasswordForm, ResetPasswordKeyForm)
    labels = [field.label for form in forms for field in form.base_fields.values()]
    with translation.override("hi"):
        spoken = [*map(str, said_by_adapters), *map(str, labels)]
        spoken += password_validators_help_texts()
        for kind in (fields.CharField, fields.IntegerField, fields.DateField, fields.EmailField):
            spoken += [str(text) for text in kind().error_messages.values()]
    assert {text: latin(text) for text in spoken if latin(text)} == {}


def test_templates_are_read_with_plurals_constants_and_contexts(tmp_path: Path) -> None:
    page = tmp_path / "room" / "templates" / "room" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        '{% load i18n tequio %}{% translate "One" %}{% press _("Two") why %}'
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
        '{% translate "May" context "month" %}'
    )
    found = [(message, context) for message, _place, context in messages.sentences(tmp_path)]
    assert found == [
        ("One", None),
        ("Two", None),
        (("%(n)s day", "%(n)s days"), None),
        ("May", "month"),
    ]


def test_python_is_read_under_whatever_name_a_file_gives_the_marking(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(
        "from tequio.kernel import gettext_noop as marked\n"
        "A = marked('One ' 'sentence')\nB = marked(A)\nC = gettext(WORDS['code'])\n"
        "D = ngettext('%(n)s day', '%(n)s days', 2)\n"
    )
    found = [message for message, _place, _context in messages.sentences(tmp_path)]
    assert found == ["One sentence", ("%(n)s day", "%(n)s days")]
