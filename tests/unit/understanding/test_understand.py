"""A sentence in, its meaning out: for the knowledge that is given, whatever it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.language import Language
from bot.partnership.records import Product
from bot.understanding.knowledge import Article, ArticleKind, KnowledgeBase
from bot.understanding.names import NameIndex
from bot.understanding.periods import Period
from bot.understanding.recognise import Recogniser
from bot.understanding.training import phrasings
from bot.understanding.understand import Understanding, understand

ENGLISH, SWEDISH = Language.ENGLISH, Language.SWEDISH
KNOWLEDGE = KnowledgeBase(
    (
        Article(
            id="who",
            language=ENGLISH,
            title="Who should be partner of record",
            examples=("which partner ought to be DPOR", "who is meant to be DPOR"),
        ),
        Article(
            id="who",
            language=SWEDISH,
            title="Vem ska vara partner of record",
            examples=("vilken partner bör vara DPOR",),
        ),
        Article(
            id="become",
            language=ENGLISH,
            title="How to become DPOR",
            examples=("how do we become DPOR for Contoso", "steps to become partner of record"),
        ),
        Article(
            id="price",
            language=ENGLISH,
            title="Prices",
            kind=ArticleKind.NOT_COVERED,
            examples=("what does E5 cost", "price of Office 365", "how much is Azure"),
        ),
    )
)
EXAMPLES = {
    "status": {
        ENGLISH: (
            "are we DPOR for {customer} {product}?",
            "dpor {customer}",
            "is {partner} DPOR for {customer}?",
        ),
        SWEDISH: ("är vi DPOR för {customer}?", "är vi partner of record på vår egen {product}"),
    },
    "checklist": {
        ENGLISH: ("show the checklist", "checklist for {customer}"),
        SWEDISH: ("visa checklistan",),
    },
    "list-renewals": {ENGLISH: ("what renews soon", "renewals in the next 60 days"), SWEDISH: ()},
    "smalltalk": {ENGLISH: ("hello", "thanks a lot"), SWEDISH: ("hej", "tack")},
}
RECOGNISER = Recogniser.train(phrasings(KNOWLEDGE, EXAMPLES))
NAMES = ("Contoso", "Contoso Retail AB", "Fabrikam", "Tailspin Toys", "Wingtip Toys", "Trey Research AB")
CUSTOMERS = NameIndex((name, (name,)) for name in NAMES)
PARTNERS = NameIndex([("Relecloud", ("Relecloud",)), ("Trey Research", ("Trey Research",))])


def meaning(text: str, language: Language | None = None) -> Understanding:
    return understand(text, recogniser=RECOGNISER, customers=CUSTOMERS, partners=PARTNERS, language=language)


def test_an_article_is_recognised() -> None:
    asked = meaning("who really should be the partner of record?")
    assert (asked.intent, asked.article, asked.language) == ("knowledge", "who", ENGLISH)
    assert asked.near[0] == "who"
    assert asked.reasons


def test_an_article_wins_although_a_customer_is_named() -> None:
    asked = meaning("how do we become DPOR for Fabrikam")
    assert (asked.intent, asked.article) == ("knowledge", "become")


def test_what_is_not_covered_is_refused_for_a_reason() -> None:
    assert (meaning("what does E5 cost?").intent, meaning("what does E5 cost?").article) == (
        "not-covered",
        "price",
    )


def test_a_standing_has_its_customer_and_product() -> None:
    asked = meaning("are we DPOR for Fabrikams azure?")
    assert (asked.intent, asked.product) == ("status", Product.MICROSOFT_AZURE)
    assert [match.name for match in asked.customers] == ["Fabrikam"]


def test_two_customers_that_fit_are_both_given() -> None:
    assert [match.name for match in meaning("dpor toys").customers] == ["Tailspin Toys", "Wingtip Toys"]


def test_a_customer_nobody_has_stored_is_named_as_asked() -> None:
    asked = meaning("are we DPOR for Umbrella Corp Azure?")
    assert (asked.intent, asked.unheard_of, asked.customers) == ("status", "Umbrella Corp", ())


def test_our_own_needs_no_customer() -> None:
    asked = meaning("är vi partner of record på vår egen azure")
    assert (asked.intent, asked.own) == ("status", True)


def test_a_standing_with_nobody_is_no_standing() -> None:
    assert meaning("are we DPOR for").intent != "status"


def test_a_partner_is_told_from_a_customer() -> None:
    asked = meaning("is Relecloud DPOR for Contoso?")
    assert [match.name for match in asked.partners] == ["Relecloud"]
    assert [match.name for match in asked.customers] == ["Contoso"]


def test_words_that_may_be_either_are_whom_they_fit_better() -> None:
    assert [match.name for match in meaning("dpor trey research ab").customers] == ["Trey Research AB"]
    assert meaning("dpor trey research ab").partners == ()


def test_a_period_is_understood() -> None:
    asked = meaning("renewals in the next 60 days")
    assert (asked.intent, asked.period) == ("list-renewals", Period(days=60))


def test_the_chosen_language_wins() -> None:
    assert meaning("who should be partner of record", SWEDISH).language is SWEDISH


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_only_a_mention_asks_for_help(text: str) -> None:
    assert meaning(text).intent == "help"


@pytest.mark.parametrize("text", ["?!", "👍🎉", "\x00", "sing me lullabies under mango trees"])
def test_what_says_nothing_is_unclear(text: str) -> None:
    asked = meaning(text)
    assert (asked.intent, asked.article) == ("unclear", None)


def test_two_articles_that_fit_alike_are_a_choice() -> None:
    twins = {
        name: (f"rules for the garden {name}", f"garden {name} rules please") for name in ("alfa", "beta")
    }
    others = {
        "coffee": ("where is the coffee", "coffee machine"),
        "parking": ("who may park here", "free parking"),
    }
    twins = KnowledgeBase(
        Article(id=name, language=ENGLISH, title=f"About {name}", examples=examples)
        for name, examples in {**twins, **others}.items()
    )
    recogniser = Recogniser.train(phrasings(twins, {}))
    asked = understand(
        "rules for the garden",
        recogniser=recogniser,
        customers=CUSTOMERS,
        partners=PARTNERS,
        language=None,
    )
    assert asked.intent == "choose"
    assert set(asked.near[:2]) == {"alfa", "beta"}


def test_small_talk_is_short() -> None:
    assert meaning("thanks a lot!").intent == "smalltalk"
    assert meaning("hello " * 20).intent != "smalltalk"


def test_what_is_pasted_is_not_guessed_at() -> None:
    began = time.process_time()
    assert meaning("are we DPOR for Contoso Azure? " * 1_300).intent == "unclear"
    assert time.process_time() - began < 2


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_understood_somehow(text: str) -> None:
    assert meaning(text).intent
    assert 0 <= meaning(text).confidence <= 1


COMMANDS = {
    **EXAMPLES,
    "help": {
        ENGLISH: ("help", "which alerts do I have?", "what can you do"),
        SWEDISH: ("hjälp", "vilka larm har jag?"),
    },
    "subscribe-alerts": {
        ENGLISH: ("alert me", "alert this channel about conflicts", "turn on alerts", "send alerts here"),
        SWEDISH: ("larma mig", "larma mig om förnyelser för {product}", "slå på larm"),
    },
    "list-ours": {
        ENGLISH: ("which subscriptions are ours", "list our own subscriptions"),
        SWEDISH: ("lista våra egna prenumerationer",),
    },
}
COMMANDED = Recogniser.train(phrasings(KNOWLEDGE, COMMANDS))
EVERYDAY_NAMES = NameIndex((name, (name,)) for name in (*NAMES, "Help AB", "Alert Alarm AB", "Status AB"))


def asked_of_a_doer(text: str) -> Understanding:
    return understand(text, recogniser=COMMANDED, customers=EVERYDAY_NAMES, partners=PARTNERS, language=None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("which alerts are on for me?", "help"),
        ("when are alerts sent here?", "help"),
        ("alert me", "subscribe-alerts"),
        ("please alert this channel about the conflicts", "subscribe-alerts"),
        ("larma mig om förnyelser för azure", "subscribe-alerts"),
        ("can you turn on alerts?", "subscribe-alerts"),
        ("send the invoice over", "unclear"),
    ],
)
def test_only_what_is_surely_a_command_is_one(text: str, intent: str) -> None:
    assert asked_of_a_doer(text).intent == intent


def test_a_stored_phrasing_is_no_name() -> None:
    asked = asked_of_a_doer("help")
    assert (asked.intent, asked.customers) == ("help", ())
    assert [match.name for match in asked_of_a_doer("är vi DPOR för Help AB?").customers] == ["Help AB"]


def test_our_own_may_be_listed() -> None:
    asked = asked_of_a_doer("list our own subscriptions")
    assert (asked.intent, asked.own) == ("list-ours", True)


@pytest.mark.parametrize(
    "text",
    ["fabrikam azure", "Fabrikam", "Fabrikam crm online", "contoso azur", "contoso o356", "toys azure"],
)
def test_a_customer_and_a_product_alone_ask_for_a_standing(text: str) -> None:
    asked = meaning(text)
    assert (asked.intent, asked.confidence) == ("status", 1.0)


def test_a_stranger_and_a_product_alone_ask_for_a_standing() -> None:
    asked = meaning("Umbrella Corp azure")
    assert (asked.intent, asked.unheard_of) == ("status", "Umbrella Corp")
    assert meaning("umbrella azure").confidence < 1


@pytest.mark.parametrize("text", ["where is Fabrikam located", "phone Fabrikam for me tonight"])
def test_a_customer_named_in_another_matter_asks_for_no_standing(text: str) -> None:
    assert meaning(text).intent != "status"


def test_a_standing_is_asked_for_in_other_words() -> None:
    assert meaning("so are we really DPOR there for Fabrikam").intent == "status"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("who is DPOR for Fabrikam Återförsäljning?", ENGLISH),
        ("är vi DPOR för Woodgrove Bank", SWEDISH),
        ("Återförsäljning", SWEDISH),
    ],
)
def test_a_name_does_not_decide_the_language(text: str, language: Language) -> None:
    names = NameIndex((name, (name,)) for name in ("Fabrikam Återförsäljning AB", "Woodgrove Bank"))
    asked = understand(text, recogniser=RECOGNISER, customers=names, partners=PARTNERS, language=None)
    assert asked.language is language


def test_a_stored_customer_beside_the_fields_words_lowers_the_bar_for_a_standing() -> None:
    text = "innan jag går in i mötet med Fabrikam vill jag veta att vi verkligen är DPOR på deras Azure"
    assert meaning(text).intent == "status"


def test_a_word_of_the_sentence_before_a_part_of_a_name_does_not_make_it_another_company() -> None:
    found = meaning("Before I call Fabrikam about their Azure: are we the partner of record on it?")
    assert [match.name for match in found.customers] == ["Fabrikam"]


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("has Relecloud taken the DPOR for Azure at Fabrikam?", ["Fabrikam"]),
        ("jag vill veta att vi verkligen är DPOR hos Fabrikam", ["Fabrikam"]),
        ("toys, are we dpor there", ["Tailspin Toys", "Wingtip Toys"]),
    ],
)
def test_a_standing_in_so_many_words_is_one(text: str, customers: list[str]) -> None:
    heard = meaning(text)
    assert (heard.intent, sorted(match.name for match in heard.customers)) == ("status", customers)


def test_an_unknown_name_in_small_letters_is_heard_where_a_standing_is_asked_for() -> None:
    heard = meaning("proseware azure, are we dpor")
    assert (heard.intent, heard.unheard_of) == ("status", "proseware")


def test_an_unknown_name_beside_another_matter_asks_for_no_standing() -> None:
    assert meaning("a lunch with Umbrella Corp").intent != "status"


def test_a_list_of_customers_by_another_matter_is_not_ours() -> None:
    examples = {"list-ours": {ENGLISH: ("which customers do we have", "which customers are ours")}}
    recogniser = Recogniser.train(phrasings(KNOWLEDGE, {**EXAMPLES, **examples}))
    asked = ("which customers are ours now", "which customers do we have in Gothenburg")
    intents = [
        understand(
            text, recogniser=recogniser, customers=CUSTOMERS, partners=PARTNERS, language=ENGLISH
        ).intent
        for text in asked
    ]
    assert intents == ["list-ours", "unclear"]
