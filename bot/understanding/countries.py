"""Countries as people name them, in English and in Swedish, by their ISO codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.conversation.language import Language
from bot.understanding.words import folded_text

_NAMES: Mapping[str, tuple[str, str]] = {
    "SE": ("Sweden", "Sverige"),
    "NO": ("Norway", "Norge"),
    "DK": ("Denmark", "Danmark"),
    "FI": ("Finland", "Finland"),
    "IS": ("Iceland", "Island"),
    "EE": ("Estonia", "Estland"),
    "LV": ("Latvia", "Lettland"),
    "LT": ("Lithuania", "Litauen"),
    "DE": ("Germany", "Tyskland"),
    "AT": ("Austria", "Österrike"),
    "CH": ("Switzerland", "Schweiz"),
    "NL": ("Netherlands", "Nederländerna"),
    "BE": ("Belgium", "Belgien"),
    "LU": ("Luxembourg", "Luxemburg"),
    "FR": ("France", "Frankrike"),
    "ES": ("Spain", "Spanien"),
    "PT": ("Portugal", "Portugal"),
    "IT": ("Italy", "Italien"),
    "GB": ("United Kingdom", "Storbritannien"),
    "IE": ("Ireland", "Irland"),
    "PL": ("Poland", "Polen"),
    "CZ": ("Czechia", "Tjeckien"),
    "SK": ("Slovakia", "Slovakien"),
    "HU": ("Hungary", "Ungern"),
    "RO": ("Romania", "Rumänien"),
    "BG": ("Bulgaria", "Bulgarien"),
    "GR": ("Greece", "Grekland"),
    "HR": ("Croatia", "Kroatien"),
    "SI": ("Slovenia", "Slovenien"),
    "UA": ("Ukraine", "Ukraina"),
    "TR": ("Turkey", "Turkiet"),
    "US": ("United States", "USA"),
    "CA": ("Canada", "Kanada"),
    "IN": ("India", "Indien"),
    "CN": ("China", "Kina"),
    "JP": ("Japan", "Japan"),
    "AU": ("Australia", "Australien"),
}
_ALSO: Mapping[str, str] = {
    "holland": "NL", "the netherlands": "NL", "uk": "GB", "great britain": "GB", "england": "GB",
    "czech republic": "CZ", "usa": "US", "the united states": "US", "united states of america": "US",
    "förenta staterna": "US",
}  # fmt: skip
_CODES: Mapping[str, str] = {
    **{folded_text(name): code for code, names in _NAMES.items() for name in names},
    **{folded_text(name): code for name, code in _ALSO.items()},
}
_NAMED = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True)) + r")s?\b")


def countries_in(text: str) -> frozenset[str]:
    """The codes of the countries that the text names. Iceland's Swedish name needs its capital letter."""
    found = {_CODES[match[1]] for match in _NAMED.finditer(folded_text(text))}
    return frozenset(found - ({"IS"} if re.search(r"\bisland", text) else set[str]()))


@lru_cache(maxsize=1000)
def country_code(written: str) -> str:
    """The code of a country as a report writes it, by code or by name; empty where it is none we know."""
    text = written.strip()
    if re.fullmatch(r"[A-Za-z]{2}", text):
        return text.upper()
    return _CODES.get(folded_text(text), "")


def country_name(code: str, language: Language) -> str:
    """As people name it, the code where no name is known."""
    english, swedish = _NAMES.get(code, (code, code))
    return swedish if language is Language.SWEDISH else english
