"""What somebody tells, and does not ask: "First Up says they are DPOR for Contoso's Office"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.partnership.records import HolderKind
from bot.understanding.masks import CUSTOMER, PARTNER, PRODUCT
from bot.understanding.named import Named
from bot.understanding.patterns import Late
from bot.understanding.saying import denies, is_question
from bot.understanding.vocabulary import BUSINESS, ORDINARY, SHARED
from bot.understanding.words import Word, folded, folded_words, words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearsay:
    """Who is said to be partner of record: None where it is only said who is not.

    `partner` is the name of another partner, stored or as it was written; `customer` are the words that
    name a customer whom nobody has stored.
    """

    holder: HolderKind | None
    partner: str = ""
    customer: str = ""


_SAYS = (
    r"(?:says?|said|claims?|claimed|tells?|told|insists?|confirms?|confirmed|states?|stated|writes?|wrote|written"
    r"|mentions?|mentioned|informs?|informed|announced|s[äa]ger|s[äa]jer|sa|sade|sagt|p[åa]st[åa]r|p[åa]stod"
    r"|p[åa]st[åa]tt|h[äa]vdar|h[äa]vdade|h[äa]vdat|ber[äa]ttar|ber[äa]ttade|ber[äa]ttat|meddelar|meddelade"
    r"|meddelat|bekr[äa]ftar|bekr[äa]ftade|bekr[äa]ftat|uppger|uppgav|uppgett|skriver|skrev|skrivit"
    r"|informerar|informerade|informerat)"
)
_TO_WHOM = (
    r"(?:\s+(?:to |till |f[öo]r )?(?:us|me|oss|mig))?"
    r"(?:\s+(?:just now|today|yesterday|this week|i ?dag|i ?g[åa]r|nyss|nu))?"
)
_WHAT = r"\s*(?:[:,]|\bthat\b|\batt\b)?\s*(?P<content>.+)"
_HEARD = (
    r"(?:heard|learned|learnt|found out|been told|(?:was|were) told|got word|h[öo]rde|h[öo]rt"
    r"|(?:fick|f[åa]tt) (?:h[öo]ra|veta|besked))"
)
_NOW = r"(?:now|just|today|nu|precis|nyss|numera)"
_TELLINGS = tuple(
    Late(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"^(?P<who>.{{0,80}}?)\b{_HEARD}(?:\s+(?:from|by|av|fr[åa]n)\s+(?P<from>.{{1,60}}?))?{_TO_WHOM}"
        r"\s*(?:[:,]|\bthat\b|\batt\b)\s*(?P<content>.+)",
        rf"^(?P<content>.+?),\s+{_SAYS}\s+(?P<who>(?!.*\b(?:d?por|partner|record|slot|platsen)\b)[^,.]{{1,60}})[.!]*$",
        rf"^(?P<who>.{{0,80}}?\w.{{0,80}}?)\b{_SAYS}\b{_TO_WHOM}{_WHAT}",
        rf"^(?:according to|enligt)\s+(?P<who>.+?)(?:,|\s(?=(?:is|are|[äa]r|har|sitter)\b)){_WHAT}",
        r"^(?P<content>.+?),?\s+(?:according to|enligt)\s+(?P<who>.+)$",
        rf"^(?P<who>\S+(?: \S+)?) (?P<content>(?:has|have|har)\s+{_NOW}\s+.+)",
        rf"^(?P<who>)(?P<content>(?:we|vi)\s+(?:are|have|[äa]r|har)\s+{_NOW}\s+.+)",
    )
)
"""The sooner the likelier: "I was told that …" also has a word for saying."""

_TOLD = frozenset(
    folded(word)
    for word in re.findall(
        r"\w+",
        """
        say says said claim claims claimed tell tells told insist insists confirm confirms
        confirmed state states stated write writes wrote written mention mentions mentioned
        inform informs informed announced säger säjer sa sade sagt påstår påstod påstått hävdar
        hävdade hävdat berättar berättade berättat meddelar meddelade meddelat bekräftar
        bekräftade bekräftat uppger uppgav uppgett skriver skrev skrivit informerar informerade
        informerat heard learned learnt found got hörde hört fick fått according enligt now just
        today nu precis nyss numera
        """,
    )
)
"""One of these is in whatever tells something: most questions have none, and are looked at no further."""
_RECORD = Late(
    r"\b(?:d?por|(?:partners?|partner[nr]s?)(?: of record)?|of record|slots?|platsen)\b", re.IGNORECASE
)
_MORE = Late(
    r"\b(?:but|however|although|men|dock|fast[äa]n|if|whether|huruvida|ifall|suppose|unless|please|sn[äa]lla"
    r"|wrong|fel|true|sant|st[äa]mmer|what (?:do|does|should|can|now|is|if)|how (?:do|can|should|to)|why"
    r"|should we|can we|do we|are we|help|draft|write|show|check|list|vad (?:g[öo]r|ska|kan|h[äa]nder|[äa]r)"
    r"|hur (?:g[öo]r|kan|ska)|varf[öo]r|ska vi|b[öo]r vi|kan vi|kan du|[äa]r vi|har vi|hj[äa]lp|skriv|visa"
    r"|kolla|lista)\b|^\W*(?:om|n[äa]r|when)\b",
    re.IGNORECASE,
)
"""Somebody wants more than to tell it: an answer, a letter, or to know whether it is true."""
_PARTS = re.compile(r"[.!;\n]+\s*|,\s+")

_NOBODY = Late(
    r"\b(?:nobody|no ?one|no partner|no (?:d?por|partner of record)|ingen|inte n[åa]gon (?:d?por|partner)"
    r"|(?:does ?n['’]?t|do ?n['’]?t|not) have (?:a|any) (?:d?por|partner))\b",
    re.IGNORECASE,
)
_NO_LONGER = Late(
    r"\bno longer\b|\bany ?more\b|\bl[äa]ngre\b"
    r"|\b(?:removed|dropped|deleted|(?:tagit|tog|plockat|plockade) bort|strukit|strök)\s+(?:us|oss)\b",
    re.IGNORECASE,
)
_PUT = (
    r"(?:named|chosen|chose|picked|selected|added|set|registered|assigned|appointed|made|angett|angivit|angav|valt"
    r"|valde|lagt (?:in|till)|satt|utsett|utsåg|registrerat|registrerade|gjort|gjorde|have|has|having|har)"
)
_TO = r"(?:switched|changed|moved|bytt|bytte|flyttat|flyttade)(?:\s+\w+)?\s+(?:over )?(?:to|till)"
_US = Late(
    r"\b(?:we|vi)(?:\s+(?:now|nu|already|redan))?\s*(?:['’]?re\b|are\b|were\b|became\b|have\b|hold\b|got\b|[äa]r\b|blev\b"
    rf"|blivit\b|har\b|ligger\b|st[åa]r\b|sitter\b)|\b(?:[äa]r|is|are|har)\s+(?:nu\s+)?(?:we|vi)\b"
    rf"|\b(?:{_PUT}|{_TO})\s+(?:now\s+|nu\s+)?(?:us|oss)\b|\bit(?:['’]s| is) us\b|\bdet [äa]r vi\b",
    re.IGNORECASE,
)
_THEMSELVES = Late(
    r"^\W*(?:they(?:['’]?re)?|it(?!\s+is\s+(?:\S+\s+){1,4}(?:who|that)\b)"
    r"|he|she|de|dom|den|sig|to be|to have|to hold|being|att vara"
    r"|(?:the )?(?:d?por|slot|platsen|partner))\b",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[\w&.'’-]+(?:\s+[\w&.'’-]+){0,3}?)"
_HOLDS = r"(?:is|are|became|[äa]r|blev|holds?|has|har|sitter|stands?|st[åa]r|ligger)"
_OTHERS = tuple(
    Late(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*{_NAME}\s+(?:now |nu )?{_HOLDS}\b",
        rf"\b(?:it\s+is|det\s+[äa]r|[äa]r\s+det)\s+{_NAME}\s+(?:who|that|som)\s+{_HOLDS}\b",
        rf"\b{_TO}\s+{_NAME}(?:\s+(?:as|for|som|f[öo]r|p[åa])\b|[.!]*$)",
        rf"\b{_PUT}\s+{_NAME}(?:\s+(?:as|to be|their|som|till|deras|d?por|partner)\b|[.!]*$)",
        rf"^\W*(?:is|[äa]r)\s+{_NAME}\s+(?:now |nu )?(?:d?por|partner|deras|their)\b",
    )
)
_WHERE = Late(
    rf"\b(?:for|at|with|of|hos|f[öo]r|p[åa]|i|till)\s+{_NAME}(?:['’]s)?(?=\s+xproduct|\s*[.,!]|\s+(?:now|nu)\b|\s*$)",
    re.IGNORECASE,
)
_LONGEST = 500
"""Characters of a text in which something is told: a longer one wants more."""
_SHORTEST = 2
_BETWEEN = frozenset({" ", "-", " & "})
_PARTLY = BUSINESS | (
    SHARED - {"for", "at", "is", "in", "i", "of", "en", "var", "por", "dpor", "record", "partner"}
)
_NO_NAME = frozenset(
    {
        *("dpor", "por", "record", "partner", "partnern", "partners", "kund", "kunden", "customer", "client"),
        *(
            "i",
            "we",
            "my",
            "our",
            "they",
            "vi",
            "jag",
            "min",
            "var",
            "de",
            "the",
            "a",
            "en",
            "according",
            "enligt",
        ),
    }
)
"""What no name begins or goes on with here, however it is written."""


def hearsay_in(text: str, named: Named) -> Hearsay | None:
    """What is told about a customer, None where nothing is, or where more than that is wanted."""
    if len(text) > _LONGEST or "?" in text or _TOLD.isdisjoint(folded_words(text)):
        return None
    said = " ".join(named.nameless.split())
    if not _RECORD.search(said) or _MORE.search(text):
        return None
    if any(is_question(part) for part in _PARTS.split(text) if part):
        return None
    for telling in _TELLINGS:
        if found := telling.match(said):
            parts = found.groupdict()
            who = parts.get("from") or parts["who"]
            return _about(who, parts["content"], named)
    return None


def _about(who: str, content: str, named: Named) -> Hearsay | None:
    if not _RECORD.search(content):
        return None
    holder, partner = _holder(who, content, named)
    if holder is None and not _denied(content):
        return None
    customer = "" if named.customers else _customer(who, content, partner)
    if not (named.customers or customer):
        return None
    return Hearsay(holder=holder, partner=partner, customer=customer)


def _holder(who: str, content: str, named: Named) -> tuple[HolderKind | None, str]:
    """Who holds it, and the name where it is another partner."""
    if _NOBODY.search(content):
        return HolderKind.NOBODY, ""
    if _denied(content):
        return None, ""
    if _US.search(content):
        return HolderKind.US, ""
    partner = _partner(who, content, named)
    return (HolderKind.OTHER, partner) if partner else (None, "")


def _partner(who: str, content: str, named: Named) -> str:
    """Another partner by name: named itself, meant by "they", or unknown and in a partner's place."""
    if PARTNER in content:
        return named.partners[0].name
    if _THEMSELVES.match(content) and CUSTOMER not in who:
        return named.partners[0].name if PARTNER in who else _as_name(who)
    found = (_as_name(place["name"]) for pattern in _OTHERS for place in pattern.finditer(content))
    return next(filter(None, found), "")


