"""Files come in by the pages: sent, looked at, taken in, read again, taken back."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.membership.tests.groups import stranger
from tequio.registry.models import BatchRow, MappingRow, RecordRow, SourceRow, StatementRow
from tequio.registry.service.staged import staged
from tequio.registry.tests.real_files import DATA, needs
from tequio.registry.tests.stage import HEADINGS, Register, register

pytestmark = pytest.mark.django_db
HOME = "/o/red/register/"
BRING = f"{HOME}import"
ANA = "1,Ana Cooperative,00123,1 High Street,Leeds,LS1 1AA,GB,Live,-1.5,53.8,,"
BEA = "2,Bea Society,,2 Low Street,York,YO1 1AA,GB,Live,,,,"
CAL = "3,Cal Mutual,999,3 Mid Street,Hull,HU1 1AA,GB,Live,,,,"


def sends(client: Client, data: bytes | str, name: str = "list.csv", **more: str) -> Any:
    """Somebody sends a file by the page."""
    text = data.encode() if isinstance(data, str) else data
    given = {"edition": "2026-02-14", "extent": "whole", "mapping": ""} | more
    return client.post(BRING, given | {"file": SimpleUploadedFile(name, text)})


def rows(*lines: str) -> str:
    return "\n".join([HEADINGS, *lines]) + "\n"


def presses(client: Client, page: Any, which: str, key: str = "one") -> Any:
    """Somebody presses the button of the form that leads to `which`."""
    found = re.findall(r'action="([^"]*)"', page.content.decode())
    address = next(one.replace("&amp;", "&") for one in found if which in one)
    return client.post(address, {"key": key})


def asha(held: Register) -> Client:
    return held.group.browser("asha")


def test_a_file_is_looked_at_before_it_is_taken_in_and_nothing_is_written_until_then() -> None:
    held = register().ready()
    client = asha(held)
    looked = client.get(sends(client, rows(ANA, BEA, ANA)).url)
    page = looked.content.decode()
    assert looked.context["found"].counts == {
        "new": 2, "changed": 0, "same": 0, "refused": 1, "vanished": 0,
    }  # fmt: skip
    assert "the key 1 stood in an earlier row" in page
    assert "the mapping does not know this column" in page
    assert not RecordRow.objects.exists()
    done = presses(client, looked, "/take")
    batch = BatchRow.objects.get()
    assert done.url == f"{HOME}batches/{batch.id}"
    assert (batch.new, batch.refused, batch.file_name, str(batch.edition)) == (
        2, 1, "list.csv", "2026-02-14",
    )  # fmt: skip
    assert staged(held.keeper, batch.file_digest) is None
    assert held.findings() == []


def test_an_import_reads_back_as_it_was_written_with_what_was_before_and_what_is_now() -> None:
    held = register().ready()
    held.takes_in(ANA, BEA)
    client = asha(held)
    moved = ANA.replace("1 High Street", "9 High Street")
    looked = client.get(sends(client, rows(moved, CAL, CAL), edition="2099-01-01").url)
    for page in (looked, client.get(presses(client, looked, "/take").url)):
        told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()))
        assert re.search(r"Street: 1 High Street *then *9 High Street", told), told
        assert "Line 4: the key 3 stood in an earlier row" in told
        assert "Cal Mutual" in told
    assert "Bea Society" in told
    assert "Missing is not closed" in told
    vanished = client.get(f"{page.request['PATH_INFO']}/vanished")
    assert f"{HOME}{held.listed('2')}/" in vanished.content.decode()


def test_an_import_is_taken_back_after_it_is_said_what_that_does() -> None:
    held = register().ready()
    first = held.takes_in(ANA)["batch"]
    second = held.later().takes_in(ANA, BEA)["batch"]
    client = asha(held)
    refused = client.get(f"{HOME}batches/{first}/undo").content.decode()
    assert f"A later import of the same source, number {second}, stands on this one." in refused
    assert "disabled" in refused
    assert client.post(f"{HOME}batches/{first}/undo", {"key": "a"}).status_code == 409
    address = f"{HOME}batches/{second}/undo"
    assert "1 record that came new counts as never said" in client.get(address).content.decode()
    told = client.post(address, {"key": "b"}, follow=True).content.decode()
    assert "it counts as never said" in told
    assert sorted(held.shown()) == ["Ana Cooperative"]


def test_a_file_that_is_thrown_away_is_gone_and_a_late_press_says_so() -> None:
    held = register().ready()
    client = asha(held)
    looked = client.get(sends(client, rows(ANA)).url)
    assert presses(client, looked, "/throw-away").url == BRING
    late = presses(client, looked, "/take")
    assert late.status_code == 422
    assert "The file does not wait here any more." in late.content.decode()
    assert not BatchRow.objects.exists()


def test_a_press_that_comes_twice_takes_the_file_in_once() -> None:
    held = register().ready()
    client = asha(held)
    looked = client.get(sends(client, rows(ANA)).url)
    presses(client, looked, "/take")
    presses(client, looked, "/take")
    assert BatchRow.objects.count() == 1


@needs("togo_cooperatives_maritime_kara_savanes.csv")
def test_a_ready_mapping_is_found_by_the_columns_and_brings_its_sources() -> None:
    held = register()
    lines = (DATA / "togo_cooperatives_maritime_kara_savanes.csv").read_bytes().splitlines(True)
    client = asha(held)
    sent = sends(client, b"".join(lines[:20]), name="togo.csv")
    assert "mapping=house%3Atogo-cooperatives" in sent.url
    assert not SourceRow.objects.exists()
    presses(client, client.get(sent.url), "/take")
    source = SourceRow.objects.get()
    assert (source.code, source.may_publish) == ("togo-survey", False)
    assert MappingRow.objects.get().code == "togo-cooperatives"
    assert RecordRow.objects.count() == 19


STRANGE = (
    "Numéro,Dénomination,Ville,Création,Statut,Président,Remarque\n"
    "A1,Coop du Lac,Annecy,23/06/1998,radiée,Jean D.,\n"
    "A2,Coop du Mont,Grenoble,01/02/2001,en vie,Marie F.,\n"
)


def test_a_file_that_no_mapping_knows_is_said_column_by_column_and_kept_for_the_next() -> None:
    held = register()
    client = asha(held)
    sent = sends(client, STRANGE, name="coops.csv")
    assert "/columns?" in sent.url
    asked = client.get(sent.url)
    form = asked.context["form"]
    guesses = {row["column"]: (row["what"].initial, row["how"].initial)
               for row in asked.context["rows"]}  # fmt: skip
    assert guesses["Dénomination"] == ("name.legal", "")
    assert guesses["Statut"] == ("status", "radiée: closed, en vie: active")
    assert guesses["Président"] == ("personal", "")
    assert guesses["Remarque"][0] == "ignored"
    assert form.initial["key"] == "0"
    given = {f"what_{n}": row["what"].initial for n, row in enumerate(asked.context["rows"])}
    given |= {f"how_{n}": row["how"].initial for n, row in enumerate(asked.context["rows"])}
    given |= {"what_3": "founded_on", "how_3": "D/M/Y"}
    given |= {"title": "Coops", "new_source": "Union des coops", "new_kind": "partner"}
    given |= {"do": "columns", "key": "0", "source": "", "nulls": "N/a"}
    kept = client.post(sent.url, given | {"csrf": ""}, follow=True)
    assert kept.context["found"].counts["new"] == 2
    presses(client, kept, "/take")
    assert SourceRow.objects.get().code == "union-des-coops"
    row = held.shown()["Coop du Lac"]
    assert (row.locality, row.status) == ("Annecy", "closed")
    assert not StatementRow.objects.filter(raw__contains="Jean").exists()
    again = sends(client, STRANGE.replace("Lac", "Bois"), edition="2026-03-01")
    assert "mapping=saved%3Acoops" in again.url
    assert client.get(again.url).context["found"].counts["changed"] == 1
    other = sends(client, "Name,Town\nAna,Leeds\n", name="coops.csv")
    assert client.get(other.url).context["form"].code == "coops-2"


def test_a_mapping_is_mended_in_yaml_and_its_faults_are_named_with_their_lines() -> None:
    held = register().ready()
    client = asha(held)
    address = sends(client, rows(ANA)).url
    columns = address.replace("?", "/columns?")
    asked = client.get(columns).content.decode()
    assert "This mapping says more than can be asked column by column" in asked
    text = MappingRow.objects.get().text
    wrong = client.post(columns, {"do": "yaml", "text": text.replace("name.legal", "colour")})
    assert wrong.status_code == 422
    assert "The mapping says “colour”" in wrong.content.decode()
    right = text.replace("name.legal", "name.trading")
    looked = client.post(columns, {"do": "yaml", "text": right, "key": "k"}, follow=True)
    assert looked.context["found"].counts["new"] == 1
    assert MappingRow.objects.count() == 2


def test_what_looks_like_somebody_who_is_listed_is_said_before_it_comes_in_twice() -> None:
    held = register().ready("register", "list")
    held.takes_in("1,Leeds Bread Cooperative Limited,,1 High Street,Leeds,LS1 1AA,GB,Live,,,,")
    client = asha(held)
    new = "x,Leeds Bread Co-op Ltd,,1 High St,Leeds,LS1 1AA,GB,Live,,,,"
    looked = client.get(sends(client, rows(new, CAL), mapping="saved:list").url)
    (alike,) = looked.context["alike"]
    assert (alike.name, alike.listed) == ("Leeds Bread Co-op Ltd", held.listed("1"))
    assert f"{HOME}{alike.listed}/" in looked.content.decode()


def test_sources_are_written_down_and_changed_and_what_is_wrong_is_said() -> None:
    held = register()
    client = asha(held)
    given = {"title": "Union of Coops", "kind": "partner", "key": "a", "may_publish": "on"}
    refused = client.post(f"{HOME}sources/add", given)
    assert refused.status_code == 422
    assert 'class="refusal' in refused.content.decode()
    made = client.post(f"{HOME}sources/add", given | {"licence": "CC0-1.0", "key": "b"})
    assert made.url == f"{HOME}sources/of/union-of-coops/"
    assert "CC0-1.0" in client.get(f"{HOME}sources/").content.decode()
    change = f"{made.url}change"
    client.post(change, {"title": "Union", "licence": "CC0-1.0", "is_complete": "on", "key": "c"})
    row = SourceRow.objects.get()
    assert (row.title, row.is_complete, row.may_publish) == ("Union", True, False)
    assert "it claims to list all of its scope" in client.get(made.url).content.decode()


def test_only_who_keeps_the_register_takes_files_in_and_only_members_see_imports() -> None:
    held = register().ready("register", "inside").rules(public=True)
    SourceRow.objects.filter(code="inside").update(may_publish=False)
    batch = held.takes_in(ANA)["batch"]
    page = f"{HOME}batches/{batch}"
    chand, outside = held.group.browser("chand"), stranger()
    for address in (BRING, f"{page}/undo", f"{HOME}sources/add"):
        assert chand.get(address).status_code == 403, address
        assert outside.get(address).status_code == 404, address
    assert sends(chand, rows(BEA)).status_code == 403
    assert chand.get(page).status_code == 200
    assert outside.get(page).status_code == 404
    assert chand.get(f"{HOME}sources/of/inside/").status_code == 200
    assert outside.get(f"{HOME}sources/of/register/").status_code == 200
    assert outside.get(f"{HOME}sources/of/inside/").status_code == 404
    assert "The inside" not in outside.get(f"{HOME}sources/").content.decode()


def test_a_long_file_is_looked_at_as_far_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    held = register().ready()
    held.takes_in(ANA, BEA)
    monkeypatch.setattr("tequio.registry.pages.intake.FIRST_ROWS", 1)
    client = asha(held)
    looked = client.get(sends(client, rows(ANA, CAL)).url)
    assert looked.context["found"].counts["vanished"] == 0
    assert "these are its first 1 rows" in looked.content.decode()


@pytest.mark.parametrize("place", ["sources/", "sources/of/register/", "batches/{}", "import"])
def test_pages_of_imports_read_as_often_for_many_as_for_few(place: str) -> None:
    held = register().ready()
    client = asha(held)

    def asked(batch: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(HOME + place.format(batch)).status_code == 200
        return len(captured)

    first = held.takes_in(ANA, BEA)["batch"]
    held.later().takes_in(ANA.replace("Ana", "Anna"), CAL)
    few = asked(first)
    for n in range(3):
        many = [f"{i},Group {i} {n},{i},,,,IN,Live,,,," for i in range(100, 160)]
        last = held.later().takes_in(*many)["batch"]
    assert asked(last) <= few + 3


def test_looking_at_many_rows_reads_as_often_as_looking_at_few() -> None:
    held = register().ready()
    held.takes_in(ANA, BEA)
    client = asha(held)

    def asked(count: int) -> int:
        lines = [f"{i},Group {i},{i},,,LS1 1AA,IN,Live,,,," for i in range(100, 100 + count)]
        address = urlsplit(sends(client, rows(ANA.replace("Ana", "Anna"), *lines)).url)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address.path}?{address.query}")
        return len(captured)

    assert asked(600) <= asked(20) + 4


def test_of_columns_nobody_knows_no_key_and_no_official_register_is_preset() -> None:
    client = asha(register())
    form = client.get(sends(client, "Name,Founded\nAna,1998\nBea,2001\n").url).context["form"]
    assert (form["key"].value(), form["new_kind"].value()) == ("", "public")
    assert form.fields["key"].choices[0][0] == ""


def test_an_import_says_whether_what_came_is_for_members_only() -> None:
    held = register().ready("inside", may_publish=False).ready("outside")
    pages = []
    for code in ("inside", "outside"):
        batch = held.takes_in(ANA, source=code)["batch"]
        pages.append(asha(held).get(f"{HOME}batches/{batch}").content.decode())
    said = "Only members see what came"
    assert [said in page for page in pages] == [True, False]
    assert f'{HOME}sources/of/inside/">The inside' in pages[0].partition(said)[2]


def test_cells_that_were_not_understood_are_shown_to_the_office_alone() -> None:
    held = register().ready()
    batch = held.takes_in(ANA.replace("Live", "Ama Mensah, 024 555"))["batch"]
    seen = {
        who: held.group.browser(who).get(f"{HOME}batches/{batch}").content.decode()
        for who in ("asha", "chand")
    }
    assert all("cell not understood" in page for page in seen.values())
    assert ["024 555" in page for page in seen.values()] == [True, False]
