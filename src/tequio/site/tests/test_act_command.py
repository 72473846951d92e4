"""`./tequio act`: its help can be copied and sent, and a slip of the pen is understood."""

from __future__ import annotations

import json
import shlex
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

from tequio.governance.tests.scene import founded
from tequio.kernel import Act, Refused
from tequio.membership import queries as members
from tequio.site import explaining
from tequio.site.__main__ import main
from tequio.site.acts import all_acts, arguments_of
from tequio.site.commands.act import fields_of
from tequio.site.examples import EXAMPLES, Example, example_of

WITHOUT_EXAMPLE = {
    "circles.bid",
    "circles.draw_order",
    "circles.end_cycle",
    "circles.end_turns",
    "circles.lay_down_word",
    "circles.open_word",
    "circles.propose_graduation",
    "circles.propose_waiver",
    "circles.waive_fine",
    "circles.share_out",
    "circles.start_cycle",
    "circles.lend_to_group",
    "circles.bring_cycle",
    "circles.bring_group_loan",
    "circles.hold_new_schedule",
    "circles.offer_new_schedule",
    "circles.recover_from_group",
    "circles.take_brought_loan",
    "circles.take_forgiveness",
    "circles.take_new_schedule",
    "circles.write_off_group_loan",
    "ecosystem.act_on",
    "ecosystem.admit_alliance",
    "ecosystem.answer_scorecard",
    "ecosystem.argue_effect",
    "ecosystem.close_scorecard",
    "ecosystem.confirm_tie",
    "ecosystem.end_action",
    "ecosystem.end_alliance",
    "ecosystem.end_asset",
    "ecosystem.end_need",
    "ecosystem.end_tie",
    "ecosystem.follow_alliance",
    "ecosystem.join_alliance",
    "ecosystem.keep_framework",
    "ecosystem.leave_alliance",
    "ecosystem.name_affected",
    "ecosystem.open_programme",
    "ecosystem.plan_alliance",
    "ecosystem.propose_admission",
    "ecosystem.record_recommendation",
    "ecosystem.register_alliance",
    "ecosystem.reply_as_affected",
    "ecosystem.take_part",
    "ecosystem.update_recommendation",
    "ecosystem.withdraw_effect",
    "governance.close_ballot",
    "governance.close_meeting",
    "governance.hand_over",
    "governance.import_budget",
    "governance.open_budget",
    "knowledge.advance",
    "knowledge.answer_question",
    "knowledge.close_antenna",
    "knowledge.close_watch",
    "knowledge.contribute",
    "knowledge.join_more",
    "knowledge.name_carrier",
    "knowledge.note_evidence",
    "knowledge.publish",
    "knowledge.sign_off",
    "knowledge.withdraw_observation",
    "knowledge.write_version",
    "knowledge.answer_offer",
    "knowledge.assess",
    "knowledge.follow_up",
    "knowledge.log_adaptation",
    "knowledge.move_transfer",
    "knowledge.offer",
    "knowledge.record_outcome",
    "knowledge.say_value",
    "knowledge.settle_value",
    "knowledge.start_transfer",
    "knowledge.withdraw_value",
    "ledger.change_limit",
    "ledger.close_account",
    "ledger.ratify_claim",
    "ledger.unmatch_line",
    "ledger.withdraw",
    "lending.bring",
    "lending.call_guarantees",
    "lending.pay_back_guarantors",
    "lending.reschedule",
    "lending.provide",
    "lending.recover",
    "lending.write_off",
    "mandates.turn_key",
    "membership.accept_invitation",
    "membership.erase_person",
    "membership.withdraw_application",
    "membership.revoke_device",
    "membership.revoke_token",
    "notices.answer_dispute",
    "notices.receive_reply",
    "registry.end_subscription",
    "registry.import_batch",
    "registry.take_feed",
    "screening.adopt_pack",
    "screening.decide",
    "screening.drop_verdict",
    "screening.give_consent",
    "screening.lapse",
    "screening.propose_finding",
    "screening.take_verdict",
    "shares.divide",
    "shares.pay_due",
    "shares.propose_division",
    "shares.withdraw",
}
"""They need a decision or an act before them that the demonstration leaves to its visitors."""


class TakeBack(Exception):
    """What an example did is forgotten again."""


