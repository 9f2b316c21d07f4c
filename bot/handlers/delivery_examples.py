"""How people ask whether an alert has arrived."""

from __future__ import annotations

from bot.conversation.language import Language
from bot.router import Examples

DELIVERY: Examples = {
    Language.ENGLISH: (
        "delivery of the {customer} case", "delivery {customer}", "delivery {customer} {product}", "was the alert about {customer} delivered?",
        "did the alert about {customer} get through?", "did the {customer} alert arrive?", "where was the alert about {customer} sent?",
        "has the card about {customer} been posted", "why did nobody get the alert about {customer}?", "which rooms got the {customer} alert",
        "is the alert about {customer} {product} stuck?", "delivery status of {customer}", "delivery status", "were the alerts delivered?",
        "did the alerts get through", "did the alert get through?", "are any alerts waiting to be sent?", "which alerts could not be delivered", "did any alert fail",
        "what happened to the alert about {customer}", "why has the alert about {customer} not arrived", "when was the alert about {customer} sent",
        "how many times was the {customer} alert tried", "are alerts held back?", "were any alerts given up",
    ),
    Language.SWEDISH: (
        "leveransen av larmet om {customer}", "leverans {customer}", "leverans {customer} {product}", "levererades larmet om {customer}?",
        "gick larmet om {customer} fram?", "kom larmet om {customer} fram?", "vart skickades larmet om {customer}?",
        "har kortet om {customer} skickats", "varför fick ingen larmet om {customer}?", "vilka rum fick larmet om {customer}",
        "har larmet om {customer} {product} fastnat?", "leveransstatus för {customer}", "leveransstatus", "levererades larmen?",
        "gick larmen fram", "gick larmet fram?", "väntar några larm på att skickas?", "vilka larm kunde inte levereras", "misslyckades något larm",
        "vad hände med larmet om {customer}", "varför har larmet om {customer} inte kommit fram", "när skickades larmet om {customer}",
        "hur många gånger försökte du skicka larmet om {customer}", "hålls några larm kvar?", "har några larm getts upp",
    ),
}  # fmt: skip
