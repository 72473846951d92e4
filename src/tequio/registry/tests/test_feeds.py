"""One register follows another: its records stay the other's, and what is forgotten there is
forgotten here."""

from __future__ import annotations

import stat
from typing import Any

import pytest
from django.test import Client

from tequio.registry import service
from tequio.registry.models import (
    BatchRow,
    CellRow,
    GuardRow,
    MergeRow,
    RecordRow,
    SourceRow,
    StatementRow,
    SubscriptionRow,
)
from tequio.registry.rules.exchange import feeds
from tequio.registry.service import node_key
from tequio.registry.tests.partners import Following, a_register, fetched, follows, told
from tequio.registry.tests.stage import Register

pytestmark = pytest.mark.django_db
NOVISSI = "K1,Novissi,07,Rue 1,Lomé,BP 9,TG,Live,1.2225,6.1319,,"
ADAWLATO = "K2,Adawlato,8,Rue 2,Kara,BP 8,TG,Live,1.1907,9.5511,,"


def two(**more: Any) -> tuple[Register, Register]:
    """A register with two organisations, and an empty one."""
    north, south = a_register("north", **more), a_register("south")
    north.takes_in(NOVISSI, ADAWLATO, source="list-north")
    return north, south


def seen(slug: str, number: int, client: Client | None = None) -> str:
    page = (client or Client()).get(f"/o/{slug}/register/{number}/")
    return page.content.decode() if page.status_code == 200 else f"{page.status_code}"


def test_a_partners_records_come_with_their_sources_licences_and_attributions() -> None:
    north, south = two()
    following = follows(south, "north")
    facts = following.takes()
    assert (facts["rows"], facts["vanished"], facts["refused"]) == (2, 0, 0)
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    source = SourceRow.objects.get(organisation_id=south.keeper, code="north.list-north")
    assert (source.kind, source.licence, source.may_publish) == ("partner", "CC-BY-4.0", True)
    assert (source.title, source.attribution) == ("The list-north", "The list of north · North")
    uid = str(north.row(north.listed("K1")).uid)
    keys = RecordRow.objects.filter(organisation_id=south.keeper, key=uid)
    assert keys.count() == 2, "the partner's record, and what its source says"
    page = seen("south", south.shown()["Novissi"].id)
    assert "The list of north" in page
    assert "CC-BY-4.0" in page
    assert north.findings() == south.findings() == []


def test_a_register_with_a_partners_file_writes_a_feed_that_others_take() -> None:
    north, south = a_register("north", kind="partner"), a_register("south")
    north.takes_in(NOVISSI.replace("K1", "F001|2024-12-31"), source="list-north")
    (entry,) = told(fetched("north"))["records"]
    assert entry["of_partner"] == {}
    assert follows(south, "north").takes()["rows"] == 1
    assert set(south.shown()) == {"Novissi"}
    assert north.findings() == south.findings() == []


def test_a_second_reading_brings_only_what_changed_and_who_is_gone() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    north.later().takes_in(NOVISSI.replace("Rue 1", "Rue 11"), source="list-north", whole=False)
    assert [one["name"] for one in told(fetched("north", following.row.token))["records"]] == [
        "Novissi"
    ]
    assert following.takes()["changed"] == 1
    gone = north.listed("K2")
    service.undo_batch(north.act(), batch=_last_batch(north))
    service.undo_batch(north.act(), batch=_last_batch(north))
    facts = following.takes()
    assert facts["vanished"] == 2
    assert south.shown() == {}
    assert str(north.row(gone).uid) not in fetched("north").body, "who never knew it hears nothing"
    uid = str(north.row(gone).uid)
    number = RecordRow.objects.filter(organisation_id=south.keeper, key=uid)[0].listed_id
    assert seen("south", number) == "410"
    assert south.findings() == []


def _last_batch(held: Register) -> int:
    rows = StatementRow.objects.filter(organisation_id=held.keeper, is_current=True)
    return int(max(one for one in rows.values_list("batch_id", flat=True) if one))