def refusals_of(name: str, example: Example) -> list[str]:
    """What the example's own line would answer, read as the command reads it."""
    organisation = members.organisation(example.organisation) if example.organisation else None
    act = Act(
        example.by,
        organisation.id if organisation else None,
        timezone.localtime() + timedelta(minutes=1),
        f"example-{name}",
    )
    words = shlex.split(example.command(name))
    given = fields_of([said for flag, said in pairwise(words) if flag == "--with"])
    try:
        with transaction.atomic():
            all_acts()[name].function(act, **arguments_of(name, given))
            raise TakeBack
    except TakeBack:
        return []
    except Refused as refused:
        return [f"{one.code}: {one}" for one in refused.refusals]


def test_every_example_works_on_the_demonstration(demonstration_told):
    today = timezone.localdate()
    answers = {}
    for name in EXAMPLES:
        example = example_of(name, today)
        answers[name] = ["nothing to do it with"] if example is None else refusals_of(name, example)
    assert {name: answer for name, answer in answers.items() if answer} == {}


def test_every_act_has_an_example_or_stands_among_those_without():
    assert set(all_acts()) == set(EXAMPLES) | WITHOUT_EXAMPLE
    assert not set(EXAMPLES) & WITHOUT_EXAMPLE


@pytest.mark.django_db
@pytest.mark.parametrize("name", all_acts())
def test_the_help_of_an_act_names_who_may_and_every_field(name):
    told = explaining.about(all_acts()[name], timezone.localdate())
    assert f"Who may: {all_acts()[name].may}." in told
    for field in list(all_acts()[name].signature.parameters)[1:]:
        assert f"\n  {field} " in told
    assert f"./tequio act {name}" in told


def test_the_help_says_type_unit_need_and_default_of_a_field(db):
    told = explaining.about(all_acts()["ledger.receive"], timezone.localdate())
    for line in (
        "account        whole number; needed",
        "minor          whole number of the unit's smallest parts (1250 is 12.50); needed",
        "purpose        text; if left out: 'ledger.receive'",
        "value_date     day as 2026-02-14; may be left out",
        "who brought it, as in `ledger.pay`",
    ):
        assert line in told


def test_an_example_is_one_line_for_a_shell():
    fields = {"hands": {"yes": 3}, "title": "Amma's shop", "present": [1, 2]}
    assert Example(7, "ours", fields).command("room.verb") == (
        "act room.verb --demo --by 7 --for ours --with 'hands={\"yes\": 3}' "
        "--with 'title=Amma'\"'\"'s shop' --with 'present=[1, 2]'"
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [("ledger.payy", "ledger.pay"), ("pay", "ledger.pay"), ("lending.payout", "lending.pay_out")],
)
def test_a_misspelt_act_is_answered_with_the_nearest(typed, near):
    with pytest.raises(Refused) as refused:
        explaining.act_named(typed)
    (refusal,) = refused.value.refusals
    assert refusal.code == "no_such_act"
    assert near in str(dict(refusal.fields)["near"])


def test_an_act_like_none_is_sent_to_the_list():
    with pytest.raises(Refused) as refused:
        explaining.act_named("xyzzy")
    assert "--list" in refused.value.refusals[0].remedy


def test_a_misspelt_field_is_answered_with_the_nearest_and_all():
    spec = all_acts()["ledger.save"]
    near, far = explaining.objections_to_fields(
        spec, {"persn": "3", "colour": "red", "unit": "INR"}
    )
    assert dict(near.fields)["near"] == "person"
    assert (far.code, dict(far.fields)["field"]) == ("input_not_readable", "colour")
    assert "person, account, minor, unit, value_date" in str(dict(far.fields)["fields"])


def test_the_command_helps_and_corrects(committed):
    helped = committed.run("act", "--help")
    assert helped.returncode == 0
    assert "ledger:\n  ledger.add_account" in helped.stdout
    one = committed.run("act", "ledger.save", "--help")
    assert (one.returncode, "Who may:" in one.stdout) == (0, True)
    wrong = committed.run("act", "ledger.save", "--with", "persn=3", "--json")
    assert wrong.returncode == 1
    assert "Did you mean person?" in json.loads(wrong.stdout)["refusals"][0]["remedy"]
    misspelt = committed.run("act", "ledger.sav")
    assert "ledger.save" in misspelt.stderr


def test_an_act_of_nobody_says_how_to_name_somebody(db, capsys):
    founded()
    words = ["membership.register_person", "--for", "nsoroma", "--with", "name=Asha", "--key", "k"]
    assert main(["act", *words]) == 1
    said = capsys.readouterr().err
    assert "nobody_named: Nobody was named who acts." in said
    assert "--by" in said


def test_the_list_of_acts_breaks_off_in_no_sentence():
    for spec in all_acts().values():
        assert explaining.summary(spec).endswith((".", ")")), spec.name
