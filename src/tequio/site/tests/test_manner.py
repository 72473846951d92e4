"""Sums, days, fractions and refusals as readers of every language write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from tequio.governance.rules.refusals import WRONG_WAY
from tequio.kernel import Amount, RefusalKind, Unit, six_words
from tequio.membership import visits
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.site import manner, sentences
from tequio.site.icons import ICONS

INR = Unit("INR", 2)
OVER = RefusalKind(
    "over_the_ceiling",
    "The assembly of {day} allowed {allowed} for this loan and {paid} are already paid.",
    "Ask the assembly to raise the amount.",
)


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("en", Amount(123456750, INR), "₹12,34,567.50"),
        ("hi", Amount(123456750, INR), "₹12,34,567.50"),
        ("en", Amount(-5000, INR), "-₹50.00"),
        ("en", Amount(123456, Unit("EUR", 2)), "€1,234.56"),
        ("en", Amount(123456, Unit("JPY", 0)), "JP¥123,456"),
        ("en", Amount(123456, Unit("XOF", 0)), "F\u202fCFA 123,456"),
        ("en", Amount(1230, Unit("PLN", 2)), "PLN 12.30"),
        ("hi", Amount(1230000, Unit("PLN", 2)), "PLN 12,300.00"),
        ("en", Amount(90, Unit("MIN", 0, "time")), "90 minutes"),
        ("en", Amount(1, Unit("MIN", 0, "time")), "1 minute"),
        ("en", Amount(1234567, Unit("POINT", 0, "points")), "1,234,567 POINT"),
        ("hi", Amount(1234567, Unit("POINT", 0, "points")), "12,34,567 POINT"),
        ("en", Amount(1050, Unit("RICE", 1, "goods")), "105.0 RICE"),
        ("fr", Amount(123456, Unit("EUR", 2)), "1\u202f234,56 €"),
        ("fr", Amount(123456, Unit("XOF", 0)), "123\u202f456 F\u202fCFA"),
        ("es", Amount(123456, Unit("MXN", 2)), "$1,234.56"),
        ("es", Amount(123456, Unit("COP", 2)), "$1.234,56"),
        ("pt", Amount(123456, Unit("BRL", 2)), "R$ 1.234,56"),
        ("en", Amount(1234567, Unit("INR", 3)), "₹1,234.567"),
        ("en", Amount(1234560, Unit("INR", 3)), "₹1,234.560"),
    ],
)
def test_a_sum_is_written_in_the_readers_manner(
    language: str, amount: Amount, written: str
) -> None:
    with translation.override(language):
        assert manner.money(amount).replace("\u00a0", " ") == written


def test_no_sum_however_large_loses_a_digit() -> None:
    with translation.override("en"):
        assert manner.money(Amount(10**15 - 1, INR)) == "₹99,99,99,99,99,999.99"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "14 February 2026"),
        ("hi", "14 फ़रवरी 2026"),
        ("fr", "14 février 2026"),
        ("es", "14 de febrero de 2026"),
        ("pt", "14 de fevereiro de 2026"),
    ],
)
def test_a_day_is_written_in_the_readers_language(language: str, written: str) -> None:
    with translation.override(language):
        assert manner.day(date(2026, 2, 14)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1 November 2026"),
        ("fr", "1er novembre 2026"),
        ("es", "1 de noviembre de 2026"),
        ("pt", "1º de novembro de 2026"),
    ],
)
def test_the_first_of_a_month_is_written_as_the_language_does(language: str, written: str) -> None:
    with translation.override(language):
        assert manner.day(date(2026, 11, 1)) == written
        assert manner.day(date(2026, 11, 11)).startswith("11 ")
        assert manner.short_day(date(2026, 11, 1)).startswith(written.split(maxsplit=1)[0])


@pytest.mark.parametrize(("country", "written"), [("MX", "12,345"), ("CO", "12.345")])
def test_a_number_is_written_as_in_the_land_of_the_node(
    country: str, written: str, settings: object
) -> None:
    settings.PHONE_COUNTRY = country
    with translation.override("es"):
        assert manner.number(12345) == written


@pytest.mark.parametrize(
    ("language", "place"), [("pt-br", "pt_BR"), ("zh-hant", "zh_Hant"), ("xx", "en_GB")]
)
def test_a_language_with_a_script_or_a_land_or_without_a_name_is_written(
    language: str, place: str
) -> None:
    with translation.override(language):
        assert visits.locale() == place
        assert manner.day(date(2026, 2, 14))


def test_a_percentage_is_written_in_the_readers_manner() -> None:
    with translation.override("fr"):
        assert manner.percent(Fraction(2, 3)) == "66,7\u00a0%"


def test_a_moment_is_told_in_the_zone_of_the_node(settings: object) -> None:
    settings.TIME_ZONE = "Asia/Kolkata"
    with translation.override("en"):
        at = datetime(2026, 2, 14, 20, 0, tzinfo=UTC)
        assert manner.moment(at) == "15 February 2026, 01:30"


def test_fractions_stay_exact() -> None:
    with translation.override("en"):
        assert manner.fraction(Fraction(2, 3)) == "2/3"
        assert manner.fraction(Fraction(4, 2)) == "2"
        assert manner.percent(Fraction(2, 3)) == "66.7%"


def test_a_refusal_is_filled_in_the_readers_manner() -> None:
    refusal = OVER.because(
        day=date(2026, 2, 14), allowed=Amount(50000000, INR), paid=Amount(50000000, INR)
    )
    with translation.override("en"):
        assert sentences.sentence_of(refusal) == (
            "The assembly of 14 February 2026 allowed ₹5,00,000.00 for this loan and "
            "₹5,00,000.00 are already paid."
        )


def test_offices_in_a_refusal_are_words_and_numbers_of_persons_stay_plain() -> None:
    with translation.override("hi"):
        said = sentences.sentence_of(OFFICE_NOT_HELD.because(offices="secretary, chair"))
    assert "secretary" not in said
    assert sentences.in_manner(1234, "person") == "1234"


def test_the_six_words_are_the_same_sounds_in_both_scripts() -> None:
    digest = "0123456789abcdef" * 4
    with translation.override("en"):
        assert visits.spoken(digest) == list(six_words(digest))
    with translation.override("hi"):
        hindi = visits.spoken(digest)
    with translation.override("mr"):
        assert visits.spoken(digest) == hindi
    with translation.override("fr"):
        assert visits.spoken(digest) == list(six_words(digest))
    assert len(hindi) == 6
    assert not any(letter.isascii() for word in hindi for letter in word)


def render(source: str, **given: object) -> str:
    return Template("{% load tequio %}" + source).render(Context(given))


def test_a_button_says_why_not_before_it_is_pressed() -> None:
    shown = render(
        '{% press "Pay out" reasons %}', reasons=[OFFICE_NOT_HELD.because(offices="chair")]
    )
    assert "disabled" in shown
    described = shown.split('aria-describedby="')[1].split('"')[0]
    assert f'id="{described}"' in shown
    assert "Only these offices may do this: Chair." in shown
    assert "disabled" not in render('{% press "Pay out" reasons %}', reasons=[])


def test_a_person_who_was_erased_is_called_so() -> None:
    assert render("{{ 7|whom:names }}", names={7: ""}) == "a person who was erased"
    assert render("{{ 7|whom:names }}", names={7: "Asha"}) == "Asha"


@pytest.mark.parametrize(
    ("spent", "width"), [(0, 0), (3200000, 640), (5000000, 1000), (9000000, 1000)]
)
def test_a_bar_never_runs_over(spent: int, width: int) -> None:
    shown = render("{% bar spent whole %}", spent=Amount(spent, INR), whole=Amount(5000000, INR))
    assert f'class="bar-part" width="{width}"' in shown


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_sign_is_drawn_and_silent(name: str) -> None:
    assert 'aria-hidden="true"' in render("{% icon name %}", name=name)


def test_the_way_of_a_vote_is_said_in_words() -> None:
    told = sentences.sentence_of(WRONG_WAY.because(way="phone, hands"))
    assert told == "This ballot is held in another way (by phone, by raised hands)."
