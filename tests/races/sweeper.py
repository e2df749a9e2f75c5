"""A worker's look at what is under watch, alone in a process that can be killed: `python -m tests.races.sweeper AT`."""

import sys
from datetime import datetime

import django

django.setup()

from yichuang.supervision import public as supervision  # noqa: E402 - after the rooms have been loaded

if __name__ == "__main__":
    supervision.sweep(datetime.fromisoformat(sys.argv[1]))
