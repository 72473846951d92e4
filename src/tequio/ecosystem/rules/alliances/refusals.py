"""Why an act of an alliance cannot be done.  Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

NO_SUCH_RULE = RefusalKind(
    "no_such_alliance_rule",
    _("No rule of alliances is known here as {rule}."),
    _("Choose one of the rules that the list offers."),
    about="input",
)
NAME_MISSING = RefusalKind(
    "alliance_unnamed",
    _("The alliance has no name."),
    _("Write how its partners call it."),
    about="input",
)
NO_SUCH_ALLIANCE = RefusalKind(
    "no_such_alliance",
    _("There is no alliance {alliance} here."),
    _("Choose one from the list of alliances."),
    about="input",
)
ALLIANCE_ENDED = RefusalKind(
    "alliance_ended",
    _("This alliance ended on {day}."),
    _("Found a new one; what was done stays on record."),
)
NO_SUCH_SECTOR = RefusalKind(
    "no_such_sector",
    _("The rule of this alliance knows no sector {sector}."),
    _("Choose one of the sectors that its rule names."),
    about="input",
)
ALREADY_PARTNER = RefusalKind(
    "already_partner",
    _("This organisation takes part in the alliance since {day}."),
    _("Nothing more is needed; to stand for another sector it leaves first."),
)
NOT_A_PARTNER = RefusalKind(
    "not_a_partner",
    _("This organisation does not take part in the alliance."),
    _("Choose one of its partners."),
    about="input",
)
PLAN_WITHOUT_ACTIONS = RefusalKind(
    "plan_without_actions",
    _("A work plan names at least one action in the territory; this one names none."),
    _("Write what will be done, where and by whom."),
    about="input",
)
PLAN_SAYS_NOTHING = RefusalKind(
    "plan_says_nothing",
    _("It is not said what the work plan is for."),
    _("Write it in a sentence or two."),
    about="input",
)
TOO_MANY_ACTIONS = RefusalKind(
    "too_many_planned",
    _("A work plan takes at most {most} actions; here are {found}."),
    _("Join what belongs together."),
    about="input",
)
REGISTERED_ALREADY = RefusalKind(
    "alliance_registered",
    _("This alliance has its folio since {day}; its clock is not set back."),
    _("Nothing more is needed: follow its formation."),
)
FOLIO_MISSING = RefusalKind(
    "folio_missing",
    _("An alliance is registered by its folio, and none is named."),
    _("Write the number of the folio as it was given."),
    about="input",
)
FOLIO_TAKEN = RefusalKind(
    "folio_taken",
    _("Alliance {alliance} is registered by this folio already."),
    _("Look at the folio again: each alliance has its own."),
    about="input",
)
FOLIO_ON_NO_SUCH_DAY = RefusalKind(
    "folio_on_no_such_day",
    _("The folio can only be from {since} to {until}."),
    _("Correct the day of the folio."),
    about="input",
)
ACADEMIC_MISSING = RefusalKind(
    "academic_missing",
    _("An academic institution is missing: {found} of {least} take part."),
    _("Invite a university, an institute or a school."),
)
LOCAL_GOVERNMENT_MISSING = RefusalKind(
    "local_government_missing",
    _("A local government is missing: {found} of {least} take part."),
    _("Invite the municipality or another local government."),
)
SOCIAL_SECTOR_MISSING = RefusalKind(
    "social_sector_missing",
    _("An organisation of the social sector is missing: {found} of {least} take part."),
    _("Invite a cooperative, a savings group, an ejido or another such organisation."),
)
OTHER_SECTOR_MISSING = RefusalKind(
    "sector_missing",
    _("The sector {sector} lacks somebody: {found} of {least} take part."),
    _("Invite an organisation of that sector."),
)
SECTOR_MISSING: Mapping[str, RefusalKind] = {
    "academic": ACADEMIC_MISSING,
    "local_government": LOCAL_GOVERNMENT_MISSING,
    "social": SOCIAL_SECTOR_MISSING,
}
WORK_PLAN_MISSING = RefusalKind(
    "work_plan_missing",
    _("The alliance has no work plan yet."),
    _("Write a work plan with actions in the territory."),
)
TOO_FEW_PARTNERS = RefusalKind(
    "too_few_partners",
    _("{found} organisations take part, and {least} are needed."),
    _("Invite one more: the page of findings says who has what is missing."),
)
NOT_REGISTERED = RefusalKind(
    "alliance_not_registered",
    _("This alliance has no folio yet, so that its time of formation does not run."),
    _("Register it first."),
)
NEVER_FOLLOWED = RefusalKind(
    "formation_not_followed",
    _("Nobody has recorded yet how the formation of this alliance goes."),
    _("Visit it, and write down what was seen."),
)
FORMATION_NOT_OVER = RefusalKind(
    "formation_not_over",
    _("Its time of formation runs until {day}: {months} months from the folio of {since}."),
    _("Ask again from that day on; nothing shortens it."),
)
ALLIANCE_SUSPENDED = RefusalKind(
    "alliance_suspended",
    _("This alliance is suspended since a place in it is empty; it can be filled until {day}."),
    _("Invite somebody of the sector that is missing."),
)
ADMITTED_ALREADY = RefusalKind(
    "alliance_admitted", _("This alliance is admitted since {day}."), _("Nothing more is needed.")
)
ADMISSION_AT_WORK = RefusalKind(
    "admission_at_work",
    _("Proposal {proposal} asks for its admission already."),
    _("Wait for the decision."),
)
ADMISSION_NOT_DECIDED = RefusalKind(
    "admission_not_decided",
    _("Nobody has decided yet to admit this alliance."),
    _("Propose its admission, and wait for the decision."),
)
FOLLOWED_ON_NO_SUCH_DAY = RefusalKind(
    "followed_on_no_such_day",
    _("What was seen of its formation can only be from {since} to {until}."),
    _("Correct the day."),
    about="input",
)
NOTHING_TOLD = RefusalKind(
    "alliance_without_words",
    _("It is not said what was seen, or why."),
    _("Write it in a sentence. Whoever decides later will ask."),
    about="input",
)
ADMISSION_NOT_ASKED = RefusalKind(
    "admission_not_asked",
    _("Proposal {proposal} asks for the admission of no alliance."),
    _("Choose the proposal on the page of the alliance."),
    about="input",
)
ALLIANCE_STANDS_OTHERWISE = RefusalKind(
    "alliance_stands_otherwise",
    _("The alliance has other partners or another plan than when the members decided."),
    _("Propose its admission again, as it stands now."),
)
