"""A judgement as pages tell it: each criterion in the rules and in practice, with what says so.

`screening/_criterion.html` shows one; every page that tells a criterion uses both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.kernel import Truth
from tequio.screening.pages.origins import Around, Source, source_of
from tequio.screening.pages.wording import (
    DISAGREEING,
    READINGS_TOLD,
    TRUTH_SIGNS,
    TRUTHS,
    Badge,
    Spoken,
    aloud,
    criterion_title,
    fact_title,
    judgement_badge,
    reading_badge,
    text_of,
    value_in_words,
)
from tequio.screening.rules.aloud import REASONS, Line, read_aloud, rule_aloud, wanted_aloud
from tequio.screening.rules.catalogue import ASPECTS, FACTS
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.items import Item
from tequio.screening.rules.judging import CriterionJudgement, Judgement
from tequio.screening.rules.packs.pack import Citation
from tequio.screening.rules.settling import Settled
from tequio.screening.rules.tracing import AspectJudgement, Node
from tequio.screening.rules.wanting import Wanted


@dataclass(frozen=True)
class Known:
    """A fact with its value and what says so.

    value      in words; empty where it is not known, or not told to this reader
    why        why it is not known
    is_hidden  it is known, and its figure stays with those who examined it
    """

    code: str
    title: str
    value: str
    why: str
    is_marked: bool
    is_hidden: bool
    sources: tuple[Source, ...]

    @property
    def note(self) -> str:
        """Why it is not known, where there is more to say than that nothing is."""
        return "" if self.why == gettext(REASONS["silent"]) else self.why


@dataclass(frozen=True)
class Step:
    """One expression of the trace: what is asked and what it came to."""

    text: str
    truth: str
    why: str
    parts: tuple[Step, ...]


@dataclass(frozen=True)
class Aspect:
    """One side of a criterion.

    heading   in the rules, or in practice
    truth     in words; sign beside it
    known     facts that are known or contradict themselves; missing: all others
    asks      the rule read aloud; trace: what each part of it came to
    remedy    what the pack advises where it is not met or not shown
    """

    code: str
    heading: str
    truth: str
    sign: str
    known: tuple[Known, ...]
    missing: tuple[Known, ...]
    asks: tuple[Spoken, ...]
    trace: tuple[Step, ...]
    citation: Citation
    remedy: str


@dataclass(frozen=True)
class Help:
    """What would settle something; `asked`: of which fact, `why` it is open now."""

    text: str
    asked: str
    why: str
    fact: str
    kind: str
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Needed:
    """One kind of evidence, in words, with everything that it would show."""

    kind: str
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """A criterion as it is told on every page."""

    code: str
    title: str
    is_gate: bool
    reading: Badge
    meaning: str
    aspects: tuple[Aspect, ...]
    wanted: tuple[Help, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands, each source once."""
        return tuple(dict.fromkeys(one.citation for one in self.aspects))

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What would settle it, kind by kind."""
        return kind_by_kind(self.wanted)


@dataclass(frozen=True)
class Judged:
    """A whole judgement: verdict, the conditions that decide it by title and whole, criteria with
    conditions first, and what would settle what is open, cheapest first."""

    verdict: Badge
    gates: tuple[str, ...]
    deciding: tuple[Told, ...]
    conditions: tuple[Told, ...]
    others: tuple[Told, ...]
    wanted: tuple[Help, ...]

    @property
    def criteria(self) -> tuple[Told, ...]:
        """All, conditions first."""
        return self.conditions + self.others

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What would settle what is open, kind by kind, the least trouble first."""
        return kind_by_kind(self.wanted)


def judgement_told(judgement: Judgement, around: Around) -> Judged:
    """A judgement in the reader's words."""
    told = [criterion_told(one, around) for one in judgement.criteria]
    by_code = {one.code: one for one in told}
    deciding = tuple(by_code[code] for code in judgement.gates)
    return Judged(
        verdict=judgement_badge(judgement),
        gates=tuple(one.title for one in deciding),
        deciding=deciding,
        conditions=tuple(one for one in told if one.is_gate),
        others=tuple(one for one in told if not one.is_gate),
        wanted=helps(judgement.wanted),
    )


def criterion_told(judged: CriterionJudgement, around: Around) -> Told:
    """One criterion in the reader's words."""
    both = [one for one in (judged.rules, judged.practice) if one]
    return Told(
        code=judged.id,
        title=criterion_title(judged.criterion),
        is_gate=judged.is_gate,
        reading=reading_badge(judged.reading, judged.truth),
        meaning=gettext(READINGS_TOLD[judged.reading]) if judged.reading in READINGS_TOLD else "",
        aspects=tuple(aspect_told(one, around) for one in both),
        wanted=helps(judged.wanted),
    )


