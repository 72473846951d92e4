"""A rule pack: the criteria of a definition, a law, a label or a network, with its sources.  Pure.

Texts for people stand in the pack itself, by language, because a network writes packs of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from tequio.kernel import digest
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import CRITERIA, Aspect
from tequio.screening.rules.packs.expressions import Expression, facts_of, plain_expression

Authority = Literal["definition", "law", "label", "network"]
Papers = Literal["helpful", "required"]
Texts = Mapping[str, str]

LANGUAGES = ("en", "fr", "es", "pt", "hi")
MONTHS = 36
"""How long a finding holds unless the pack says otherwise (reference, section 10)."""

AUTHORITIES: Mapping[str, str] = {
    "definition": _("an international definition"),
    "law": _("a law"),
    "label": _("a label"),
    "network": _("rules of a network"),
}


def in_language(texts: Texts, language: str) -> str:
    """The text in a language; else in English; else in whatever it is written."""
    for known in (language, language.partition("-")[0], "en", *texts):
        if texts.get(known):
            return texts[known]
    return ""


@dataclass(frozen=True)
class Citation:
    """Where a rule stands.  `verified` only if someone read the official text, on that day."""

    document: str
    article: str = ""
    url: str = ""
    quote: str = ""
    verified: bool = False
    checked_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """One aspect of a criterion.

    applies_if      where this fails the rule does not apply
    accepts         kinds of evidence; empty: every kind
    least_grade     what weighs less does not count; at least 1 for a gate
    max_age_months  what is older does not count; None: no limit
    remedy          what to do when it is not met or not shown, by language
    """

    expression: Expression
    citation: Citation
    applies_if: Expression | None = None
    accepts: tuple[str, ...] = ()
    least_grade: int = 1
    max_age_months: int | None = None
    remedy: Texts | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """What it asks for, each fact once."""
        before = facts_of(self.applies_if) if self.applies_if else ()
        return tuple(dict.fromkeys((*before, *facts_of(self.expression))))


@dataclass(frozen=True)
class Criterion:
    """A criterion, judged in the rules and in practice; one of the two may be missing."""

    id: str
    is_gate: bool
    rules: Rule | None = None
    practice: Rule | None = None
    titles: Texts | None = None

    @property
    def base(self) -> str:
        """C1 … C12."""
        return self.id.partition("-")[0]

    @property
    def title(self) -> str:
        """Its English words in the catalogue, to be translated where the pack gives no title."""
        return CRITERIA[self.base]

    def aspects(self) -> Iterator[tuple[Aspect, Rule]]:
        """The aspects that it has: rules first."""
        if self.rules:
            yield "rules", self.rules
        if self.practice:
            yield "practice", self.practice


@dataclass(frozen=True)
class Pack:
    """A rule pack in one version."""

    code: str
    version: int
    titles: Texts
    about: Texts
    authority: Authority
    jurisdiction: str
    since: date
    until: date | None
    papers: Papers
    months: int
    criteria: tuple[Criterion, ...]

    @property
    def key(self) -> str:
        """Such as `un-ilo@1`."""
        return f"{self.code}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that it says."""
        return digest(plain_pack(self))

    @property
    def facts(self) -> tuple[str, ...]:
        """What it asks for, each fact once."""
        rules = (rule for one in self.criteria for _aspect, rule in one.aspects())
        return tuple(dict.fromkeys(fact for rule in rules for fact in rule.facts))

    def criterion(self, code: str) -> Criterion:
        """One of its criteria.  Raises KeyError."""
        for one in self.criteria:
            if one.id == code:
                return one
        raise KeyError(code)

    def is_in_force(self, day: date) -> bool:
        """Whether it says of itself that it counts on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def plain_pack(pack: Pack) -> dict[str, Any]:
    """A pack as `load_pack` reads it, with every field said."""
    return {
        "pack": pack.code,
        "version": pack.version,
        "title": dict(pack.titles),
        "about": dict(pack.about),
        "authority": pack.authority,
        "jurisdiction": pack.jurisdiction,
        "since": pack.since.isoformat(),
        **({"until": pack.until.isoformat()} if pack.until else {}),
        "papers": pack.papers,
        "months": pack.months,
        "criteria": [_plain_criterion(criterion) for criterion in pack.criteria],
    }


def _plain_criterion(criterion: Criterion) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": criterion.id, "gate": criterion.is_gate}
    if criterion.titles:
        plain["title"] = dict(criterion.titles)
    for aspect, rule in criterion.aspects():
        plain[aspect] = _plain_rule(rule)
    return plain


def _plain_rule(rule: Rule) -> dict[str, Any]:
    cited = rule.citation
    day = cited.checked_on
    plain: dict[str, Any] = {
        "expression": plain_expression(rule.expression),
        "citation": {
            "document": cited.document,
            "article": cited.article,
            "url": cited.url,
            "quote": cited.quote,
            "verified": cited.verified,
            **({"checked_on": day.isoformat()} if day else {}),
            "note": cited.note,
        },
        "accepts": list(rule.accepts),
        "least_grade": rule.least_grade,
    }
    if rule.applies_if:
        plain["applies_if"] = plain_expression(rule.applies_if)
    if rule.max_age_months is not None:
        plain["max_age_months"] = rule.max_age_months
    if rule.remedy:
        plain["remedy"] = dict(rule.remedy)
    return plain
