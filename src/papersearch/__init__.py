"""Ask the record: full-text search and question answering over a council's committee papers."""

__version__ = "0.1.0"
