"""`{% load tequio %}`: what pages need to show sums, days, persons, refusals and signs.

Listed with examples in the room's README, "how to make a page".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from babel.lists import format_list
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from tequio.chronicle import queries as chronicle
from tequio.kernel import Amount, Finding, Refusal, Unit, answerable
from tequio.membership import visits
from tequio.membership.rules import KINDS, OFFICE_WORDS
from tequio.membership.visits import Visit, fresh_key, keeper_of, said_by_pin
from tequio.membership.visits.devices import marked
from tequio.site import manner, sentences
from tequio.site.helping import TOPICS
from tequio.site.icons import ICONS
from tequio.site.navigation import had_by, places

register = template.Library()


@register.simple_tag
def sends_mail() -> bool:
    """`{% sends_mail as sent %}`: whether this node has a server for its mails."""
    return bool(settings.SENDS_MAIL)


# Filters ------------------------------------------------------------------------------------


@register.filter
def money(value: Amount | int | None, unit: Unit | str = "") -> str:
    """`{{ amount|money }}`, or `{{ minor|money:unit }}` with a Unit or a code."""
    if value is None:
        return ""
    if isinstance(value, Amount):
        return manner.money(value)
    return manner.money(Amount(value, manner.unit_of(unit) if isinstance(unit, str) else unit))


@register.filter
def day(value: date | None) -> str:
    """`{{ since|day }}` → 14 February 2026."""
    return manner.day(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """`{{ since|short_day }}` → 14 Feb 2026, for columns."""
    return manner.short_day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ at|moment }}` → 14 February 2026, 16:05."""
    return manner.moment(value) if value else ""


@register.filter
def number(value: int | None) -> str:
    """`{{ count|number }}` with the reader's grouping."""
    return "" if value is None else manner.number(value)


@register.filter
def fraction(value: Fraction | None) -> str:
    """`{{ quorum|fraction }}` → 2/3."""
    return "" if value is None else manner.fraction(value)


@register.filter
def percent(value: Fraction | None) -> str:
    """`{{ share|percent }}` → 66.7%, for reading only."""
    return "" if value is None else manner.percent(value)


@register.filter
def whom(person: int | None, names: Mapping[int, str]) -> str:
    """`{{ person|whom:names }}` with names from membership.queries.person_names."""
    if person is None:
        return gettext("the node")
    return names.get(person) or gettext("a person who was erased")


@register.filter
def sentence(reason: Refusal | Finding) -> str:
    """`{{ refusal|sentence }}`: translated, its fields in the reader's manner."""
    return sentences.sentence_of(reason)


@register.filter
def remedy(refusal: Refusal) -> str:
    """`{{ refusal|remedy }}`: what the reader can do."""
    return sentences.remedy_of(refusal)


@register.filter
def office(code: str) -> str:
    """`{{ term.office|office }}`: an office's code, or several with commas, in words."""
    return sentences.words(code, OFFICE_WORDS)


@register.filter
def offices(codes: Iterable[str]) -> str:
    """`{{ member.offices|offices }}`: codes in words, separated by commas."""
    return sentences.words(",".join(sorted(codes)), OFFICE_WORDS)


@register.filter
def any_office(codes: Iterable[str]) -> str:
    """`{{ effect.offices|any_office }}`: codes in words, in their order: either of them acts."""
    named = [sentences.words(code, OFFICE_WORDS) for code in codes]
    return format_list(named, style="or", locale=visits.locale())


@register.simple_tag
def every_language() -> list[tuple[str, str]]:
    """`{% every_language as languages %}`: code and own name (Django's tag would translate it)."""
    return list(settings.LANGUAGES)


@register.filter
def kind(code: str) -> str:
    """`{{ organisation.kind|kind }}`: a kind of organisation in words."""
    return sentences.words(code, KINDS)


@register.filter
def in_words(code: str, meanings: Mapping[str, str]) -> str:
    """`{{ code|in_words:LIST }}`: the translated word for a code of any room's list."""
    return sentences.words(code, meanings)


