"""What is shown about a practice, and the seven questions.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.weak_or_strong import ANSWER_WORDS, ASKED, GOVERNANCE

KINDS: Mapping[str, str] = {
    "story": _("a story"),
    "figures": _("figures"),
    "study": _("a study"),
    "visit": _("a visit"),
    "report": _("a report"),
}
TOLD = "told"
STRENGTHS: Mapping[str, str] = {
    TOLD: _("told"),
    "documented": _("documented"),
    "compared": _("compared with a place without it"),
}

NO_SUCH_KIND = RefusalKind(
    "no_such_kind_of_proof",
    _("What shows something is a story, figures, a study, a visit or a report: {kind} is none."),
    _("Choose one of them."),
    about="input",
)
NO_SUCH_STRENGTH = RefusalKind(
    "no_such_strength",
    _("It is told, documented or compared: {strength} is none of these."),
    _("Choose one of the three."),
    about="input",
)
NOTHING_SAID = RefusalKind(
    "proof_without_words",
    _("It is not said what this shows."),
    _("Write it in a sentence."),
    about="input",
)
NOWHERE_SHOWN = RefusalKind(
    "proof_without_source",
    _("What is more than told needs a source or a file."),
    _("Write where it can be read, or add the file; else call it told."),
    about="input",
)
SHOWN_LATER = RefusalKind(
    "proof_of_the_future",
    _("The day of this evidence has not come yet."),
    _("Correct the day and send again."),
    about="input",
)
NOT_KEPT = RefusalKind(
    "proof_not_kept",
    _("A file is named that was never handed in here."),
    _("Add the file, or write where it can be read."),
    about="input",
)
NO_SUCH_QUESTION = RefusalKind(
    "no_such_question",
    _("There are seven questions, and {question} is none of them."),
    _("Choose one from the list."),
    about="input",
)
ANSWERED_BY_SCREENING = RefusalKind(
    "screening_answers_this",
    _("Whether its governance holds is found by the screening, and only read here."),
    _("Ask that whoever carries this practice be examined."),
)
NO_SUCH_ANSWER = RefusalKind(
    "no_such_answer",
    _("A question is answered by holds, fails or unknown: {answer} is none of these."),
    _("Choose one of the three."),
    about="input",
)
ANSWER_UNSHOWN = RefusalKind(
    "answer_without_reason",
    _("An answer needs words or a source that show it."),
    _("Write how you know, or answer that nobody knows."),
    about="input",
)
OF_A_PROOF = (
    NO_SUCH_KIND,
    NO_SUCH_STRENGTH,
    NOTHING_SAID,
    NOWHERE_SHOWN,
    SHOWN_LATER,
    NOT_KEPT,
)
OF_AN_ANSWER = (NO_SUCH_QUESTION, ANSWERED_BY_SCREENING, NO_SUCH_ANSWER, ANSWER_UNSHOWN)


def objections_to_note(
    *, kind: str, strength: str, words: str, source: str, file: str
) -> Iterator[Refusal]:
    """Against evidence as it is described."""
    if kind not in KINDS:
        yield NO_SUCH_KIND.because(kind=kind)
    if strength not in STRENGTHS:
        yield NO_SUCH_STRENGTH.because(strength=strength)
    elif strength != TOLD and not source.strip() and not file:
        yield NOWHERE_SHOWN.because()
    if not words.strip():
        yield NOTHING_SAID.because()


def objections_to_day(day: date, today: date) -> Iterator[Refusal]:
    """Against evidence of a day that has not come."""
    if day > today:
        yield SHOWN_LATER.because()


def objections_to_answer(
    *, question: int, answer: str, words: str, source: str
) -> Iterator[Refusal]:
    """Against an answer to one of the seven questions."""
    if question == GOVERNANCE:
        yield ANSWERED_BY_SCREENING.because()
    elif question not in ASKED:
        yield NO_SUCH_QUESTION.because(question=question)
    if answer not in ANSWER_WORDS:
        yield NO_SUCH_ANSWER.because(answer=answer)
    elif answer != "unknown" and not words.strip() and not source.strip():
        yield ANSWER_UNSHOWN.because()
