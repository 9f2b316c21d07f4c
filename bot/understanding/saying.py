"""What kind of thing a text says: a question, a standing, or nothing but names."""

from __future__ import annotations

import re

from bot.understanding.block import MASKS
from bot.understanding.masks import CUSTOMER, PRODUCT
from bot.understanding.remembered import Remembered
from bot.understanding.vocabulary import CONNECTORS, ENGLISH, LINKS, SHARED, SWEDISH
from bot.understanding.words import folded_text, folded_words

_STANDING = re.compile(
    r"\b(?:c?por|d?por|partner\w*|parner\w*|rec[or]+d\w*|rekord|status\w*|hold|holds|holding|held|own|owns|we|vi"
    r"|us|oss|our|ours|varan|vem|vems|who|got|whose|sitter|laget|slots?|platsen"
    r"|regist\w*|inlagd\w*|inskriv\w*|associat\w*|assign\w*|kopplad\w*|named?|namn|standing|check"
    r"|kolla\w*|koll|look up|sla upp|anyone|anybody|nagon|nan"
    r"|annan|else|another|taken|upptag\w*|ledig\w*|free|mine|chose\w*|choose|valde|valt"
    r"|picked|angett|lagt|belongs?|tillhor|ager|sits|sitting)\b"
)
_OURS = re.compile(r"\b(?:vår|vårt|våra)\b|\bvar\W*$", re.IGNORECASE)
"""Apart, for without its ring the word asks where, unless it comes last."""

_RECORD = re.compile(
    r"\b(?:d?por\w*|partner\w*|parner\w*|rec[or]+d\w*|rekord|slots?|platsen|hold|holds|ours|kopplade"
    r"|regist\w*|inlagda|(?:named?|chose|chosen|pick|picked|put|add|added) us|(?:valt|angett"
    r"|lagt in) oss|var(?= eller|,|\W*$))\b"
)
_LOOKS = re.compile(
    r"\b(?:(?:are|is|am|were|was|r|do|does|did|has|have|had)(?:nt)?(?: \w+)? (?:we|us|it|they|our|the"
    r"|any|anyone|anybody|someone|somebody|nobody|there|xcustomer|xpartner|their)|who|whos|whose"
    r"|which partner|(?:state|status|standing)|what (?:does|is|do) .*record\w*|vad sager|(?:ar|e|har"
    r"|star|ligger|sitter|finns|syns|blev)(?: \w+)? (?:vi|oss|det|dom|de|dem|nan|nagon|ingen|platsen"
    r"|xcustomer|xpartner|deras|inte)|vem|vems|vilken partner|vi (?:ar|star|har|ligger) (?:val"
    r"|val inte)|visst (?:ar|har|star)|we should (?:be|have)|vi(?: \w+)? (?:ar|har|star)"
    r"|we(?: \w+)? (?:are|have|hold)|hur (?:ser|ligger|star|ar) )\b|^\W*(?:dpor|por)\b|\b(?:dpor"
    r"|por)\W*$"
)
_ADVICE = re.compile(
    r"\b(?:how (?:do|does|can|could|to|should|would|did|come)|why|(?<!we )should|ought|may|allowed"
    r"|supposed|what (?:if|happens|should|can|to|must|now)|become|becom\w*|remove\w*|take over|worth"
    r"|possible|hur (?:gor|far|kan|blir|ska|skulle|kommer|lang\w*|lagger|byter|tar|mycket|manga)|varfor"
    r"|bor|borde|ska vi|kan (?:vi|de|dom|kunden|en|man)|tillat\w*|vad (?:hander|gor|ska|kan|bor|kravs"
    r"|betyder|innebar)|maste|bli|automat\w*|pal|cpor|tpor|csp|gdap|claim\w*|incentiv\w*|incitament\w*"
    r"|competenc\w*|kompetens\w*)\b"
)
"""What asks how, why or what to do."""

_OTHERWISE = re.compile(
    r"\b(?:can (?!you)|could we|need\w*|must|want(?! to know)\w*|would like (?!to know)|get|getting"
    r"|make|ask|asking|write|draft|email|letter|mail|list|show|drop|change|switch|replace|swap|steps?"
    r"|guide|click|menu|report\w*|data|see|access|permission\w*|points?|score|credit\w*|count\w*"
    r"|earn\w*|paid|difference|which (?!partner)\w+|lack\w*|missing|bought|new|gain|renew\w*|expir\w*"
    r"|alert\w*|notif\w*|id|options?|price|kan (?!du|ni)|far|vill (?!(?:jag |vi )?veta)|behov\w*"
    r"|skriv\w*|mejl\w*|brev|utkast|vilka|lista|visa|saknar|kopt|ny|nya|nytt|byta|byt|ta bort"
    r"|plocka\w*|over till|steg\w*|guide\w*|klick\w*|meny\w*|rapport\w*|se|atkomst|behorig\w*|poang\w*"
    r"|rakna\w*|tillgodo\w*|tjan\w*|betalt|skillnad\w*|forny\w*|larm\w*|avis\w*|alternativ\w*|lont|ide"
    r"|tagit bort|checklist\w*|be xcustomer)\b"
)
"""What may ask for something else than who is recorded."""

