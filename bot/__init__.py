"""The core: what arrives goes in as an event, what goes back comes out as a reply. No I/O here.

Adapters import from the modules below; `bot.core.build_bot` is the front door.
"""
