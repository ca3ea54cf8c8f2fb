"""The command line: `staffmix …`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Entry point of the `staffmix` command; imports happen inside, so that Ctrl-C is heard at once."""
    try:
        from api.cli.guard import last_resort

        with last_resort():
            from api.cli.main import app

            app()
    except KeyboardInterrupt:
        sys.stderr.write("Aborted.\n")
        sys.exit(130)
