"""`python -m papersearch` is `papersearch`; stopping it while it still loads is no accident to be traced."""

import sys


def run() -> None:
    """Load the commands and run one; 130 where a person stops it before the command has begun."""
    try:
        from papersearch.cli import main  # here, since loading is what may be stopped

        main()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