_FIELD = re.compile(
    r"(?:c?por|d?por\w*|partner\w*|parner\w*|rec[or]+d\w*|rekord|pal|g?dap|csp|tpor|v?mpn\w*|claim\w*"
    r"|poe|proof|designation\w*|competenc\w*|kompetens\w*|incentiv\w*|incitament\w*|assoc\w*|regist\w*"
    r"|slots?|plats\w*|koppl\w*|attribut\w*|subscription\w*|subs?|prenum\w*|forny\w*|renew\w*|assign\w*"
    r"|unassign\w*|reseller\w*|aterforsalj\w*|workloads?|gold|guld\w*|silver|tillgodo\w*|ansprak\w*"
    r"|revenue|usage|xproduct)"
)
_OF_THE_FIELD = Remembered(lambda word: _FIELD.fullmatch(word) is not None, most=4096)
_CUSTOMERS = re.compile(r"\b(?:xcustomer|customers?|clients?|kund|kunden|kunder\w*|kundens)\b")
_OURSELVES = re.compile(r"\b(?:us|we|our|oss|vi|var|vart|vara)\b")
_RECORDED = re.compile(r"\b(?:d?por|of re[ck]\w+|rec[or]+d\w*|regist\w*|us|oss|we|vi|ours|platsen|slot)\b")
_WHAT = re.compile(r"^\W*(?:vad|va|what) (?:ar|is|are|e|var|was)\b(?!.*\b(?:stat\w+|laget|standing)\b)")
_LISTS = re.compile(
    r"^\W*(?:(?:hi|hey|hello|hej|hejsan)\W+)?(?:show|list|give me|which (?!partner)|where (?:do|are|is)"
    r"|enumerate|(?:hos |pa )?vilka|var|visa|lista)\b"
)
_A_LIST = re.compile(r"\ba list\b")
_CHANGED = re.compile(
    r"\b(?:chang\w*|chnag\w*|news?|updat\w*|happen\w*|histor\w*|log|since|recent\w*|lately|differ\w*"
    r"|(?:took|taken|takes) over|lost|gained|won|became|become|became|got|moved|added|ended|going on|came in"
    r"|andr(?!a\b|as?\b partner)\w*|nytt|nya|ny|nyheter|uppdater\w*|hant|hande|hander|historik\w*|\w*logg\w*"
    r"|sedan|sen|nyligen|pa sistone|skiljer|tagit over|tappat|vunnit|blivit|bytt|byttes|bytts|flytta\w*"
    r"|tillkommit|lagts till|upphort|kom in)\b"
)
_RENEWS = re.compile(
    r"\b(?:renew\w*|expir\w*|forny\w*|(?:runs?|running) out|up for|(?:loper|gar|ga) ut|due)\b"
)
_MOVED = re.compile(r"\b(?:chang\w*|moved|andrat\w*|andrad\w*|andring\w*|flyttat\w*|flyttad\w*|new dates?)\b")
_RULES = re.compile(
    r"\b(?:rules?|regel\w*|regler\w*|program\w*|partner association\w*|incentiv\w*|incitament\w*|competenc\w*"
    r"|kompetens\w*|designation\w*|guid\w*|20(?:1\d|2[0-3])|(?:has|did|hur har) (?:the )?d?por"
    r"|(?:med|with|to) (?:the )?d?por)\b"
)
"""What has changed is not the record, but what applies."""
_SAYS_LITTLE = MASKS | SWEDISH | ENGLISH | SHARED
_SILENT = MASKS | CONNECTORS | LINKS
_ASKS = re.compile(
    r"^\W*(?:which|what|when|where|who|why|how|is|are|do|does|did|has|have|was|vilka|vilken|vilket|vad|nar|var|vem"
    r"|varfor|hur|ar|har|finns|skickas|larmas|far)\b"
)
_BIDS = re.compile(
    r"(?:can|could|would|will) you\b|\b(?:kan|skulle|vill) (?:du|ni)\b|\bplease\b"
    r"|^\W*(?:can|could|would|will|please|kan|skulle|vill|tack|is it possible|are you able|gar det)\b"
)


