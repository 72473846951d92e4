"""What a newer version of the rules would change of a finding, for those who examine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.screening.pages.visiting import look_as_assessor, shown
from tequio.screening.pages.ways import address
from tequio.screening.pages.wording import (
    Badge,
    criterion_title,
    fact_title,
    judgement_badge,
    reading_badge,
    text_of,
    value_in_words,
)
from tequio.screening.queries.renewing import Renewal, renewal
from tequio.screening.rules.aloud import REASONS
from tequio.screening.rules.catalogue import ASPECTS
from tequio.screening.rules.comparing import CHANGES, Change, FactChange, RuleChange
from tequio.screening.rules.judging import CriterionJudgement
from tequio.screening.rules.settling import Settled


@dataclass(frozen=True)
class Changed:
    """A criterion that would come out otherwise; None: it is not asked.

    rules  what the newer version says otherwise; facts: (fact, before, now)
    """

    title: str
    was: Badge | None
    now: Badge | None
    rules: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]


@require_safe
def renew(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The verdict as it was found, and what the newer version says by what was known and by what
    is known today; nothing changes by it."""
    looking = look_as_assessor(request, slug)
    examiner = looking.organisation.id
    found = renewal(examiner, number, looking.today) if number < 2**63 else None
    if found is None:
        raise Http404
    proposed = found.proposed
    asked = urlencode({"listed": proposed.listed, "pack": proposed.new.key})
    opens = address("screening:open", slug)
    given: dict[str, Any] = {
        "proposed": proposed,
        "title": text_of(proposed.new.pack.titles),
        "verdicts": _verdicts(found),
        "changes": [_changed(one) for one in found.whole.changes],
        "is_other": found.is_other_verdict,
        "opens": f"{opens}?{asked}" if opens and proposed.case is None else "",
        "case": address("screening:case", slug, proposed.case) if proposed.case else "",
    }
    return shown(request, looking, "renewal", **given)


def _verdicts(found: Renewal) -> list[tuple[str, Badge]]:
    return [
        (gettext("As it was found"), judgement_badge(found.proposed.stored.old)),
        (
            gettext("By the newer rules, as it was known then"),
            judgement_badge(found.proposed.stored.new),
        ),
        (
            gettext("By the rules of then, as it is known today"),
            judgement_badge(found.today.old),
        ),
        (
            gettext("By the newer rules, as it is known today"),
            judgement_badge(found.today.new),
        ),
    ]


def _changed(change: Change) -> Changed:
    judged = change.new or change.old
    assert judged is not None, "one of two versions asks for it"
    return Changed(
        title=criterion_title(judged.criterion),
        was=_badge(change.old),
        now=_badge(change.new),
        rules=tuple(_rule(one) for one in change.rules),
        facts=tuple(_fact(one) for one in change.facts),
    )


def _badge(judged: CriterionJudgement | None) -> Badge | None:
    return reading_badge(judged.reading, judged.truth) if judged else None


def _rule(change: RuleChange) -> str:
    words = gettext(CHANGES[change.what])
    return f"{gettext(ASPECTS[change.aspect])}: {words}" if change.aspect else words


def _fact(change: FactChange) -> tuple[str, str, str]:
    return fact_title(change.fact), _known(change.fact, change.old), _known(change.fact, change.new)


def _known(fact: str, settled: Settled | None) -> str:
    if settled is None:
        return gettext("not asked")
    if settled.value is None:
        return gettext(REASONS[settled.why])
    return value_in_words(fact, settled.value)
