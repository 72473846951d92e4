"""The words on which members vote, in the language of whoever asks them."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

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


def in_eights(digest: str) -> str:
    """A fingerprint that can be read aloud: eight signs at a time."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))
