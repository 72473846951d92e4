"""Who sees a file, who only the copy with names blackened, and who nothing of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tequio.screening import service
from tequio.screening.models import CaseRow
from tequio.screening.queries.documents import document_for
from tequio.screening.rules.showing import Files, NewEvidence, Shown, Viewer, file_for
from tequio.screening.tests import stage

FILE, COPY = stage.FILE, stage.COPY
ASSESSOR = Viewer(1, assesses=True, examines=True, parties=frozenset(), sees=True)
GIVER = Viewer(2, assesses=False, examines=False, parties=frozenset(), sees=False)
OFFICER = Viewer(3, assesses=False, examines=False, parties=frozenset({30}), sees=True)
ANYBODY = Viewer(None, assesses=False, examines=False, parties=frozenset(), sees=True)
OUTSIDE = Viewer(5, assesses=False, examines=False, parties=frozenset({50}), sees=False)
PANELIST = Viewer(6, assesses=False, examines=True, parties=frozenset(), sees=True)
WHO = (ASSESSOR, GIVER, OFFICER, ANYBODY, OUTSIDE, PANELIST)
KEPT = Files(person=2, party=None, subject=30, file=FILE, redacted=COPY, is_public=False)
MATRIX = (
    (KEPT, (FILE, FILE, FILE, COPY, "", FILE)),
    (replace(KEPT, redacted=""), (FILE, FILE, FILE, "", "", FILE)),
    (replace(KEPT, is_public=True), (FILE, FILE, FILE, FILE, "", FILE)),
    (replace(KEPT, is_withdrawn=True), (FILE, FILE, FILE, "", "", FILE)),
    (replace(KEPT, is_waiting=True), (FILE, FILE, "", "", "", "")),
    (replace(KEPT, is_waiting=True, party=30), (FILE, FILE, FILE, "", "", "")),
    (replace(KEPT, file="", redacted=""), ("", "", "", "", "", "")),
)


@pytest.mark.parametrize(("files", "seen"), MATRIX)
def test_who_sees_which_file(files, seen):
    assert tuple(file_for(viewer, files) for viewer in WHO) == seen


@pytest.fixture
def here(db):
    here = stage.network()
    here.theirs, here.number = here.member()
    return here


def piece(here, **more):
    facts = (Shown("practice.assemblies", 2),)
    return NewEvidence("minutes", facts, here.at.date(), **{"file": FILE} | more)


def seen(here, evidence, person=None):
    found = document_for(here.keeper, evidence, person, here.at.date())
    return (found.owner, found.digest, found.is_copy) if found else None


def test_the_file_of_an_organisation_is_kept_in_its_name(here):
    given = {"examiner": "network", "evidence": piece(here, redacted=COPY)}
    told = here.for_group(here.theirs, service.submit_evidence, **given)["evidence"]
    theirs, ours = here.theirs.people, here.group.people
    itself = (here.theirs.id, FILE, False)
    for person in (theirs["asha"], theirs["bina"], ours["dalia"], ours["gita"], ours["ines"]):
        assert seen(here, told, person) == itself
    for person in (None, theirs["chand"], ours["chand"]):
        assert seen(here, told, person) == (here.theirs.id, COPY, True)
    here.adopts(register__public=False)
    assert seen(here, told) is None
    assert seen(here, told, ours["chand"]) == (here.theirs.id, COPY, True)
    assert seen(here, told + 500, theirs["asha"]) is None


def test_who_names_the_file_of_another_sees_no_more_than_before(here):
    hers = here.does(service.submit_evidence, "dalia", listed=here.number, evidence=piece(here))[
        "evidence"
    ]
    chand = here.group.people["chand"]
    assert seen(here, hers, chand) is None
    for member, told in enumerate(
        (piece(here, is_public=True), piece(here, file=COPY, redacted=FILE))
    ):
        here.group.join(f"Nomi{member} Iyer", "assessor")
        again = here.does(
            service.submit_evidence, f"nomi{member}", listed=here.number, evidence=told
        )["evidence"]
        assert seen(here, again, chand) is None
    assert seen(here, hers, here.group.people["dalia"]) == (here.keeper, FILE, False)


def test_what_came_with_a_challenge_nobody_took_up_is_not_shown(here):
    CaseRow.objects.create(
        organisation_id=here.keeper,
        id=9001,
        listed_id=here.number,
        pack_id=1,
        kind="challenge",
        state="open",
        person_id=here.group.people["chand"],
        opened_at=here.at,
    )
    given = {"listed": here.number, "case": 9001, "evidence": piece(here, is_public=True)}
    told = here.does(service.submit_evidence, "dalia", **given)["evidence"]
    asha = here.theirs.people["asha"]
    assert seen(here, told) == seen(here, told, asha) == (here.keeper, FILE, False)
    CaseRow.objects.filter(id=9001).update(state="quarantine")
    assert seen(here, told) is seen(here, told, asha) is None


def test_who_is_tied_to_it_opens_nothing_by_an_office_of_the_network(here):
    hers = here.does(service.submit_evidence, "dalia", listed=here.number, evidence=piece(here))
    tied, free = (here.group.people[name] for name in ("gita", "emil"))
    assert seen(here, hers["evidence"], tied) == (here.keeper, FILE, False)
    here.does(service.declare_interest, "gita", listed=here.number)
    assert seen(here, hers["evidence"], tied) is None
    assert seen(here, hers["evidence"], free) == (here.keeper, FILE, False)
