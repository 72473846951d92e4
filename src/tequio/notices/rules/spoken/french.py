"""Numbers in French: soixante-dix, quatre-vingts, deux cents, deux cent un, mille, un million.

`vingts` and `cents` are heard as `vingt` and `cent`, so each has one clip.
"""

from __future__ import annotations

UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize dix-sept dix-huit dix-neuf"
).split()
TENS = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
SCALES = ((10**9, "milliard"), (10**6, "million"))
NAMES = (*UNITS, *TENS, "et", "cent", "mille", "million", "milliard")
WORDS = {name: name for name in NAMES} | {"zero": "zéro"}


def clips(number: int) -> tuple[str, ...]:
    """The clips of a number below a thousand billions."""
    if number == 0:
        return ("zero",)
    said: list[str] = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            said += [*below_thousand(count), name]
    thousands, number = divmod(number, 1000)
    if thousands:
        said += [*(below_thousand(thousands) if thousands > 1 else ()), "mille"]
    return (*said, *below_thousand(number))


def below_thousand(number: int) -> list[str]:
    """One to 999; a hundred alone is `cent`, without `un`."""
    hundreds, rest = divmod(number, 100)
    said = [UNITS[hundreds]] if hundreds > 1 else []
    return said + (["cent"] if hundreds else []) + below_hundred(rest)


def below_hundred(number: int) -> list[str]:
    """One to 99: seventy and ninety go on from sixty and eighty."""
    if number < 20:
        return [UNITS[number]] if number else []
    tens, ones = divmod(number, 10)
    ones += 10 * (tens in (7, 9))
    joins = ["et"] if ones in (1, 11) and tens < 8 else []
    return [TENS[tens - 2], *joins, *([UNITS[ones]] if ones else [])]
