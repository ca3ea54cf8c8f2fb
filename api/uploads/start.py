"""Entry of the process that reads uploads, run by file path: `python -P start.py <socket>`.

It imports what reading takes once, and forks a limited child for every upload it is handed. It looks at no
upload itself, and ends when whoever started it hangs up.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path


def main(control: socket.socket) -> None:
    """Forks a child for every socket that comes over `control`, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # at a terminal: whoever started this ends it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child: its socket says all
    from api.uploads.child import answer

    parent = os.getpid()
    while True:
        _, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not handed:
            return
        if os.fork() == 0:
            control.close()
            answer(handed[0], parent)
            os._exit(0)
        os.close(handed[0])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    with socket.socket(fileno=int(sys.argv[1])) as given:
        main(given)
