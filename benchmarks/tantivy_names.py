"""The same names in tantivy, a search engine: what a look-up costs there, and whom it finds."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from statistics import median
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from benchmarks.asked_names import Customers, core_of
from benchmarks.figures import p99
from benchmarks.understanding_round import costs
from bot.understanding.name_tables import Entry
from bot.understanding.words import folded_words

_QUESTIONS = 200
_WRONG = 2
_LONG = 5
"""Letters of a word in which two may be wrong; in a shorter one it may be one."""
_LOOKED_AT = 50


def print_tantivy(entries: Sequence[Entry], customers: Customers, seed: int) -> None:
    """Nothing is measured where it is not installed, which is said."""
    if importlib.util.find_spec("tantivy") is None:
        print("tantivy: not installed, so not measured (pip install tantivy)")
        return
    search = _Search(entries)
    asked = list(customers.asked(_QUESTIONS, _WRONG, seed))
    took = [cost / 1000 for cost in costs(search.best, [core_of(one.name) for one in asked])]
    right = sum(search.best(core_of(one.name)) in one.meant for one in asked) / len(asked)
    print(
        f"tantivy: {_WRONG} letters wrong: right {100 * right:.1f},"
        f" CPU p50 {median(took):.2f}, p99 {p99(took):.2f} ms"
    )


class _Search:
    """Of the fifty that tantivy finds by their words, two letters forgiven in each, the likest."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._tantivy: Any = importlib.import_module("tantivy")
        schema = self._tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("name", stored=True)
        self._schema = schema.build()
        index = self._tantivy.Index(self._schema)
        writer = index.writer(heap_size=200_000_000)
        for id_, names in entries:
            for name in names:
                writer.add_document(self._tantivy.Document(id=[id_], name=[core_of(name)]))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def best(self, name: str) -> str | None:
        """The id of the first."""
        query = self._tantivy.Query
        should = self._tantivy.Occur.Should
        words = [
            (
                should,
                query.fuzzy_term_query(self._schema, "name", word, distance=2 if len(word) >= _LONG else 1),
            )
            for word in folded_words(name)
        ]
        found = self._searcher.search(query.boolean_query(words), _LOOKED_AT).hits
        documents = [self._searcher.doc(address) for _, address in found]
        stored = [document["name"][0] for document in documents]
        likest = process.extractOne(" ".join(folded_words(name)), stored, scorer=OSA.distance)
        return documents[likest[2]]["id"][0] if likest else None
