"""A ready case: what was done, its parts, what each form needs; to be taken up here and adapted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.knowledge import service
from tequio.knowledge.forms.taking import TakeForm
from tequio.knowledge.pages.asked import profile_of_a_case
from tequio.knowledge.pages.telling import told
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.pages.wording import MARKS_TOLD, language, mark_badges, state_badge
from tequio.knowledge.queries.cases import ready_case
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.references import Practice
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, pressed, sent
from tequio.membership.visits.doing import Told as Went


def case_called(code: str) -> Design:
    """The ready case of that code.  Raises Http404."""
    found = ready_case(code)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Everybody who sees the library reads it; who takes part can take it up."""
    looking = look(request, slug)
    design = case_called(code)
    deeds = [to_take(request, looking, code)] if looking.takes_part else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "told": told(design),
        "profile": profile_of_a_case(design),
        "state": state_badge(design.state),
        "marks": mark_badges(design.marks, design.state),
        "warnings": [MARKS_TOLD[one] for one in design.marks],
        "done": done,
    }
    return shown(request, looking, "case", status=done.status, **given)


def to_take(request: HttpRequest, looking: Looking, code: str) -> Deed:
    """Take a ready case as the beginning of a practice of their own."""
    form = TakeForm(**sent(request, "take"))

    def take(said: Mapping[str, Any]) -> Went:
        receipt = service.fork(
            looking.act(key_of(request)),
            practice=Practice(case=code),
            role=said["role"],
            words=said["words"],
            language=language(),
        )
        onward = reverse("knowledge:practice", args=[looking.slug, receipt.facts["innovation"]])
        return onward, gettext("It is in your library now. Write what is different here.")

    about = gettext(
        "It becomes a practice of your own library, with its lineage. What stays is the function of"
        " each part; its form you change."
    )
    return Deed(
        "take", gettext("Take it up"), form, take, gettext("Take it up here"), about, "plus"
    )
