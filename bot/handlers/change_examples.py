"""How people ask what has changed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.language import Language

Examples = Mapping[Language, tuple[str, ...]]

CHANGES: Examples = {
    Language.ENGLISH: (
        "what changed for {customer} since June?", "what is new since the last import?", "what has changed?", "recent changes",
        "what changed in the last 30 days", "list changes", "show changes since last week", "changes for {customer}",
        "what happened at {customer} since March", "anything new at {customer}?", "any changes in {product} this month",
        "which subscriptions changed hands lately", "who took over from whom since January", "which slots changed partner last month",
        "what did the last report change", "what is different from last month", "history of {customer}", "change history", "change log",
        "show the history for {customer}'s {product}", "which subscriptions are new since yesterday", "what came in with the latest file",
        "which subscriptions have ended since the summer", "what have we lost since October", "what have we gained this quarter",
        "did anything change at {customer} lately?", "what's new since Monday", "whats changed this week",
        "hi, I've been away for two weeks, what has changed in the record?", "which {product} subscriptions got another partner of record since May",
        "where did the partner of record change in the last quarter", "list everything that moved since 1 September", "updates since 2026-06-01",
        "where have we become DPOR since June", "which renewals were moved lately", "what has been going on at {customer}",
        "has anything happened with {customer} since April?", "news about {customer}", "what chnaged since june", "changes last 7 days",
        "what was added to the record this month", "changed since the last import", "what changed yesterday",
        "what happened in October", "what happened last week", "what has been happening lately",
    ),
    Language.SWEDISH: (
        "vad har hänt sedan 1 juni?", "vad har ändrats hos {customer} sedan juni?", "vad är nytt sedan senaste importen?", "vad har ändrats?",
        "senaste ändringarna", "vad har hänt de senaste 30 dagarna", "lista ändringar", "visa ändringar sedan förra veckan", "ändringar för {customer}",
        "vad har hänt hos {customer} sedan i mars", "något nytt hos {customer}?", "några ändringar i {product} den här månaden",
        "vilka prenumerationer har bytt partner på sistone", "vem har tagit över från vem sedan januari", "vilka platser bytte partner förra månaden",
        "vad ändrade den senaste rapporten", "vad skiljer sig från förra månaden", "historik för {customer}", "ändringshistorik", "ändringslogg",
        "visa historiken för {customer}s {product}", "vilka prenumerationer är nya sedan igår", "vad kom in med den senaste filen",
        "vilka prenumerationer har upphört sedan i somras", "vad har vi tappat sedan oktober", "vad har vi vunnit det här kvartalet",
        "har något ändrats hos {customer} på sistone?", "vad är nytt sedan i måndags", "va har hänt i veckan",
        "hej, jag har varit borta i två veckor, vad har ändrats i registret?", "vilka {product} har fått en annan partner of record sedan maj",
        "var har partner of record bytts det senaste kvartalet", "lista allt som har ändrats sedan 1 september", "ändringar sedan 2026-06-01",
        "var har vi blivit DPOR sedan juni", "vilka förnyelser har flyttats", "vad har hänt hos {customer}",
        "har det hänt något med {customer} sedan april?", "nytt om {customer}", "vad har andrats sen juni", "ändringar senaste 7 dagarna",
        "vad har lagts till i registret den här månaden", "ändrat sedan senaste importen", "vad ändrades igår",
        "vad hände i oktober", "vad hände förra veckan", "vad har hänt på sistone",
    ),
}  # fmt: skip
