"""PINs: which may be chosen, how they are kept, proved and guessed."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.chronicle.models import LineRow
from tequio.kernel import Refused
from tequio.membership import queries, service
from tequio.membership.models import PinCodeRow, PinGuessRow, PinRow
from tequio.membership.queries import devices, pins
from tequio.membership.rules import pins as no
from tequio.membership.tests import groups
from tequio.membership.tests.village import (
    CODE,
    NOBODY,
    OTHER,
    Row,
    Village,
    differs,
    each,
    for_person,
    tries,
)

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SALT, VERIFIER = "5" * 64, no.verifier_of("4821", salt="5" * 64)


@pytest.fixture
def village(db: None) -> Village:
    return Village()


# Rules ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pin", ["4821", "80375", "271828", "5150827", "90417352"])
def test_digits_that_nobody_connects_may_be_chosen(pin: str) -> None:
    assert no.objections_to_pin(pin, phone="+919876543210") == []


@pytest.mark.parametrize(
    "pin",
    "0000 1111 1234 4321 2468 7890 0987 1212 1221 1122 123123 11112222 1987 2026 14021987 "
    "19870214 02141987 021987 3210 876543".split(),
)
def test_digits_that_others_would_try_first_may_not(pin: str) -> None:
    found = no.objections_to_pin(pin, phone="+919876543210")
    assert [one.code for one in found] == ["pin_too_easy"]


@pytest.mark.parametrize("pin", ["", "482", "482109437", "48a1", "４８２１"])
def test_what_is_no_pin_is_not_read(pin: str) -> None:
    assert [one.code for one in no.objections_to_pin(pin)] == ["pin_not_readable"]


def test_what_is_kept_is_pbkdf2_of_the_standard_library_with_a_high_count() -> None:
    made = hashlib.pbkdf2_hmac("sha256", b"4821", b"\x55" * 32, 600_000)
    assert no.verifier_of("4821", salt=SALT) == made.hex()
    assert no.proof_of(VERIFIER, "sheet") == hmac.new(made, b"sheet", "sha256").hexdigest()


def test_five_wrong_pins_cost_a_quarter_of_an_hour_and_each_further_one_twice_as_much() -> None:
    minutes = [no.wait_after(wrong) / timedelta(minutes=1) for wrong in range(1, 9)]
    assert minutes == [0, 0, 0, 0, 15, 30, 60, 120]
    assert no.wait_after(1000) == no.LONGEST_WAIT


@given(st.integers(0, 500))
def test_a_further_wrong_pin_never_shortens_the_wait(wrong: int) -> None:
    assert no.wait_after(wrong) <= no.wait_after(wrong + 1)


def test_a_shared_phone_shows_first_names_and_tells_two_of_one_name_apart() -> None:
    names = {1: "Asha Devi", 2: "Bina Kumari", 3: "Bina Kaur", 4: "Chand", 5: ""}
    assert no.short_names(names) == {
        1: "Asha D.",
        2: "Bina K. (2)",
        3: "Bina K. (3)",
        4: "Chand",
        5: "",
    }


# Acts -------------------------------------------------------------------------------------------


def set_pin(village: Village, who: str, pin: str = "4821", salt: str = SALT, **fields: str) -> None:
    verifier = no.verifier_of(pin, salt=salt)
    village.does(service.set_pin, by=who, salt=salt, verifier=verifier, **fields)


def with_code_of(name: str):
    def change(village: Village) -> dict[str, str]:
        person = village.people[name]
        village.does(service.hand_pin_code, person=person, code_hash=OTHER)
        return {"code_hash": OTHER}

    return change


def used_code(village: Village) -> dict[str, str]:
    change = with_code_of("chand")(village)
    set_pin(village, "chand", **change)
    return change


def late_code(village: Village) -> dict[str, str]:
    change = with_code_of("chand")(village)
    village.at += timedelta(hours=no.CODE_HOURS, seconds=1)
    return change


SET: list[Row] = [
    ("nobody is signed in", differs(by="nobody"), "not_signed_in"),
    ("by somebody of another village", differs(by="zora"), "not_a_member"),
    ("with a code that nobody handed", differs(code_hash=CODE), "pin_code_not_valid"),
    ("with the code of Bina", with_code_of("bina"), "pin_code_not_valid"),
    ("with a code that was used", used_code, "pin_code_not_valid"),
    ("with the code of yesterday", late_code, "pin_code_not_valid"),
]


@each(SET)
def test_a_pin_is_not_set(village, change, codes):
    lawful = {"by": "chand", "salt": SALT, "verifier": VERIFIER}
    tries(village, service.set_pin, lawful, change, codes)


def signed_in(village: Village) -> dict[str, int]:
    service.open_account(village.people["bina"])
    return {"person": village.people["bina"]}


def erased(village: Village) -> dict[str, int]:
    chand = village.people["chand"]
    asked = {"asked": "spoken", "witness": village.people["bina"]}
    village.does(service.erase_on_request, person=chand, **asked)
    return {"person": chand}


def same_code(village: Village) -> dict[str, str]:
    village.does(service.hand_pin_code, person=village.people["bina"], code_hash=CODE)
    return {}


HAND: list[Row] = [
    ("by the treasurer", differs(by="bina"), "office_not_held"),
    ("to nobody", differs(person=NOBODY), "no_such_person"),
    ("to somebody of another village", for_person("zora"), "no_such_person"),
    ("to who signs in herself", signed_in, "has_her_own_sign_in"),
    ("to who was erased", erased, "already_erased"),
    ("with a code in use", same_code, "code_in_use"),
]


@each(HAND)
def test_a_code_for_a_pin_is_not_handed(village, change, codes):
    lawful = {"person": village.people["chand"], "code_hash": CODE}
    tries(village, service.hand_pin_code, lawful, change, codes)


def test_a_phone_is_shared_and_struck_off_by_officers_only(village: Village) -> None:
    tries(village, service.enrol_device, {"by": "bina"}, differs(by="chand"), "office_not_held")
    device = village.does(service.enrol_device, by="bina", title="the phone in the box")["device"]
    lawful = {"by": "bina", "device": device}
    tries(village, service.revoke_device, lawful, differs(by="chand"), "office_not_held")
    tries(village, service.revoke_device, lawful, differs(device=NOBODY), "no_such_device")
    other = groups.found("other")
    elsewhere = differs(by="bina", place=other.id)
    other.people["bina"] = village.people["bina"]
    service.seat(other.id, office="chair", person=village.people["bina"], since=village.at.date())
    tries(village, service.revoke_device, lawful, elsewhere, "no_such_device")
    village.does(service.revoke_device, by="bina", device=device)
    assert not devices.is_in_use(village.group.id, device)
    with pytest.raises(Refused):
        village.does(service.revoke_device, by="bina", device=device)


def test_the_chronicle_tells_of_pins_and_phones_by_numbers_only(village: Village) -> None:
    village.does(service.enrol_device, title="the phone in the box")
    person = village.people["chand"]
    village.does(service.hand_pin_code, person=person, code_hash=CODE)
    set_pin(village, "chand", code_hash=CODE)
    lines = LineRow.objects.filter(organisation_id=village.group.id).order_by("number")
    facts = " ".join(lines.values_list("facts", flat=True))
    assert "phone" not in facts
    assert SALT not in facts
    assert VERIFIER not in facts
    last = lines.last()
    assert (last.kind, last.by_id) == ("membership.set_pin", person)


def test_the_latest_pin_counts_and_the_older_one_is_gone(village: Village) -> None:
    set_pin(village, "chand", "4821")
    set_pin(village, "chand", "7350", salt="6" * 64)
    person, here = village.people["chand"], village.group.id
    assert not pins.is_pin_of(person, "4821", organisation=here)
    assert pins.is_pin_of(person, "7350", organisation=here)
    assert PinRow.objects.count() == 1


def test_a_pin_of_one_group_is_none_in_another(village: Village) -> None:
    set_pin(village, "chand")
    person, other = village.people["chand"], groups.found("other")
    service.admit(other.id, [person], since=village.at.date())
    assert not pins.is_pin_of(person, "4821", organisation=other.id)
    proof = no.proof_of(VERIFIER, "sheet")
    assert pins.proves(person, proof, "sheet", organisation=village.group.id)
    assert not pins.proves(person, proof, "sheet", organisation=other.id)


def test_a_proof_holds_for_its_person_and_its_sheet_only(village: Village) -> None:
    set_pin(village, "chand")
    here, chand, bina = village.group.id, village.people["chand"], village.people["bina"]
    proof = no.proof_of(VERIFIER, "sheet")
    assert pins.proves(chand, proof, "sheet", organisation=here)
    assert not pins.proves(chand, proof, "other sheet", organisation=here)
    assert not pins.proves(chand, "0" * 64, "sheet", organisation=here)
    assert not pins.proves(chand, "", "sheet", organisation=here)
    assert not pins.proves(bina, proof, "sheet", organisation=here)
    salt = pins.salts(here, [bina])[bina][0]
    forged = no.proof_of(salt, "sheet")
    assert not pins.proves(bina, forged, "sheet", organisation=here), "she has no PIN"


def test_the_list_of_salts_does_not_tell_who_has_a_pin(village: Village) -> None:
    set_pin(village, "chand")
    here, people = village.group.id, [village.people["chand"], village.people["bina"]]
    found = pins.salts(here, people)
    assert found == pins.salts(here, people)
    assert [(len(salt), rounds) for salt, rounds in found.values()] == [(64, no.ROUNDS)] * 2
    assert len({salt for salt, _rounds in found.values()}) == 2


def test_with_a_person_goes_everything_of_her_pin(village: Village) -> None:
    chand = village.people["chand"]
    village.does(service.hand_pin_code, person=chand, code_hash=CODE)
    set_pin(village, "chand")
    with pytest.raises(Refused):
        guess(village, "chand", "7350")
    asked = {"asked": "spoken", "witness": village.people["bina"]}
    village.does(service.erase_on_request, person=chand, **asked)
    tables = (PinRow, PinCodeRow, PinGuessRow)
    assert [table.objects.filter(person_id=chand).count() for table in tables] == [0, 0, 0]


def test_a_pin_that_somebody_wrote_into_the_table_is_found(village: Village) -> None:
    set_pin(village, "chand")
    assert list(queries.check(village.group.id)) == []
    row = PinRow.objects.get()
    PinRow.objects.create(
        organisation_id=row.organisation_id,
        id=row.id + 1,
        person_id=village.people["bina"],
        salt=SALT,
        verifier=VERIFIER,
        rounds=no.ROUNDS,
        set_at=AT,
    )
    assert [one.code for one in queries.check(village.group.id)] == ["pin_not_told"]


# Guesses ----------------------------------------------------------------------------------------


def guess(village: Village, who: str, typed: str, *, device: int = 1, after: int = 0) -> None:
    at = village.at + timedelta(minutes=after)
    person = village.people[who]
    service.try_pin(village.group.id, device=device, person=person, typed=typed, at=at)


def refused(village: Village, who: str, typed: str, **more: int) -> str:
    with pytest.raises(Refused) as caught:
        guess(village, who, typed, **more)
    (refusal,) = caught.value.refusals
    return refusal.code


def test_after_five_wrong_pins_even_the_right_one_waits(village: Village) -> None:
    set_pin(village, "chand")
    assert [refused(village, "chand", "0001") for _ in range(5)] == ["pin_not_right"] * 5
    assert refused(village, "chand", "4821", after=14) == "too_many_guesses"
    guess(village, "chand", "4821", device=2)
    assert refused(village, "chand", "0001", after=15) == "pin_not_right"
    assert refused(village, "chand", "4821", after=44) == "too_many_guesses"
    guess(village, "chand", "4821", after=45)
    assert refused(village, "chand", "0001", after=46) == "pin_not_right", "counted anew"


def test_who_has_no_pin_is_answered_like_a_wrong_one(village: Village) -> None:
    answers = [refused(village, "bina", "4821") for _ in range(6)]
    assert answers == ["pin_not_right"] * 5 + ["too_many_guesses"]


def test_a_new_pin_ends_the_wait(village: Village) -> None:
    for _ in range(5):
        refused(village, "chand", "0001")
    set_pin(village, "chand")
    guess(village, "chand", "4821")


def test_twenty_wrong_pins_on_any_phones_close_her_pin_for_a_day(village: Village) -> None:
    set_pin(village, "chand")
    for device in range(1, 6):
        guess(village, "chand", "4821", device=device)
        for _ in range(4):
            assert refused(village, "chand", "0001", device=device) == "pin_not_right"
    assert refused(village, "chand", "4821", device=6) == "too_many_guesses"
    assert refused(village, "chand", "4821", device=6, after=24 * 60 - 1) == "too_many_guesses"
    guess(village, "chand", "4821", device=6, after=24 * 60)
    assert refused(village, "chand", "0001", device=6, after=24 * 60) == "pin_not_right"
    all_over = PinGuessRow.objects.get(device=no.EVERY_PHONE)
    assert (all_over.wrong, all_over.blocked_until) == (1, None), "counted anew"


def test_a_wrong_proof_is_a_wrong_guess_and_none_is_tried_while_nobody_may_guess(
    village: Village,
) -> None:
    set_pin(village, "chand")
    hers = {"person": village.people["chand"], "said": "sheet", "at": village.at}
    right = no.proof_of(PinRow.objects.get().verifier, "sheet")
    here = village.group.id
    assert service.try_proof(here, proof=right, **hers)
    for _ in range(5):
        assert not service.try_proof(here, proof="0" * 64, **hers)
    assert not service.try_proof(here, proof=right, **hers)
