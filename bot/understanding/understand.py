"""understand: one sentence in, what it means out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.language import Language
from bot.partnership.records import Product
from bot.understanding.clauses import clauses_of
from bot.understanding.language import language_of
from bot.understanding.masks import CUSTOMER, PARTNER, Mask, masked, nameless, product_mask
from bot.understanding.names import NameFinder, NameMatch
from bot.understanding.periods import Period, period_in
from bot.understanding.products import ProductMatch, only_one, products_in
from bot.understanding.recognise import Guess, Recogniser, Recognition, Topic, TopicKind
from bot.understanding.saying import is_question, only_names, speaks_of_standing
from bot.understanding.strangers import speaks_of_own, speaks_of_record, unheard_of
from bot.understanding.words import LONGEST, words_in

KNOWLEDGE = "knowledge"
NOT_COVERED = "not-covered"
UNCLEAR = "unclear"
HELP = "help"
CHOOSE = "choose"
STATUS = "status"
SMALLTALK = "smalltalk"
RENEWALS = "list-renewals"
COMMANDS = frozenset({"subscribe-alerts", "unsubscribe-alerts"})

_SMALL_TALK_WORDS = 12
_AS_GOOD = 0.93
_WITH_A_CUSTOMER = 0.6
_SURE_STANDING = 0.85
"""From this score on a standing is asked for, though no word of the field is there."""

_COMMAND_BAR = 1.4
"""How many times the threshold it takes to do something instead of saying something."""

_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What a question means.

    `intent` names the handler that answers; `article` is set for knowledge and not-covered.
    `customers`: one is meant, several fit equally well. `unheard_of` are the words of the question
    that seem to name a customer whom nobody has stored. `period` is asked for where things renew.
    `near` are article ids and intents, nearest first, for choices. Confidence is 0 to 1.
    """

    language: Language
    intent: str
    article: str | None = None
    confidence: float = 0.0
    customers: tuple[NameMatch, ...] = ()
    unheard_of: str = ""
    own: bool = False
    product: Product | None = None
    partners: tuple[NameMatch, ...] = ()
    period: Period | None = None
    near: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Who and what a text names; `stranger` is where a name stands that nobody has stored."""

    customers: tuple[NameMatch, ...]
    partners: tuple[NameMatch, ...]
    products: tuple[ProductMatch, ...]
    masks: tuple[Mask, ...]
    stranger: tuple[int, int] | None
    own: bool

    @property
    def somebody(self) -> bool:
        return bool(self.customers or self.partners or self.stranger or self.own)


def understand(
    text: str,
    *,
    recogniser: Recogniser,
    customers: NameFinder,
    partners: NameFinder,
    language: Language | None,
) -> Understanding:
    """What the text means; `language` is the person's own choice and wins over the text's."""
    spoken = language or language_of(text[:LONGEST])
    if not text.strip():
        return Understanding(language=spoken, intent=HELP, confidence=1.0)
    if len(text) > LONGEST:
        return Understanding(language=spoken, intent=UNCLEAR)
    named, heard = _read(text, recogniser, customers, partners)
    guesses = _possible(heard, text, named)
    bar = _bar(guesses, text, named, recogniser.threshold)
    intent, article = _decided(guesses, exact=heard.exact, threshold=bar)
    if not heard.exact:
        intent = _allowed(intent, text, named, guesses, recogniser.threshold)
    product = only_one(named.products)
    return Understanding(
        language=language or _spoken(text, named),
        intent=intent,
        article=article,
        confidence=min(1.0, max(0.0, guesses[0].score)) if guesses else 0.0,
        customers=named.customers,
        unheard_of=text[slice(*named.stranger)] if named.stranger else "",
        own=named.own,
        product=product.product if product else None,
        partners=named.partners,
        period=period_in(text) if intent == RENEWALS else None,
        near=tuple(guess.topic.id for guess in guesses[:_NEAR]),
        reasons=heard.because,
    )


def _read(
    text: str, recogniser: Recogniser, customers: NameFinder, partners: NameFinder
) -> tuple[_Named, Recognition]:
    """Who is named and what is said. A stored phrasing is no name, though a customer is called Help."""
    products = products_in(text)
    nobody = _Named(
        customers=(),
        partners=(),
        products=products,
        masks=tuple(product_mask(m.start, m.end, text) for m in products),
        stranger=None,
        own=speaks_of_own(text),
    )
    if exactly := recogniser.stored(masked(text, nameless(nobody.masks))):
        return nobody, exactly
    named = _named(text, recogniser, customers, partners)
    if only_names(masked(text, nameless(named.masks))) or _asks_of_a_stranger(text, named):
        certain = Guess(topic=Topic(kind=TopicKind.INTENT, id=STATUS), score=1.0)
        return named, Recognition(guesses=(certain,), exact=True)
    return named, _heard(text, named, recogniser)


def _asks_of_a_stranger(text: str, named: _Named) -> bool:
    """Whether an unknown name, written like one, and a product are all that is said."""
    if named.stranger is None or not named.products or not text[named.stranger[0]].isupper():
        return False
    return only_names(masked(text, nameless((*named.masks, (*named.stranger, CUSTOMER)))))


def _spoken(text: str, named: _Named) -> Language:
    """The language of what is said around the names, or of the names where nothing else is said."""
    spans = [(m.start, m.end, "") for m in (*named.customers[:1], *named.partners[:1], *named.products)]
    rest = masked(text, spans)
    return language_of(rest if words_in(rest) else text)


def _allowed(intent: str, text: str, named: _Named, guesses: tuple[Guess, ...], threshold: float) -> str:
    """The intent, or another where the text does not say enough for it."""
    if intent in COMMANDS:
        if is_question(text):
            return HELP
        return intent if guesses[0].score > _COMMAND_BAR * threshold else UNCLEAR
    if intent == STATUS and not named.own and guesses[0].score < _SURE_STANDING:
        return STATUS if speaks_of_standing(text) else UNCLEAR
    return intent


def _named(text: str, recogniser: Recogniser, customers: NameFinder, partners: NameFinder) -> _Named:
    found, others = _told_apart(customers.find(text), partners.find(text))
    masks: list[Mask] = [(m.start, m.end, CUSTOMER) for m in found[:1]]
    masks += [(m.start, m.end, PARTNER) for m in others[:1]]
    taken = [(m.start, m.end) for m in (*found, *others)]
    products = tuple(m for m in products_in(text) if not any(m.start < e and s < m.end for s, e in taken))
    taken += [(m.start, m.end) for m in products]
    return _Named(
        customers=found,
        partners=others,
        products=products,
        masks=(*masks, *(product_mask(m.start, m.end, text) for m in products)),
        stranger=None if found else unheard_of(text, taken, recogniser.knows),
        own=speaks_of_own(text),
    )


def _told_apart(
    customers: tuple[NameMatch, ...], partners: tuple[NameMatch, ...]
) -> tuple[tuple[NameMatch, ...], tuple[NameMatch, ...]]:
    """Customers and partners; words that may be either are whom they fit better."""
    kept = tuple(c for c in customers if not any(_overlap(c, p) and p.score > c.score for p in partners))
    return kept, tuple(p for p in partners if not any(_overlap(p, c) for c in kept))


def _overlap(one: NameMatch, other: NameMatch) -> bool:
    return one.start < other.end and other.start < one.end


def _heard(text: str, named: _Named, recogniser: Recogniser) -> Recognition:
    if exactly := recogniser.stored(masked(text, nameless(named.masks))):
        return exactly
    plain = masked(text, named.masks)
    heard = recogniser.recognise(plain, clauses_of(plain))
    if named.stranger is None or heard.exact or not speaks_of_record(plain):
        return heard
    # An unknown name is read as a customer only where the question then asks for a standing.
    plain = masked(text, (*named.masks, (*named.stranger, CUSTOMER)))
    again = recogniser.recognise(plain, clauses_of(plain))
    return again if again.guesses and again.guesses[0].topic.id == STATUS else heard


def _possible(heard: Recognition, text: str, named: _Named) -> tuple[Guess, ...]:
    """The guesses without those that cannot be: a standing with nobody, small talk at length."""
    impossible = set[str]()
    if not named.somebody:
        impossible.add(STATUS)
    if len(words_in(text)) > _SMALL_TALK_WORDS:
        impossible.add(SMALLTALK)
    return tuple(guess for guess in heard.guesses if guess.topic.id not in impossible)


def _bar(guesses: tuple[Guess, ...], text: str, named: _Named, threshold: float) -> float:
    """The score it takes. A stored customer beside a word of the field is evidence of its own."""
    standing = guesses and guesses[0].topic.id == STATUS and named.customers and speaks_of_standing(text)
    return threshold * _WITH_A_CUSTOMER if standing else threshold


def _decided(guesses: tuple[Guess, ...], *, exact: bool, threshold: float) -> tuple[str, str | None]:
    """The intent, and the article where it has one."""
    if not guesses or (guesses[0].score < threshold and not exact):
        return UNCLEAR, None
    best = guesses[0].topic
    if best.kind is TopicKind.INTENT:
        return best.id, None
    if not exact and len(guesses) > 1 and _as_good(guesses[1], guesses[0]):
        return CHOOSE, None
    return (KNOWLEDGE if best.kind is TopicKind.ARTICLE else NOT_COVERED), best.id


def _as_good(second: Guess, first: Guess) -> bool:
    articles = {first.topic.kind, second.topic.kind} == {TopicKind.ARTICLE}
    return articles and second.score > _AS_GOOD * first.score