def test_who_is_merged_there_is_forgotten_here_and_leads_to_whom_she_was() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    kept, gone = north.listed("K1"), north.listed("K2")
    service.merge(north.act(), kept=kept, gone=gone, reason="The same.")
    page = fetched("north", following.row.token)
    (mark,) = [one for one in told(page)["records"] if "gone" in one]
    uids = {"uid": str(north.row(gone).uid), "merged_into": str(north.row(kept).uid)}
    assert mark == uids | {"gone": "merged"}
    following.takes()
    assert len(south.shown()) == 1
    service.undo_merge(north.act(), merge=_merge(north), reason="They were two.")
    following.takes()
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    assert south.findings() == []


def _merge(held: Register) -> int:
    return MergeRow.objects.get(organisation_id=held.keeper).id


def test_a_place_that_is_hidden_there_is_hidden_here_in_the_history_as_well() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    number = south.shown()["Novissi"].id
    history = f"/o/south/register/{number}/history"
    assert "Rue 1" in Client().get(history).content.decode()
    service.guard_place(north.act(), listed=north.listed("K1"), exposure="hidden")
    assert following.takes()["hidden"] == [number]
    assert "Rue 1" not in Client().get(history).content.decode()
    assert south.shown()["Novissi"].lon is None
    service.guard_place(north.act(), listed=north.listed("K1"), exposure="coarse")
    assert following.takes()["coarse"] == []
    assert GuardRow.objects.get(organisation_id=south.keeper).exposure == "hidden"
    assert south.findings() == []


def test_what_may_not_be_passed_on_is_seen_by_members_alone() -> None:
    _north, south = two(licence="CC-BY-NC-4.0")
    follows(south, "north").takes()
    number = south.shown()["Novissi"].id
    assert seen("south", number) == "404"
    assert "Novissi" in seen("south", number, south.group.browser("chand"))
    assert "Novissi" not in fetched("south").body


def test_who_becomes_closed_there_is_told_as_gone_and_nothing_more() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    service.change_source(north.act(), source="list-north", may_publish=False)
    page = fetched("north", following.row.token)
    assert {one["gone"] for one in told(page)["records"]} == {"withdrawn"}
    assert "Novissi" not in page.body
    following.takes()
    assert south.shown() == {}
    service.change_source(north.act(), source="list-north", may_publish=True)
    following.takes()
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    assert south.findings() == []


def test_nobody_takes_back_what_came_from_her_not_even_over_a_third() -> None:
    north, south = two()
    east = a_register("east")
    follows(south, "north").takes()
    follows(east, "south").takes()
    forwarded = SourceRow.objects.get(organisation_id=east.keeper, code="south.north.list-north")
    assert (forwarded.licence, forwarded.title) == ("CC-BY-4.0", "The list-north")
    assert forwarded.attribution == "The list of north · North · South"
    assert set(east.shown()) == {"Novissi", "Adawlato"}
    back, farther = follows(north, "south"), follows(north, "east")
    assert (back.takes()["new"], farther.takes()["new"]) == (0, 0)
    assert len(north.shown()) == 2
    assert north.findings() == east.findings() == []


def test_ones_own_word_stands_beside_the_partners() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    number = south.shown()["Novissi"].id
    service.assert_value(
        south.act(), listed=number, property="website", value="https://novissi.tg", reason="Seen."
    )
    north.later().takes_in(NOVISSI.replace("Lomé", "Aného"), source="list-north", whole=False)
    following.takes()
    assert south.shown()["Novissi"].locality == "Aného"
    assert "https://novissi.tg" in seen("south", number)
    service.undo_batch(north.act(), batch=_last_batch(north))
    service.undo_batch(north.act(), batch=_last_batch(north))
    following.takes()
    assert "https://novissi.tg" in seen("south", number), "the partner's silence is not ours"
    assert south.findings() == []


