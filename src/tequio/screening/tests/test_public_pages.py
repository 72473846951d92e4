"""What everybody may read of a screening: findings with reasons, rules read aloud, the guide."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tequio.membership.tests.groups import browser_of, stranger
from tequio.screening import service
from tequio.screening.models import LapseRow, PartnerVerdictRow
from tequio.screening.pages.wording import number_in_words, value_in_words
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.rules.values import Money
from tequio.screening.tests import hearing, partners, stage

pytestmark = pytest.mark.django_db
RULES = ("packs/", "packs/un-ilo@1", "packs/fr-esus@1", "compare?pack=un-ilo@1&pack=es@1", "guide")


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def place(slug: str, page: str = "") -> str:
    return f"/o/{slug}/screening/{page}"


def read(case, page: str = "", client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(place(case.here.group.slug, page))
    assert answer.status_code == status
    return text(answer)


def shows(case, kind: str, *facts: tuple[str, object]) -> None:
    """An assessor hands in a piece of evidence of last year."""
    day = case.here.at.date() - timedelta(days=30)
    evidence = NewEvidence(
        kind, tuple(Shown(*one) for one in facts), until=day, since=day, file=stage.FILE
    )
    here = case.here
    here.does(service.submit_evidence, "dalia", listed=case.listed, evidence=evidence)


def test_everybody_reads_what_was_found_and_why():
    case = hearing.applied()
    shows(case, "minutes", ("practice.members", 2471), ("practice.members_take_part", True))
    shows(case, "clause", ("rules.veto", True))
    case.decided()
    listed = read(case)
    assert "Weavers of Lomé" in listed
    assert "Does not meet" in listed
    found = read(case, f"findings/{case.finding}")
    assert "It does not meet these rules." in found
    assert "Conditions that are not met Democratic or participatory governance" in found
    assert "Reasons No meeting was shown." in found
    assert "One person or firm has a veto or a golden share yes a clause of its rules" in found
    assert "The organisation can appeal until" in found
    assert "2,471" not in found
    assert "Members the figure is not published minutes of a meeting" in found
    about = read(case, f"organisations/{case.listed}")
    assert "It does not meet these rules." in about
    record = Client().get(f"/o/{case.here.group.slug}/register/{case.listed}/")
    assert "What was found in a screening" in text(record)
    assert "Does not meet" in text(record)


def test_a_finding_opens_what_decides_and_gives_nobody_orders():
    case = hearing.applied()
    shows(case, "clause", ("rules.veto", True))
    case.decided()
    page = f"findings/{case.finding}"
    whole = Client().get(place(case.here.group.slug, page)).content.decode()
    opened = re.findall(r'<section class="card criterion" id="(\w+)"', whole)
    folded = re.findall(r'<details class="card criterion" id="(\w+)"', whole)
    assert opened == re.findall(r'<li><a class="touch" href="#(\w+)"', whole) != []
    assert len(folded) > 3
    assert not set(opened) & set(folded)
    assert whole.index(f'id="{opened[-1]}"') < whole.index(f'id="{folded[0]}"')
    assert 'class="advice"' not in whole
    assert "What would settle it" not in whole
    mirror = browser_of(case.group.people["asha"]).get(f"/o/{case.group.slug}/mirror/")
    assert 'class="advice"' in mirror.content.decode()


def test_of_whom_too_little_was_shown_it_says_what_is_open_and_how_to_appeal_by_letter():
    case = hearing.by_letter().decided()
    told = read(case, f"findings/{case.finding}")
    assert told.count("What would settle it") == 1
    assert "It stays open until this organisation shows:" in told
    assert "by letter to the network. A different panel hears it." in told
    assert "Our mirror" not in told


def test_whoever_does_not_see_the_register_sees_nothing_of_its_screening():
    case = hearing.applied().decided()
    pages = ("", *RULES, f"findings/{case.finding}", f"organisations/{case.listed}")
    case.here.adopts(register__public=False)
    people = case.here.group.people
    inside = [browser_of(people[who]) for who in ("chand", "dalia")]
    outside = [Client(), stranger()]
    for browsers, status in ((inside, 200), (outside, 404)):
        for browser in browsers:
            for page in pages:
                read(case, page, browser, status)
    case.here.adopts(register__public=True)
    for browser in outside:
        for page in pages:
            read(case, page, browser)


def test_findings_are_narrowed_by_rules_and_verdict_and_go_on_from_a_number():
    case = hearing.applied().decided()
    assert "Weavers" in read(case, "?pack=un-ilo&verdict=not_enough_evidence")
    assert "No finding is like this." in read(case, "?verdict=meets")
    assert "Weavers" in read(case, "?pack=nothing&verdict=nothing")
    assert "Weavers" not in read(case, f"?before={case.finding}")
    number = case.finding
    LapseRow.objects.create(
        organisation_id=case.here.keeper,
        finding_id=number,
        trigger="dividend",
        day=case.here.at.date(),
        noted_at=case.here.at,
    )
    assert "Weavers" not in read(case, "?verdict=not_enough_evidence")
    assert "Weavers" in read(case, "?verdict=lapsed")
    told = read(case, f"findings/{number}")
    assert "a return on capital was divided. Before that" in told
    assert "Lapsed: it has to be examined again, which does not mean that it is not so" in told
    assert "not enough evidence, which does not mean that it is not so" in told


def test_a_finding_in_whose_place_another_stands_says_so_and_leaves_the_list():
    case = hearing.applied().decided()
    first = case.finding
    case.asks("appeal", finding=first, words="You did not read our minutes.")
    case.decided("emil", "ines jaya kofi")
    listed = read(case)
    assert listed.count("Weavers of Lomé") == 1
    assert f"another stands in its place. Finding {case.finding}" in read(case, f"findings/{first}")
    second = read(case, f"findings/{case.finding}")
    assert "by the panel that hears appeals" in second
    assert f"In place of Finding {first}" in second
    assert "Earlier" in read(case, f"organisations/{case.listed}")


def test_a_list_of_findings_asks_the_same_however_long():
    case = hearing.applied().decided()
    slug, client = case.here.group.slug, Client()

    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(place(slug, page)).status_code == 200
        return len(queries)

    about = f"organisations/{case.listed}"
    before = asked(""), asked(about)
    case.here.adopts_pack("informal")
    case.does("open_case", listed=case.listed, pack="informal@1", reason=hearing.WHY)
    case.decided("emil")
    assert (asked(""), asked(about)) == before


def test_what_is_not_there_is_not_found():
    case = hearing.hearing()
    for page in ("findings/1", "organisations/987654", "packs/un-ilo@9", "packs/nothing"):
        read(case, page, status=404)
    for page in (f"findings/{2**70}", f"organisations/{2**70}"):
        read(case, page, status=404)
    assert "It was not examined here yet." in read(case, f"organisations/{case.listed}")


def test_verdicts_of_other_networks_stand_there_as_theirs():
    case = hearing.hearing()
    PartnerVerdictRow.objects.create(
        organisation_id=case.here.keeper,
        id=1,
        listed_id=case.listed,
        issuer="Network of the Gulf",
        issuer_key="0" * 64,
        pack="un-ilo@1",
        verdict="meets",
        decided_on=case.here.at.date(),
        credential=partners.credential(),
        digest="0" * 64,
        taken_at=case.here.at,
    )
    told = read(case, f"organisations/{case.listed}")
    assert "It counts nowhere here. Network of the Gulf: Meets" in told
    assert "It was not examined here yet." in told


def test_a_pack_is_read_aloud_with_its_sources_and_the_unverified_are_marked():
    case = hearing.hearing()
    told = read(case, "packs/un-ilo@1")
    assert told.index("Conditions") < told.index("What is told as well")
    assert "One person or firm has a veto or a golden share" in told
    assert "democratic and/or participatory governance" in told
    assert "Not yet compared with the official text" in told
    assert "adopted by the members on" in told
    assert "not adopted; nobody is judged by it" in read(case, "packs/fr-ess@1")
    beside = read(case, "compare?pack=un-ilo@1&pack=fr-ess@1&pack=nothing")
    assert "Social and solidarity economy, France" in beside
    assert "asks nothing here" in beside


def test_members_propose_rules_on_a_page_and_take_up_what_they_adopted():
    here = stage.network()
    chand, place_of = browser_of(here.group.people["chand"]), place(here.group.slug, "packs/")
    asked = chand.post(place_of, {"key": "1", "pack": "un-ilo"}, follow=True)
    assert "We judge by: Social and solidarity economy" in text(asked)
    assert "not decided yet" in text(chand.get(place_of))
    again = text(chand.get(place(here.group.slug, "packs/un-ilo@1")))
    assert "lies before the members already" in again
    number = int(asked.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1])
    here.votes(number)
    asha = browser_of(here.group.people["asha"])
    assert "adopted by the members, not taken up yet" in text(asha.get(place_of))
    adopted = asha.post(f"{place_of}adopt", {"key": "2", "proposal": number}, follow=True)
    assert "From now on it is judged by these rules." in text(adopted)
    wrong = chand.post(place_of, {"key": "3", "pack": "pack: nothing"})
    assert wrong.status_code == 422
    assert "This is no pack that could be read" in text(wrong)
    assert Client().post(place_of, {"key": "4", "pack": "es"}).status_code == 404


def test_numbers_are_written_exactly_and_parts_of_a_whole_as_percent():
    with translation.override("en"):
        assert value_in_words("practice.turnout", Fraction(1, 2)) == "50%"
        assert value_in_words("practice.turnout", Fraction(2, 3)) == "66.7% (2/3)"
        assert value_in_words("rules.vote", "by_capital") == "by capital"
        assert value_in_words("practice.members", 1200) == "1,200"
        assert number_in_words(Fraction(13, 2)) == "6.5"
        assert number_in_words(Fraction(1, 3)) == "1/3"
        assert number_in_words(Fraction(1, 5)) == "20%"
        assert number_in_words(Money(12000, "EUR")) == "€120.00"
        assert number_in_words(Money(40, "SHARE")) == "40 SHARE"


def test_packs_side_by_side_say_what_was_found_of_one_organisation_by_each():
    case = hearing.applied().decided()
    beside = read(case, f"compare?pack=un-ilo@1&pack=es@1&listed={case.listed}")
    assert "by the United Nations and the ILO: Not enough evidence the finding" in beside
    assert "Social economy, Spain: not examined" in beside
    assert "Condition Not enough evidence In the rules" in beside
    read(case, "compare?pack=un-ilo@1&listed=987654", status=404)
