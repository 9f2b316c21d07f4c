"""understand: one sentence in, what it means out."""

from __future__ import annotations

from typing import NamedTuple

from bot.conversation.language import Language
from bot.partnership.records import Product
from bot.understanding.asking import (
    STATUS,
    advised,
    is_another_thing,
    is_near,
    likely,
    listed,
    more_a_standing,
    surely_standing,
)
from bot.understanding.case_words import speaks_of_a_case, tells_a_move
from bot.understanding.clauses import clauses_of
from bot.understanding.dates_in import Dated
from bot.understanding.exporting import may_be_exported
from bot.understanding.hearsay import Hearsay, hearsay_in
from bot.understanding.ids import domains_in
from bot.understanding.language import Evidence, language_of
from bot.understanding.masks import CUSTOMER, masked, nameless
from bot.understanding.named import Named, named_in, nobody_in, spoken_in, unnamed
from bot.understanding.names import NameFinder, NameMatch
from bot.understanding.past import Past, past_in
from bot.understanding.periods import Period, period_in
from bot.understanding.products import only_one, products_in
from bot.understanding.recognise import Recogniser
from bot.understanding.saying import (
    asks_a_standing,
    asks_advice,
    asks_for_a_list,
    denies,
    is_question,
    only_denies,
    only_names,
    speaks_of_change,
    speaks_of_standing,
    speaks_only_of_standing,
)
from bot.understanding.strangers import speaks_of_record
from bot.understanding.topics import Guess, Recognition, Topic, TopicKind
from bot.understanding.words import LONGEST, words_in

KNOWLEDGE = "knowledge"
NOT_COVERED = "not-covered"
UNCLEAR = "unclear"
HELP = "help"
CHOOSE = "choose"
SMALLTALK = "smalltalk"
RENEWALS = "list-renewals"
CHANGES = "list-changes"
OURS = "list-ours"
BY_PARTNER = "list-by-partner"
CONFLICTS = "list-conflicts"
NOT_OURS = "not-ours"
CLAIM = "claim"
CASE = "case"
COMMANDS = frozenset({"subscribe-alerts", "unsubscribe-alerts"})

_SMALL_TALK_WORDS = 12
_AS_GOOD = 0.93
_WITH_A_CUSTOMER = 0.6
_SURE_STANDING = 0.85
"""From this score on a standing is asked for, though no word of the field is there."""

_LEAD, _CLEARLY = 1.6, 1.1
"""A lone article needs little more than the threshold; beside one half as likely it is as before."""

_COMMAND_BAR = 1.4
"""How many times the threshold it takes to do something instead of saying something."""

_NEAR = 3


