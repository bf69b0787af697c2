"""Every error raised on purpose, drawn as one tree.

PapersearchError
├── UnreadableFileError        a file's bytes cannot be turned into text; the reason is the message
├── UnrecognisedPaperError     a file is text, but not a paper: a list of meetings, an error page
│   └── AmbiguousPaperError    two parsers claim one part; the message names both
├── SettingsError              council.toml, a sidecar or a setting cannot be used as written
├── QuestionsError             a file of questions to score an index with cannot be used as written
├── QueryError                 a question over its budget, or a filter value that cannot be read
├── ModelError                 the language model of the settings cannot be used for one question
└── EngineError                the index cannot answer; never an empty result
    ├── IndexMissingError      there is no index in the folder yet
    ├── IndexDamagedError      the index does not match its manifest
    ├── IndexOutOfDateError    the index was built by other analysis rules or another schema
    ├── IndexBusyError         another run is writing the index
    └── SearchTooSlowError     the deadline passed between two terms
"""


class PapersearchError(Exception):
    """Base of all; its text is one line that says what was wrong and what to do next."""


class UnreadableFileError(PapersearchError):
    """A file's bytes cannot be turned into text."""


class UnrecognisedPaperError(PapersearchError):
    """A file is text, but nothing in it is a paper to index."""


class AmbiguousPaperError(UnrecognisedPaperError):
    """Two parsers claim the same part."""


class SettingsError(PapersearchError):
    """council.toml, a sidecar or a setting cannot be used as written."""


class QuestionsError(PapersearchError):
    """A file of questions to score an index with cannot be used as written."""


class QueryError(PapersearchError):
    """A question cannot be asked as it stands.

    Attributes:
        field: the name of the parameter at fault, as it stands in the address.
    """

    def __init__(self, message: str, *, field: str = "q") -> None:
        super().__init__(message)
        self.field = field


class ModelError(PapersearchError):
    """The language model of the settings does not reply, or not as asked; the answer stands without it."""


class EngineError(PapersearchError):
    """The index cannot answer."""


class IndexMissingError(EngineError):
    """There is no index in the folder yet."""


class IndexDamagedError(EngineError):
    """The index does not match its manifest."""


class IndexOutOfDateError(EngineError):
    """The index was built by other analysis rules or another schema."""


class IndexBusyError(EngineError):
    """Another run is writing the index."""


class SearchTooSlowError(EngineError):
    """The deadline passed between two terms."""
