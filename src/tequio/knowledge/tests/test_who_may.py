"""Who may not: nobody, a stranger, and with an office of a member group alone no keeper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tequio.chronicle.service import ACTS
from tequio.kernel import Refused
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.moving import NewFollowUp
from tequio.knowledge.service.noting import NewEvidence
from tequio.knowledge.service.observing import NewObservation
from tequio.knowledge.service.places import NewValue
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import CHANGED
from tequio.knowledge.tests.writing import a_design

pytestmark = pytest.mark.django_db
ONE = {"innovation": 1}
CRECHE = {"practice": Practice(case="creche")}
OF_WHO_TAKES_PART = {
    "observe": {"seen": NewObservation("need", "No ride home.")},
    "join": {"design": a_design(), "role": "user"},
    "join_more": ONE | {"observations": (1,)},
    "fork": CRECHE | {"role": "user"},
    "write_version": ONE | {"design": a_design(), "based_on": 1},
    "contribute": ONE | {"role": "user"},
    "sign_off": ONE | {"version": 1},
    "note_evidence": ONE | {"shown": NewEvidence("story", "told", "So it was.")},
    "answer_question": ONE | {"question": 1, "answer": "unknown"},
    "describe_context": {"name": "Kasi"},
    "say_value": {"context": 1, "said": NewValue("bonding_trust", "assembly", value="8")},
    "withdraw_value": {"value": 1},
    "settle_value": {"value": 1, "present": 9, "words": "We agreed."},
    "assess": CRECHE | {"context": 1},
    "record_outcome": {"assessment": 1, "outcome": "ended"},
}
OF_KEEPERS = {
    "open_antenna": {"name": "Hills", "tier": "apex"},
    "close_antenna": {"antenna": 1},
    "open_watch": {"title": "First Tuesday"},
    "close_watch": {"watch": 1, "present": 3},
    "advance": ONE | {"state": "ended", "reason": "Nobody came."},
    "publish": ONE,
    "name_carrier": ONE,
    "offer": ONE | {"receiver": "weavers"},
    "answer_offer": {"keeper": "weavers", "offer": 1, "answer": "declined"},
    "start_transfer": {"proposal": 1},
    "move_transfer": {"transfer": 1, "state": "fit", "words": "It fits."},
}
OF_OWN_PEOPLE = {
    "log_adaptation": {"transfer": 1, "adaptation": CHANGED},
    "follow_up": {"transfer": 1, "months": 6, "seen": NewFollowUp("It lives.", is_alive=True)},
}
OF_MEMBERS = {"propose_transfer": CRECHE}
NEEDS_A_ROW = {"withdraw_observation"}
"""Whether it is hers shows only where something is; test_watching tries it."""


def test_whoever_may_not_is_refused_in_each_act():
    here = stage.library()
    weavers, _listed = here.member()
    people = {"nobody": None, "stranger": stage.outsider(), "weaver": weavers.people["chand"]}
    people |= {"their secretary": weavers.people["asha"], "member": here.group.people["chand"]}
    groups = (
        (OF_WHO_TAKES_PART, "not_taking_part", ("nobody", "stranger")),
        (OF_KEEPERS, "office_not_held", tuple(people)),
        (OF_OWN_PEOPLE, "not_a_member", ("nobody", "stranger", "weaver", "their secretary")),
        (OF_MEMBERS, "taking_up_is_for_members", ("nobody", "stranger", "weaver")),
    )
    tried = set(NEEDS_A_ROW)
    for acts, code, those in groups:
        for name, given in acts.items():
            tried.add(name)
            for who in those:
                with pytest.raises(Refused) as answer:
                    ACTS[f"knowledge.{name}"].function(replace(here.act(), by=people[who]), **given)
                codes = [one.code for one in answer.value.refusals]
                assert codes == [code], f"{name} by {who}"
    assert tried == {one.removeprefix("knowledge.") for one in ACTS if one.startswith("knowledge.")}
