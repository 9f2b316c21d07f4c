"""What the recogniser has learned, kept between starts: reading it takes a tenth of learning it.

The file is a cache and nothing else: it is named after everything that went into it, is never the only
copy of anything, and one that cannot be read is learned anew.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import numpy as np
import orjson
from numpy.typing import NDArray

import bot.understanding
from adapters.knowledge.learned_rows import RowsFile, write_rows
from bot.conversation.language import Language
from bot.router import Examples
from bot.understanding.block import Block
from bot.understanding.features import LearnedFeatures
from bot.understanding.knowledge import KnowledgeBase
from bot.understanding.recognise import Learned, Recogniser
from bot.understanding.speech import LearnedSpeech
from bot.understanding.training import Said, phrasings, ways_of_asking

log = logging.getLogger("dpor.learned")

MAPPED = ("weights", "texts", "values")
"""The large tables. Each stands in a file of its own: who asks in one language never looks at the other's."""

Bytes = NDArray[np.uint8]
_CODE = Path(bot.understanding.__file__).parent


def recogniser_for(
    knowledge: KnowledgeBase, examples: Mapping[str, Examples], folders: Sequence[Path]
) -> Recogniser:
    """A recogniser of these, from a folder where it was learned before; else it is kept in the first."""
    said = tuple(ways_of_asking(knowledge, examples))
    name = f"learned-{_digest(knowledge, examples)}" if folders else ""
    for folder in folders:
        if (learned := _read(folder / name, said)) is not None:
            return Recogniser(learned)
    learned = Learned.train(phrasings(knowledge, examples))
    for folder in folders[:1]:
        _keep(learned, folder / name)
        # What lies in a file need not be held in memory as well.
        learned = _read(folder / name, said) or learned
    return Recogniser(learned)


def cache_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where caches belong by the XDG rules, and where `make` lets the bot learn while it installs it."""
    installed = Path(sys.prefix) / "var" / "dpor-bot"
    named = environment.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named) / "dpor-bot", installed
    home = environment.get("HOME", "")
    return (Path(home) / ".cache" / "dpor-bot", installed) if home else (installed,)


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


def _read(path: Path, said: Sequence[Said]) -> Learned | None:
    try:
        with (
            path.with_name(f"{path.name}.npz").open("rb") as file,
            np.load(file, allow_pickle=False) as arrays,
        ):
            return _learned(arrays, said, path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        log.warning("what was learned could not be read, learning anew error=%s", type(error).__name__)
        return None


def _keep(learned: Learned, path: Path) -> None:
    """Write it beside and put it in place, what is complete without the rest last; where that can't be, the
    next start learns again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays = _arrays(learned)
        for language, speech in learned.speeches.items():
            _put(_file(path, language), partial(write_rows, speech.features.rows))
            for part in MAPPED:
                _put(_file(path, language, part), partial(_write, arrays.pop(f"{language.value}.{part}")))
        _put(
            path.with_name(f"{path.name}.npz"),
            lambda file: np.savez(file, allow_pickle=False, **arrays),
        )
        for older in path.parent.glob("learned-*.np[yz]"):
            if not older.name.startswith(path.name):
                older.unlink(missing_ok=True)
    except OSError as error:
        log.warning("what was learned could not be kept error=%s", type(error).__name__)


def _put(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        write(beside)
    os.replace(beside.name, path)


def _write(array: NDArray[Any], file: IO[bytes]) -> None:
    np.save(file, array, allow_pickle=False)


def _mapped(path: Path) -> NDArray[Any]:
    """The table as it stands in the file, of which only what is looked at is read."""
    return np.asarray(np.lib.format.open_memmap(path, mode="r"))


def _file(path: Path, language: Language, part: str = "rows") -> Path:
    """A file of its own: most of it is never looked at."""
    return path.with_name(f"{path.name}.{language.value}.{part}.npy")


def _arrays(learned: Learned) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"threshold": np.array(learned.threshold)}
    for language, speech in learned.speeches.items():
        block = speech.features.block
        parts: dict[str, NDArray[Any]] = {
            "sums": speech.sums,
            "fielded": speech.fielded,
            "weights": speech.weights,
            "pairs": speech.features.pairs,
            "words": _packed(speech.features.words),
            "shared": np.array(speech.features.shared),
            "step": np.array(speech.features.step),
            "word_peaks": speech.features.peaks,
            "word_squares": speech.features.squares,
            "features": block.features,
            "rarity": block.rarity,
            "strange": np.array(block.strange),
            "starts": block.starts,
            "texts": block.texts,
            "values": block.values,
        }
        arrays |= {f"{language.value}.{name}": part for name, part in parts.items()}
    return arrays


def _learned(arrays: Mapping[str, NDArray[Any]], said: Sequence[Said], path: Path) -> Learned:
    return Learned(
        topics=tuple(dict.fromkeys(topic for topic, _, _ in said)),
        speeches={
            language: _speech(
                arrays,
                language,
                [one for one in said if one[1] is language],
                path,
            )
            for language in Language
            if f"{language.value}.sums" in arrays
        },
        threshold=float(arrays["threshold"]),
    )


def _speech(
    arrays: Mapping[str, NDArray[Any]], language: Language, said: Sequence[Said], path: Path
) -> LearnedSpeech:
    def part(name: str) -> NDArray[Any]:
        if name in MAPPED:
            return _mapped(_file(path, language, name))
        return arrays[f"{language.value}.{name}"]

    weights = part("weights")
    if not len(part("sums")) == len(weights) == len(said):
        raise ValueError("other phrasings")
    return LearnedSpeech(
        topics=tuple(topic for topic, _, _ in said),
        said=tuple(words for _, _, words in said),
        sums=part("sums"),
        fielded=part("fielded"),
        features=LearnedFeatures(
            block=_block(part, len(said)),
            pairs=part("pairs"),
            words=tuple(_unpacked(part("words"))),
            shared=int(part("shared")),
            step=float(part("step")),
            rows=RowsFile(_file(path, language)),
            peaks=part("word_peaks"),
            squares=part("word_squares"),
        ),
        weights=weights,
    )


def _block(part: Callable[[str], NDArray[Any]], size: int) -> Block:
    starts, texts, values = part("starts"), part("texts"), part("values")
    if not len(texts) == len(values) == starts[-1]:
        raise ValueError("other features")
    return Block(
        size=size,
        features=part("features"),
        rarity=part("rarity"),
        strange=float(part("strange")),
        starts=starts,
        texts=texts,
        values=values,
    )


def _packed(value: object) -> Bytes:
    return np.frombuffer(orjson.dumps(value), dtype=np.uint8)


def _unpacked(packed: NDArray[Any]) -> list[Any]:
    return orjson.loads(packed.tobytes())
