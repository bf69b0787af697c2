"""An index in a folder: Whoosh writes it, numpy reads it."""
