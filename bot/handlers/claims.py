"""What somebody knows and no report says: which partner holds or claims a customer's subscription."""

from __future__ import annotations

from uuid import UUID, uuid5

from bot.conversation.actions import Action
from bot.conversation.events import Click
from bot.conversation.keeping import key_of
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import (
    Button,
    Fact,
    Facts,
    Form,
    Option,
    OptionField,
    Paragraph,
    Reply,
    TextField,
)
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.handlers.choosing import SHOW_LIST
from bot.partnership.claims import Claim
from bot.partnership.records import Product
from bot.ports import Services
from bot.router import Asked, Intent, routes

OPEN = "claim.open"
SAVE = "claim.save"

_SPACE = UUID("5f0c9f60-6f0e-4d6e-9a55-0d5c3d2f1b7a")
_NAME, _NOTE = 150, 1000


EXAMPLES = {
    Language.ENGLISH: (
        "report a conflict", "I want to report a conflict", "let me report a conflict", "report a claim",
        "file a conflict report", "register a conflict by hand", "open the conflict form",
    ),
    Language.SWEDISH: (
        "rapportera en konflikt", "jag vill rapportera en konflikt", "anmäl en konflikt", "rapportera ett anspråk",
        "registrera en konflikt för hand", "öppna formuläret för konflikter", "rapportera konflikt",
    ),
}  # fmt: skip


async def asked(asked: Asked, services: Services) -> Reply:
    """The form, asked for in words."""
    return _asking({}, {}, asked.meaning.language)


async def open_form(click: Click, services: Services) -> Reply:
    """The form; a message that it was opened from becomes the note."""
    arguments = click.action.arguments
    filled = {"customer": arguments.get("customer", ""), "note": arguments.get("text", "")}
    return _asking(filled, {}, click.action.language)


async def save(click: Click, services: Services) -> Reply:
    """Written down with who said it and when; nothing where a field is missing."""
    language, filled = click.action.language, click.filled or {}
    values = {name: value.strip() for name, value in filled.items()}
    faults = _faults(values, language)
    if faults:
        return _asking(values, faults, language)
    matches = (await services.store.names()).customers.find(values["customer"])
    claim = Claim(
        id=str(uuid5(_SPACE, click.origin.event_id)),
        customer=values["customer"],
        customer_id=matches[0].id if len(matches) == 1 else "",
        product=Product(values["product"]) if values.get("product") else None,
        partner=values["partner"],
        note=values.get("note", ""),
        reporter=click.origin.person.name or key_of(click.origin),
        at=services.clock.now(),
    )
    async with services.store.transaction() as transaction:
        await transaction.claims.add(claim)
    return _noted(claim, language)


def _faults(values: dict[str, str], language: Language) -> dict[str, str]:
    texts = texts_in(language).claims
    faults = {name: texts.missing for name in ("customer", "partner") if not values.get(name)}
    faults |= {
        name: texts.too_long.format(n=_NAME)
        for name in ("customer", "partner")
        if len(values.get(name, "")) > _NAME
    }
    if len(values.get("note", "")) > _NOTE:
        faults["note"] = texts.too_long.format(n=_NOTE)
    if values.get("product", "") not in ("", *(product.value for product in Product)):
        faults["product"] = texts.missing
    return faults


def _asking(values: dict[str, str], faults: dict[str, str], language: Language) -> Reply:
    texts = texts_in(language)
    products = tuple(Option(value=product.value, label=name) for product, name in texts.products.items())
    words = texts.claims
    return Reply(
        language=language,
        title=words.title,
        outcome=Outcome(kind=Kind.COMMAND, topic="claim"),
        blocks=(Paragraph(text=plain(words.intro)),),
        form=Form(
            fields=(
                TextField(
                    id="customer", label=words.customer, value=values.get("customer", "")[:_NAME], limit=_NAME
                ),
                OptionField(
                    id="product",
                    label=words.product,
                    options=products,
                    value=values.get("product", ""),
                    required=False,
                ),
                TextField(
                    id="partner", label=words.partner, value=values.get("partner", "")[:_NAME], limit=_NAME
                ),
                TextField(
                    id="note",
                    label=words.note,
                    value=values.get("note", "")[:_NOTE],
                    required=False,
                    long=True,
                    limit=_NOTE,
                ),
            ),
            action=Action(name=SAVE, language=language),
            send_label=words.send,
            cancel_label=words.cancel,
            faults=faults,
        ),
        only_for_asker=True,
        names_customers=any(values.values()),
    )


def _noted(claim: Claim, language: Language) -> Reply:
    texts = texts_in(language)
    words = texts.claims
    facts = [Fact(name=words.customer, value=claim.customer)]
    if claim.product:
        facts.append(Fact(name=words.product, value=texts.products[claim.product]))
    facts.append(Fact(name=words.partner, value=claim.partner))
    conflicts = Action(name=SHOW_LIST, language=language, arguments={"list": "list-conflicts"})
    return Reply(
        language=language,
        title=words.noted_title,
        outcome=Outcome(
            kind=Kind.COMMAND, topic="claim", customer=claim.customer, partner=claim.partner, confidence=1.0
        ),
        blocks=(Facts(facts=tuple(facts)), Paragraph(text=plain(words.noted))),
        buttons=(Button(label=texts.rooms.conflicts_button, action=conflicts),),
        only_for_asker=True,
    )


ROUTER = routes(
    Intent(name="claim", handler=asked, examples=EXAMPLES, help=lambda texts: texts.help.claim),
    actions={OPEN: open_form, SAVE: save},
)
