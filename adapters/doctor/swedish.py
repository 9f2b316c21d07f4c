"""The settings' faults in Swedish: their English is fixed in one place, beside what they check."""

from __future__ import annotations

from collections.abc import Mapping

_BASIC_INFORMATION = "Kopiera det från appens sida Basic Information."

SENTENCES: Mapping[str, str] = {
    "All three belong together: see the app registration in Microsoft Entra.": (
        "De tre hör ihop: se appregistreringen i Microsoft Entra."
    ),
    "Cannot be read.": "Kan inte läsas.",
    "Copy it from the app's Basic Information page, or set SLACK_APP_TOKEN for Socket Mode.": (
        "Kopiera den från appens sida Basic Information, eller sätt SLACK_APP_TOKEN för Socket Mode."
    ),
    "Copy it from the app's Basic Information page.": _BASIC_INFORMATION,
    "Copy it from the app's OAuth & Permissions page.": "Kopiera den från appens sida OAuth & Permissions.",
    "Each workspace brings its own token.": "Varje arbetsyta har sin egen token.",
    (
        "It seals the workspaces' tokens. Make one with: "
        'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
    ): (
        "Den förseglar arbetsytornas token. Skapa en med: "
        'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
    ),
    "Make it a text file in UTF-8 that the bot may read; .env.example shows one.": (
        "Gör den till en textfil i UTF-8 som boten får läsa; .env.example visar en."
    ),
    'Install it with: pip install "dpor-bot[telemetry]", or take the setting away.': (
        'Installera det med: pip install "dpor-bot[telemetry]", eller ta bort inställningen.'
    ),
    "Missing, so Slack's requests could not be verified.": "Saknas, så Slacks anrop kan inte kontrolleras.",
    "Missing.": "Saknas.",
    "Name the workspaces (T…) that may install the bot: their members see your customers.": (
        "Ange de arbetsytor (T…) som får installera boten: deras medlemmar ser era kunder."
    ),
    "Neither text nor json.": "Varken text eller json.",
    "Neither true nor false.": "Varken true eller false.",
    "Not 16 or more letters, digits and signs.": "Inte minst 16 bokstäver, siffror och tecken.",
    "Not 32 bytes in URL-safe base64.": "Inte 32 byte i URL-säker base64.",
    "Not an http or https address.": "Inte en adress med http eller https.",
    "Not a whole number from 0 to 65535.": "Inte ett heltal från 0 till 65535.",
    "Not tenant ids with commas.": "Inte klientorganisationers id:n med kommatecken mellan.",
    "Not workspace ids (T…) with commas between.": "Inte arbetsytors id:n (T…) med kommatecken mellan.",
    "Only for this machine, but HOST is open to others.": (
        "Bara för den här datorn, men HOST är öppen för andra."
    ),
    "See .env.example.": "Se .env.example.",
    "Set HOST=127.0.0.1, or take the setting away.": "Sätt HOST=127.0.0.1, eller ta bort inställningen.",
    "Set it for one workspace, or SLACK_CLIENT_ID for several, not both.": (
        "Sätt den för en arbetsyta, eller SLACK_CLIENT_ID för flera, inte båda."
    ),
    "The app-level token begins xapp-.": "En token på appnivå börjar med xapp-.",
    "Not a country whose public holidays are known: .env.example lists them.": (
        "Inget land vars helgdagar är kända: .env.example räknar upp dem."
    ),
    "Not a time zone such as Europe/Stockholm.": "Ingen tidszon som Europe/Stockholm.",
    "The bot token begins xoxb-.": "En bot-token börjar med xoxb-.",
    "This is a bot token.": "Det här är en bot-token.",
    "This is an app-level token.": "Det här är en token på appnivå.",
    "What sends traces is not installed.": "Det som skickar spår är inte installerat.",
}
"""By the English sentence, as adapters/settings.py has it."""


def in_swedish(sentence: str) -> str:
    """The sentence in Swedish; one that is not known stays as it is."""
    return SENTENCES.get(sentence, sentence)
