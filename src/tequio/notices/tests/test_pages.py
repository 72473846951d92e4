"""Pages of notices: seen by her and by those who work with the book, and by nobody else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.chronicle.queries import facts_of
from tequio.ledger import service as ledger
from tequio.ledger.tests.browsing import words
from tequio.membership.tests.groups import browser_of, stranger
from tequio.notices import queries
from tequio.notices.queries.drawing import square
from tequio.notices.queries.proving import token_of
from tequio.notices.queries.voices import words_of
from tequio.notices.tests import stage
from tequio.notices.tests.browsing import at, see, texts, told_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    yield from told_group()


# The passbook -------------------------------------------------------------------------------


def test_her_passbook_shows_what_she_has_and_owes_and_the_last_movements(group):
    page = see(group, "Asma", "passbook", group.person["Asma"])
    said = words(page)
    for part in (
        "My savings ₹520.50",
        "Left of my loan ₹600.00",
        "Next payment · 14 Mar 2026 ₹107.12 late",
        "16 Mar 2026 A member saves +₹120.50",
    ):
        assert part in said
    assert "<svg" in page.content.decode()


def test_a_movement_that_was_reversed_is_struck_through(group):
    wrong = facts_of(group.organisation, "ledger.save")[-1]["transfer"]
    group.does("Bina", ledger.reverse, transfer=wrong, reason="typed wrongly")
    page = see(group, "Asma", "passbook", group.person["Asma"])
    assert "taken back" in words(page)
    assert page.content.decode().count('class="turned"') == 2


def test_a_new_members_passbook_says_that_nothing_is_there(group):
    assert "Nothing is written here yet." in words(
        see(group, "Jaya", "passbook", group.person["Jaya"])
    )


@pytest.mark.parametrize("paper", ["card", "roll", "<script>"])
def test_the_passbook_is_printed_on_a_card_or_on_a_roll(group, paper):
    asma = group.person["Asma"]
    page = browser_of(asma).get(at(group, "passbook", asma), {"paper": paper}).content.decode()
    assert f'passbook on-{"roll" if paper == "roll" else "card"}"' in page


def test_a_passbook_is_read_with_a_fixed_number_of_queries(group):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert see(group, "Asma", "passbook", group.person["Asma"]).status_code == 200
        return len(captured)

    see(group, "Asma", "passbook", group.person["Asma"])
    few = count()
    for minor in range(100, 1_000, 100):
        group.saves("Asma", minor)
    assert count() <= few


SEEN_BY = {
    "Asma": {"passbook": 200, "aloud": 200, "messages": 200},
    "Bina": {"passbook": 200, "aloud": 200, "messages": 200},  # treasurer
    "Chand": {"messages": 200},  # secretary
    "Esha": {"passbook": 403, "aloud": 403, "messages": 403},  # a member
}


@pytest.mark.parametrize("who", SEEN_BY)
def test_who_sees_what_of_her(group, who):
    for page, status in SEEN_BY[who].items():
        answer = see(group, who, page, group.person["Asma"])
        assert (page, answer.status_code) == (page, status)
        if status == 403:
            assert "520.50" not in answer.content.decode()


@pytest.mark.parametrize(("who", "offered"), [("Asma", True), ("Chand", True), ("Bina", False)])
def test_her_number_is_corrected_by_herself_and_who_keeps_the_roll(group, who, offered):
    page = see(group, who, "messages", group.person["Asma"]).content.decode()
    assert ("/correct" in page) is offered


def test_another_groups_officer_and_a_stranger_read_nothing(group):
    other = stage.found(slug="elsewhere")
    asma = group.person["Asma"]
    texts("NO", group)
    (dispute,) = queries.disputes(group.organisation)
    pages = [("passbook", asma), ("aloud", asma), ("messages", asma), ("disputes",)]
    for page, *given in [*pages, ("dispute", dispute.id)]:
        for client in (browser_of(other.person["Deepa"]), stranger(), Client()):
            answer = client.get(at(group, page, *given))
            assert answer.status_code in (302, 404)
            assert "Ujala" not in answer.content.decode()
    # In her own group's pages Asma is nobody, and the dispute is not there.
    for page, *given in [*pages[:3], ("dispute", dispute.id)]:
        assert see(other, "Deepa", page, *given).status_code in (403, 404)


# Reading aloud ------------------------------------------------------------------------------


def test_the_page_that_reads_aloud_says_figures_in_words_where_nothing_is_recorded(group):
    page = see(group, "Asma", "aloud", group.person["Asma"])
    assert "You have saved Indian rupees five hundred and twenty point fifty" in words(page)
    text = page.content.decode()
    assert re.findall(r'data-clips="([^"]*)"', text) == ["", "", ""]
    assert "<script src=" in text
    assert "<script>" not in text


def record(folder, language: str) -> None:
    """Somebody records every clip; here each is silent."""

    (folder / language).mkdir(parents=True)
    for name in words_of(language, ["INR"]):
        (folder / language / f"{name}.ogg").write_bytes(b"OggS silence")


def test_recorded_clips_are_named_in_their_order_and_served(group, settings, tmp_path):
    settings.VOICES = tmp_path
    record(tmp_path, "en")
    text = see(group, "Asma", "aloud", group.person["Asma"]).content.decode()
    first = re.findall(r'data-clips="([^"]*)"', text)[0].split()
    assert [address.rsplit("/", 1)[1] for address in first] == (
        "savings unit-INR five hundred and twenty point fifty".split()
    )
    clip = Client().get(first[0])
    assert clip["Content-Type"] == "audio/ogg"
    assert clip.content == b"OggS silence"
    (tmp_path / "en" / "fifty.ogg").unlink()
    text = see(group, "Asma", "aloud", group.person["Asma"]).content.decode()
    assert re.findall(r'data-clips="([^"]*)"', text)[0] == ""


@pytest.mark.parametrize(
    "address",
    [
        "/voices/en/savings",
        "/voices/xx/savings",
        "/voices/en/..%2f..%2fsettings",
        "/voices/..%2f..%2fetc/passwd",
        "/voices/en/-rf",
    ],
)
def test_no_other_file_is_served(settings, tmp_path, address):
    settings.VOICES = tmp_path
    (tmp_path / "settings.ogg").write_bytes(b"secret")
    assert Client().get(address).status_code == 404


# The proof ----------------------------------------------------------------------------------


def address_on(page) -> str:
    found = re.search(r'href="(/proof/[^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_the_square_on_paper_leads_to_a_proof_that_names_nobody(group):
    page = see(group, "Asma", "passbook", group.person["Asma"])
    proof = Client().get(address_on(page))
    said = words(proof)
    (newest, *_) = stage.receipts(group)
    assert "This line stands in the chronicle as it was written" in said
    assert stage.proof(group, newest) in said
    assert "Ujala" in said
    assert not [name for name in group.person if name in said]
    assert "520.50" not in said
    assert "120.50" not in said
    assert proof["Referrer-Policy"] == "no-referrer"


def test_the_proof_says_when_the_chronicle_was_rewritten(group):
    address = address_on(see(group, "Asma", "passbook", group.person["Asma"]))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE chronicle_linerow DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER chronicle_line_not_changed")
        cursor.execute("UPDATE chronicle_linerow SET facts = '{}' WHERE kind = 'ledger.save'")
    assert "This line or one after it was changed" in words(Client().get(address))


def test_an_address_of_a_proof_cannot_be_guessed(group):
    right = token_of(group.organisation, 4)
    number, line, seal = right.split("-")
    wrong = [
        f"{number}-5-{seal}",
        f"{number}-{line}-{'0' * 20}",
        f"{number}-{line}",
        "x",
        f"{number}-{line}-{seal}0",
        "9" * 18 + f"-{line}-{seal}",
    ]
    assert Client().get(f"/proof/{right}").status_code == 200
    for token in wrong:
        assert Client().get(f"/proof/{token}").status_code == 404


def test_the_square_is_a_square_with_a_quiet_zone():
    drawn = square("https://book.example.org/proof/1-42-0123456789abcdef0123")
    assert (drawn.side - 8 - 17) % 4 == 0
    starts = [tuple(map(int, move)) for move in re.findall(r"M(\d+) (\d+)h", drawn.path)]
    assert min(x for x, _y in starts) == min(y for _x, y in starts) == 4
