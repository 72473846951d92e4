"""The register in the browser: the list, one organisation, its history; members and outsiders."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.membership.tests.groups import found
from tequio.registry.models import GuardRow, ListedRow, MergeRow, RecordRow, RelationRow
from tequio.registry.pages.finding import line_of
from tequio.registry.queries.finding import Row
from tequio.registry.service.showing import show_again
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db

ROWS = (
    "1,Leeds Bread Ltd,1001,1 High Street,Leeds,LS1 1AA,GB,Live,-1.5,53.8,,",
    "2,Refuge House,1002,9 Quiet Lane,Otley,LS21 9ZZ,GB,Live,-1.7,53.9,,",
    "3,महिला बचत समूह,1003,,Pune,411001,IN,Dead,73.8,18.5,,",
)


@pytest.fixture
def red() -> Register:
    return register().rules(public=True).ready("coops", "survey", licence="ODC-By-1.0")


@pytest.fixture
def told(red: Register) -> Register:
    red.takes_in(*ROWS, source="coops")
    return red


def see(path: str = "", client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(f"/o/red/register/{path}")
    assert answer.status_code == status
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain)).strip()


def hide(red: Register, number: int, exposure: str = "hidden") -> None:
    GuardRow.objects.create(
        organisation_id=red.keeper, listed_id=number, exposure=exposure, since=red.at.date()
    )
    show_again(red.keeper, [number], "official_first")


def is_drawn(number: int) -> bool:
    return "map-drawn" in Client().get(f"/o/red/register/{number}/").content.decode()


def merge(red: Register, *, kept: int, gone: int) -> None:
    MergeRow.objects.create(
        organisation_id=red.keeper, id=77, kept_id=kept, gone_id=gone, merged_at=red.at
    )
    ListedRow.objects.filter(id=gone).update(merged_into_id=kept)
    RecordRow.objects.filter(listed_id=gone).update(listed_id=kept)
    show_again(red.keeper, [kept, gone], "official_first")


def test_anybody_finds_what_is_public_and_narrows_it_down_by_links(told: Register) -> None:
    everybody = see()
    assert "3 organisations" in everybody
    assert "Pune · India Closed" in everybody
    assert "United Kingdom 2" in everybody
    answer = Client().get("/o/red/register/").content.decode()
    assert "?country=GB" in answer
    british = see("?country=GB&q=bread")
    assert "1 organisation " in british
    assert "Country: United Kingdom" in british
    assert "महिला बचत समूह" in see("?q=savings+group")
    assert "Nothing was found" in see("?q=zzyzx")
    assert "Menu" not in british
    assert see("?q=bread&after=%00&country=%00&status=[]&sour=x")


def test_a_register_that_is_not_public_is_seen_by_members_alone() -> None:
    told = register().ready("coops")
    told.takes_in(*ROWS, source="coops")
    number = told.listed("1")
    for path in ("", f"{number}/", f"{number}/history", f"{number}/sources"):
        see(path, status=404)
    assert "3 organisations" in see("", told.group.browser("chand"))
    see(f"{number}/sources", told.group.browser("chand"), 404)


def test_what_may_not_be_published_is_marked_for_members_and_gone_for_others(red: Register) -> None:
    red.ready("secret", may_publish=False, title="Secret list")
    red.takes_in(ROWS[0], source="coops")
    red.takes_in("9,Bread Inside,1001,,Leeds,,GB,Live,,,,", ROWS[1], source="secret")
    bread, refuge = red.listed("1"), red.listed("2")
    assert "Bread Inside" not in see(f"{bread}/") + see(f"{bread}/history") + see("?q=inside")
    see(f"{refuge}/", status=404)
    see(f"{refuge}/history", status=404)
    member = red.group.browser("chand")
    assert "Bread Inside" in see(f"{bread}/", member)
    assert "not for publication" in see(f"{bread}/", member)
    assert "Only members see this page" in see(f"{refuge}/", member)
    assert "For members only" in see("", member)


def test_sources_that_disagree_stand_side_by_side_with_the_rule(told: Register) -> None:
    told.takes_in("7,Leeds Bread,1001,1 High Street,Leeds,LS1 1AA,GB,Dead,,,,", source="survey")
    number = told.listed("1")
    page = see(f"{number}/")
    assert "Sources disagree" in page
    assert re.search(r"Shown Closed The survey .* Active The coops", page)
    assert "official registers, then the keeper, then the organisation itself" in page
    assert "ODC-By-1.0" in page
    assert "Sources disagree" in see()


@pytest.mark.parametrize("exposure", ["hidden", "coarse"])
def test_a_guarded_place_is_said_to_be_so_and_found_by_nothing(
    told: Register, exposure: str
) -> None:
    number = told.listed("2")
    assert is_drawn(number)
    hide(told, number, exposure)
    assert is_drawn(number) == (exposure == "coarse")
    for who in (None, told.group.browser("chand")):
        page = see(f"{number}/", who) + see(f"{number}/history", who)
        assert "to protect people" in page
        assert "Quiet Lane" not in page
        assert "LS21" not in page
        assert "53.9," not in page
        assert "Otley" not in page
        assert "United Kingdom" in page
        for text in ("LS21 9ZZ", "ls219zz", "quiet lane", "otley"):
            assert "Refuge" not in see(f"?q={text}", who)
    assert "9 Quiet Lane" in see(f"{number}/sources", told.group.browser("asha"))


def test_an_address_that_was_merged_leads_to_the_other_and_says_so(told: Register) -> None:
    kept, gone = told.listed("1"), told.listed("3")
    merge(told, kept=kept, gone=gone)
    answer = Client().get(f"/o/red/register/{gone}/")
    assert (answer.status_code, answer["Location"]) == (
        302, f"/o/red/register/{kept}/?was={gone}",
    )  # fmt: skip
    assert f"Number {gone} was merged into this" in see(f"{kept}/?was={gone}")
    assert "was merged" not in see(f"{kept}/?was={kept}")
    assert f"found to be one with number {gone}" in see(f"{kept}/history")


def test_what_was_withdrawn_is_gone_and_what_never_was_is_not_there(told: Register) -> None:
    number = told.listed("3")
    ListedRow.objects.filter(id=number).update(is_withdrawn=True)
    assert "was withdrawn" in see(f"{number}/", status=410)
    for never in (1, 999_999, 2**63, 10**30):
        see(f"{never}/", status=404)


def test_the_history_tells_what_changed_between_editions(told: Register) -> None:
    told.later(30).takes_in(
        *[row.replace("Leeds Bread", "Leeds Bread and Roses") for row in ROWS], source="coops"
    )
    page = see(f"{told.listed('1')}/history")
    assert "said something else" in page
    assert "Leeds Bread Ltd then Leeds Bread and Roses Ltd" in page
    assert "Not said any more" in page


def test_numbers_and_postcodes_are_found_with_and_without_blanks_and_zeros(red: Register) -> None:
    red.takes_in(
        "1,Bread,IP 00525R,,Leeds,LS1 1AA,GB,Live,,,,", "2,Rolls,0001,,,,,,,,,", source="coops"
    )
    for text in ("ip00525r", "IP525R", "ip 00525R", "ls11aa", "LS1 1AA", "LS1"):
        assert "Bread Leeds" in see(f"?q={text}")
    assert "Rolls" in see("?q=001")


CODED = """
id: coded
title: A list with codes of its own
sources: []
parts:
  - source: coded
    key: id
    say:
      - {property: name.legal, column: name}
      - {property: class.activity, column: code, scheme: uk-sic-2007, titles: [words]}
