"""Whether alerts about conflicts go to this conversation."""

from __future__ import annotations

from bot.conversation.actions import Action
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Button, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.handlers.choosing import SHOW_LIST
from bot.ports import Services
from bot.router import Asked, Intent, routes

SUBSCRIBE_EXAMPLES = {
    Language.ENGLISH: (
        "alert this channel about conflicts", "notify us here when another partner takes the slot",
        "subscribe to alerts", "turn on alerts", "send alerts to this channel", "tell us here if somebody claims our customer",
        "i want notifications about conflicts in this room", "set up alerts for {customer}", "alerts on", "start alerting here",
        "ping us when we lose {customer}", "let this channel know about new conflicts", "warn us here about {product} conflicts",
        "notify me when something changes", "let me know when someone takes a slot from us", "send me alerts", "keep me posted about changes here",
        "I want to hear when another partner is registered at {customer}", "enable notifications", "start sending notifications", "message me if a customer switches partner",
        "from now on tell us when a slot is taken", "turn the alerts on please", "give us a heads up when somebody takes over", "sign me up for alerts",
        "alert me", "notify me", "alert me about {product} renewals", "alert us about {customer}", "can you alert me about conflicts?",
        "notify us about renewals for {product}", "could you send alerts here?", "alert me about renewals",
    ),
    Language.SWEDISH: (
        "larma den här kanalen om konflikter", "meddela oss här när en annan partner tar platsen",
        "prenumerera på larm", "slå på larm", "skicka larm till den här kanalen", "säg till här om någon tar vår kund",
        "jag vill ha aviseringar om konflikter i rummet", "sätt upp larm för {customer}", "larm på", "börja larma här",
        "pinga oss när vi tappar {customer}", "varna kanalen vid nya konflikter", "notifiera oss här om {product}",
        "meddela mig när något ändras", "säg till när någon tar en plats från oss", "skicka larm till mig", "håll mig uppdaterad om ändringar här",
        "jag vill få veta när en annan partner läggs in hos {customer}", "aktivera notiser", "börja skicka notiser", "skriv till mig om en kund byter partner",
        "från och med nu vill vi veta när en plats tas", "slå på aviseringarna tack", "hojta när någon tar över", "anmäl mig till larmen", "på med notiserna",
        "larma mig", "meddela oss", "larma mig om förnyelser för {product}", "larma oss om {customer}", "kan du larma mig om konflikter?",
        "säg till om förnyelser av {product}", "kan du skicka larm hit?", "larma mig om förnyelser",
    ),
}  # fmt: skip
UNSUBSCRIBE_EXAMPLES = {
    Language.ENGLISH: (
        "stop the alerts here", "unsubscribe from alerts", "turn off alerts", "no more alerts in this channel",
        "mute the notifications", "don't alert this channel any more", "alerts off", "cancel the alert subscription",
        "stop pinging us about conflicts", "remove this room from the alerts", "please stop notifying us", "quit alerting",
        "stop notifying me", "I don't want any more messages about changes", "no more notifications please", "switch off alerts", "turn the notifications off",
        "stop sending these messages", "you can stop pinging me", "disable alerts", "end the alerts", "I don't want to be notified any longer", "unsuscribe",
    ),
    Language.SWEDISH: (
        "sluta larma här", "avsluta larmen", "stäng av larm", "inga fler larm i kanalen", "avprenumerera på larm",
        "larma inte den här kanalen längre", "larm av", "säg upp larmprenumerationen", "sluta pinga oss om konflikter",
        "ta bort rummet från larmen", "sluta notifiera oss tack", "tysta aviseringarna",
        "sluta meddela mig", "jag vill inte ha fler meddelanden om ändringar", "inga fler notiser tack", "stäng av aviseringarna", "slå av notiserna", "stänga av larmen",
        "sluta skicka de här meddelandena", "du kan sluta pinga mig", "inaktivera larm", "avsluta notiserna", "jag vill inte bli meddelad längre", "av med notiserna",
    ),
}  # fmt: skip


async def subscribe(asked: Asked, services: Services) -> Reply:
    """Note that alerts go to the conversation the question came from."""
    texts = texts_in(asked.meaning.language).rooms
    async with services.store.transaction() as transaction:
        new = await transaction.rooms.subscribe(asked.question.origin.address)
    title, said = (texts.subscribed_title, texts.subscribed) if new else (texts.already_title, texts.already)
    return _reply(asked, "subscribe-alerts", title, (said, texts.not_yet))


async def unsubscribe(asked: Asked, services: Services) -> Reply:
    """Note that no alerts go there."""
    texts = texts_in(asked.meaning.language).rooms
    async with services.store.transaction() as transaction:
        was = await transaction.rooms.unsubscribe(asked.question.origin.address)
    title, said = (texts.unsubscribed_title, texts.unsubscribed) if was else (texts.never_title, texts.never)
    return _reply(asked, "unsubscribe-alerts", title, (said,))


def _reply(asked: Asked, topic: str, title: str, lines: tuple[str, ...]) -> Reply:
    meaning = asked.meaning
    conflicts = Action(name=SHOW_LIST, language=meaning.language, arguments={"list": "list-conflicts"})
    return Reply(
        language=meaning.language,
        title=title,
        outcome=Outcome(
            kind=Kind.COMMAND, topic=topic, confidence=meaning.confidence, reasons=meaning.reasons
        ),
        blocks=tuple(Paragraph(text=plain(line)) for line in lines),
        buttons=(Button(label=texts_in(meaning.language).rooms.conflicts_button, action=conflicts),),
        names_customers=False,
    )


ROUTER = routes(
    Intent(
        name="subscribe-alerts",
        handler=subscribe,
        examples=SUBSCRIBE_EXAMPLES,
        help=lambda texts: texts.help.subscribe_alerts,
    ),
    Intent(
        name="unsubscribe-alerts",
        handler=unsubscribe,
        examples=UNSUBSCRIBE_EXAMPLES,
        help=lambda texts: texts.help.unsubscribe_alerts,
    ),
)
