"""The peers: SQLite's own full-text index as others set it up, and tantivy if it is installed.

Words are handed over as sqlite-utils quotes them: split at spaces, each in double quotes.
"""

import importlib.metadata
import importlib.util
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from bench.corpus import Document
from bench.search.engines import Engine, fresh, in_batches

Joint = Literal["AND", "OR"]
SQLITE = {
    "sqlite-utils' default (unicode61, remove_diacritics 1)": "unicode61 remove_diacritics 1",
    "unicode61 remove_diacritics 2": "unicode61 remove_diacritics 2",
    "trigram": "trigram",
}
_SYNTAX = re.compile(r"""[+\-&|!(){}\[\]^"'~*?:\\/<>=]""")
_MEMORY = 200_000_000  # bytes of tantivy's writer


class SqliteIndex:
    """An FTS5 table with its texts in it, ranked by bm25."""

    def __init__(self, path: Path, name: str, tokenizer: str, joint: Joint) -> None:
        self.name = f"{name}, {joint}"
        self._joint = f" {joint} "
        self._database = sqlite3.connect(fresh(path), isolation_level=None)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"CREATE VIRTUAL TABLE article USING fts5(title, text, content='', tokenize='{tokenizer}')"
        )

    def load(self, documents: Iterable[Document]) -> None:
        """Put documents into the index."""
        for batch in in_batches(documents):
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT INTO article (rowid, title, text) VALUES (?, ?, ?)",
                [(document.number, document.title, document.text) for document in batch],
            )
            self._database.execute("COMMIT")

    def find(self, words: str) -> list[int]:
        """Return the numbers of the best ten documents for words, the best first."""
        quoted = self._joint.join(f'"{word}"' for word in words.replace('"', " ").split())
        rows = self._database.execute(
            "SELECT rowid FROM article WHERE article MATCH ? ORDER BY rank LIMIT 10", [quoted]
        )
        return [row[0] for row in rows]


class TantivyIndex:
    """An index in memory, with the tokenizer tantivy has by default, or one that also folds to ASCII."""

    def __init__(self, *, folded: bool) -> None:
        import tantivy  # an optional tool of this measurement, not of the project

        self.name = f"tantivy {importlib.metadata.version('tantivy')}, {'folded to ASCII' if folded else 'default'}, OR"
        self._tantivy: Any = tantivy
        analyzer = "folding" if folded else "default"
        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True)
        schema.add_text_field("title", tokenizer_name=analyzer)
        schema.add_text_field("text", tokenizer_name=analyzer)
        self._index: Any = tantivy.Index(schema.build())
        if folded:
            steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
            self._index.register_tokenizer(analyzer, steps.filter(tantivy.Filter.ascii_fold()).build())

    def load(self, documents: Iterable[Document]) -> None:
        """Put documents into the index."""
        writer = self._index.writer(_MEMORY, 1)
        for document in documents:
            writer.add_document(
                self._tantivy.Document(number=document.number, title=document.title, text=document.text)
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, words: str) -> list[int]:
        """Return the numbers of the best ten documents for words, the best first."""
        searcher = self._index.searcher()
        query = self._index.parse_query(_SYNTAX.sub(" ", words).lower(), ["title", "text"])
        return [searcher.doc(address)["number"][0] for _, address in searcher.search(query, 10).hits]


def all_peers(folder: Path) -> list[Engine]:
    """Return every peer that can be had here, each with an empty index; SQLite's are asked for any of the words."""
    engines: list[Engine] = [
        SqliteIndex(folder / f"peer-{number}.db", name, tokenizer, "OR")
        for number, (name, tokenizer) in enumerate(SQLITE.items())
    ]
    return [*engines, *tantivies()]


def tantivies() -> list[Engine]:
    """Return tantivy as it comes, and folding to ASCII; nothing if it is not installed."""
    if not importlib.util.find_spec("tantivy"):
        return []
    return [TantivyIndex(folded=False), TantivyIndex(folded=True)]


def naive(folder: Path) -> Engine:
    """Return what most programs do: all words, without accents as far as SQLite can."""
    return SqliteIndex(
        folder / "naive.db", "unicode61 remove_diacritics 2", SQLITE["unicode61 remove_diacritics 2"], "AND"
    )
