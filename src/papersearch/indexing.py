"""Keeps the index in step with the corpus."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from papersearch.engines.port import IndexWriter, Prepared, Reader, SearchEngine
from papersearch.errors import EngineError, IndexMissingError, SettingsError
from papersearch.labels import counted
from papersearch.papers.admitting import Admitted, Limits, Refused, admit_all
from papersearch.papers.finding import FoundFile, PassedOver, Tombstone, add_tombstones, find_files
from papersearch.passage import PaperCard, Passage

_log = logging.getLogger(__name__)
QUARANTINE_FILE = "quarantine.tsv"
_HEAD = ("path", "sha256", "reason", "date", "digest")
_SUM = "sha256 of the lines above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A file, or a part of one, that is not in the index, and why; never a word of its text or title."""

    path: str
    sha256: str
    reason: str
    day: str
    digest: str
    """Of file, sidecar and council.toml together: while it stays the same the file is not read again.

    Empty where the fault may lie outside the file: the next run reads it again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What one run did; `files` counts what lay in the corpus."""

    files: int
    read: int
    unchanged: int
    removed: int
    papers: int
    passages: int
    textless_pages: int
    quarantined: tuple[Quarantined, ...]
    work_s: Mapping[str, float]
    """Seconds of work in each step, by its name, added up over all processes."""


@dataclass(frozen=True, slots=True)
class Noting:
    """What a use of the index notes of each paper while it is in its own process, to read it back later (`Reader.notes`)."""

    of: Callable[[PaperCard, Sequence[Passage]], bytes]
    is_current: Callable[[bytes], bool]
    """Whether a note was made by the rules in force; a file with a paper of another note is read again."""


@dataclass(slots=True)
class _Run:
    """What a run has seen so far."""

    kept_out: list[Quarantined] = field(default_factory=list)
    added: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    """Paths of files of which something is withheld."""
    read: int = 0
    textless_pages: int = 0
    work_s: dict[str, float] = field(default_factory=lambda: {"reading": 0.0, "parsing": 0.0, "analysing": 0.0})


