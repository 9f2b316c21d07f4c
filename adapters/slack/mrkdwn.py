"""Spans to Slack's mrkdwn, and text cut to a length. Data never becomes a mention or a link. Pure."""

from __future__ import annotations

from bot.conversation.richtext import RichText, Span

_IN_ADDRESS = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20", "\n": "%0A", "&": "&amp;"})


def escape(text: str) -> str:
    """The text as it stands: https://docs.slack.dev/messaging/formatting-message-text#escaping"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(rich: RichText) -> str:
    """Spans as mrkdwn."""
    return "".join(_span(span) for span in rich)


def bold(text: str) -> str:
    """Data in bold where Slack can show it so."""
    return _styled(escape(text), "*")


def link(text: str, address: str) -> str:
    """A link where the address is https, else the text with the address behind it."""
    if not address.startswith("https://"):
        return escape(f"{text} ({address})" if address else text)
    return f"<{address.translate(_IN_ADDRESS)}|{escape(text).replace('|', '¦')}>"


def clip(text: str, limit: int) -> str:
    """At most `limit` characters of mrkdwn; neither an entity nor a link is cut in two."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if cut.rfind("<") > cut.rfind(">"):
        cut = cut[: cut.rfind("<")]
    if cut.rfind("&") > cut.rfind(";"):
        cut = cut[: cut.rfind("&")]
    return cut.rstrip() + "…"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of plain text."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _span(span: Span) -> str:
    if span.link is not None:
        return link(span.text, span.link)
    shown = escape(span.text)
    if span.code:
        return _styled(shown, "`")
    if span.emphasis:
        shown = _styled(shown, "_")
    return _styled(shown, "*") if span.strong else shown


def _styled(text: str, mark: str) -> str:
    """Slack has no escape for its marks, and shows a style only close around words of one line."""
    words = text.strip()
    if not words or mark in words or "\n" in words:
        return text
    return text.replace(words, f"{mark}{words}{mark}", 1)
