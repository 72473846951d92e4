"""Numbers in English: one hundred and five, two thousand and one, one million."""

from __future__ import annotations

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
WORDS = {word: word for word in (*UNITS, *TENS, "hundred", "thousand", "million", "billion", "and")}


def clips(number: int) -> tuple[str, ...]:
    """The clips of a number below a thousand billions."""
    if number == 0:
        return ("zero",)
    said: list[str] = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            said += [*below_thousand(count), name]
    if number and number < 100 and said:
        said.append("and")
    return (*said, *below_thousand(number))


def below_thousand(number: int) -> list[str]:
    """One to 999; nothing for nought."""
    hundreds, rest = divmod(number, 100)
    said = [UNITS[hundreds], "hundred"] if hundreds else []
    if hundreds and rest:
        said.append("and")
    return said + below_hundred(rest)


def below_hundred(number: int) -> list[str]:
    """One to 99; nothing for nought."""
    if number < 20:
        return [UNITS[number]] if number else []
    tens, ones = divmod(number, 10)
    return [TENS[tens - 2], *([UNITS[ones]] if ones else [])]