class Understanding(NamedTuple):
    """What a question means.

    `intent` names the handler that answers; `article` is set for knowledge and not-covered.
    `customers`: one is meant, several fit equally well; one without a name was named by an id, its own or
    that of one of its subscriptions. `unheard_of` are the words of the question
    that seem to name a customer whom nobody has stored. `period` is asked for where things renew, `past`
    where things have changed; `hearsay` is set where something is told, not asked. `domains` are looked for
    where several customers fit.
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
    period: Period | Dated | None = None
    past: Past | None = None
    near: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    hearsay: Hearsay | None = None
    domains: tuple[str, ...] = ()


def understand(
    text: str,
    *,
    recogniser: Recogniser,
    customers: NameFinder,
    partners: NameFinder,
    language: Language | None,
) -> Understanding:
    """What the text means; `language` is the person's own choice and wins over the text's."""
    if not text.strip():
        return Understanding(language=language or Language.ENGLISH, intent=HELP, confidence=1.0)
    if len(text) > LONGEST:
        return Understanding(language=language or language_of(text), intent=UNCLEAR)
    named, heard, spoken = _read(text, recogniser, customers, partners)
    guesses = _possible(heard, text, named)
    bar = _bar(guesses, text, named, recogniser.threshold)
    bar *= likely(named.said, heard)
    intent, article = _decided(guesses, exact=heard.exact, threshold=bar, least=recogniser.threshold)
    if not heard.exact:
        intent = _allowed(intent, text, named, guesses, recogniser.threshold)
    hearsay = None if heard.exact else hearsay_in(text, named)
    if hearsay:
        intent, article = CLAIM, None
    elif intent in (STATUS, UNCLEAR) and not heard.exact and named.customers and tells_a_move(text):
        intent = CASE
    product = only_one(named.products)
    return Understanding(
        language=language or spoken.likelier,
        intent=intent,
        article=article,
        hearsay=hearsay,
        confidence=_confidence(guesses, hearsay),
        customers=named.customers,
        domains=domains_in(text) if len(named.customers) > 1 else (),
        unheard_of=text[slice(*named.stranger)] if named.stranger else "",
        own=named.own,
        product=product.product if product else None,
        partners=named.partners,
        period=period_in(text) if intent == RENEWALS else None,
        past=past_in(text) if intent == CHANGES else None,
        near=tuple(guess.topic.id for guess in guesses[:_NEAR]),
        reasons=heard.because,
    )


def _confidence(guesses: tuple[Guess, ...], hearsay: Hearsay | None) -> float:
    if hearsay:
        return 1.0
    return min(1.0, max(0.0, guesses[0].score)) if guesses else 0.0


def _read(
    text: str, recogniser: Recogniser, customers: NameFinder, partners: NameFinder
) -> tuple[Named, Recognition, Evidence]:
    """Who is named, and what is said in which language. A stored phrasing names nobody called Help."""
    products = products_in(text)
    # Not misspelt: an unknown word may be a name, and is looked for as one first.
    if exactly := recogniser.stored(unnamed(text, products), misspelt=False):
        nobody = nobody_in(text, products)
        return nobody, exactly, spoken_in(text, nobody)
    named = named_in(text, products, recogniser, customers, partners)
    spoken = spoken_in(text, named)
    if only_names(named.nameless) or _asks_of_a_stranger(text, named):
        certain = Guess(topic=Topic(kind=TopicKind.INTENT, id=STATUS), score=1.0)
        return named, Recognition(guesses=(certain,), exact=True), spoken
    return named, _heard(text, named, recogniser, spoken.sure), spoken


def _asks_of_a_stranger(text: str, named: Named) -> bool:
    """Whether an unknown name, written like one, and a product are all that is said."""
    if named.stranger is None or not named.products or not text[named.stranger[0]].isupper():
        return False
    return only_names(masked(text, nameless((*named.masks, (*named.stranger, CUSTOMER)))))


def _allowed(intent: str, text: str, named: Named, guesses: tuple[Guess, ...], threshold: float) -> str:
    """The intent, or another where the text does not say enough for it."""
    if intent in COMMANDS:
        if is_question(text):
            return HELP
        return intent if guesses[0].score > _COMMAND_BAR * threshold else UNCLEAR
    said = named.said
    if intent == OURS and named.partners and not named.own:
        return BY_PARTNER
    if intent == OURS and not speaks_only_of_standing(said):
        return UNCLEAR
    if (intent == OURS and denies(said)) or (intent == CONFLICTS and only_denies(said)):
        return NOT_OURS
    if intent == STATUS and not named.own and guesses[0].score < _SURE_STANDING:
        return STATUS if speaks_of_standing(text) and speaks_only_of_standing(said) else UNCLEAR
    return intent


def _heard(text: str, named: Named, recogniser: Recogniser, language: Language | None) -> Recognition:
    if exactly := recogniser.stored(named.nameless):
        return exactly
    plain = named.said
    heard = recogniser.recognise(plain, clauses_of(plain), language)
    somebody = named.customers or (named.own and is_near(STATUS, heard))
    if somebody and asks_a_standing(plain) and not is_another_thing(heard, plain):
        return surely_standing(heard)
    if named.stranger is None or heard.exact:
        return heard
    # An unknown name is read as a customer only where the question then asks for a standing.
    with_name = masked(text, (*named.masks, (*named.stranger, CUSTOMER)))
    asked = asks_a_standing(with_name)
    if not asked and not speaks_of_record(plain):
        return heard
    again = recogniser.recognise(with_name, clauses_of(with_name), language)
    if asked:
        return surely_standing(again) if more_a_standing(again, heard, recogniser.threshold) else heard
    return again if again.guesses and again.guesses[0].topic.id == STATUS else heard


def _possible(heard: Recognition, text: str, named: Named) -> tuple[Guess, ...]:
    """The guesses without those that cannot be: a standing with nobody, small talk at length, and so on."""
    impossible = (
        "" if named.somebody else STATUS,
        SMALLTALK if len(words_in(text)) > _SMALL_TALK_WORDS else "",
    )
    possible = tuple([guess for guess in heard.guesses if guess.topic.id not in impossible])
    if heard.exact:
        return possible
    possible = tuple([guess for guess in possible if _is_said(guess.topic.id, named.said)])
    if asks_for_a_list(text):
        return listed(possible)
    return advised(possible) if named.customers and asks_advice(text) else possible


def _is_said(topic: str, said: str) -> bool:
    """Whether a masked text says what this topic takes: its time or its format alone is like others' too."""
    match topic:
        case "list-changes":
            return speaks_of_change(said)
        case "export":
            return may_be_exported(said)
        case "case" | "cases":
            return speaks_of_a_case(said)
        case _:
            return True


def _bar(guesses: tuple[Guess, ...], text: str, named: Named, threshold: float) -> float:
    """The score it takes. A stored customer beside a word of the field is evidence of its own."""
    standing = guesses and guesses[0].topic.id == STATUS and named.customers and speaks_of_standing(text)
    return threshold * _WITH_A_CUSTOMER if standing else threshold


def _decided(
    guesses: tuple[Guess, ...], *, exact: bool, threshold: float, least: float
) -> tuple[str, str | None]:
    """The intent, and the article where it has one. `least` is the recogniser's own threshold."""
    if not guesses or (guesses[0].score < threshold and not exact):
        return UNCLEAR, None
    best = guesses[0].topic
    if best.kind is TopicKind.INTENT:
        return best.id, None
    if not exact and len(guesses) > 1 and _as_good(guesses[1], guesses[0]):
        return CHOOSE, None
    if not exact and best.kind is TopicKind.ARTICLE and not _clear(guesses, least):
        return UNCLEAR, None
    return (KNOWLEDGE if best.kind is TopicKind.ARTICLE else NOT_COVERED), best.id


def _clear(guesses: tuple[Guess, ...], least: float) -> bool:
    """Whether an article is likely enough, and likelier by enough than what comes next."""
    first = guesses[0].score
    second = guesses[1].score if len(guesses) > 1 else 0.0
    return first * (_LEAD - second / first) >= _CLEARLY * least


def _as_good(second: Guess, first: Guess) -> bool:
    articles = first.topic.kind is second.topic.kind is TopicKind.ARTICLE
    return articles and second.score > _AS_GOOD * first.score
