"""The worker's work for the archive."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="*/10 * * * *")
@app.task(name="archive.check_again", queueing_lock="archive.check_again", pass_context=False)
def check_again(timestamp: int) -> None:
    """Every ten minutes: read a few packages again, those that were not looked at for longest."""
    services.check_again(now=datetime.fromtimestamp(timestamp, UTC))
