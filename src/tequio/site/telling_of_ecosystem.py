"""Words for the lines of an ecosystem: who has, needs and knows whom, what was found and done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tequio.chronicle.rules import Line
from tequio.ecosystem.rules import effects, programmes, recommendations
from tequio.ecosystem.rules.graph import SIGHTS
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.rules.saying import TIE_KINDS
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import Standing, holds_any
from tequio.statutes.rules import Statutes

ACTS: Mapping[str, str] = {
    "ecosystem.admit_alliance": _("An alliance was admitted, as the members decided"),
    "ecosystem.argue_effect": _("Somebody argued what something does"),
    "ecosystem.begin_process": _("Several kinds of actor began to make a policy together"),
    "ecosystem.draft_programme": _("A programme was drafted"),
    "ecosystem.end_alliance": _("An alliance ended"),
    "ecosystem.follow_alliance": _("It was seen how the formation of an alliance goes"),
    "ecosystem.found_alliance": _("An alliance began to gather"),
    "ecosystem.join_alliance": _("An organisation joined an alliance"),
    "ecosystem.leave_alliance": _("An organisation left an alliance"),
    "ecosystem.name_affected": _("It was said whom a programme would touch"),
    "ecosystem.open_programme": _("A programme was opened"),
    "ecosystem.plan_alliance": _("The work plan of an alliance was written"),
    "ecosystem.propose_admission": _("Members were asked to admit an alliance"),
    "ecosystem.record_recommendation": _("A recommendation was written down"),
    "ecosystem.register_alliance": _("An alliance got its folio"),
    "ecosystem.reply_as_affected": _("Those whom a programme would touch answered"),
    "ecosystem.take_part": _("Somebody takes part in making a policy"),
    "ecosystem.update_recommendation": _("It was said how a recommendation stands"),
    "ecosystem.withdraw_effect": _("Somebody took back what she had argued"),
    "ecosystem.act_on": _("Something was done about a finding"),
    "ecosystem.answer_scorecard": _("Somebody answered a scorecard"),
    "ecosystem.close_scorecard": _("A scorecard was closed"),
    "ecosystem.confirm_tie": _("A tie was confirmed by its other side"),
    "ecosystem.end_action": _("It was written down what became of something done"),
    "ecosystem.end_asset": _("An organisation has something no more"),
    "ecosystem.end_need": _("Something is needed no more"),
    "ecosystem.end_tie": _("A tie between organisations ended"),
    "ecosystem.keep_framework": _("A framework of building blocks was kept"),
    "ecosystem.open_scorecard": _("A scorecard was put before several groups"),
    "ecosystem.say_asset": _("It was said what an organisation has"),
    "ecosystem.say_need": _("It was said what is needed"),
    "ecosystem.say_tie": _("It was said that two organisations are tied"),
    "ecosystem.set_sight": _("An organisation decided who sees its ties"),
    "ecosystem.take_quarter": _("It was found what to do this quarter"),
}
FIELDS: Mapping[str, str] = {
    "holding": _("Entry of an asset"),
    "asset": _("Asset"),
    "need": _("Need"),
    "tie": _("Tie"),
    "tie_kind": _("Kind of tie"),
    "giver": _("Who gives"),
    "sight": _("Who sees its ties"),
    "is_own": _("In its own name"),
    "framework": _("Framework"),
    "scorecard": _("Scorecard"),
    "quarter": _("Quarter"),
    "action": _("Action"),
    "end": _("What became of it"),
    "alliance": _("Alliance"),
    "partner": _("Partner in the alliance"),
    "sector": _("For the sector"),
    "partners": _("Partners"),
    "missing": _("Sectors that lack somebody"),
    "actions": _("Actions in the plan"),
    "rule": _("Rule"),
    "folio": _("Digest of the folio"),
    "founded_on": _("Founded on"),
    "joined_on": _("Joined on"),
    "left_on": _("Left on"),
    "planned_on": _("Planned on"),
    "registered_on": _("Registered on"),
    "admits_from": _("Can be admitted from"),
    "followed_on": _("Seen on"),
    "admitted_on": _("Admitted on"),
    "process": _("Process"),
    "recommendation": _("Recommendation"),
    "numbered": _("With the number"),
    "blocks": _("Building blocks"),
    "status": _("How it stands"),
    "has_owner": _("Somebody has taken it on"),
    "owner_listed": _("Taken on by number in the register"),
    "effect": _("Effect"),
    "subject": _("About what"),
    "subject_id": _("Its number"),
    "domain": _("Domain"),
    "direction": _("What it does"),
    "actor_kind": _("From which side"),
    "programme": _("Programme"),
    "affected": _("Those affected"),
    "part": _("Part"),
    "affected_count": _("How many affected are named"),
    "refusing": _("How many of them say no"),
    "own_count": _("How many of them answered themselves"),
    "withdrawn_on": _("Taken back on"),
}
CODES: Mapping[str, str] = {
    **{str(code): says for code, says in SIGHTS.items()},
    **TIE_KINDS,
    **{code: says for code, says in KINDS.items() if code != "members"},
    **recommendations.STATES,
    **recommendations.ROLES,
    **effects.ABOUT,
    **effects.DOMAINS,
    **effects.DIRECTIONS,
    **programmes.PARTS,
    **programmes.ANSWERS,
}
"""Without “members”, which stands for others in other rooms."""
OF_TIES = frozenset(
    f"ecosystem.{verb}"
    for verb in "say_tie confirm_tie end_tie set_sight take_quarter act_on end_action".split()
)
"""Acts of which only organisers read more than that they were done: whom an organisation is tied
to is shown by itself."""
OF_ANSWERS = "ecosystem.answer_scorecard"


def seen_of(
    line: Line, standing: Standing, statutes: Statutes, concerned: Collection[int]
) -> tuple[bool, Mapping[str, Any]] | None:
    """Whether a reader may know who did it, and the facts that she may see; None for a line that
    keeps nothing to itself.

    Of a sheet nobody reads any fact, and only she who answered reads that it was her.
    """
    if line.kind == OF_ANSWERS:
        return standing.person in concerned, {}
    if line.kind not in OF_TIES:
        return None
    offices = statutes.offices("ecosystem.offices")
    may = standing.person in concerned or holds_any(standing, offices)
    return may, line.facts if may else {}


CHECKED = _(
    "What organisations said of themselves, every scorecard, alliance, policy, programme and"
    " quarter is as it was told, in the same words, and every quarter finds the same when it is"
    " computed again."
)