def index_corpus(
    corpus: Path,
    engine: SearchEngine,
    folder: Path,
    *,
    today: date,
    fresh: bool = False,
    jobs: int = 1,
    optimise: bool = False,
    limits: Limits | None = None,
    noting: Noting | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> IndexReport:
    """Bring the index in `folder` in step with `corpus`: only new or changed files are read, removed files leave.

    `noting` is done with each paper that is read. `progress` is told how many files are done, and of how many; `jobs` files are read at a time; `optimise` puts the files
    of the index in order too. The old index serves until the run has ended.

    Raises:
        SettingsError: the corpus is no folder or lost all its papers, or a council.toml cannot be used.
        EngineError: a folder of indexed papers cannot be looked into; no error is taken for an empty folder.
        IndexBusyError: another run is writing.
        IndexOutOfDateError: the index was built by other rules and `fresh` was not asked for.
    """
    found = list(find_files(corpus))
    cards = {} if fresh else _cards_by_path(engine)
    _refuse_a_lost_corpus(corpus, found, cards)
    before = {} if fresh else _rows_by_digest(folder)
    run = _Run(kept_out=[_row(one.path, one.sha256, one.reason, today) for one in found if isinstance(one, PassedOver)])
    files = [one for one in found if isinstance(one, FoundFile)]
    noted = _noted(engine, cards, noting)
    known = {one.source.path for one in files if _is_known(one, cards, before) and _is_noted(one, cards, noted)}
    run.kept_out += [row for one in files if one.source.path in known for row in before.get(one.source.digest, ())]
    changed = [one for one in files if one.source.path not in known]
    gone = cards.keys() - known
    withdrawn = _withdrawn_ids(found, cards)
    prepare = partial(_prepared, engine, noting)
    with engine.writer(fresh=fresh, jobs=jobs, optimise=optimise) as writer:
        writer.remove([card.id for path in gone for card in cards[path]])
        for done, outcome in enumerate(admit_all(changed, jobs=jobs, limits=limits, prepare=prepare), 1):
            _enter(outcome, writer, run, today)
            progress(done, len(changed))
        writer.quarantined = len({row.path for row in run.kept_out})
        closed = {card.id for path in run.closed for card in cards.get(path, ())} - run.added
        # open when it was last read: no older generation may keep a word of it
        writer.purges = fresh or bool(closed or withdrawn)
    quarantined = tuple(sorted(run.kept_out, key=lambda row: (row.path, row.reason)))
    write_quarantine(folder, quarantined)
    engine.catch_up()
    stats = engine.reader().stats()
    _log.info("indexed files=%d read=%d papers=%d quarantined=%d", len(found), run.read, stats.papers, len(quarantined))
    return IndexReport(
        files=len(found),
        read=run.read,
        unchanged=len(known),
        removed=len(gone - {one.source.path for one in changed}),
        papers=stats.papers,
        passages=stats.passages,
        textless_pages=run.textless_pages,
        quarantined=quarantined,
        work_s=run.work_s | writer.took_s,
    )


def withdraw(corpus: Path, engine: SearchEngine, what: str, *, today: date) -> tuple[PaperCard, ...]:
    """Take a paper, by its id, or all papers of a file, by its path, out of every generation, for good.

    The tombstone is written to the corpus first, so that a run cut short cannot bring the paper back.

    Raises:
        SettingsError: nothing indexed has this id or path, or the corpus is another one.
    """
    cards = engine.reader().cards()
    by_id = [card for card in cards if card.id == what]
    withdrawn = by_id or [card for card in cards if card.source.path == what]
    if not withdrawn:
        raise SettingsError(
            f"no paper in the index has the id or path {what!r}; `papersearch coverage` lists what is there"
        )
    if not _is_corpus_of(corpus, withdrawn[0].source.path, {card.source.path for card in cards}):
        raise SettingsError(
            f"{withdrawn[0].source.path} is not in {corpus}, nor is any other indexed file, so nothing would stop its "
            "coming back; name the folder of the papers with --corpus"
        )
    tombstones = {
        Tombstone(card.source.path, card.sha256, card.id if by_id else "", today.isoformat()) for card in withdrawn
    }
    add_tombstones(corpus, tuple(tombstones))
    engine.withdraw([card.id for card in withdrawn])
    return tuple(withdrawn)


def _is_corpus_of(corpus: Path, withdrawn: str, indexed: AbstractSet[str]) -> bool:
    """Whether an index was made of this folder; the file that is withdrawn may have been deleted from it first."""
    if (corpus / withdrawn).is_file():
        return True
    others = indexed - {withdrawn}
    if others:
        return any((corpus / path).is_file() for path in others)
    return (corpus / withdrawn).parent.is_dir()


def read_quarantine(folder: Path) -> tuple[Quarantined, ...]:
    """The rows of the quarantine list, in its order; none where there is no list, or one that is damaged."""
    if quarantine_flaw(folder):
        return ()
    file = folder / QUARANTINE_FILE
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]] if file.is_file() else []
    return tuple(
        Quarantined(path=row[0], sha256=row[1], reason=row[2], day=row[3], digest=row[4])
        for row in rows
        if len(row) == len(_HEAD)
    )


def quarantine_flaw(folder: Path) -> str | None:
    """What is wrong with the quarantine list, if anything; a run writes it anew."""
    file = folder / QUARANTINE_FILE
    if not file.is_file():
        return None
    try:
        lines = file.read_bytes().splitlines(keepends=True)
    except OSError as error:
        return f"{QUARANTINE_FILE} cannot be read: {error.strerror}"
    is_sound = bool(lines) and lines[-1] == _sum_line(b"".join(lines[:-1]))
    return None if is_sound else f"{QUARANTINE_FILE} is not as it was written"


def _sum_line(text: bytes) -> bytes:
    return f"{_SUM}\t{hashlib.sha256(text).hexdigest()}\n".encode()


