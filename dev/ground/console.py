"""What the user sees: one line per step, and one clear line when it stops."""

import sys
import threading
import time
from contextlib import contextmanager

LIVE = sys.stderr.isatty()
TICK = 1 if LIVE else 30  # seconds between signs of life
_steps = []  # the running steps, the innermost last


class Stop(Exception):
    """A step cannot go on; the message is one line that says what to do."""


def say(text=""):
    """Print one line for the user (standard error: output stays pipeable)."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title):
    """Show that a long step runs, that it is alive, and how long it took.

    Of steps within steps only the innermost gives signs of life.
    """
    started, over = time.monotonic(), threading.Event()

    def tick():
        while not over.wait(TICK):
            if _steps[-1:] == [over]:
                _progress(f"  {title} … {time.monotonic() - started:.0f} s")

    if _steps and LIVE:
        say()
    _steps.append(over)
    _progress(f"  {title} …")
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    outcome = "stopped after"
    try:
        yield
        outcome = "done in"
    finally:
        over.set()
        ticker.join()
        _steps.remove(over)
        _progress(f"  {title}: {outcome} {time.monotonic() - started:.1f} s")
        if LIVE:
            say()


def _progress(text):
    """Print a line that the next one of its step replaces, where that works."""
    print(
        f"\r{text}\033[K" if LIVE else text, end="" if LIVE else "\n", file=sys.stderr
    )
    sys.stderr.flush()
