"""Why an act of a framework or a scorecard cannot be done.  Pure."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

FRAMEWORK_NOT_READABLE = RefusalKind(
    "framework_not_readable",
    _("This text is no framework of building blocks: {problems}"),
    _("Mend what is named; a ready framework serves as a pattern."),
    about="input",
)
FRAMEWORK_OF_THE_HOUSE = RefusalKind(
    "framework_of_the_house",
    _("A framework called {framework} comes with the platform."),
    _("Give your own another code."),
    about="input",
)
FRAMEWORK_VERSION_KEPT = RefusalKind(
    "framework_version_kept",
    _("The framework {framework} is kept already, and a version is not changed any more."),
    _("Give it the next version."),
    about="input",
)
FRAMEWORK_VERSION_OLD = RefusalKind(
    "framework_version_old",
    _("The framework {framework} is older than version {newest}, which is kept here."),
    _("Give it the next version."),
    about="input",
)
FRAMEWORK_NOT_KEPT = RefusalKind(
    "framework_not_kept",
    _("No framework is known here as {framework}."),
    _("Choose one from the list of frameworks."),
    about="input",
)
SCORECARD_AT_WORK = RefusalKind(
    "scorecard_at_work",
    _("Scorecard {scorecard} by this framework is open already."),
    _("Answer it, or close it first."),
)
GROUPS_OUT_OF_RANGE = RefusalKind(
    "groups_out_of_range",
    _("A scorecard is answered by {least} to {most} groups; here are {found}."),
    _("Name the kinds of people who see the matter from different sides."),
    about="input",
)
GROUPS_NOT_APART = RefusalKind(
    "groups_not_apart",
    _("Each group needs a name of its own, and “others” is kept for those that are too small."),
    _("Give each group another name."),
    about="input",
)
NO_SUCH_SCORECARD = RefusalKind(
    "no_such_scorecard",
    _("There is no scorecard {scorecard} here."),
    _("Choose one from the list of scorecards."),
    about="input",
)
SCORECARD_CLOSED = RefusalKind(
    "scorecard_closed",
    _("Scorecard {scorecard} is closed."),
    _("Look at what came of it, or open the next one."),
)
NOBODY_ANSWERED = RefusalKind(
    "nobody_answered",
    _("Nobody has filled in a sheet, so there is nothing to show."),
    _("Collect sheets first, or begin another scorecard once its last day is over."),
)
ANSWERED_TOO_LATE = RefusalKind(
    "answered_too_late",
    _("The time to answer ended on {day}."),
    _("Bring to the table what you would have answered."),
)
NO_TIME_TO_ANSWER = RefusalKind(
    "no_time_to_answer",
    _("The last day to answer, {day}, is over already."),
    _("Choose a day that leaves time to answer."),
    about="input",
)
SCORECARD_WITHOUT_TITLE = RefusalKind(
    "scorecard_without_title",
    _("A scorecard needs a title."),
    _("Write what it is about, such as “Our valley, autumn”."),
    about="input",
)
ANSWERED_ALREADY = RefusalKind(
    "scorecard_answered",
    _("You have answered scorecard {scorecard} already; each person answers once."),
    _("Bring to the table what you would say otherwise now."),
)
NO_SUCH_GROUP = RefusalKind(
    "no_such_group",
    _("No group of this scorecard is called {group}."),
    _("Choose the group for which you answer."),
    about="input",
)
NO_SUCH_STATEMENT = RefusalKind(
    "no_such_statement",
    _("The framework of this scorecard has no statement {statement}."),
    _("Answer the statements that it has."),
    about="input",
)
OFF_THE_SCALE = RefusalKind(
    "off_the_scale",
    _("Answers go from 0 to {scale}; {statement} was answered with {value}."),
    _("Choose a number of the scale, or leave it unanswered."),
    about="input",
)
