"""How people speak of one case, and ask for all of them."""

from __future__ import annotations

from bot.conversation.language import Language
from bot.router import Examples

CASE: Examples = {
    Language.ENGLISH: (
        "show the case for {customer}", "show the {customer} case", "the case about {customer} {product}", "open the case for {customer} {product}",
        "take the {customer} case", "I take the {customer} case", "I'll take the case for {customer} {product}", "assign the {customer} case to me",
        "hand back the {customer} case", "I have seen the {customer} case", "we asked {customer} today about {product}",
        "I asked {customer} yesterday about {product}", "I sent the request to {customer} today",

        "close the {customer} case", "close the case about {customer} {product}", "snooze the {customer} case for a week",
        "remind me later about the {customer} case", "what happened in the {customer} conflict?", "the history of the {customer} case",
        "who has the {customer} case?", "how far have we come with the {customer} case", "show the case",
    ),
    Language.SWEDISH: (
        "visa ärendet om {customer}", "visa konfliktärendet för {customer}", "ärendet om {customer} {product}", "öppna ärendet om {customer} {product}",
        "jag tar ärendet om {customer}", "ta ärendet om {customer} {product}", "jag tar hand om konflikten hos {customer}", "tilldela mig ärendet om {customer}",
        "lämna tillbaka ärendet om {customer}", "jag har sett ärendet om {customer}", "vi frågade {customer} i dag om {product}",
        "jag frågade {customer} i går om {product}", "jag skickade förfrågan till {customer} i dag",

        "avsluta ärendet om {customer}", "avsluta ärendet om {customer} {product}", "påminn senare om ärendet hos {customer}",
        "pausa ärendet om {customer} en vecka", "vad har hänt i konflikten hos {customer}?", "historiken för ärendet om {customer}",
        "vem har ärendet om {customer}?", "hur långt har vi kommit i ärendet om {customer}", "visa ärendet",
    ),
}  # fmt: skip
CASES: Examples = {
    Language.ENGLISH: (
        "open cases", "show the open cases", "which cases are open?", "list the cases", "all cases", "case list", "my cases", "show my cases",
        "which cases do I have?", "which cases have I taken", "cases for {customer}", "{product} cases", "which cases wait for the customer?",
        "which cases has nobody taken", "how many cases are open", "what do we have to follow up", "what needs my attention?", "what should I look at today", "which conflict cases are due",
    ),
    Language.SWEDISH: (
        "öppna ärenden", "visa de öppna ärendena", "vilka ärenden är öppna?", "lista ärendena", "alla ärenden", "ärendelistan", "mina ärenden", "visa mina ärenden",
        "vilka ärenden har jag?", "vilka ärenden har jag tagit", "ärenden hos {customer}", "ärenden om {product}", "vilka ärenden väntar på kunden?",
        "vilka ärenden har ingen tagit", "hur många ärenden är öppna", "vad har vi att följa upp", "vad behöver jag ta tag i?", "vad ska jag titta på i dag", "vilka konfliktärenden har en sista dag",
    ),
}  # fmt: skip
