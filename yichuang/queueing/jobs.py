"""The clock's work in the hall."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="*/10 * * * *")
@app.task(name="queueing.clear_left_over", queueing_lock="queueing.clear_left_over", pass_context=False)
def clear_left_over(timestamp: int) -> None:
    """Every ten minutes: end the tickets of earlier days that nobody ended."""
    services.clear_left_over(datetime.fromtimestamp(timestamp, UTC))