def test_contacts_leave_by_no_feed_though_somebody_agreed_that_they_be_seen() -> None:
    north, south = two()
    number = north.listed("K1")
    for code, value in (("email", "novissi@example.org"), ("phone", "+228 90 00 00 00")):
        service.assert_value(north.act(), listed=number, property=code, value=value, reason="Told.")
    page = fetched("north")
    assert "novissi@example.org" not in page.body
    follows(south, "north").takes()


def test_a_long_feed_is_read_page_by_page() -> None:
    north, south = two()
    rows = (f"M{n},Group {n},,,Lomé,,TG,Live,1.5,6.5,," for n in range(feeds.AT_ONCE))
    north.later().takes_in(*rows, source="list-north", whole=False)
    first = fetched("north")
    assert (len(told(first)["records"]), told(first)["has_more"]) == (feeds.AT_ONCE, True)
    following = follows(south, "north")
    assert following.takes(first)["new"] == 2 * feeds.AT_ONCE
    assert following.takes()["new"] == 4
    assert len(south.shown()) == feeds.AT_ONCE + 2
    assert following.takes()["rows"] == 0


def test_after_the_end_the_same_partner_is_followed_again_with_the_same_records() -> None:
    _north, south = two()
    following = follows(south, "north")
    following.takes()
    service.end_subscription(south.act(), subscription=following.number)
    again = follows(south, "north")
    facts = again.takes()
    assert (facts["new"], facts["same"]) == (0, 4)
    assert len(south.shown()) == 2
    assert south.findings() == []


def test_who_left_while_nobody_followed_is_forgotten_when_the_feed_is_read_to_its_end() -> None:
    north, south = two()
    following = follows(south, "north")
    following.takes()
    service.end_subscription(south.act(), subscription=following.number)
    north.later().takes_in(ADAWLATO, source="list-north")
    kept, gone = north.listed("K2"), north.listed("K1")
    service.merge(north.act(), kept=kept, gone=gone, reason="The same.")
    again = follows(south, "north")
    facts = again.takes()
    assert (facts["rows"], facts["vanished"]) == (1, 1)
    assert len(south.shown()) == 1
    assert again.takes()["vanished"] == 0
    service.undo_merge(north.act(), merge=_merge(north), reason="They were two.")
    again.takes()
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    assert south.findings() == []


def test_nobody_is_forgotten_before_the_last_page_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _north, south = two()
    following = follows(south, "north")
    following.takes()
    service.end_subscription(south.act(), subscription=following.number)
    monkeypatch.setattr("tequio.registry.queries.feeding.AT_ONCE", 1)
    again = follows(south, "north")
    assert again.takes(fetched("north"))["vanished"] == 0
    assert len(south.shown()) == 2
    assert again.takes()["vanished"] == 0, "each was told by one of two readings"
    assert len(south.shown()) == 2


def test_a_source_of_ones_own_is_never_taken_over_by_a_partners() -> None:
    _north, south = two()
    south.source("north.list-north", title="Ours")
    following = follows(south, "north")
    following.takes()
    ours = SourceRow.objects.get(organisation_id=south.keeper, code="north.list-north")
    assert (ours.kind, ours.title) == ("official", "Ours")
    assert not RecordRow.objects.filter(organisation_id=south.keeper, source_id=ours.id).exists()
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    service.undo_batch(south.act(), batch=_last_batch(south))
    assert following.takes()["opened"] == [], "the same source as before"
    assert south.findings() == []


def test_after_a_reading_was_taken_back_the_next_one_brings_it_again() -> None:
    _north, south = two()
    following = follows(south, "north")
    batch = following.takes()["batch"]
    assert following.takes()["rows"] == 0
    last = BatchRow.objects.filter(organisation_id=south.keeper).latest("id").id
    for one in (last, batch):
        service.undo_batch(south.act(), batch=one)
    assert (south.shown(), following.row.token, south.findings()) == ({}, "", [])
    assert following.takes()["rows"] == 2
    assert set(south.shown()) == {"Novissi", "Adawlato"}
    assert south.findings() == []


