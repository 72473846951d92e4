"""Numbers in Portuguese: cem, cento e um, duzentos, mil e duzentos, um milhão, um bilhão."""

from __future__ import annotations

UNITS = (
    "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze"
    " dezesseis dezessete dezoito dezenove"
).split()
TENS = "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split()
HUNDREDS = (
    "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
).split()
SCALES = ((10**9, "bilhao", "bilhoes"), (10**6, "milhao", "milhoes"), (10**3, "mil", "mil"))
NAMES = (*UNITS, *TENS, *HUNDREDS, *"cem e mil milhao milhoes bilhao bilhoes".split())
WITH_MARKS = {
    "tres": "três",
    "milhao": "milhão",
    "milhoes": "milhões",
    "bilhao": "bilhão",
    "bilhoes": "bilhões",
}
WORDS = {name: name for name in NAMES} | WITH_MARKS


def clips(number: int) -> tuple[str, ...]:
    """The clips of a number below a thousand billions.

    The last group is joined by `e` where it is below a hundred or whole hundreds: mil e duzentos,
    but mil duzentos e trinta.
    """
    if number == 0:
        return ("zero",)
    groups: list[tuple[int, list[str]]] = []
    for size, one, many in SCALES:
        count, number = divmod(number, size)
        if count:
            counted = [] if (count, size) == (1, 1000) else below_thousand(count)
            groups.append((count, [*counted, one if count == 1 else many]))
    if number:
        groups.append((number, below_thousand(number)))
    said: list[str] = []
    for place, (count, words) in enumerate(groups):
        is_last = place == len(groups) - 1
        is_joined = is_last and place > 0 and (count < 100 or count % 100 == 0)
        said += ["e", *words] if is_joined else words
    return tuple(said)


def below_thousand(number: int) -> list[str]:
    """One to 999; a hundred alone is `cem`."""
    if number == 100:
        return ["cem"]
    hundreds, rest = divmod(number, 100)
    said = [HUNDREDS[hundreds - 1]] if hundreds else []
    return said + (["e"] if hundreds and rest else []) + below_hundred(rest)


def below_hundred(number: int) -> list[str]:
    """One to 99."""
    if number < 20:
        return [UNITS[number]] if number else []
    tens, ones = divmod(number, 10)
    return [TENS[tens - 2], *(["e", UNITS[ones]] if ones else [])]
