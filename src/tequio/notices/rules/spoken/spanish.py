"""Numbers in Spanish: cien, ciento uno, veintiún mil, quinientos, un millón, mil millones."""

from __future__ import annotations

UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres"
    " veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
).split()
TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos"
    " ochocientos novecientos"
).split()
NAMES = (*UNITS, *TENS, *HUNDREDS, "un", "veintiun", "cien", "y", "mil", "millon", "millones")
WITH_MARKS = {
    "dieciseis": "dieciséis",
    "veintidos": "veintidós",
    "veintitres": "veintitrés",
    "veintiseis": "veintiséis",
    "veintiun": "veintiún",
    "millon": "millón",
}
WORDS = {name: name for name in NAMES} | WITH_MARKS
SHORT = {"uno": "un", "veintiuno": "veintiun"}
"""Before `mil` and `millones`."""


def clips(number: int) -> tuple[str, ...]:
    """The clips of a number below a million millions."""
    if number == 0:
        return ("cero",)
    millions, rest = divmod(number, 10**6)
    said = []
    if millions:
        said = ["un", "millon"] if millions == 1 else [*before(below_million(millions)), "millones"]
    return (*said, *below_million(rest))


def below_million(number: int) -> list[str]:
    """One to 999,999; a thousand alone is `mil`, without `un`."""
    thousands, rest = divmod(number, 1000)
    said = before(below_thousand(thousands)) if thousands > 1 else []
    return said + (["mil"] if thousands else []) + below_thousand(rest)


def before(said: list[str]) -> list[str]:
    """A number before a noun: veintiún mil, treinta y un mil."""
    return [*said[:-1], SHORT.get(said[-1], said[-1])]


def below_thousand(number: int) -> list[str]:
    """One to 999; a hundred alone is `cien`."""
    if number == 100:
        return ["cien"]
    hundreds, rest = divmod(number, 100)
    return ([HUNDREDS[hundreds - 1]] if hundreds else []) + below_hundred(rest)


def below_hundred(number: int) -> list[str]:
    """One to 99; up to 29 in one word."""
    if number < 30:
        return [UNITS[number]] if number else []
    tens, ones = divmod(number, 10)
    return [TENS[tens - 3], *(["y", UNITS[ones]] if ones else [])]