def _denied(content: str) -> bool:
    return denies(content) or _NO_LONGER.search(content) is not None


def _customer(who: str, content: str, partner: str) -> str:
    """The unknown name at the place that is spoken of, else that of whoever said it."""
    for found in _WHERE.finditer(content):
        if (name := _as_name(found["name"])) and name != partner:
            return name
    speaker = _as_name(who)
    return speaker if speaker != partner else ""


def _as_name(words: str) -> str:
    """The part of the words that may be a company's name, without a possessive s; empty where none is."""
    if CUSTOMER in words or PARTNER in words:
        return ""
    every = words_in(words.replace(PRODUCT, " " * len(PRODUCT)))
    capitals = any(word.capitalised and word.folded not in _NO_NAME for word in every)
    for run in _runs(every, words, capitals=capitals):
        if _is_telling(run[0]) or len(run) >= _SHORTEST:
            return re.sub(r"['’]s$", "", words[run[0].start : run[-1].end])
    return ""


def _runs(every: Sequence[Word], words: str, *, capitals: bool) -> list[list[Word]]:
    """Neighbours that a name may be made of: those with a capital, else those that no sentence is made of."""
    runs: list[list[Word]] = []
    for word in every:
        follows = bool(runs) and words[runs[-1][-1].end : word.start] in _BETWEEN
        of_a_name = _is_telling(word) or (follows and word.folded in _PARTLY)
        usual = word.folded in _NO_NAME and not (follows and word.capitalised)
        if usual or not (word.capitalised if capitals else of_a_name):
            continue
        if follows:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _is_telling(word: Word) -> bool:
    return word.folded not in ORDINARY and len(word.text) >= _SHORTEST
