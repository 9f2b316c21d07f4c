"""What a browser is shown while somebody installs the bot, in the browser's language. Pure."""

from __future__ import annotations

import re
from html import escape

from bot.conversation.language import Language
from bot.conversation.texts import texts_in

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 12vh auto; padding: 0 1.5rem;
  color: #1d1c1d; background: #fff }}
a {{ display: inline-block; padding: .6rem 1.2rem; border-radius: .4rem; background: #1f3a5f; color: #fff }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{words}</p>
{link}
</main>
</body>
</html>
"""
_LANGUAGE = re.compile(r"\s*([a-z]{2})\b[^,;]*(?:;\s*q=([0-9.]{1,5}))?", re.IGNORECASE)
_SPOKEN = {language.value: language for language in Language}


def language_of(accepted: str) -> Language:
    """The one of ours that a browser's Accept-Language likes best, else English."""
    wishes = [wish for part in accepted.split(",")[:20] if (wish := _LANGUAGE.match(part))]
    liked = [(_weight(wish[2]), _SPOKEN[code]) for wish in wishes if (code := wish[1].lower()) in _SPOKEN]
    return max(liked, key=lambda each: each[0])[1] if liked else Language.ENGLISH


def install_page(language: Language, address: str) -> str:
    """The way to Slack."""
    words = texts_in(language).installing
    return _page(language, words.title, words.intro, (words.button, address))


def installed_page(language: Language, workspace: str) -> str:
    """It went well."""
    words = texts_in(language).installing
    return _page(language, words.done_title, words.done.format(workspace=workspace), None)


def refused_page(language: Language, reason: str, address: str) -> str:
    """It did not; `reason` is a key of the texts' `refusals`, anything else counts as the general one."""
    words = texts_in(language).installing
    said = words.refusals.get(reason, words.refusals["other"])
    return _page(language, words.refused_title, said, (words.again, address))


def _page(language: Language, title: str, words: str, link: tuple[str, str] | None) -> str:
    shown = f'<p><a href="{escape(link[1])}">{escape(link[0])}</a></p>' if link else ""
    return _PAGE.format(language=language.value, title=escape(title), words=escape(words), link=shown)


def _weight(said: str | None) -> float:
    try:
        return float(said) if said else 1.0
    except ValueError:
        return 0.0
