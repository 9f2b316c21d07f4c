"""What the bot can do, a line for each intent that has one."""

from __future__ import annotations

from bot.conversation.events import Click
from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Bullets, Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.handlers.choosing import SHOW_HELP
from bot.ports import Services
from bot.router import Asked, Intent, Router, routes

EXAMPLES = {
    Language.ENGLISH: (
        "help", "what can you do?", "how do you work?", "what can I ask you?", "commands", "show help",
        "how do I use this bot?", "what are you for?", "give me some examples of what to ask",
        "i'm new here, what can you help me with", "which commands are there", "hlep", "options", "menu",
        "what do you know?", "what can you help with", "help me", "I need help", "what commands do you have", "how does this work?", "what is this bot",
        "who are you", "what should I write to you", "what are my options here", "list your commands", "instructions for using you",
        "which alerts do I have?", "are the alerts on?", "when are alerts sent?", "what do the alerts tell?", "is an alert sent when someone takes the slot?",
        "how do alerts work", "which notifications do we get", "what am I subscribed to",
        "can I give you a file?", "how do I import a report?", "how do I upload a file", "how do I bring in a report from Partner Center?",
    ),
    Language.SWEDISH: (
        "hjälp", "vad kan du?", "vad kan du göra?", "hur funkar du?", "vad kan jag fråga dig?", "kommandon",
        "visa hjälp", "hur använder jag boten?", "vad är du till för?", "ge exempel på vad man kan fråga",
        "jag är ny här, vad kan du hjälpa mig med", "vilka kommandon finns", "hjalp", "meny", "alternativ",
        "vad vet du?", "vad kan du hjälpa till med", "hjälp mig", "jag behöver hjälp", "vilka kommandon har du", "hur funkar det här?", "vad är det här för bot",
        "vem är du", "vad ska jag skriva till dig", "vilka alternativ har jag här", "lista dina kommandon", "va kan du göra", "hjälp tack", "hur pratar man med dig",
        "vilka larm har jag?", "är larmen på?", "när skickas larm?", "vad larmar du om?", "skickas det larm när någon tar platsen?",
        "hur funkar larmen", "vilka notiser får vi", "vad prenumererar jag på",
        "kan jag ge dig en fil?", "hur läser jag in en rapport?", "hur laddar jag upp en fil", "hur importerar jag en rapport från Partner Center?",
    ),
}  # fmt: skip


def overview(router: Router, language: Language, *, joined: bool = False) -> Reply:
    """Everything that the router's intents can be asked for."""
    texts = texts_in(language)
    lines = (intent.help(texts) for intent in router.intents.values() if intent.help)
    return Reply(
        language=language,
        title=texts.help.welcome if joined else texts.help.title,
        outcome=Outcome(kind=Kind.COMMAND, topic="help", confidence=1.0),
        blocks=(
            Paragraph(text=plain(texts.help.intro)),
            Bullets(items=tuple(plain(line) for line in lines)),
        ),
        names_customers=False,
    )


def help_on(router: Router) -> Router:
    """The router that explains `router`, and itself."""

    async def show_help(asked: Asked, services: Services) -> Reply:
        return overview(router + explained, asked.meaning.language)

    async def press_help(click: Click, services: Services) -> Reply:
        return overview(router + explained, click.action.language)

    explained = routes(
        Intent(name="help", handler=show_help, examples=EXAMPLES, help=lambda texts: texts.help.help),
        actions={SHOW_HELP: press_help},
    )
    return explained
