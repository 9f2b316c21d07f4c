"""Hello and thanks."""

from __future__ import annotations

from bot.conversation.language import Language
from bot.conversation.outcomes import Kind, Outcome
from bot.conversation.replies import Paragraph, Reply
from bot.conversation.richtext import plain
from bot.conversation.texts import texts_in
from bot.ports import Services
from bot.router import Asked, Intent, routes

EXAMPLES = {
    Language.ENGLISH: (
        "hello", "hi", "hi there", "hey", "good morning", "good afternoon", "thanks", "thank you", "thanks a lot",
        "thx", "great, thanks", "cheers", "ok thanks", "perfect, thank you", "bye", "see you", "how are you?",
        "hello there", "hi bot", "hey there", "good evening", "morning!", "many thanks for the help", "great, thanks a lot", "that was exactly what I wanted, thanks",
        "awesome, thank you", "super helpful, thanks", "much appreciated", "nice, cheers", "thank you so much for your help", "good job", "have a nice day",
        "thanx", "ok", "great", "perfect", "well done", "yo", "hiya", "how's it going", "see you later", "brilliant, ta",
    ),
    Language.SWEDISH: (
        "hej", "hejsan", "hallå", "tjena", "god morgon", "god middag", "tack", "tack så mycket", "tusen tack",
        "tackar", "toppen, tack", "ok tack", "perfekt, tack ska du ha", "hej då", "vi hörs", "läget?", "hur är det?",
        "hej hej", "hej bot", "tjenare", "tja", "hallå där", "god kväll", "morrn", "tack för hjälpen", "stort tack för svaret", "toppen, precis vad jag ville veta, tack",
        "grymt, tack", "superbra, tack för hjälpen", "jättebra, tack", "kanon, tack", "tack snälla", "bra jobbat", "ha en bra dag", "trevlig helg",
        "takc", "taack", "okej", "toppen", "perfekt", "snyggt", "hejdå", "god morgon på dig", "vi ses", "bra, tack så länge",
    ),
}  # fmt: skip


async def greet(asked: Asked, services: Services) -> Reply:
    """A short, friendly line that says what to ask."""
    texts = texts_in(asked.meaning.language).help
    return Reply(
        language=asked.meaning.language,
        title=texts.smalltalk_title,
        outcome=Outcome(kind=Kind.SMALLTALK),
        blocks=(Paragraph(text=plain(texts.smalltalk)),),
        names_customers=False,
    )


ROUTER = routes(Intent(name="smalltalk", handler=greet, examples=EXAMPLES))