"""


def test_codes_of_a_source_are_told_in_its_own_words_if_these_may_be_published() -> None:
    red = register().rules(public=True)
    for code, may_publish in (("coded", True), ("closed", False)):
        red.source(code, may_publish=may_publish)
        red.mapping(code, code=code, text=CODED.replace("coded", code))
    titled = {"headings": "id,name,code,words"}
    red.takes_in("1,Bread,1071,Baking", "2,Rolls,1071,Baking", source="coded", **titled)
    red.takes_in("3,Vault,6419,Keeping money", source="closed", **titled)
    assert "Bread Baking" in see()
    inside = see("", red.group.browser("chand"))
    assert "Keeping money 1" in inside
    assert "Vault Keeping money" in inside
    assert "Keeping money" not in see()


def test_figures_that_reports_repeat_are_said_to_be_old(red: Register) -> None:
    text = """
id: figures
title: Figures by year
sources: []
parts:
  - source: survey
    key: [id, year]
    about: id
    of_source: coops
    until: {column: end, days: Y-M-D}
    say:
      - {property: members, column: members}
      - {property: employees, column: employees}
"""
    red.mapping("survey", code="figures", text=text)
    red.takes_in(*ROWS, source="coops")
    years = [f"1,{year},2010-12-31,12,3" for year in (2011, 2012, 2013, 2014)]
    red.takes_in(
        *years, source="survey", mapping="figures", headings="id,year,end,members,employees"
    )
    page = see(f"{red.listed('1')}/")
    assert "The reports of 2011 to 2014 repeat the same figures" in page
    assert "Members 12 for the year to 31 Dec 2010" in page


def test_relations_are_read_from_both_sides_and_never_lead_to_who_is_closed(told: Register) -> None:
    one, other = told.listed("1"), told.listed("2")
    RelationRow.objects.create(
        organisation_id=told.keeper, id=5, listed_id=one, type="succeeds", other_id=other
    )
    assert "succeeds Refuge House" in see(f"{one}/")
    assert "was succeeded by Leeds Bread Ltd" in see(f"{other}/")


def test_rows_as_they_came_are_for_the_offices_that_keep_the_register(told: Register) -> None:
    number = told.listed("1")
    assert "list.csv, row 2" in see(f"{number}/sources", told.group.browser("asha"))
    for who in (None, told.group.browser("bina"), told.group.browser("chand")):
        see(f"{number}/sources", who, 404)


def test_a_page_takes_few_queries(told: Register) -> None:
    told.takes_in(
        *(f"{n},Group {n},{n},,Leeds,,GB,Live,,,," for n in range(10, 90)), source="coops"
    )
    number = told.listed("1")
    for path, most in (("", 8), (f"{number}/", 14), (f"{number}/history", 16)):
        with CaptureQueriesContext(connection) as queries:
            see(path)
        besides = 5 if connection.vendor == "postgresql" else 0  # how the index is asked there
        assert len(queries) <= most + besides, [one["sql"][:80] for one in queries]


def test_a_network_has_the_register_in_its_menu_and_a_group_without_sources_has_not(
    red: Register,
) -> None:
    page = red.group.browser("chand").get(reverse("registry:register", args=["red"]))
    assert 'href="/o/red/register/" aria-current="page"' in page.content.decode()
    assert "No organisation is listed here yet" in see()
    group = found("plain")
    home = group.browser("asha").get("/o/plain/members/").content.decode()
    assert "/o/plain/register/" not in home


def test_countries_are_named_in_the_language_of_the_reader(told: Register) -> None:
    page = Client(HTTP_ACCEPT_LANGUAGE="hi").get("/o/red/register/").content.decode()
    assert "यूनाइटेड किंगडम" in page


def test_a_page_that_was_made_before_is_made_anew_once_anything_changes():
    held = register().ready().rules(public=True)
    held.takes_in("1,Ana,,,,,GB,Live,,,,")
    client, place = Client(), reverse("registry:register", args=[held.group.slug])
    assert "Beatriz" not in client.get(place).content.decode()
    with CaptureQueriesContext(connection) as captured:
        client.get(place)
    assert not any("registry_shownrow" in one["sql"] for one in captured)
    held.later().takes_in("1,Beatriz,,,,,GB,Live,,,,")
    assert "Beatriz" in client.get(place).content.decode()


def test_a_word_with_one_sign_wrong_is_asked_back(told: Register) -> None:
    told.takes_in("4,Valley Cooperative,1004,,York,,GB,Live,,,,", source="survey")
    page = Client().get("/o/red/register/?q=coperative&country=GB").content.decode()
    assert 'Did you mean <a href="?q=cooperative&amp;country=GB">cooperative</a>?' in page
    assert "Did you mean leeds bread ?" in see("?q=leedz+bread")
    assert "Did you mean" not in see("?q=zzyzx") + see("?q=cooperative") + see("")


def test_whom_only_members_see_is_offered_to_nobody_else(red: Register) -> None:
    red.ready("secret", may_publish=False, title="Secret list")
    red.takes_in("9,Zanzibar Inside,1001,,Leeds,,GB,Live,,,,", source="secret")
    assert "Did you mean" not in see("?q=zanzibat")
    assert "Did you mean zanzibar ?" in see("?q=zanzibat", red.group.browser("chand"))


@pytest.mark.parametrize("word", ["épargne", "ahorro", "poupança", "बचत", "savings"])
def test_one_word_for_savings_finds_savings_groups_of_other_words(told: Register, word) -> None:
    told.takes_in("4,Umoja VSLA,1004,,Kisumu,,KE,Live,,,,", source="survey")
    assert "Umoja VSLA" in see(f"?q={word}")


def test_a_code_without_words_is_not_shown_in_a_list() -> None:
    facets = (("activity", "8514"), ("form", "62.01Z"), ("form", "SAS"))
    row = Row(1, "A", "a", "Leeds", "", "GB", "", "", "", False, False, 1, 0, facets)
    assert line_of(row, {}, {}).about == "Leeds · United Kingdom · SAS"
    titles = {("form", "62.01Z"): "Software", ("activity", "8514"): "Health"}
    assert line_of(row, {}, titles).about == "Leeds · United Kingdom · Software · SAS"