_DENIES = re.compile(r"\b(?:not|never|(?:are|is|have|has|do|does|did|was|were)nt|inte|ej|icke|aldrig)\b")


def denies(text: str) -> bool:
    """Whether it asks where something is not so."""
    return _DENIES.search(folded_text(text)) is not None


_USE = re.compile(
    r"\b(?:driv\w*|usage|use|using|consum\w*|adoption|activ\w*|work|forbruk\w*|anvand\w*|konsum\w*|aktiv\w*|jobb\w*)\b"
)
_LACKS = re.compile(r"\b(?:without|lack\w*|missing|utan|saknar)\b")
_ANOTHER = re.compile(
    r"\b(?:(?:an)?others?|\w*else|competit\w*|rivals?|conflict\w*|disput\w*|contested|taken|took|stolen|los(?:e|t|ing)"
    r"|annan|andra\w*|annat|konkurrent\w*|konflikt\w*|tvist\w*|omstridd\w*|tagit|tagna|upptag\w*|snod\w*|forlora\w*"
    r"|xpartner)\b"
)


def only_denies(masked: str) -> bool:
    """Whether a masked text says that something is not so, and hardly more: not who should be, nor who is."""
    plain = folded_text(masked)
    if not _DENIES.search(plain) or _ADVICE.search(plain) or _ANOTHER.search(plain) or _USE.search(plain):
        return False
    return all(word in _SAYS_LITTLE or _STANDING.search(word) for word in folded_words(masked))


def leaves_others_out(text: str) -> bool:
    """Whether it asks where we drive the usage and are not partner of record, and not who is instead."""
    plain = folded_text(text)
    if not (_USE.search(plain) and (_DENIES.search(plain) or _LACKS.search(plain))):
        return False
    return _ANOTHER.search(plain) is None


def speaks_of_change(text: str) -> bool:
    """Whether a word says that the record has changed, not the rules; of renewals, that one was moved."""
    plain = folded_text(text)
    if _RULES.search(plain):
        return False
    if _RENEWS.search(plain):
        return _MOVED.search(plain) is not None
    return _CHANGED.search(plain) is not None


def is_question(text: str) -> bool:
    """Whether the text asks to be told something, and not "can you" or "kan du"."""
    plain = folded_text(text)
    if _ASKS.match(plain):
        return True
    return plain.rstrip().endswith("?") and not _BIDS.search(plain)


def speaks_of_standing(text: str) -> bool:
    """Whether a word asks who is partner of record, or speaks of us."""
    return _STANDING.search(folded_text(text)) is not None or _OURS.search(text) is not None


def asks_a_standing(masked: str) -> bool:
    """Whether a masked text asks who is recorded, and not how, why or what to do about it."""
    plain = " ".join(folded_text(masked).split())
    return _LOOKS.search(plain) is not None and _asks_nothing_else(plain)


def _asks_nothing_else(plain: str) -> bool:
    if not _RECORD.search(plain):
        return False
    return not _ADVICE.search(plain) and not _OTHERWISE.search(plain)


def asks_advice(text: str) -> bool:
    """Whether it asks how, why or what to do."""
    return _ADVICE.search(folded_text(text)) is not None


def speaks_only_of_standing(masked: str) -> bool:
    """Whether a masked text has a word of the record, or nothing but words that say little."""
    plain = folded_text(masked)
    if _RECORD.search(plain) or PRODUCT in plain:
        return True
    return all(word in _SAYS_LITTLE or _STANDING.search(word) for word in folded_words(masked))


def speaks_of_the_field(text: str) -> bool:
    """Whether a word of the field is there, or both ourselves and a customer."""
    if any(map(_OF_THE_FIELD.__getitem__, folded_words(text))):
        return True
    plain = folded_text(text)
    return _CUSTOMERS.search(plain) is not None and _OURSELVES.search(plain) is not None


def asks_about_somebody(text: str) -> bool:
    """Whether an odd word may be a name: who is recorded is asked, in words of the record, and not what."""
    plain = folded_text(text)
    return _RECORDED.search(plain) is not None and _WHAT.match(plain) is None and _asks_nothing_else(plain)


def asks_for_a_list(text: str) -> bool:
    """Whether it asks where or on which, or to be shown, and not what to do about it."""
    plain = folded_text(text)
    return bool(_LISTS.match(plain) or _A_LIST.search(plain)) and not _ADVICE.search(plain)


def only_names(masked: str) -> bool:
    """Whether a masked text is a customer and perhaps a product, and nothing else."""
    if CUSTOMER not in masked:
        return False
    words = folded_words(masked)
    return CUSTOMER in words and all(word in _SILENT for word in words)
