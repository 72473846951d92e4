"""Nothing in the Hindi catalogue is left in Latin letters; sentences are found everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from babel.messages.catalog import Catalog
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import fields
from django.utils import translation

from tequio.site import faults, messages

ALLOWED = re.compile(
    r"""\b(?:name\.legal|META|PROJECTS|VOTES|Pabulib|UTF|CSV|SHA|JSON|UUID|INR|ZAR|GDPR|API|api|openapi|json|CSRFToken|null|greedy|scoring
    |choose|budget|project_id|cost|vote_type|min_project_score_threshold|name|phone|email|offices
    |YAML|XLSX|GeoJSON|Murmurations|OpenFairDB|uMap|ODC-By|org-id\.guide|GB-COH|coops-uk|WGS|ICLS
    |KES|KE|IN|zap|ESSGlobal|ISIC|ICNP|TSO|SKOS|schema\.org|Natural[ ]Earth
    |storekeeper|MB|JPEG|PNG|WebP|PAR30|hledger|docs|acts|act|list|verify|heads|tequio|Tequio)\b""",
    re.X,
)
"""Words that stay as they are: names of formats, columns and commands."""
FIELD = re.compile(
    r"<code>.*?</code>|“\./tequio[^”]*”|--[a-z-]+|%\(\w+\)[sd]|%[sd]|\{[^}]*\}|<[^>]*>"
)
"""Fields, tags, and what is typed or stands in an address as it is."""
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def hindi() -> Catalog:
    return messages.read(messages.catalogue_of("hi"))


def latin(text: str) -> list[str]:
    """Latin words that no list allows."""
    bare = FIELD.sub(" ", re.sub(r"`[^`]*`|\S+@\S+|https?:\S+", " ", text))
    return WORD.findall(ALLOWED.sub(" ", bare))


def test_no_hindi_sentence_keeps_a_latin_word(hindi: Catalog) -> None:
    kept = {message.id: latin(" ".join(faults.parts(message))) for message in hindi if message.id}
    kept = {source: words for source, words in kept.items() if words}
    assert kept == {}


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
