"""Examples of acts of those who screen, and of those who are screened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.membership.queries import terms
from tequio.screening.queries.cases import CaseLine, cases
from tequio.screening.queries.consents import consents_of
from tequio.screening.queries.findings import FindingView, findings
from tequio.site.scenes import (
    MOTHERS,
    NETWORK,
    RIDERS,
    SAVERS,
    VILLAGE,
    Example,
    Fields,
    Group,
    Scene,
    first_of,
)

PACK = "un-ilo@1"
TAILORS, BEES = "Kiran Rekha self-help group", "Terai honey cooperative"


def _case(group: Group, state: str, *, asked: str = "") -> CaseLine:
    """A case that stands so.

    asked  short name of the group that asked for it; left out: none of this node did
    """
    party = Group(asked, group.today).id if asked else None
    found = cases(group.id, states=(state,)).cases
    return first_of([one for one in found if one.asked_by == party])


def _finding(group: Group, name: str) -> FindingView:
    found = findings(group.id, group.today, is_inside=True).findings
    return first_of([one for one in found if one.name == name])


def _last(group: Group, act: str, field: str) -> int:
    """What an act named last, as the chronicle of a group tells."""
    return int(first_of(facts_of(group.id, act)[::-1])[field])


def _assessor(fields: Fields, *, place: int = 0) -> Callable[[Scene], Example]:
    """One of those who examine does it."""

    def example(scene: Scene) -> Example:
        network = scene.network
        held = terms(network.id, network.today)
        people = sorted(one.person for one in held if one.office == "assessor")
        return Example(first_of(people[place:]), NETWORK, fields(network))

    return example


def _her_case(fields: Mapping[str, Any], state: str) -> Callable[[Scene], Example]:
    """The assessor of a case does it that a group of the village asked for."""

    def example(scene: Scene) -> Example:
        case = first_of(
            [one for one in cases(scene.network.id, states=(state,)).cases if one.asked_by]
        )
        return Example(case.assessor, NETWORK, {"case": case.id, **fields})

    return example


def _member(fields: Fields) -> Callable[[Scene], Example]:
    """One of the panel does it, as every member may."""
    return lambda scene: Example(scene.network.holder("panel"), NETWORK, fields(scene.network))


def _party(slug: str, fields: Fields) -> Callable[[Scene], Example]:
    """The secretary of a group does it, towards the network."""

    def example(scene: Scene) -> Example:
        given = {"examiner": NETWORK, **fields(scene.network)}
        return Example(Group(slug, scene.today).holder("secretary"), slug, given)

    return example


def _piece(group: Group, kind: str, fact: str, value: Any, words: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "facts": [{"fact": fact, "value": value}],
        "until": group.today,
        "pointer": "Page 12",
        "words": words,
    }


def _withdraw_consent(scene: Scene) -> Example:
    riders = scene.riders
    open_now = [one for one in consents_of(riders.id) if one.withdrawn_on is None]
    return Example(riders.holder("secretary"), RIDERS, {"consent": first_of(open_now).id})


def _challenge(scene: Scene) -> Example:
    network = scene.network
    doubted = _piece(network, "minutes", "practice.outside_seats", "1", "A copy hangs in the shed.")
    fields = {
        "listed": network.listed(BEES),
        "pack": PACK,
        "words": "The buyer of the honey names the board.",
        "evidence": [doubted],
    }
    return Example(scene.riders.without_office(), NETWORK, fields)


def _end_interest(scene: Scene) -> Example:
    (told,) = facts_of(scene.network.id, "screening.declare_interest")[-1:]
    declared = {"interest": told["interest"]}
    holders = [one.person for one in terms(scene.network.id, scene.today) if one.office == "panel"]
    return Example(sorted(holders)[1], NETWORK, declared)


OF_SCREENINGS: Mapping[str, Callable[[Scene], Example]] = {
    "screening.appeal": _party(
        RIDERS,
        lambda n: {
            "finding": _finding(n, "Aarya e-mobility cooperative").id,
            "words": "We are 124 now, and would like to read that.",
        },
    ),
    "screening.apply": _party(
        MOTHERS, lambda n: {"pack": "informal@1", "words": "Please come on a Sunday."}
    ),
    "screening.assess": _her_case({}, "taken"),
    "screening.attest": _party(
        RIDERS,
        lambda n: {
            "listed": n.listed(TAILORS),
            "words": "They sew our vests; we drive past their meeting every week.",
        },
    ),
    "screening.challenge": _challenge,
    "screening.declare_interest": _member(
        lambda n: {"listed": n.listed(BEES), "words": "I sell their honey."}
    ),
    "screening.end_interest": _end_interest,
    "screening.enter_appeal": _assessor(
        lambda n: {
            "finding": _finding(n, "Evergreen Wraps Ltd").id,
            "words": "Our founder says that he never used his veto.",
            "received_on": n.today,
        }
    ),
    "screening.enter_reply": _assessor(
        lambda n: {
            "case": _case(n, "draft").id,
            "words": "Our accounts hang on the door; a photograph is on its way.",
            "received_on": n.today,
        }
    ),
    "screening.examine_challenge": _assessor(
        lambda n: {
            "case": _case(n, "quarantine").id,
            "is_taken": True,
            "reason": "Minutes were shown; we ask them.",
        }
    ),
    "screening.open_case": _assessor(
        lambda n: {"listed": n.listed(BEES), "pack": PACK, "reason": "They wish for a label."}
    ),
    "screening.propose_consent": _party(
        SAVERS, lambda n: {"packs": ["informal@1"], "books": ["circle", "members"]}
    ),
    "screening.propose_pack": _member(lambda n: {"pack": "qc"}),
    "screening.reply": _party(
        SAVERS,
        lambda n: {
            "case": _case(n, "draft", asked=SAVERS).id,
            "words": "Two pages are photographed; our neighbours will write.",
        },
    ),
    "screening.send_draft": _her_case(
        {"words": "Who decides is not shown yet; a page of minutes would be enough."}, "taken"
    ),
    "screening.submit_evidence": _party(
        SAVERS,
        lambda n: {
            "evidence": _piece(
                n, "photograph", "practice.decides_together", True, "The page with last week."
            )
        },
    ),
    "screening.take_case": _assessor(
        lambda n: {
            "case": _case(n, "taken", asked=VILLAGE).id,
            "has_no_interest": True,
        },
        place=1,
    ),
    "screening.withdraw_case": _party(
        VILLAGE, lambda n: {"case": _case(n, "taken", asked=VILLAGE).id}
    ),
    "screening.withdraw_consent": _withdraw_consent,
    "screening.withdraw_evidence": _party(
        RIDERS,
        lambda n: {
            "evidence": _last(Group(RIDERS, n.today), "screening.submit_evidence", "evidence"),
            "reason": "The auditor has corrected these accounts.",
        },
    ),
}
