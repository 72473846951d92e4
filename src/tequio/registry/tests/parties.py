"""Parties as the cases and the generators write them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tequio.registry.rules.matching import Party

NAMES = st.sampled_from(
    "Novissi,Novissi 2,Coopérative Novissi,Leeds Bread,Bread of Leeds Ltd,Leeds Bread Two,"
    "Energy Co-op,The Energy Society,महिला समूह,महिला सहकारी समिति,Bread,!!".split(",")
)
POSTCODES = st.sampled_from(["", "LS1 1AA", "ls11aa", "LS1 2BB", "M60 0AG"])
LOCALITIES = st.sampled_from(["", "Leeds", "Kpogamé"])
NUMBERS = st.dictionaries(
    st.sampled_from(["", "GB-COH", "GB-MPR"]), st.sampled_from(["12345", "012345", "99", "R7"])
)
IDS = st.dictionaries(st.sampled_from(["cuk", "map"]), st.sampled_from(["1", "2", "3"]))
POINTS = st.sampled_from([None, (1.2, 6.3), (1.2, 6.3005), (1.2, 6.4), (179.9999, -16.0)])
STATUSES = st.sampled_from(["", "active", "closed"])


def party(key: str, said: dict[str, Any]) -> Party:
    """A party as a case writes it."""
    lon, lat = said.get("point") or (None, None)
    return Party(
        key=key,
        names=tuple(said.get("names", ())),
        postcode=said.get("postcode", ""),
        locality=said.get("locality", ""),
        country=said.get("country", ""),
        numbers=tuple(said.get("numbers", {}).items()),
        ids=tuple(said.get("ids", {}).items()),
        lon=lon,
        lat=lat,
        status=said.get("status", ""),
    )


@st.composite
def lists(draw: st.DrawFn) -> list[Party]:
    """A short list of parties that often have much in common."""
    said = st.fixed_dictionaries(
        {
            "names": st.lists(NAMES, max_size=2),
            "postcode": POSTCODES,
            "locality": LOCALITIES,
            "country": st.sampled_from(["", "GB", "TG"]),
            "numbers": NUMBERS,
            "ids": IDS,
            "point": POINTS,
            "status": STATUSES,
        }
    )
    drawn = draw(st.lists(said, max_size=6))
    return [party(str(number), one) for number, one in enumerate(drawn)]
