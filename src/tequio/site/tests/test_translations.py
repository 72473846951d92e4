"""Every language is whole, and says of every sentence what the English says of it."""

from __future__ import annotations

import argparse
import gettext
from pathlib import Path

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.adapter import DefaultMFAAdapter
from babel.messages.catalog import Catalog
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import fields
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tequio.site import faults, languages, messages, translations
from tequio.site.commands import messages as command

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FOLDERS = sorted(translations.sources())


@pytest.fixture(scope="module", params=FOLDERS)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return messages.read(messages.catalogue_of(request.param))


# Every language of the house -------------------------------------------------------------------
def test_every_sentence_of_the_house_stands_in_the_catalogue(catalogue: Catalog) -> None:
    wanted = {(message.id, message.context) for message in messages.template()}
    held = {(message.id, message.context) for message in catalogue}
    assert wanted - held == set(), "run ./tequio messages"
    assert held - wanted == set(), "run ./tequio messages"


def test_no_sentence_is_without_translation_or_only_guessed(catalogue: Catalog) -> None:
    assert messages.missing(catalogue) == []


def test_every_translation_keeps_fields_tags_and_plural_forms(catalogue: Catalog) -> None:
    assert faults.faults(catalogue) == []


def test_a_catalogue_counts_plurals_as_its_language_does(catalogue: Catalog) -> None:
    proper = Catalog(locale=catalogue.locale)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (
        proper.num_plurals,
        proper.plural_expr,
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_allauth_and_django_say_on_our_pages_is_translated(folder: str) -> None:
    adapters = (DefaultAccountAdapter, DefaultMFAAdapter)
    forms = (ChangePasswordForm, SetPasswordForm, ResetPasswordKeyForm)
    kinds = (fields.CharField, fields.IntegerField, fields.DateField, fields.EmailField)

    def spoken(code: str) -> list[str]:
        with translation.override(code):
            said = [str(text) for one in adapters for text in one.error_messages.values()]
            said += [str(field.label) for form in forms for field in form.base_fields.values()]
            said += password_validators_help_texts()
            return said + [str(text) for kind in kinds for text in kind().error_messages.values()]

    pairs = zip(spoken("en"), spoken(languages.code_of(folder)), strict=True)
    assert [english for english, said in pairs if english == said] == []


# What is found ---------------------------------------------------------------------------------
def test_a_missing_a_guessed_and_a_half_sentence_are_found() -> None:
    catalogue = Catalog(locale="hi")
    catalogue.add("Kept", "रखा")
    catalogue.add("Missing", "")
    catalogue.add("Guessed", "शायद", flags=["fuzzy"])
    catalogue.add(("One", "Many"), ("एक", ""))
    assert messages.missing(catalogue) == ["Missing", "Guessed", "One"]


@pytest.mark.parametrize(
    ("source", "said", "fault"),
    [
        ("{name} pays {sum}.", "{nom} paie {sum}.", "fields nom sum in place of name sum"),
        ("%(day)s: open", "ouvert", "fields – in place of %(day)s"),
        ("At most %d", "Au plus", "fields – in place of %d"),
        ("<b>%(n)s</b> paid", "%(n)s payé", "tags – in place of </b> <b>"),
        ("Nobody came to it.", "Nobody came to it.", "it is still English"),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour",), "1 plural forms, the language has 2"),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour", "jours"), "fields – in place of %(n)s"),
    ],
)
def test_a_fault_of_a_translation_is_found(
    source: str | tuple[str, str], said: str | tuple[str, ...], fault: str
) -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add(source, said)
    name = source if isinstance(source, str) else source[0]
    assert faults.faults(catalogue) == [f"{name}: {fault}"]


def test_a_translation_may_turn_the_order_of_fields_and_tags() -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add("<b>{one}</b> of <i>{two}</i>", "<i>{two}</i>, <b>{one}</b>")
    catalogue.add("Total", "Total")
    catalogue.add(("%(n)s day", "%(n)s days"), ("%(n)s jour", "%(n)s jours"))
    assert faults.faults(catalogue) == []


