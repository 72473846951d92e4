"""Votes, counts, resolutions, proposals, meetings: what a hand changes, and what is found."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import F

from tequio.governance.models import (
    AttendanceRow,
    BallotRow,
    BodyRow,
    HandsRow,
    MeetingRow,
    ProjectRow,
    ProposalRow,
    ResolutionRow,
    RollRow,
    VoteRow,
)
from tequio.governance.tests.by_hand import Book
from tequio.governance.tests.scene import MONDAY
from tequio.governance.tests.tampering.hands import SOME_DAY, Change, at, changes, copied, loses
from tequio.kernel import canonical, digest
from tequio.mandates.models import UnitRow
from tequio.membership.models import OrganisationRow, TextRow


def another_effect(book: Book) -> None:
    """Ten times as much, with the digest beside it."""
    row = ProposalRow.objects.get(**book.own, id=at(book, "given.proposal"))
    effect = row.effect | {"minor": row.effect["minor"] * 10}
    ProposalRow.objects.filter(**book.own, id=row.id).update(
        effect=effect, effect_digest=digest(effect)
    )


def recertified(which: str, outcome: str, **changed: Any) -> Change:
    """Another outcome, with a certificate and a digest that say the same."""

    def change(book: Book) -> None:
        row = ResolutionRow.objects.get(**book.own, id=at(book, which))
        certificate = json.loads(row.certificate) | changed
        if "result" in certificate:
            certificate["result"]["outcome"] = outcome
        ResolutionRow.objects.filter(**book.own, id=row.id).update(
            outcome=outcome, certificate=canonical(certificate), digest=digest(certificate)
        )

    return change


def left_unnoticed(book: Book) -> None:
    """One who came was never there."""
    rows = AttendanceRow.objects.filter(**book.own, meeting_id=at(book, "meeting"))
    rows.filter(id=rows.latest("id").id).delete()


def on_the_roll(book: Book) -> None:
    RollRow.objects.create(
        **book.own, ballot_id=at(book, "sung.ballot"), person_id=book.scene.person["Zora"]
    )


def recertified_founding(book: Book) -> None:
    """Another unit in the certificate; the statutes in it are left alone."""
    row = ResolutionRow.objects.filter(**book.own).order_by("id")[0]
    certificate = json.loads(row.certificate) | {"template": "another"}
    ResolutionRow.objects.filter(**book.own, id=row.id).update(
        certificate=canonical(certificate), digest=digest(certificate)
    )


def another_text(book: Book) -> None:
    """As if it had been erased: words and salt are gone, and the digest is another."""
    text = ProposalRow.objects.get(**book.own, id=at(book, "back")).text_id
    TextRow.objects.filter(**book.own, id=text).update(
        title="", body="", salt="", digest=digest("x")
    )


def other_words(book: Book) -> None:
    """Words without a salt, as if there were none left."""
    text = ProposalRow.objects.get(**book.own, id=at(book, "back")).text_id
    TextRow.objects.filter(**book.own, id=text).update(title="A new car", salt="")


def _renamed(column: str, value: Any) -> Change:
    def change(book: Book) -> None:
        row = OrganisationRow.objects.filter(pk=book.scene.organisation)
        row.update(**{column: value})

    return change


DECISIONS = [
    ("a vote", changes(VoteRow, "voted", choice="no"), "told_otherwise"),
    (
        "a vote that was counted",
        changes(VoteRow, "vote", choice="abstain"),
        "count_differs told_otherwise",
    ),
    ("who voted", changes(VoteRow, "voted", person_id=F("person_id") + 1), "told_otherwise"),
    ("a vote is added", lambda book: copied(VoteRow, book, at(book, "voted")), "not_told"),
    ("a vote is lost", loses(VoteRow, "voted"), "not_there"),
    (
        "a vote on projects",
        lambda book: VoteRow.objects.filter(ballot_id=at(book, "imported.ballot")).update(
            projects=[]
        ),
        "count_differs told_otherwise",
    ),
    ("points are added", changes(VoteRow, "voted", points=[1]), "told_otherwise"),
    ("what no act could write", changes(VoteRow, "vote", projects=[1.5]), "told_otherwise"),
    (
        "raised hands",
        lambda book: HandsRow.objects.filter(**book.own, ballot_id=at(book, "given.ballot")).update(
            yes=4, no=1
        ),
        "count_differs told_otherwise",
    ),
    (
        "who witnessed",
        lambda book: HandsRow.objects.filter(**book.own, ballot_id=at(book, "given.ballot")).update(
            witnesses=[1]
        ),
        "count_differs told_otherwise",
    ),
    (
        "the cost of a project",
        changes(ProjectRow, "well", minor=59),
        "count_differs told_otherwise",
    ),
    (
        "a project is lost",
        lambda book: ProjectRow.objects.filter(
            **book.own, ballot_id=at(book, "imported.ballot")
        ).delete(),
        "count_differs not_there",
    ),
    (
        "an outcome",
        changes(ResolutionRow, "sung.resolution", outcome="rejected"),
        "outcome_changed told_otherwise",
    ),
    (
        "outcome, certificate and digest",
        recertified("sung.resolution", "rejected"),
        "count_differs told_otherwise",
    ),
    (
        "a founding's certificate and digest",
        recertified_founding,
        "told_otherwise",
    ),
    (
        "a certificate",
        changes(ResolutionRow, "sung.resolution", certificate="{}"),
        "certificate_changed count_differs",
    ),
    (
        "a certificate that is none",
        changes(ResolutionRow, "sung.resolution", certificate="("),
        "certificate_changed",
    ),
    (
        "the day of a resolution",
        changes(ResolutionRow, "sung.resolution", resolved_on=SOME_DAY),
        "told_otherwise",
    ),
    (
        "a resolution is added",
        lambda book: copied(ResolutionRow, book, at(book, "sung.resolution")),
        "not_told",
    ),
    ("a resolution is lost", loses(ResolutionRow, "sung.resolution"), "not_there"),
    (
        "an effect",
        lambda book: ProposalRow.objects.filter(**book.own, id=at(book, "open_proposal")).update(
            effect={"kind": "exclusion"}
        ),
        "effect_changed",
    ),
    ("an effect and its digest", another_effect, "told_otherwise"),
    (
        "the kind of a decision",
        lambda book: ProposalRow.objects.filter(**book.own, id=at(book, "open_proposal")).update(
            decision_type="money"
        ),
        "effect_changed",
    ),
    ("whose proposal it is", changes(ProposalRow, "back", by_id=1), "told_otherwise"),
    ("a proposal comes back", changes(ProposalRow, "back", withdrawn_at=None), "told_otherwise"),
    (
        "a proposal is undecided again",
        changes(ProposalRow, "sung.proposal", decided_at=None),
        "told_otherwise",
    ),
    ("a proposal is added", lambda book: copied(ProposalRow, book, at(book, "back")), "not_told"),
    ("a proposal is lost", loses(ProposalRow, "back"), "not_there"),
    ("a text and its digest", another_text, "told_otherwise"),
    ("the words of a text", other_words, "text_changed"),
    ("somebody joins a roll", on_the_roll, "roll_changed"),
    ("the rule of a ballot", changes(BallotRow, "open", rule={"base": "cast"}), "told_otherwise"),
    ("the last day of a ballot", changes(BallotRow, "open", closes_on=SOME_DAY), "told_otherwise"),
    ("a ballot is closed", changes(BallotRow, "open", closed_at=MONDAY), "told_otherwise"),
    ("who left", left_unnoticed, "minutes_changed told_otherwise"),
    ("minutes", changes(MeetingRow, "meeting", minutes="0" * 64), "minutes_changed told_otherwise"),
    ("an agenda", changes(MeetingRow, "meeting", agenda=[]), "minutes_changed told_otherwise"),
    ("the place of a meeting", changes(MeetingRow, "meeting", place_id=None), "told_otherwise"),
    ("a meeting opens again", changes(MeetingRow, "meeting", closed_at=None), "told_otherwise"),
    (
        "a meeting is added",
        lambda book: copied(MeetingRow, book, at(book, "meeting")),
        "minutes_changed not_told",
    ),
    (
        "who is the board",
        lambda book: BodyRow.objects.filter(**book.own, code="board").update(offices=["chair"]),
        "told_otherwise",
    ),
    *(
        (f"the {name} of the group", _renamed(name, value), "identity_changed")
        for name, value in (
            ("name", "Another group"),
            ("slug", "another-group"),
            ("country", "IN"),
            ("language", "hi"),
            ("kind", "consumer-cooperative"),
            ("founded_on", SOME_DAY),
        )
    ),
    (
        "the decimals of its unit",
        lambda book: UnitRow.objects.filter(**book.own, code="GHS").update(exponent=0),
        "count_differs identity_changed",
    ),
]
