"""Whoosh as it is installed: its own codec, writer, searcher, grouping and highlighter, given the product's words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.query import And, NumericRange, Or, Phrase, Prefix, Term
from whoosh.scoring import BM25F
from whoosh.sorting import Count

from benchmarks.peers.base import Entries, Found, value_of, year_of
from benchmarks.questions import FACETS, PAGE, Kind, Question
from papersearch.analysis import stem, tokens
from papersearch.engines.port import K1, B


class ProductWords(Analyzer):
    """The product's analysis as Whoosh asks for it."""

    def __init__(self, *, stems: bool) -> None:
        self._stems = stems

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        **others: Any,
    ) -> Iterator[Token]:
        token = Token(positions, chars, **{name: others[name] for name in ("removestops", "mode") if name in others})
        for at, one in enumerate(tokens(value)):
            token.original = token.text = stem(one.text) if self._stems else one.text
            token.boost, token.stopped, token.pos = 1.0, False, at
            token.startchar, token.endchar = one.start, one.end
            yield token


class Peer:
    """One process, one segment written at the end, as its documentation has it."""

    lacks: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer: Any = None

    def _began(self) -> Any:
        self._folder.mkdir()
        schema = Schema(
            id=ID(stored=True),
            text=TEXT(analyzer=ProductWords(stems=True), stored=True),
            word=TEXT(analyzer=ProductWords(stems=False)),
            year_number=NUMERIC(int),
            **{name: ID(sortable=True) for name in FACETS},
        )
        return create_in(str(self._folder), schema).writer(limitmb=256)

    def add(self, entries: Entries) -> None:
        self._writer = self._writer or self._began()
        for _, passages in entries:
            for one in passages:
                facets = {name: value_of(one, name) for name in FACETS}
                self._writer.add_document(id=one.id, text=one.text, word=one.text, year_number=year_of(one), **facets)

    def finish(self) -> None:
        self._writer.commit()

    def open(self) -> None:
        self._searcher = open_dir(str(self._folder)).searcher(weighting=BM25F(B=B, K1=K1))

    def ask(self, question: Question) -> Found:
        query, kept = _query_of(question), None
        if question.years:
            kept = NumericRange("year_number", *question.years)
        in_years = kept
        if question.committee:
            kept = And([kept, Term("committee", question.committee)])
        results = self._searcher.search(query, limit=PAGE, filter=kept, groupedby=list(FACETS), maptype=Count)
        facets = {name: _counts(results, name) for name in FACETS}
        if question.committee:
            alone = self._searcher.search(query, limit=1, filter=in_years, groupedby=["committee"], maptype=Count)
            facets["committee"] = _counts(alone, "committee")
        top = list(results)[:PAGE]
        shown = "word" if question.kind in (Kind.PHRASE, Kind.PREFIX) else "text"
        return Found(
            total=len(results),
            ids=tuple(hit["id"] for hit in top),
            snippets=tuple(hit.highlights(shown, text=hit["text"], top=1) for hit in top),
            facets=facets,
        )


def _counts(results: Any, name: str) -> dict[str, int]:
    return {value.decode() if isinstance(value, bytes) else value: n for value, n in results.groups(name).items()}


def _query_of(question: Question) -> Any:
    match question.kind:
        case Kind.ALL:
            return And([Term("text", stem(word)) for word in question.words])
        case Kind.ANY | Kind.FILTERED:
            return Or([Term("text", stem(word)) for word in question.words])
        case Kind.PHRASE:
            return Phrase("word", list(question.words))
        case Kind.PREFIX:
            return Prefix("word", question.words[0])
