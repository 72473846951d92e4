"""How a practice is written together, signed by those who know it, and comes of age.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

SPOTTED, SYSTEMATISED, ENDED = "spotted", "systematised", "ended"
INSTITUTIONALISED = "institutionalised"
WALK = (SPOTTED, SYSTEMATISED, "piloted", "adopted", INSTITUTIONALISED)
"""States in order; it can end from each."""
STATES: Mapping[str, str] = {
    SPOTTED: _("spotted"),
    SYSTEMATISED: _("systematised"),
    "piloted": _("piloted"),
    "adopted": _("adopted"),
    INSTITUTIONALISED: _("institutionalised"),
    ENDED: _("ended"),
}
PRACTITIONER, RESEARCHER = "practitioner", "researcher"
ROLES: Mapping[str, str] = {
    PRACTITIONER: _("practitioner"),
    RESEARCHER: _("researcher"),
    "user": _("user"),
    "public": _("for the public"),
}

NO_SUCH_PRACTICE = RefusalKind(
    "no_such_practice",
    _("There is no practice under the number {innovation}."),
    _("Choose one from the list."),
    about="input",
)
NO_SUCH_ROLE = RefusalKind(
    "no_such_role",
    _("One contributes as practitioner, researcher, user or for the public: {role} is none."),
    _("Choose one of the four."),
    about="input",
)
DESIGN_NOT_READABLE = RefusalKind(
    "design_not_readable",
    _("What this practice should say cannot be read: {problems}"),
    _("Correct it and send again."),
    about="input",
)
JOINED_ALREADY = RefusalKind(
    "observation_joined_already",
    _("Observation {observation} is part of this practice already."),
    _("Leave it out."),
)
NOTHING_JOINED = RefusalKind(
    "nothing_to_join",
    _("No observation is named."),
    _("Choose at least one."),
    about="input",
)
NOT_CONTRIBUTING = RefusalKind(
    "not_contributing",
    _("Only whoever contributes to a practice writes it and signs it."),
    _("Say first as what you contribute."),
    about="who",
)
ALREADY_CONTRIBUTES = RefusalKind(
    "already_contributes",
    _("You contribute to this practice already, in one role; it cannot be changed."),
    _("Nothing is left to do."),
)
NOT_OF_THAT_ORGANISATION = RefusalKind(
    "not_of_that_organisation",
    _("You do not belong to the organisation for which you would contribute."),
    _("Choose one of yours, or none."),
    about="input",
)
WRITTEN_IN_BETWEEN = RefusalKind(
    "written_in_between",
    _("Version {newest} was written in between; yours begins with version {based_on}."),
    _("Read version {newest}, take over what is good in it, and send yours again."),
)
NOTHING_CHANGED = RefusalKind(
    "version_without_change",
    _("This says the same as version {newest}."),
    _("Change something, or leave it as it is."),
    about="input",
)
SIGNED_ALREADY = RefusalKind(
    "version_signed_already",
    _("You signed version {version} already."),
    _("Nothing is left to do."),
)
NOT_THE_NEWEST = RefusalKind(
    "not_the_newest_version",
    _("The newest version is {newest}; only that one can be signed."),
    _("Read version {newest}, and sign that one."),
)
PRACTITIONER_MISSING = RefusalKind(
    "practitioner_sign_off_missing",
    _("No practitioner has signed version {version}."),
    _("Ask somebody who lives this practice to read it and sign."),
)
RESEARCHER_MISSING = RefusalKind(
    "researcher_sign_off_missing",
    _("No researcher has signed version {version}."),
    _("Ask somebody who studies it to read it and sign."),
)
NOT_THE_NEXT_STATE = RefusalKind(
    "not_the_next_state",
    _("From {state} a practice cannot come to {wished}."),
    _("One step after the other: {next}; or it ends."),
)
SOURCE_MISSING = RefusalKind(
    "institution_without_source",
    _("It is not said in which law, rule or resolution this practice stands now."),
    _("Write where that can be read."),
    about="input",
)
NOT_PUBLISHED = RefusalKind(
    "practice_not_published",
    _("This practice is not published."),
    _("Ask those who keep it."),
    about="input",
)
ALREADY_PUBLISHED_SO = RefusalKind(
    "already_published_so",
    _("Who may read this practice is already as you wish."),
    _("Nothing is left to do."),
)
NO_SUCH_VERSION = RefusalKind(
    "no_such_version",
    _("Of this practice there is no version {version}."),
    _("Choose one from the list of versions."),
    about="input",
)
NO_SUCH_CASE = RefusalKind(
    "no_such_ready_case",
    _("There is no ready case under {code}."),
    _("Choose one from the list."),
    about="input",
)
ONE_ORIGIN = RefusalKind(
    "one_origin",
    _("A practice is taken from one place: a library, or the ready cases."),
    _("Name an organisation with its practice and version, or a ready case."),
    about="input",
)
ALREADY_HERE = RefusalKind(
    "practice_of_ones_own",
    _("This practice is in this library already."),
    _("Write a new version of it, or begin another practice."),
    about="input",
)


@dataclass(frozen=True)
class Practice:
    """A practice as it stands.

    signed  roles that signed its newest version
    """

    id: int
    state: str
    version: int
    signed: frozenset[str]


def missing_signatures(practice: Practice) -> Iterator[Refusal]:
    """Which of the two kinds of knowledge has not signed the newest version; both weigh the
    same."""
    if PRACTITIONER not in practice.signed:
        yield PRACTITIONER_MISSING.because(version=practice.version)
    if RESEARCHER not in practice.signed:
        yield RESEARCHER_MISSING.because(version=practice.version)


def next_state(state: str) -> str:
    """The state that comes next; empty after the last and after the end."""
    if state not in WALK or state == WALK[-1]:
        return ""
    return WALK[WALK.index(state) + 1]


def objections_to_advance(practice: Practice, wished: str, *, source: str) -> Iterator[Refusal]:
    """Against the next state, or the end."""
    following = next_state(practice.state)
    is_end = wished == ENDED and practice.state != ENDED
    if not is_end and (wished != following or not following):
        yield NOT_THE_NEXT_STATE.because(
            state=practice.state, wished=wished, next=following or ENDED
        )
        return
    if is_end:
        return
    yield from missing_signatures(practice)
    if wished == INSTITUTIONALISED and not source.strip():
        yield SOURCE_MISSING.because()


def objections_to_role(role: str) -> Iterator[Refusal]:
    """Against contributing as something else."""
    if role not in ROLES:
        yield NO_SUCH_ROLE.because(role=role)


def objections_to_write(*, role: str | None, based_on: int, newest: int) -> Iterator[Refusal]:
    """Against a new version.

    role  as which the author contributes; None if she does not
    """
    if role is None:
        yield NOT_CONTRIBUTING.because()
    elif based_on != newest:
        yield WRITTEN_IN_BETWEEN.because(newest=newest, based_on=based_on)


def objections_to_sign(
    *, role: str | None, version: int, newest: int, has_signed: bool
) -> Iterator[Refusal]:
    """Against standing by a version."""
    if role is None:
        yield NOT_CONTRIBUTING.because()
    elif version != newest:
        yield NOT_THE_NEWEST.because(newest=newest)
    elif has_signed:
        yield SIGNED_ALREADY.because(version=version)


def objections_to_contribute(
    *, role: str, contributes: bool, party: int | None, belongs_to: Collection[int]
) -> Iterator[Refusal]:
    """Against working on a practice."""
    yield from objections_to_role(role)
    if contributes:
        yield ALREADY_CONTRIBUTES.because()
    if party is not None and party not in belongs_to:
        yield NOT_OF_THAT_ORGANISATION.because()
