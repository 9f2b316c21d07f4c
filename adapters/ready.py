"""`python -m adapters.ready`: exit code 0 where the service on this machine is ready. For containers.

An image has no curl, and this loads nothing of the bot: it may be run every few seconds.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

PATIENCE = 4.0
"""Seconds: more than the service gives its store."""


def main() -> int:
    """Ask, print what was said, and give the exit code."""
    address = f"http://127.0.0.1:{os.environ.get('PORT') or 3978}/health/ready"
    # Straight to this machine, whatever proxy the environment names.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=PATIENCE) as answer:
            sys.stdout.write(answer.read().decode())
            return 0
    except urllib.error.HTTPError as refusal:
        with refusal:
            sys.stdout.write(refusal.read().decode("utf-8", "replace"))
    except OSError as error:
        sys.stdout.write(f"not reached ({type(error).__name__})")
    return 1


if __name__ == "__main__":
    sys.exit(main())