@register.filter
def told(phrase: str) -> str:
    """`{{ constant|told }}`: a phrase that a room marked with `gettext_noop`, translated."""
    return gettext(phrase) if phrase else ""


@register.filter
def spoken(digest: str) -> str:
    """`{{ head.digest|spoken }}`: six words that can be read aloud, in the reader's script."""
    return " ".join(visits.spoken(digest))


@register.filter
def in_eights(digest: str) -> str:
    """`{{ head.digest|in_eights }}`: a digest in groups, so that two can be compared by eye."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


# Tags ---------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "book" %}`, always followed by words; `size` may be `large`."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        f" {size}" if size else "",
        ICONS[name],
    )


@register.filter
def path_of(sign: str) -> SafeString:
    """`<symbol>{{ "check"|path_of }}</symbol>`: the line of a sign that a page draws many times."""
    return format_html('<path d="{}"/>', ICONS[sign])


@register.simple_tag
def key_field(key: str = "") -> SafeString:
    """`{% key_field %}` in a form: the hidden key that makes the act happen once."""
    return format_html('<input type="hidden" name="key" value="{}">', key or fresh_key())


@register.inclusion_tag("frame/refusals.html")
def refusals(reasons: Iterable[Refusal]) -> dict[str, Any]:
    """`{% refusals objections %}`: each with code, sentence and remedy."""
    return {"refusals": [sentences.say(reason) for reason in reasons]}


@register.inclusion_tag("frame/press.html")
def press(
    label: str,
    objections: Iterable[Refusal] = (),
    *,
    sign: str = "",
    look: str = "",
    name: str = "",
    value: str = "",
) -> dict[str, Any]:
    """`{% press _("Pay out") objections sign="coins" %}`: a button that says before it is pressed
    why it cannot be; who may not do it at all reads only that.  `look`: "" (main), "quiet",
    "grave".  `name` and `value` travel with it."""
    reasons = [sentences.say(reason) for reason in answerable(objections)]
    return {
        "label": label,
        "reasons": reasons,
        "sign": sign,
        "look": look,
        "name": name,
        "value": value,
        "why": f"why-{fresh_key()}" if reasons else "",
    }


@register.inclusion_tag("frame/help.html")
def help_link(code: str) -> dict[str, Any]:
    """`{% help_link "lend" %}`: a quiet way to the steps of a task (`site.helping.TOPICS`)."""
    return {"topic": TOPICS[code]}


@register.inclusion_tag("frame/bar.html")
def bar(part: Amount, whole: Amount, label: str = "") -> dict[str, Any]:
    """`{% bar spent ceiling %}`: how much of a ceiling is spent, as words and a line."""
    share = min(1000, part.minor * 1000 // whole.minor) if whole.minor > 0 else 0
    return {"part": part, "whole": whole, "label": label, "thousandth": max(0, share)}


@register.inclusion_tag("frame/rooms.html", takes_context=True)
def rooms(context: Mapping[str, Any], visit: Visit) -> dict[str, Any]:
    """`{% rooms visit %}`: the menu of an organisation."""
    path, slug = context["request"].path, visit.organisation.slug
    return {"places": places(slug, path, also=had_by(visit))}


@register.inclusion_tag("frame/head.html")
def head_words(visit: Visit) -> dict[str, Any]:
    """`{% head_words visit %}`: where the chronicle stands, as six words to read aloud."""
    head = chronicle.head_of(visit.organisation.id)
    return {"line": head.number, "words": spoken(head.digest)}


@register.simple_tag(takes_context=True)
def keeper(context: Mapping[str, Any]) -> str:
    """`{% keeper as mine %}`: the mark under which this phone keeps what waits."""
    return keeper_of(context["request"])


@register.simple_tag(takes_context=True)
def shared_phone(context: Mapping[str, Any]) -> str:
    """`{% shared_phone as phone %}`: `pin` where somebody typed her PIN, `marked` on a phone that
    a group shares, else nothing."""
    request = context.get("request")
    if request is None or not hasattr(request, "session"):
        return ""
    return "pin" if said_by_pin(request) else "marked" if marked(request) else ""
