"""How people ask for alerts, for an end of them, and what is told where and when."""

from __future__ import annotations

from bot.conversation.language import Language

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
        "alert this channel about conflicts for {product} at {customer} in sweden", "alert us about everything here",
        "tell this channel about new subscriptions without a partner", "alert this channel about renewals and changes",
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
        "larma den här kanalen om konflikter för {product} hos {customer} i sverige", "larma oss om allt här",
        "säg till i kanalen om nya prenumerationer utan partner", "larma kanalen om förnyelser och ändringar",
    ),
}  # fmt: skip
UNSUBSCRIBE_EXAMPLES = {
    Language.ENGLISH: (
        "stop the alerts here", "unsubscribe from alerts", "turn off alerts", "no more alerts in this channel",
        "mute the notifications", "don't alert this channel any more", "alerts off", "cancel the alert subscription",
        "stop pinging us about conflicts", "remove this room from the alerts", "please stop notifying us", "quit alerting",
        "stop notifying me", "I don't want any more messages about changes", "no more notifications please", "switch off alerts", "turn the notifications off",
        "no more alerts about renewals here", "stop alerting us about changes",
        "stop sending these messages", "you can stop pinging me", "disable alerts", "end the alerts", "I don't want to be notified any longer", "unsuscribe",
    ),
    Language.SWEDISH: (
        "sluta larma här", "avsluta larmen", "stäng av larm", "inga fler larm i kanalen", "avprenumerera på larm",
        "larma inte den här kanalen längre", "larm av", "säg upp larmprenumerationen", "sluta pinga oss om konflikter",
        "ta bort rummet från larmen", "sluta notifiera oss tack", "tysta aviseringarna",
        "sluta meddela mig", "jag vill inte ha fler meddelanden om ändringar", "inga fler notiser tack", "stäng av aviseringarna", "slå av notiserna", "stänga av larmen",
        "inga fler larm om förnyelser här", "sluta larma oss om ändringar",
        "sluta skicka de här meddelandena", "du kan sluta pinga mig", "inaktivera larm", "avsluta notiserna", "jag vill inte bli meddelad längre", "av med notiserna",
    ),
}  # fmt: skip
ALERTS_EXAMPLES = {
    Language.ENGLISH: (
        "what is this channel alerted about?", "which alerts come here?", "what are we alerted about here", "show the alerts of this room",
        "what do you alert this channel about", "alert settings", "which alerts are on", "are alerts on here?",
        "quiet hours here 18-08 and weekends", "quiet hours 22 to 7", "set quiet hours from 6 pm to 8 am", "be quiet here between 18 and 8",
        "no alerts at night please", "don't disturb us on weekends", "quiet on weekends and holidays", "quiet hours off", "turn the quiet hours off",
        "remove the quiet hours", "no quiet hours any more", "my quiet hours are 17-09", "quiet hours for me 18:30-07:15", "when are you quiet here?",
        "where would a conflict for {customer} {product} go?", "where would a conflict at {customer} be told?", "which channels get alerts about {customer}?",
        "who would be told of a conflict at {customer}?", "where do alerts about {product} go", "dry run for a conflict at {customer}",
        "where would a renewal for {product} go?", "test where an alert for {customer} lands",
    ),
    Language.SWEDISH: (
        "vad larmas den här kanalen om?", "vilka larm kommer hit?", "vad larmas vi om här", "visa larmen för det här rummet",
        "vad larmar du kanalen om", "larminställningar", "vilka larm är på", "är larmen på här?",
        "tysta timmar 18–07", "tysta timmar här 18-08 och helger", "sätt tysta timmar från 22 till 7", "var tyst här mellan 18 och 8",
        "inga larm på natten tack", "stör oss inte på helgerna", "tyst på helger och helgdagar", "inga tysta timmar", "stäng av de tysta timmarna",
        "ta bort tysta timmar", "slopa de tysta timmarna", "mina tysta timmar är 17-09", "tysta timmar för mig 18:30-07:15", "när är du tyst här?",
        "vart skulle en konflikt för {customer} {product} gå?", "var skulle en konflikt hos {customer} berättas?", "vilka kanaler får larm om {customer}?",
        "vem skulle få veta om en konflikt hos {customer}?", "vart går larm om {product}", "provkör en konflikt hos {customer}",
        "vart skulle en förnyelse av {product} gå?", "prova var ett larm om {customer} hamnar",
    ),
}  # fmt: skip
"""Of what is told here, of quiet hours, and of where something would be told: the handler reads which."""