def test_a_feed_with_places_stands_on_the_map_and_the_books_agree() -> None:
    _north, south = two()
    follows(south, "north").takes()
    novissi = south.shown()["Novissi"]
    assert (novissi.lon, novissi.lat) == (1_222_500, 6_131_900)
    whole = CellRow.objects.filter(organisation_id=south.keeper, is_closed=False, z=0)
    assert [one.n for one in whole] == [2]
    assert south.findings() == []


def test_the_node_signs_with_a_key_that_only_its_user_may_read() -> None:
    two()
    page = fetched("north")
    key = Client().get("/o/north/register/key").json()["key"]
    assert feeds.is_signed(page.body.encode(), signature=page.signature, key=key)
    file = node_key.key_file()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_text()
    assert secret not in page.body
    assert secret != key
    assert Client().get("/o/north/register/feed?since=x").status_code == 400
    head = told(page)["head"]
    assert head["number"] > 0


def test_the_page_of_partners_tells_who_is_followed_and_what_went_wrong() -> None:
    _north, south = two()
    asha = south.group.browser("asha")
    given = {"address": "https://north.example/feed", "title": "North", "key": "k1"}
    there = "/o/south/register/subscriptions"
    assert asha.post(there, given).status_code == 302
    refused = asha.post(there, given | {"key": "k2"})
    assert refused.status_code == 409
    assert "follows https://north.example/feed already" in refused.content.decode()
    number = SubscriptionRow.objects.get(organisation_id=south.keeper).id
    following = Following(south, "north", number)
    following.takes()
    service.note_reading(south.keeper, following.number, at=south.at, trouble="It was silent.")
    page = asha.get(there).content.decode()
    assert "It was silent." in page
    assert "could not be read" in page
    end = f"{there}/{following.number}/end"
    assert asha.post(end, {"key": "k3"}).status_code == 302
    assert "ended" in asha.get(there).content.decode()
    assert south.group.browser("chand").get(there).status_code in (403, 404)
    assert Client().get(there).status_code == 404


def test_verify_finds_a_subscription_that_somebody_changed_added_or_took_away() -> None:
    _north, south = two()
    following = follows(south, "north")
    following.takes()
    rows = SubscriptionRow.objects.filter(organisation_id=south.keeper)
    for name in ("public_key", "chain", "token", "address"):
        before = getattr(following.row, name)
        rows.update(**{name: "7"})
        assert set(south.findings()) == {"told_otherwise"}, name
        rows.update(**{name: before})
    row = following.row
    row.pk = (south.keeper, 99)
    row.save(force_insert=True)
    assert south.findings() == ["not_told"]
    rows.filter(id=99).delete()
    rows.delete()
    assert "not_there" in south.findings()


def test_what_a_partner_hides_stays_hidden_when_a_merge_is_undone():
    there, here = a_register("there"), a_register("here")
    there.takes_in("1,House,,7 Lane,Town,,TG,Live,1.222500,6.131900,,", source="list-there")
    following = follows(here, "there")
    following.takes()
    here.takes_in("9,House of women,,,,,TG,Live,,,,", source="list-here")
    record = RecordRow.objects.get(organisation_id=here.keeper, source_id=following.row.source_id)
    gone, kept = record.listed_id, here.listed("9")
    merge = service.merge(here.act(), kept=kept, gone=gone, reason="One door.").facts["merge"]
    service.guard_place(there.act(), listed=there.listed("1"), exposure="hidden")
    assert sorted(following.takes()["hidden"]) == sorted([gone, kept])
    service.undo_merge(here.act(), merge=merge)
    page = Client().get(f"/o/here/register/{gone}/history")
    assert (page.status_code, b"7 Lane" in page.content) == (200, False)
    assert here.findings() == []
