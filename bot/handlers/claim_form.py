"""The form for what somebody knows and no report says: drawn, filled in and looked over."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Form, Option, OptionField, Paragraph, Reply, TextField
from bot.conversation.richtext import plain
from bot.conversation.texts import Texts, texts_in
from bot.partnership.records import HolderKind, Product

OPEN = "claim.open"
SAVE = "claim.save"

CUSTOMER, PRODUCT, HOLDER, PARTNER, NOTE = "customer", "product", "holder", "partner", "note"
_NAME, _NOTE = 150, 1000
_CARRIED = 200
"""Characters of a note that a button carries."""

_NO_FAULTS: Mapping[str, str] = {}


def form(
    values: Mapping[str, str],
    language: Language,
    *,
    faults: Mapping[str, str] = _NO_FAULTS,
    heard: bool = False,
) -> Reply:
    """The form with these values; `heard` where they were taken from a sentence, and only that."""
    texts = texts_in(language)
    words = texts.claims
    return Reply(
        language=language,
        title=words.heard_title if heard else words.title,
        outcome=Outcome(kind=Kind.COMMAND, topic="claim"),
        blocks=(Paragraph(text=plain(words.heard if heard else words.intro)),),
        form=Form(
            fields=_fields(values, texts),
            action=Action(name=SAVE, language=language),
            send_label=words.send,
            cancel_label=words.cancel,
            faults=faults,
        ),
        only_for_asker=True,
        names_customers=any(values.get(name) for name in (CUSTOMER, PARTNER, NOTE)),
    )


def _fields(values: Mapping[str, str], texts: Texts) -> tuple[TextField | OptionField, ...]:
    words = texts.claims
    products = tuple(Option(value=product.value, label=name) for product, name in texts.products.items())
    holders = tuple(Option(value=kind.value, label=name) for kind, name in words.holders.items())

    def line(name: str, label: str, *, required: bool = True, hint: str = "") -> TextField:
        value = values.get(name, "")[:_NAME]
        return TextField(id=name, label=label, value=value, required=required, limit=_NAME, hint=hint)

    note = values.get(NOTE, "")[:_NOTE]
    return (
        line(CUSTOMER, words.customer),
        OptionField(
            id=PRODUCT, label=words.product, options=products, value=values.get(PRODUCT, ""), required=False
        ),
        OptionField(id=HOLDER, label=words.holder, options=holders, value=values.get(HOLDER, "other")),
        line(PARTNER, words.partner, required=False, hint=words.partner_hint),
        TextField(id=NOTE, label=words.note, value=note, required=False, long=True, limit=_NOTE),
    )


def opening(values: Mapping[str, str], language: Language) -> Action:
    """The action that opens the form with these values in it."""
    kept = {name: value for name, value in values.items() if value}
    if NOTE in kept:
        kept["text"] = kept.pop(NOTE)[:_CARRIED]
    return Action(name=OPEN, language=language, arguments=kept)


def carried(arguments: Mapping[str, str]) -> Mapping[str, str]:
    """The values that such an action carries; a message that the form was opened from is the note."""
    values = {name: arguments.get(name, "") for name in (CUSTOMER, PRODUCT, PARTNER)}
    return {**values, HOLDER: arguments.get(HOLDER, "other"), NOTE: arguments.get("text", "")}


def holder_in(values: Mapping[str, str]) -> HolderKind | None:
    """Who is said to be partner of record; another partner in a form that does not ask."""
    try:
        return HolderKind(values.get(HOLDER) or HolderKind.OTHER)
    except ValueError:
        return None


def faults_in(values: Mapping[str, str], language: Language) -> dict[str, str]:
    """What is wrong with what was filled in, by the fields' ids."""
    words = texts_in(language).claims
    holder, partner = holder_in(values), values.get(PARTNER, "")
    faults = {} if values.get(CUSTOMER) else {CUSTOMER: words.missing}
    if holder is None:
        faults[HOLDER] = words.missing
    elif holder is HolderKind.OTHER and not partner:
        faults[PARTNER] = words.missing
    elif holder is not HolderKind.OTHER and partner:
        faults[PARTNER] = words.no_partner
    limits = {CUSTOMER: _NAME, PARTNER: _NAME, NOTE: _NOTE}
    faults |= {
        name: words.too_long.format(n=most)
        for name, most in limits.items()
        if len(values.get(name, "")) > most
    }
    if values.get(PRODUCT, "") not in ("", *(product.value for product in Product)):
        faults[PRODUCT] = words.missing
    return faults
