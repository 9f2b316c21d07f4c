"""Who sits at the terminal, by name."""

from __future__ import annotations


def login_name() -> str:
    """Whoever is logged in, empty where the machine does not know."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
