"""Why an act of a case cannot be done.  Pure."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

PACK_NOT_ADOPTED = RefusalKind(
    "pack_not_adopted",
    _("The rules {pack} were not adopted here."),
    _("Choose rules that this network has adopted, such as un-ilo@1."),
    about="input",
)
CASE_AT_WORK = RefusalKind(
    "case_at_work",
    _("The organisation is being examined by these rules already, in case {case}."),
    _("Wait until that case is decided."),
)
NO_SUCH_CASE = RefusalKind(
    "no_such_case",
    _("There is no case {case} that you could see here."),
    _("Choose one from the list of cases."),
    about="input",
)
CASE_STANDS_OTHERWISE = RefusalKind(
    "case_stands_otherwise",
    _("As case {case} stands now, this cannot be done."),
    _("Look at the case: its page says what comes next."),
)
NOTHING_SAID = RefusalKind(
    "nothing_said", _("Words are missing."), _("Write them in plain sentences."), about="input"
)
SAID_AT_LENGTH = RefusalKind(
    "said_at_length",
    _("At most {most} characters are taken; here are {length}."),
    _("Say it in fewer words."),
    about="input",
)
EVIDENCE_NEEDED = RefusalKind(
    "evidence_needed",
    _("A doubt about an organisation needs evidence: what shows which fact."),
    _("Add a file, or where it can be seen, and at least one fact that it shows."),
    about="input",
)
TOO_MUCH_EVIDENCE = RefusalKind(
    "too_much_evidence",
    _("At most {most} pieces of evidence are taken at once; here are {found}."),
    _("Choose those that show it best."),
    about="input",
)
TOO_MANY_CHALLENGES = RefusalKind(
    "too_many_challenges",
    _("{open} of your doubts wait here to be looked at; more are not taken at once."),
    _("Wait until somebody has looked at one of them."),
)
ALREADY_HERS = RefusalKind(
    "case_already_hers", _("You work on case {case} already."), _("Nothing more is needed.")
)
DECLARATION_MISSING = RefusalKind(
    "declaration_missing",
    _("Whoever takes a case says first that she has no interest in the organisation."),
    _("Say so, or leave the case to another assessor."),
    about="input",
)
NOT_THE_ASSESSOR = RefusalKind(
    "not_the_assessor",
    _("Another assessor works on case {case}, or nobody has taken it yet."),
    _("Take the case first."),
    about="who",
)
NOTHING_ASSESSED = RefusalKind(
    "nothing_assessed",
    _("Nothing was assessed in case {case} yet."),
    _("Assess first; the draft says what comes of it."),
)
ANSWER_TOO_LATE = RefusalKind(
    "answer_too_late",
    _("The time to answer the draft ended on {day}."),
    _("Once it is decided an appeal can be made."),
)
SPEAKS_FOR_ITSELF = RefusalKind(
    "speaks_for_itself",
    _("This organisation is on this node and speaks for itself."),
    _("Ask its secretary or chair to write here."),
)
RECEIVED_ON_NO_SUCH_DAY = RefusalKind(
    "received_on_no_such_day",
    _("What came can only have come from {since} to {until}."),
    _("Correct the day on which it came."),
    about="input",
)
MAY_STILL_ANSWER = RefusalKind(
    "may_still_answer",
    _("The organisation may answer the draft until {day}."),
    _("Ask the panel once it has answered, or after that day."),
)
PANEL_IS_EMPTY = RefusalKind(
    "panel_is_empty",
    _("Nobody is left on the panel who may decide about this organisation."),
    _("Elect somebody who has no interest in it."),
)
NOT_YET_DECIDED = RefusalKind(
    "not_yet_decided",
    _("The panel has not decided on case {case} yet."),
    _("Wait for its vote on proposal {proposal}."),
)
NOT_WHO_ASKED = RefusalKind(
    "not_who_asked",
    _("Only whoever asked takes case {case} back."),
    _("Leave it to whoever asked."),
    about="who",
)
DRAFT_WAS_SENT = RefusalKind(
    "draft_was_sent",
    _("A draft was sent in case {case}: it is not taken back any more."),
    _("Answer the draft; the panel decides."),
)
ASSESSMENT_OUTDATED = RefusalKind(
    "assessment_outdated",
    _(
        "What the draft of case {case} says is outdated: other things are known or found since, or"
        " more than {days} days went by."
    ),
    _("Assess again, and send a new draft."),
)
RULES_DO_NOT_APPLY = RefusalKind(
    "rules_do_not_apply",
    _("These rules do not apply to the organisation: there is nothing to decide in case {case}."),
    _("Close the case, or assess it again."),
)
NO_SUCH_FINDING = RefusalKind(
    "no_such_finding",
    _("There is no finding {finding} about which you could say something here."),
    _("Choose one from the list of findings."),
    about="input",
)
HEARD_ALREADY = RefusalKind(
    "heard_already",
    _("Finding {finding} was made on an appeal; no other panel hears it again."),
    _("Show what is new, and ask to be examined again."),
)
APPEAL_AT_WORK = RefusalKind(
    "appeal_at_work",
    _("An appeal about this organisation and these rules is at work already, in case {case}."),
    _("Wait for what comes of it."),
)
FINDING_REPLACED = RefusalKind(
    "finding_replaced",
    _("Finding {finding} stands in place of this one."),
    _("Make the appeal against that one, as long as its time runs."),
)
APPEAL_TOO_LATE = RefusalKind(
    "appeal_too_late",
    _("The time to make an appeal ended on {day}."),
    _("Show what is new, and ask to be examined again."),
)