def write_quarantine(folder: Path, rows: tuple[Quarantined, ...]) -> None:
    """Replace the quarantine list at once."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(_HEAD), *("\t".join((row.path, row.sha256, row.reason, row.day, row.digest)) for row in rows)]
    text = ("\n".join(lines) + "\n").encode()
    new = folder / f"{QUARANTINE_FILE}.new"
    new.write_bytes(text + _sum_line(text))
    new.replace(folder / QUARANTINE_FILE)


def _refuse_a_lost_corpus(
    corpus: Path, found: Sequence[FoundFile | PassedOver], cards: Mapping[str, list[PaperCard]]
) -> None:
    """Let a corpus pass unless papers of the index would leave only because the disk does not show them."""
    if cards and not found:
        raise SettingsError(
            f"{corpus} holds no paper, and the index holds those of {counted(len(cards), 'file')}; see that the disk is "
            "there, or empty the index with --fresh"
        )
    for one in found:
        if isinstance(one, PassedOver) and one.is_folder:
            inside = [path for path in cards if one.path == "." or path.startswith(f"{one.path}/")]
            if inside:
                raise EngineError(
                    f"{corpus / one.path}: {one.reason}, and {counted(len(inside), 'file')} of the index are in it; "
                    "the index is as it was"
                )


def _withdrawn_ids(found: Sequence[FoundFile | PassedOver], cards: Mapping[str, list[PaperCard]]) -> set[str]:
    """The papers that were withdrawn and are still in the index, because their withdrawal was cut short."""
    ids = set()
    for one in found:
        if isinstance(one, FoundFile):
            ids |= {card.id for card in cards.get(one.source.path, ())} & one.withdrawn_papers
        elif one.is_withdrawn:
            ids |= {card.id for card in cards.get(one.path, ())}
    return ids


def _cards_by_path(engine: SearchEngine) -> Mapping[str, list[PaperCard]]:
    try:
        reader: Reader = engine.reader()
    except IndexMissingError:
        return {}
    by_path: dict[str, list[PaperCard]] = {}
    for card in reader.cards():
        by_path.setdefault(card.source.path, []).append(card)
    return by_path


def _noted(
    engine: SearchEngine, cards: Mapping[str, list[PaperCard]], noting: Noting | None
) -> AbstractSet[str] | None:
    """The papers whose notes were made by the rules in force; `None` where nothing is noted."""
    if noting is None:
        return None
    return {paper for paper, note in engine.reader().notes().items() if noting.is_current(note)} if cards else set()


def _is_noted(file: FoundFile, cards: Mapping[str, list[PaperCard]], noted: AbstractSet[str] | None) -> bool:
    return noted is None or all(card.id in noted for card in cards.get(file.source.path, ()))


def _prepared(engine: SearchEngine, noting: Noting | None, card: PaperCard, passages: Sequence[Passage]) -> Prepared:
    """A paper as the writer takes it, with its note."""
    return engine.prepare(card, passages, noting.of(card, passages) if noting else b"")


def _rows_by_digest(folder: Path) -> Mapping[str, list[Quarantined]]:
    by_digest: dict[str, list[Quarantined]] = {}
    for row in read_quarantine(folder):
        if row.digest:
            by_digest.setdefault(row.digest, []).append(row)
    return by_digest


def _is_known(file: FoundFile, cards: Mapping[str, list[PaperCard]], kept_out: Mapping[str, list[Quarantined]]) -> bool:
    """Whether the file was read before, as it is now."""
    indexed = cards.get(file.source.path)
    if indexed:
        return all(card.digest == file.source.digest for card in indexed)
    return file.source.digest in kept_out


def _enter(outcome: Admitted | Refused, writer: IndexWriter, run: _Run, today: date) -> None:
    run.read += 1
    source = outcome.file.source
    if isinstance(outcome, Refused):
        if outcome.is_withheld:
            run.closed.add(source.path)
        digest = "" if outcome.may_pass else source.digest
        run.kept_out.append(_row(source.path, source.sha256, outcome.reason, today, digest=digest))
        return
    for paper in outcome.prepared:
        ready = cast(Prepared, paper)
        writer.add_prepared(ready)
        run.added.add(ready.card.id)
    run.work_s["reading"] += outcome.took.reading_s
    run.work_s["parsing"] += outcome.took.parsing_s
    run.work_s["analysing"] += outcome.took.preparing_s
    if outcome.withheld:
        run.closed.add(source.path)
    run.textless_pages += outcome.textless_pages
    run.kept_out += [
        _row(source.path, source.sha256, reason, today, digest=source.digest) for reason in outcome.withheld
    ]


def _row(path: str, sha256: str, reason: str, today: date, *, digest: str = "") -> Quarantined:
    """A row whose path and reason hold no control character, TAB or lone surrogate."""
    return Quarantined(path=_shown(path), sha256=sha256, reason=_shown(reason), day=today.isoformat(), digest=digest)


def _shown(text: str) -> str:
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
