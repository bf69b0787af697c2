"""The journey of one file: read, split, gated, recognised, parsed, enriched."""
