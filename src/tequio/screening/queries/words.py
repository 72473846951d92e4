"""The words on which members vote, in the language of whoever asks them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from tequio.membership import queries as members
from tequio.screening.rules.catalogue import BOOKS
from tequio.screening.rules.packs import AUTHORITIES, Pack, in_language


def title_of(pack: Pack) -> str:
    """The title of a pack in the reader's language."""
    return in_language(pack.titles, get_language() or "en")


def pack_title(pack: Pack) -> str:
    """What members decide, where it is to judge by a pack."""
    return gettext("We judge by: %(title)s") % {"title": title_of(pack)}


def pack_told(pack: Pack, digest: str) -> str:
    """Which pack exactly: its name, what it is, how many criteria it has and its fingerprint."""
    gates = sum(one.is_gate for one in pack.criteria)
    return "\n".join(
        [
            gettext("Pack: %(pack)s") % {"pack": pack.key},
            gettext("It is %(authority)s.") % {"authority": gettext(AUTHORITIES[pack.authority])},
            in_language(pack.about, get_language() or "en"),
            gettext("Criteria: %(count)s; of these are conditions: %(gates)s")
            % {"count": len(pack.criteria), "gates": gates},
            gettext("Fingerprint of its text: %(digest)s") % {"digest": in_eights(digest)},
        ]
    )


def name_of(organisation: int) -> str:
    """The name of an organisation of the node."""
    found = members.organisation(organisation)
    return found.name if found else ""


def consent_title(examiner: str) -> str:
    """What members decide, where it is to let books be read."""
    return gettext("%(name)s may read books of ours") % {"name": examiner}


def consent_told(
    examiner: str, packs: Iterable[Pack], books: Iterable[str], until: date | None
) -> str:
    """Which books, for which packs, until when, and that it can be taken back."""
    listed = [f"- {gettext(BOOKS[book])}" for book in BOOKS if book in {*books}]
    titles = dict.fromkeys(f"- {title_of(pack)} ({pack.key})" for pack in packs)
    last = (
        gettext("It ends on %(day)s.") % {"day": date_format(until)}
        if until
        else gettext("It ends when we take it back.")
    )
    return "\n".join(
        [
            gettext("%(name)s may read these books of ours:") % {"name": examiner},
            *listed,
            gettext("to judge us by:"),
            *titles,
            last,
            gettext(
                "Nothing else is read. Any of our officers can take this back on any day, without a"
                " vote; from then on nothing is read any more."
            ),
        ]
    )


def in_eights(digest: str) -> str:
    """A fingerprint that can be read aloud: eight signs at a time."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
