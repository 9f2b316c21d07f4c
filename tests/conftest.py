"""What every test stands on: caches of their own, and one thread for numpy."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

os.environ["XDG_CACHE_HOME"] = str(ROOT / ".pytest_cache" / "kept")
os.environ["OPENBLAS_NUM_THREADS"] = "1"
