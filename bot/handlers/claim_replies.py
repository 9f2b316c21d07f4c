"""What is said of a claim once it is written, and once it is taken back."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Button, Fact, Facts, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.standing_facts import said
from bot.conversation.texts import Texts, texts_in
from bot.handlers.choosing import SHOW_LIST, SHOW_STATUS
from bot.partnership.claims import Claim
from bot.partnership.records import Holding, Product

TAKE_BACK = "claim.take-back"
ABOUT = "claim.about"


def noted(
    claim: Claim,
    about: tuple[Holding, ...],
    products: tuple[Product, ...],
    language: Language,
    *,
    replaces: bool = False,
) -> Reply:
    """What was written, for which subscriptions it counts, and how to take it back.

    Where it counts for none, `products` are those of the customer that it may be about.
    """
    texts = texts_in(language)
    words = texts.claims
    facts = _facts(claim, texts)
    if about:
        named = ", ".join(h.subscription.label or texts.products[h.subscription.product] for h in about)
        facts.append(Fact(name=words.noted_for, value=named))
    take_back = Action(name=TAKE_BACK, language=language, arguments={"claim": claim.id})
    return Reply(
        language=language,
        title=words.noted_title,
        outcome=_outcome(claim, tuple(holding.subscription.id for holding in about)),
        blocks=(
            Facts(facts=tuple(facts)),
            Paragraph(text=plain(_what_it_does(about, products, texts))),
        ),
        buttons=(
            *(() if about else (_about(claim, product, texts, language) for product in products)),
            Button(label=words.take_back, action=take_back),
            *_ways_on(claim, texts, language),
        ),
        replaces=replaces,
        only_for_asker=True,
    )


def _what_it_does(about: tuple[Holding, ...], products: tuple[Product, ...], texts: Texts) -> str:
    if about:
        return texts.claims.noted
    return texts.claims.which_product if products else texts.claims.noted_only


def _about(claim: Claim, product: Product, texts: Texts, language: Language) -> Button:
    arguments = {"claim": claim.id, "product": product.value}
    return Button(
        label=texts.claims.about.format(product=texts.products[product]),
        action=Action(name=ABOUT, language=language, arguments=arguments),
    )


def taken_back(claim: Claim, language: Language, *, before: bool) -> Reply:
    """It counts no more; `before`: it did not count any more as it was."""
    texts = texts_in(language)
    words = texts.claims
    return Reply(
        language=language,
        title=words.taken_back_title,
        outcome=_outcome(claim, claim.subscriptions),
        blocks=(
            Facts(facts=tuple(_facts(claim, texts))),
            Paragraph(text=plain(words.already_taken_back if before else words.taken_back)),
        ),
        buttons=_ways_on(claim, texts, language),
        replaces=True,
        only_for_asker=True,
    )


def _facts(claim: Claim, texts: Texts) -> list[Fact]:
    words = texts.claims
    facts = [Fact(name=words.customer, value=claim.customer)]
    if claim.product:
        facts.append(Fact(name=words.product, value=texts.products[claim.product]))
    facts.append(Fact(name=texts.status.partner_of_record, value=said(claim.says, texts)))
    if claim.note:
        facts.append(Fact(name=words.note_told, value=claim.note))
    return facts


def _outcome(claim: Claim, subscriptions: tuple[str, ...]) -> Outcome:
    return Outcome(
        kind=Kind.COMMAND,
        topic="claim",
        customer=claim.customer,
        product=claim.product,
        partner=claim.partner or None,
        subscriptions=subscriptions,
        confidence=1.0,
    )


def _ways_on(claim: Claim, texts: Texts, language: Language) -> tuple[Button, ...]:
    product = claim.product.value if claim.product else ""
    about = {"customer": claim.customer_id, "product": product}
    standing = Action(name=SHOW_STATUS, language=language, arguments=about)
    conflicts = Action(name=SHOW_LIST, language=language, arguments={"list": "list-conflicts"})
    return (
        *((Button(label=texts.claims.show_standing, action=standing),) if claim.customer_id else ()),
        Button(label=texts.rooms.conflicts_button, action=conflicts),
    )
