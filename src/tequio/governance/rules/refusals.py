"""Every reason for which governance says no."""

import re

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

NAME_TAKEN = RefusalKind(
    "name_taken",
    _("There is already an organisation with the short name {slug} on this node."),
    _("Choose another name, or add the place."),
)
KIND_UNKNOWN = RefusalKind(
    "kind_unknown",
    _("{kind} is not a kind of organisation that can be founded here."),
    _("Choose one of: {kinds}."),
    about="input",
)
UNIT_NOT_USABLE = RefusalKind(
    "unit_not_usable",
    _("{unit} cannot be the unit of the book."),
    _("Use a code of 3 to 12 letters, such as INR, and at most 9 decimals."),
    about="input",
)
TOO_FEW_FOUNDERS = RefusalKind(
    "too_few_founders",
    _("Members named: {members}; a group needs at least {least}."),
    _("Add the other members."),
    about="input",
)
OFFICE_WITHOUT_HOLDER = RefusalKind(
    "office_without_holder",
    _("Nobody holds the office that the statutes name for payments: {offices}."),
    _("Give one of the members this office."),
    about="input",
)
NOBODY_KEEPS_THE_ROLL = RefusalKind(
    "nobody_keeps_the_roll",
    _("Nobody would be chair or secretary: nobody could call a meeting or invite the members."),
    _("Give one of the members the office of chair or secretary."),
    about="input",
)
NO_SUCH_TEMPLATE = RefusalKind(
    "no_such_template",
    _("There is no statutes template called {template}."),
    _("Choose one from the list."),
    about="input",
)
OPENING_NOT_USABLE = RefusalKind(
    "opening_not_usable",
    _("{kind} cannot hold an opening balance, or its sum is not positive."),
    _("Use one of: {kinds}, each with what was counted."),
    about="input",
)
NO_SUCH_BODY = RefusalKind(
    "no_such_body",
    _("There is no body with the number {body}."),
    _("Choose the assembly."),
    "input",
)
NO_SUCH_MEETING = RefusalKind(
    "no_such_meeting",
    _("There is no meeting with the number {meeting}."),
    _("Look at the list of meetings."),
    about="input",
)
NO_SUCH_PROPOSAL = RefusalKind(
    "no_such_proposal",
    _("There is no proposal with the number {proposal}."),
    _("Look at the list of proposals."),
    about="input",
)
NO_SUCH_BALLOT = RefusalKind(
    "no_such_ballot",
    _("There is no ballot with the number {ballot}."),
    _("Look at the list of open ballots."),
    about="input",
)
NOTICE_TOO_SHORT = RefusalKind(
    "notice_too_short",
    _("The statutes ask for {days} days of notice; the first possible day is {first}."),
    _("Choose that day or a later one, or meet at once with enough members present."),
)
CALL_NOT_POSSIBLE = RefusalKind(
    "call_not_possible",
    _("A meeting is called for the first or, after it lacked its quorum, for the second time."),
    _("Call the first meeting."),
    about="input",
)
MEETING_NOT_OPEN = RefusalKind(
    "meeting_not_open",
    _("Meeting {meeting} is not open."),
    _("Open the meeting first; after it was closed, hold another one."),
)
MEETING_ALREADY_OPENED = RefusalKind(
    "meeting_already_opened",
    _("Meeting {meeting} was already opened."),
    _("Go on with it, or call another one."),
)
MEETING_NOT_DUE = RefusalKind(
    "meeting_not_due",
    _("The meeting was called for {held_on}; members count on that day."),
    _("Open it on that day, or hold a meeting without notice if enough members are here."),
)
WAIT_NOT_OVER = RefusalKind(
    "wait_not_over",
    _("The statutes ask to wait {minutes} minutes after the second call, until {until}."),
    _("Open the meeting then, with whoever has come."),
)
BALLOTS_STILL_OPEN = RefusalKind(
    "ballots_still_open",
    _("Ballot {ballot} of this meeting is still open."),
    _("Close the ballot first."),
)
NOT_ON_THE_ROLL = RefusalKind(
    "not_on_the_roll",
    _("Person {person} is not on the roll of this body."),
    _("Who joined after the roll was frozen votes from the next ballot on."),
    about="who",
)
TOO_LONG = RefusalKind(
    "too_long",
    _("“{start}…” is longer than {most} characters."),
    _("Say it in fewer words."),
    about="input",
)
OFFICE_UNREADABLE = RefusalKind(
    "office_unreadable",
    _("“{office}” cannot be the code of an office."),
    _("Choose an office from the list, or one word in small Latin letters, such as storekeeper."),
    about="input",
)
NAMED_TWICE = RefusalKind(
    "named_twice",
    _("The same person is named twice."),
    _("Take one of the two out."),
    about="input",
)
TITLE_MISSING = RefusalKind(
    "title_missing",
    _("The proposal has no title."),
    _("Write in one line what it is about."),
    "input",
)
DAY_IN_THE_PAST = RefusalKind(
    "day_in_the_past",
    _("{day} lies before today."),
    _("Choose today or a later day."),
    about="input",
)
PROPOSAL_DECIDED = RefusalKind(
    "proposal_decided",
    _("Proposal {proposal} was already decided or withdrawn."),
    _("Propose anew if it shall be decided again."),
)
BALLOT_ALREADY_OPEN = RefusalKind(
    "ballot_already_open",
    _("A ballot on proposal {proposal} is already open."),
    _("Vote in that one."),
)
ROLL_EMPTY = RefusalKind("roll_empty", _("Nobody is entitled to vote."), _("Admit members first."))
MEETING_NEEDED = RefusalKind(
    "meeting_needed",
    _("A vote by raised hands needs an open meeting."),
    _("Open a meeting, or hold the ballot by phone."),
    about="input",
)
BALLOT_CLOSED = RefusalKind("ballot_closed", _("Ballot {ballot} is closed."), _("See its result."))
BALLOT_STILL_RUNS = RefusalKind(
    "ballot_still_runs",
    _("The ballot runs until {until} and {missing} members have not voted yet."),
    _("Close it after that day, or when all have voted."),
)
WRONG_WAY = RefusalKind(
    "wrong_way",
    _("This ballot is held in another way ({way})."),
    _("Vote in the way in which it was opened."),
)
HANDS_DO_NOT_ADD_UP = RefusalKind(
    "hands_do_not_add_up",
    _("{hands} hands were counted, but {present} members are present."),
    _("Count again, or correct the attendance."),
    about="input",
)
WITNESSES_MISSING = RefusalKind(
    "witnesses_missing",
    _(
        "The statutes ask for {needed} named witnesses who are present and are not the person "
        "who enters the count."
    ),
    _("Name them."),
    about="input",
)
HANDS_MISSING = RefusalKind(
    "hands_missing",
    _("No count of hands was entered for ballot {ballot}."),
    _("Enter the count with its witnesses, then close the ballot."),
)
TOO_FEW_PRESENT = RefusalKind(
    "too_few_present",
    _(
        "A meeting without notice decides only with {needed} of {members} members present; "
        "{present} are."
    ),
    _("Wait for more members, or call a meeting with notice."),
)
PHOTO_NOT_A_DIGEST = RefusalKind(
    "photo_not_a_digest",
    _("The photograph is named by its SHA-256 digest, 64 hexadecimal characters."),
    _("Attach the photograph on the page, or leave it out."),
    about="input",
)
PROJECTS_MISSING = RefusalKind(
    "projects_missing", _("A budget needs at least one project."), _("Add the projects."), "input"
)
PROJECT_TWICE = RefusalKind(
    "project_twice",
    _("Two projects have the code {project}."),
    _("Give each project a code of its own."),
    about="input",
)
PROJECT_UNKNOWN = RefusalKind(
    "project_unknown",
    _("Project {project} is not on this ballot."),
    _("Choose from the projects on the ballot."),
    about="input",
)
NO_BUDGET_DECIDED = RefusalKind(
    "no_budget_decided",
    _("The members adopted no budget with resolution {resolution}."),
    _("Propose the budget: its sum, how it is counted, until when. Once adopted, open the vote."),
    about="input",
)
BUDGET_ALREADY_SHARED = RefusalKind(
    "budget_already_shared",
    _("The budget of resolution {resolution} was already put to the vote, in ballot {ballot}."),
    _("See that vote; to share another sum, propose another budget."),
)
BUDGET_TAKEN_BACK = RefusalKind(
    "budget_taken_back",
    _("The members took the budget of resolution {resolution} back, with resolution {by}."),
    _("Propose another budget."),
)
BUDGET_OVER_BY_THEN = RefusalKind(
    "budget_over_by_then",
    _("The winners may be paid until {until}; the vote must end on a day before that."),
    _("Choose an earlier last day of the vote, or propose another budget."),
)
OVER_THE_BUDGET = RefusalKind(
    "over_the_budget",
    _("“{project}” costs {cost}, and the members decided to share {decided}."),
    _("Make the project smaller, or propose a larger budget."),
    about="input",
)
METHOD_UNKNOWN = RefusalKind(
    "method_unknown",
    _("There is no counting method called {method}."),
    _("Choose one of: {methods}."),
    about="input",
)
OFFICE_NOT_HELD_BY = RefusalKind(
    "office_not_held_by",
    _("Person {person} does not hold the office {office}."),
    _("Look at the list of offices."),
    about="input",
)
ALREADY_HELD = RefusalKind(
    "already_held",
    _("Person {person} already holds the office {office}."),
    _("Choose another person."),
    about="input",
)
ALREADY_A_MEMBER = RefusalKind(
    "already_a_member", _("Person {person} is already a member."), _("Nothing is left to do.")
)
TOO_MANY_MEMBERS = RefusalKind(
    "too_many_members",
    _("The statutes allow {most} members at most; here are {members}."),
    _("Have the assembly change the statutes first."),
)
NOT_ON_THE_AGENDA = RefusalKind(
    "not_on_the_agenda",
    _("This meeting was called without proposal {proposal} on its agenda."),
    _("Call a meeting for it, or hold the vote by phone with the days of notice."),
)
BEFORE_ANOTHER_BODY = RefusalKind(
    "before_another_body",
    _("Proposal {proposal} was not made to the body whose meeting this is."),
    _("Decide it in a meeting of the body to which it was made, such as the assembly."),
)
ASSEMBLY_DECIDES = RefusalKind(
    "assembly_decides",
    _("Only the assembly of all members decides on money, rules, members and offices."),
    _("Propose it to the assembly."),
    about="input",
)
ONLY_THE_OPERATOR = RefusalKind(
    "only_the_operator",
    _("Only the operator of the node brings in a budget that was voted elsewhere."),
    _("Ask the operator to do it at the command line."),
    about="who",
)
RECEIVES_IT_HERSELF = RefusalKind(
    "receives_it_herself",
    _("Whoever receives the office does not enter the count of hands."),
    _("Ask another member who holds an office to enter it."),
    about="who",
)
NO_OFFICER = RefusalKind(
    "no_officer",
    _("Only somebody who holds an office enters what the meeting decided."),
    _("Ask one of those who hold an office; they stand on the members' page."),
    about="who",
)
NOT_ADOPTED = RefusalKind(
    "not_adopted",
    _("The hands do not carry it: {yes} yes, {needed} needed."),
    _("The office stays where it is; propose it again at another meeting."),
)
NOT_THE_PROPOSER = RefusalKind(
    "not_the_proposer",
    _("Only the person who made the proposal, or the secretary, may withdraw it."),
    _("Ask her, or vote no."),
    about="who",
)
UNIT_UNKNOWN = RefusalKind(
    "unit_unknown",
    _("{unit} is not a unit of this organisation's book."),
    _("Use the unit of the book."),
    about="input",
)
PURPOSE_UNKNOWN = RefusalKind(
    "purpose_unknown",
    _("{purpose} is not a purpose for which money can move."),
    _("Choose one from the list."),
    about="input",
)
OFFICES_MISSING = RefusalKind(
    "offices_missing",
    _("The proposal does not say which office may pay."),
    _("Name at least one office, and at least one key."),
    about="input",
)
OFFICE_MAY_NOT_PAY = RefusalKind(
    "office_may_not_pay",
    _("By the statutes only these offices may pay: {offices}."),
    _("Name one of them, or amend the statutes."),
    about="input",
)
ENDS_BEFORE_IT_BEGINS = RefusalKind(
    "ends_before_it_begins",
    _("It would end on {until}, before it begins on {since}."),
    _("Choose a later last day."),
    about="input",
)
NO_SUCH_MANDATE = RefusalKind(
    "no_such_mandate",
    _("There is no mandate in force with the number {mandate}."),
    _("Look at the list of mandates."),
    about="input",
)
STANDING_BY_THE_STATUTES = RefusalKind(
    "standing_by_the_statutes",
    _("Mandate {mandate} is what the statutes allow without a vote."),
    _("Propose to amend what these statutes allow without a vote."),
    about="input",
)
MORE_THAN_IS_OPEN = RefusalKind(
    "more_than_is_open",
    _("Less than that is still open of payment {claim}."),
    _("Ratify at most what is open."),
    about="input",
)
NOT_A_MEMBER_NAMED = RefusalKind(
    "not_a_member_named",
    _("Person {person} is not a member."),
    _("Choose a member."),
    about="input",
)
NO_SUCH_MEMBER_ORGANISATION = RefusalKind(
    "no_such_member_organisation",
    _("There is no other organisation with the number {organisation} on this node."),
    _("Check the number."),
    about="input",
)


def objections_to_length(text: str, *, most: int) -> list[Refusal]:
    """A text fits into its column, on every engine."""
    return [] if len(text) <= most else [TOO_LONG.because(start=text[:30], most=most)]


def objections_to_office(office: str) -> list[Refusal]:
    """The code of an office is one short word."""
    if re.fullmatch(r"[a-z][a-z0-9_-]{0,29}", office):
        return []
    return [OFFICE_UNREADABLE.because(office=office[:30])]