def aspect_told(judged: AspectJudgement, around: Around) -> Aspect:
    """One side of a criterion in the reader's words."""
    facts = [known(code, settled, around) for code, settled in facts_in(judged)]
    needs_help = judged.truth in (Truth.FAILS, Truth.UNKNOWN)
    nodes = [one for one in (judged.applies, judged.trace) if one]
    return Aspect(
        code=judged.aspect,
        heading=gettext(ASPECTS[judged.aspect]),
        truth=gettext(DISAGREEING if judged.is_marked else TRUTHS[judged.truth]),
        sign="warning" if judged.is_marked else TRUTH_SIGNS[judged.truth],
        known=tuple(one for one in facts if one.sources),
        missing=tuple(sorted((one for one in facts if not one.sources), key=_reason)),
        asks=tuple(aloud(line) for line in rule_aloud(judged.rule)),
        trace=tuple(_step(node) for node in nodes),
        citation=judged.rule.citation,
        remedy=text_of(judged.rule.remedy) if needs_help else "",
    )


def _reason(one: Known) -> str:
    """Facts that are not known for one reason stand together."""
    return one.why


def facts_in(judged: AspectJudgement) -> Iterator[tuple[str, Settled]]:
    """The facts of an aspect with what is known of them, each once, in the order of the rule."""
    seen: dict[str, Settled] = {}
    for node in (judged.applies, judged.trace):
        for code, settled in _leaves(node) if node else ():
            seen.setdefault(code, settled)
    yield from seen.items()


def _leaves(node: Node) -> Iterator[tuple[str, Settled]]:
    yield from node.settled
    for part in node.parts:
        yield from _leaves(part)


def known(code: str, settled: Settled, around: Around) -> Known:
    """What is known of a fact, in the reader's words."""
    disputed = settled.is_marked
    is_told = all(around.tells(item) for item in settled.items)
    value = "" if settled.value is None or not is_told else value_in_words(code, settled.value)
    items = settled.items if settled.is_known or disputed else ()
    return Known(
        code=code,
        title=fact_title(code),
        value=value,
        why=_why(code, settled, around),
        is_marked=disputed,
        is_hidden=settled.is_known and not is_told,
        sources=tuple(_sources(items, around, with_value=disputed)),
    )


def _why(code: str, settled: Settled, around: Around) -> str:
    """Why it is not known; of a book that was read what keeps it silent."""
    if settled.is_known:
        return ""
    silence = around.silences.get(code, "") if settled.why == "silent" else ""
    return silence or gettext(REASONS[settled.why])


def _sources(items: Iterable[Item], around: Around, *, with_value: bool) -> Iterator[Source]:
    told = (source_of(item, around, with_value=with_value) for item in items)
    return iter(dict.fromkeys(told))


def helps(wanted: Iterable[Wanted]) -> tuple[Help, ...]:
    """What would settle something, in the reader's words."""
    return tuple(
        Help(
            text=aloud(wanted_aloud(one)).text,
            asked=question(one.fact),
            why=gettext(REASONS[one.why]) if one.why in REASONS else "",  # type: ignore[index]
            fact=one.fact,
            kind=one.kind,
            criteria=one.criteria,
        )
        for one in wanted
    )


def question(fact: str) -> str:
    """What is to be shown of a fact, so that it accuses nobody."""
    title = fact_title(fact)
    if FACTS[fact].kind != "yes_no":
        return title
    return gettext("%(fact)s: yes or no?") % {"fact": title}


def kind_by_kind(wanted: Iterable[Help]) -> tuple[Needed, ...]:
    """The same, each kind of evidence once."""
    found: dict[str, list[str]] = {}
    for one in wanted:
        found.setdefault(gettext(EVIDENCE[one.kind].title), []).append(one.asked)
    return tuple(Needed(kind, tuple(asked)) for kind, asked in found.items())


def _step(node: Node) -> Step:
    """A step of the trace; the contrary of a comparison is one sentence."""
    line = read_aloud(node.expression)
    parts = tuple(_step(part) for part in node.parts) if line.parts else ()
    why = node.why or next((part.why for part in node.parts if not line.parts), "")
    return Step(
        text=aloud(Line(line.sentence, line.fields)).text,
        truth=gettext(DISAGREEING if node.is_marked else TRUTHS[node.truth]),
        why=gettext(REASONS[why]) if why else "",
        parts=parts,
    )
