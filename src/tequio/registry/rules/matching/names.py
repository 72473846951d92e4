"""Names as they are compared: what is written in many ways becomes one.  Pure.

`normalise` keeps every word; `core_name` leaves out what the law or custom adds to a name
("limited", "society", "the"), by the languages of the country.  Which words these are is data:
`registry/words/legal_words.yaml`, understood by `load_words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

Phrase = tuple[str, ...]

_ALONE = {"&": " and ", "+": " and ", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae"}
_ALONE |= {"œ": "oe", "ı": "i", "·": ""}
_BETWEEN_LETTERS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_](?![^\W\d_]))")
_OF_SOMEBODY = re.compile(r"['’‘ʼ`´](?=s\b)")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Words:
    """What names are made of beside what distinguishes them.

    legal      by language (ISO 639-1): words and phrases that say what form or kind it has
    numbers    by language: the words that are numbers
    spoken_in  by country (ISO 3166-1 alpha-2): languages in which names are given there
    """

    legal: Mapping[str, frozenset[Phrase]]
    numbers: Mapping[str, Mapping[str, int]]
    spoken_in: Mapping[str, tuple[str, ...]]
    _phrases: dict[str, dict[str, tuple[Phrase, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def languages_of(self, country: str) -> tuple[str, ...]:
        """The languages of a country's names; all that are known where nothing else is."""
        return self.spoken_in.get(country.upper(), tuple(sorted(self.legal)))

    def phrases_of(self, country: str) -> Mapping[str, tuple[Phrase, ...]]:
        """The legal phrases of a country by their first word, the longest first."""
        if country not in self._phrases:
            listed: dict[str, list[Phrase]] = {}
            for language in self.languages_of(country):
                for phrase in self.legal.get(language, ()):
                    listed.setdefault(phrase[0], []).append(phrase)
            self._phrases[country] = {
                first: tuple(sorted(set(found), key=lambda one: (-len(one), one)))
                for first, found in listed.items()
            }
        return self._phrases[country]

    def number_of(self, word: str, country: str) -> int | None:
        """Which number a word is, if it is one in the languages of the country."""
        for language in self.languages_of(country):
            if word in (found := self.numbers.get(language, {})):
                return found[word]
        return None


@lru_cache(maxsize=65_536)
def normalise(text: str) -> str:
    """A name in the form in which it is compared: small letters, no accents, words by one space.

    Compatibility forms and digits of every script become plain.  Accents go from Latin letters
    only: what stands around a letter of Devanagari, Arabic or Thai is a part of it.
    """
    whole = _joined(text.lower() if text.isascii() else _plain(text))
    return " ".join("".join(_kept(sign) for sign in whole).split())


def core_name(name: str, words: Words, country: str = "") -> str:
    """A normalised name without its legal words; whole where nothing else would be left."""
    tokens = normalise(name).split()
    phrases = words.phrases_of(country)
    left: list[str] = []
    at = 0
    while at < len(tokens):
        taken = _legal_at(tokens, at, phrases)
        if not taken:
            left.append(tokens[at])
        at += taken or 1
    return " ".join(left or tokens)


def numerals(name: str, words: Words, country: str = "") -> tuple[int, ...]:
    """The numbers in a name, rising: digits, words such as "two", and Roman numerals from II."""
    found: list[int] = []
    for token in normalise(name).split():
        found += [int(digits) for digits in _DIGITS.findall(token)]
        if (said := words.number_of(token, country)) is not None:
            found.append(said)
        elif token in _ROMAN:
            found.append(_ROMAN[token])
    return tuple(sorted(found))


def load_words(text: str) -> Words:
    """The legal words and numbers of a YAML text: by language `legal`, `numbers`, `countries`."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    spoken_in: dict[str, list[str]] = {}
    for language, said in read.items():
        for country in said["countries"].split():
            spoken_in.setdefault(country, []).append(language)
    return Words(
        legal={
            language: frozenset(
                tuple(normalise(one).split()) for one in said["legal"] if normalise(one)
            )
            for language, said in read.items()
        },
        numbers={
            language: {normalise(word): number for number, word in _numbered(said["numbers"])}
            for language, said in read.items()
        },
        spoken_in={country: tuple(languages) for country, languages in spoken_in.items()},
    )


def _numbered(said: Mapping[int, str]) -> list[tuple[int, str]]:
    return [(number, word) for number, listed in said.items() for word in listed.split()]


def _legal_at(tokens: list[str], at: int, phrases: Mapping[str, tuple[Phrase, ...]]) -> int:
    """How many words from here on are one legal phrase."""
    for phrase in phrases.get(tokens[at], ()):
        if tuple(tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _joined(text: str) -> str:
    """C.I.C. is one word, and so is "women's"."""
    return _OF_SOMEBODY.sub("", _BETWEEN_LETTERS.sub(r"\1", text))


def _plain(text: str) -> str:
    """Compatibility forms and accents of Latin letters away, composed again where they stay."""
    base_is_latin = False
    kept: list[str] = []
    for sign in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
        if unicodedata.category(sign) == "Mn":
            if base_is_latin:
                continue
        else:
            base_is_latin = _is_latin(sign)
        kept.append(_ALONE.get(sign, sign))
    return unicodedata.normalize("NFKC", "".join(kept))


@lru_cache(maxsize=4_096)
def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN")


@lru_cache(maxsize=16_384)
def _kept(sign: str) -> str:
    """A sign as it is compared: letters, their marks and digits stay, joiners go, the rest
    divides words."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind[0] in "LMN":
        return sign
    return "" if kind == "Cf" else _ALONE.get(sign, " ")