# A language is added by a folder ---------------------------------------------------------------
def test_a_folder_with_a_catalogue_is_a_language_and_has_its_own_name(tmp_path: Path) -> None:
    for folder in ("sw", "pt_BR", "xx"):
        source(tmp_path, "site", {"Loan": "Mkopo"}, folder)
    assert languages.languages(tmp_path) == [
        ("en", "English"),
        ("pt-br", "Português (Brasil)"),
        ("sw", "Kiswahili"),
        ("xx", "xx"),
    ]


def test_a_language_is_begun_by_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = tmp_path / "lending"
    room.mkdir()
    (room / "rules.py").write_text("A = _('Loan')\nB = ngettext('%(n)s day', '%(n)s days', 2)\n")
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)

    assert told("--new", "sw") == 1
    assert "sw: 2 not translated" in capsys.readouterr().out
    path = messages.catalogue_of("sw")
    assert path == tmp_path / "site/locale/sw/LC_MESSAGES/django.po"
    assert path.read_text().startswith("# Swahili (Kiswahili) for all rooms.")
    whole = path.read_text().replace('msgid "Loan"\nmsgstr ""', 'msgid "Loan"\nmsgstr "Mkopo"')
    path.write_text(whole.replace('[0] ""', '[0] "siku %(n)s"').replace('[1] ""', '[1] "siku"'))
    assert told() == 1
    assert "sw: %(n)s day: fields – in place of %(n)s" in capsys.readouterr().out
    path.write_text(path.read_text().replace('[1] "siku"', '[1] "siku %(n)s"'))
    assert told("--dry-run", "sw") == 0
    assert told("--new", "sw") == 2
    assert "was begun already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        (["--new", "xx"], "no code of a language"),
        (["--new", "pt_br"], "Write the code as pt_BR."),
        (["tlh"], "No catalogue for tlh"),
    ],
)
def test_a_wrong_code_of_a_language_is_refused(
    given: list[str], answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(*given) == 2
    assert answer in capsys.readouterr().out


def told(*words: str) -> int:
    """`./tequio messages` with these words after it."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


@pytest.mark.django_db
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_page_offers_every_other_language_under_its_own_name(folder: str, client: Client) -> None:
    code = languages.code_of(folder)
    client.post(reverse("language"), {"language": code, "next": "/"})
    page = client.get(reverse("account_login")).content.decode()
    assert f'<html lang="{code}">' in page
    for other, name in languages.languages():
        assert name in page
        assert (f'name="language" value="{other}"' in page) == (other != code)


# Compiling -------------------------------------------------------------------------------------
def source(package: Path, room: str, pairs: dict[str, str], folder: str = "hi") -> None:
    place = package / room / "locale" / folder / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    entries = (f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in pairs.items())
    (place / "django.po").write_text(HEAD + "".join(entries), encoding="utf-8")


def test_two_rooms_speak_through_one_catalogue(tmp_path: Path) -> None:
    source(tmp_path, "lending", {"Loan": "ऋण"})
    source(tmp_path, "ledger", {"Account": "खाता"})
    assert translations.compile_catalogues(tmp_path, tmp_path / "made") == ["hi"]
    spoken = gettext.translation("django", tmp_path / "made", ["hi"])
    assert (spoken.gettext("Loan"), spoken.gettext("Account")) == ("ऋण", "खाता")


def test_what_has_not_changed_is_not_compiled_again(tmp_path: Path) -> None:
    source(tmp_path, "lending", {"Loan": "ऋण"})
    made = tmp_path / "made"
    assert translations.compile_catalogues(tmp_path, made) == ["hi"]
    assert translations.compile_catalogues(tmp_path, made) == []
    source(tmp_path, "lending", {"Loan": "कर्ज़"})
    assert translations.compile_catalogues(tmp_path, made) == ["hi"]
    assert gettext.translation("django", made, ["hi"]).gettext("Loan") == "कर्ज़"
