"""Numbers in Hindi: each up to 99 has a word of its own; then सौ, हज़ार, लाख, करोड़, अरब.

A clip of a number below a hundred is named by its figures: `42`.
"""

from __future__ import annotations

BELOW_HUNDRED = (
    "शून्य एक दो तीन चार पाँच छह सात आठ नौ"
    " दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस"
    " बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस"
    " तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस"
    " चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास"
    " पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ"
    " साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर"
    " सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी"
    " अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी"
    " नब्बे इक्यानवे बानवे तिरानवे चौरानवे पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
).split()
SCALES = (
    (10**9, "arab", "अरब"),
    (10**7, "karod", "करोड़"),
    (10**5, "lakh", "लाख"),
    (10**3, "hazaar", "हज़ार"),
    (100, "sau", "सौ"),
)
WORDS = {str(number): word for number, word in enumerate(BELOW_HUNDRED)} | {
    name: word for _size, name, word in SCALES
}


def clips(number: int) -> tuple[str, ...]:
    """The clips of a number below a hundred arab and beyond: 1,00,000 is एक लाख."""
    if number < 100:
        return (str(number),)
    said: list[str] = []
    for size, name, _word in SCALES:
        count, number = divmod(number, size)
        if count:
            said += [*clips(count), name]
    return (*said, *([str(number)] if number else []))
