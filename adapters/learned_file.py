"""What the recogniser has learned, kept between starts: reading it takes a tenth of learning it.

The file is a cache and nothing else: it is named after everything that went into it, is never the only
copy of anything, and one that cannot be read is learned anew.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import orjson
from numpy.typing import NDArray

import bot.understanding
from bot.conversation.language import Language
from bot.router import Examples
from bot.understanding.block import Block
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.recognise import Learned, Phrasing, Recogniser, Topic, TopicKind
from bot.understanding.training import phrasings

log = logging.getLogger("dpor.learned")

Bytes = NDArray[np.uint8]
_CODE = Path(bot.understanding.__file__).parent


def recogniser_for(
    knowledge: KnowledgeBase, examples: Mapping[str, Examples], folder: Path | None
) -> Recogniser:
    """A recogniser of these, from `folder` where it was learned before, else learned and kept there."""
    if folder is None:
        return Recogniser.train(phrasings(knowledge, examples))
    path = folder / f"learned-{_digest(knowledge, examples)}.npz"
    learned = _read(path)
    if learned is None:
        learned = Learned.train(phrasings(knowledge, examples))
        _keep(learned, path)
    return Recogniser(learned)


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where caches belong by the XDG rules; None where there is no home."""
    named = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named) / "dpor-bot"
    home = environment.get("HOME", "")
    return Path(home) / ".cache" / "dpor-bot" if home else None


def _digest(knowledge: KnowledgeBase, examples: Mapping[str, Examples]) -> str:
    """Of all that is learned from, and of the code that learns."""
    said = [(a.kind.value, a.id, a.language.value, a.title, *a.examples) for a in knowledge]
    listed = [
        (name, language.value, *texts) for name, by in examples.items() for language, texts in by.items()
    ]
    summed = hashlib.sha256(orjson.dumps([np.__version__, said, listed]))
    for source in sorted(_CODE.glob("*.py")):
        summed.update(source.read_bytes())
    return summed.hexdigest()[:32]


def _read(path: Path) -> Learned | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return _learned(arrays)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        log.warning("what was learned could not be read, learning anew error=%s", type(error).__name__)
        return None


def _keep(learned: Learned, path: Path) -> None:
    """Write it beside and put it in place; where that can't be, the next start learns again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            np.savez(beside, allow_pickle=False, **_arrays(learned))
        os.replace(beside.name, path)
        for older in path.parent.glob("learned-*.npz"):
            if older != path:
                older.unlink(missing_ok=True)
    except OSError as error:
        log.warning("what was learned could not be kept error=%s", type(error).__name__)


def _arrays(learned: Learned) -> dict[str, NDArray[Any]]:
    block = learned.block
    return {
        "topics": _packed([(t.kind.value, t.id) for t in learned.topics]),
        "phrasings": _packed(
            [(learned.topics.index(p.topic), p.language.value, p.text, p.said) for p in learned.phrasings]
        ),
        "features": _packed(list(block.numbers)),
        "weights": learned.weights,
        "numbers": np.array([learned.threshold, block.strange]),
        "rarity": block.rarity,
        "starts": block.starts,
        "texts": block.texts,
        "values": block.values,
    }


def _learned(arrays: Mapping[str, NDArray[Any]]) -> Learned:
    topics = tuple(Topic(kind=TopicKind(kind), id=name) for kind, name in _unpacked(arrays["topics"]))
    threshold, strange = arrays["numbers"].tolist()
    features = _unpacked(arrays["features"])
    said: list[tuple[int, str, str, str]] = _unpacked(arrays["phrasings"])
    return Learned(
        phrasings=tuple(
            Phrasing(topic=topics[topic], language=Language(language), text=text, said=words)
            for topic, language, text, words in said
        ),
        topics=topics,
        block=Block(
            size=len(said),
            numbers={feature: number for number, feature in enumerate(features)},
            rarity=arrays["rarity"],
            strange=strange,
            starts=arrays["starts"],
            texts=arrays["texts"],
            values=arrays["values"],
        ),
        weights=arrays["weights"],
        threshold=threshold,
    )


def _packed(value: object) -> Bytes:
    return np.frombuffer(orjson.dumps(value), dtype=np.uint8)


def _unpacked(packed: NDArray[Any]) -> list[Any]:
    return orjson.loads(packed.tobytes())
