"""`python -m papersearch` is `papersearch`."""

from papersearch.cli import main

main()
