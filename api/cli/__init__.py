"""The command line: `staffmix …`."""

from api.cli.main import main

__all__ = ["main"]
