"""tantivy: its own analysis (the same words and Snowball stems), its aggregations and its snippets, two threads."""

from pathlib import Path
from typing import ClassVar

from tantivy import (
    Document,
    Filter,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    SnippetGenerator,
    TextAnalyzerBuilder,
    Tokenizer,
)
from tantivy import FieldType as Type

from benchmarks.peers.base import Entries, Found, value_of, year_of
from benchmarks.questions import FACETS, PAGE, Kind, Question
from papersearch.analysis import stem

_MOST_VALUES = 65_000
_HEAP = 512 << 20


class Peer:
    """The stems with the stored text in one field, the printed words in another, facets as columns."""

    lacks: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(exist_ok=True)
        schema = SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_text_field("text", stored=True, tokenizer_name="stems")
        schema.add_text_field("word", tokenizer_name="words")
        schema.add_integer_field("year_number", indexed=True, fast=True)
        for name in FACETS:
            schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = schema.build()
        self._writer = None

    def _index(self) -> Index:
        index = Index(self._schema, path=str(self._folder))
        index.register_tokenizer("words", _words().build())
        index.register_tokenizer("stems", _words().filter(Filter.stemmer("english")).build())
        return index

    def add(self, entries: Entries) -> None:
        self._writer = self._writer or self._index().writer(heap_size=_HEAP, num_threads=2)
        for _, passages in entries:
            for one in passages:
                facets = {name: value_of(one, name) for name in FACETS}
                self._writer.add_document(
                    Document(id=one.id, text=one.text, word=one.text, year_number=year_of(one), **facets)
                )

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def open(self) -> None:
        index = self._index()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: Question) -> Found:
        words = self._query_of(question)
        in_years, kept = words, words
        if question.years:
            years = Query.range_query(self._schema, "year_number", Type.Integer, *question.years)
            in_years = _all_of(words, Query.const_score_query(years, 0.0))
            kept = _all_of(in_years, Query.const_score_query(self._term("committee", question.committee), 0.0))
        results = self._searcher.search(kept, PAGE)
        facets = self._counts(kept, FACETS)
        if question.committee:
            facets |= self._counts(in_years, ("committee",))
        stored = [self._searcher.doc(address) for _, address in results.hits]
        cut = SnippetGenerator.create(self._searcher, self._shown_by(question, words), self._schema, "text")
        cut.set_max_num_chars(280)
        return Found(
            total=results.count,
            ids=tuple(one["id"][0] for one in stored),
            snippets=tuple(cut.snippet_from_doc(one).to_html() for one in stored),
            facets=facets,
        )

    def _counts(self, query: Query, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
        asked = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        counted = self._searcher.aggregate(query, asked)
        return {name: {one["key"]: int(one["doc_count"]) for one in counted[name]["buckets"]} for name in names}

    def _query_of(self, question: Question) -> Query:
        match question.kind:
            case Kind.ALL:
                return _all_of(*(self._term("text", stem(word)) for word in question.words))
            case Kind.ANY | Kind.FILTERED:
                return _any_of(*(self._term("text", stem(word)) for word in question.words))
            case Kind.PHRASE:
                return Query.phrase_query(self._schema, "word", list(question.words))
            case Kind.PREFIX:
                return Query.regex_query(self._schema, "word", f"{question.words[0]}.*")

    def _shown_by(self, question: Question, query: Query) -> Query:
        """The query whose words a snippet marks: its stems, since the text is stored once."""
        match question.kind:
            case Kind.PHRASE:
                return Query.phrase_query(self._schema, "text", [stem(word) for word in question.words])
            case Kind.PREFIX:
                words = self._searcher.terms_with_prefix("word", question.words[0])
                return _any_of(*(self._term("text", stem(word)) for word, _ in words))
            case Kind.ALL | Kind.ANY | Kind.FILTERED:
                return query

    def _term(self, name: str, word: str) -> Query:
        return Query.term_query(self._schema, name, word)


def _words() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.regex(r"[A-Za-z]+|[0-9]+")).filter(Filter.lowercase())


def _all_of(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one) for one in queries])


def _any_of(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Should, one) for one in queries])
