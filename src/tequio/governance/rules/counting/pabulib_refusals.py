"""Every reason for which a Pabulib file is not read: the line, what is wrong, what to do."""

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

NOT_UTF8 = RefusalKind(
    "pabulib_not_utf8",
    _("Line {line} is not written in UTF-8."),
    _("Save the file as UTF-8 text."),
    about="input",
)
BROKEN_QUOTES = RefusalKind(
    "pabulib_broken_quotes",
    _("The quotation marks do not close properly; reading stopped in line {line}."),
    _("Put a field with quotation marks into quotation marks and double those inside."),
    about="input",
)
ENDS_EARLY = RefusalKind(
    "pabulib_ends_early",
    _("The file ends in line {line}, without an end of that line: it seems to be cut off."),
    _("Take the whole file from where it came."),
    about="input",
)
SECTION_MISSING = RefusalKind(
    "pabulib_section_missing",
    _("The file has no section {section}."),
    _("A Pabulib file has the sections META, PROJECTS and VOTES, each after a line of that name."),
    about="input",
)
SECTION_TWICE = RefusalKind(
    "pabulib_section_twice",
    _("Line {line}: the section {section} begins a second time."),
    _("Keep one section of each name."),
    about="input",
)
SECTION_EMPTY = RefusalKind(
    "pabulib_section_empty",
    _("The section {section} has no line of column names."),
    _("The first line of a section names its columns, such as project_id;cost."),
    about="input",
)
BEFORE_SECTIONS = RefusalKind(
    "pabulib_before_sections",
    _("Line {line} stands before the first section."),
    _("The first line of a Pabulib file is META."),
    about="input",
)
COLUMN_MISSING = RefusalKind(
    "pabulib_column_missing",
    _("The section {section} has no column {column}."),
    _("Add the column, or check how its name is written."),
    about="input",
)
ROW_LENGTH = RefusalKind(
    "pabulib_row_length",
    _("Line {line} has {found} fields; the section {section} has {expected} columns."),
    _("Put a field that contains a semicolon into quotation marks."),
    about="input",
)
KEY_TWICE = RefusalKind(
    "pabulib_key_twice",
    _("Line {line}: META says {key} a second time."),
    _("Keep the line that is right."),
    about="input",
)
BUDGET_MISSING = RefusalKind(
    "pabulib_budget_missing",
    _("META does not say the budget."),
    _("Add a line such as budget;100000."),
    about="input",
)
BUDGET_UNREADABLE = RefusalKind(
    "pabulib_budget_unreadable",
    _("The budget {text} is not a sum of money above zero."),
    _("Write it in digits with a point before decimals, such as 308298.85."),
    about="input",
)
VOTE_TYPE_UNKNOWN = RefusalKind(
    "pabulib_vote_type_unknown",
    _("META names the vote type {text}, which is not known."),
    _("Known are: {known}."),
    about="input",
)
NUMBER_UNREADABLE = RefusalKind(
    "pabulib_number_unreadable",
    _("META says {key};{text}, which is not a whole number."),
    _("Write it in digits."),
    about="input",
)
COUNT_DIFFERS = RefusalKind(
    "pabulib_count_differs",
    _("META says {key};{said} and the file has {found}."),
    _("The file may be cut off or changed: fetch it again, or correct META."),
    about="input",
)
PROJECT_ID_MISSING = RefusalKind(
    "pabulib_project_id_missing",
    _("Line {line}: the project has no id."),
    _("Give each project an id of its own, without a comma."),
    about="input",
)
PROJECT_TWICE = RefusalKind(
    "pabulib_project_twice",
    _("Line {line}: the project id {project} stands there a second time."),
    _("Give each project an id of its own."),
    about="input",
)
COST_UNREADABLE = RefusalKind(
    "pabulib_cost_unreadable",
    _("Line {line}: the cost {text} of project {project} is not a sum of money."),
    _("Write it in digits with a point before decimals, such as 308298.85."),
    about="input",
)
COST_NOT_POSITIVE = RefusalKind(
    "pabulib_cost_not_positive",
    _("Line {line}: the cost {text} of project {project} is not above zero."),
    _("Leave out a project that costs nothing: it needs no money from the budget."),
    about="input",
)
MARK_UNREADABLE = RefusalKind(
    "pabulib_mark_unreadable",
    _("Line {line}: {text} in the column {column} of project {project} is not a whole number."),
    _("Correct the field, or leave the whole column out."),
    about="input",
)
VOTER_MISSING = RefusalKind(
    "pabulib_voter_missing",
    _("Line {line}: the vote has no voter id."),
    _("Give each voter an id of its own."),
    about="input",
)
VOTER_TWICE = RefusalKind(
    "pabulib_voter_twice",
    _("Line {line}: the voter {voter} has voted already."),
    _("One voter, one ballot: keep the one that counts."),
    about="input",
)
PROJECT_UNKNOWN = RefusalKind(
    "pabulib_project_unknown",
    _("Line {line}: the vote names {project}, which is not among the projects."),
    _("Add the project to PROJECTS, or correct the vote."),
    about="input",
)
NAMED_TWICE = RefusalKind(
    "pabulib_named_twice",
    _("Line {line}: the vote names {project} twice."),
    _("Name each project once."),
    about="input",
)
TOO_MANY_CHOICES = RefusalKind(
    "pabulib_too_many_choices",
    _("Line {line}: the vote names {found} projects, and the vote type is choose-1."),
    _("Keep one, or correct vote_type."),
    about="input",
)
POINTS_DIFFER = RefusalKind(
    "pabulib_points_differ",
    _("Line {line}: the vote names {choices} projects and gives points to {points}."),
    _("Give one number of points for each project named."),
    about="input",
)
POINTS_UNREADABLE = RefusalKind(
    "pabulib_points_unreadable",
    _("Line {line}: the points {text} are not whole numbers that this vote type allows."),
    _("Write whole numbers divided by commas; only scoring ballots may go below zero."),
    about="input",
)
DEFAULT_SCORE = RefusalKind(
    "pabulib_default_score",
    _("META gives projects that a vote does not name a score of {text}; this is not counted yet."),
    _("Write the scores of all projects into each vote."),
    about="input",
)

ALL = tuple(kind for kind in tuple(globals().values()) if isinstance(kind, RefusalKind))
